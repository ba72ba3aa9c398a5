"""Weights of options → Moodle's fractions, and every mark that changes on the way.

Moodle awards the sum of the chosen fractions between 0 and 1 (multiple response), or the one
chosen fraction whatever it is (multiple choice), times the points of the question
(multichoice/question.php). Whether a mark changes is not argued but tried, answer by answer.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod

from examc import scoring
from examc.features import Feature
from examc.formats.moodle import grid
from examc.formats.moodle.losses import Losses
from examc.model import ChoiceQuestion, MultipleChoice, Option, Rule, Scoring
from examc.numbers import show, show_signed

MOST_ANSWERS = 4096  # kinds of answers to one question that are tried; beyond, the extreme ones

ZERO, ONE = Fraction(0), Fraction(1)
Chosen = tuple[int, ...]
Fractions = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a choice question is written: the fraction of each option, as a share of the points."""

    fractions: Fractions
    cloze: bool = False
    refused: bool = False


def plan(question: ChoiceQuestion, offgrid: str, cloze_bar: str, losses: Losses) -> Plan:
    """Decide on the fractions of a question, and report what they bend or change.

    `offgrid` is the user's choice for weights without a fraction; `cloze_bar` says why the
    question cannot be an embedded answer, "" where it can.
    """
    exact = exact_fractions(question)
    written = tuple([s if grid.is_legal(s) else grid.nearest(s) for s in exact])
    _report_bounds(question, written, losses)
    made = _weights(question, exact, written, offgrid, cloze_bar, losses)
    for option, share in zip(question.options, made.fractions, strict=True):
        if option.correct != (share > 0):
            state = "wrong" if option.correct else "right"
            message = f"Moodle shows this option as {state}, since its fraction is all that says so"
            losses.add(Feature.CHECK, option, message)
    return made


def exact_fractions(question: ChoiceQuestion) -> Fractions:
    """The share of the points that each option should be worth in Moodle, on the grid or not."""
    points = question.points
    if points <= 0:
        return _shares_by_check(question)
    if isinstance(question, MultipleChoice):
        marks = [scoring.mark(question, (index,)) for index in range(len(question.options))]
        return tuple([mark / points for mark in marks])
    if question.scoring.rule is Rule.ALL_OR_NOTHING:
        return _all_or_nothing(question)
    return tuple([option.points / points for option in question.options])


def _shares_by_check(question: ChoiceQuestion) -> Fractions:
    """Fractions of a question without points: they show what is right, and earn nothing."""
    right = sum(option.correct for option in question.options)
    share = ONE if isinstance(question, MultipleChoice) else Fraction(1, max(right, 1))
    return tuple([share if option.correct else ZERO for option in question.options])


def _all_or_nothing(question: ChoiceQuestion) -> Fractions:
    """The nearest to all-or-nothing: any wrong option takes away all. Exact for one right one."""
    right = sum(option.correct for option in question.options)
    if not right:
        return tuple([ZERO] * len(question.options))
    return tuple([Fraction(1, right) if o.correct else -ONE for o in question.options])


# -- what Moodle does -----------------------------------------------------------------------------


def moodle_mark(question: ChoiceQuestion, fractions: Fractions, chosen: Chosen) -> Fraction:
    """The points that Moodle gives for the options chosen; nothing chosen is 0."""
    if not chosen:
        return ZERO
    total = sum([fractions[index] for index in chosen], ZERO)
    if not isinstance(question, MultipleChoice):
        total = min(max(total, ZERO), ONE)
    return total * max(question.points, ZERO)


def answers(question: ChoiceQuestion, fractions: Fractions) -> Iterator[Chosen]:
    """Yield answers that stand for all: options that no rule can tell apart are counted only."""
    count = len(question.options)
    if isinstance(question, MultipleChoice):
        yield from ((index,) for index in range(count))
        return
    alike: dict[tuple[Fraction, bool, Fraction], list[int]] = {}
    for index, option in enumerate(question.options):
        alike.setdefault((option.points, option.correct, fractions[index]), []).append(index)
    groups = list(alike.values())
    if prod(len(group) + 1 for group in groups) > MOST_ANSWERS:
        yield from _extremes(question.options)
        return
    for sizes in product(*(range(len(group) + 1) for group in groups)):
        pairs = zip(groups, sizes, strict=True)
        yield tuple(sorted(index for group, size in pairs for index in group[:size]))


def _extremes(options: Sequence[Option]) -> Iterator[Chosen]:
    """Answers at the ends of what can happen: alone, all right or all wrong, and one beside."""
    everything = range(len(options))
    positive = {index for index in everything if options[index].points > 0}
    right = {index for index in everything if options[index].correct}
    for base in (set(), set(everything), positive, set(everything) - positive, right):
        yield tuple(sorted(base))
        for index in everything:
            yield tuple(sorted(base ^ {index}))


def first_change(
    question: ChoiceQuestion,
    fractions: Fractions,
    one: Callable[[Chosen], Fraction],
    other: Callable[[Chosen], Fraction],
) -> tuple[Chosen, Fraction, Fraction] | None:
    """The shortest answer that two ways of marking value differently, with both marks."""
    found: tuple[Chosen, Fraction, Fraction] | None = None
    for chosen in answers(question, fractions):
        if found is None or len(chosen) < len(found[0]):
            first, second = one(chosen), other(chosen)
            if first != second:
                found = chosen, first, second
    return found


# -- losses ---------------------------------------------------------------------------------------


