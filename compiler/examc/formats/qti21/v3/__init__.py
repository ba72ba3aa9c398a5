"""QTI 3.0 packages: those of QTI 2.1 in other names."""
