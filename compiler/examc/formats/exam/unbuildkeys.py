"""Model → raw form: accepted answers, and the gaps that they fill."""

from typing import assert_never

from examc.core.answers import Choice, FillIn, Gap, Numeric, Option, ShortAnswer, TrueFalse
from examc.core.content import Paragraph, Text
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.formats.exam import rawwords
from examc.formats.exam.raw import RawEntry, RawGap, RawList, Word
from examc.formats.exam.vocabulary import TRUTHS
from examc.formats.exam.wording import exact


def option(one: Option) -> RawEntry:
    """An option with all that is said of it."""
    return RawEntry(
        rawwords.NOWHERE,
        one.text,
        points=rawwords.word(exact(one.points)),
        checked=one.correct,
        fixed=one.fixed,
        feedback=one.feedback,
        id=rawwords.word(one.id) if one.id else None,
        allow=rawwords.allowed(one.allow),
    )


def answers(key: Numeric | ShortAnswer) -> RawList:
    """The accepted answers of a key."""
    return RawList(rawwords.NOWHERE, [_answer(one) for one in key.accepted])


def key_settings(key: Numeric | ShortAnswer) -> dict[str, Word]:
    """What the heading of a question or a gap says of what is typed."""
    match key:
        case Numeric():
            return rawwords.words({"unit": key.unit})
        case ShortAnswer():
            return rawwords.words({"case": "exact" if key.case else ""})
        case _:
            assert_never(key)


def _answer(one: AcceptedNumber | AcceptedText) -> RawEntry:
    raw = RawEntry(
        rawwords.NOWHERE,
        points=rawwords.word(exact(one.points)),
        feedback=one.feedback,
        id=rawwords.word(one.id) if one.id else None,
        allow=rawwords.allowed(one.allow),
    )
    match one:
        case AcceptedNumber():
            raw.answer = rawwords.word(one.written)
        case AcceptedText():
            raw.answer = rawwords.word(one.text)
            raw.match = None if one.match is Match.TEXT else rawwords.word(one.match.value)
        case _:
            assert_never(one)
    return raw


def truths(answer: TrueFalse) -> list[RawEntry]:
    """The options of a true/false, with their words."""
    entries = [option(one) for one in answer.options]
    for entry, name in zip(entries, TRUTHS, strict=True):
        entry.content = (Paragraph((Text(name),)),)
    return entries


def has_shuffle(answer: FillIn) -> bool:
    """Whether the drop-downs of a question change their order, or the first of them does."""
    return next((gap.key.shuffle for gap in answer.gaps if isinstance(gap.key, Choice)), False)


def any_options(answer: FillIn) -> bool:
    """Whether any gap is a drop-down."""
    return any(isinstance(gap.key, Choice) for gap in answer.gaps)


def gaps(answer: FillIn, shuffle: bool) -> list[RawGap]:
    """The keys of all gaps; `shuffle` is whether the question's drop-downs change their order."""
    return [_gap(gap, shuffle) for gap in answer.gaps]


def _gap(gap: Gap, shuffle: bool) -> RawGap:
    raw = RawGap(
        rawwords.word(gap.id),
        "text",
        RawList(rawwords.NOWHERE, []),
        allow=rawwords.allowed(gap.allow),
    )
    match gap.key:
        case Choice() as choice:
            raw.kind = "options"
            raw.found = RawList(rawwords.NOWHERE, [option(one) for one in choice.options])
            if choice.shuffle != shuffle:
                raw.settings = rawwords.words({"shuffle": "options" if choice.shuffle else "none"})
        case Numeric() | ShortAnswer() as key:
            raw.kind = "numeric" if isinstance(key, Numeric) else "text"
            raw.found, raw.settings = answers(key), key_settings(key)
        case _:
            assert_never(gap.key)
    return raw