def _report_bounds(question: ChoiceQuestion, written: Fractions, losses: Losses) -> None:
    """Report a floor, a cap or a rule that changes a mark (multiple response only).

    A bound on a multiple choice is in the fractions themselves.
    """
    rule = question.scoring
    if isinstance(question, MultipleChoice):
        return
    points = max(question.points, ZERO)
    if points and not any(o.correct or o.points > 0 for o in question.options):
        message = "Moodle can not reward that nothing is chosen, and no option is right here"
        losses.add(Feature.WEIGHT, question, message, "add an option such as: none of these")
    if rule == Scoring(cap=points):
        return
    no_floor = replace(question, scoring=replace(rule, floor=ZERO))
    plain = replace(question, scoring=replace(rule, floor=ZERO, cap=points))
    if rule.floor != 0:
        change = first_change(question, written, _marks(question), _marks(no_floor))
        if change:
            message = "Moodle gives a multiple response at least 0: " + _example(change)
            losses.add(Feature.FLOOR, question, message, "write floor=0, or a multiple choice")
    if rule.cap != points:
        change = first_change(question, written, _marks(no_floor), _marks(plain))
        if change:
            message = f"Moodle gives up to {show(points)} here: " + _example(change)
            losses.add(Feature.CAP, question, message, "let the points be the highest mark")
    if rule.rule is Rule.ALL_OR_NOTHING:
        change = first_change(question, written, _marks(plain), _moodle(question, written))
        if change:
            message = "Moodle gives a part of the points for a part of an answer: "
            help_line = "give each option a weight, or make every question of one right option"
            losses.add(Feature.ALL_OR_NOTHING, question, message + _example(change), help_line)


def _weights(
    question: ChoiceQuestion,
    exact: Fractions,
    written: Fractions,
    offgrid: str,
    cloze_bar: str,
    losses: Losses,
) -> Plan:
    """Settle what is off the grid, as the user chose."""
    every_or_none = question.scoring.rule is Rule.ALL_OR_NOTHING
    if every_or_none and not isinstance(question, MultipleChoice):
        return Plan(written)  # its weights mean nothing, and its marks have been compared
    made = Plan(written)
    changed = _changes_a_mark(question, exact, written)
    if changed and offgrid == "cloze" and not cloze_bar:
        made, changed = Plan(exact, cloze=True), False
    points = max(question.points, ZERO)
    for index, option in enumerate(question.options):
        share = made.fractions[index]
        off_grid = changed and (share != exact[index] or not points)
        if off_grid and offgrid == "error":
            made = Plan(written, refused=True)
            _refuse(question, option, share, losses)
        elif off_grid:
            _report_change(question, option, share, cloze_bar, losses)
        elif share * points != option.points and not every_or_none:
            _report_bend(question, option, share, losses)
    return made


def _changes_a_mark(question: ChoiceQuestion, exact: Fractions, written: Fractions) -> bool:
    """Whether Moodle's mark differs from that of the same fractions without a grid."""
    if question.points <= 0:
        return isinstance(question, MultipleChoice) and _earns(question)
    if written == exact:
        return False
    one, other = _moodle(question, exact), _moodle(question, written)
    return first_change(question, written, one, other) is not None


def _earns(question: ChoiceQuestion) -> bool:
    return any(scoring.mark(question, (index,)) for index in range(len(question.options)))


def _report_change(
    question: ChoiceQuestion, option: Option, share: Fraction, cloze_bar: str, losses: Losses
) -> None:
    message = f"Moodle has no fraction for the {_given(question, option)}: "
    message += _written(question, option, share)
    if cloze_bar:
        message += f"; not kept as an embedded answer, since {cloze_bar}"
    losses.add(Feature.WEIGHT, option, message, _way_out(question, cloze_bar))


def _report_bend(question: ChoiceQuestion, option: Option, share: Fraction, losses: Losses) -> None:
    message = f"Moodle bends the {_given(question, option)}: {_written(question, option, share)}"
    losses.add(Feature.WEIGHT, option, f"{message}; no mark changes")


def _refuse(question: ChoiceQuestion, option: Option, share: Fraction, losses: Losses) -> None:
    message = f"Moodle has no fraction for the {_given(question, option)}: the nearest is "
    losses.code("X316", option, f"{message}{grid.percent(share)}%", _way_out(question, ""))


def _given(question: ChoiceQuestion, option: Option) -> str:
    return f"weight {show(option.points)} of {_points(question.points)}"


def _written(question: ChoiceQuestion, option: Option, share: Fraction) -> str:
    value = share * max(question.points, ZERO)
    off = value - option.points
    noun = "point" if abs(off) == 1 else "points"
    return f"{show(value)} ({grid.percent(share)}%) is written, {show_signed(off)} {noun}"


def _way_out(question: ChoiceQuestion, cloze_bar: str) -> str:
    grid_help = "choose a share of the points that Moodle has, such as 1/2, 1/3 or 3/4"
    if cloze_bar or question.points.denominator != 1:
        return grid_help
    return f"{grid_help}, or build with --moodle-offgrid cloze"


def _marks(question: ChoiceQuestion) -> Callable[[Chosen], Fraction]:
    return lambda chosen: scoring.mark(question, chosen)


def _moodle(question: ChoiceQuestion, fractions: Fractions) -> Callable[[Chosen], Fraction]:
    return lambda chosen: moodle_mark(question, fractions, chosen)


def _example(change: tuple[Chosen, Fraction, Fraction]) -> str:
    chosen, meant, given = change
    noun = "option" if len(chosen) == 1 else "options"
    return f"choosing {noun} {_listed(chosen)} earns {show(given)} instead of {show(meant)}"


def _listed(chosen: Iterable[int]) -> str:
    names = [str(index + 1) for index in chosen]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _points(points: Fraction) -> str:
    return f"{show(points)} point" if points == 1 else f"{show(points)} points"
