"""Pieces of a transcript → rich text: lines put together, protected, parsed, and restored."""

from collections.abc import Iterable, Sequence

from examc.core import lazyre
from examc.core.content import Block, Blocks, Code, Image, LineBreak, Math, Paragraph, Text, walk
from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.formats.transcript import captions
from examc.formats.transcript.chunk import HEADING, Chunk
from examc.formats.transcript.pieces import Content, Gap, Listing, Slice
from examc.formats.transcript.pieces import Paragraph as Lines
from examc.formats.transcript.placeholders import Placeholders
from examc.formats.transcript.protect import Protected, Spare, protect
from examc.formats.transcript.restore import Restorer, plain_blocks
from examc.text import markup

_TITLE = lazyre.compile(r"( {0,3})#{1,3}(?=\s|$)")
_BLOCK_MARK = lazyre.compile(r"\s*(?:$|[-+*>#|]|[0-9]+[.)]\s|`{3}|~{3})")
_LIST_MARK = lazyre.compile(r"\s*(?:[0-9]{1,9})?([.)*+-])(?=\s)")
_LOSSY = {
    "S105": "it names a character that cannot be shown",
    "S106": "it is nested too deeply",
    "S150": "it is nested too deeply",
}
"""Why a text is read without its Markdown, by what markup reports where it leaves something out."""


