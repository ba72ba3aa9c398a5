"""Pairs of other systems → a matching, or a matrix where other pairs than the right ones differ."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Matching, Matrix, Rule
from examc.core.content import Blocks, is_empty
from examc.core.keys import Cell, Label, Pair, Row
from examc.core.records import Record, replace
from examc.core.responses import Chosen, Response, choose, filled, picked
from examc.core.schemeforms import ZERO
from examc.files.xmltree import Element, children
from examc.formats.qti21 import names
from examc.formats.qti21.readasks import Associating
from examc.formats.qti21.readbody import Body
from examc.formats.qti21.readboxes import one_line
from examc.formats.qti21.readcandidates import Unheld
from examc.formats.qti21.readweights import Choices, Weighed
from examc.systems.player.interactions import Pairing, Side, Turned


class Sides(Record, frozen=True):
    """Two sets of choices with their texts, and the right ones of each left side, by their places."""

    lefts: tuple[Element, ...]
    rights: tuple[Element, ...]
    left_texts: tuple[Blocks, ...]
    right_texts: tuple[Blocks, ...]
    right: tuple[frozenset[int], ...]
    several: bool = False
    is_matrix: bool = False

    @property
    def choices(self) -> Choices:
        """What is tried: each right side for each left one; of several, each pair on its own."""
        count = len(self.rights)
        ones = tuple(Chosen(frozenset({place})) for place in range(count))
        if not self.several:
            right = tuple(choose(list(places)[:1]) for places in self.right)
            return Choices((ones,) * len(self.lefts), right)
        cells = [(left, place) for left in range(len(self.lefts)) for place in range(count)]
        return Choices(
            tuple((ones[place],) for _, place in cells),
            tuple(choose((place,) if place in self.right[left] else ()) for left, place in cells),
            _joined(count),
        )

    def table(self, way: Weighed) -> list[tuple[Fraction, ...]]:
        """What each right side earns for each left one."""
        if not self.several:
            return list(way.weights)
        flat = [row[0] for row in way.weights]
        count = len(self.rights)
        return [tuple(flat[at : at + count]) for at in range(0, len(flat), count)]


def _joined(count: int) -> Callable[[Sequence[Response | None]], Response | None]:
    """How responses to pairs become one to left sides that may have several right ones."""

    def join(parts: Sequence[Response | None]) -> Response | None:
        rows = [parts[at : at + count] for at in range(0, len(parts), count)]
        return filled(choose(frozenset().union(*map(picked, row))) for row in rows)

    return join


def of_match(body: Body, interaction: Element, asks: Pairing | Turned, where: str) -> Sides:
    """The two sets of a matchInteraction; raises Unheld."""
    sets = children(interaction, "simpleMatchSet")
    lefts, rights = (tuple(children(each, "simpleAssociableChoice")) for each in sets)
    if isinstance(asks, Turned):
        lefts, rights = rights, lefts
    correct = asks.declared.correct if isinstance(asks.declared.correct, tuple) else ()
    ids = [side.identifier for side in asks.rights]
    right = tuple(
        frozenset(
            place for place, own in enumerate(ids) if asks.pair(left.identifier, own) in correct
        )
        if isinstance(asks, Turned)
        else frozenset(p for p, own in enumerate(ids) if f"{left.identifier} {own}" in correct)
        for left in asks.lefts
    )
    several = any(side.most != 1 for side in asks.lefts)
    css = interaction.get("class", "")
    is_matrix = several or names.MATRIX in css or "matrix" in css or "kprim" in css.lower()
    return _sides(body, lefts, rights, right, where, several=several, is_matrix=is_matrix)


def freer(asks: Pairing | Turned, interaction: Element) -> Iterator[tuple[str, str, str]]:
    """Yield what students may do with pairs here, and not there: code, message, help."""
    rows, columns = len(asks.lefts), len(asks.rights)
    several = isinstance(asks, Pairing) and any(side.most != 1 for side in asks.lefts)
    each = min((side.most for side in asks.lefts if side.most), default=columns)
    least = numbers.whole(interaction.get("minAssociations", "0")) or 0
    limits = []
    if 0 < asks.most < (rows * columns if several else rows):
        limits.append(f"may make {asks.most} pairs at most")
    if several and each < columns:
        limits.append(f"may choose {each} for a left side at most")
    if least > 0:
        limits.append(f"must make {least} pairs at least")
    if limits:
        message = f"candidates {' and '.join(limits)}, which is not kept"
        yield "R522", message, "say it in the prompt"
    most = min((side.most for side in asks.rights if side.most), default=rows)
    if most < rows:
        often = "once" if most == 1 else f"{most} times"
        message = f"a right side can be used {often} there, and any number of times here"
        yield "R559", message, ""


def of_association(body: Body, asks: Associating, where: str) -> Sides:
    """The choices of an associateInteraction: the first and the second of each right pair."""
    right = tuple(frozenset({place}) for place in range(len(asks.lefts)))
    return _sides(body, asks.lefts, asks.rights, right, where)


def _sides(
    body: Body,
    lefts: tuple[Element, ...],
    rights: tuple[Element, ...],
    right: tuple[frozenset[int], ...],
    where: str,
    *,
    several: bool = False,
    is_matrix: bool = False,
) -> Sides:
    if is_matrix:
        left_texts = tuple(one_line(body, element, where) for element in lefts)
    else:
        left_texts = tuple(body.read(element, where) for element in lefts)
    right_texts = tuple(one_line(body, element, where) for element in rights)
    if any(map(is_empty, left_texts)):
        raise Unheld("one of its left sides is empty")
    if len(set(left_texts)) < len(left_texts) or len(set(right_texts)) < len(right_texts):
        raise Unheld("two of its choices say the same")
    if len(lefts) < 2 or not rights:
        raise Unheld("it has one left side alone")
    return Sides(lefts, rights, left_texts, right_texts, right, several, is_matrix)


class Paired(Record, frozen=True):
    """An answer of pairs, and the places of the item's right sides in the answer's order."""

    answer: Matching | Matrix
    order: tuple[int, ...]


def answers(sides: Sides, way: Weighed, body: Body) -> Iterator[Paired]:
    """Yield the answers that may mark in one way: a matching where it can be, else a matrix."""
    table = sides.table(way)
    matching = None
    if not sides.is_matrix and way.scoring.rule is not Rule.KPRIM:
        matching = _matching(sides, table, way, body)
    if matching is not None:
        yield matching
    elif len(sides.rights) > 1:
        yield _matrix(sides, table, way, body)


def _right(sides: Sides, left: int, row: tuple[Fraction, ...]) -> int | None:
    """The one right side of a left one: what earns most, else what is listed."""
    most = max(row)
    if most > 0:
        return row.index(most) if row.count(most) == 1 else None
    (*listed,) = sides.right[left]
    return listed[0] if len(listed) == 1 else None


def _matching(
    sides: Sides, table: list[tuple[Fraction, ...]], way: Weighed, body: Body
) -> Paired | None:
    """A matching; None where a left side has no right one, or wrong ones that differ."""
    pairs, used = [], []
    for left, row in enumerate(table):
        right = _right(sides, left, row)
        others = {weight for place, weight in enumerate(row) if place != right}
        if right is None or len(others) > 1 or any(other > 0 for other in others):
            return None
        used.append(right)
        pairs.append(
            Pair(
                left=sides.left_texts[left],
                right=sides.right_texts[right],
                points=row[right],
                wrong=others.pop() if others else ZERO,
                span=body.document.span(sides.lefts[left]),
            )
        )
    order = list(dict.fromkeys(used))
    left_over = [place for place in range(len(sides.rights)) if place not in order]
    distractors = tuple(_label(sides, place, body) for place in left_over)
    answer = Matching(pairs=tuple(pairs), distractors=distractors, scoring=way.scoring)
    return Paired(answer, (*order, *left_over))


def _label(sides: Sides, place: int, body: Body) -> Label:
    return Label(text=sides.right_texts[place], span=body.document.span(sides.rights[place]))


def _matrix(sides: Sides, table: list[tuple[Fraction, ...]], way: Weighed, body: Body) -> Paired:
    """A matrix; raises Unheld where a row has nothing right."""
    rows = []
    for left, weights in enumerate(table):
        right = [weight > 0 for weight in weights]
        if not any(right):
            right = [place in sides.right[left] for place in range(len(weights))]
        if not any(right):
            raise Unheld("one of its left sides has no right one")
        if not sides.several and sum(right) > 1:
            best = max(weights)
            right = [weight == best for weight in weights]
        rows.append(
            Row(
                text=sides.left_texts[left],
                cells=tuple(map(Cell, weights, right)),
                span=body.document.span(sides.lefts[left]),
            )
        )
    columns = tuple(_label(sides, place, body) for place in range(len(sides.rights)))
    answer = Matrix(columns=columns, rows=tuple(rows), several=sides.several, scoring=way.scoring)
    return Paired(answer, tuple(range(len(columns))))


def in_order(
    asks: Pairing | Turned | Associating, order: tuple[int, ...]
) -> Pairing | Turned | Associating:
    """The same with its right sides in the order of an answer."""
    match asks:
        case Associating():
            return replace(asks, rights=tuple(asks.rights[place] for place in order))
        case Pairing() | Turned():
            rights: tuple[Side, ...] = tuple(asks.rights[place] for place in order)
            return replace(asks, rights=rights)
