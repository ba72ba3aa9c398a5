"""The sheets of an .xlsx: the text that each cell shows, and what of it Excel may have changed."""

from datetime import date, timedelta

from examc.core import lazyre, numbers
from examc.core.diagnostics import listed
from examc.core.records import Mutable, field
from examc.core.source import Source
from examc.files.xmltree import Element, characters, child, children, elements, value
from examc.formats.foreign.packages import Package
from examc.formats.sheets.cells import Row, Sheet, column_name

MAIN = "xl/workbook.xml"
WIDEST = 200  # columns
MOST_ROWS = 100_000

_PLACE = lazyre.compile(r"([A-Z]{1,3})(\d{1,7})")
_QUOTED = lazyre.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of Excel's own formats that show dates and times."""
_PERCENTS = frozenset((9, 10))
_HELP_DATE = "see what was typed: Excel makes dates of texts such as 3-4 or 1/2"


class _Look(Mutable):
    """What the styles say of a cell's number."""

    dates: set[int] = field(default_factory=set)
    percents: set[int] = field(default_factory=set)


def sheets(package: Package) -> list[Sheet]:
    """The sheets that can be seen; a hidden one, and what could not be read, is told."""
    main = package.find("", MAIN) or next(
        (n for n in package.files if n.lower().endswith("/" + MAIN)), None
    )
    book = package.load(main) if main else None
    if main is None or book is None:
        return []
    folder = main.rpartition("/")[0]
    shared = _shared(package, folder)
    look = _look(package, folder)
    is_late = any(
        _attribute(one, "date1904") in ("1", "true") for one in elements(book.root, "workbookPr")
    )
    files = _files(package, folder)
    found: list[Sheet] = []
    for one in elements(book.root, "sheet"):
        named = _attribute(one, "name")
        if _attribute(one, "state") in ("hidden", "veryHidden"):
            message = f"sheet {named!r} is hidden, and is left out"
            package.report.add(
                "R428", message, path=package.path, help="show it in Excel to have it read"
            )
            continue
        file = files.get(_attribute(one, "id"))
        document = package.load(file) if file else None
        if document is not None:
            label = f"{package.path}!{named}"
            found.append(_Reader(label, named, shared, look, is_late).read(document.root))
    return found


def _files(package: Package, folder: str) -> dict[str, str | None]:
    """The files of the sheets, by the ids of the relationships that name them."""
    file = package.find(folder, "_rels/workbook.xml.rels")
    relations = package.load(file) if file else None
    found: dict[str, str | None] = {}
    for one in children(relations.root, "Relationship") if relations else []:
        target = _attribute(one, "Target")
        root = folder.rpartition("/")[0]
        at = root if target.startswith("/") else folder
        found[_attribute(one, "Id")] = package.find(at, target.lstrip("/"))
    return found


def _shared(package: Package, folder: str) -> list[str]:
    file = package.find(folder, "sharedStrings.xml")
    document = package.load(file) if file else None
    return [_text(one) for one in children(document.root, "si")] if document else []


def _text(element: Element) -> str:
    """The characters of a text, without what is read aloud beside it."""
    beside = {one for part in elements(element, "rPh") for one in elements(part, "t")}
    return "".join(characters(one) for one in elements(element, "t") if one not in beside)


def _look(package: Package, folder: str) -> _Look:
    file = package.find(folder, "styles.xml")
    document = package.load(file) if file else None
    found = _Look()
    if document is None:
        return found
    own = {
        numbers.whole(_attribute(one, "numFmtId")) or 0: _attribute(one, "formatCode")
        for one in elements(document.root, "numFmt")
    }
    formats = child(document.root, "cellXfs")
    for place, one in enumerate(children(formats, "xf") if formats is not None else []):
        number = numbers.whole(_attribute(one, "numFmtId")) or 0
        code = _QUOTED.sub("", own.get(number, "")).lower()
        if number in _DATES or any(sign in code for sign in "dmyhs"):
            found.dates.add(place)
        if number in _PERCENTS or "%" in code:
            found.percents.add(place)
    return found


