"""The codes of gaps: what is typed or chosen, as embedded answers, and what a reader has back of them."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core import numbers
from examc.core.answers import Choice, Gap, Key, Numeric, Option, ShortAnswer
from examc.core.content import Blocks, Paragraph, Text, plain, walk
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.schemes import ZERO
from examc.core.typednumbers import spelling
from examc.formats.moodle import cloze, entries
from examc.formats.moodle.html import Page
from examc.systems.moodle import bends, typed

Line: TypeAlias = AcceptedNumber | AcceptedText | Option
"""A line of a gap's key."""


def of_key(page: Page, key: Key, weight: int, full: Fraction) -> str:
    """The code of a gap of a whole weight, whose best answer is worth `full` points."""
    match key:
        case Numeric() | ShortAnswer():
            shares = [one.points / full if full > 0 else ZERO for one in key.accepted]
            return of_typed(page, key, weight, shares)
        case Choice():
            worth = [option.points / full if full > 0 else ZERO for option in key.options]
            options = [
                cloze.option(share, drop_down(page, option.text), page.blocks(option.feedback))
                for option, share in zip(key.options, _one_full(worth), strict=True)
            ]
            kind = "MULTICHOICE_S" if key.shuffle else "MULTICHOICE"
            return cloze.code(weight, kind, options)
        case _:
            assert_never(key)


def of_typed(
    page: Page, key: Numeric | ShortAnswer, weight: int, shares: Sequence[Fraction]
) -> str:
    """The code of an answer that is typed; the unit of a number stands behind it."""
    shares = _one_full(shares)
    match key:
        case Numeric():
            # a number never costs marks
            pairs = [
                (one, max(ZERO, share)) for one, share in zip(key.accepted, shares, strict=True)
            ]
            answers = [
                cloze.number_answer(
                    share, f"{middle(one)}:{half_width(one)}", page.blocks(one.feedback)
                )
                for one, share in pairs
            ]
            unit = f" {page.text(key.unit)}" if key.unit else ""
            return cloze.code(weight, "NUMERICAL", answers) + unit
        case ShortAnswer():
            texts = [
                cloze.text_answer(share, text, page.blocks(one.feedback))
                for one, share in zip(key.accepted, shares, strict=True)
                for text in bends.patterns(one)
            ]
            return cloze.code(weight, "SHORTANSWER_C" if key.case else "SHORTANSWER", texts)
        case _:
            assert_never(key)


def _one_full(shares: Sequence[Fraction]) -> list[Fraction]:
    """Shares of which one is all, as Moodle asks; where none is, the gap has no weight."""
    if any(share == 1 for share in shares) or not shares:
        return list(shares)
    return [Fraction(1), *shares[1:]]


def drop_down(page: Page, content: Blocks) -> str:
    """What a drop-down shows: characters alone, since it holds no elements and no formulas."""
    return page.text(plain(content)) or "…"  # a line that is empty is no line to Moodle


def is_plain(content: Blocks) -> bool:
    """Whether a text is nothing but characters."""
    return all(isinstance(node, Paragraph | Text) for node in walk(content)) and len(content) <= 1


# -- numbers --------------------------------------------------------------------------------------

_DIGITS = 15
"""Decimals of a number that has no end: as many as a double holds."""
_LONGEST = 30
"""Characters of a number; a double needs no more."""


def middle(number: AcceptedNumber) -> str:
    """The middle of an interval, as it is written."""
    return _decimal((number.low + number.high) / 2)


def half_width(number: AcceptedNumber) -> str:
    """Half the width of an interval, as it is written: never less than it is."""
    half = (number.high - number.low) / 2
    off = abs(value_of(middle(number)) - (number.low + number.high) / 2)
    text = _decimal(half + off)
    return text if value_of(text) >= half + off else _decimal(half + off + _UNIT)


_UNIT = Fraction(1, 10**_DIGITS)


def value_of(text: str) -> Fraction:
    """The number that a middle or half a width is written as, however long."""
    found = numbers.parse_answer(text)
    assert found is not None, text
    return found


def _decimal(value: Fraction) -> str:
    if numbers.is_decimal(value):
        text = numbers.decimal(value)
        if len(text) <= _LONGEST:
            return text
    return numbers.rounded(value, _DIGITS)


# -- what a reader has back -----------------------------------------------------------------------


def gap_hints(gap: Gap, full: Fraction) -> entries.Hint:
    """What the code of a gap does not say: its name, its unit, and what is said of its answers."""
    unit = gap.key.unit if isinstance(gap.key, Numeric) else ""
    points = "" if full > 0 else "0"
    return entries.hint("gap", hints(gap.key), name=gap.id, unit=unit, points=points)


def hints(key: Key) -> tuple[entries.Hint, ...]:
    """A hint for each answer of a key; none where no answer needs one."""
    match key:
        case Numeric(accepted=accepted):
            found = [_number_hint(one) for one in accepted]
        case ShortAnswer(accepted=texts):
            found = [_text_hint(one) for one in texts]
        case Choice(options=options):
            found = [_option_hint(option) for option in options]
        case _:
            assert_never(key)
    return tuple(found) if any(found) else ()


def _number_hint(one: AcceptedNumber) -> entries.Hint:
    return entries.hint("answer", id=one.id, written=written(one))


def written(number: AcceptedNumber) -> str:
    """How the source says a number, where its middle and half its width do not tell that."""
    half, value = value_of(half_width(number)), value_of(middle(number))
    usual = spelling(value - half, value + half, value)
    is_exact = (value - half, value + half, value) == (number.low, number.high, number.value)
    return "" if is_exact and number.written == usual else number.written


def _text_hint(one: AcceptedText) -> entries.Hint:
    is_pattern = one.match is Match.PATTERN
    count = len(bends.patterns(one))
    return entries.hint(
        "answer",
        id=one.id,
        pattern=one.text if is_pattern else "",
        text=own_text(one),
        texts=str(count) if count > 1 else "",
    )


def own_text(one: AcceptedText) -> str:
    """An accepted text as the source has it, where Moodle's form of it does not tell that."""
    if one.match is Match.PATTERN:
        return ""
    escaped = typed.escaped(one.text)
    again = escaped if one.match is Match.TEXT else f"*{escaped}*"
    return "" if bends.patterns(one) == (again,) else one.text


def _option_hint(option: Option) -> entries.Hint:
    checked = "" if option.correct == (option.points > 0) else str(option.correct).lower()
    return entries.hint("answer", id=option.id, fixed="true" * option.fixed, checked=checked)