class Texts:
    """Turns pieces of one transcript into rich text; `where` is the place that they belong to."""

    def __init__(
        self, source: Source, spare: Spare, images: Placeholders, report: Report, *, padded: bool
    ) -> None:
        self.source = source
        self.spare = spare
        self.images = images
        self.report = report
        self.padded = padded
        self.restorer = Restorer(spare, images, report)

    @property
    def where(self) -> str:
        """The place in the exam, for messages."""
        return self.restorer.where

    @where.setter
    def where(self, place: str) -> None:
        self.restorer.where = place

    def blocks(
        self,
        contents: Sequence[Content],
        item: str,
        *,
        dedent: bool = False,
        figures: bool = True,
        literal: bool = False,
    ) -> Blocks:
        """Read pieces as rich text; a gap becomes the placeholder of an image of the item.

        `dedent` takes away the indentation of what belongs to a list item. `figures` looks for
        the captions of images that have left no gap. `literal` says that the number or dash at
        the very beginning is a part of the text, and makes no list.
        """
        margin = self._margin(contents) if dedent else 0
        found: list[Block] = []
        chunk = Chunk()
        for content in contents:
            if isinstance(content, Gap):
                found += self._parse(chunk)
                chunk = Chunk()
                found.append(self._lost(content, item))
            elif isinstance(content, Listing):
                self._add_listing(chunk, content)
            else:
                self._add_lines(chunk, content, margin)
                if literal and content is contents[0]:
                    chunk.lines[0] = self._without_list(chunk.lines[0])
        found += self._parse(chunk)
        return self._with_captions(found, item) if figures else tuple(found)

    def line(self, slices: Sequence[Slice]) -> str:
        """Read slices as one line of plain characters, formulas between dollar signs."""
        chunk = Chunk()
        for part in slices:
            text = self.source.line(part.line)[part.start : part.end].strip()
            text = HEADING.sub("", text, 1) if text.startswith("#") else text
            chunk.add(self.spare.drop + text, part.line, part.start - 1)
        return _flat(self._parse(chunk))

    # -- lines ----------------------------------------------------------------------------------

    def _margin(self, contents: Sequence[Content]) -> int:
        lines = (
            self.source.line(part.line)
            for content in contents
            if isinstance(content, Lines)
            for part in content.slices
            if part.start == 0
        )
        return min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)

    def _add_lines(self, chunk: Chunk, content: Lines, margin: int) -> None:
        if chunk.lines and content.goes_on:
            message = "text goes on after the end of a page, and is joined"
            self._add("R485", message, content.first, "see if it is one sentence, or one table")
        elif chunk.lines and chunk.places[-1][0] != content.first - 1:
            chunk.add("", content.first, 0)
        for group in self._formula_groups(content.slices):
            texts = [self.source.line(part.line)[part.start : part.end] for part in group]
            start = group[0].start
            if start == 0:
                texts[0], start = texts[0][margin:], margin
            text = " ".join(filter(None, map(str.strip, texts))) if len(group) > 1 else texts[0]
            title = _TITLE.match(text)
            if title:
                text, start = title[1] + "###" + text[len(title[1]) :], start - 3
            chunk.add(text, group[-1].line, start)

    def _without_list(self, line: str) -> str:
        mark = _LIST_MARK.match(line)
        if mark is None:
            return line
        return line[: mark.end() - 1] + self.spare.signs[mark[1]] + line[mark.end() :]

    def _formula_groups(self, slices: Sequence[Slice]) -> Iterable[Sequence[Slice]]:
        """Lines one by one, but the lines of a formula that Markdown would take apart together."""
        at = 0
        while at < len(slices):
            end = self._formula_end(slices, at)
            yield slices[at:end]
            at = end

    def _formula_end(self, slices: Sequence[Slice], at: int) -> int:
        texts = self.source.line(slices[at].line)[slices[at].start : slices[at].end].strip()
        if not texts.startswith("$$") or texts.count("$$") != 1:
            return at + 1
        apart = False
        for end in range(at + 1, min(at + 61, len(slices))):
            line = self.source.line(slices[end].line)
            if "$$" in line:
                return end + 1 if apart else at + 1
            apart = apart or _BLOCK_MARK.match(line) is not None
        return at + 1

    def _add_listing(self, chunk: Chunk, content: Listing) -> None:
        first = self.source.line(content.first)
        indent = len(first) - len(first.lstrip())
        margin = indent if indent > 3 else 0
        if chunk.lines and margin:
            chunk.add("", content.first, 0)
        for number in range(content.first, content.last + 1):
            line = self.source.line(number)
            if number in content.left_out:
                message = f"end of a page in a listing is left out: {line.strip()!r}"
                self._add("R484", message, number, "see if it is a part of the listing")
                continue
            cut = min(margin, len(line) - len(line.lstrip()))
            chunk.add(line[cut:], number, cut, code=True)
        self._check_fence(first.strip(), content.first)
        if not content.closed:
            fence = first.strip()
            chunk.add(fence[: len(fence) - len(fence.lstrip(fence[0]))], content.last, 0, code=True)
            self._add("R475", "listing is never closed", content.first, "check where it ends")

    def _check_fence(self, fence: str, line: int) -> None:
        """Report what follows the language of a listing in its first line."""
        words = fence.lstrip(fence[0]).split(maxsplit=1)
        if len(words) > 1:
            message = f"{words[1]!r} in the first line of a listing is left out"
            self._add("R484", message, line, "see if it is a part of the listing")

    # -- parsing --------------------------------------------------------------------------------

    def _parse(self, chunk: Chunk) -> Blocks:
        if not any(line.strip() for line in chunk.lines):
            return ()
        reason = "it is too long" if chunk.is_long() else ""
        if not reason:
            source = self._protected(chunk)
            scratch = Report()
            parsed = markup.blocks(source, scratch, raising=self.spare.raising)
            reason = next((_LOSSY[d.code] for d in scratch.diagnostics if d.code in _LOSSY), "")
            if not reason:
                return self.restorer.blocks(parsed)
        message = f"text is read without its Markdown: {reason}"
        line = chunk.places[0][0]
        self._add("R500", message, line, "write it anew")
        text = "\n".join(chunk.lines).replace(self.spare.drop, "")
        return plain_blocks(text, self.source.line_span(line))

    def _protected(self, chunk: Chunk) -> Source:
        lines = list(chunk.lines)
        start = 0
        while start < len(lines):
            end = chunk.end_of_block(start)
            if end > start:
                done = protect("\n".join(lines[start:end]), self.spare, padded=self.padded)
                self._report_oddities(chunk, start, done)
                lines[start:end] = done.text.split("\n")
            start = max(end, start + 1)
        path = self.source.path
        return Source(path, "\n".join(lines), parent=self.source, origin=chunk.origin)

    def _report_oddities(self, chunk: Chunk, start: int, done: Protected) -> None:
        found = [
            *(
                (offset, len(tag), "R474", f"HTML {tag!r} is kept as text")
                for offset, tag in done.tags
            ),
            *((offset, 1, "R426", "formula is never closed") for offset in done.open_formulas),
        ]
        line, begin = start, 0
        for offset, width, code, message in sorted(found):
            while offset > begin + len(chunk.lines[line]):
                begin += len(chunk.lines[line]) + 1
                line += 1
            number, column = chunk.origin((line + 1, offset - begin + 1))
            span = self.source.line_span(number, column, column + width)
            help_line = "it is kept as text; write it anew, if it is more"
            self.report.add(code, message, span, help=help_line, where=self.where)

    # -- images ---------------------------------------------------------------------------------

    def _lost(self, gap: Gap, item: str) -> Paragraph:
        path = self.images.unnamed(item)
        span = self.source.line_span(gap.first).to(self.source.line_span(gap.last))
        left = self.source.line(gap.first).strip()
        empty = f"there are {gap.last - gap.first + 1} empty lines, as if an image has been here"
        message = f"{left!r} stands in the place of an image" if left else empty
        help_line = f"replace the placeholder {path}, or remove it"
        self.report.add("R470", message, span, help=help_line, where=self.where)
        return Paragraph((Image(path, "", "", span),), span)

    def _with_captions(self, found: list[Block], item: str) -> Blocks:
        """Put a placeholder above a caption that has no image beside it."""
        have = [any(isinstance(node, Image) for node in walk((block,))) for block in found]
        blocks: list[Block] = []
        for index, block in enumerate(found):
            beside = any(have[max(index - 1, 0) : index + 2])
            if isinstance(block, Paragraph) and not beside and captions.is_caption(block):
                path = self.images.unnamed(item)
                span = block.span.root() if block.span else None
                message = "there is no image to this caption"
                help_line = f"replace the placeholder {path}, or remove it"
                self.report.add("R470", message, span, help=help_line, where=self.where)
                blocks.append(Paragraph((Image(path, "", "", span),), span))
            blocks.append(block)
        return tuple(blocks)

    def _add(self, code: str, message: str, line: int, help_line: str) -> None:
        span = self.source.line_span(line)
        self.report.add(code, message, span, help=help_line, where=self.where)


def _flat(blocks: Blocks) -> str:
    parts: list[str] = []
    for node in walk(blocks):
        match node:
            case Text() | Code():
                parts.append(node.text)
            case Math():
                parts.append(f"${' '.join(node.tex.split())}$")
            case Image():
                parts.append(node.alt)
            case LineBreak() | Paragraph():
                parts.append(" ")
            case _:
                pass
    return " ".join("".join(parts).split())
