"""Weights of options → Moodle's fractions, and every weight that changes on the way."""

from fractions import Fraction

from examc.core import schemes
from examc.core.answers import Option, Rule
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import ChoiceQuestion, Node
from examc.core.numbers import show, show_signed
from examc.core.records import Record, replace
from examc.core.schemes import ZERO
from examc.formats.moodle import bounds
from examc.formats.moodle.bounds import Fractions
from examc.systems.comparing import differs
from examc.systems.marking import facts
from examc.systems.moodle import grid, marks, shares


class Plan(Record, frozen=True):
    """How a choice question is written: the fraction of each option, as a share of the points.

    `changed` says that a mark differs for want of a fraction; `beside` is the scoring that Moodle
    has no field for.
    """

    fractions: Fractions
    cloze: bool = False
    refused: bool = False
    changed: bool = False
    beside: bounds.Settings = ()


def plan(question: ChoiceQuestion, offgrid: str, cloze_bar: str, losses: Losses) -> Plan:
    """Decide on the fractions of a question, and report what they bend or change.

    `offgrid` is the user's choice for weights without a fraction; `cloze_bar` says why the
    question cannot be an embedded answer, "" where it can.
    """
    exact = shares.of_options(question)
    made = _made(question, exact, offgrid, cloze_bar)
    found = facts(marks.MARKING, question, bounds.scheme(question, made.fractions))
    told = [feature for feature in Feature if feature.code in {fact.code for fact in found}]
    for fact in found:
        if fact.code != Feature.WEIGHT.code:  # of weights, each option is told
            losses.add(fact.code, question, fact.message, fact.help, system=_SYSTEM)
    _report_nothing_right(question, losses)
    settled = bounds.settle(question, made.fractions, told)
    # Under all-or-nothing the weights mean nothing, and the marks have been compared.
    if question.answer.scoring.rule is not Rule.ALL_OR_NOTHING or not (
        question.answer.many or settled.question.answer.scoring.rule is Rule.ALL_OR_NOTHING
    ):
        bends = Feature.WEIGHT in told
        made = _report_weights(question, exact, made, offgrid, cloze_bar, losses, bends=bends)
    _report_checks(question, made.fractions, losses)
    for feature in settled.lost:
        message = f"Moodle does not hold the {feature.label} of this question"
        _tell_bent(losses, feature, question, message, changes=bool(found))
    return replace(made, beside=bounds.settings(settled.question, made.fractions))


_SYSTEM = marks.MARKING.system


def _report_nothing_right(question: ChoiceQuestion, losses: Losses) -> None:
    options = question.answer.options
    if not question.answer.many or question.points <= 0:
        return
    if not any(option.correct or option.points > 0 for option in options):
        message = "Moodle can not reward that nothing is chosen, and no option is right here"
        losses.add(Feature.WEIGHT, question, message, "add an option such as: none of these")


def _made(question: ChoiceQuestion, exact: Fractions, offgrid: str, cloze_bar: str) -> Plan:
    """Settle what is off the grid, as the user chose."""
    written = tuple([s if grid.is_legal(s) else grid.nearest(s) for s in exact])
    if question.answer.scoring.rule is Rule.ALL_OR_NOTHING and question.answer.many:
        return Plan(written)
    changed = _changes_a_mark(question, exact, written)
    if changed and offgrid == "cloze" and not cloze_bar:
        return Plan(exact, cloze=True)
    return Plan(written, changed=changed)


def _report_weights(
    question: ChoiceQuestion,
    exact: Fractions,
    made: Plan,
    offgrid: str,
    cloze_bar: str,
    losses: Losses,
    *,
    bends: bool,
) -> Plan:
    """Report every weight that is written as another, or refuse it if the user wants that.

    Where no weight `bends` a mark, but the rule does, that change is told already.
    """
    points = max(question.points, ZERO)
    for index, option in enumerate(question.answer.options):
        share = made.fractions[index]
        off_grid = made.changed and (share != exact[index] or not points)
        if off_grid and offgrid == "error":
            made = replace(made, refused=True)
            _refuse(question, option, share, losses)
        elif off_grid and bends:
            _report_change(question, option, share, cloze_bar, losses)
        elif share * points != option.points:
            _report_bend(question, option, share, losses, changes=off_grid)
    return made


def _report_checks(question: ChoiceQuestion, shares: Fractions, losses: Losses) -> None:
    for option, share in zip(question.answer.options, shares, strict=True):
        if option.correct != (share > 0):
            state = "wrong" if option.correct else "right"
            message = f"Moodle shows this option as {state}, since its fraction is all that says so"
            losses.add(Feature.CHECK, option, message)


def _changes_a_mark(question: ChoiceQuestion, exact: Fractions, written: Fractions) -> bool:
    """Whether Moodle's mark differs from that of the same fractions without a grid."""
    if question.points <= 0:
        return not question.answer.many and _earns(question)
    one, other = bounds.scheme(question, exact), bounds.scheme(question, written)
    return written != exact and differs(question, one, other)


def _earns(question: ChoiceQuestion) -> bool:
    return any(schemes.one_of(schemes.meant(question)).marks)


def _report_change(
    question: ChoiceQuestion, option: Option, share: Fraction, cloze_bar: str, losses: Losses
) -> None:
    message = f"Moodle has no fraction for the {_given(question, option)}: "
    message += _written(question, option, share)
    if cloze_bar:
        message += f"; not kept as an embedded answer, since {cloze_bar}"
    help_line = _way_out(question, cloze_bar)
    losses.add(Feature.WEIGHT.code, option, message, help_line, system=_SYSTEM)


def _report_bend(
    question: ChoiceQuestion, option: Option, share: Fraction, losses: Losses, *, changes: bool
) -> None:
    message = f"Moodle bends the {_given(question, option)}: {_written(question, option, share)}"
    _tell_bent(losses, Feature.WEIGHT, option, message, changes=changes)


def _tell_bent(
    losses: Losses, feature: Feature, node: Node, message: str, *, changes: bool
) -> None:
    """Report what is written otherwise: a note where every response is worth what it was."""
    said = message if changes else f"{message}; no mark changes"
    losses.add(feature, node, said, note=not changes)


def _refuse(question: ChoiceQuestion, option: Option, share: Fraction, losses: Losses) -> None:
    message = f"Moodle has no fraction for the {_given(question, option)}: the nearest is "
    losses.add("X316", option, f"{message}{grid.percent(share)}%", _way_out(question, ""))


def _given(question: ChoiceQuestion, option: Option) -> str:
    return f"weight {show(option.points)} of {_points(question.points)}"


def _written(question: ChoiceQuestion, option: Option, share: Fraction) -> str:
    value = share * max(question.points, ZERO)
    off = value - option.points
    noun = "point" if abs(off) == 1 else "points"
    return f"{show(value)} ({grid.percent(share)}%) is written, {show_signed(off)} {noun}"


def _way_out(question: ChoiceQuestion, cloze_bar: str) -> str:
    return marks.GRID_HELP if cloze_bar else marks.way_out(question)


def _points(points: Fraction) -> str:
    return f"{show(points)} point" if points == 1 else f"{show(points)} points"
