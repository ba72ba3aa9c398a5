"""Reads how a question is marked: the API's booleans, and what of ours says more exactly."""

from fractions import Fraction

from examc.core import limits, numbers
from examc.core.answers import Option, Rule, Scoring
from examc.core.diagnostics import did_you_mean
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.core.scoring import positive
from examc.formats.ans import names, values
from examc.formats.ans.objects import Object, ordered
from examc.formats.ans.texts import Texts
from examc.formats.foreign import identifiers
from examc.formats.foreign.quoting import quoted
from examc.systems.ans import marks

_RULES = (Rule.SUM.value, Rule.ALL_OR_NOTHING.value, Rule.KPRIM.value)
"""The last one is a matrix's."""
GRADING = ("criteria", "rubric", "slider")


def scoring(
    question: Object, points: Fraction, options: tuple[Option, ...], *, single: bool
) -> Scoring:
    """How a choice question is marked; what the file leaves open and matters is reported."""
    assumed: list[str] = []
    floor = _floor(question, options, assumed)
    cap = _cap(question, points, options, assumed, single=single)
    rule = _rule(question, options, assumed, single=single)
    if assumed:
        message = f"marking is not given in full; assumed: {', '.join(assumed)}"
        question.tell_here("R412", message, "compare it with the marks that Ans gives")
    return Scoring(rule, floor, cap)


def _rule(
    question: Object, options: tuple[Option, ...], assumed: list[str], *, single: bool
) -> Rule:
    partial, own = question.flag("partial_scoring"), question.line("x_rule")
    known = _RULES if question.line("x_kind") == "matrix" else _RULES[:2]
    if own and own not in known:
        help_line = did_you_mean(own, known)
        question.tell("R406", "x_rule", f"{quoted(own)} is no rule", help_line)
        own = ""
    if own and partial is not True:
        return Rule(own)
    if partial is None and not single and sum(option.points > 0 for option in options) > 1:
        assumed.append("the sum of weights")
    return Rule.ALL_OR_NOTHING if partial is False and not single else Rule.SUM


def _floor(question: Object, options: tuple[Option, ...], assumed: list[str]) -> Fraction | None:
    zero, own = question.flag("zero_bound"), question.number("x_floor")
    if own is not None:
        if zero is None or marks.zero_bound(own) is zero:
            return own
        _contradiction(question, "x_floor", "zero_bound")
    if zero is None and any(option.points < 0 for option in options):
        assumed.append("a lowest mark of 0")
    return None if zero is False else Fraction(0)


def _cap(
    question: Object,
    points: Fraction,
    options: tuple[Option, ...],
    assumed: list[str],
    *,
    single: bool,
) -> Fraction | None:
    maximum, own = question.flag("max_bound"), question.number("x_cap")
    if own is not None:
        if maximum is None or marks.max_bound(own, points) is maximum:
            return own
        _contradiction(question, "x_cap", "max_bound")
    weights = [option.points for option in options]
    best = max(weights, default=Fraction(0)) if single else positive(weights)
    if maximum is None and best > points:
        assumed.append(f"a highest mark of {numbers.show(points)}")
    return None if maximum is False else points


def _contradiction(question: Object, own: str, bare: str) -> None:
    question.tell("R413", own, f"{own!r} does not agree with {bare!r}, and is left out")


# -- rubrics ------------------------------------------------------------------------------------


def rubric(question: Object, points: Fraction, texts: Texts) -> Rubric | None:
    """Criteria or levels; None where a grader has neither."""
    parts = ordered(question.children("criteria", names.CRITERION), "x_position")
    kind = _grading(question, parts)
    if not parts or not kind:
        return None
    for number, part in enumerate(parts, 1):
        part.where = f"{question.where} › {'level' if kind == 'rubric' else 'criterion'} {number}"
    ids = part_ids(parts, "x_id")
    if kind == "rubric":
        return Levels(
            tuple(_level(part, own, points, texts) for part, own in zip(parts, ids, strict=True))
        )
    made = tuple(_criterion(part, own, texts) for part, own in zip(parts, ids, strict=True))
    offered = positive(criterion.points for criterion in made)
    if question.flag("max_bound") is False and offered > points:
        message = "criteria may add up to more than the points, which our exams do not allow"
        question.tell("R410", "max_bound", message)
    return Criteria(made)


def _grading(question: Object, parts: list[Object]) -> str:
    kind = question.line("grading_type")
    if kind == "slider":
        question.lose("question", "grading_type")
    elif kind and kind not in GRADING:
        help_line = did_you_mean(kind, GRADING)
        question.tell("R406", "grading_type", f"{quoted(kind)} is no grading type", help_line)
    elif kind:
        return kind
    if not parts:
        return ""
    kind = "rubric" if any(part.has("x_percentage") for part in parts) else "criteria"
    if not question.has("grading_type"):
        noun = "levels" if kind == "rubric" else "criteria"
        question.tell_here("R412", f"grading_type is not given; {noun} are assumed")
    return kind


def part_ids(parts: list[Object], name: str) -> list[str]:
    """The ids of options, criteria or levels; one that is not legal or stands twice is left out."""
    found = identifiers.part_ids(part.line(name) for part in parts)
    for part, own in zip(parts, found, strict=True):
        if part.line(name) and not own:
            shown = quoted(part.line(name))
            part.tell("R527", name, f"{shown} is no identifier of its own, and is left out")
    return found


def _criterion(part: Object, own: str, texts: Texts) -> Criterion:
    return Criterion(
        text=texts.read(part, "description"),
        points=_worth(part),
        name=part.line("name"),
        id=own,
    )


def _level(part: Object, own: str, total: Fraction, texts: Texts) -> Level:
    percent = _percent(part)
    share = numbers.parse_percent(percent + "%")
    if not part.has("points") and share is not None:
        points = share * total
    else:
        points = _worth(part)
        if share is not None and total and not numbers.printed_as(points * 100 / total, percent):
            message = f"{percent}% are not {numbers.show(points)} of {numbers.show(total)} points"
            part.tell("R413", "x_percentage", f"{message}, and are left out")
            percent = ""
    return Level(
        text=texts.read(part, "description"),
        points=points,
        percent=percent if share is not None else "",
        name=part.line("name"),
        id=own,
    )


def _percent(part: Object) -> str:
    bare, printed = part.line("x_percentage"), part.line("x_percentage_printed")
    if bare and numbers.parse_percent(bare + "%") is None:
        part.tell("R406", "x_percentage", f"{quoted(bare)} is no percentage", 'write "66.67"')
        bare = ""
    if printed and numbers.parse_percent(printed + "%") is None:
        part.tell("R406", "x_percentage_printed", f"{quoted(printed)} is no percentage")
        printed = ""
    if printed and bare and values.percentage(printed) != bare:
        part.tell("R413", "x_percentage_printed", "this is another percentage, and is left out")
        return bare
    return printed or bare


def _worth(part: Object) -> Fraction:
    points = part.exact("points")
    if points is None and not part.has("points"):
        part.tell_here("R404", "points are not given", 'write "points": "1.0"')
    return bounded(part, points)


def bounded(inner: Object, points: Fraction | None) -> Fraction:
    """Points within what exams hold; 0 stands for what could not be read."""
    if points is None:
        return Fraction(0)
    if abs(points) > limits.LARGEST_POINTS:
        message = f"more than {limits.LARGEST_POINTS} points"
        inner.tell("R406", "points", message, f"the largest is {limits.LARGEST_POINTS}")
        return Fraction(0)
    return points
