"""Rules on the prompt of what is typed: how many gaps it has, and how numbers are to be typed."""

import re
from collections.abc import Iterator

from examc.core import lazyre
from examc.core.answers import FillIn, Numeric
from examc.core.content import plain
from examc.core.keys import AcceptedNumber
from examc.core.model import Question
from examc.lint import carets, rewriting
from examc.lint.findings import Finding, Place

MOST_GAPS = 11
_POINT = lazyre.compile(
    r"\bpoints?\b|\bpunt|punkt|\bpunto|\bponto|komma|comma|virgule|coma\b"
    r"|\d\.\d",
    re.IGNORECASE,
)
_MINUS = lazyre.compile(
    r"minus|hyphen|moins|koppelteken|streepje|[-−]\d|['\"`][-−]['\"`]", re.IGNORECASE
)
_HINTS = {
    "nl": "Gebruik een decimale punt.",
    "de": "Dezimalstellen mit Punkt schreiben.",
    "fr": "Écrivez un point décimal.",
    "es": "Use el punto decimal.",
}


def many_gaps(question: Question, _place: Place) -> Iterator[Finding]:
    """A text has so many gaps that it is hard to read, and hard to mark fairly."""
    match question.answer:
        case FillIn(gaps=gaps) if len(gaps) > MOST_GAPS:
            message = f"question has {len(gaps)} gaps"
            yield Finding(message, question.span, "make several questions of it")
        case _:
            return


def no_typing_hint(question: Question, place: Place) -> Iterator[Finding]:
    """A number is to be typed that students may write in a way that no system reads."""
    from examc.core.wording import has_decimal_comma

    asked = [one for one in _asked(question) if one.points > 0]
    text = plain(question.prompt)
    span = carets.first_line(question.span)
    fraction = any(one.value.denominator != 1 or one.low.denominator != 1 for one in asked)
    if has_decimal_comma(place.exam.language) and fraction and not _POINT.search(text):
        message = "a decimal comma earns nothing, and the prompt does not ask for a point"
        hint = _HINTS.get(place.exam.language[:2], "Use a decimal point.")
        help_line = f"write in the prompt: {hint}"
        fix = rewriting.added(question.prompt, hint)
        yield Finding(message, span, help_line, fix=fix)
    if any(one.high < 0 for one in asked) and not _MINUS.search(text):
        message = "a minus sign (−) earns nothing, and the prompt does not ask for a hyphen"
        yield Finding(message, span, "write in the prompt how to type it, such as -2")


def _asked(question: Question) -> Iterator[AcceptedNumber]:
    match question.answer:
        case Numeric(accepted=accepted):
            yield from accepted
        case FillIn(gaps=gaps):
            for gap in gaps:
                if isinstance(gap.key, Numeric):
                    yield from gap.key.accepted
        case _:
            return
