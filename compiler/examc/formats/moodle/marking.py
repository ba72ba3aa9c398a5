"""What Moodle gives for an answer, and the first answer that is worth something else in the exam.

Moodle awards the sum of the chosen fractions between 0 and 1 (multiple response), or the one
chosen fraction whatever it is (multiple choice), times the points of the question
(multichoice/question.php). Whether a mark changes is not argued but tried, answer by answer.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import TypeAlias

from examc.core import scoring
from examc.core.answers import Option
from examc.core.diagnostics import listed
from examc.core.model import ChoiceQuestion
from examc.core.numbers import show

MOST_ANSWERS = 4096  # kinds of answers to one question that are tried; beyond, the extreme ones

ZERO, ONE = Fraction(0), Fraction(1)
Chosen: TypeAlias = tuple[int, ...]
Fractions: TypeAlias = tuple[Fraction, ...]
Marks: TypeAlias = Callable[[Chosen], Fraction]
Change: TypeAlias = tuple[Chosen, Fraction, Fraction]
"""An answer, and the two different marks for it."""


def moodle_mark(question: ChoiceQuestion, fractions: Fractions, chosen: Chosen) -> Fraction:
    """The points that Moodle gives for the options chosen; nothing chosen is 0."""
    if not chosen:
        return ZERO
    total = sum([fractions[index] for index in chosen], ZERO)
    if question.answer.many:
        total = min(max(total, ZERO), ONE)
    return total * max(question.points, ZERO)


def answers(question: ChoiceQuestion, fractions: Fractions) -> Iterator[Chosen]:
    """Yield answers that stand for all: options that no rule can tell apart are counted only."""
    count = len(question.answer.options)
    if not question.answer.many:
        yield from ((index,) for index in range(count))
        return
    alike: dict[tuple[Fraction, bool, Fraction], list[int]] = {}
    for index, option in enumerate(question.answer.options):
        alike.setdefault((option.points, option.correct, fractions[index]), []).append(index)
    groups = list(alike.values())
    if prod(len(group) + 1 for group in groups) > MOST_ANSWERS:
        yield from _extremes(question.answer.options)
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
    one: Marks,
    other: Marks,
) -> Change | None:
    """The shortest answer that two ways of marking value differently, with both marks."""
    found: Change | None = None
    for chosen in answers(question, fractions):
        if found is None or len(chosen) < len(found[0]):
            first, second = one(chosen), other(chosen)
            if first != second:
                found = chosen, first, second
    return found


def meant(question: ChoiceQuestion) -> Marks:
    """What the exam means an answer to be worth."""
    return lambda chosen: scoring.mark(question, chosen)


def given(question: ChoiceQuestion, fractions: Fractions) -> Marks:
    """What Moodle gives for an answer."""
    return lambda chosen: moodle_mark(question, fractions, chosen)


def example(change: Change) -> str:
    """A change in words."""
    chosen, meant_mark, given_mark = change
    noun = "option" if len(chosen) == 1 else "options"
    options = listed([str(index + 1) for index in chosen])
    return f"choosing {noun} {options} earns {show(given_mark)} instead of {show(meant_mark)}"
