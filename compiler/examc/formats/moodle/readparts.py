"""What our writer marked in a text: blocks, options, rubrics, what only graders see."""

from collections.abc import Container, Sequence
from fractions import Fraction

from examc.core import limits, numbers
from examc.core.content import Blocks, GapRef, Inline, Inlines, Math, Text, plain
from examc.core.records import Mutable, field
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.files.xmltree import Element, characters
from examc.formats.foreign.quoting import quoted
from examc.text.fromhtml import Reader
from examc.text.fromhtml.running import Nodes
from examc.text.htmltree import name

DESCRIPTION = "examc-description"
IMAGE_BLOCK = "examc-image-block"
TEXT_BLOCK = "examc-text-block"
SOLUTION = "examc-solution"
NOTES = "examc-notes"
CORRECT = "examc-correct"
INCORRECT = "examc-incorrect"
INSTRUCTIONS = "examc-instructions"

_TEXTS = (DESCRIPTION, SOLUTION, NOTES, CORRECT, INCORRECT, INSTRUCTIONS)


class Parts(Mutable):
    """What was found in one text, apart from the text itself.

    `blocks` are the ids of the blocks that the file holds; what a question repeats of these is
    left out. `gaps` are the names of the gaps that may stand in the text; `lefts` the left sides of
    a table whose rows are gaps, where the question `has_table`.
    """

    blocks: Container[str] = ()
    gaps: Sequence[str] = ()
    has_table: bool = False
    lefts: list[Blocks] = field(default_factory=list)
    unit: str = ""
    texts: dict[str, Blocks] = field(default_factory=dict)
    block: str = ""
    repeat: bool = False
    id: str = ""
    fixed: bool = False
    rubric: Rubric | None = None
    unread: list[str] = field(default_factory=list)
    """What of a rubric is no number, and what stands for it."""

    def take(self, reader: Reader, element: Element) -> Nodes | None:
        """Take a marked element out of the text that is read; None for any other."""
        if self.has_table and name(element) == "table" and not self.lefts and _has_gaps(element):
            self.lefts += [self._left(reader, row) for row in element.iter() if _is_row(row)]
            return ()
        kind = _kind(element)
        if not kind.startswith("examc-"):
            return None
        if kind == "examc-label":
            return ()
        if kind == "examc-repeated":
            return () if element.get("data-examc-block", "") in self.blocks else None
        if kind in _TEXTS:
            self.texts[kind] = reader.flow(element)
            return ()
        if kind in (IMAGE_BLOCK, TEXT_BLOCK):
            self.block, self.repeat = kind, element.get("data-examc-repeat") == "true"
            return reader.flow(element)
        if kind == "examc-gap":
            place = numbers.whole(element.get("data-examc-gap", ""))
            known = place is not None and place < len(self.gaps)
            return (GapRef(self.gaps[place or 0]),) if known else None
        if kind == "examc-feedback":
            return reader.flow(element)
        if kind == "examc-unit":
            self.unit = " ".join(characters(element).removeprefix("…").split())
            return ()
        if kind in ("examc-item", "examc-option"):
            self.id = element.get("data-examc-id", "")
            self.fixed = element.get("data-examc-fixed") == "true"
            return reader.flow(element)
        if kind in ("examc-criteria", "examc-levels"):
            self.rubric = self._rubric(reader, element)
            return ()
        return None

    def _left(self, reader: Reader, row: Element) -> Blocks:
        """The left side of a row; none for a row of any other form."""
        cells = [cell for cell in row if name(cell) == "td"]
        return reader.flow(cells[0]) if cells else ()

    def _rubric(self, reader: Reader, table: Element) -> Rubric:
        rows = [row for row in table.iter() if name(row) == "tr" and _cell(row, "text") is not None]
        if _kind(table) == "examc-criteria":
            return Criteria(tuple(self._criterion(reader, row) for row in rows))
        return Levels(tuple(self._level(reader, row) for row in rows))

    def _criterion(self, reader: Reader, row: Element) -> Criterion:
        return Criterion(
            text=_text(reader, row),
            points=self._points(row),
            name=_name(reader, row),
            id=row.get("data-examc-id", ""),
        )

    def _level(self, reader: Reader, row: Element) -> Level:
        return Level(
            text=_text(reader, row),
            points=self._points(row),
            percent=self._percent(row),
            name=_name(reader, row),
            id=row.get("data-examc-id", ""),
        )

    def _points(self, row: Element) -> Fraction:
        cell = _cell(row, "points")
        written = "" if cell is None else characters(cell).strip()
        points = limits.held(written)
        if points is None:
            self.unread.append(f"{quoted(written)} is no number of points; 0 stands for it")
        return points or Fraction(0)

    def _percent(self, row: Element) -> str:
        cell = _cell(row, "percent")
        written = "" if cell is None else characters(cell).strip().removesuffix("%")
        if written and numbers.parse(written) is None:
            self.unread.append(f"{quoted(written)} is no percentage, and is left out")
            return ""
        return written


def _has_gaps(element: Element) -> bool:
    """Whether a code stood somewhere in an element."""
    return any(_kind(part) == "examc-gap" for part in element.iter())


def _is_row(element: Element) -> bool:
    return name(element) == "tr" and _has_gaps(element)


def _kind(element: Element) -> str:
    """The first class of an element, which is ours; what follows is for Moodle's looks."""
    return element.get("class", "").split(" ", 1)[0]


def _cell(row: Element, kind: str) -> Element | None:
    return next((cell for cell in row if cell.get("class") == f"examc-{kind}"), None)


def _text(reader: Reader, row: Element) -> Blocks:
    cell = _cell(row, "text")
    return () if cell is None else reader.flow(cell)


def _name(reader: Reader, row: Element) -> str:
    """A name, in which formulas stand between `$` signs."""
    cell = _cell(row, "name")
    inlines: Inlines = () if cell is None else reader.running(cell)
    return "".join(map(_written, inlines)).strip(" ")


def _written(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Math():
            return f"${inline.tex}$"
        case _:
            return plain((inline,))
