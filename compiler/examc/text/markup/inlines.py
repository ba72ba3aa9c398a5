"""comrak's inlines → ours: text, formulas, links, images, and what is refused among them."""

import posixpath
from collections.abc import Callable, Iterator
from typing import Any

from examc.core import lazyre, links
from examc.core.content import (
    Code,
    Emphasis,
    GapRef,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    Strikethrough,
    Strong,
    Text,
)
from examc.core.diagnostics import Report
from examc.core.records import replace
from examc.core.source import Source, Span
from examc.text import tex
from examc.text.markup import flaws, readings, unread
from examc.text.markup.html import Html
from examc.text.markup.masks import Masks
from examc.text.markup.pieces import KEPT, KEPT_SIGNS, mark
from examc.text.markup.raising import FROM, TO
from examc.text.markup.running import SPACE, Running, folded
from examc.text.markup.signs import READING, gap, has_marks, parted, shown, shown_but_marks
from examc.text.markup.trees import Columns, children_of, kind_of, plain_words, release

DEEPEST = 40  # blocks or inlines inside each other


_OPEN_FORMULA = lazyre.compile(r"\$\$|\$(?=[A-Za-z\\{(\[|])")


CONTROL = lazyre.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


class InlineConverter:
    """Turns comrak's inlines into ours, and collects what is not of the language."""

    def __init__(
        self,
        source: Source,
        report: Report,
        masks: Masks,
        comments: list[str] | None,
    ) -> None:
        self.source = source
        self.report = report
        self.shift = 0
        self.columns = Columns([])
        self.masks = masks
        self.comments = comments
        self.open_formulas: set[int] = set()
        """Lines on which a formula was reported that is never closed."""
        self.told: set[str] = set()
        """What was told of the signs in the block at hand."""
        self.html = Html(source, report)
        self.bars: list[tuple[int, int]] = []
        """Where a backslash stands before a bar in the cell of a table at hand."""
        self.entry = 0
        """How many hidden characters of an attribute list begin the text that comes next."""

    def begin(self, shift: int, lines: list[str]) -> None:
        """Go on with a part of the source: its lines, and how many stand before them."""
        self.shift = shift
        self.columns = Columns(lines)

    # -- inlines --------------------------------------------------------------------------------

    def _inlines(self, node: Any, depth: int) -> Inlines:
        if depth > DEEPEST:
            self.report.add("S106", f"more than {DEEPEST} levels of nesting", self._span(node))
            return ()
        found = Running()
        for child in children_of(node):
            kind = kind_of(child)
            if kind == "Text":
                self._text(found, child)
            elif kind == "SoftBreak":
                found.text(" ", None)
            elif kind == "Escaped":
                for inner in children_of(child):
                    self._escaped(found, shown(inner.node_value.value), self._span(inner))
            elif kind == "HtmlInline":
                self._html_inline(found, child)
            else:
                found.add(self._inline(child, kind, depth))
        return found.close()

    def _text(self, found: Running, node: Any) -> None:
        written, span = node.node_value.value, self._span(node)
        if self.entry:
            written = self._behind_attributes(written)
            span = self._without_blanks(span, self.masks[span.line][1])
        if READING[0] in written:
            written, span = self._read_aloud(found, written, span)
        value = shown(written)
        if "$" in value:
            self._open_formula(value, span)
        bare = shown_but_marks(written)
        slip = unread.find(bare)
        if slip is not None and span.line not in self.open_formulas:
            piece = bare[slip.start : slip.end]
            if slip.code != "S150" or piece in self.source.line(span.line):  # no `&lt;`
                self._unread(slip, piece, span)
        if not value.isprintable():
            self._refuse_control(value, span)
        if has_marks(written):
            self._marked_text(found, parted(bare), span)
        else:
            found.text(value, span)

    def _read_aloud(self, found: Running, written: str, span: Span) -> tuple[str, Span]:
        """A text and its place without the attribute list of the formula that stands before it."""
        if written.startswith(READING[0]) and isinstance(math := found.last(), Math):
            say, length = readings.read(written, span, self.report)
            found.inlines[-1] = replace(math, say=say)
            written, span = written[length:], span._replace(column=span.column + length)
        if READING[0] in written:
            readings.refuse(written, span, self.report)
        return written, span

    def _marked_text(self, found: Running, parts: list[str], span: Span) -> None:
        """A text in parts, some of which are gaps, or marks of what is raised."""
        line, at = self.source.line(span.line), span.column - 1
        for part in parts:
            name = gap(part)
            if name:
                at = max(line.find(f"[[{name}]]", at), at)
                place = self.source.line_span(span.line, at + 1, at + len(part) + 1)
                found.add(GapRef(name, place))
                at += len(part)
            elif has_marks(part):
                found.mark(part, span)
            else:
                found.text(shown(part), span)

    def _behind_attributes(self, written: str) -> str:
        """The first text of an entry, without the attribute list that stands before it."""
        length, self.entry = self.entry, 0
        return written.lstrip(" ")[length:].lstrip(" ")

    def _without_blanks(self, span: Span, offset: int) -> Span:
        """A text's place, from the first character behind an offset of its line that is seen."""
        line = self.source.line(span.line)
        spaces = len(line) - len(line[offset:].lstrip())
        return span._replace(column=max(span.column, spaces + 1))

    def _escaped(self, found: Running, value: str, span: Span) -> None:
        """A sign behind a backslash, which a formatter keeps where it says something."""
        slip = unread.lost_backslash(self.source.line(span.line), span.column - 2, value)
        if slip is not None:
            self._unread(slip, "\\" + value, span._replace(column=max(span.column - 1, 1)))
        keep = self.comments is not None and value in KEPT_SIGNS
        found.text(KEPT + value if keep else value, span)

    def _pasted(self, code: str, span: Span | None, *, quotes: bool = False) -> None:
        """Tell of a character in code that was pasted from where it looks like another."""
        slip = unread.pasted(code, quotes=quotes)
        if slip is not None and span is not None:
            char = code[slip.start : slip.end]
            lines = range(span.line, span.end_line + 1)
            line = next((n for n in lines if char in self.source.line(n)), span.line)
            self._unread(slip, char, self.source.line_span(line, 1))

    def _unread(self, slip: unread.Unread, piece: str, span: Span) -> None:
        """Tell of a piece of text that was meant as markup, once in a block."""
        if slip.message in self.told and slip.code == "L227":
            return
        self.told.add(slip.message)
        line = self.source.line(span.line)
        start = max(line.find(piece, span.column - 1), span.column - 1)
        place = self.source.line_span(span.line, start + 1, start + 1 + len(piece))
        self.report.add(slip.code, slip.message, place, help=slip.help)

    def _refuse_control(self, value: str, span: Span) -> None:
        """An entity such as `&#2;` makes a character that may not stand in the file itself."""
        control = CONTROL.search(value)
        if control:
            message = f"control character U+{ord(control[0]):04X} in the text"
            help_line = "remove it; it cannot be seen and no exam needs it"
            self.report.add("S105", message, span, help=help_line)

    def _open_formula(self, value: str, span: Span) -> None:
        dollar = _OPEN_FORMULA.search(value)
        if dollar:
            line = self.source.line(span.line)
            column = line.find("$", span.column - 1) + 1 or span.column
            self.report.add(
                "S151",
                "formula is never closed",
                self.source.line_span(span.line, column, column + len(dollar[0])),
                help="close it with $ in the same paragraph (\\| for a bar in a table), "
                "or write \\$ for the sign",
            )
            self.open_formulas.add(span.line)

    def _inline(self, node: Any, kind: str, depth: int) -> Inline:
        make = _WRAPPERS.get(kind)
        if make is not None:
            return make(self._inlines(node, depth + 1))
        value: Any = getattr(node.node_value, "value", None)
        match kind:
            case "Math":
                return self._math(value, self._span(node))
            case "Code":
                code = Code(SPACE.sub(" ", shown(value.literal)), self._span(node))
                self._pasted(code.text, code.span)
                return code
            case "LineBreak":
                return LineBreak()
            case "Link":
                return self._link(node, depth)
            case "Image":
                return self._image(node)
            case _:
                raise AssertionError(f"comrak made an inline {kind} that was not asked for")

    def _math(self, value: Any, span: Span) -> Math:
        stripped = [line.strip() for line in shown(value.literal).split("\n")]
        text = "\n".join([line for line in stripped if line])
        broken = tex.check(text)
        flaw = broken or (tex.comment(text) if "%" in text else None)
        if flaw:
            lines = [(span.line + i, line) for i, line in enumerate(stripped) if line]
            code = "L227" if broken is None else "L224" if flaw.unknown else "S152"
            written = self.source.line(span.line)[span.column - 1 :]
            inside = span._replace(column=span.column + (2 if written[:1] == "\\" else 1))
            if value.display_math:
                inside = span._replace(column=span.column + 2)
            folds = len(stripped) == 1 and span.line != span.end_line
            place = (
                flaws.folded_place(lines[0][1], flaw, inside)
                if folds
                else flaws.place(lines, flaw, inside, self.bars)
            )
            fix = flaws.fix(flaw, place)
            self.report.add(code, flaw.message, place, help=flaw.help, fix=fix)
        elif not text:
            help_line = "write the formula between the signs, or \\$ for the sign itself"
            self.report.add("S152", "formula is empty", span, help=help_line)
        else:
            self._pasted(text, span)
        return Math(
            text if value.display_math else text.replace("\n", " "), value.display_math, span=span
        )

    def _link(self, node: Any, depth: int) -> Link:
        value, span = node.node_value.value, self._span(node)
        url, title = shown(value.url), shown(value.title)
        scheme = links.refused(url)
        if scheme:
            message = f"link to {scheme[:40]!r} is not allowed"
            self.report.add("S153", message, span, help=links.ADVICE)
        elif ":" not in url and url.lower().endswith(_PICTURES):
            help_line = "write ! before it, or the picture's address on the web"
            self.report.add("L227", "this is read as a link, not as an image", span, help=help_line)
        self._refuse_control(url + title, span)
        if self.source.line(span.line)[span.column - 1 : span.column] == "<":
            words = shown("".join(plain_words(node)))
            release(node)
            return Link((Text(words, span),), url, title, span)
        return Link(self._inlines(node, depth + 1), url, title, span)

    def _image(self, node: Any) -> Image:
        value, span = node.node_value.value, self._span(node)
        url, title = shown(value.url), shown(value.title)
        alt = shown("".join(plain_words(node)))
        release(node)
        self._refuse_control(url + title + alt, span)
        return Image(image_path(url, self.source), folded(alt), folded(title), span)

    def _html_block(self, node: Any) -> Iterator[str]:
        """Yield the comments that a block of HTML holds; all else in it is an error."""
        literal = shown(node.node_value.value.literal)
        yield from self.html.block(literal.strip(), self._span(node))

    def _html_inline(self, found: "Running", node: Any) -> None:
        literal = shown(node.node_value.value)
        if not literal.startswith("<!--"):
            self.html.refuse(literal, self._span(node))
            return
        if literal in (FROM, TO):
            return
        comment = " ".join(literal[4:].removesuffix("-->").split())
        if comment and self.comments is not None:
            found.text(mark(comment, self.comments).text, None)

    # -- places ---------------------------------------------------------------------------------

    def _span(self, node: Any) -> Span:
        place = node.sourcepos
        start, end = place.start, place.end
        first, last = start.line, end.line
        column_of = self._column if self.bars else self.columns.of
        column, end_column = column_of(first, start.column), column_of(last, end.column)
        line = first + self.shift
        end_line = line if last == first else last + self.shift
        return Span(self.source, line, column, end_line, end_column + 1)

    def _column(self, line: int, byte: int) -> int:
        """The column of a byte as comrak counts them, without backslashes before bars of a cell."""
        for bar_line, bar in self.bars:
            byte += bar_line == line + self.shift and byte >= self.columns.byte(line, bar)
        return self.columns.of(line, byte)


_WRAPPERS: dict[str, Callable[[Inlines], Inline]] = {
    "Emph": Emphasis,
    "Strong": Strong,
    "Strikethrough": Strikethrough,
}


def image_path(url: str, source: Source) -> str:
    """The path of an image seen from the exam's folder; an address of the web stays as it is."""
    if ":" in url or url.startswith("/") or not url:
        return url
    return posixpath.normpath(posixpath.join(source.folder, url))
