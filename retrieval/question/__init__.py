"""A question read: whom it asks about, what about, when and where."""
