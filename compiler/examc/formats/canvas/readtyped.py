"""Numbers and texts to type, of QTI 1.2: what is accepted, as Canvas takes and marks it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from examc.core.answers import Numeric, Scoring, ShortAnswer
from examc.core.content import Blocks
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.numbers import show
from examc.core.records import replace
from examc.core.typednumbers import LARGEST, spelling
from examc.core.typedtexts import cleaned
from examc.files.xmltree import Element, characters, elements
from examc.formats.canvas import names
from examc.formats.canvas.readchoice import said_scoring, said_weights
from examc.formats.canvas.readcontext import Context
from examc.formats.canvas.readfeedback import Feedbacks
from examc.formats.canvas.readpackage import fields
from examc.formats.foreign.quoting import quoted
from examc.systems.canvas.dialecttyped import Number, numbers_of, texts_of
from examc.systems.reading import NotUnderstood

T = TypeVar("T", AcceptedNumber, AcceptedText)


def links(item: Element) -> frozenset[str]:
    """The feedback that conditions show beside a comparison of theirs."""
    found = set()
    for condition in elements(item, "respcondition"):
        if any(elements(condition, kind) for kind in ("varequal", "vargte", "vargt", "varlte")):
            found |= {e.get("linkrefid", "") for e in elements(condition, "displayfeedback")}
    return frozenset(found)


# -- numbers --------------------------------------------------------------------------------------


def numeric(
    item: Element, points: Fraction, unit: str, feedback: Feedbacks, context: Context
) -> Numeric | str:
    """A number to type, or why it cannot be read."""
    try:
        found = list(numbers_of(item))
    except NotUnderstood as problem:
        return str(problem)
    if not found:
        return "no number is accepted"
    if any(max(map(abs, one.ends)) > LARGEST for one in found):
        return "an accepted number is too large"
    accepted = tuple(_number(one, points, feedback, item, context) for one in found)
    said = fields(item).get(names.SCORING_FIELD, "") if context.texts.ours else ""
    return Numeric(
        accepted=_weighed(accepted, said),
        unit=unit,
        scoring=said_scoring(Scoring(cap=points), said),
    )


def _number(
    one: Number, points: Fraction, feedback: Feedbacks, item: Element, context: Context
) -> AcceptedNumber:
    low, high = min(one.ends), max(one.ends)
    value = (low + high) / 2 if one.value is None else one.value
    written = spelling(low, high, value)
    if one.digits is not None:
        written = f"{show(value)} ({one.digits.digits} digits)"
        message = (
            f"{written} is read as {show(low)} to {show(high)}: Canvas cuts the digits off that do"
            " not count, and an exam rounds"
        )
        context.tell("R545", item, message, "write the range that is meant")
    if low <= 0 <= high and not context.texts.ours:
        message = "Canvas takes whatever is no number for 0, which is accepted; here it is wrong"
        context.tell("R545", item, message, "see whether an answer of 0 should earn points")
    return AcceptedNumber(
        points=points,
        low=low,
        high=high,
        value=value,
        written=written,
        feedback=feedback.option(one.feedback) if one.feedback else (),
        span=context.document.span(item),
    )


# -- texts ----------------------------------------------------------------------------------------


def short_answer(
    item: Element, points: Fraction, feedback: Feedbacks, context: Context
) -> ShortAnswer | str:
    """A text to type, or why it cannot be read."""
    found = texts_of(item)
    accepted = texts(
        [(text, feedback.option(link) if link else ()) for text, link in found.items()],
        points,
        item,
        context,
    )
    accepted += _contained(item, points, context)
    if not accepted:
        return "no text is accepted"
    said = fields(item).get(names.SCORING_FIELD, "") if context.texts.ours else ""
    return ShortAnswer(
        accepted=_weighed(accepted, said), scoring=said_scoring(Scoring(cap=points), said)
    )


def _contained(item: Element, points: Fraction, context: Context) -> tuple[AcceptedText, ...]:
    """The texts that an answer must hold, which cartridges compare as parts of it."""
    found = dict.fromkeys(
        cleaned(characters(part))
        for condition in elements(item, "respcondition")
        if elements(condition, "setvar")
        for part in elements(condition, "varsubstring")
    )
    span = context.document.span(item)
    return tuple(
        AcceptedText(points=points, text=text, match=Match.CONTAINS, span=span)
        for text in found
        if text
    )


def texts(
    found: Sequence[tuple[str, Blocks]],
    points: Fraction,
    element: Element,
    context: Context,
) -> tuple[AcceptedText, ...]:
    """Accepted texts, each with its feedback; blanks inside are those of a language."""
    made: dict[str, AcceptedText] = {}
    for written, feedback in found:
        text = cleaned(written)
        if not text:
            continue
        if text != written.strip():
            message = f"blanks in {quoted(written)} count in Canvas, and not in an exam"
            context.tell("R545", element, message)
        elif " " in text and not context.texts.ours:
            found_at = context.document.span(element)
            context.texts.otherwise.blanks.setdefault(context.where, found_at)
        key = text.lower()
        if key not in made:
            span = context.document.span(element)
            made[key] = AcceptedText(points=points, text=text, feedback=feedback, span=span)
    return tuple(made.values())


def _weighed(accepted: tuple[T, ...], said: str) -> tuple[T, ...]:
    """With the weights that our own writer put beside what Canvas knows."""
    weights = said_weights(said, len(accepted))
    if weights is None:
        return accepted
    return tuple(replace(one, points=own) for one, own in zip(accepted, weights, strict=True))
