"""What a system does to the marks of a question: the facts, each with its code, in words, and a way out.

A writer asks for what it is about to write, and the proof for what a view reads in the bytes: both
hold a scheme against the one that the question means, and say the same of it.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple, TypeAlias, assert_never

from examc.core import schemes
from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.diagnostics import Diagnostic, Report
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion, Question, narrowed
from examc.core.records import replace
from examc.core.responses import Response, picked
from examc.core.schemes import Scheme
from examc.core.trials import awarded, trials
from examc.systems.comparing import Compared, apart, compare, deviations

Bounds: TypeAlias = tuple[Fraction | None, Fraction | None]
"""The lowest and the highest mark of a question, None where there is none."""

RADIO = "X365"
"""The code where students can choose one option, and should be able to choose several."""
NO_KEY = "X366"
TOO_LONG = "X368"
NOT_TAKEN = "X371"
"""Codes of a question that a system does not take: for want of a right option, for the length of
its text, and for anything else."""

_OF_MARKS = frozenset(
    {feature.code for feature in (Feature.WEIGHT, Feature.FLOOR, Feature.CAP, Feature.POINTS)}
    | {Feature.ANSWER_WEIGHT.code, Feature.PART_WEIGHT.code, Feature.TEXT_MATCH.code}
    | {Feature.NUMERIC.code, Feature.FILL_IN.code}
    | {Feature.ORDERING.code, Feature.MATRIX.code, Feature.POOL.code}
    | {Feature.ALL_OR_NOTHING.code, Feature.CHECK.code, RADIO, NO_KEY, TOO_LONG, NOT_TAKEN}
)


def is_of_marks(entry: Diagnostic) -> bool:
    """Whether a diagnostic of a target is about marks, be they changed or not."""
    return entry.code in _OF_MARKS


def changes_marks(entry: Diagnostic) -> bool:
    """Whether a diagnostic says that a system marks a question otherwise, or does not take it.

    What a target writes otherwise and every system marks alike names no system.
    """
    return is_of_marks(entry) and bool(entry.system)


class Step(NamedTuple):
    """One thing that a system does otherwise: under which feature it is told, in which words, what
    to do about it, and how the question is marked once it and all steps before are done."""

    feature: Feature
    does: str
    help: str
    scheme: Scheme


def otherwise(question: Question, given: Scheme) -> Iterator[Step]:
    """Yield the one step of a system of which nothing more is known: it gives other marks."""
    yield Step(_weight_of(question), "gives other marks", "", given)


def _weight_of(question: Question) -> Feature:
    match question.answer:
        case Numeric() | ShortAnswer():
            return Feature.ANSWER_WEIGHT
        case FillIn() | Matching() | Matrix():
            return Feature.PART_WEIGHT
        case Ordering():
            return Feature.ORDERING
        case Choice() | TrueFalse():
            return Feature.WEIGHT
        case Written() | Upload() | Program():
            return Feature.POINTS
        case _:
            assert_never(question.answer)


class Marking(NamedTuple):
    """How a system marks, in words: what it is called everywhere, and what it does.

    `bounds` are those that it has for a question, None where its marks can be any. `says` tells
    what it does, and what to do about it, where a feature of a question changes a mark there.
    """

    system: str
    bounds: Callable[[ChoiceQuestion], Bounds | None]
    says: Callable[[ChoiceQuestion, Feature], tuple[str, str]]
    key_by_weight: bool = False
    """Whether all-or-nothing goes by the options with points, whatever is checked."""
    steps: Callable[[Question, Scheme], Iterable[Step]] = otherwise
    """The same of a question without options to choose from: what leads from the marks that it
    means to those given, one step at least where these differ."""


class Fact(NamedTuple):
    """One thing that changes marks: its code, the message, and what to do about it."""

    code: str
    message: str
    help: str


def tell(
    report: Report,
    target: str,
    system: str,
    question: Question,
    where: str,
    facts: Iterable[Fact],
) -> None:
    """Report what a system that reads a target does to the marks of a question at a place."""
    for fact in facts:
        report.add(
            fact.code,
            fact.message,
            question.span,
            help=fact.help,
            where=where,
            target=target,
            system=system,
        )


def facts(marking: Marking, question: Question, given: Scheme) -> list[Fact]:
    """What changes the marks of a question where a system marks it by a scheme; nothing if equal."""
    if schemes.same(schemes.meant(question), given):
        return []
    return of_compared(marking, question, given, compare(question, given))


def of_compared(
    marking: Marking, question: Question, given: Scheme, compared: Compared
) -> list[Fact]:
    """The facts behind deviations that were found already."""
    if not compared.deviations:
        return []
    match question.answer:
        case Choice() as choice:
            return _of_choice(marking, narrowed(question, choice), given, compared)
        case Written() | Upload() | Program():
            return []  # a person marks it
        case TrueFalse() | Numeric() | ShortAnswer():
            return _of_kind(marking, question, given, compared)
        case FillIn() | Matching() | Ordering() | Matrix():
            return _of_kind(marking, question, given, compared)
        case _:
            assert_never(question.answer)


def _of_kind(marking: Marking, question: Question, given: Scheme, compared: Compared) -> list[Fact]:
    """What a system does to a question whose answer is not one of options."""
    known = _told(marking, question, marking.steps(question, given), compared)
    return known or _told(marking, question, otherwise(question, given), compared)


def _told(
    marking: Marking, question: Question, steps: Iterable[Step], compared: Compared
) -> list[Fact]:
    """The steps that change a mark of those that deviate, each feature once."""
    found, told = dict[str, Fact](), set[int]()
    off = compared.deviations
    before: list[Fraction | None] = [deviation.meant for deviation in off]
    scheme = schemes.meant(question)
    for step in steps:
        if schemes.same(scheme, step.scheme):
            continue
        scheme = step.scheme
        marks = awarded(scheme, trials(question))
        after = [marks[deviation.place] for deviation in off]
        changed = apart(before, after)
        if changed and step.feature.code not in found:
            words = compared.at(changed - told or changed).words()
            told |= changed
            message = f"{marking.system} {step.does}: {words}"
            found[step.feature.code] = Fact(step.feature.code, message, step.help)
        before = after
    return list(found.values())


def _of_choice(
    marking: Marking, question: ChoiceQuestion, given: Scheme, compared: Compared
) -> list[Fact]:
    found: list[Fact] = []
    if schemes.most_of(given) == 1 and question.answer.many:
        words = compared.words()
        message = f"{marking.system} shows radio buttons here, since one option is right: {words}"
        help_line = "make it multiple choice, or add a second right option"
        found.append(Fact(RADIO, message, help_line))
    for feature, changed in _features(marking, question, given, compared):
        does, help_line = marking.says(question, feature)
        words = compared.only(changed).words()
        found.append(Fact(feature.code, f"{marking.system} {does}: {words}", help_line))
    if found:
        return found
    does, help_line = marking.says(question, Feature.WEIGHT)
    return [Fact(Feature.WEIGHT.code, f"{marking.system} {does}: {compared.words()}", help_line)]


Changed: TypeAlias = frozenset[Response | None]
"""Responses that one thing about a question changes."""


def _features(
    marking: Marking, question: ChoiceQuestion, given: Scheme, compared: Compared
) -> Iterator[tuple[Feature, Changed]]:
    """Yield what of a question changes its marks: each bound that the system has not, then the rest."""
    scoring, bounds = question.answer.scoring, marking.bounds(question)
    floor, cap = (scoring.floor, scoring.cap) if bounds is None else bounds
    if (floor, cap) == (scoring.floor, scoring.cap):
        rest = frozenset(deviation.response for deviation in compared.deviations)
        if schemes.most_of(given) == 1:
            rest = frozenset(response for response in rest if len(picked(response)) < 2)
        if rest:
            yield _of_the_rest(marking, question, given), rest
        return
    floored = _scored(question, replace(scoring, floor=floor))
    plain = _scored(question, replace(scoring, floor=floor, cap=cap))
    for feature, one, other in (
        (Feature.FLOOR, question, floored),
        (Feature.CAP, floored, plain),
    ):
        changed = _changed(question, schemes.meant(one), schemes.meant(other), given)
        if changed:
            yield feature, changed
    changed = _changed(question, schemes.meant(plain), given, given)
    if changed:
        yield _of_the_rest(marking, plain, given), changed


def _of_the_rest(marking: Marking, plain: ChoiceQuestion, given: Scheme) -> Feature:
    """What changes marks whose bounds are those of the system."""
    if plain.answer.scoring.rule is not Rule.ALL_OR_NOTHING:
        return Feature.WEIGHT
    if not marking.key_by_weight:
        return Feature.ALL_OR_NOTHING
    options = plain.answer.options
    keyed = tuple(replace(option, correct=option.points > 0) for option in options)
    by_weight = schemes.meant(replace(plain, answer=replace(plain.answer, options=keyed)))
    if keyed != options and not _changed(plain, by_weight, given, given):
        return Feature.CHECK
    return Feature.ALL_OR_NOTHING


def _changed(question: ChoiceQuestion, one: Scheme, other: Scheme, given: Scheme) -> Changed:
    """Responses with other marks under two schemes, of those that the one given lets students give."""
    if schemes.most_of(given) == 1:
        one, other = schemes.one_of(one), schemes.one_of(other)
    return frozenset(deviation.response for deviation in deviations(question, one, other))


def _scored(question: ChoiceQuestion, scoring: Scoring) -> ChoiceQuestion:
    return replace(question, answer=replace(question.answer, scoring=scoring))
