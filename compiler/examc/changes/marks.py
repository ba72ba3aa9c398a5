"""Whether a change of weights, keys or bounds changes the mark of any answer; tried, not guessed."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from examc.core.answers import Rule
from examc.core.model import ChoiceQuestion
from examc.core.responses import Places, alike, choose, counted, counts
from examc.core.schemes import ZERO, award, bounded, meant, normal

MOST_ANSWERS = 4096
"""Answers that are tried, all that there are to 12 options; options worth the same are counted."""


def differ(old: ChoiceQuestion, new: ChoiceQuestion) -> bool:
    """Whether some answer earns another mark; both have the same options in the same order.

    Exact for a multiple choice, for all-or-nothing, and up to 4096 answers. Beyond, it is False
    only where both schemes are the same without their idle bounds.
    """
    if not old.answer.many:
        return _tried(old, new, (frozenset({place}) for place in range(len(old.answer.options))))
    if old.answer.scoring.rule is new.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        return _tried(old, new, _witnesses(old, new))
    if normal(meant(old)) == normal(meant(new)):
        return False
    pairs = zip(old.answer.options, new.answer.options, strict=True)
    answers = _answers(alike((a.points, a.correct, b.points, b.correct) for a, b in pairs))
    return answers is None or _tried(old, new, answers)


def matters(question: ChoiceQuestion, index: int) -> bool:
    """Whether choosing an option (its index, from 0) can make a difference to the mark."""
    scheme, own = meant(question), frozenset({index})
    if not question.answer.many:
        return award(scheme, choose(own)) != 0
    scoring = question.answer.scoring
    worthless = scoring.rule is Rule.SUM and question.answer.options[index].points == 0
    if worthless and bounded(ZERO, scoring) == 0:
        return False
    groups = alike((option.points, option.correct) for option in question.answer.options)
    answers = _answers([[place for place in group if place != index] for group in groups])
    return answers is None or any(
        award(scheme, choose(chosen)) != award(scheme, choose(chosen | own)) for chosen in answers
    )


def _tried(old: ChoiceQuestion, new: ChoiceQuestion, answers: Iterable[Places]) -> bool:
    one, other = meant(old), meant(new)
    given = map(choose, answers)
    return any(award(one, response) != award(other, response) for response in given)


def _answers(groups: list[list[int]]) -> list[Places] | None:
    """The answers that stand for all, the short ones first; None where there are too many."""
    return None if counts(groups) > MOST_ANSWERS else sorted(counted(groups), key=len)


def _witnesses(old: ChoiceQuestion, new: ChoiceQuestion) -> Iterator[Places]:
    """The answers that tell two all-or-nothing questions apart: both keys, and one that is none."""
    keys = [
        frozenset(i for i, option in enumerate(question.answer.options) if option.correct)
        for question in (old, new)
    ]
    yield from keys
    count = len(old.answer.options)
    for size in (1, 2):
        for chosen in map(frozenset, combinations(range(count), size)):
            if chosen not in keys:
                yield chosen
                return
