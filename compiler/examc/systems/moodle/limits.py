"""How long and how large what Moodle keeps may be (columns of its database, lib/db/install.xml)."""

from fractions import Fraction

LONGEST_NAME = 255
"""Characters of a question's or a category's name; more is a database error."""
LONGEST_ID = 100
"""Characters of an id number; one more is a database error."""
LONGEST_TAG = 50
"""Characters of a tag; the rest is cut off in silence."""
LONGEST_NUMBERING = 10
"""Characters of the word for the numbering of answers."""
LONGEST_RIGHT = 255
"""Characters of a right side of a pair; more is a database error (type/match/db/install.xml)."""
LARGEST_MARK = Fraction(999_999_999_999, 10_000_000)
"""Points of a question: NUMERIC(12, 7)."""
MARK_PLACES = 7
"""Decimals of them that are kept."""
