"""Reads the lines of options: their boxes, and the weights that end them."""

from fractions import Fraction

from examc.core import lazyre
from examc.formats.transcript import words
from examc.formats.transcript.pieces import Box, Slice, bare, number

_BOX = lazyre.compile(
    rf"\s*(?:[-*+]\s+|[0-9]{{1,3}}[.)]\s+)?(?:([{words.UNCHECKED}])|([{words.CHECKED}]))\s*"
)
_TASK = lazyre.compile(r"\s*(?:[-*+]\s+|[0-9]{1,3}[.)]\s+)?\\?\[(?:([ _])|([xX]))\\?\]\s+")
_WEIGHT = lazyre.compile(r"[+\-−]?[0-9]+[.,][0-9]+")


def box(line: int, text: str) -> Box | None:
    """Read the start of an option: a box, with or without a bullet before it."""
    found = _BOX.match(text) or _TASK.match(text)
    if found is None:
        return None
    return Box(line, found[2] is not None, Slice(line, found.end(), len(text)))


def weight(text: str, start: int) -> tuple[Fraction, int] | None:
    """Read the weight that ends a line, and where the text before it ends.

    ANS prints weights with a decimal, so that `at most 3` ends in no weight.
    """
    stripped = text[start:].rstrip()
    last = stripped.rsplit(None, 1)[-1] if stripped else ""
    value = number(last) if _WEIGHT.fullmatch(last) else None
    if value is None:
        return None
    return value, start + len(stripped[: -len(last)].rstrip())


def is_marker(text: str) -> bool:
    """Tell whether a line is the word that begins the feedback on an option."""
    return len(text) < 40 and bare(text)[0].rstrip(": ").casefold() in words.FEEDBACK
