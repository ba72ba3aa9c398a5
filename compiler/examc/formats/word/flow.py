"""The body of a Word file → paragraphs and tables in the order in which they are read."""

from collections.abc import Iterator

from examc.core import numbers
from examc.core.records import replace
from examc.files.xmltree import Element, characters, child, elements, name, parts
from examc.formats.foreign.images import Images
from examc.formats.foreign.quoting import line as on_one_line
from examc.formats.foreign.quoting import quoted
from examc.formats.word.numbering import Numbering, numbering
from examc.formats.word.package import Docx, attribute
from examc.formats.word.pieces import OBJECT, Flow, Grid, Number, Para, Piece, Told
from examc.formats.word.runs import Runs
from examc.formats.word.styles import Styles, looked, outline, styles

MOST_PARAGRAPHS = 100_000

_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "body", "smartTag"))


class TooMany(Exception):
    """More paragraphs than any exam has."""


class Body:
    """Reads a file; `lines` are its paragraphs as messages quote them."""

    def __init__(self, docx: Docx, images: Images, told: Told) -> None:
        self.docx = docx
        self.told = told
        self.lines: list[str] = []
        found = {kind: docx.related(kind) for kind in ("styles", "numbering", *_BESIDE)}
        beside = {kind: document.root for kind, document in found.items() if document}
        self.styles: Styles = styles(beside.get("styles"))
        self.numbering: Numbering = numbering(beside.get("numbering"))
        self.notes = {
            noun: {attribute(one, "id"): one for one in elements(beside[kind], noun)}
            for kind, noun in _BESIDE.items()
            if kind in beside
        }
        self.runs = Runs(docx, docx.main, self.styles, images, told)
        self._furniture()

    def read(self, body: Element) -> list[Flow]:
        """All that stands in an element; raises TooMany."""
        return list(self._flow(body))

    def _flow(self, element: Element) -> Iterator[Flow]:
        for one in parts(element):
            match name(one):
                case "p":
                    yield from self._paragraph(one)
                case "tbl":
                    yield self._table(one)
                case "altChunk":
                    message = "text of another file, which Word shows here, is left out"
                    self.told.add("R420", message, len(self.lines), "open it and save it anew")
                case "oMathPara" | "oMath":
                    yield from self._paragraph(one)
                case local if local in _WRAPPERS:
                    yield from self._flow(one)
                case _:
                    pass

    # -- paragraphs -----------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> Iterator[Flow]:
        if len(self.lines) >= MOST_PARAGRAPHS:
            raise TooMany
        self.lines.append("")
        line = len(self.lines)
        properties = child(element, "pPr")
        style = self._style(properties)
        usual = self.styles.of_paragraph(style)
        found = self.runs.read(element, usual, line)
        number = self._number(properties, style, found.pieces)
        heading = outline(properties) or self.styles.heading(style)
        mark = None if properties is None else child(properties, "rPr")
        para = Para(line, tuple(found.pieces), number, heading, style, looked(usual, mark))
        para = replace(para, notes=tuple(self._comments(found.comments, line)))
        self.lines[line - 1] = on_one_line(f"{number.text if number else ''} {_shown(para)}")
        yield para
        for box in found.boxes:
            message = "text of a box on the page is read below the paragraph that holds the box"
            self.told.add("R524", message, line, "see if it stands in the right place")
            yield from self._flow(box)
        for noun, own in found.notes:
            yield from self._note(noun, own, line)

    def _style(self, properties: Element | None) -> str:
        style = None if properties is None else child(properties, "pStyle")
        return "" if style is None else attribute(style, "val")

    def _number(self, properties: Element | None, style: str, pieces: list[Piece]) -> Number | None:
        own = level = ""
        chain = [one.paragraph for one in self.styles.chain(style or self.styles.default)]
        for place in (properties, *chain):
            listed = None if place is None else child(place, "numPr")
            if listed is None:
                continue
            identifier, depth = child(listed, "numId"), child(listed, "ilvl")
            own = own or ("" if identifier is None else attribute(identifier, "val"))
            level = level or ("" if depth is None else attribute(depth, "val"))
        if not own or own == "0":
            return None
        number = self.numbering.next(own, numbers.whole(level, 2) or 0)
        return number if any(piece.text.strip() for piece in pieces) else None

    def _comments(self, identifiers: list[str], line: int) -> Iterator[str]:
        for own in identifiers:
            comment = self.notes.get("comment", {}).get(own)
            text = "" if comment is None else on_one_line(_words(comment))
            if text:
                message = "comment becomes a note for graders"
                self.told.add("R524", message, line, "see if it still makes sense there")
                yield text

    def _note(self, noun: str, own: str, line: int) -> Iterator[Flow]:
        note = self.notes.get(noun, {}).pop(own, None)  # one that refers to itself is read once
        if note is None:
            return
        message = f"{noun} is read below the paragraph that refers to it"
        self.told.add("R524", message, line, "see if it stands in the right place")
        first = True
        for flow in self._flow(note):
            if isinstance(flow, Para) and first:
                flow = replace(flow, pieces=(Piece(f"[{own}] "), *flow.pieces), number=None)
                first = False
            yield flow

    # -- tables ---------------------------------------------------------------------------------

    def _table(self, table: Element) -> Grid:
        line = len(self.lines) + 1
        bent = False
        rows: list[tuple[tuple[Para, ...], ...]] = []
        for row in _within(table, "tr"):
            cells: list[tuple[Para, ...]] = []
            for cell in _within(row, "tc"):
                properties = child(cell, "tcPr")
                span = None if properties is None else child(properties, "gridSpan")
                wide = 1 if span is None else numbers.whole(attribute(span, "val"), 2) or 1
                merged = properties is not None and child(properties, "vMerge") is not None
                bent = bent or wide > 1 or merged
                cells.append(tuple(self._cell(cell)))
                cells += [()] * (wide - 1)
            rows.append(tuple(cells))
        return Grid(line, tuple(rows), bent)

    def _cell(self, cell: Element) -> Iterator[Para]:
        for flow in self._flow(cell):
            if isinstance(flow, Para):
                yield flow
                continue
            message = "table inside a table is read as lines of text"
            self.told.add("R425", message, flow.line, "see if it still makes sense")
            for row in flow.rows:
                yield from (para for paras in row for para in paras)

    # -- what stands on every page --------------------------------------------------------------

    def _furniture(self) -> None:
        relations = self.docx.relations(self.docx.main)
        for own, (kind, _) in relations.items():
            if kind not in ("header", "footer"):
                continue
            file = self.docx.target(self.docx.main, own)
            document = self.docx.package.load(file) if file else None
            words = "" if document is None else on_one_line(_words(document.root))
            if words:
                message = f"{kind} of the pages is left out: {quoted(words)}"
                self.told.add("R484", message, 1, "see if it is a part of the exam")


_BESIDE = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}


def _within(element: Element, local: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in wrappers too."""
    for one in parts(element):
        if name(one) == local:
            yield one
        elif name(one) in _WRAPPERS:
            yield from _within(one, local)


def _words(element: Element) -> str:
    return " ".join(
        "".join(characters(t) for t in elements(paragraph, "t"))
        for paragraph in elements(element, "p")
    )


def _shown(para: Para) -> str:
    return para.text.replace(OBJECT, "□").replace("\n", " ↵ ")
