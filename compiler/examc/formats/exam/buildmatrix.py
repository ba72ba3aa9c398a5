"""Decides what the raw form of a matrix means: its columns, its rows, and what each cell earns."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from examc.core.answers import Matrix
from examc.core.content import is_empty
from examc.core.keys import Cell, Row
from examc.core.model import Question
from examc.core.records import Record
from examc.formats.exam import weights
from examc.formats.exam.buildpairs import label, refuse_lines, refuse_twice
from examc.formats.exam.buildquestions import Defaults, Questions
from examc.formats.exam.kindkeys import MATRIX_RULES
from examc.formats.exam.raw import RawEntry, RawItem, Word, spelled
from examc.formats.exam.refusals import bounded_entries, refuse_parts, refuse_space, refuse_twins
from examc.formats.exam.values import Words, accepted
from examc.formats.exam.yamlvalues import yes_or_no

ZERO = Fraction(0)
_PARTS = ("options", "criteria", "levels")


def build_matrix(
    own: str, raw: RawItem, questions: Questions, defaults: Defaults
) -> Question[Matrix]:
    """Make a question of rows, in each of which columns are chosen."""
    words = questions.words
    common = questions.common(own, raw)
    refuse_parts(raw, _PARTS, "write a table, with x for what is right", words.report)
    refuse_space(raw, words.report)
    defaults = defaults.with_words(raw.settings)
    several = "several" in raw.settings and yes_or_no(raw.settings["several"], words.report)
    columns = bounded_entries(raw, "columns", words.report)
    entries = bounded_entries(raw, "rows", words.report)
    _enough(raw, columns, entries, words)
    for noun, found in (("column", columns), ("row", entries)):
        refuse_twins(found, words.report)
        refuse_lines([(entry, entry.content) for entry in found], noun, words.report)
    refuse_twice([(entry, entry.content) for entry in columns], "column", words.report)
    rows = [_Row(entry, len(columns), several, common.points, words) for entry in entries]
    answer = Matrix(
        columns=tuple(label(entry, "column", words) for entry in columns),
        rows=tuple(_rows(raw, rows, common.points, defaults.wrong)),
        several=several,
        scoring=questions.scoring(raw, defaults, common.points, MATRIX_RULES),
    )
    return Question(answer=answer, **common.fields())


def _enough(
    raw: RawItem, columns: Sequence[RawEntry], rows: Sequence[RawEntry], words: Words
) -> None:
    """Report a matrix without rows, or with less than two columns to choose from."""
    if raw.told:
        return
    help_line = "write a table whose first header cell is empty: |  | true | false |"
    help_line = spelled(raw.span, help_line, "write columns: [true, false], and rows: below it")
    if not columns and not rows:
        words.report.add("S185", "question has no table of rows", raw.span, help=help_line)
    elif len(columns) < 2:
        span = raw.lists["columns"].span if "columns" in raw.lists else raw.span
        message = f"matrix has {'one column' if columns else 'no columns'}"
        words.report.add("S185", message, span, help=help_line)
    elif not rows:
        span = raw.lists["rows"].span if "rows" in raw.lists else raw.span
        help_line = "write a row for each statement, with x in its right column"
        help_line = spelled(span, help_line, "write rows: [[statement, column]]")
        words.report.add("S185", "matrix has no rows", span, help=help_line)


class _Row:
    """A row as it was written: its cells, which of them are right, and their own weights."""

    def __init__(
        self, entry: RawEntry, width: int, several: bool, points: Fraction, words: Words
    ) -> None:
        self.entry = entry
        self.several = several
        self.words = words
        self.width = width
        cells = {place: cell for place, cell in entry.cells.items() if place < width}
        self.own = {
            place: weights.weight(cell.weight, points, words)
            for place, cell in cells.items()
            if cell.weight is not None
        }
        self.weight = None if entry.points is None else weights.weight(entry.points, points, words)
        self.ticked = [place for place, cell in sorted(cells.items()) if cell.ticked]
        self.right = self._right()
        self._refuse()

    def _right(self) -> list[int]:
        """The places of the right cells: those with x, and in a row without x the best ones.

        Under `several` every cell with a weight above 0 is right.
        """
        earning = [place for place, weight in self.own.items() if weight > 0]
        if self.several:
            return sorted({*self.ticked, *earning})
        best = max((self.own[place] for place in earning), default=ZERO)
        return self.ticked or [place for place in sorted(earning) if self.own[place] == best]

    def _refuse(self) -> None:
        report, span = self.words.report, self.entry.span
        if is_empty(self.entry.content) and not self.entry.told:
            report.add("S148", "row has no text", span, help="write it, or remove the row")
        if not self.right and self.width and not self.entry.told:
            help_line = spelled(span, "write x in its right column", "write is: and its column")
            report.add("S186", "row has no right column", span, help=help_line)
        elif len(self.ticked) > 1 and not self.several:
            help_line = "keep one, or write several in the braces of the question's heading"
            help_line = spelled(span, help_line, "keep one, or write several: true")
            report.add("S186", f"row has {len(self.ticked)} right columns", span, help=help_line)
        elif self.weight is not None and self.right and self._has_own():
            word = self.entry.points
            help_line = "keep the weights of the cells, or that of the row"
            message = "row has a weight, and so have its right cells"
            report.add("S186", message, word.span if word else span, help=help_line)

    def _has_own(self) -> bool:
        """Whether all right cells have weights of their own."""
        return bool(self.right) and all(place in self.own for place in self.right)

    def written(self) -> Fraction | None:
        """What the row earns where that is written, in the row or in its right cells."""
        if self._has_own():
            found = [self.own[place] for place in self.right]
            return sum(found, ZERO) if self.several else max(found)
        return self.weight

    def cells(self, weight: Fraction, *, costs: bool) -> tuple[Cell, ...]:
        """The cells of a row that earns so much; `costs` says that a wrong one is worth minus it."""
        open_cells = [place for place in self.right if place not in self.own]
        rest = weight
        if self.several:
            rest -= sum((self.own[place] for place in self.right if place in self.own), ZERO)
        share = rest / len(open_cells) if open_cells and self.several else rest
        one = weight / len(self.right) if self.right and self.several else weight
        found: list[Cell] = []
        for place in range(self.width):
            is_right = place in self.right
            default = share if is_right else -one if costs else ZERO
            found.append(Cell(self.own.get(place, default), is_right))
        return tuple(found)


def _rows(
    raw: RawItem, rows: Sequence[_Row], points: Fraction, wrong: Word | None
) -> Iterable[Row]:
    if not rows:
        return
    words, span = rows[0].words, raw.lists["rows"].span
    found = weights.shared(points, [row.written() for row in rows], span, words)
    costs = wrong is not None and wrong.value.lower() == "minus"
    for row, weight in zip(rows, found, strict=True):
        yield Row(
            text=row.entry.content,
            cells=row.cells(weight, costs=costs),
            id=words.identifier(row.entry.id),
            span=row.entry.span,
            allow=accepted(row.entry.allow),
        )


# -- writing --------------------------------------------------------------------------------------


class SpelledRow(Record, frozen=True):
    """How a row is written: its weight, or those of its cells, by their place; `ticked` have x."""

    weight: Fraction | None
    ticked: tuple[int, ...]
    own: dict[int, Fraction]


def spelled_row(row: Row, *, several: bool) -> SpelledRow:
    """The shortest way to write a row: one weight where all right cells share it.

    Several right cells of a row in which one is chosen are those of the best weight.
    """
    right = tuple(place for place, cell in enumerate(row.cells) if cell.correct)
    weights = {place: cell.points for place, cell in enumerate(row.cells) if cell.points}
    marks = {row.cells[place].points for place in right}
    if len(marks) == 1 and (several or len(right) == 1) and set(weights) <= set(right):
        return SpelledRow(sum((row.cells[place].points for place in right), ZERO), right, {})
    if len(right) > 1 and not several:
        return SpelledRow(None, (), weights)
    return SpelledRow(
        None, right, {**weights, **{place: row.cells[place].points for place in right}}
    )
