"""The formats that a text of Moodle can have, and what each of them shows, as HTML or rich text."""

from html import escape

from examc.core import lazyre
from examc.core.content import Blocks, Image, walk
from examc.core.diagnostics import Report
from examc.core.source import Source, Span
from examc.text import markup

HTML, PLAIN, MARKDOWN, AUTOMATIC, WIKI = (
    "html",
    "plain_text",
    "markdown",
    "moodle_auto_format",
    "wiki_like",
)
FORMATS = (HTML, PLAIN, MARKDOWN, AUTOMATIC, WIKI)
AS_OURS = "text in Moodle's Markdown is read as our own"
AS_SIGNS = "text in Moodle's Markdown has what ours has not; its characters are kept"

_BETWEEN_TAGS = lazyre.compile(r">\s+<")
_BESIDE_TAG = lazyre.compile(r">\n|\n<")
_LONE_DOLLAR = lazyre.compile(r"(?<![\\$])\$(?!\$)")


def html_of(text: str, form: str) -> str:
    """A text as the HTML that Moodle shows; Markdown is taken for plain text."""
    if form in (PLAIN, MARKDOWN):
        return "<br/>".join(escape(text, quote=False).split("\n"))
    if form in (AUTOMATIC, WIKI):
        text = _BESIDE_TAG.sub(lambda end: end[0].replace("\n", " "), text)
        text = _BETWEEN_TAGS.sub("><", text).replace("\n", "<br/>")
    return text


def own_markdown(text: str, span: Span) -> Blocks | None:
    """A text in Markdown as our own, where ours has all of it; `span` is where it stands."""
    found, place = Report(), (span.line, span.column)
    source = Source("", _LONE_DOLLAR.sub(r"\\$", text), "", span.source, lambda _: place)
    content = markup.blocks(source, found)
    files = any(isinstance(node, Image) and not node.is_remote for node in walk(content))
    return None if found.diagnostics or files else content
