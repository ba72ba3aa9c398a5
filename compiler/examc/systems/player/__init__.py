"""A standard QTI player, and the engine of response processing."""
