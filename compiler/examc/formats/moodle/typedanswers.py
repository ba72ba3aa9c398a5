"""Questions whose answer is typed: numerical and shortanswer, else an embedded answer."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core import schemes
from examc.core.answers import Numeric, ShortAnswer
from examc.core.features import Feature
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.model import Question
from examc.core.numbers import show, show_signed
from examc.core.records import Record
from examc.core.schemes import ROUNDING, ZERO, Scheme
from examc.formats.moodle import bounds, cloze, entries, gapcodes, kindentries
from examc.formats.moodle.html import needs_files
from examc.formats.moodle.writing import Writing
from examc.systems import marking
from examc.systems.marking import Fact
from examc.systems.moodle import bends, grid, marks, reading, shares, typed
from examc.systems.moodle.pages import braced
from examc.systems.moodle.typed import NumberAnswer

TypedQuestion: TypeAlias = Question[Numeric] | Question[ShortAnswer]
Accepted: TypeAlias = AcceptedNumber | AcceptedText
ONE = Fraction(1)


class Plan(Record, frozen=True):
    """The share of the points that is written for each accepted answer.

    `exact` are those that are meant; `embedded` says that they need an embedded answer.
    """

    exact: tuple[Fraction, ...]
    written: tuple[Fraction, ...]
    embedded: bool = False


def entry(
    writing: Writing, question: TypedQuestion, fields: entries.Fields, prompt: str
) -> entries.Entry:
    """A question whose answer is typed, and what Moodle does otherwise with it."""
    plan, facts = _plan(writing, question)
    told = [fact.code for fact in facts]
    writing.without_notes(question)
    is_told = _report(writing, question, plan, told)
    for fact in facts:
        if (
            fact.code != Feature.ANSWER_WEIGHT.code or not is_told
        ):  # of weights, each answer is told
            writing.losses.add(fact.code, question, fact.message, fact.help, system=_SYSTEM)
    if plan.embedded:
        return _embedded(writing, question, plan, told, fields, prompt)
    answers = tuple(_answers(writing, question, plan))
    beside = tuple(_settings(question, plan, told))
    match question.answer:
        case Numeric(unit=unit):
            if unit:
                beside += (("unit", unit),)
                message = f"Moodle's box stands alone: the unit {unit!r} stands above it"
                writing.losses.add(Feature.UNIT, question, message, note=True)
                unit_text = f'<p class="examc-unit">… {writing.page.text(unit)}</p>'
                shown = writing.text(question, prompt + unit_text)
                fields["text"] = entries.Text(shown.xml, fields["text"].files)
            return kindentries.Numerical(answers=answers, beside=beside, **fields)
        case ShortAnswer(case=case):
            return kindentries.ShortAnswer(case=case, answers=answers, beside=beside, **fields)
        case _:
            assert_never(question.answer)


_SYSTEM = marks.MARKING.system


# -- shares ---------------------------------------------------------------------------------------


def _plan(writing: Writing, question: TypedQuestion) -> tuple[Plan, list[Fact]]:
    """The shares that are written, and what they change of the marks that are meant."""
    exact = shares.of_typed(question)
    least = ZERO if isinstance(question.answer, Numeric) else -ONE  # a number never costs marks
    held = tuple(max(least, share) for share in exact)
    written = tuple(share if grid.is_legal(share) else grid.nearest(share) for share in held)
    plan = Plan(exact, written)
    found = _facts(question, plan, comma=writing.comma)
    is_off = any(_is_off(question, *pair) for pair in zip(exact, written, strict=True))
    is_told = any(fact.code == Feature.ANSWER_WEIGHT.code for fact in found)
    if is_off and is_told and writing.options.offgrid == "cloze" and not _bar(question, exact):
        plan = Plan(exact, held if isinstance(question.answer, Numeric) else exact, embedded=True)
        found = _facts(question, plan, comma=writing.comma)
    return plan, found


def _facts(question: TypedQuestion, plan: Plan, *, comma: bool) -> list[Fact]:
    return marking.facts(marks.MARKING, question, _scheme(question, plan, comma=comma))


def _is_off(question: Question, exact: Fraction, written: Fraction) -> bool:
    """Whether a share is off the grid and changes a mark."""
    if isinstance(question.answer, Numeric) and exact < 0:
        return False  # told as a penalty, which an embedded answer has not either
    return abs(exact - written) * max(question.points, ZERO) > ROUNDING


def _bar(question: TypedQuestion, shares: Sequence[Fraction]) -> str:
    """Why a question cannot be an embedded answer with these shares; "" where it can."""
    if question.points.denominator != 1 or question.points < 1:
        return "its points are no whole number above 0"
    if max(shares, default=ZERO) != 1:
        return "its best answer does not earn all points"
    if any(cloze.share_of(cloze.percent(share)) != share for share in shares):
        return "its weights have more decimals than Moodle"
    if any(needs_files(one.feedback) for one in question.answer.accepted):
        return "the feedback on its answers has images"
    return ""


def _scheme(question: TypedQuestion, plan: Plan, *, comma: bool) -> Scheme:
    """How Moodle marks what is about to be written."""
    points = max(question.points, ZERO)
    match question.answer:
        case Numeric() as number:
            return typed.of_numbers(number_answers(number, plan.written), points, comma=comma)
        case ShortAnswer() as short:
            answers = bends.text_answers(short, plan.written)
            return typed.of_texts(answers, points, exact=short.case)
        case _:
            assert_never(question.answer)


def number_answers(key: Numeric, shares: Sequence[Fraction]) -> list[NumberAnswer]:
    """The numbers that are written of a key: the middle of each interval, and half its width."""
    pairs = zip(key.accepted, shares, strict=True)
    return [
        NumberAnswer(
            gapcodes.value_of(gapcodes.middle(one)),
            gapcodes.value_of(gapcodes.half_width(one)),
            share,
        )
        for one, share in pairs
    ]


# -- losses ---------------------------------------------------------------------------------------


def _report(writing: Writing, question: TypedQuestion, plan: Plan, told: Sequence[str]) -> bool:
    """Report every weight that is written as another, and say whether one of them changes a mark.

    `told` are the codes of what changes marks.
    """
    is_told = False
    bends_marks = Feature.ANSWER_WEIGHT.code in told
    bar = _bar(question, plan.exact) if writing.options.offgrid == "cloze" else ""
    accepted: tuple[Accepted, ...] = question.answer.accepted
    triples = zip(accepted, plan.exact, plan.written, strict=True)
    for one, exact, written in triples:
        if isinstance(one, AcceptedText) and not bends.held(one):
            message = "Moodle has no patterns: only some of the texts that it means are accepted"
            writing.losses.add(Feature.TEXT_MATCH, one, message, "write the texts out")
        is_error = writing.options.offgrid == "error" and bends_marks
        if is_error and _is_off(question, exact, written):
            writing.refused = is_told = True
            message = f"Moodle has no fraction for the {_given(question, one)}: the nearest is "
            message += f"{grid.percent(written)}%"
            writing.losses.add("X316", one, message, bends.OFF_GRID_HELP)
        elif abs(exact - written) * max(question.points, ZERO) > ROUNDING:
            message, help_line = _change(question, one, exact, written, bar)
            is_told |= bends_marks
            if not bends_marks:
                writing.losses.add(
                    Feature.ANSWER_WEIGHT, one, f"{message}; no mark changes", note=True
                )
                continue
            writing.losses.add(Feature.ANSWER_WEIGHT, one, message, help_line, system=_SYSTEM)
    return is_told


def _change(
    question: TypedQuestion, one: Accepted, exact: Fraction, written: Fraction, bar: str
) -> tuple[str, str]:
    """What is said of a weight that is written as another, and what to do about it."""
    value = written * max(question.points, ZERO)
    if isinstance(one, AcceptedNumber) and exact < 0:
        message = f"Moodle takes no points for a number: the {_given(question, one)} is worth 0"
        help_line = bends.COSTS_HELP
    else:
        message = f"Moodle has no fraction for the {_given(question, one)}: {show(value)} "
        message += f"({grid.percent(written)}%) is written, {show_signed(value - one.points)}"
        message += f"; not kept as an embedded answer, since {bar}" if bar else ""
        help_line = marks.GRID_HELP if bar else bends.OFF_GRID_HELP
    return message, help_line


def _given(question: Question, one: Accepted) -> str:
    noun = "point" if question.points == 1 else "points"
    return f"weight {show(one.points)} of {show(question.points)} {noun}"


# -- answers --------------------------------------------------------------------------------------


def _settings(
    question: TypedQuestion, plan: Plan, told: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the bounds that a reader does not find in the shares."""
    if Feature.FLOOR.code in told:
        return
    own = question.answer.scoring
    usual = reading.usual(plan.written, question.points, single=True)
    yield from bounds.scoring_settings(own, usual)


