"""The closed vocabularies of the source language: one table a place, for readers and schema."""

from typing import get_args

from examc.core.model import Kind
from examc.formats.exam.shapes import Key, Shape

KINDS: tuple[Kind, ...] = get_args(Kind)
CHOICE_KINDS: tuple[Kind, ...] = ("multiple choice", "multiple response")
OPTION_KINDS: tuple[Kind, ...] = (*CHOICE_KINDS, "true/false")
"""Kinds whose options stand below the prompt."""

PARTS = (
    "criteria",
    "levels",
    "solution",
    "feedback",
    "feedback: correct",
    "feedback: incorrect",
    "for graders",
)
"""The headings of level 3 that a question of any kind may have, as far as it is marked so."""
KEY_PARTS: dict[str, tuple[Kind, ...]] = {
    "answer": ("numeric", "short answer", "fill in"),
    "pairs": ("matching",),
    "order": ("ordering",),
    "start": ("code",),
}
"""Those of some kinds only; `answer: NAME` is the key of a gap (see `answerheads`)."""

RULES = ("sum", "all-or-nothing")
WRONG = ("zero", "minus")
SHUFFLE = ("none", "options", "questions", "all")
QUESTION_SHUFFLE = ("none", "options")
CASE = ("ignore", "exact")
TRUTHS = ("true", "false")

_POINTS = Key(Shape.NUMBER, "points, an exact number such as 1.25 or 1/3")
_ALLOW = Key(Shape.WORDS, "codes of diagnostics that are silenced here")
_TAGS = Key(Shape.WORDS, "tags")
_ID = Key(Shape.WORD, "the name for ever: letters, digits, and . _ - between them")

_BOUNDS = {
    "floor": Key(Shape.BOUND, "the lowest mark of one question; none for no floor"),
    "cap": Key(Shape.BOUND, "the highest mark; the question's points unless said otherwise"),
}
SCORING = {
    **_BOUNDS,
    "rule": Key(Shape.WORD, "how chosen options become a mark", RULES),
    "wrong": Key(Shape.WORD, "what a wrong option without a weight is worth", WRONG),
}
_SHUFFLE = Key(Shape.WORD, "what may change its order", SHUFFLE)

EXAM = {
    "title": Key(Shape.WORD, "the title of the exam"),
    "id": _ID,
    "course": Key(Shape.COURSE, "the course that the exam belongs to"),
    "language": Key(Shape.WORD, "the language of the text, as a tag such as en or nl-NL"),
    "date": Key(Shape.WORD, "the day of the exam, as 2022-02-14"),
    "duration": Key(Shape.WHOLE, "the time for the exam, in minutes"),
    "points": Key(Shape.NUMBER, "what the author believes all questions add up to"),
    "description": Key(Shape.TEXT, "what students read before the first exercise"),
    "scoring": Key(Shape.SCORING, "how choice questions are marked, unless they say otherwise"),
    "shuffle": _SHUFFLE,
    "tags": _TAGS,
    "allow": _ALLOW,
    "include": Key(Shape.WORDS, "files with more exercises, in this order"),
}
COURSE = {
    "code": Key(Shape.WORD, "the code of the course"),
    "name": Key(Shape.WORD, "its name"),
    "year": Key(Shape.WORD, "its year, as 22/23"),
    "period": Key(Shape.WORD, "its part of the year"),
}
EXERCISE = {
    "title": Key(Shape.WORD, "the title of the exercise"),
    "id": _ID,
    "points": Key(Shape.NUMBER, "what the author believes its questions add up to"),
    "bank": Key(Shape.WORD, "the question bank that it is saved in"),
    "updated": Key(Shape.WORD, "the time of the last change, as 2023-03-15T14:00"),
    **SCORING,
    "shuffle": _SHUFFLE,
    "tags": _TAGS,
    "allow": _ALLOW,
}
_SPACE = Key(Shape.WORD, "the room on paper, as 1/2 page")
_REPEAT = Key(Shape.FLAG, "whether every question up to the next block shows it again")
_ITEM = {"type": Key(Shape.WORD, "the kind of item", KINDS), "id": _ID, "allow": _ALLOW}
_QUESTION = {
    **_ITEM,
    "points": _POINTS,
    "title": Key(Shape.WORD, "a title for lists of questions"),
    "tags": _TAGS,
    "prompt": Key(Shape.TEXT, "what is asked"),
    "solution": Key(Shape.TEXT, "a model answer"),
    "feedback": Key(Shape.FEEDBACK, "what students see afterwards"),
    "graders": Key(Shape.TEXT, "notes for graders only"),
}
_CHOICE = {
    **_QUESTION,
    **SCORING,
    "shuffle": Key(Shape.WORD, "whether its options may change their order", QUESTION_SHUFFLE),
    "options": Key(Shape.OPTIONS, "the options"),
}
_ANSWERS = Key(Shape.ANSWERS, "the accepted answers; the first one that fits counts")
_CASE = Key(Shape.WORD, "whether letter case counts", CASE)
_UNIT = Key(Shape.WORD, "what is printed behind the box, and never marked")
_TYPED = {**_QUESTION, **_BOUNDS}
_WRITTEN = {
    **_QUESTION,
    "criteria": Key(Shape.CRITERIA, "criteria, each awarded on its own"),
    "levels": Key(Shape.LEVELS, "levels, of which exactly one is awarded"),
}
ITEMS: dict[str, dict[str, Key]] = {
    "multiple choice": _CHOICE,
    "multiple response": _CHOICE,
    "true/false": {
        **_TYPED,
        "wrong": SCORING["wrong"],
        "shuffle": _CHOICE["shuffle"],
        "answer": Key(Shape.WORD, "whether the statement is true; or list both options", TRUTHS),
        "options": Key(Shape.OPTIONS, "true and false, where one of them has points or feedback"),
    },
    "numeric": {**_TYPED, "unit": _UNIT, "answer": _ANSWERS},
    "short answer": {**_TYPED, "case": _CASE, "answer": _ANSWERS},
    "fill in": {
        **_QUESTION,
        **SCORING,
        "shuffle": Key(
            Shape.WORD, "whether the options of gaps may change their order", QUESTION_SHUFFLE
        ),
        "case": _CASE,
        "answer": Key(Shape.GAPS, "what fills each gap, by its name"),
    },
    "open": {**_WRITTEN, "space": _SPACE},
    "free formatted": _WRITTEN,
    "text block": {**_ITEM, "text": Key(Shape.TEXT, "the text"), "repeat": _REPEAT},
    "image block": {
        **_ITEM,
        "image": Key(Shape.WORD, "the path of the image, from this file's folder"),
        "alt": Key(Shape.WORD, "what the image shows, for those who cannot see it"),
        "caption": Key(Shape.WORD, "the words below the image"),
        "space": _SPACE,
        "repeat": _REPEAT,
    },
}
"""The keys of an item in YAML, by its kind."""
ANY_ITEM = {name: key for keys in ITEMS.values() for name, key in keys.items()}
"""The keys of an item whose kind is not known."""

