"""An Answer as a sequence of blocks, which Telegram and the terminal each paint in their own way."""
