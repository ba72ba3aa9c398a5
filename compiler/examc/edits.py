"""Small changes of a choice question, as an author could write them: each makes one or more questions.

An edit knows nothing of systems, and does not say whether it keeps the marks: that is tried.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from examc.clients.view import Chosen
from examc.model import ChoiceQuestion, MultipleChoice, MultipleResponse, Option, Rule, Scoring

Given = Callable[[Chosen], Chosen]
"""From a response to the question as it was, to the same student's response to a new one."""


def as_before(chosen: Chosen) -> Chosen:
    """A question with the options that it had."""
    return chosen


@dataclass(frozen=True, slots=True)
class Part:
    """A question that an edit makes, and how the responses to the old one are given to it."""

    question: ChoiceQuestion
    given: Given = as_before


Edit = Callable[[ChoiceQuestion], tuple[Part, ...]]
"""The questions in the place of one; none where the edit does not apply, or changes nothing."""


def unchanged(question: ChoiceQuestion) -> tuple[Part, ...]:
    """The question as it is: for what is not changed in the source."""
    return (Part(question),)


def floor(value: Fraction | None) -> Edit:
    """Another lowest mark."""

    def edit(question: ChoiceQuestion) -> tuple[Part, ...]:
        return _one(question, replace(question, scoring=replace(question.scoring, floor=value)))

    return edit


def equal_weights(question: ChoiceQuestion) -> tuple[Part, ...]:
    """Every right option its share of the points, every wrong one minus as much, at least 0."""
    right = sum(option.correct for option in question.options)
    if isinstance(question, MultipleChoice) or not right:
        return ()
    share = question.points / right
    options = tuple(
        _weighted(option, share if option.correct else -share) for option in question.options
    )
    return _one(question, replace(question, options=options, scoring=_plain(question)))


def no_penalties(question: ChoiceQuestion) -> tuple[Part, ...]:
    """Nothing taken off for a wrong option."""
    options = tuple(
        _weighted(option, max(option.points, Fraction(0))) for option in question.options
    )
    return _one(question, replace(question, options=options, scoring=_plain(question)))


def one_full_answer(question: ChoiceQuestion) -> tuple[Part, ...]:
    """The first best option is worth all points, and nothing else anything."""
    if isinstance(question, MultipleResponse):
        return ()
    best = max(range(len(question.options)), key=lambda i: question.options[i].points)
    options = tuple(
        replace(_weighted(option, question.points if i == best else Fraction(0)), correct=i == best)
        for i, option in enumerate(question.options)
    )
    return _one(question, replace(question, options=options, scoring=_plain(question)))


def as_choice(question: ChoiceQuestion) -> tuple[Part, ...]:
    """A multiple response with one right option, as a multiple choice without penalties."""
    if isinstance(question, MultipleChoice) or sum(o.correct for o in question.options) != 1:
        return ()
    options = tuple(
        _weighted(option, question.points if option.correct else Fraction(0))
        for option in question.options
    )
    return (Part(choice_of(question, options, _plain(question))),)


def whole(question: ChoiceQuestion) -> tuple[Part, ...]:
    """All points for exactly the right options, none for any others."""
    if isinstance(question, MultipleChoice):
        return ()
    scoring = replace(_plain(question), rule=Rule.ALL_OR_NOTHING)
    return _one(question, replace(question, scoring=scoring))


def choice_of(
    question: ChoiceQuestion, options: tuple[Option, ...], scoring: Scoring
) -> MultipleChoice:
    """A multiple choice with all that a question has beside its options."""
    return MultipleChoice(
        id=question.id,
        points=question.points,
        prompt=question.prompt,
        title=question.title,
        feedback=question.feedback,
        solution=question.solution,
        notes=question.notes,
        tags=question.tags,
        options=options,
        scoring=scoring,
        shuffle=question.shuffle,
        span=question.span,
        allow=question.allow,
    )


def _one(old: ChoiceQuestion, new: ChoiceQuestion) -> tuple[Part, ...]:
    return () if new == old else (Part(new),)


def _plain(question: ChoiceQuestion) -> Scoring:
    return Scoring(Rule.SUM, Fraction(0), question.points)


def _weighted(option: Option, points: Fraction) -> Option:
    return replace(option, points=points)
