"""An answer put together and judged."""
