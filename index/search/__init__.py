"""Derived from the store: vectors, words, and the published state that readers see."""
