"""Small changes of a choice question, as an author could write them: each makes one or more questions.

An edit knows nothing of systems, and does not say whether it keeps the marks: that is tried.
"""

from collections.abc import Callable
from fractions import Fraction

from examc.core.answers import Choice, Option, Rule, Scoring
from examc.core.diagnostics import listed
from examc.core.model import ChoiceQuestion, Question, as_choice
from examc.core.numbers import show, show_signed
from examc.core.records import Record, replace
from examc.core.responses import Places, Response, option_letter

ZERO = Fraction(0)
Given = Callable[[Response | None], Response | None]
"""From a response to the question as it was, to the same student's response to a new one."""


def as_before(response: Response | None) -> Response | None:
    """The response to a question with the options that it had."""
    return response


class Part(Record, frozen=True):
    """A question that an edit makes, and how the responses to the old one are given to it."""

    question: Question
    given: Given = as_before


class Edited(Record, frozen=True):
    """What an author writes, as an order in words, and the questions that come of it."""

    write: str
    parts: tuple[Part, ...]


Edit = Callable[[Question], Edited | None]
"""None where the edit does not apply to a question, or changes nothing in it."""
ChoiceEdit = Callable[[ChoiceQuestion], Edited | None]


def of_choices(edit: ChoiceEdit) -> Edit:
    """The same edit, asked of any question: it applies to those with options to choose from."""

    def asked(question: Question) -> Edited | None:
        choice = as_choice(question)
        return None if choice is None else edit(choice)

    return asked


# -- how a question is marked ---------------------------------------------------------------------


def floor(value: Fraction | None) -> ChoiceEdit:
    """Another lowest mark."""

    def edit(question: ChoiceQuestion) -> Edited | None:
        return _marked(question, replace(question.answer.scoring, floor=value))

    return edit


def no_cap(question: ChoiceQuestion) -> Edited | None:
    """No highest mark."""
    return _marked(question, replace(question.answer.scoring, cap=None))


def plain_cap(question: ChoiceQuestion) -> Edited | None:
    """The points as the highest mark."""
    return _marked(question, replace(question.answer.scoring, cap=question.points))


def plain_bounds(question: ChoiceQuestion) -> Edited | None:
    """Marks from 0 to the points."""
    scoring = question.answer.scoring
    if scoring.floor == 0 or scoring.cap == question.points:
        return None  # one of the two is another edit
    return _marked(question, replace(scoring, floor=ZERO, cap=question.points))


def whole(question: ChoiceQuestion) -> Edited | None:
    """All points for exactly the right options, none for any others."""
    if not question.answer.many:
        return None
    return _marked(question, replace(question.answer.scoring, rule=Rule.ALL_OR_NOTHING))


def _marked(question: ChoiceQuestion, scoring: Scoring) -> Edited | None:
    """The same options, marked otherwise."""
    settings = _settings(question, scoring)
    if not settings:
        return None
    write = f"write {listed(settings)} in the braces of its heading"
    return Edited(
        write, (Part(replace(question, answer=replace(question.answer, scoring=scoring))),)
    )


def _settings(question: ChoiceQuestion, scoring: Scoring) -> list[str]:
    """What of the scoring is to be written, where it differs."""
    old, found = question.answer.scoring, list[str]()
    if scoring.rule is not old.rule:
        found.append(f"rule={scoring.rule.value}")
    if scoring.floor != old.floor:
        found.append(f"floor={_bound(scoring.floor)}")
    if scoring.cap != old.cap:
        found.append(f"cap={_bound(scoring.cap)}")
    return found


def _bound(value: Fraction | None) -> str:
    return "none" if value is None else show(value)


# -- other weights --------------------------------------------------------------------------------


def equal_weights(question: ChoiceQuestion) -> Edited | None:
    """Every right option its share of the points, every wrong one minus as much, at least 0."""
    right = sum(option.correct for option in question.answer.options)
    if not question.answer.many or not right:
        return None
    share = question.points / right
    return _weighed(question, [share if o.correct else -share for o in question.answer.options])


def no_penalties(question: ChoiceQuestion) -> Edited | None:
    """Nothing taken off for a wrong option."""
    if question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        return None
    weights = [max(option.points, ZERO) for option in question.answer.options]
    return _weighed(question, weights, question.answer.scoring)


def one_full_answer(question: ChoiceQuestion) -> Edited | None:
    """The first best option is worth all points, and nothing else anything."""
    if question.answer.many:
        return None
    best = max(range(len(question.answer.options)), key=lambda i: question.answer.options[i].points)
    weights = [question.points if i == best else ZERO for i in range(len(question.answer.options))]
    return _weighed(question, weights, checked=frozenset({best}))


def as_multiple_choice(question: ChoiceQuestion) -> Edited | None:
    """A multiple response with one right option, as a multiple choice without penalties."""
    if not question.answer.many or sum(o.correct for o in question.answer.options) != 1:
        return None
    weights = [question.points if o.correct else ZERO for o in question.answer.options]
    options = tuple(
        replace(option, points=weight)
        for option, weight in zip(question.answer.options, weights, strict=True)
    )
    orders = [
        "write multiple choice instead of multiple response in its heading",
        *_weight_orders(question, weights),
        *_settings(question, _plain(question)),
    ]
    made = choice_of(question, options, _plain(question))
    return Edited(listed(orders), (Part(made),))


def _weighed(
    question: ChoiceQuestion,
    weights: list[Fraction],
    scoring: Scoring | None = None,
    checked: Places | None = None,
) -> Edited | None:
    """Other weights, and marks from 0 to the points unless `scoring` says otherwise."""
    scoring = scoring or _plain(question)
    options = tuple(
        replace(option, points=weight, correct=option.correct if checked is None else i in checked)
        for i, (option, weight) in enumerate(zip(question.answer.options, weights, strict=True))
    )
    made = replace(question, answer=replace(question.answer, options=options, scoring=scoring))
    if made == question:
        return None
    orders = _weight_orders(question, weights)
    if [o.correct for o in options] != [o.correct for o in question.answer.options]:
        orders.append(f"check {named(sorted(checked or ()))} alone")
    settings = _settings(question, scoring)
    if settings:
        orders.append(f"{listed(settings)} in the braces of its heading")
    return Edited(f"write {listed(orders)}", (Part(made),))


def _weight_orders(question: ChoiceQuestion, weights: list[Fraction]) -> list[str]:
    """`{+1} before options A and B`: each weight, and the options before which it is new."""
    places: dict[Fraction, list[int]] = {}
    for place, (option, weight) in enumerate(zip(question.answer.options, weights, strict=True)):
        if weight != option.points:
            places.setdefault(weight, []).append(place)
    return [f"{{{show_signed(weight)}}} before {named(at)}" for weight, at in places.items()]


def named(places: list[int]) -> str:
    """`option A`, or `options A and B`."""
    noun = "option" if len(places) == 1 else "options"
    return f"{noun} {listed([option_letter(place) for place in places])}"


# -- another kind ---------------------------------------------------------------------------------


def choice_of(
    question: ChoiceQuestion, options: tuple[Option, ...], scoring: Scoring
) -> ChoiceQuestion:
    """A multiple choice with all that a question has beside its options."""
    shuffle = question.answer.shuffle
    answer = Choice(options=options, many=False, scoring=scoring, shuffle=shuffle)
    return replace(question, answer=answer)


def _plain(question: ChoiceQuestion) -> Scoring:
    return Scoring(Rule.SUM, ZERO, question.points)
