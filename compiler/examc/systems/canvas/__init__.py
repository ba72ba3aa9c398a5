"""Canvas Classic: what it makes of a QTI 2.1 package, and of one in its own dialect."""
