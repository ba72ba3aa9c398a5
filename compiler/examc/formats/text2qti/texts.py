"""Texts of text2qti, in Markdown → rich text."""

from examc.core import lazyre
from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.formats.foreign.images import Images, lost
from examc.formats.text2qti.elements import Element
from examc.text import fromhtml
from examc.text.folding import fold
from examc.text.markup.others import TooDeep, html_of

_BARE = lazyre.compile(r"[\w ,;:?'\"/%()=^|.]*")
"""Text in which Markdown and HTML see no sign of theirs, if it begins with a letter."""


class Texts:
    """Reads the texts of one file, whose images are those of the web and those embedded in it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.files = Images()

    def read(self, element: Element | None, where: str) -> Blocks:
        """The text of an element; () where there is none."""
        return () if element is None else self.of(element.text, element.span, where)

    def of(self, text: str, span: Span, where: str) -> Blocks:
        """A text as rich text."""
        if _BARE.fullmatch(text) and text[:1].isalpha():
            return (Paragraph((Text(fold(text)),)),)
        if len(text) > fromhtml.LARGEST:
            message = f"text of {len(text)} characters is left out"
            self.report.add("R409", message, span, help="keep it shorter", where=where)
            return ()
        try:
            html = html_of(text)
        except TooDeep:
            message = "text goes deeper than any exam does, and is left out"
            self.report.add("R421", message, span, help="write it simpler", where=where)
            return ()
        return fromhtml.blocks(
            html,
            self.report,
            where,
            lambda address, words: self._image(address, words, span, where),
            span=span,
        )

    def _image(self, address: str, words: str, span: Span, where: str) -> str:
        path, problem = self.files.elsewhere(address) or ("", "stands in another file")
        if problem:
            message = lost(address, problem, words)
            help_line = "add it to the exam that is made"
            self.report.add("R470", message, span, help=help_line, where=where)
        return path
