"""``python -m bot`` is the command ``onrecord``."""

from bot.command.app import main

if __name__ == "__main__":
    main()
