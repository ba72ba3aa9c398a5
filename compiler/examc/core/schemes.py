"""All about marking schemes under one name, for systems, writers and the proof.

The schemes themselves are data (`schemeforms`); what a question means is `meaning`, what a scheme
awards `awarding`; which of them are the same is `sameschemes`, and what is made of one
`schemechanges`.
"""

from examc.core.answers import bounded, within
from examc.core.awarding import award, fits
from examc.core.meaning import best, meant
from examc.core.sameschemes import lowest, near, normal, same
from examc.core.schemechanges import moved, moved_choice, moved_response, one_of, scaled
from examc.core.schemeforms import (
    LANGUAGE,
    ROUNDING,
    ZERO,
    Key,
    NumberKey,
    One,
    Order,
    Parts,
    Reading,
    Run,
    Scheme,
    Selecting,
    Sum,
    TextKey,
    Typing,
    most_of,
    size_of,
)

__all__ = [
    "LANGUAGE",
    "ROUNDING",
    "ZERO",
    "Key",
    "NumberKey",
    "One",
    "Order",
    "Parts",
    "Reading",
    "Run",
    "Scheme",
    "Selecting",
    "Sum",
    "TextKey",
    "Typing",
    "award",
    "best",
    "bounded",
    "fits",
    "lowest",
    "meant",
    "most_of",
    "moved",
    "moved_choice",
    "moved_response",
    "near",
    "normal",
    "one_of",
    "same",
    "scaled",
    "size_of",
    "within",
]
