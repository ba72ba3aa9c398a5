"""QTI 2.1 packages, as standard engines, Canvas and ANS read them."""
