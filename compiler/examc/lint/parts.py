"""Rules on questions of several parts: matching, ordering, matrix and gaps."""

from collections.abc import Iterator
from fractions import Fraction

from examc.core.answers import Composite, Matching, Matrix, Ordering, Rule, within
from examc.core.content import Blocks, is_empty, plain
from examc.core.model import Question
from examc.core.numbers import show
from examc.lint import carets
from examc.lint.findings import Finding, Place, in_points

FEWEST_RIGHTS = 3


def attainable(question: Question[Composite], _place: Place) -> Iterator[Finding]:
    """The parts together earn other points than the question has, or would without the cap."""
    from examc.core.meaning import best, of_parts, part_schemes

    scoring = question.answer.scoring
    if scoring.rule is not Rule.SUM:
        return
    parts = of_parts(part_schemes(question.answer), scoring, question.points)
    offered, most = sum(parts.full, Fraction(0)), best(parts)
    if most == offered == question.points:
        return
    span = carets.question_points(question.span)
    noun = _noun(question.answer)
    if most < question.points:
        message = f"{noun} earn {show(most)} of {in_points(question.points)}"
        help_line = f"let the weights of the {noun} add up to the points, or leave them out"
    elif most > question.points:
        message = f"{noun} earn {in_points(most)}, the question has {show(question.points)}"
        help_line = "lower the weights, or leave cap out so that the points bound the mark"
    else:
        message = f"{noun} are worth {in_points(offered)}, of which {show(most)} count"
        help_line = "lower the weights, or write allow=attainable-points if that is meant"
    yield Finding(message, span, help_line)


def idle_weights(question: Question[Composite], _place: Place) -> Iterator[Finding]:
    """Parts have different weights under a rule that looks at no weight."""
    from examc.core.meaning import best, part_schemes

    rule = question.answer.scoring.rule
    full = {best(scheme) for scheme in part_schemes(question.answer)}
    if rule is Rule.SUM or len(full) < 2:
        return
    message = f"the weights of the {_noun(question.answer)} count for nothing: {rule.value}"
    help_line = f"leave them out, or leave rule={rule.value} out so that they add up"
    yield Finding(message, carets.word(question.span, rule.value), help_line)


def idle_penalties(question: Question[Composite], _place: Place) -> Iterator[Finding]:
    """A part costs marks when it is wrong, and no mark of the question can show it.

    A question of one part is at its floor then; under another rule than the sum nothing costs.
    """
    answer = question.answer
    lowest = list(_lowest(answer))
    if not any(low < 0 for low in lowest):
        return
    scoring = answer.scoring
    alone = len(lowest) == 1 and within(-Fraction(1), scoring.floor, scoring.cap) == 0
    if scoring.rule is not Rule.SUM or alone:
        message = "a wrong answer costs nothing here, whatever its weight"
        help_line = "write floor=none to let it cost marks, or leave the penalty out"
        if scoring.rule is not Rule.SUM:
            help_line = f"leave rule={scoring.rule.value} out, or the penalties"
        yield Finding(message, carets.first_line(question.span), help_line)


def few_rights(question: Question[Matching], _place: Place) -> Iterator[Finding]:
    """Two right sides are a coin toss."""
    count = len(question.answer.rights)
    if count < FEWEST_RIGHTS:
        message = f"there are only {count} right sides to choose from"
        help_line = "add pairs, or right sides that belong to none: - → Vienna"
        yield Finding(message, question.span, help_line)


def free_pair(question: Question[Matching], _place: Place) -> Iterator[Finding]:
    """Each right side is used once, so that whoever knows all but one has the last one free."""
    answer = question.answer
    if not answer.distractors and len(answer.rights) == len(answer.pairs) >= FEWEST_RIGHTS:
        help_line = "add a right side that belongs to none: - → Vienna"
        yield Finding("the last pair is known once the others are", question.span, help_line)


def equal_rows(question: Question[Matrix], _place: Place) -> Iterator[Finding]:
    """Two rows say the same, and students are marked for each as if they could tell them apart."""
    seen: dict[Blocks, int] = {}
    for number, row in enumerate(question.answer.rows, 1):
        first = seen.setdefault(row.text, number)
        if first != number and not is_empty(row.text):
            message = f"row {plain(row.text)[:40]!r} stands twice, as row {first}"
            yield Finding(message, row.span, "write something else, or remove it", f"row {number}")


def coin_toss(question: Question[Ordering], _place: Place) -> Iterator[Finding]:
    """Two items have two orders, and half of those who guess are right."""
    if len(question.answer.items) == 2:
        message = "two items have only two orders"
        yield Finding(message, question.span, "add an item, or ask it as multiple choice")


def _noun(answer: Composite) -> str:
    if isinstance(answer, Matching):
        return "pairs"
    return "rows" if isinstance(answer, Matrix) else "gaps"


def _lowest(answer: Composite) -> Iterator[Fraction]:
    """The lowest weight of each pair or row; gaps are left to the rules on their answers."""
    if isinstance(answer, Matching):
        yield from (pair.wrong for pair in answer.pairs)
    elif isinstance(answer, Matrix):
        for row in answer.rows:
            yield min((cell.points for cell in row.cells), default=Fraction(0))
