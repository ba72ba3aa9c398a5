"""What changed in what a question asks for: its options and scoring, or its rubric."""

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from examc.changes import fields, lines, scoring, telling
from examc.changes.change import Impact, Place, gravest
from examc.changes.marks import matters
from examc.changes.matching import Pairing
from examc.changes.parts import named, pair_parts
from examc.changes.scoring import Edit
from examc.changes.sides import Placed
from examc.changes.teller import Teller
from examc.core.answers import (
    Answer,
    Choice,
    FillIn,
    Graded,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
    part_noun,
)
from examc.core.model import ChoiceQuestion, Question, as_choice, narrowed, parts
from examc.core.parts import part_points
from examc.core.rubrics import Criterion, Level, Rubric


def tell(teller: Teller, old: Placed, new: Placed, a: Question, b: Question) -> None:
    """Tell what changed in the answer of a question; answers of two kinds share nothing."""
    before, place = a.answer, teller.at(old.place, new.place)
    match b.answer:
        case Choice() as after:
            if isinstance(before, Choice):
                _choice(teller, old, new, narrowed(a, before), narrowed(b, after))
        case TrueFalse() | Numeric() | ShortAnswer() | FillIn() | Matching() | Ordering():
            if type(before) is type(b.answer):
                _lines(teller, old, new, a, b)
        case Matrix():
            if isinstance(before, Matrix):
                _lines(teller, old, new, a, b)
        case Written() | Upload() | Program() as after:
            if type(before) is type(after):
                _graded(teller, place, before, after)
                _entries(teller, old, new, b.points / a.points if a.points else None)
        case _:
            assert_never(b.answer)


def _graded(teller: Teller, place: Place, before: Answer, after: Graded) -> None:
    """Tell what changed in what is asked to hand in, and that a rubric came or went."""
    match before, after:
        case Written(free=False), Written(free=False):
            teller.table(place, fields.WRITTEN, before, after)
        case Upload(), Upload():
            teller.table(place, fields.UPLOAD, before, after)
        case Program(), Program():
            teller.table(place, fields.PROGRAM, before, after)
        case _:
            pass
    if isinstance(before, Written | Upload | Program):
        _rubric(teller, place, before.rubric, after.rubric)


def _parts(
    teller: Teller,
    old: Placed,
    new: Placed,
    pairing: Pairing,
    worth: Callable[[Placed, int], Impact],
    moving: Impact,
    each: Callable[[Place, int, int], None],
) -> None:
    """Tell which parts came, went and moved, and of `each` pair what changed in it."""
    one, other = parts(old.item), parts(new.item)
    for i in pairing.free_left():
        shown = telling.part(teller.old, one[i])
        teller.gone("removed", old.parts[i], part_noun(one[i]), shown, worth(old, i))
    moved = pairing.moved()
    for j, part in enumerate(other):
        if j not in pairing.right:
            shown = telling.part(teller.new, part)
            teller.gone("added", new.parts[j], part_noun(part), shown, worth(new, j))
            continue
        i = pairing.right[j]
        if j in moved:
            teller.moved(part_noun(part), old.parts[i], new.parts[j], moving)
        place = teller.at(old.parts[i], new.parts[j])
        each(place, i, j)
        teller.name(place, one[i].id, part.id, told=teller.part_names and named(one, other))


# -- choices --------------------------------------------------------------------------------------


