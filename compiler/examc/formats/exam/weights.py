"""What weights are worth: points as they are written, shares of them, and what is left out."""

from collections.abc import Sequence
from fractions import Fraction

from examc.core import numbers
from examc.core.limits import LARGEST_POINTS
from examc.core.source import Span
from examc.formats.exam.raw import Word, spelled
from examc.formats.exam.values import Words


def is_share(word: Word | None) -> bool:
    """Whether a weight is written as a percentage."""
    return word is not None and word.value.rstrip().endswith("%")


def weight(word: Word | None, whole: Fraction, words: Words) -> Fraction:
    """The points of a weight; a percentage is one of `whole`, which a weight left out is worth."""
    if word is None:
        return whole
    if not is_share(word):
        value = words.number(word)
        return value if value is not None else Fraction(0)
    share = numbers.parse_percent(word.value.rstrip())
    if share is None or abs(share * whole) > LARGEST_POINTS:
        words.bad_number(word, share=True)
        return Fraction(0)
    return share * whole


def shared(
    points: Fraction, written: Sequence[Fraction | None], span: Span, words: Words
) -> tuple[Fraction, ...]:
    """What each part of a question is worth, where None stands for a weight that was left out.

    Those left out share equally what the others leave of the points; nothing left is reported.
    """
    missing = sum(worth is None for worth in written)
    if not missing:
        return tuple(worth for worth in written if worth is not None)
    left = points - sum((worth for worth in written if worth is not None), Fraction(0))
    if left <= 0 < points:
        message = f"the weights that are written leave nothing of {_points(points)}"
        help_line = "lower them, or write the other weights too"
        help_line = spelled(span, help_line, "lower them, or add points: to the others too")
        words.report.add("S179", message, span, help=help_line)
    share = max(left, Fraction(0)) / missing
    return tuple(share if worth is None else worth for worth in written)


def _points(value: Fraction) -> str:
    return f"{numbers.show(value)} {'point' if value == 1 else 'points'}"