def _answers(
    writing: Writing, question: TypedQuestion, plan: Plan
) -> Iterator[kindentries.Accepted]:
    accepted: tuple[Accepted, ...] = question.answer.accepted
    for place, (one, share) in enumerate(zip(accepted, plan.written, strict=True)):
        feedback = writing.on_answer(one, one.feedback, question, full=share == ONE)
        percent = grid.legal_percent(share)
        points = _own_points(question, one, share)
        if isinstance(one, AcceptedNumber):
            hint = entries.hint(id=one.id, points=points, written=gapcodes.written(one))
            text = entries.line(gapcodes.middle(one))
            yield kindentries.Accepted(percent, text, feedback, gapcodes.half_width(one), hint)
            continue
        yield from _texts(one, percent, feedback, points, place)
    if isinstance(question.answer, ShortAnswer) and ONE not in plan.written:
        # Moodle loses a short answer without one of 100 %; an empty one is never given.
        yield kindentries.Accepted("100", entries.NOTHING, entries.EMPTY)
    if question.feedback.correct and ONE not in plan.written:
        message = "Moodle has no answer here that earns all points: feedback on these is lost"
        writing.losses.add(Feature.FEEDBACK, question, message)
    if question.feedback.incorrect:
        tolerance = ""
        if isinstance(question.answer, Numeric):
            tolerance = "0"
            message = (
                "Moodle shows feedback for less than all marks only to those who type a number"
            )
            writing.losses.add(Feature.FEEDBACK, question, message, note=True)
        feedback = writing.on_answer(question, (), question, full=False)
        yield kindentries.Accepted("0", entries.line("*"), feedback, tolerance)


