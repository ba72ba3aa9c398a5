"""Rich text → XHTML fragments. A format overrides what its systems show differently.

What is written is well-formed XML and plain HTML at once: every element is closed, attributes are
quoted, and there is no entity but the five of XML.
"""

from typing import ClassVar, assert_never

from examc.core import lazyre
from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    GapRef,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPECIAL = lazyre.compile(r'[&<>"]')
READ_ALOUD = "examc-say"
"""The class of the element round a formula that says how it is read aloud."""
DISPLAY = ("\\[", "\\]")
"""What stands round a formula on display."""
_DELIMITER = lazyre.compile(r"(?<=\\)[()\[\]]|(?<=\$)\$")


def escape(text: str) -> str:
    """Escape text for the content of an element or a double-quoted attribute."""
    if _SPECIAL.search(text) is None:
        return text
    return _SPECIAL.sub(lambda match: _ESCAPED[match[0]], text)


class Writer:
    """Writes content as XHTML, with `\\(…\\)` and `\\[…\\]` around formulas."""

    display_delimiters: ClassVar[tuple[str, str]] = DISPLAY
    image_class = ""
    table_class = ""

    # -- blocks ---------------------------------------------------------------------------------

    def blocks(self, content: Blocks) -> str:
        """Write a text of blocks, one after another."""
        return "".join([self.block(block) for block in content])

    def block(self, block: Block) -> str:
        """Write one block."""
        match block:
            case Paragraph():
                return f"<p>{self.inlines(block.content)}</p>"
            case CodeBlock():
                return self.code_block(block)
            case BulletList():
                return f"<ul>{self.items(block.items)}</ul>"
            case OrderedList():
                return f"<ol{self.start(block)}>{self.items(block.items)}</ol>"
            case Quote():
                return f"<blockquote>{self.blocks(block.content)}</blockquote>"
            case Heading():
                return f"<h{block.level}>{self.inlines(block.content)}</h{block.level}>"
            case Table():
                return self.table(block)
            case Rule():
                return "<hr/>"
            case _:
                assert_never(block)

    def compact(self, content: Blocks) -> str:
        """Write a text without the `<p>` round it where it is one paragraph."""
        if len(content) == 1 and isinstance(content[0], Paragraph):
            return self.inlines(content[0].content)
        return self.blocks(content)

    def items(self, items: tuple[Blocks, ...]) -> str:
        """Write list items; a list is tight where no item has two paragraphs."""
        if any(sum(isinstance(block, Paragraph) for block in item) > 1 for item in items):
            return "".join([f"<li>{self.blocks(item)}</li>" for item in items])
        return "".join([f"<li>{self.tight(item)}</li>" for item in items])

    def tight(self, item: Blocks) -> str:
        """Write a list item whose first paragraph needs no element of its own."""
        if item and isinstance(item[0], Paragraph):
            return self.inlines(item[0].content) + self.blocks(item[1:])
        return self.blocks(item)

    def start(self, block: OrderedList) -> str:
        """The attribute for a list that does not begin at 1."""
        return "" if block.start == 1 else f' start="{block.start}"'

    def code_block(self, block: CodeBlock) -> str:
        """Write a listing; a newline that begins it stands in `<code>`, where no parser drops it."""
        language = f' class="language-{self.value(block.language)}"' if block.language else ""
        return f"<pre{language}><code>{escape(block.text)}</code></pre>"

    def table(self, table: Table) -> str:
        """Write a table whose first row is its head."""
        head = self.row(table.head, table.alignments, "th")
        rows = "".join([self.row(row, table.alignments, "td") for row in table.rows])
        body = f"<tbody>{rows}</tbody>" if rows else ""
        kind = f' class="{self.table_class}"' if self.table_class else ""
        return f"<table{kind}><thead>{head}</thead>{body}</table>"

    def row(self, cells: tuple[Inlines, ...], alignments: tuple[str, ...], tag: str) -> str:
        """Write a row of cells, each aligned as its column is."""
        written = [
            f"<{tag}{self.alignment(alignments[index])}>{self.inlines(cell)}</{tag}>"
            for index, cell in enumerate(cells)
        ]
        return f"<tr>{''.join(written)}</tr>"

    def alignment(self, alignment: str) -> str:
        """The attribute that aligns a cell."""
        return f' style="text-align:{alignment}"' if alignment else ""

    # -- inlines --------------------------------------------------------------------------------

    def inlines(self, content: Inlines) -> str:
        """Write running text."""
        return "".join([self.inline(inline) for inline in content])

    def inline(self, inline: Inline) -> str:
        """Write one inline."""
        match inline:
            case Text():
                return self.text(inline.text)
            case Math():
                return self.math(inline)
            case Emphasis():
                return f"<em>{self.inlines(inline.content)}</em>"
            case Strong():
                return f"<strong>{self.inlines(inline.content)}</strong>"
            case Code():
                return self.code(inline)
            case Link():
                return self.link(inline)
            case Image():
                return self.image(inline)
            case LineBreak():
                return "<br/>"
            case Strikethrough():
                return self.strikethrough(inline)
            case Subscript():
                return f"<sub>{self.inlines(inline.content)}</sub>"
            case Superscript():
                return f"<sup>{self.inlines(inline.content)}</sup>"
            case GapRef():
                return self.gap(inline)
            case _:
                assert_never(inline)

    def text(self, text: str) -> str:
        """Write characters; what looks like a formula's delimiter is kept from being one."""
        if "\\" in text or "$$" in text:
            return _DELIMITER.sub(
                lambda match: f'<span class="examc-literal">{match[0]}</span>', escape(text)
            )
        return escape(text)

    def code(self, code: Code) -> str:
        """Write code in running text."""
        return f"<code>{escape(code.text)}</code>"

    def math(self, math: Math) -> str:
        """Write a formula as LaTeX between delimiters, and how it is read aloud."""
        return self.read_aloud(math, self.delimited(math))

    def read_aloud(self, math: Math, written: str) -> str:
        """Put an element that says how a formula is read aloud round it, where its author does."""
        if not math.say:
            return written
        said = self.value(math.say)
        return f'<span class="{READ_ALOUD}" role="math" aria-label="{said}">{written}</span>'

    def delimited(self, math: Math) -> str:
        """Write a formula as LaTeX between delimiters."""
        start, end = self.display_delimiters if math.display else ("\\(", "\\)")
        return f"{start}{escape(math.tex)}{end}"

    def gap(self, gap: GapRef) -> str:
        """Write the place of a gap; a format that has gaps writes what is filled in there."""
        return f"[{escape(gap.id)}]"

    def strikethrough(self, inline: Strikethrough) -> str:
        """Write struck text."""
        return f"<s>{self.inlines(inline.content)}</s>"

    def link(self, link: Link) -> str:
        """Write a link."""
        title = f' title="{self.value(link.title)}"' if link.title else ""
        return f'<a href="{self.value(link.href)}"{title}>{self.inlines(link.content)}</a>'

    def image(self, image: Image) -> str:
        """Write an image, and its caption on a line below it."""
        address, alt = self.value(self.image_src(image.src)), self.value(image.alt)
        kind = f' class="{self.image_class}"' if self.image_class else ""
        element = f'<img src="{address}" alt="{alt}"{kind}{self.image_size(image.src)}/>'
        if not image.caption:
            return element
        caption = f'<br/><span class="examc-caption">{escape(image.caption)}</span>'
        return f'<span class="examc-figure">{element}{caption}</span>'

    def value(self, value: str) -> str:
        """Write the value of an attribute, between double quotes."""
        return escape(value)

    def image_size(self, src: str) -> str:
        """The attribute for the size of an image, where it needs one."""
        return ""

    def image_src(self, src: str) -> str:
        """The address under which the target finds an image of the exam."""
        return src
