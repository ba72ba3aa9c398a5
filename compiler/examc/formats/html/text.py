"""Rich text of the page: listings in colour, formulas as MathML, gaps as what is filled in there."""

import base64
from collections.abc import Iterable, Mapping

from examc.core.content import Blocks, CodeBlock, GapRef, Image, Inlines, Math, Table, walk
from examc.core.losses import Losses
from examc.core.model import Exam, Node
from examc.files.extras import MissingExtra
from examc.files.rendering import Markup
from examc.text import tex, titles
from examc.text.drawnformulas import Formula, drawn
from examc.text.highlighting import highlighted
from examc.text.pagehtml import PageWriter
from examc.text.xhtml import escape

_WIDE = 48  # characters of a line that a phone does not show whole


class TextWriter(PageWriter):
    """Writes the texts of an exam; `node` is the one at work, where what is lost is told."""

    def __init__(self, files: Mapping[str, bytes], losses: Losses, exam: Exam, reading: str):
        super().__init__(files)
        self.losses, self.language = losses, exam.language
        self.node: Node = exam
        self.gaps: Mapping[str, str] = {}
        """What stands in place of the gaps of the question at work, by their ids."""
        self.hints = False
        """Whether resting on a formula shows how it is read aloud, as its author or a program says."""
        self._reading = escape(reading)
        """What people who hear the page are told of what can be scrolled."""

    def markup(self, content: Blocks) -> Markup:
        """A text as finished HTML."""
        return Markup(self.blocks(content))

    def line(self, content: Blocks) -> Markup:
        """The same, without the `<p>` round it where it is one paragraph."""
        return Markup(self.compact(content))

    def title(self, shown: str) -> Markup:
        """A title or a name, in which formulas stand between dollars."""
        written = (
            self.math(part) if isinstance(part, Math) else escape(part)
            for part in titles.parts(shown)
        )
        return Markup("".join(written))

    def math(self, math: Math) -> str:
        """Write a formula as MathML, or as a drawing, or else as its LaTeX, which is told."""
        element = tex.mathml(math.tex, display=math.display)
        made = self.labelled(element, math) if element else self._drawing(math)
        if made is None:
            message = f"shows a formula as its LaTeX, since MathML cannot say it: {math.tex[:60]!r}"
            self.losses.add("X386", self.node, message, "write it in other words", math.span)
            return self.read_aloud(math, f'<code class="tex">{escape(math.tex)}</code>')
        if self.hints:
            made = self._hinted(made, math)
        if math.display and len(math.tex) > _WIDE:
            return f'<span class="wide" tabindex="0">{made}</span>'
        return made

    def _hinted(self, element: str, math: Math) -> str:
        """The element of a formula with how it is read aloud, where anybody says so."""
        made = None if math.say else self._drawn(math)
        said = math.say or (made.spoken if made else "")
        head, space, rest = element.partition(" ")
        return f'{head} title="{self.value(said)}"{space}{rest}' if said else element

    def _drawn(self, math: Math) -> Formula | None:
        """A formula as it is drawn and said; None where it cannot be drawn, or nothing draws."""
        try:
            return drawn(math.tex, self.language, display=math.display)
        except MissingExtra:
            return None

    def _drawing(self, math: Math) -> str | None:
        """A formula as a drawing with what is said in its place; None where it cannot be drawn."""
        made = self._drawn(math)
        if made is None or made.flaw:
            return None
        address = base64.b64encode(made.svg.encode()).decode()
        size = f"height:{made.height:g}em;vertical-align:{-made.depth:g}em"
        head = f'<img class="tex" alt="{self.value(math.say or made.spoken)}" style="{size}"'
        return f'{head} src="data:image/svg+xml;base64,{address}"/>'

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


def is_rich(texts: Iterable[Blocks]) -> bool:
    """Whether a menu cannot show some of these texts: it has no formulas, and no images."""
    return any(isinstance(node, Math | Image) for text in texts for node in walk(text))
