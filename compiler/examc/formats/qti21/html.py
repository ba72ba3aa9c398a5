"""Rich text → the XHTML of a QTI 2.1 body, which knows no style, no struck text and no list start."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from markupsafe import Markup

from examc.core import lazyre
from examc.core.content import (
    Blocks,
    GapRef,
    Image,
    Inline,
    Inlines,
    Link,
    Math,
    OrderedList,
    Strikethrough,
    Table,
    Text,
)
from examc.core.losses import Losses
from examc.core.model import Exam, Node
from examc.core.source import Span
from examc.core.wording import wording
from examc.files import imagefiles
from examc.formats.qti21 import losses, mathml, names
from examc.text.xhtml import READ_ALOUD, Writer, escape

COLUMN = 800  # pixels of width that a column of text has in a player, about

_STRAY = lazyre.compile(r"%(?![0-9A-Fa-f]{2})|[\[\]]")
_HOST = lazyre.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*")
_CONTROLS = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def attribute(text: str) -> Markup:
    """Text for an attribute's value, such that a parser gives it back with its line ends."""
    escaped = escape(text)
    for control, reference in _CONTROLS.items():
        if control in escaped:
            escaped = escaped.replace(control, reference)
    return Markup(escaped)


def address(url: str) -> str:
    """A web address with what the schemas' anyURI refuses percent-encoded, as a browser does."""
    host = _HOST.match(url)
    start = host[0] if host else ""
    rest = _STRAY.sub(lambda match: f"%{ord(match[0]):02X}", url[len(start) :])
    page, sign, fragment = rest.partition("#")
    return f"{start}{page}{sign}{fragment.replace('#', '%23')}"


class Html(Writer):
    """Writes content for one package, and remembers which images it used."""

    def __init__(self, math: str, files: Mapping[str, bytes], exam: Exam, losses: Losses) -> None:
        self.language = exam.language
        self.words = wording(exam.language)
        self.losses = losses
        self.latex: dict[int, tuple[Node, Span | None]] = {}
        """The formulas that are written as LaTeX, with the part of the exam that has them."""
        self._node: Node = exam
        self._gaps: Mapping[str, str] = {}
        self.files = files
        self.mathml = math == "mathml"
        self.used: dict[str, str] = {}
        """The file in the package of each image since the last `take_images`, by its source."""

    def of(self, node: Node) -> "Html":
        """The writer itself, for a text that a part of the exam has."""
        self._node = node
        return self

    def markup(self, content: Blocks) -> Markup:
        """Write a text of blocks for a template."""
        return Markup(self.blocks(content))

    def compact_markup(self, content: Blocks) -> Markup:
        """Write a text for a template, without the `<p>` round it where it is one paragraph."""
        return Markup(self.compact(content))

    def take_images(self) -> dict[str, str]:
        """The images used since the last call, source → file of the package, in order of use."""
        used, self.used = self.used, {}
        return used

    @contextmanager
    def gaps(self, filled: Mapping[str, str]) -> Iterator[None]:
        """Write these interactions in place of gaps, by their ids, for a while."""
        before, self._gaps = self._gaps, filled
        yield
        self._gaps = before

    def gap(self, gap: GapRef) -> str:
        """Write what is filled in at a gap."""
        return self._gaps.get(gap.id) or super().gap(gap)

    def image_size(self, src: str) -> str:
        """Make a picture that is wider than a column as wide as that; QTI 2.1 knows no style."""
        is_wide = imagefiles.width(self.files.get(src, b"")) > COLUMN
        return ' width="100%"' if is_wide else ""

    def image_src(self, src: str) -> str:
        """The file of an image, and a note that it is used; a web address stays as it is."""
        if Image(src, "").is_remote:
            return address(src)
        name = names.media_name(src)
        self.used[src] = name
        return name

    def inlines(self, content: Inlines) -> str:
        """Write running text, with an element round a space that stands alone.

        Canvas' New Quizzes parse an item with libxml2's noblanks, which drops white space between
        elements unless the first child is text.
        """
        if len(content) < 3 or self._is_text(content[0]):
            return super().inlines(content)
        return "".join(
            [
                f"<span>{inline.text}</span>"
                if isinstance(inline, Text) and inline.text.isspace()
                else self.inline(inline)
                for inline in content
            ]
        )

    def _is_text(self, inline: Inline) -> bool:
        """Tell what is written as text and not as an element."""
        bare = isinstance(inline, Math) and not self.mathml and not inline.say
        return bare or isinstance(inline, Text)

    def math(self, math: Math) -> str:
        """Write a formula as MathML where that was asked for and can be made, else as LaTeX."""
        made = mathml.formula(math.tex, math.display, math.say) if self.mathml else None
        if made is not None:
            return made
        if self.mathml:
            losses.formula(self._node, math.span, self.losses)
        self.latex[id(math)] = self._node, math.span
        if math.say:
            losses.reading(self._node, math.span, self.losses)
        return super().math(math)

    def read_aloud(self, math: Math, written: str) -> str:
        """Mark how a formula is read aloud: QTI 2.1 has no attribute that is spoken."""
        if not math.say:
            return written
        return f'<span class="{READ_ALOUD}" label="{attribute(math.say)}">{written}</span>'

    def strikethrough(self, inline: Strikethrough) -> str:
        """Mark struck text; QTI 2.1 has no element for it."""
        return f'<span class="{names.STRIKETHROUGH}">{self.inlines(inline.content)}</span>'

    def start(self, block: OrderedList) -> str:
        """Mark a list that does not begin at 1; QTI 2.1 has no attribute for it."""
        return "" if block.start == 1 else f' class="{names.START}{block.start}"'

    def table(self, table: Table) -> str:
        """Write a table; QTI 2.1 asks for a body, so a table of its head only has no `thead`."""
        if table.rows:
            return super().table(table)
        return f"<table><tbody>{self.row(table.head, table.alignments, 'th')}</tbody></table>"

    def alignment(self, alignment: str) -> str:
        """The attribute that aligns a cell."""
        return f' align="{alignment}"' if alignment else ""

    def link(self, link: Link) -> str:
        """Write a link; its title is a label, since QTI 2.1 has no attribute for it."""
        title = f' label="{attribute(link.title)}"' if link.title else ""
        return f'<a href="{attribute(address(link.href))}"{title}>{self.inlines(link.content)}</a>'
