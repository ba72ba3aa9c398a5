"""Rich text → markup of typst; what is drawn and shown with it is collected on the way."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import assert_never

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
    plain,
)
from examc.core.model import Node
from examc.core.records import Mutable, field, replace
from examc.core.source import Span
from examc.formats.print.escaping import string, text
from examc.formats.print.pictures import printable
from examc.text import drawnformulas, titles

DEEPEST = 8  # lists and quotes inside each other; typst ends at about 20
_WIDEST = 10.0  # em of a formula that has room anywhere; a cell may be narrower than others are
_LONGEST_LINE = 92  # characters of a listing that fit in a line of it
_LONGEST_WORD = 48  # characters of code in a line of text that fit in half of it

Tell = Callable[[str, str, Span | None], None]
"""Takes the code of a loss, its message and its place."""


class Typesetter(Mutable):
    """Makes markup for one exam, and keeps the formulas and the images that it calls for.

    `unshown` are the characters that no font has; they are written by their numbers.
    """

    language: str
    files: Mapping[str, bytes]
    node: Node
    """What of the exam is at work, for what is told."""
    unshown: AbstractSet[str] = frozenset()
    tell: Tell = lambda code, message, span: None
    gaps: Mapping[str, str] = field(default_factory=dict)
    """The markup of the gaps of the question at work, by their ids."""
    images: dict[str, bytes] = field(default_factory=dict)
    _numbers: dict[tuple[str, bool, str], int] = field(default_factory=dict)
    _formulas: list[drawnformulas.Formula] = field(default_factory=list)
    _level: int = 1

    def blocks(self, content: Blocks, depth: int = 0) -> str:
        """The markup of blocks, parted by empty lines."""
        return "\n\n".join(self._block(block, depth) for block in content)

    def body(self, content: Blocks, depth: int = 0) -> str:
        """The markup of blocks as one piece of content, in brackets."""
        return f"[{self.blocks(content, depth)}]"

    def below(self, level: int) -> None:
        """Say that what follows stands below a heading of a level: none of them may be left out."""
        self._level = level

    def words(self, shown: str) -> str:
        """The markup of a text."""
        for character in self.unshown & set(shown):
            shown = shown.replace(character, f"[U+{ord(character):04X}]")
        return text(shown)

    def title(self, shown: str) -> str:
        """The markup of a title: a text in which formulas stand between dollars."""
        return "".join(
            self._formula(part) if isinstance(part, Math) else self.words(part)
            for part in titles.parts(shown)
        )

    def string(self, shown: str) -> str:
        """A string of typst's code."""
        for character in self.unshown & set(shown):
            shown = shown.replace(character, f"[U+{ord(character):04X}]")
        return string(shown)

    def formulas(self) -> bytes:
        """The file that has the formulas."""
        lines = [
            f"  (width: {one.width:g}em, height: {one.height:g}em, depth: {one.depth:g}em, "
            f"wide: {'true' if one.width > _WIDEST else 'false'}, said: {self.string(one.spoken)},\n"
            f"    svg: {string(one.svg)}),"
            for one in self._formulas
        ]
        return "\n".join(["#let formulas = (", *lines, ")", ""]).encode()

    def _block(self, block: Block, depth: int) -> str:
        match block:
            case Paragraph((Image() as image,)):
                return self.image(image)
            case Paragraph():
                return self.inlines(block.content)
            case Heading():
                self._level = min(block.level - 1, self._level + 1)
                return f"#heading(level: {self._level})[{self.inlines(block.content)}]"
            case CodeBlock():
                return self.listing(block.text, block.language)
            case BulletList() | OrderedList():
                return self._list(block, depth)
            case Quote():
                if depth >= DEEPEST:
                    return self._flat(block.content, depth)
                shape = "quote(block: true)" if depth < 2 else "pad(left: 1em)"
                return f"#{shape}{self.body(block.content, depth + 1)}"
            case Table():
                return self._table(block)
            case Rule():
                return "#line(length: 100%, stroke: line-stroke)"
            case _:
                assert_never(block)

    def _list(self, block: BulletList | OrderedList, depth: int) -> str:
        if depth >= DEEPEST:
            return "\n\n".join(self._flat(item, depth) for item in block.items)
        items = "".join(f"\n  {self.body(item, depth + 1)}," for item in block.items)
        loose = any(len(item) > 1 for item in block.items)
        start = f"start: {block.start}, " if isinstance(block, OrderedList) else ""
        shape = "enum" if isinstance(block, OrderedList) else "list"
        return f"#{shape}({start}tight: {'false' if loose else 'true'},{items}\n)"

    def _flat(self, content: Blocks, depth: int) -> str:
        """What stands too deep inside other things to be set in once more."""
        self.tell("X389", f"puts no list or quote inside {DEEPEST} others", None)
        return self.blocks(content, depth)

    def _table(self, table: Table) -> str:
        ways = ", ".join(way or "auto" for way in table.alignments)
        head = ", ".join(f"[{self.inlines(cell)}]" for cell in table.head)
        rows = "".join(
            f"\n  {', '.join(f'[{self.inlines(cell)}]' for cell in row)}," for row in table.rows
        )
        columns = f"columns: {len(table.head)}, align: ({ways},)"
        return f"#table({columns}, table.header({head}),{rows}\n)"

    def listing(self, code: str, language: str = "") -> str:
        """A listing, whose long lines go on below."""
        lines = [_broken(line, _LONGEST_LINE, _LONGEST_LINE - 12) for line in code.split("\n")]
        named = f", lang: {string(language)}" if language else ""
        return f"#raw(block: true{named}, {self.string(chr(10).join(lines))})"

    def inlines(self, content: Inlines, depth: int = 0) -> str:
        """The markup of running text."""
        return "".join(self._inline(inline, depth) for inline in content)

    def _inline(self, inline: Inline, depth: int) -> str:
        match inline:
            case Text():
                return self.words(inline.text)
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                inner = self.inlines(inline.content, depth + 1)
                return inner if depth >= DEEPEST else f"#{_SHAPES[type(inline)]}[{inner}]"
            case Code():
                return (
                    f"#raw({self.string(_broken(inline.text, _LONGEST_WORD, _LONGEST_WORD // 2))})"
                )
            case Math():
                return self._formula(inline, alone=depth == 0)
            case Link():
                return self._link(inline, depth)
            case Image():
                return self._small(inline)
            case LineBreak():
                return "#linebreak()"
            case GapRef():
                return self.gaps.get(inline.id, "#gap()")
            case _:
                assert_never(inline)

    def _link(self, link: Link, depth: int) -> str:
        """The words of a link, its title and its address, which paper cannot follow."""
        words = self.inlines(link.content, depth + 1)
        if not link.href:
            return words
        shown = link.href.removeprefix("mailto:")
        behind = [part for part in (link.title, shown) if part and part != plain(link.content)]
        address = f"#link({string(link.href)})[{words}]"
        return f"{address} \\({self.words(', '.join(behind))}\\)" if behind else address

    def _formula(self, math: Math, *, alone: bool = True) -> str:
        """A formula; one on display stands on a line of its own where it is `alone` in no other text."""
        made = drawnformulas.drawn(math.tex, self.language, display=math.display)
        if made is None or made.flaw:
            why = made.flaw if made else "it cannot be drawn"
            self.tell("X346", f"shows the formula {math.tex!r} as LaTeX: {why}", math.span)
            return f"#raw({self.string(math.tex)})"
        key = (math.tex, math.display, math.say)
        if key not in self._numbers:
            self._formulas.append(replace(made, spoken=math.say) if math.say else made)
            self._numbers[key] = len(self._formulas)
        return f"#{'display' if math.display and alone else 'm'}({self._numbers[key]})"

    def image(self, image: Image, pages: Fraction | None = None) -> str:
        """An image by itself, with its caption, so many pages high where that is given."""
        path = self._path(image)
        if not path:
            return self._unprinted(image)
        caption = f", caption: [{self.words(image.caption)}]" if image.caption else ""
        size = (
            "" if pages is None else f", pages: {pages.numerator}/{pages.denominator}, exact: true"
        )
        return f"#picture({string(path)}, {self._said(image)}{caption}{size})"

    def _small(self, image: Image) -> str:
        path = self._path(image)
        if not path:
            return self._unprinted(image)
        caption = f" \\({self.words(image.caption)}\\)" if image.caption else ""
        return f"#small-picture({string(path)}, {self._said(image)}){caption}"

    def _said(self, image: Image) -> str:
        """What is said in place of an image, which may not be nothing."""
        said = " ".join(image.alt.split()) or image.caption
        return self.string(said or image.src.rpartition("/")[2])

    def _unprinted(self, image: Image) -> str:
        return f"\\[{self.words(' '.join(filter(None, (image.alt, image.src))))}\\]"

    def _path(self, image: Image) -> str:
        """The path of an image among what is printed; "" for what cannot be, which is told."""
        path = f"{image.src}.svg"
        if path in self.images:
            return path
        data = self.files.get(image.src)
        shown = None if data is None or image.is_remote else printable(data, image.src)
        if shown is None:
            self.tell("X388", f"does not show the image {image.src}", image.span)
            return ""
        self.images[path] = shown
        return path


_SHAPES: dict[type[Inline], str] = {
    Emphasis: "emph",
    Strong: "strong",
    Strikethrough: "strike",
    Subscript: "sub",
    Superscript: "super",
}


def _broken(line: str, most: int, size: int) -> str:
    """A line of code that can be parted, every so many characters, where a word is longer than most."""
    longest = max((len(word) for word in line.split(" ")), default=0)
    if longest <= most:
        return line
    return "\u200b".join(line[at : at + size] for at in range(0, len(line), size))
