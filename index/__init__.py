"""Reads articles and keeps them: nothing here knows a question or a chat."""
