"""ANS-style JSON: the one target that holds a whole exam, in the names of the Ans API."""
