"""An assessmentTest → the exercises that it makes, each with its references to items."""

import posixpath
from collections.abc import Iterator

from examc.core import numbers
from examc.core.diagnostics import Report
from examc.core.limits import MOST_QUESTIONS
from examc.core.records import Mutable, Record, field, replace
from examc.files.xmltree import Element, child, children, name
from examc.formats.foreign.documents import Document
from examc.formats.foreign.packages import Package
from examc.formats.foreign.quoting import line, quoted
from examc.formats.qti21 import names
from examc.formats.qti21.readbody import is_for_candidates
from examc.formats.qti21.readdelivery import Delivery
from examc.formats.qti21.readpackage import Piece
from examc.formats.qti21.readpoints import Weight

MOST_REFERENCES = 2 * MOST_QUESTIONS
"""Items and sections of one test, as often as they are referred to."""


class Reference(Record, frozen=True):
    """A reference to an item; `file` is "" where there is no such file."""

    file: str
    identifier: str
    weight: Weight | None
    categories: tuple[str, ...]
    required: bool = False
    fixed: bool = False


class Part(Mutable):
    """A section that becomes an exercise; `texts` are its rubricBlocks, `pick` how many are drawn."""

    identifier: str
    title: str
    piece: Piece | None = None
    shuffle: bool = False
    pick: int | None = None
    texts: list[Piece] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


class Test(Mutable):
    """A test; `ours` says that we wrote it."""

    document: Document
    file: str
    identifier: str
    title: str
    ours: bool
    minutes: int | None = None
    attempts: int | None = None
    description: Piece | None = None
    instructions: list[Piece] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def read(document: Document, file: str, package: Package, report: Report) -> Test:
    """Read a test; what has no place in an exam is reported."""
    root = document.root
    ours = root.get("toolName") == names.TOOL
    test = Test(
        document,
        file,
        root.get("identifier", ""),
        root.get("title", "") if ours else line(root.get("title", "")),
        ours,
    )
    reader = _Reader(test, package, report)
    test_parts = children(root, "testPart")
    for test_part in test_parts:
        for section in test_part:
            reader.top(Piece(document, file, section))
    test.attempts = reader.told.test(Piece(document, file, root))
    for text in reader.texts:
        reader.tell("R420", "text of a section without questions is left out", text)
    test.minutes = reader.told.minutes(Piece(document, file, root))
    return test


