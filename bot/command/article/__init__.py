"""An article with its statements marked."""
