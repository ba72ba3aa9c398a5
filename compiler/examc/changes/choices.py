"""Choice questions: their options, weights, key and bounds, and which of it changes a mark."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from examc.changes import marks, parts, telling
from examc.changes.change import Impact
from examc.changes.context import Context
from examc.changes.matching import Pairing
from examc.changes.sides import Placed
from examc.core.answers import Option, Rule
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion
from examc.core.numbers import show_signed

Take = Callable[[ChoiceQuestion, ChoiceQuestion], ChoiceQuestion]
"""Makes the first question with one thing of the second; both have the same options."""

LOWEST, HIGHEST, RULE, ORDER = "lowest mark", "highest mark", "rule", "order of options"
ORDERS = ("fixed", "shuffled")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the scoring of a question, or of its option number `option`."""

    what: str
    old: str
    new: str
    feature: Feature
    take: Take
    harmless: Impact = "other"
    """The impact where no mark differs."""
    option: int | None = None
    checked: bool = False
    """A weight or a bound: a target that holds it partly may change it where no mark differs."""


def compare(
    context: Context, old: Placed, new: Placed, a: ChoiceQuestion, b: ChoiceQuestion
) -> None:
    """Tell what changed in the options and the scoring of a choice question."""
    pairing = parts.pair_parts(context, old, new)
    edits = list(_edits(context, a, b, pairing))
    told = list(zip(edits, _impacts(edits, a, b, pairing), strict=True))
    for edit, impact in told:
        if edit.option is None:
            _tell(context, new.where, edit, impact)
    pinned = any(option.fixed for option in (*a.answer.options, *b.answer.options))
    states = a.answer.shuffle, b.answer.shuffle
    feature = Feature.OPTION_SHUFFLE
    context.switch(new.where, ORDER, ORDERS, states, "student", feature, partly=pinned)
    for index in pairing.free_left():
        parts.removed(context, old, index, "option", _impact_of(a, index))
    moved = parts.moved(pairing)
    for index in range(len(b.answer.options)):
        if index not in pairing.right:
            parts.added(context, new, index, "option", _impact_of(b, index))
            continue
        if index in moved:
            pair = pairing.right[index], index
            parts.tell_move(
                context, old, new, pair, "option", "other" if all(states) else "student"
            )
        for edit, impact in told:
            if edit.option == index:
                _tell(context, new.part_places[index], edit, impact)
        _option(context, old, new, (pairing.right[index], index), a, b)


def _option(
    context: Context,
    old: Placed,
    new: Placed,
    pair: tuple[int, int],
    a: ChoiceQuestion,
    b: ChoiceQuestion,
) -> None:
    """Tell what changed in an option, its weight and key apart."""
    one, other = a.answer.options[pair[0]], b.answer.options[pair[1]]
    where = new.part_places[pair[1]]
    parts.common(context, old, new, pair, "option", "student")
    context.text(
        where,
        "feedback",
        one.feedback,
        other.feedback,
        "student",
        feature=Feature.OPTION_FEEDBACK,
    )
    states = one.fixed, other.fixed
    context.switch(where, "place", ("free", "fixed"), states, "student", Feature.FIXED_OPTION)


def _impact_of(question: ChoiceQuestion, index: int) -> Impact:
    """What an option does by being there."""
    return "mark" if marks.matters(question, index) else "student"


def _tell(context: Context, where: str, edit: Edit, impact: Impact) -> None:
    harmless = edit.checked and impact != "mark"
    context.found.add(
        "changed",
        where,
        edit.what,
        edit.old,
        edit.new,
        impact,
        feature=edit.feature,
        gone=harmless,
        partly=harmless,
    )


# -- edits --------------------------------------------------------------------------------------


def _edits(
    context: Context, a: ChoiceQuestion, b: ChoiceQuestion, pairing: Pairing
) -> Iterator[Edit]:
    """Yield every change of the scoring, that of the points apart."""
    one, other, bends = a.answer.scoring, b.answer.scoring, context.found.bends
    if one.floor != other.floor and not bends.rounds(Feature.FLOOR, one.floor, other.floor):
        shown = telling.bound(one.floor), telling.bound(other.floor)
        yield Edit(LOWEST, *shown, Feature.FLOOR, _take_floor, checked=True)
    implied = one.cap == a.points and other.cap == b.points  # the cap follows the points
    if one.cap != other.cap and not implied and not bends.rounds(Feature.CAP, one.cap, other.cap):
        shown = telling.bound(one.cap), telling.bound(other.cap)
        yield Edit(HIGHEST, *shown, Feature.CAP, _take_cap, checked=True)
    approximated = _approximated(context, a, b)
    if one.rule is not other.rule and not approximated:
        shown = one.rule.value, other.rule.value
        yield Edit(RULE, *shown, Feature.ALL_OR_NOTHING, _take_rule, checked=True)
    derived = approximated or bool(_derived(a) & _derived(b))
    for rank, (i, j) in enumerate(pairing.in_order()):
        edit = _option_edit(
            context, a.answer.options[i], b.answer.options[j], j, _take_option(rank), derived
        )
        if edit is not None:
            yield edit


