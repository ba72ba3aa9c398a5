"""The words that name questions, exercises and parts by a number or letter, in five languages."""

from collections.abc import Iterator
from functools import lru_cache
from re import IGNORECASE, Pattern
from re import compile as compiled
from typing import NamedTuple


class Nouns(NamedTuple):
    """Patterns of the words of one language, singular and plural."""

    question: str
    exercise: str
    """An exercise, which some call its questions as well."""
    part: str


_SEVERAL = r"(?= \d{1,3}\s*(?:,|–|-|en|of|tot|t/m|und|oder|bis)\s*\d)"
"""Behind plurals that are verbs as well: "fragen 2 Personen", "vragen 2 mensen"."""

NOUNS = {
    "en": Nouns("questions?", r"(?:exercise|problem|task)s?", r"(?:part|sub-?question)s?"),
    "nl": Nouns(
        rf"(?:vraag|vragen{_SEVERAL})",
        r"(?:opgaven?|oefening(?:en)?)",
        r"(?:deelvraag|deelvragen|onderde(?:el|len)|deel|subvraag)",
    ),
    "de": Nouns(
        rf"(?:frage|fragen{_SEVERAL})",
        r"(?:aufgaben?|übung(?:en)?)",
        r"(?:teil|teilaufgaben?|aufgabenteile?)",
    ),
    "fr": Nouns("questions?", r"(?:exercice|problème)s?", r"(?:partie|sous-question)s?"),
    "es": Nouns("preguntas?", r"(?:ejercicio|problema)s?", r"(?:parte|apartado|inciso)s?"),
}

_AND = r"(?:,|&|–|-|and|or|en|tot|t/m|und|oder|bis|et|ou|y)"


def any_noun(language: str) -> str:
    """The pattern of all these words of a language."""
    return f"(?:{'|'.join(NOUNS[language])})"


class Named(NamedTuple):
    """A number that words give a question; `is_exercise` where an exercise may be meant."""

    number: int
    start: int
    end: int
    is_exercise: bool


def named(text: str, start: int, end: int) -> Iterator[Named]:
    """The questions named at a place of a text, and behind it: "question 2", "questions 2 and 3"."""
    found = _numbers().fullmatch(text, start, end)
    if found is None:
        return
    is_exercise = found["exercise"] is not None
    yield Named(int(found["number"]), start, end, is_exercise)
    while found := _more().match(text, end):
        end = found.end()
        yield Named(int(found[1]), found.start(1), end, is_exercise)


@lru_cache(maxsize=1)
def _numbers() -> Pattern[str]:
    questions = "|".join(nouns.question.replace(_SEVERAL, "") for nouns in NOUNS.values())
    exercises = "|".join(nouns.exercise for nouns in NOUNS.values())
    noun = f"(?:(?P<exercise>{exercises})|{questions})"
    return compiled(rf"{noun}\s+(?P<number>\d{{1,4}})", IGNORECASE)


@lru_cache(maxsize=1)
def _more() -> Pattern[str]:
    return compiled(rf"\s*{_AND}\s*(?<!\d)(\d{{1,4}})(?!\w|%|[.,]\d)", IGNORECASE)
