"""ANS: what it makes of the ANS-style JSON."""
