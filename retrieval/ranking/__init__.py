"""Candidates found and ordered."""
