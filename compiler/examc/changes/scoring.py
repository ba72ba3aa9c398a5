"""The scoring of a choice question: its bounds, its rule, its key and weights, and what each does.

An edit changes a mark where it alone, made or undone, changes the mark of some answer. That is
tried, not guessed (see `marks`).
"""

from collections.abc import Callable, Collection, Iterator
from fractions import Fraction

from examc.changes import marks, telling
from examc.changes.change import Impact
from examc.changes.matching import Pairing
from examc.core.answers import Option, Scoring
from examc.core.model import ChoiceQuestion
from examc.core.numbers import show_signed
from examc.core.records import Record, replace

SETTINGS: dict[str, tuple[str, Callable[[Scoring], str]]] = {
    "floor": ("lowest mark", lambda scoring: telling.bound(scoring.floor)),
    "cap": ("highest mark", lambda scoring: telling.bound(scoring.cap)),
    "rule": ("rule", lambda scoring: scoring.rule.value),
}
"""Each field of `Scoring`: what it is called, and its value as an author tells it."""


class Edit(Record, frozen=True):
    """A change of one setting of a question, or of the option at a place among the pairs."""

    what: str
    old: str
    new: str
    setting: str = ""
    rank: int = -1
    harmless: Impact = "other"
    """The impact where no mark differs."""


def edits(a: ChoiceQuestion, b: ChoiceQuestion, pairing: Pairing) -> list[tuple[Edit, Impact]]:
    """Every change of the scoring from one question to the other, that of the points apart."""
    pairs = pairing.in_order()
    found = [*_settings(a, b), *_options(a, b, pairs)]
    if not found:
        return []
    old = _with_options(a, [i for i, _ in pairs])
    donor = _with_options(b, [j for _, j in pairs])
    new = _edited(old, donor, found)
    return list(zip(found, _impacts(found, old, new), strict=True))


def _settings(a: ChoiceQuestion, b: ChoiceQuestion) -> Iterator[Edit]:
    one, other = a.answer.scoring, b.answer.scoring
    cap_follows = one.cap == a.points and other.cap == b.points
    for setting, (what, tell) in SETTINGS.items():
        old, new = tell(one), tell(other)
        if old != new and not (setting == "cap" and cap_follows):
            yield Edit(what, old, new, setting)


def _options(a: ChoiceQuestion, b: ChoiceQuestion, pairs: list[tuple[int, int]]) -> Iterator[Edit]:
    """Yield changes of key and weight; a weight that follows from points and key is none."""
    derived = bool(_derived(a) & _derived(b))
    for rank, (i, j) in enumerate(pairs):
        one, other = a.answer.options[i], b.answer.options[j]
        same_weight = one.points == other.points
        if one.correct != other.correct:
            tell = telling.box if same_weight else telling.key
            yield Edit("key", tell(one), tell(other), rank=rank, harmless="student")
        elif not same_weight and not derived:
            yield Edit("weight", show_signed(one.points), show_signed(other.points), rank=rank)


def _derived(question: ChoiceQuestion) -> set[str]:
    """The ways in which the language derives just these weights from the points and the key.

    All correct options share the points, of a multiple choice each has them all; wrong ones are
    worth 0, or minus the same.
    """
    right = [option.points for option in question.answer.options if option.correct]
    wrong = [option.points for option in question.answer.options if not option.correct]
    share = question.points / (len(right) or 1) if question.answer.many else question.points
    if any(weight != share for weight in right):
        return set()
    ways: dict[str, Fraction] = {"zero": Fraction(0), "minus": -share}
    return {way for way, worth in ways.items() if all(weight == worth for weight in wrong)}


# -- impacts --------------------------------------------------------------------------------------


def _impacts(found: list[Edit], old: ChoiceQuestion, new: ChoiceQuestion) -> list[Impact]:
    """The impact of each edit; where only several together change a mark, each has that impact."""
    if not marks.differ(old, new):
        return [edit.harmless for edit in found]
    guilty = [
        marks.differ(old, _edited(old, new, [edit])) or marks.differ(new, _edited(new, old, [edit]))
        for edit in found
    ]
    pairs = zip(found, guilty, strict=True)
    return ["mark" if bad or not any(guilty) else edit.harmless for edit, bad in pairs]


def _with_options(question: ChoiceQuestion, places: list[int]) -> ChoiceQuestion:
    options = tuple(question.answer.options[place] for place in places)
    return replace(question, answer=replace(question.answer, options=options))


def _edited(to: ChoiceQuestion, of: ChoiceQuestion, found: Collection[Edit]) -> ChoiceQuestion:
    """A question with what some edits changed as in another one of the same options."""
    settings = {e.setting: getattr(of.answer.scoring, e.setting) for e in found if e.setting}
    ranks = {edit.rank for edit in found}

    def option(rank: int, own: Option) -> Option:
        source = of.answer.options[rank]
        return replace(own, points=source.points, correct=source.correct) if rank in ranks else own

    options = tuple(option(rank, own) for rank, own in enumerate(to.answer.options))
    scoring = replace(to.answer.scoring, **settings)
    return replace(to, answer=replace(to.answer, options=options, scoring=scoring))