def _approximated(context: Context, a: ChoiceQuestion, b: ChoiceQuestion) -> bool:
    """Whether a target put a sum in the place of all-or-nothing, with weights of its own making.

    A target that holds the rule partly holds it where one option is right, as any rule then is.
    """
    if a.answer.scoring.rule is b.answer.scoring.rule:
        return False
    strict = a if a.answer.scoring.rule is Rule.ALL_OR_NOTHING else b
    several = sum(option.correct for option in strict.answer.options) != 1
    return context.found.bends.explain(Feature.ALL_OR_NOTHING, gone=True, partly=several)


def _option_edit(
    context: Context, one: Option, other: Option, option: int, take: Take, derived: bool
) -> Edit | None:
    """The change of an option's key and weight; a weight that follows from the key is none."""
    same_weight = one.points == other.points
    if one.correct != other.correct and not same_weight:
        shown = telling.key(one), telling.key(other)
        return Edit("key", *shown, Feature.WEIGHT, take, "student", option)
    if one.correct != other.correct:
        shown = telling.box(one), telling.box(other)
        unusual = one.correct != (one.points > 0) or other.correct != (other.points > 0)
        return Edit("key", *shown, Feature.CHECK, take, "student", option, checked=unusual)
    if same_weight or derived:
        return None
    if context.found.bends.rounds(Feature.WEIGHT, one.points, other.points):
        return None
    shown = show_signed(one.points), show_signed(other.points)
    return Edit("weight", *shown, Feature.WEIGHT, take, "other", option, checked=True)


def _derived(question: ChoiceQuestion) -> set[str]:
    """The ways in which the language derives just these weights from the points and the key.

    All correct options share the points, of a multiple choice each has them all; wrong ones are
    worth 0, or minus the same.
    """
    right = [option.points for option in question.answer.options if option.correct]
    wrong = [option.points for option in question.answer.options if not option.correct]
    single = (not question.answer.many) or not right
    share = question.points if single else question.points / len(right)
    if any(weight != share for weight in right):
        return set()
    found = {"zero"} if all(weight == 0 for weight in wrong) else set()
    return found | ({"minus"} if all(weight == -share for weight in wrong) else set())


# -- impacts ------------------------------------------------------------------------------------


def _impacts(
    edits: list[Edit], a: ChoiceQuestion, b: ChoiceQuestion, pairing: Pairing
) -> list[Impact]:
    """The impact of each edit: "mark" where it alone, made or undone, changes some mark.

    Where only several together do, each of them has that impact.
    """
    if not edits:
        return []
    pairs = pairing.in_order()
    old = replace(a, answer=replace(a.answer, options=tuple(a.answer.options[i] for i, _ in pairs)))
    donor = replace(
        b, answer=replace(b.answer, options=tuple(b.answer.options[j] for _, j in pairs))
    )
    new = reduce(lambda made, edit: edit.take(made, donor), edits, old)
    if not marks.differ(old, new):
        return [edit.harmless for edit in edits]
    if len(edits) == 1:
        return ["mark"]
    guilty = [
        marks.differ(old, edit.take(old, new)) or marks.differ(new, edit.take(new, old))
        for edit in edits
    ]
    return [
        "mark" if found or not any(guilty) else edit.harmless
        for edit, found in zip(edits, guilty, strict=True)
    ]


def _take_floor(to: ChoiceQuestion, of: ChoiceQuestion) -> ChoiceQuestion:
    return replace(
        to,
        answer=replace(
            to.answer, scoring=replace(to.answer.scoring, floor=of.answer.scoring.floor)
        ),
    )


def _take_cap(to: ChoiceQuestion, of: ChoiceQuestion) -> ChoiceQuestion:
    return replace(
        to, answer=replace(to.answer, scoring=replace(to.answer.scoring, cap=of.answer.scoring.cap))
    )


def _take_rule(to: ChoiceQuestion, of: ChoiceQuestion) -> ChoiceQuestion:
    return replace(
        to,
        answer=replace(to.answer, scoring=replace(to.answer.scoring, rule=of.answer.scoring.rule)),
    )


def _take_option(rank: int) -> Take:
    def take(to: ChoiceQuestion, of: ChoiceQuestion) -> ChoiceQuestion:
        source = of.answer.options[rank]
        changed = replace(to.answer.options[rank], points=source.points, correct=source.correct)
        return replace(
            to,
            answer=replace(
                to.answer,
                options=(*to.answer.options[:rank], changed, *to.answer.options[rank + 1 :]),
            ),
        )

    return take