FEEDBACK = {
    "general": Key(Shape.TEXT, "what every student sees"),
    "correct": Key(Shape.TEXT, "what students with full marks see"),
    "incorrect": Key(Shape.TEXT, "what the others see"),
}
OPTION = {
    "text": Key(Shape.TEXT, "the option"),
    "points": Key(Shape.NUMBER, "its weight, in points"),
    "correct": Key(Shape.FLAG, "whether it is checked"),
    "feedback": Key(Shape.TEXT, "what a student who chose it sees"),
    "id": _ID,
    "fixed": Key(Shape.FLAG, "whether it keeps its place under shuffling"),
    "allow": _ALLOW,
}
ANSWER = {
    "is": Key(Shape.WORD, "the answer: a text, a number, a range"),
    "contains": Key(Shape.WORD, "a text that stands somewhere in the answer, in place of is"),
    "pattern": Key(Shape.WORD, "a pattern that the whole answer fits, in place of is"),
    "points": Key(Shape.SHARE, "its weight: points, or a share of them as 50%"),
    "feedback": Key(Shape.TEXT, "what a student who gave it sees"),
    "id": _ID,
    "allow": _ALLOW,
}
GAP = {
    "answer": Key(Shape.ANSWERS, "the accepted texts"),
    "numeric": Key(Shape.ANSWERS, "the accepted numbers, in place of answer"),
    "options": Key(Shape.OPTIONS, "the options of a drop-down, in place of answer"),
    "case": _CASE,
    "unit": _UNIT,
    "shuffle": Key(Shape.WORD, "whether its options may change their order", QUESTION_SHUFFLE),
    "allow": _ALLOW,
}
CRITERION = {
    "text": Key(Shape.TEXT, "what earns the points"),
    "points": _POINTS,
    "name": Key(Shape.WORD, "a short name"),
    "id": _ID,
    "allow": _ALLOW,
}
LEVEL = {
    "text": Key(Shape.TEXT, "what the level means"),
    "points": Key(Shape.NUMBER, "its points; left out where percent says them"),
    "percent": Key(Shape.WORD, "its share of the question's points, as 66.67"),
    "name": Key(Shape.WORD, "a short name"),
    "id": _ID,
    "allow": _ALLOW,
}


# In Markdown, what a heading or a list item says in its attribute list.
_LABELLED = {"type", "points", "space"}  # said by the label of the heading
_SHOWN = (
    Shape.TEXT,
    Shape.FEEDBACK,
    Shape.OPTIONS,
    Shape.CRITERIA,
    Shape.LEVELS,
    Shape.ANSWERS,
    Shape.GAPS,
)


def attributes(kind: str) -> dict[str, Key]:
    """What the heading of an item of a kind may say between braces."""
    return {
        name: key
        for name, key in ITEMS.get(kind, ANY_ITEM).items()
        if name not in _LABELLED
        and key.shape not in _SHOWN
        and name not in ("image", "alt", "caption")
    }


EXERCISE_ATTRIBUTES = {name: key for name, key in EXERCISE.items() if name != "title"}
ENTRY_ATTRIBUTES = {
    "options": {name: OPTION[name] for name in ("id", "fixed", "allow")},
    "answer": {
        "contains": Key(Shape.FLAG, "whether the answer stands anywhere in what is typed"),
        "pattern": Key(Shape.FLAG, "whether the answer is a pattern"),
        **{name: ANSWER[name] for name in ("id", "allow")},
    },
    "criteria": {name: CRITERION[name] for name in ("id", "name", "allow")},
    "levels": {name: LEVEL[name] for name in ("id", "name", "allow")},
}
GAP_ATTRIBUTES = {name: GAP[name] for name in ("case", "unit", "shuffle", "allow")}
