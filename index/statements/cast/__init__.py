"""Who appears in an article: the names in its text, their titles, and the members of its cast."""
