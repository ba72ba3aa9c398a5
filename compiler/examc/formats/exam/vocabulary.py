"""The closed vocabularies of the source language: one table a place, for readers and schema."""

from dataclasses import dataclass
from enum import Enum
from typing import get_args

from examc.core.diagnostics import Report, did_you_mean
from examc.core.model import Kind
from examc.core.source import Span
from examc.formats.exam import otherwords

KINDS: tuple[Kind, ...] = get_args(Kind)
LATER_KINDS = (
    "true/false",
    "numeric",
    "short answer",
    "fill in",
    "matching",
    "ordering",
    "upload",
)
INSTEAD_OF = {
    "true/false": "multiple choice",
    "numeric": "open",
    "short answer": "open",
    "fill in": "open",
    "matching": "open",
    "ordering": "open",
    "upload": "free formatted",
}
"""What to write today for a kind that comes later."""
CHOICE_KINDS: tuple[Kind, ...] = ("multiple choice", "multiple response")

PARTS = (
    "criteria",
    "levels",
    "solution",
    "feedback",
    "feedback: correct",
    "feedback: incorrect",
    "for graders",
)
"""The headings of level 3; `answer` joins them with the kinds that need it."""

RULES = ("sum", "all-or-nothing")
WRONG = ("zero", "minus")
SHUFFLE = ("none", "options", "questions", "all")
QUESTION_SHUFFLE = ("none", "options")


class Shape(Enum):
    """What a value of the source looks like."""

    WORD = "word"
    NUMBER = "number"
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


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping: the shape of its value, what it means, and its legal words if closed."""

    shape: Shape
    meaning: str
    words: tuple[str, ...] = ()


_POINTS = Key(Shape.NUMBER, "points, an exact number such as 1.25 or 1/3")
_ALLOW = Key(Shape.WORDS, "codes of diagnostics that are silenced here")
_TAGS = Key(Shape.WORDS, "tags")
_ID = Key(Shape.WORD, "the name for ever: letters, digits, and . _ - between them")

SCORING = {
    "floor": Key(Shape.BOUND, "the lowest mark of one question; none for no floor"),
    "cap": Key(Shape.BOUND, "the highest mark; the question's points unless said otherwise"),
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
_WRITTEN = {
    **_QUESTION,
    "criteria": Key(Shape.CRITERIA, "criteria, each awarded on its own"),
    "levels": Key(Shape.LEVELS, "levels, of which exactly one is awarded"),
}
ITEMS: dict[str, dict[str, Key]] = {
    "multiple choice": _CHOICE,
    "multiple response": _CHOICE,
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


def with_article(kind: str) -> str:
    """A kind in a sentence: "an open question", "a text block"."""
    noun = f"{kind} question" if kind in KINDS and not kind.endswith(" block") else kind
    return f"an {noun}" if noun[:1] in ("a", "e", "i", "o", "u") else f"a {noun}"


def as_kind(name: str) -> Kind | None:
    """The kind of exactly this name; None where there is none."""
    return next((kind for kind in KINDS if kind == name), None)


def is_kind(words: str) -> bool:
    """Whether words are the name of a kind, here or in other systems and languages."""
    name = " ".join(words.lower().split())
    return name in KINDS or name in LATER_KINDS or name in otherwords.KINDS


def known_kind(name: str, span: Span, report: Report) -> str:
    """The kind that a name means; of an unknown one, which is reported, the nearest or ""."""
    if name in KINDS:
        return name
    from difflib import get_close_matches

    meant = otherwords.KINDS.get(name, name)
    if meant in LATER_KINDS:
        help_line = f"write {INSTEAD_OF[meant]!r} for now, or use one of: " + ", ".join(KINDS)
        report.add("S130", f"kind {name!r} is not supported yet", span, help=help_line)
        return ""
    help_line = f"did you mean {meant!r}?" if meant != name else did_you_mean(name, KINDS)
    report.add("S130", f"{name[:60]!r} is no kind of item", span, help=help_line)
    return next(iter(get_close_matches(meant[:60], KINDS, n=1)), "")


# In Markdown, what a heading or a list item says in its attribute list.
_LABELLED = {"type", "points", "space"}  # said by the label of the heading
_SHOWN = (Shape.TEXT, Shape.FEEDBACK, Shape.OPTIONS, Shape.CRITERIA, Shape.LEVELS)


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
    "criteria": {name: CRITERION[name] for name in ("id", "name", "allow")},
    "levels": {name: LEVEL[name] for name in ("id", "name", "allow")},
}
