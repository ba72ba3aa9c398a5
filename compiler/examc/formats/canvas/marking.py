"""Which options are written as right for Canvas, which keeps no weights, and what that changes."""

from fractions import Fraction
from typing import NamedTuple

from examc.core import schemes
from examc.core.answers import Rule, Scoring
from examc.core.model import ChoiceQuestion
from examc.core.records import replace
from examc.core.responses import Places
from examc.core.schemes import ZERO, Scheme, bounded
from examc.formats.canvas.points import kept
from examc.systems.canvas import marks
from examc.systems.comparing import differs
from examc.systems.marking import Fact, facts


class Plan(NamedTuple):
    """The right options of a question, by their place (from 0), and what changes its marks."""

    key: Places
    facts: tuple[Fact, ...] = ()


def plan(question: ChoiceQuestion) -> Plan:
    """The right options to write: the checked ones if they give the marks, else what comes near."""
    options = question.answer.options
    checked = frozenset(i for i, option in enumerate(options) if option.correct)
    if not differs(question, schemes.meant(question), scheme(question, checked)):
        return Plan(checked)
    natural = _natural(question, checked)
    return Plan(natural, tuple(facts(marks.MARKING, question, scheme(question, natural))))


def scheme(question: ChoiceQuestion, key: Places) -> Scheme:
    """How Canvas marks a question that is written with these right options."""
    size, points = len(question.answer.options), kept(question.points)
    return marks.of_dialect(size, key, points, one=not question.answer.many)


def usual(question: ChoiceQuestion, key: Places) -> ChoiceQuestion:
    """The question that a reader makes of Canvas' marks alone."""
    answer, points = question.answer, question.points
    weights = marks.weights(len(answer.options), key, points, one=not answer.many)
    options = tuple(
        replace(option, points=weight, correct=place in key)
        for place, (option, weight) in enumerate(zip(answer.options, weights, strict=True))
    )
    return replace(question, answer=replace(answer, options=options, scoring=Scoring(cap=points)))


def _natural(question: ChoiceQuestion, checked: Places) -> Places:
    """The options that earn most (multiple choice), or anything (multiple response)."""
    answer = question.answer
    if answer.scoring.rule is Rule.ALL_OR_NOTHING:
        return checked if answer.many or len(checked) == 1 else frozenset()
    if question.points <= 0:
        return checked
    given: list[Fraction] = [option.points for option in answer.options]
    if answer.many:
        return frozenset(place for place, mark in enumerate(given) if mark > 0)
    given = [bounded(mark, answer.scoring) for mark in given]
    enough = min(question.points, max(given, default=ZERO))
    return frozenset(place for place, mark in enumerate(given) if mark >= enough > 0)