class _Reader:
    def __init__(self, test: Test, package: Package, report: Report) -> None:
        self.test = test
        self.package = package
        self.report = report
        self.references = 0
        self.multiplied = frozenset(_multiplied(test.document.root))
        self.texts: list[Piece] = []
        """Texts of sections that hold sections alone; the next exercise begins with them."""

    @property
    def told(self) -> Delivery:
        """Reads what is said about delivery; kept, it and this would hold each other."""
        return Delivery(self.tell)

    def tell(self, code: str, message: str, piece: Piece, help: str = "") -> None:
        """Report something about an element, at the exercise that is being read."""
        where = f"exercise {len(self.test.parts)}" if self.test.parts else ""
        span = piece.document.span(piece.element)
        self.report.add(code, message, span, help=help, where=where)

    # -- sections -------------------------------------------------------------------------------

    def top(self, piece: Piece, above: tuple[str, ...] = ()) -> None:
        """Read a section that becomes an exercise, or whose sections do; `above` are its files."""
        opened = self._open(piece, above)
        if opened is None:
            return
        section, above = opened
        element = section.element
        self._texts_of(section)
        if self.test.ours and element.get("identifier") == names.NO_SECTION:
            return
        inner = [e for e in element if name(e) in ("assessmentSection", "assessmentSectionRef")]
        title = element.get("title", "")
        if inner and child(element, "assessmentItemRef") is None:
            message = f"section {quoted(line(title))} holds sections; each of them is an exercise"
            self.tell("R528", f"{message}, and its title is left out", section)
            self.told.rules(section)
            self._take_instructions()
            for one in inner:
                self.top(replace(section, element=one), above)
            return
        part = Part(
            element.get("identifier", ""),
            title if self.test.ours else line(title),
            section,
            _is_shuffled(element),
        )
        self.test.parts.append(part)
        self._content(part, section, above)
        part.pick = self.told.drawn(section, whole=not inner, ours=self.test.ours)

    def _take_instructions(self) -> None:
        """Texts above all questions are for the test as a whole."""
        if not self.test.parts:
            shown = [text for text in self.texts if is_for_candidates(text.element)]
            self.test.instructions += shown
            self.texts = [text for text in self.texts if text not in shown]

    def _content(self, part: Part, section: Piece, above: tuple[str, ...]) -> None:
        """Read what a section refers to; a section inside it is read as a part of it."""
        self.told.rules(section)
        part.texts += self.texts
        self.texts = []
        for element in section.element:
            if name(element) == "assessmentItemRef":
                self._item(part, replace(section, element=element))
                continue
            opened = self._open(replace(section, element=element), above)
            if opened is not None:
                inner, inner_above = opened
                title = quoted(line(inner.element.get("title", "")))
                self.tell("R528", f"section {title} inside another is read as a part of it", inner)
                self._texts_of(inner)
                self._content(part, inner, inner_above)

    def _open(self, piece: Piece, above: tuple[str, ...]) -> tuple[Piece, tuple[str, ...]] | None:
        """The section that an element is or refers to, and its files; None where there is none."""
        element = piece.element
        if name(element) not in ("assessmentSection", "assessmentSectionRef"):
            return None
        if not self._count(piece):
            return None
        if name(element) == "assessmentSection":
            return piece, above
        href = element.get("href", "")
        target = self.package.find(posixpath.dirname(piece.file), href)
        if target is None:
            self.package.missing(f"section {quoted(href)}", piece.document.span(element))
            return None
        if target in above or target == self.test.file:
            self.tell("R512", f"section {quoted(href)} refers to itself, and is left out", piece)
            return None
        loaded = self.package.load(target)
        if loaded is None:
            return None
        if name(loaded.root) != "assessmentSection":
            self.tell("R512", f"file {quoted(href)} is no section, and is left out", piece)
            return None
        return Piece(loaded, target, loaded.root), (*above, target)

    def _count(self, piece: Piece) -> bool:
        """Whether one more reference is within bounds."""
        self.references += 1
        if self.references == MOST_REFERENCES + 1:
            message = f"test refers to more than {MOST_REFERENCES} items and sections"
            self.tell("R512", f"{message}; the rest is left out", piece)
        return self.references <= MOST_REFERENCES

    def _texts_of(self, section: Piece) -> None:
        for block in children(section.element, "rubricBlock"):
            text = replace(section, element=block)
            if self.test.ours and block.get("class") == names.DESCRIPTION:
                self.test.description = text
            elif self.test.ours and block.get("class") == names.INSTRUCTIONS:
                self.test.instructions.append(text)
            else:
                self.texts.append(text)

    # -- items ----------------------------------------------------------------------------------

    def _item(self, part: Part, piece: Piece) -> None:
        if not self._count(piece):
            return
        element = piece.element
        href = element.get("href", "")
        target = self.package.find(posixpath.dirname(piece.file), href) or ""
        if not target:
            where = f"exercise {len(self.test.parts)}"
            self.package.missing(f"item {quoted(href)}", piece.document.span(element), where)
        self.told.rules(piece)
        categories = tuple(element.get("category", "").split())
        identifier = element.get("identifier", "")
        required, fixed = (element.get(own) in ("true", "1") for own in ("required", "fixed"))
        weight = self._weight(element)
        part.references.append(Reference(target, identifier, weight, categories, required, fixed))

    def _weight(self, element: Element) -> Weight | None:
        weights = children(element, "weight")
        used = [w for w in weights if w.get("identifier") in self.multiplied]
        for weight in (*used, *weights):
            value = numbers.parse_float(weight.get("value", ""))
            if value is not None:
                return Weight(value, weight in used)
        return None


def _is_shuffled(section: Element) -> bool:
    ordering = child(section, "ordering")
    return ordering is not None and ordering.get("shuffle") in ("true", "1")


def _multiplied(root: Element) -> Iterator[str]:
    """Yield the weights that the test's own processing uses (Information Model, section 12.3)."""
    processing = child(root, "outcomeProcessing")
    for element in () if processing is None else processing.iter():
        of = element.get("variableIdentifier") or element.get("identifier", "").rpartition(".")[2]
        weight = element.get("weightIdentifier")
        if weight and of == "SCORE" and name(element) in ("testVariables", "variable"):
            yield weight
