"""Matching, and what becomes matching in Canvas: ordering (by the numbers of places) and matrices.

Right sides are plain text; each is one choice for all left sides. The identifiers of left and right
sides are numbers that differ: Canvas reads the first digits of each.
"""

from collections.abc import Sequence
from typing import assert_never

from examc.core.answers import Matching, Matrix, Ordering, Rule, Scoring
from examc.core.content import Blocks, plain
from examc.core.features import Feature
from examc.core.keys import Label, OrderRule, Pair, Row
from examc.core.losses import Losses
from examc.core.model import Node, Question
from examc.core.records import Record
from examc.core.responses import Places
from examc.core.schemes import Scheme
from examc.formats.canvas import names, shapes
from examc.formats.canvas.choices import algorithm, is_whole, settings
from examc.formats.canvas.gaps import percent, plainly
from examc.formats.canvas.html import Page
from examc.formats.canvas.points import kept
from examc.formats.canvas.shapes import Answered, Choices, Condition, Equal, Fields
from examc.systems import marking
from examc.systems.canvas import bends, kinds
from examc.systems.canvas.marks import MARKING


class Sides(Record, frozen=True):
    """Left sides as HTML, right sides as plain text, and the right one of each left, by its place."""

    lefts: tuple[str, ...]
    rights: tuple[str, ...]
    keys: tuple[int, ...]


def matching(asked: Question, answer: Matching, page: Page, losses: Losses) -> Answered:
    """Left sides and their right sides, whose losses are reported."""
    facts = _facts(asked, scheme(asked, answer), losses)
    nodes: list[Pair | Label] = [*answer.pairs, *answer.distractors]
    shown = [one.right if isinstance(one, Pair) else one.text for one in nodes]
    rights = _plain(nodes, shown, "right side", losses)
    sides = Sides(
        tuple(page.compact(pair.left) for pair in answer.pairs),
        rights,
        tuple(rights.index(plain(pair.right)) for pair in answer.pairs),
    )
    said = "" if facts else _settings(asked, answer.scoring)
    fields = algorithm(all_or_nothing=is_whole(answer.scoring))
    fields += ((names.SCORING_FIELD, said),) if said else ()
    return _answered(sides, [page.blocks(pair.feedback) for pair in answer.pairs], fields)


def ordering(asked: Question, answer: Ordering, page: Page, losses: Losses) -> Answered:
    """Items in order, as those that belong to the places 1, 2 and so on."""
    _facts(asked, scheme(asked, answer), losses)
    rights = _plain(answer.items, [item.text for item in answer.items], "item", losses)
    sides = Sides(
        tuple(str(place) for place in range(1, len(answer.items) + 1)),
        rights,
        tuple(rights.index(plain(item.text)) for item in answer.items),
    )
    fields = algorithm(all_or_nothing=answer.rule is OrderRule.ALL_OR_NOTHING)
    return _answered(sides, (), (*fields, (names.KIND_FIELD, names.ORDERING)))


def matrix(asked: Question, answer: Matrix, page: Page, losses: Losses) -> Answered:
    """Rows, to each of which one column belongs."""
    facts = _facts(asked, scheme(asked, answer), losses)
    columns = [column.text for column in answer.columns]
    rights = _plain(answer.columns, columns, "column", losses)
    best = [bends.best([cell.points for cell in row.cells]) for row in answer.rows]
    for row, place in zip(answer.rows, best, strict=True):
        _checks(row, place, several=answer.several, losses=losses)
    sides = Sides(
        tuple(page.compact(row.text) for row in answer.rows),
        rights,
        tuple(rights.index(plain(columns[place])) for place in best),
    )
    said = "" if facts else _settings(asked, answer.scoring)
    fields = algorithm(all_or_nothing=is_whole(answer.scoring))
    fields += ((names.KIND_FIELD, names.MATRIX), *(((names.SCORING_FIELD, said),) if said else ()))
    return _answered(sides, (), fields)


def _checks(row: Row, best: int, *, several: bool, losses: Losses) -> None:
    right: Places = frozenset(place for place, cell in enumerate(row.cells) if cell.correct)
    if right != {best} and not several:
        message = "shows the column that earns most as right, which is not how the row is checked"
        losses.add(Feature.CHECK, row, message, "check the cell that earns points, and no other")


def _settings(asked: Question, scoring: Scoring) -> str:
    """What a scoring has otherwise than what Canvas and New Quizzes have fields for."""
    rule = scoring.rule if is_whole(scoring) else Rule.SUM
    return " ".join(settings(scoring, Scoring(rule=rule, cap=asked.points)))


def scheme(asked: Question, answer: Matching | Matrix | Ordering) -> Scheme:
    """How Canvas marks left and right sides as they are written."""
    points = kept(asked.points)
    match answer:
        case Ordering(items=items):
            return kinds.of_places(range(len(items)), points)
        case Matching(pairs=pairs):
            rights = answer.rights
            keys = [rights.index(pair.right) for pair in pairs]
            return kinds.of_sides([plain(right) for right in rights], keys, points)
        case Matrix(columns=columns, rows=rows):
            keys = [bends.best([cell.points for cell in row.cells]) for row in rows]
            return kinds.of_sides([plain(column.text) for column in columns], keys, points)
        case _:
            assert_never(answer)


def _facts(asked: Question, given: Scheme, losses: Losses) -> list[marking.Fact]:
    facts = marking.facts(MARKING, asked, given)
    for fact in facts:
        losses.tell(fact.code, asked, fact.message, fact.help, system=MARKING.system)
    return facts


def _plain(
    nodes: Sequence[Node], texts: Sequence[Blocks], what: str, losses: Losses
) -> tuple[str, ...]:
    """Right sides as plain text, each once; what is lost by that is reported."""
    found: dict[str, Blocks] = {}
    for node, text in zip(nodes, texts, strict=True):
        plainly(text, Feature.MATCHING, node, what, losses)
        if found.setdefault(plain(text), text) != text:
            message = f"cannot tell this {what} from another one: both are {plain(text)!r}"
            losses.add(Feature.MATCHING, node, message, "let them differ in their words")
    return tuple(found)


# -- the item -------------------------------------------------------------------------------------


def _answered(sides: Sides, feedback: Sequence[str], fields: Fields) -> Answered:
    lefts = [str(place) for place in range(1, len(sides.lefts) + 1)]
    labels = tuple(
        shapes.Label(str(len(lefts) + place), right, plain=True)
        for place, right in enumerate(sides.rights, 1)
    )
    keyed = [Equal(labels[key].ident, names.RESPONSE_TO + left) for left, key in _keyed(sides)]
    notes = [
        (equal, shapes.Label(names.option_feedback(left), html))
        for left, equal, html in zip(lefts, keyed, feedback, strict=bool(feedback))
        if html
    ]
    share = percent(len(lefts))
    return Answered(
        names.MATCHING,
        choices=tuple(
            Choices(labels, names.RESPONSE_TO + left, beside=shapes.Label("", html))
            for left, html in zip(lefts, sides.lefts, strict=True)
        ),
        conditions=(
            *(Condition((equal,), share=share, adds=True) for equal in keyed),
            *(Condition((_other(equal),), feedback=note.ident) for equal, note in notes),
        ),
        feedback=tuple(note for _, note in notes),
        fields=fields,
    )


def _keyed(sides: Sides) -> list[tuple[str, int]]:
    return [(str(place), key) for place, key in enumerate(sides.keys, 1)]


def _other(equal: Equal) -> Equal:
    return Equal(equal.value, equal.of, differs=True)
