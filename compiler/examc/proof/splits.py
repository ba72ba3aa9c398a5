"""Several questions in the place of one multiple response, whose marks are to add up to its mark.

They do on every response where nothing is taken off, or no lowest mark holds: a sum of sums. Else a
lowest mark holds for each part by itself, and a loss in one part no longer costs what another one
earned. Whether it keeps the marks is tried for every split like for every other edit.
"""

from fractions import Fraction

from examc.core.answers import Option, Rule, Scoring
from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import listed
from examc.core.model import ChoiceQuestion
from examc.core.numbers import show, show_signed
from examc.core.records import replace
from examc.core.responses import Response, choose, option_letter, picked
from examc.core.scoring import positive
from examc.proof.edits import ZERO, Edited, Given, Part, choice_of, named

_MOST_PARTS = 8
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


def by_size(question: ChoiceQuestion) -> Edited | None:
    """A question for each size of weights, in which all options then count the same.

    A penalty goes with what earns as much; an option without a weight goes where there are fewest.
    """
    if not question.answer.many or not _adds_up(question):
        return None
    groups: dict[Fraction, list[int]] = {}
    for place, option in enumerate(question.answer.options):
        if option.points > 0:
            groups.setdefault(option.points, []).append(place)
    for place, option in enumerate(question.answer.options):
        if option.points < 0:
            if -option.points not in groups:
                return None
            groups[-option.points].append(place)
    if not 1 < len(groups) <= _MOST_PARTS:
        return None
    for place, option in enumerate(question.answer.options):
        if option.points == 0:
            min(groups.values(), key=len).append(place)
    if min(map(len, groups.values())) < 2:
        return None  # nobody asks a question of one option
    parts = [_part(question, sorted(places)) for places in groups.values()]
    told = [
        f"one of {_pts(part.question.points)} with {named(sorted(places))}"
        for part, places in zip(parts, groups.values(), strict=True)
    ]
    write = f"write {_COUNTS[len(parts)]} questions instead: {listed(told)}"
    floor = question.answer.scoring.floor
    if floor is not None and any(option.points < 0 for option in question.answer.options):
        write += f", each worth at least {show(floor)} by itself"
    return Edited(write, tuple(parts))


def yes_or_no(question: ChoiceQuestion) -> Edited | None:
    """A multiple choice for each option that earns points: does it belong to the answer?"""
    if not question.answer.many or not _adds_up(question):
        return None
    places = [i for i, option in enumerate(question.answer.options) if option.points > 0]
    rest = [i for i, option in enumerate(question.answer.options) if option.points == 0]
    if len(places) + len(rest) < len(question.answer.options) or not 1 < len(places) <= _MOST_PARTS:
        return None
    worth = [
        f"{{{show_signed(question.answer.options[place].points)}}} for {option_letter(place)}"
        for place in places
    ]
    write = (
        f"write a multiple choice instead for each of {named(places)}, with the answers yes and "
        f"no; yes is worth {listed(worth)}, and no {{0}}"
    )
    if rest:
        earn = "earns" if len(rest) == 1 else "earn"
        write += f"; leave out {named(rest)}, which {earn} nothing"
    return Edited(write, tuple(_asked(question, place) for place in places))


def _adds_up(question: ChoiceQuestion) -> bool:
    """Whether the parts can be worth as much as the question: all that earns makes its points."""
    scoring = question.answer.scoring
    return (
        scoring.rule is Rule.SUM
        and scoring.cap in (None, question.points)
        and positive(option.points for option in question.answer.options) == question.points
    )


def _part(question: ChoiceQuestion, places: list[int]) -> Part:
    """A multiple response with some of the options."""
    options = tuple(question.answer.options[place] for place in places)
    points = positive(option.points for option in options)
    cap = None if question.answer.scoring.cap is None else points
    made = replace(
        question,
        id=_id(places[0]),
        points=points,
        answer=replace(
            question.answer, options=options, scoring=replace(question.answer.scoring, cap=cap)
        ),
    )
    return Part(made, _among(places))


def _among(places: list[int]) -> Given:
    """What of a response falls on some of the options, by their new places."""
    return lambda response: choose(new for new, old in enumerate(places) if old in picked(response))


def _asked(question: ChoiceQuestion, place: int) -> Part:
    """A multiple choice on one option: yes or no."""
    option = question.answer.options[place]
    yes = replace(option, text=_text("yes"), correct=True, fixed=False)
    no = Option(text=_text("no"), points=ZERO, correct=False)
    whole = replace(
        question, id=_id(place), points=option.points, prompt=question.prompt + option.text
    )
    made = choice_of(whole, (yes, no), Scoring(Rule.SUM, ZERO, option.points))

    def given(response: Response | None) -> Response | None:
        return choose((0 if place in picked(response) else 1,))

    return Part(made, given)


def _id(place: int) -> str:
    """A name of a part, for as long as it is tried."""
    return f"part-{place + 1}"


def _text(word: str) -> Blocks:
    return (Paragraph((Text(word),)),)


def _pts(points: Fraction) -> str:
    return f"{show(points)} {'pt' if points == 1 else 'pts'}"
