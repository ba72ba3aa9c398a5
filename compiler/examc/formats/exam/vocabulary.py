"""The closed vocabularies of the source language: one table a place, for readers and schema."""

from examc.core.model import Kind
from examc.formats.exam import commonkeys, kindkeys
from examc.formats.exam.commonkeys import (
    ALLOW,
    BOUNDS,
    ID,
    ITEM,
    POINTS,
    QUESTION,
    SPACE,
    TAGS,
    WRITTEN,
)
from examc.formats.exam.shapes import Key, Shape

KINDS = commonkeys.KINDS
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

RULES = commonkeys.RULES
WRONG = commonkeys.WRONG
SCORING = commonkeys.SCORING
SHUFFLE = ("none", "options", "questions", "all")
QUESTION_SHUFFLE = ("none", "options")
CASE = ("ignore", "exact")
TRUTHS = ("true", "false")

_SHUFFLE = Key(Shape.WORD, "what may change its order", SHUFFLE)

EXAM = {
    "title": Key(Shape.WORD, "the title of the exam"),
    "id": ID,
    "course": Key(Shape.COURSE, "the course that the exam belongs to"),
    "language": Key(Shape.WORD, "the language of the text, as a tag such as en or nl-NL"),
    "date": Key(Shape.WORD, "the day of the exam, as 2022-02-14"),
    "duration": Key(Shape.WHOLE, "the time for the exam, in minutes"),
    "points": Key(Shape.NUMBER, "what the author believes all questions add up to"),
    "attempts": Key(Shape.WHOLE, "how often a student may take it"),
    "description": Key(Shape.TEXT, "about the exam, for staff; students read `instructions`"),
    "instructions": Key(Shape.TEXT, "what students read before the first question"),
    "scoring": Key(Shape.SCORING, "how choice questions are marked, unless they say otherwise"),
    "shuffle": _SHUFFLE,
    "tags": TAGS,
    "allow": ALLOW,
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
    "id": ID,
    "points": Key(Shape.NUMBER, "what the author believes its questions add up to"),
    "bank": Key(Shape.WORD, "the question bank that it is saved in"),
    "updated": Key(Shape.WORD, "the time of the last change, as 2023-03-15T14:00"),
    **SCORING,
    "shuffle": _SHUFFLE,
    "pick": Key(Shape.WHOLE, "how many of its questions each student gets"),
    "tags": TAGS,
    "allow": ALLOW,
}
_REPEAT = Key(Shape.FLAG, "whether every question up to the next block shows it again")
_CHOICE = {
    **QUESTION,
    **SCORING,
    "shuffle": Key(Shape.WORD, "whether its options may change their order", QUESTION_SHUFFLE),
    "options": Key(Shape.OPTIONS, "the options"),
}
_ANSWERS = Key(Shape.ANSWERS, "the accepted answers; the first one that fits counts")
_CASE = Key(Shape.WORD, "whether letter case counts", CASE)
_UNIT = Key(Shape.WORD, "what is printed behind the box, and never marked")
_TYPED = {**QUESTION, **BOUNDS}
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
        **QUESTION,
        **SCORING,
        "shuffle": Key(
            Shape.WORD, "whether the options of gaps may change their order", QUESTION_SHUFFLE
        ),
        "case": _CASE,
        "answer": Key(Shape.GAPS, "what fills each gap, by its name"),
    },
    "open": {**WRITTEN, "space": SPACE},
    "free formatted": WRITTEN,
    "text block": {**ITEM, "text": Key(Shape.TEXT, "the text"), "repeat": _REPEAT},
    "image block": {
        **ITEM,
        "image": Key(Shape.WORD, "the path of the image, from this file's folder"),
        "alt": Key(Shape.WORD, "what the image shows, for those who cannot see it"),
        "caption": Key(Shape.WORD, "the words below the image"),
        "space": SPACE,
        "repeat": _REPEAT,
    },
    **kindkeys.KINDS,
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
    "points": Key(Shape.SHARE, "its weight: points, or in a gap a share of them as 50%"),
    "correct": Key(Shape.FLAG, "whether it is checked"),
    "feedback": Key(Shape.TEXT, "what a student who chose it sees"),
    "id": ID,
    "fixed": Key(Shape.FLAG, "whether it keeps its place under shuffling"),
    "allow": ALLOW,
}
ANSWER = {
    "is": Key(Shape.WORD, "the answer: a text, a number, a range"),
    "contains": Key(Shape.WORD, "a text that stands somewhere in the answer, in place of is"),
    "pattern": Key(Shape.WORD, "a pattern that the whole answer fits, in place of is"),
    "points": Key(Shape.SHARE, "its weight: points, or a share of them as 50%"),
    "feedback": Key(Shape.TEXT, "what a student who gave it sees"),
    "id": ID,
    "allow": ALLOW,
}
GAP = {
    "answer": Key(Shape.ANSWERS, "the accepted texts"),
    "numeric": Key(Shape.ANSWERS, "the accepted numbers, in place of answer"),
    "options": Key(Shape.OPTIONS, "the options of a drop-down, in place of answer"),
    "case": _CASE,
    "unit": _UNIT,
    "shuffle": Key(Shape.WORD, "whether its options may change their order", QUESTION_SHUFFLE),
    "allow": ALLOW,
}
CRITERION = {
    "text": Key(Shape.TEXT, "what earns the points"),
    "points": POINTS,
    "name": Key(Shape.WORD, "a short name"),
    "id": ID,
    "allow": ALLOW,
}
LEVEL = {
    "text": Key(Shape.TEXT, "what the level means"),
    "points": Key(Shape.NUMBER, "its points; left out where percent says them"),
    "percent": Key(Shape.WORD, "its share of the question's points, as 66.67"),
    "name": Key(Shape.WORD, "a short name"),
    "id": ID,
    "allow": ALLOW,
}


# In Markdown, what a heading or a list item says in its attribute list.
_LABELLED = {"type", "points", "space"}  # said by the label of the heading
_SHOWN = (
    *(Shape.TEXT, Shape.FEEDBACK, Shape.OPTIONS, Shape.CRITERIA, Shape.LEVELS),
    *(Shape.LISTING, Shape.PAIRS, Shape.LABELS, Shape.ROWS),
    *(Shape.ANSWERS, Shape.GAPS),
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
    **kindkeys.ENTRY_ATTRIBUTES,
}
GAP_ATTRIBUTES = {name: GAP[name] for name in ("case", "unit", "shuffle", "allow")}
