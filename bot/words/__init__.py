"""Every sentence that a user reads, by subject; nothing outside words them.

Sentences are whole, with named placeholders, so that a catalogue in another language can replace each.
"""
