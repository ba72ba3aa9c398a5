"""Mutated inputs of every format, to see that none breaks examc, stops it, or gets through spoilt."""
