"""Material of QTI 1.2 → rich text: HTML inside `mattext`, with what Canvas adds to it."""

import posixpath
import re
from urllib.parse import unquote

from examc.core import lazyre
from examc.core.content import Blocks, GapRef, Math, Text
from examc.core.diagnostics import Report
from examc.files.xmltree import Element, characters, elements, name
from examc.formats.canvas import names
from examc.formats.canvas.readfiles import Files
from examc.formats.foreign.documents import Document
from examc.formats.foreign.images import lost
from examc.formats.foreign.quoting import quoted
from examc.formats.foreign.typing import Otherwise
from examc.text import fromhtml
from examc.text.folding import fold
from examc.text.fromhtml.running import Nodes
from examc.text.xhtml import escape

_EQUATION = lazyre.compile(r"\bequation_image\b")
_LATEX = lazyre.compile(r"\s*LaTeX:\s*")
_IN_COURSE = lazyre.compile(r"(?:\$|%24)(?:IMS[-_]CC[-_]FILEBASE|CANVAS|WIKI)|/?courses/\d")
_PICTURE = lazyre.compile(r"\.(?:png|jpe?g|gif|svg|webp)\Z", re.IGNORECASE)
_SILENT = ("material", "matbreak", "matimage", "mat_extension")
"""Elements of material that say nothing by themselves."""
_EMPTY_ANSWER = "No answer text provided."
"""What Canvas writes for an answer that has no text."""


class Texts:
    """Reads the texts of one export; `ours` says that we wrote it."""

    def __init__(self, files: Files, report: Report, *, ours: bool) -> None:
        self.files = files
        self.report = report
        self.ours = ours
        self.otherwise = Otherwise()

    def material(self, document: Document, element: Element, where: str) -> Blocks:
        """The text of the material in an element."""
        html = self.html(document, element, where)
        return self.read(document, element, html, where)

    def read(
        self, document: Document, element: Element, html: str, where: str, *, gaps: bool = False
    ) -> Blocks:
        """Read HTML that stands in an element; `gaps` says that gaps are marked in it."""
        if not html.strip():
            return ()
        return _Text(self, document, element, where, gaps=gaps).read(html)

    def html(self, document: Document, element: Element, where: str) -> str:
        """The HTML of the material in an element; what is no text or image is reported."""
        found: list[str] = []
        alternatives = {inner for one in elements(element, "altmaterial") for inner in one.iter()}
        for part in element.iter():
            kind = name(part)
            if part in alternatives:
                if kind == "altmaterial" and (words := " ".join(characters(part).split())):
                    message = (
                        f"text for who cannot see the one before it is left out: {quoted(words)}"
                    )
                    self.report.add("R420", message, document.span(part), where=where)
            elif kind == "mattext":
                found.append(_html(part))
            elif kind == "matbreak":
                found.append("<br/>")
            elif kind == "mat_formattedtext":
                found.append(_formatted(part))
            elif kind == "matapplication" and _PICTURE.search(part.get("label", "")):
                source, label = escape(part.get("uri", "")), escape(part.get("label", ""))
                found.append(f'<p><img src="{source}" alt="{label}"/></p>')
            elif kind == "matemtext":
                found.append(f"<em>{_html(part)}</em>")
            elif kind == "matimage" and part.get("uri"):
                source, label = escape(part.get("uri", "")), escape(part.get("label", ""))
                found.append(f'<img src="{source}" alt="{label}"/>')
            elif kind.startswith("mat") and kind not in _SILENT:
                message = f"material of the kind {quoted(kind)} is left out"
                self.report.add("R420", message, document.span(part), where=where)
        return "".join(found)


def _html(mattext: Element) -> str:
    """The HTML of a text; characters without a type are HTML, as Canvas takes them."""
    text = characters(mattext)
    if mattext.get("texttype", "text/html").lower() != "text/plain":
        return text
    if text.strip() == _EMPTY_ANSWER:
        return ""
    return escape(text.strip()).replace("\n", "<br/>")


def _formatted(text: Element) -> str:
    """The HTML of a text of Blackboard: of its smart and plain text, lines are lines."""
    if text.get("type", "HTML").upper() == "HTML":
        return characters(text)
    lines = characters(text).strip()
    if text.get("type", "").upper().startswith("SMART") and "<" in lines:
        return lines.replace("\n", "<br/>")
    return escape(lines).replace("\n", "<br/>")


def is_empty(element: Element) -> bool:
    """Whether there is nothing in any text of an element."""
    return not any(characters(e).strip() or e.get("uri") for e in elements(element, "material"))


def _take(reader: fromhtml.Reader, element: Element) -> Nodes | None:
    return reader.taken(element) if isinstance(reader, _Text) else None


class _Text(fromhtml.Reader):
    """A reader of HTML that knows Canvas' images of formulas and its links into a course."""

    def __init__(
        self, texts: Texts, document: Document, element: Element, where: str, *, gaps: bool
    ) -> None:
        super().__init__(
            texts.report,
            where,
            span=document.span(element),
            ours=texts.ours,
            take=_take,
        )
        self.gaps = gaps
        self.files = texts.files
        self.folder = posixpath.dirname(document.file)

    def picture(self, address: str, words: str) -> str:
        """The path of a file of the course."""
        path, problem = self.files.path(address, self.folder)
        bare = address.replace("%24", "$")
        if not path and self.ours and bare.startswith(names.FILE_BASE):
            return names.media_source(bare.removeprefix(names.FILE_BASE))
        if not path:
            self.tell("R470", lost(address, problem, words), "add the file by hand")
        return path

    def taken(self, element: Element) -> Nodes | None:
        """What stands for an element that Canvas writes; None for the usual reading."""
        kind = name(element).lower()
        if kind == "img" and not element.get("data-equation-content"):
            tex = self._equation(element)
            return (self._formula(tex) or Text(fold(tex)),) if tex.strip() else None
        if kind == "span" and self.ours and element.get("class") == names.DISPLAY:
            return (_between(characters(element)),)
        if kind == "span" and element.get("class") == names.GAP and self.gaps:
            return (GapRef(characters(element)),)
        if kind == "a" and _IN_COURSE.match(element.get("href", "")):
            target = quoted(element.get("href", ""))
            message = f"link to {target}, which is a part of the course, is not kept"
            self.tell("R424", message, "link to a web address, or say where it is")
            element.attrib.pop("href")
        return None

    def _equation(self, element: Element) -> str:
        """The LaTeX of an image that Canvas made of a formula; "" for other images."""
        alt, src = element.get("alt", ""), element.get("src", "")
        if not _EQUATION.search(element.get("class", "")) and "/equation_images/" not in src:
            return ""
        if _LATEX.match(alt):
            return _LATEX.sub("", alt, count=1)
        return element.get("title", "") or unquote(unquote(src.rpartition("/")[2]))


def _between(written: str) -> Math:
    """The formula between the delimiters of our own writer, whatever is in it."""
    return Math(written[2:-2], written.startswith("\\["))
