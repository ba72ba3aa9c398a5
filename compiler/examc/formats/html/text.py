"""Rich text of the page: listings in colour, formulas as MathML, gaps as what is filled in there."""

from collections.abc import Mapping

from examc.core.content import Blocks, CodeBlock, GapRef, Image, Inlines, Math, Table
from examc.core.losses import Losses
from examc.core.model import Node
from examc.files.rendering import Markup
from examc.text import tex
from examc.text.highlighting import highlighted
from examc.text.pagehtml import PageWriter
from examc.text.xhtml import escape

_WIDE = 48  # characters of a line that a phone does not show whole


class TextWriter(PageWriter):
    """Writes the texts of an exam; `node` is the one at work, where what is lost is told."""

    def __init__(self, files: Mapping[str, bytes], losses: Losses, node: Node, reading: str):
        super().__init__(files)
        self.losses, self.node = losses, node
        self.gaps: Mapping[str, str] = {}
        """What stands in place of the gaps of the question at work, by their ids."""
        self._reading = escape(reading)
        """What people who hear the page are told of what can be scrolled."""

    def markup(self, content: Blocks) -> Markup:
        """A text as finished HTML."""
        return Markup(self.blocks(content))

    def line(self, content: Blocks) -> Markup:
        """The same, without the `<p>` round it where it is one paragraph."""
        return Markup(self.compact(content))

    def math(self, math: Math) -> str:
        """Write a formula as MathML, or as its LaTeX, which is told."""
        made = tex.mathml(math.tex, display=math.display)
        if made is None:
            message = f"shows a formula as its LaTeX, since MathML cannot say it: {math.tex[:60]!r}"
            self.losses.add("X386", self.node, message, "write it in other words", math.span)
            return f'<code class="tex">{escape(math.tex)}</code>'
        if math.display and len(math.tex) > _WIDE:
            return f'<span class="wide" tabindex="0">{made}</span>'
        return made

    def code_block(self, block: CodeBlock) -> str:
        """Write a listing; one with long lines can be reached, and scrolled, by keyboard."""
        code = highlighted(block.text, block.language)
        kind = f' class="language-{self.value(block.language)}"' if block.language else ""
        longest = max(map(len, block.text.split("\n")))
        reach = (
            f' tabindex="0" role="group" aria-label="{self._reading}"' if longest > _WIDE else ""
        )
        return f"<pre{kind}{reach}><code>{code}</code></pre>"

    def table(self, table: Table) -> str:
        """Write a table, which is scrolled where it is wider than the page."""
        head = f'class="wide" tabindex="0" role="group" aria-label="{self._reading}"'
        return f"<div {head}>{super().table(table)}</div>"

    def row(self, cells: tuple[Inlines, ...], alignments: tuple[str, ...], tag: str) -> str:
        """Write a row; a head without words is no head."""
        written = super().row(cells, alignments, tag)
        return written.replace("<th></th>", "<td></td>") if tag == "th" else written

    def gap(self, gap: GapRef) -> str:
        """Write what is filled in at a gap."""
        return self.gaps.get(gap.id) or super().gap(gap)

    def image(self, image: Image) -> str:
        """Write an image of the exam; of one of the web its text and address, which is told."""
        if image.is_remote:
            message = f"loads nothing from the web, so image {image.src!r} is not shown"
            help_line = "save it in the exam's folder"
            self.losses.add("X387", self.node, message, help_line, image.span)
            words = escape(image.alt or image.src)
            return f'<a href="{self.value(image.src)}">[{words}]</a>'
        return super().image(image)
