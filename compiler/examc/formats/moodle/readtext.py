"""Texts of a question, in any of Moodle's formats → rich text, with the images beside them."""

from examc.core import lazyre
from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import Report
from examc.files.xmltree import Element
from examc.formats.foreign.documents import Document
from examc.formats.foreign.images import Images, lost
from examc.formats.foreign.quoting import quoted
from examc.formats.foreign.typing import Otherwise
from examc.formats.moodle.readfiles import PREFIX, Beside
from examc.formats.moodle.readxml import text_of
from examc.systems.moodle.forms import (
    AS_OURS,
    AS_SIGNS,
    FORMATS,
    HTML,
    MARKDOWN,
    WIKI,
    html_of,
    own_markdown,
)
from examc.text import fromhtml
from examc.text.folding import fold
from examc.text.fromhtml.running import Nodes
from examc.text.htmltree import name

MOST_PROBLEMS = 10  # files of one text that are told one by one

_BARE = lazyre.compile(r"[^<&\\${\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]*")


class Texts:
    """Reads the texts of one file; `ours` says that it is just as we wrote it."""

    def __init__(self, document: Document, report: Report, *, ours: bool) -> None:
        self.document = document
        self.report = report
        self.ours = ours
        self.files = Images()
        self.otherwise = Otherwise()

    def read(
        self,
        element: Element | None,
        where: str,
        *,
        otherwise: str = HTML,
        take: fromhtml.Take | None = None,
        html: str | None = None,
    ) -> Blocks:
        """The text of an element, and its images; () where there is none.

        `otherwise` is the format where the element says none; `take` takes elements out of the
        text; `html` stands in place of the text where a part of it has been read already.
        """
        if element is None:
            return ()
        whole = html is None
        text = text_of(element).strip() if html is None else html.strip()
        form = format_of(element, otherwise)
        is_short = len(text) <= fromhtml.LARGEST
        if (
            form == HTML
            and is_short
            and _BARE.fullmatch(text)
            and (not whole or element.find("file") is None)
        ):
            return (Paragraph((Text(fold(text)),)),) if text else ()
        return _Reading(self, element, where, take).read(text, form, whole=whole)


class _Reading:
    """Reads one text with the files beside it."""

    def __init__(
        self, texts: Texts, element: Element, where: str, take: fromhtml.Take | None
    ) -> None:
        self.texts = texts
        self.element = element
        self.where = where
        self.span = texts.document.span(element)
        self.beside = Beside(texts.files, element.iterfind("file"))
        self.take = take
        self.problems: dict[str, str] = {}

    def read(self, text: str, form: str, *, whole: bool) -> Blocks:
        """Read the text, or a part of it; of a whole one it is known which files it shows."""
        content = self._in_format(text, form)
        for unused in self.beside.unused() if whole else ():
            self._add(f"file {quoted(unused)} is not shown in its text, and is left out")
        for problem, help_line in list(self.problems.items())[:MOST_PROBLEMS]:
            self._tell("R470", problem, help_line)
        more = len(self.problems) - MOST_PROBLEMS
        if more > 0:
            self._tell("R470", f"{more} more files of this text are left out", "")
        return content

    def _in_format(self, text: str, form: str) -> Blocks:
        if form == MARKDOWN:
            return self._markdown(text)
        if form == WIKI:
            self._format("text in Moodle's old wiki format is read as HTML")
        return self._html(html_of(text, form))

    def _html(self, html: str) -> Blocks:
        take = self._take if self.take or PREFIX in html else None
        ours = self.texts.ours
        report = self.texts.report
        return fromhtml.blocks(
            html, report, self.where, self._image, span=self.span, ours=ours, take=take
        )

    def _take(self, reader: fromhtml.Reader, element: Element) -> Nodes | None:
        """What stands for a link to a file, which no exam can have: its text."""
        address = element.get("href", "")
        if name(element) == "a" and address.startswith(PREFIX):
            file = self.beside.take(address)
            self._add(f"file {quoted(file)} is no image, and is left out; its link stays as text")
            return reader.running(element)
        taken = None if self.take is None else self.take(reader, element)
        for part in element.iter() if taken == () else ():
            if part.get("src", "").startswith(PREFIX):
                self.beside.take(part.get("src", ""))
        return taken

    def _image(self, address: str, words: str) -> str:
        path, problem = self.beside.image(address)
        if problem:
            self._add(lost(address.removeprefix(PREFIX), problem, words), "add the file")
        return path

    def _markdown(self, text: str) -> Blocks:
        """Markdown of another dialect: as ours where that has all of it, else line by line."""
        content = own_markdown(text, self.span)
        self._format(AS_SIGNS if content is None else AS_OURS)
        return self._html(html_of(text, MARKDOWN)) if content is None else content

    def _format(self, message: str) -> None:
        self._tell("R500", message, "compare it with what Moodle shows")

    def _add(self, problem: str, help_line: str = "") -> None:
        """Note a file that cannot be had; the same of one file is told once."""
        self.problems[problem] = help_line

    def _tell(self, code: str, message: str, help_line: str) -> None:
        self.texts.report.add(code, message, self.span, help=help_line, where=self.where)


def format_of(element: Element | None, otherwise: str = HTML) -> str:
    """The format of a text; Moodle takes a format that it does not know for HTML."""
    given = otherwise if element is None else element.get("format", otherwise).strip()
    return given if given in FORMATS else HTML
