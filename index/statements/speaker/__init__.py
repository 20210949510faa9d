"""Who says it: each mention resolved to a member of the cast, or to nobody."""
