"""Accepted numbers and texts, as Moodle has them → as the language says them."""

from collections.abc import Iterable
from fractions import Fraction

from examc.core import lazyre, limits, numbers
from examc.core.content import Blocks
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.records import Record
from examc.core.source import Span
from examc.core.typednumbers import LARGEST, Interval, interval, spelling
from examc.files.xmltree import Element
from examc.formats.foreign.quoting import quoted
from examc.formats.moodle.readone import NoQuestion, One, weight
from examc.systems.moodle import reading, typed

_DECIMAL_COMMA = lazyre.compile(r"[+-]?[0-9]*,[0-9]+(?:[eE][+-]?[0-9]+)?")


class Given(Record, frozen=True):
    """An accepted answer of a file: what it earns, its text, feedback, place, and hint."""

    points: Fraction
    text: str
    feedback: Blocks
    span: Span
    hint: Element | None = None
    tolerance: str = ""
    under: str = ""
    share: Fraction = Fraction(0)

    def said(self, name: str) -> str:
        """A value of its hint; "" where there is none."""
        return "" if self.hint is None else self.hint.get(name, "")

    @property
    def is_any(self) -> bool:
        """Whether it accepts whatever is typed."""
        return self.text.strip() == reading.ANY


# -- numbers --------------------------------------------------------------------------------------


def accepted_number(one: One, given: Given, own: str) -> AcceptedNumber:
    """An interval, as our own source said it, or as short as it can be said."""
    found = _interval(one, given)
    written = given.said("written")
    own_way = interval(written) if written else None
    if isinstance(own_way, Interval):
        found = own_way
    else:
        written = spelling(found.low, found.high, found.value)
    return AcceptedNumber(
        points=given.points,
        low=found.low,
        high=found.high,
        value=found.value,
        written=written,
        feedback=given.feedback,
        id=own,
        span=given.span,
    )


def _interval(one: One, given: Given) -> Interval:
    if given.is_any:
        return reading.ANY_NUMBER
    value = number(one, given.text, given.under)
    found = reading.around(value, number(one, given.tolerance or "0", given.under))
    if max(abs(found.low), abs(found.high)) > LARGEST:
        raise NoQuestion(f"the accepted number {quoted(given.text)} is too large")
    return found


def number(one: One, written: str, under: str) -> Fraction:
    """A number of a file. Moodle itself writes points; a comma is read as the decimal sign, and told.

    What stands behind a number, Moodle passes over.
    """
    text = written.strip()
    exact = numbers.parse_answer(text)
    if exact is not None:
        return exact
    has_comma = _DECIMAL_COMMA.fullmatch(text) is not None
    if has_comma:
        exact = numbers.parse_answer(text.replace(",", "."))
        message = f"{quoted(text)} is read with a decimal comma; in English Moodle passes over it"
        one.tell(
            "R561", message, "write a point, which Moodle reads in every language", under=under
        )
    found = typed.number(text, False) if exact is None else exact
    if found is None:
        message = f"the accepted number {quoted(text)} is none"
        raise NoQuestion(message, "write a number such as 3.14 in Moodle")
    if exact is None and not has_comma:
        message = f"{quoted(text)} is read as {numbers.show(found)}, as Moodle reads it"
        one.tell("R561", message, "write the number alone", under=under)
    return found


# -- texts ----------------------------------------------------------------------------------------


def accepted_text(one: One, given: Given, own: str) -> AcceptedText:
    """A text, a part of one, or a pattern, in which `*` stood for any run of characters."""
    text, match = _text(given)
    return AcceptedText(
        points=given.points,
        text=text,
        match=match,
        feedback=given.feedback,
        id=own,
        span=given.span,
    )


def _text(given: Given) -> tuple[str, Match]:
    if given.said("pattern"):
        return given.said("pattern"), Match.PATTERN
    text, match = reading.accepted(given.text)
    if given.said("text"):
        return given.said("text"), Match.CONTAINS if match is Match.CONTAINS else Match.TEXT
    return text, match


def without_long(one: One, found: Iterable[Given]) -> list[Given]:
    """The accepted texts without those that no source can say, which are told."""
    kept = []
    for given in found:
        if len(given.text) > limits.LONGEST_ANSWER:
            message = f"an accepted text of {len(given.text)} characters is left out"
            one.tell("R494", message, "nobody types it; ask it as an essay", under=given.under)
        elif not given.text.strip():
            if not one.ours:
                message = "an accepted answer without a text is left out: nobody can give it"
                one.tell("R494", message, "remove it", under=given.under)
        else:
            kept.append(given)
    return kept


def points_of(given: Element | None, share: Fraction, points: Fraction) -> Fraction:
    """What an accepted answer earns: as its hint says, or its share of the points."""
    return weight("" if given is None else given.get("points", ""), share * points)
