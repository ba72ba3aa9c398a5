"""The words of a raw form that no author wrote: what is made of a model has no place of its own."""

from collections.abc import Iterable

from examc.core.source import Allow, Source
from examc.formats.exam.raw import Word

NOWHERE = Source("", "").line_span(1)
"""The place of all of them."""


def word(value: str) -> Word:
    """A value as an author would write it."""
    return Word(value, NOWHERE)


def words(values: dict[str, str | None] | dict[str, str]) -> dict[str, Word]:
    """The settings that say something."""
    return {name: word(value) for name, value in values.items() if value}


def listed(values: Iterable[str]) -> list[Word]:
    """Several values, in order."""
    return [word(value) for value in values]


def allowed(codes: Iterable[Allow]) -> list[Word]:
    """The codes of an `allow`."""
    return [word(allow.code) for allow in codes]
