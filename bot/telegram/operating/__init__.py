"""What an operator sees of a running bot, and what it does by itself."""
