"""Pictures of what was said, drawn by matplotlib (the extra ``pictures``)."""
