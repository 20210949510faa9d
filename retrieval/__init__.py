"""Answers questions about an index: nothing here knows a chat."""