class _Reader:
    """Reads one sheet."""

    def __init__(
        self, label: str, named: str, shared: list[str], look: _Look, is_late: bool
    ) -> None:
        self.shared = shared
        self.look = look
        self.first = date(1904, 1, 1) if is_late else date(1899, 12, 30)
        self.label = label
        self.sheet = Sheet(Source(label, ""), (), named)

    def read(self, root: Element) -> Sheet:
        """All rows that can be seen."""
        rows: dict[int, tuple[str, ...]] = {}
        hidden: list[int] = []
        data = child(root, "sheetData")
        last = 0
        for row in children(data, "row") if data is not None else []:
            line = numbers.whole(_attribute(row, "r"), 7) or last + 1
            last = line
            if line > MOST_ROWS:
                self._tell("R409", f"rows behind number {MOST_ROWS} are left out", "", line)
                break
            if _attribute(row, "hidden") in ("1", "true"):
                hidden.append(line)
                continue
            rows[line] = self._row(row, line)
        self._say_hidden(hidden, root)
        lines = [" | ".join(rows.get(line, ())) for line in range(1, max(rows, default=0) + 1)]
        self.sheet.source = Source(self.label, "\n".join(one.replace("\n", " ↵ ") for one in lines))
        self.sheet.rows = [Row(line, rows[line]) for line in sorted(rows)]
        self._say_hidden_columns(root)
        return self.sheet

    def _tell(self, code: str, message: str, help_line: str, line: int) -> None:
        self.sheet.told.append((code, message, help_line, line))

    def _say_hidden(self, hidden: list[int], root: Element) -> None:
        if hidden:
            noun = "row that is hidden is" if len(hidden) == 1 else "rows that are hidden are"
            message = f"{len(hidden)} {noun} left out"
            self._tell("R428", message, "show them in Excel to have them read", hidden[0])
        merged = elements(root, "mergeCell")
        if merged:
            message = f"{len(merged)} merged cells: only the first of each has the text"
            self._tell("R425", message, "take them apart in Excel", 1)

    def _say_hidden_columns(self, root: Element) -> None:
        """Say which columns nobody sees: they are read, since keys are often hidden."""
        spans = [
            (numbers.whole(_attribute(one, "min"), 5), numbers.whole(_attribute(one, "max"), 5))
            for one in elements(root, "col")
            if _attribute(one, "hidden") in ("1", "true")
        ]
        hidden = {
            place
            for low, high in spans
            if low and high
            for place in range(low - 1, min(high, WIDEST))
        }
        width = max((len(row.cells) for row in self.sheet.rows), default=0)
        names = [column_name(place) for place in sorted(hidden) if place < width]
        if names:
            noun = "column" if len(names) == 1 else "columns"
            message = f"{noun} {listed(names)}, hidden in Excel, {'is' if len(names) == 1 else 'are'} read"
            self._tell("R428", message, "delete what should not be read", 1)

    def _row(self, row: Element, line: int) -> tuple[str, ...]:
        cells: list[str] = []
        for one in children(row, "c"):
            place = _PLACE.fullmatch(_attribute(one, "r"))
            column = _column(place[1]) if place else len(cells)
            if column >= WIDEST:
                self._tell("R425", f"columns behind number {WIDEST} are left out", "", line)
                break
            cells += [""] * (column + 1 - len(cells))
            cells[column] = self._cell(one, line, column)
        return tuple(cells)

    def _cell(self, cell: Element, line: int, column: int) -> str:
        kind, written = _attribute(cell, "t"), value(cell, "v")
        if child(cell, "f") is not None:
            message = "cells hold formulas: what Excel last made of each is read"
            self._tell("R591", message, "see if the values are those that are meant", line)
        match kind:
            case "s":
                place = numbers.whole(written)
                return self.shared[place] if place is not None and place < len(self.shared) else ""
            case "inlineStr":
                inline = child(cell, "is")
                return "" if inline is None else _text(inline)
            case "str":
                return written
            case "b":
                return "TRUE" if written == "1" else "FALSE"
            case "e":
                message = f"cell {column_name(column)}{line} holds an error of Excel, {written!r}"
                self._tell("R494", message, "mend the formula, or write the value", line)
                return ""
            case "d":
                return self._dated(written, line, column)
            case _:
                return self._number(written, _attribute(cell, "s"), line, column)

    def _number(self, written: str, style: str, line: int, column: int) -> str:
        """A number as the shortest decimal that it is; a date, and a percentage, as Excel shows it."""
        try:
            shortest = repr(float(written)) if written else ""
        except ValueError:
            return written
        exact = numbers.parse_float(shortest)
        if exact is None:
            return written
        look = numbers.whole(style) or 0
        if look in self.look.dates and 0 <= exact < 2_958_466:
            day = self.first + timedelta(days=int(exact))
            return self._dated(day.isoformat(), line, column)
        if look in self.look.percents:
            return f"{numbers.show(exact * 100)}%"
        return numbers.show(exact)

    def _dated(self, shown: str, line: int, column: int) -> str:
        message = f"cell {column_name(column)}{line} holds a date, and is read as {shown}"
        self._tell("R590", message, _HELP_DATE, line)
        return shown


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _attribute(element: Element, local: str) -> str:
    for key, found in element.items():
        if str(key).rpartition("}")[2] == local:
            return str(found)
    return ""
