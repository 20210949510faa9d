"""What a language model is asked, and how its sentences are checked."""
