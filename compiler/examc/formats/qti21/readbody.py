"""Reads the texts of an item or a section: what stands in a body, and what is taken out of it."""

import posixpath
import re
from collections.abc import Callable

from examc.core import lazyre
from examc.core.content import Blocks, GapRef, Image, Paragraph, Strikethrough, Strong, Text, plain
from examc.core.diagnostics import Report
from examc.core.records import Mutable, Record, field
from examc.core.source import Span
from examc.files.xmltree import Element, characters, child, name
from examc.formats.foreign.documents import Document
from examc.formats.foreign.images import lost
from examc.formats.foreign.quoting import line, quoted
from examc.formats.qti21 import names
from examc.formats.qti21.readimages import Images
from examc.text.fromhtml import Reader, Take
from examc.text.fromhtml.running import Nodes
from examc.text.standins import words_for

_START = lazyre.compile(re.escape(names.START) + r"(\d{1,9})")
_ATOMS = frozenset({"img", "object", "math", "hr", "table"})


class Shown(Record, frozen=True):
    """A feedback, and when it is shown: while the outcome holds, or does not hold, the identifier.

    `option` is the option (from 0) that it stands inside, -1 for none.
    """

    element: Element
    outcome: str
    identifier: str
    show: bool
    option: int = -1


def shown(element: Element, option: int = -1) -> Shown:
    """The condition that a feedback element states."""
    return Shown(
        element,
        element.get("outcomeIdentifier", ""),
        element.get("identifier", ""),
        element.get("showHide", "show") == "show",
        option,
    )


class _Reader(Reader):
    """Reads one text of a document that stands in a folder of its package."""

    def __init__(
        self,
        images: Images,
        folder: str,
        report: Report,
        where: str,
        *,
        span: Span,
        ours: bool,
        take: Take,
    ) -> None:
        super().__init__(report, where, span=span, ours=ours, take=take)
        self.images = images
        self.folder = folder

    def picture(self, address: str, words: str) -> str:
        """The path of a file of the package."""
        path, problem = self.images.path(self.folder, address, ours=self.ours)
        if problem:
            self.tell("R470", lost(address, problem, words), "add the image, or draw it again")
        return path


class Body(Mutable):
    """Reads the texts of one document; `ours` says that they are as we wrote them."""

    document: Document
    file: str
    images: Images
    report: Report
    ours: bool = False
    interaction: Element | None = None
    """What candidates answer with; its prompt is read in its place."""
    option: int = -1
    """The option that is being read."""
    gaps: dict[Element, str] = field(default_factory=dict)
    """Gaps by their elements, with their names."""
    skip: set[Element] = field(default_factory=set)
    """Elements that are read on their own."""
    feedback: list[Shown] = field(default_factory=list)
    """The feedback found inside the texts that were read."""
    asked: bool = False
    """Whether the interaction was met."""

    def read(self, element: Element | None, where: str) -> Blocks:
        """What is inside an element; () where there is none."""
        if element is None:
            return ()
        return self._reader(element, where).inside(element)

    def feedback_text(self, feedback: Shown, where: str) -> Blocks:
        """A feedback with its title, which stands above it."""
        content = self.read(feedback.element, where)
        title = line(feedback.element.get("title", ""))
        return (Paragraph((Strong((Text(title),)),)), *content) if title else content

    def tell(self, code: str, message: str, element: Element, where: str, help: str = "") -> None:
        """Report something about an element of the document."""
        self.report.add(code, message, self.document.span(element), help=help, where=where)

    def _reader(self, element: Element, where: str) -> Reader:
        return _Reader(
            self.images,
            posixpath.dirname(self.file),
            self.report,
            where,
            span=self.document.span(element),
            ours=self.ours,
            take=self._take,
        )

    # -- elements of QTI ------------------------------------------------------------------------

    def _take(self, reader: Reader, element: Element) -> Nodes | None:
        if element in self.skip:
            return ()
        if element in self.gaps:
            return (GapRef(self.gaps[element]),)
        if element is self.interaction:
            self.asked = True
            if name(element) == "gapMatchInteraction":
                return reader.flow(element)
            prompt = child(element, "prompt")
            return () if prompt is None else reader.flow(prompt)
        known = _TAKEN.get(name(element))
        return None if known is None else known(self, reader, element)

    def _span(self, reader: Reader, element: Element) -> Nodes | None:
        if element.get("class") != names.STRIKETHROUGH:
            return None
        inner = reader.running(element)
        return (Strikethrough(inner),) if inner or self.ours else ()

    def _list(self, _: Reader, element: Element) -> None:
        start = _START.fullmatch(element.get("class", ""))
        if start:
            element.set("start", start[1])

    def _link(self, _: Reader, element: Element) -> None:
        label = element.get("label")
        if self.ours and label:
            element.set("title", label)

    def _feedback(self, _: Reader, element: Element) -> Nodes:
        self.feedback.append(shown(element, self.option))
        return ()

    def _prompt(self, reader: Reader, element: Element) -> Nodes:
        return reader.flow(element)

    def _rubric(self, reader: Reader, element: Element) -> Nodes:
        return reader.flow(element) if is_for_candidates(element) else ()

    def _object(self, reader: Reader, element: Element) -> Nodes | None:
        """An image, with its text as the alternative; of other media, what stands in for them."""
        address, media = element.get("data", ""), element.get("type", "")
        if media.startswith("image/") or (not media and _is_image(address)):
            folder = posixpath.dirname(self.file)
            path, problem = self.images.path(folder, address, ours=self.ours)
            if path:
                return (Image(path, line(characters(element))),)
            instead = reader.flow(element)
            words = words_for(plain(instead), address)
            reader.tell("R470", lost(address, problem, words), "add the image, or draw it again")
        else:
            instead = reader.flow(element)
            words = words_for(plain(instead), address)
            message = f"object of type {quoted(media)} has no place in a text"
            reader.tell("R420", f"{message}; {quoted(words)} stands for it")
        return instead or (Text(words),)


_Take = Callable[[Body, Reader, Element], Nodes | None]

_TAKEN: dict[str, _Take] = {
    "span": Body._span,
    "ol": Body._list,
    "a": Body._link,
    "object": Body._object,
    "feedbackInline": Body._feedback,
    "feedbackBlock": Body._feedback,
    "rubricBlock": Body._rubric,
    "prompt": Body._prompt,
}
"""The elements whose meaning HTML does not know, or knows otherwise."""


def _is_image(address: str) -> bool:
    ending = posixpath.splitext(address)[1].lower()
    return ending in (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


def is_for_candidates(rubric_block: Element) -> bool:
    """Whether candidates see a rubricBlock, whoever else does."""
    return "candidate" in rubric_block.get("view", "").split()


def says_something(element: Element) -> bool:
    """Whether an element has anything to read or see in it."""
    if characters(element).strip():
        return True
    return any(name(inner) in _ATOMS for inner in element.iter())


def has_text_after(interaction: Element, body: Element) -> bool:
    """Whether candidates read something below an interaction."""
    inner: Element = interaction
    while inner is not body:
        if (inner.tail or "").strip():
            return True
        for after in inner.itersiblings():
            if name(after) not in ("rubricBlock", "feedbackBlock") and says_something(after):
                return True
            if (after.tail or "").strip():
                return True
        parent = inner.getparent()
        if parent is None:
            return False
        inner = parent
    return False


def interactions(body: Element) -> list[Element]:
    """Everything in a body that candidates can answer with."""
    return [inner for inner in body.iter() if name(inner).endswith(("Interaction", "-interaction"))]
