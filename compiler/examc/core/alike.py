"""Folds diagnostics that say the same at many places: the first of them, and the others."""

from collections.abc import Iterable

from examc.core import lazyre
from examc.core.diagnostics import Diagnostic, Severity
from examc.core.records import Record

_NAMED = lazyre.compile(r"(?<!\w)'.*?'(?!\w)|\d+(?:[./]\d+)*")
"""What a message quotes or counts."""


class Fold(Record, frozen=True):
    """Diagnostics that say the same, in the order in which they were given."""

    first: Diagnostic
    others: tuple[Diagnostic, ...] = ()

    @property
    def count(self) -> int:
        """How many they are."""
        return 1 + len(self.others)


def fold(diagnostics: Iterable[Diagnostic]) -> list[Fold]:
    """Put together what has one message, apart from what it quotes and counts; an error stands alone.

    A code is not enough: under one code there is what changes a mark and what changes none.
    """
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for number, entry in enumerate(diagnostics):
        alone = number if entry.severity is Severity.ERROR else -1
        key = (entry.code, entry.severity, _NAMED.sub("…", entry.message), alone)
        groups.setdefault(key, []).append(entry)
    return [Fold(first, tuple(others)) for first, *others in groups.values()]
