"""The texts of cells → rich text."""

from html import escape

from examc.core import lazyre
from examc.core.content import Blocks
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.formats.foreign.images import Images, lost
from examc.text import fromhtml

_DOLLARS = lazyre.compile(r"(?<![\\$])\$(?![\s$])([^$\n]{1,500}?)(?<![\s\\])\$(?![\d$])")
_PLAIN = lazyre.compile(r"\n[ \t]*\n\s*")


class Texts:
    """Reads the texts of one file; its images are those of the web."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.images = Images()

    def plain(self, text: str, span: Span, where: str) -> Blocks:
        """Characters as they stand, with formulas between their delimiters."""
        text = _DOLLARS.sub(r"\\(\1\\)", text.strip())
        if not text:
            return ()
        paragraphs = _PLAIN.split(escape(text, quote=False))
        html = "".join(f"<p>{one.replace(chr(10), '<br>')}</p>" for one in paragraphs)
        return self.html(html, span, where)

    def html(self, text: str, span: Span, where: str) -> Blocks:
        """HTML, as some systems write it into cells."""
        if not text.strip():
            return ()
        return fromhtml.blocks(
            text,
            self.report,
            where,
            lambda address, words: self._image(address, words, span, where),
            span=span,
        )

    def _image(self, address: str, words: str, span: Span, where: str) -> str:
        path, problem = self.images.elsewhere(address) or ("", "stands in another file")
        if problem:
            message = lost(address, problem, words)
            help_line = "add it to the exam that is made"
            self.report.add("R470", message, span, help=help_line, where=where)
        return path