def _texts(
    one: AcceptedText, percent: str, feedback: entries.Text, points: str, place: int
) -> Iterator[kindentries.Accepted]:
    """Yield the texts of one accepted answer, several for a pattern."""
    is_pattern = one.match is Match.PATTERN
    pattern = one.text if is_pattern else ""
    for number, text in enumerate(bends.patterns(one)):
        first = not number
        hint = entries.hint(
            id=one.id * first,
            points=points * first,
            pattern=pattern * first,
            text=gapcodes.own_text(one) * first,
            answer=str(place + 1) if is_pattern and number else "",
        )
        yield kindentries.Accepted(percent, entries.line(text), feedback, hint=hint)


def _own_points(question: TypedQuestion, one: Accepted, share: Fraction) -> str:
    """The weight of an answer where its share does not say it, and no mark is another for it."""
    worth = schemes.bounded(one.points, question.answer.scoring)
    is_kept = worth == share * question.points
    return show(one.points) if is_kept and one.points != worth else ""


# -- embedded -------------------------------------------------------------------------------------


def _embedded(
    writing: Writing,
    question: TypedQuestion,
    plan: Plan,
    told: Sequence[str],
    fields: entries.Fields,
    prompt: str,
) -> entries.Cloze:
    """The question as a text with one embedded answer, which no grid limits."""
    if question.feedback.correct or question.feedback.incorrect:
        message = "Moodle has no feedback by result on embedded answers"
        writing.losses.add(Feature.FEEDBACK, question, message)
    answer = question.answer
    code = gapcodes.of_typed(writing.page, answer, int(question.points), plan.written)
    html = f"{cloze.prompt(braced(prompt))}\n<div>{code}</div>"
    fields["text"] = entries.Text(entries.cdata(html), fields["text"].files)
    kind = "numeric" if isinstance(answer, Numeric) else "short answer"
    beside = (("kind", kind), *_settings(question, plan, told))
    return entries.Cloze(beside=beside, inside=gapcodes.hints(answer), **fields)
