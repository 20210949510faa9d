"""Telegram and the command line: routes and renders, decides nothing."""
