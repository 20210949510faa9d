"""Quality measured, and the weights learned."""
