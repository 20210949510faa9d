"""What is said: cues, sources, quotations, reported clauses, and how they are put together."""
