"""What a package keeps of the lines of an answer: options, pairs, rows, drop-downs of gaps.

Accepted answers of what is typed are listed for scorers in the author's words, so that they come back
exactly, whatever engines are given.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction

from examc.core.answers import (
    Answer,
    Choice,
    FillIn,
    Gap,
    Matching,
    Matrix,
    Option,
    TrueFalse,
)
from examc.core.content import Paragraph, Text, plain
from examc.core.features import Feature
from examc.core.keys import Cell, Pair, Row
from examc.core.records import replace

Rounded = Callable[[str, Feature, Fraction], Fraction]
"""The number that is said to be written in place of one, at a place."""


def kept(answer: Answer, where: str, rounded: Rounded) -> Answer:
    """An answer with the numbers of its lines as they are said to be written."""
    match answer:
        case Choice():
            return replace(answer, options=tuple(_options(answer.options, where, rounded)))
        case TrueFalse():
            true, false = _options(answer.options, where, rounded)
            return replace(answer, true=true, false=false)
        case FillIn(gaps=gaps):
            return replace(answer, gaps=tuple(_gap(gap, where, rounded) for gap in gaps))
        case Matching():
            pairs = tuple(
                _pair(pair, f"{where} › pair {number}", rounded)
                for number, pair in enumerate(answer.pairs, 1)
            )
            return replace(answer, pairs=pairs)
        case Matrix():
            rows = tuple(
                _row(row, f"{where} › row {number}", rounded)
                for number, row in enumerate(answer.rows, 1)
            )
            return replace(answer, rows=rows)
        case _:
            return answer


def _options(options: tuple[Option, ...], where: str, rounded: Rounded) -> Iterator[Option]:
    for number, option in enumerate(options, 1):
        points = rounded(f"{where} › option {number}", Feature.WEIGHT, option.points)
        yield replace(option, points=points)


def _gap(gap: Gap, where: str, rounded: Rounded) -> Gap:
    if not isinstance(gap.key, Choice):
        return gap
    options = tuple(
        replace(option, text=(Paragraph((Text(plain(option.text)),)),))
        for option in _options(gap.key.options, f"{where} › gap {gap.id}", rounded)
    )
    return replace(gap, key=replace(gap.key, options=options))


def _pair(pair: Pair, where: str, rounded: Rounded) -> Pair:
    return replace(
        pair,
        points=rounded(where, Feature.PART_WEIGHT, pair.points),
        wrong=rounded(where, Feature.PART_WEIGHT, pair.wrong),
    )


def _row(row: Row, where: str, rounded: Rounded) -> Row:
    return replace(
        row,
        cells=tuple(
            Cell(rounded(where, Feature.PART_WEIGHT, cell.points), cell.correct)
            for cell in row.cells
        ),
    )
