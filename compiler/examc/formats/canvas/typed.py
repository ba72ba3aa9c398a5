"""Numeric and short answer questions: a box, and what is accepted in it."""

from collections.abc import Iterator, Sequence

from examc.core.answers import Numeric, Scoring, ShortAnswer
from examc.core.features import Feature
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.losses import Losses
from examc.core.model import Question
from examc.core.numbers import is_decimal, show
from examc.core.schemes import ROUNDING
from examc.core.typednumbers import spelling
from examc.formats.canvas import keys, names
from examc.formats.canvas.choices import settings, without_key, written_weights
from examc.formats.canvas.html import Page
from examc.formats.canvas.points import kept
from examc.formats.canvas.shapes import Answered, Box, Condition, Equal, Label
from examc.systems import marking
from examc.systems.canvas import literal
from examc.systems.canvas.marks import MARKING


def numeric(asked: Question, key: Numeric, page: Page, losses: Losses) -> Answered:
    """A number to type, whose losses are reported."""
    right = keys.numbers(asked, key)
    without_key(asked, right, losses)
    facts = _facts(asked, key, losses)
    for place in right:
        ends(key.accepted[place], losses)
    shown = keys.misfed(key, keys.fit_number(key, right))
    feedback(key.accepted, shown, right, losses)
    if key.unit:
        message = f"has a box that stands alone: the unit {key.unit!r} stands above it"
        losses.add(Feature.UNIT, asked, message, note=True)
    labels = {place: _feedback(place, key.accepted[place], page) for place in right}
    return Answered(
        names.NUMERIC,
        box=Box("Decimal"),
        conditions=tuple(
            Condition(within=keys.within(key.accepted[place]), share="100", feedback=ident(label))
            for place, label in labels.items()
        ),
        feedback=tuple(label for label in labels.values() if label),
        after=page.unit_below(key.unit),
        fields=_fields(asked, key, facts),
    )


def short_answer(asked: Question, key: ShortAnswer, page: Page, losses: Losses) -> Answered:
    """A text to type, whose losses are reported."""
    lines = keys.texts(asked, key)
    without_key(asked, lines, losses)
    facts = _facts(asked, key, losses)
    right = list(dict.fromkeys(line.place for line in lines))
    feedback(key.accepted, keys.misfed(key, keys.fit_text(lines)), right, losses)
    for place in right:
        one = key.accepted[place]
        if one.match is Match.PATTERN:
            count = sum(line.place == place for line in lines)
            message = f"holds this pattern as {count} {'text' if count == 1 else 'texts'}"
            losses.add(Feature.TEXT_MATCH, one, message, note=True)
    labels = {place: _feedback(place, key.accepted[place], page) for place in right}
    shown = [
        Condition((Equal(line.text),), feedback=ident(labels[line.place]))
        for line in lines
        if labels[line.place]
    ]
    marks = Condition(tuple(Equal(line.text) for line in lines), share="100")
    return Answered(
        names.SHORT_ANSWER,
        box=Box(),
        conditions=(*shown, marks) if lines else (),
        feedback=tuple(label for label in labels.values() if label),
        fields=_fields(asked, key, facts),
    )


def _facts(asked: Question, key: Numeric | ShortAnswer, losses: Losses) -> list[marking.Fact]:
    facts = marking.facts(MARKING, asked, keys.scheme(asked, key))
    for fact in facts:
        losses.tell(fact.code, asked, fact.message, fact.help, system=MARKING.system)
    return facts


# -- losses ---------------------------------------------------------------------------------------


def ends(one: AcceptedNumber, losses: Losses) -> None:
    """Report an end that no decimal says."""
    low, high = literal.interval(one)
    for what, end, written in (("lowest", one.low, low), ("highest", one.high, high)):
        if not is_decimal(end):
            message = f"rounds the {what} number {show(end)} outward, to {show(written)}"
            help_line = "write a tolerance, such as 0.333 ± 0.001"
            losses.add(Feature.NUMERIC, one, message, help_line)
    spelled = spelling(low, high, one.value)
    if spelled != one.written and is_decimal(one.low) and is_decimal(one.high):
        message = f"holds {one.written} as {spelled}"
        losses.add(Feature.NUMERIC, one, message, note=True)


def feedback(
    accepted: Sequence[AcceptedNumber | AcceptedText],
    shown: set[int],
    right: list[int],
    losses: Losses,
) -> None:
    """Report feedback that is not shown, or (`shown`) to others than those whom it is due to."""
    for place, one in enumerate(accepted):
        if place not in right:
            message = "does not hold an answer that earns nothing"
            losses.add(Feature.ANSWER_WEIGHT, one, message, note=True)
        if not one.feedback:
            continue
        if place not in right:
            message = "does not show feedback on an answer that it does not accept"
            losses.add(Feature.ANSWER_FEEDBACK, one, message, "write it as ### feedback: incorrect")
        elif place in shown:
            message = "shows this feedback to other students than those whose answer it is for"
            losses.add(Feature.ANSWER_FEEDBACK, one, message, "write it as ### feedback")


# -- fields ---------------------------------------------------------------------------------------


def _feedback(place: int, one: AcceptedNumber | AcceptedText, page: Page) -> Label | None:
    if not one.feedback:
        return None
    return Label(names.option_feedback(str(place + 1)), page.blocks(one.feedback))


def ident(label: Label | None) -> str:
    """The identifier of a feedback; "" for none."""
    return "" if label is None else label.ident


def _fields(
    asked: Question, key: Numeric | ShortAnswer, facts: list[marking.Fact]
) -> tuple[tuple[str, str], ...]:
    """Bounds and weights that Canvas has no field for, where they change nothing it does."""
    if facts or kept(asked.points) != asked.points:
        return ()
    said = list(_said(asked, key))
    return ((names.SCORING_FIELD, " ".join(said)),) if said else ()


def _said(asked: Question, key: Numeric | ShortAnswer) -> Iterator[str]:
    yield from settings(key.scoring, Scoring(cap=asked.points))
    weights = [one.points for one in key.accepted]
    if any(abs(weight - asked.points) > ROUNDING for weight in weights):
        yield written_weights(weights)
