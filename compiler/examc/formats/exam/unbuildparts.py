"""Model → raw form of matching, ordering and matrix: their pairs, items, columns and rows."""

from examc.core.answers import Matching, Matrix, Ordering
from examc.core.keys import Label, OrderRule, Pair, Row
from examc.formats.exam import rawwords
from examc.formats.exam.buildmatrix import spelled_row
from examc.formats.exam.raw import RawCell, RawEntry, RawItem, RawList
from examc.formats.exam.wording import exact


def unbuild_matching(raw: RawItem, matching: Matching) -> None:
    """Fill the lists of a matching."""
    raw.lists["pairs"] = RawList(rawwords.NOWHERE, [_pair(pair) for pair in matching.pairs])
    if matching.distractors:
        distractors = [_label(one) for one in matching.distractors]
        raw.lists["distractors"] = RawList(rawwords.NOWHERE, distractors)


def unbuild_ordering(raw: RawItem, ordering: Ordering) -> None:
    """Fill the list of an ordering, and its rule where it is not the usual one."""
    raw.lists["order"] = RawList(rawwords.NOWHERE, [_label(item) for item in ordering.items])
    if ordering.rule is not OrderRule.ALL_OR_NOTHING:
        raw.settings["rule"] = rawwords.word(ordering.rule.value)


def unbuild_matrix(raw: RawItem, matrix: Matrix) -> None:
    """Fill the columns and rows of a matrix."""
    if matrix.several:
        raw.settings["several"] = rawwords.word("yes")
    raw.lists["columns"] = RawList(rawwords.NOWHERE, [_label(column) for column in matrix.columns])
    rows = [_row(row, several=matrix.several) for row in matrix.rows]
    raw.lists["rows"] = RawList(rawwords.NOWHERE, rows)


def _pair(pair: Pair) -> RawEntry:
    return RawEntry(
        rawwords.NOWHERE,
        pair.left,
        right=pair.right,
        points=rawwords.word(exact(pair.points)),
        wrong=rawwords.word(exact(pair.wrong)) if pair.wrong else None,
        feedback=pair.feedback,
        id=rawwords.word(pair.id) if pair.id else None,
        allow=rawwords.allowed(pair.allow),
    )


def _label(label: Label) -> RawEntry:
    name = rawwords.word(label.id) if label.id else None
    return RawEntry(rawwords.NOWHERE, label.text, id=name, allow=rawwords.allowed(label.allow))


def _row(row: Row, *, several: bool) -> RawEntry:
    spelled = spelled_row(row, several=several)
    cells = {place: RawCell(True) for place in spelled.ticked}
    for place, weight in sorted(spelled.own.items()):
        cells.setdefault(place, RawCell(False)).weight = rawwords.word(exact(weight))
    return RawEntry(
        rawwords.NOWHERE,
        row.text,
        points=None if spelled.weight is None else rawwords.word(exact(spelled.weight)),
        cells=cells,
        id=rawwords.word(row.id) if row.id else None,
        allow=rawwords.allowed(row.allow),
    )
