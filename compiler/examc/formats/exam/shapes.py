"""What a value of the source looks like: the shapes that the vocabulary is made of."""

from enum import Enum
from typing import NamedTuple


class Shape(Enum):
    """What a value of the source looks like."""

    WORD = "word"
    NUMBER = "number"
    SHARE = "number or percentage"
    BOUND = "number or none"
    FLAG = "yes or no"
    WHOLE = "whole number"
    TEXT = "text in Markdown"
    WORDS = "list of words"
    COURSE = "course"
    SCORING = "scoring"
    FEEDBACK = "feedback"
    EXERCISES = "list of exercises"
    ITEMS = "list of items"
    OPTIONS = "list of options"
    CRITERIA = "list of criteria"
    LEVELS = "list of levels"
    ANSWERS = "accepted answers"
    GAPS = "gaps by their names"
    LISTING = "text as it stands"
    PAIRS = "list of pairs"
    LABELS = "list of texts"
    ROWS = "list of rows"


class Key(NamedTuple):
    """A key of a mapping: the shape of its value, what it means, and its legal words if closed."""

    shape: Shape
    meaning: str
    words: tuple[str, ...] = ()
