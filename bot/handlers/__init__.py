"""Telegram updates in, engine calls and rendered messages out."""
