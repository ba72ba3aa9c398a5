"""The keys of matching, ordering, matrix, upload and code, and of the entries in them."""

from examc.core.keys import OrderRule
from examc.formats.exam.commonkeys import ALLOW, ID, QUESTION, RULES, SCORING, SPACE, WRITTEN
from examc.formats.exam.shapes import Key, Shape

MATRIX_RULES = (*RULES, "kprim")
ORDER_RULES = tuple(rule.value for rule in OrderRule)
ALWAYS_SHUFFLED = ("options",)
"""What `shuffle` may say of an ordering."""

KINDS: dict[str, dict[str, Key]] = {
    "matching": {
        **QUESTION,
        **SCORING,
        "pairs": Key(Shape.PAIRS, "the left sides, each with its right side"),
        "distractors": Key(Shape.LABELS, "right sides that belong to no left side"),
    },
    "ordering": {
        **QUESTION,
        "rule": Key(Shape.WORD, "how the places of items become a mark", ORDER_RULES),
        "shuffle": Key(Shape.WORD, "an ordering is always shown shuffled", ALWAYS_SHUFFLED),
        "order": Key(Shape.LABELS, "the items, in the right order"),
    },
    "matrix": {
        **QUESTION,
        **SCORING,
        "rule": Key(Shape.WORD, "how the rows become a mark", MATRIX_RULES),
        "several": Key(Shape.FLAG, "whether a row may have more than one right column"),
        "columns": Key(Shape.LABELS, "what is chosen in each row"),
        "rows": Key(Shape.ROWS, "the rows, each with its right column"),
    },
    "upload": {
        **WRITTEN,
        "files": Key(Shape.WORD, "how many files, as 1, 1..3 or 1.. for any number"),
        "types": Key(Shape.WORDS, "endings of the names of files, each with its point"),
        "size": Key(Shape.WORD, "the largest size of a file, as 10 MB"),
    },
    "code": {
        **WRITTEN,
        "language": Key(Shape.WORD, "the programming language"),
        "start": Key(Shape.LISTING, "what stands in the box before a student writes"),
        "space": SPACE,
    },
}
"""The keys of an item in YAML, by its kind."""

_FEEDBACK = Key(Shape.TEXT, "what a student who was wrong here sees")
PAIR = {
    "left": Key(Shape.TEXT, "the left side"),
    "right": Key(Shape.TEXT, "its right side, of one line"),
    "points": Key(Shape.SHARE, "what the right side earns: points, or a share as 50%"),
    "wrong": Key(Shape.NUMBER, "what any other right side earns, 0 or less"),
    "feedback": _FEEDBACK,
    "id": ID,
    "allow": ALLOW,
}
LABEL = {"text": Key(Shape.TEXT, "what it says"), "id": ID, "allow": ALLOW}
ROW = {
    "text": Key(Shape.TEXT, "what the row says, of one line"),
    "is": Key(Shape.WORDS, "the right column, or a list of them, as columns says it"),
    "cells": Key(Shape.WORD, "the weights of columns, each by its name"),
    "points": Key(Shape.SHARE, "what a right row earns: points, or a share as 50%"),
    "id": ID,
    "allow": ALLOW,
}

_ENTRY = ("id", "allow")
ENTRY_ATTRIBUTES = {
    "pairs": {name: PAIR[name] for name in ("wrong", *_ENTRY)},
    "distractors": {name: LABEL[name] for name in _ENTRY},
    "order": {name: LABEL[name] for name in _ENTRY},
    "columns": {name: LABEL[name] for name in _ENTRY},
    "rows": {name: ROW[name] for name in _ENTRY},
}
"""What an entry in Markdown may say between braces, by its part."""
