"""The proof: every response marked twice, compared, told, and ways out tried."""
