"""The keys that kinds of questions share: what every question says, how it is marked, its rubric."""

from typing import get_args

from examc.core.model import Kind
from examc.formats.exam.shapes import Key, Shape

KINDS: tuple[Kind, ...] = get_args(Kind)
RULES = ("sum", "all-or-nothing")
WRONG = ("zero", "minus")

POINTS = Key(Shape.NUMBER, "points, an exact number such as 1.25 or 1/3")
ALLOW = Key(Shape.WORDS, "codes of diagnostics that are silenced here")
TAGS = Key(Shape.WORDS, "tags")
ID = Key(Shape.WORD, "the name for ever: letters, digits, and . _ - between them")

BOUNDS = {
    "floor": Key(Shape.BOUND, "the lowest mark of one question; none for no floor"),
    "cap": Key(Shape.BOUND, "the highest mark; the question's points unless said otherwise"),
}
SCORING = {
    **BOUNDS,
    "rule": Key(Shape.WORD, "how chosen options or parts become a mark", RULES),
    "wrong": Key(Shape.WORD, "what a wrong option without a weight is worth", WRONG),
}
SPACE = Key(Shape.WORD, "the room on paper, as 1/2 page")
ITEM = {"type": Key(Shape.WORD, "the kind of item", KINDS), "id": ID, "allow": ALLOW}
QUESTION = {
    **ITEM,
    "points": POINTS,
    "title": Key(Shape.WORD, "a title for lists of questions"),
    "tags": TAGS,
    "always": Key(Shape.FLAG, "whether every student gets it, where others are drawn by lot"),
    "fixed": Key(Shape.FLAG, "whether it keeps its place where others change theirs"),
    "prompt": Key(Shape.TEXT, "what is asked"),
    "solution": Key(Shape.TEXT, "a model answer"),
    "feedback": Key(Shape.FEEDBACK, "what students see afterwards"),
    "graders": Key(Shape.TEXT, "notes for graders only"),
}
WRITTEN = {
    **QUESTION,
    "criteria": Key(Shape.CRITERIA, "criteria, each awarded on its own"),
    "levels": Key(Shape.LEVELS, "levels, of which exactly one is awarded"),
}
