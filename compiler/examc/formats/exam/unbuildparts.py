"""Model → raw form of matching, ordering and matrix: their pairs, items, columns and rows."""

from examc.core.answers import Matching, Matrix, Ordering
from examc.core.keys import Label, OrderRule, Pair, Row
from examc.core.source import Allow, Source
from examc.formats.exam.buildmatrix import spelled_row
from examc.formats.exam.raw import RawCell, RawEntry, RawItem, RawList, Word
from examc.formats.exam.wording import exact

_NOWHERE = Source("", "").line_span(1)


def unbuild_matching(raw: RawItem, matching: Matching) -> None:
    """Fill the lists of a matching."""
    raw.lists["pairs"] = RawList(_NOWHERE, [_pair(pair) for pair in matching.pairs])
    if matching.distractors:
        distractors = [_label(one) for one in matching.distractors]
        raw.lists["distractors"] = RawList(_NOWHERE, distractors)


def unbuild_ordering(raw: RawItem, ordering: Ordering) -> None:
    """Fill the list of an ordering, and its rule where it is not the usual one."""
    raw.lists["order"] = RawList(_NOWHERE, [_label(item) for item in ordering.items])
    if ordering.rule is not OrderRule.ALL_OR_NOTHING:
        raw.settings["rule"] = _word(ordering.rule.value)


def unbuild_matrix(raw: RawItem, matrix: Matrix) -> None:
    """Fill the columns and rows of a matrix."""
    if matrix.several:
        raw.settings["several"] = _word("yes")
    raw.lists["columns"] = RawList(_NOWHERE, [_label(column) for column in matrix.columns])
    rows = [_row(row, several=matrix.several) for row in matrix.rows]
    raw.lists["rows"] = RawList(_NOWHERE, rows)


def _pair(pair: Pair) -> RawEntry:
    return RawEntry(
        _NOWHERE,
        pair.left,
        right=pair.right,
        points=_word(exact(pair.points)),
        wrong=_word(exact(pair.wrong)) if pair.wrong else None,
        feedback=pair.feedback,
        id=_word(pair.id) if pair.id else None,
        allow=_allow(pair.allow),
    )


def _label(label: Label) -> RawEntry:
    name = _word(label.id) if label.id else None
    return RawEntry(_NOWHERE, label.text, id=name, allow=_allow(label.allow))


def _row(row: Row, *, several: bool) -> RawEntry:
    spelled = spelled_row(row, several=several)
    cells = {place: RawCell(True) for place in spelled.ticked}
    for place, weight in sorted(spelled.own.items()):
        cells.setdefault(place, RawCell(False)).weight = _word(exact(weight))
    return RawEntry(
        _NOWHERE,
        row.text,
        points=None if spelled.weight is None else _word(exact(spelled.weight)),
        cells=cells,
        id=_word(row.id) if row.id else None,
        allow=_allow(row.allow),
    )


def _word(value: str) -> Word:
    return Word(value, _NOWHERE)


def _allow(codes: tuple[Allow, ...]) -> list[Word]:
    return [_word(allow.code) for allow in codes]