def _choice(teller: Teller, old: Placed, new: Placed, a: ChoiceQuestion, b: ChoiceQuestion) -> None:
    """Tell what changed in the options and the scoring of a choice question."""
    one, other = a.answer.options, b.answer.options
    pairing = pair_parts(one, other, (teller.old.texts, teller.new.texts))
    place = teller.at(old.place, new.place)
    edits = scoring.edits(a, b, pairing)
    if len(edits) > 1 and teller.together:
        teller.found.add(place, "changed", "scoring", *_together(edits))
        edits = []
    of_options = {edit.rank: (edit, impact) for edit, impact in edits if not edit.setting}
    for edit, impact in edits:
        if edit.setting:
            teller.value(place, edit.what, edit.old, edit.new, impact)
    teller.table(place, fields.CHOICE, a.answer, b.answer)
    ranks = {j: rank for rank, (_, j) in enumerate(pairing.in_order())}

    def option(where: Place, i: int, j: int) -> None:
        if ranks[j] in of_options:
            edit, impact = of_options[ranks[j]]
            teller.value(where, edit.what, edit.old, edit.new, impact)
        teller.table(where, fields.OPTION, one[i], other[j])

    moving: Impact = "other" if a.answer.shuffle and b.answer.shuffle else "student"
    _parts(teller, old, new, pairing, _option_worth, moving, option)


def _option_worth(placed: Placed, index: int) -> Impact:
    """What an option does by being there."""
    question = as_choice(placed.item)
    return "mark" if question is not None and matters(question, index) else "student"


def _together(edits: list[tuple[Edit, Impact]]) -> tuple[str, str, Impact]:
    """Several edits of one question as one: what stood, what stands, the gravest impact."""
    old, new = (", ".join(words) for words in zip(*((e.old, e.new) for e, _ in edits), strict=True))
    return old, new, gravest(impact for _, impact in edits)


# -- the further kinds ----------------------------------------------------------------------------


def _lines(teller: Teller, old: Placed, new: Placed, a: Question, b: Question) -> None:
    """Tell what changed in the lines and the settings of two answers of one kind."""
    assert isinstance(a.answer, lines.Lined)
    assert isinstance(b.answer, lines.Lined)
    one, other = parts(a), parts(b)
    pairing = lines.pair_lines(teller, a.answer, b.answer)
    impact, follow = lines.impact(a, b), lines.follow(a, b, pairing)
    place = teller.at(old.place, new.place)
    for what, before, after in lines.settings(a, b):
        teller.value(place, what, before, after, "student" if what == "unit" else impact)

    def line(where: Place, i: int, j: int) -> None:
        if type(one[i]) is type(other[j]):
            table = lines.tables(other[j], impact, weighed=not follow)
            teller.table(where, table, one[i], other[j])

    moving = lines.moving(b.answer, impact)
    _parts(teller, old, new, pairing, lambda _, __: impact, moving, line)


# -- rubrics --------------------------------------------------------------------------------------


def _rubric(teller: Teller, place: Place, old: Rubric | None, new: Rubric | None) -> None:
    """Tell that a rubric came, went, or became one of the other kind."""
    if type(old) is type(new):
        return
    one, other = (telling.rubric(rubric) if rubric else "" for rubric in (old, new))
    if one and other:
        teller.value(place, "rubric", one, other, "mark")
    else:
        teller.gone("added" if other else "removed", place, "rubric", one or other, "mark")


def _entries(teller: Teller, old: Placed, new: Placed, ratio: Fraction | None) -> None:
    """Tell what changed among criteria or levels; `ratio` is the new points by the old ones."""
    one, other = parts(old.item), parts(new.item)
    if {type(part) for part in one} != {type(part) for part in other}:
        return  # that one rubric went and another came has been told
    pairing = pair_parts(one, other, (teller.old.texts, teller.new.texts))

    def entry(where: Place, i: int, j: int) -> None:
        before, after = one[i], other[j]
        if isinstance(before, Criterion) and isinstance(after, Criterion):
            teller.table(where, fields.CRITERION, before, after)
        elif isinstance(before, Level) and isinstance(after, Level):
            same_share = bool(before.percent) and before.percent == after.percent
            follows = same_share and ratio is not None and after.points == before.points * ratio
            teller.table(where, fields.LEVEL[1:] if follows else fields.LEVEL, before, after)

    _parts(teller, old, new, pairing, _entry_worth, "other", entry)


def _entry_worth(placed: Placed, index: int) -> Impact:
    return "mark" if part_points(parts(placed.item)[index]) else "other"
