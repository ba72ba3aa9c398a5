"""Parts the text of a written question into its prompt and its criteria or levels.

A criterion is printed as its title, its points on a line of their own, and its text; the title is
the author's own, or the first 27 characters of the text and an ellipsis. So the paragraph before
the first points ends the prompt, unless there is no title at all.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from examc.core import lazyre
from examc.core.records import Mutable, field
from examc.core.source import Source
from examc.formats.transcript.outline import Inner, as_text
from examc.formats.transcript.pieces import (
    Content,
    Gap,
    LevelLine,
    Listing,
    Paragraph,
    PointsLine,
    Slice,
)
from examc.formats.transcript.scan import text_of

LONGEST_TITLE = 30  # characters; ANS cuts the titles that it makes itself

_ELLIPSIS = lazyre.compile(r"(?:\.\.\.|…|\\[lc]?dots)(?:\\right|[\s)\]}|.$*_])*$")
_IMAGE = lazyre.compile(r"!\[[^\]\n]{0,500}\]\([^()\n]{0,500}\)")
_NOISE = lazyre.compile(r"\\(?=[^A-Za-z])|[\s*_`$#]")
_ITEM = lazyre.compile(r"^\s*(?:[-*+]\s+|([0-9]{1,4}[.)])\s+)", re.MULTILINE)


class Entry(Mutable):
    """A criterion or a level, as printed. `percent` is empty in a criterion."""

    line: int
    points: Fraction
    percent: str = ""
    title: tuple[Slice, ...] = ()
    body: list[Content] = field(default_factory=list)


class Parted(Mutable):
    """A written question in its parts; `unsure` are lines that may belong to the part before."""

    prompt: list[Content]
    entries: list[Entry]
    levels: bool = False
    unsure: list[Slice] = field(default_factory=list)
    misplaced: list[int] = field(default_factory=list)


def part(source: Source, tokens: Sequence[Inner]) -> Parted:
    """Part the tokens of a written question."""
    marks = [token for token in tokens if isinstance(token, PointsLine | LevelLine)]
    kind = type(marks[0]) if marks else PointsLine
    found = Parted([], [], levels=kind is LevelLine)
    segments: list[list[Content]] = [[]]
    for token in tokens:
        if isinstance(token, kind):
            assert isinstance(token, PointsLine | LevelLine)
            percent = token.percent if isinstance(token, LevelLine) else ""
            title = (token.text,) if isinstance(token, LevelLine) and _seen(token.text) else ()
            found.entries.append(Entry(token.line, token.points, percent, title))
            segments.append([])
        else:
            if isinstance(token, PointsLine | LevelLine):
                found.misplaced.append(token.line)
            segments[-1].append(as_text(source, token))
    _Titles(source, segments, found).take()
    found.prompt = segments[0]
    for entry, body in zip(found.entries, segments[1:], strict=True):
        entry.body = body
    return found


def _seen(part: Slice) -> bool:
    return part.end > part.start


class _Titles:
    """Takes the title of each entry from the end of the text before it."""

    def __init__(self, source: Source, segments: list[list[Content]], found: Parted) -> None:
        self.source = source
        self.segments = segments
        self.found = found

    def take(self) -> None:
        """Take all titles, in order."""
        for index, entry in enumerate(self.found.entries):
            if not entry.title:
                entry.title = self._title(index)

    def _title(self, index: int) -> tuple[Slice, ...]:
        before, after = self.segments[index], self.segments[index + 1]
        last = before[-1] if before else None
        if not isinstance(last, Paragraph):
            return ()
        adjoins = last.last + 1 == self.found.entries[index].line
        lines = last.slices[-1:] if adjoins else self._lines_of_title(last, after)
        is_needed = len(lines) in (0, len(last.slices)) and self._is_needed(index, before)
        begins = begins_with(self._text(lines), self._body_text(after))
        if not lines or (is_needed and not begins):
            if self._has_body(index, after):
                self.found.unsure.append(last.slices[-1])
            return ()
        if not begins and not self._may_be(index, lines, after):
            return ()
        rest = last.slices[: len(last.slices) - len(lines)]
        before[-1:] = [Paragraph(rest)] if rest else []
        return lines

    def _lines_of_title(self, last: Paragraph, after: list[Content]) -> tuple[Slice, ...]:
        """The whole paragraph, or its last line where only that begins the text below."""
        if len(last.slices) == 1:
            return last.slices
        body = self._body_text(after)
        if begins_with(self._text(last.slices[-1:]), body):
            return last.slices[-1:]
        text = self._text(last.slices).strip()
        whole = text.startswith("$$") and text.endswith("$$")
        return last.slices if whole or begins_with(text, body) else ()

    def _is_needed(self, index: int, before: list[Content]) -> bool:
        """Whether the text before would be left without the only thing that it says."""
        if sum(not isinstance(content, Gap) for content in before) > 1:
            return False
        if index == 0:
            return True
        title = self.found.entries[index - 1].title
        return bool(title) and begins_with(self._text(title), self._body_text(before))

    def _may_be(self, index: int, lines: tuple[Slice, ...], after: list[Content]) -> bool:
        """Whether a paragraph that does not begin the text below can be a title of its own."""
        text = self._text(lines).strip()
        formula = text.startswith("$$")
        short = len(text) <= LONGEST_TITLE or (_ellipsis(text) >= 0 and len(text) < 100)
        if formula or not short:
            self.found.unsure.append(lines[0])
        if short or formula or self._has_body(index, after):
            return True
        return self._follows_title(index) and not text.endswith(".")

    def _has_body(self, index: int, after: list[Content]) -> bool:
        """Whether text is left below the points once the next title is taken from its end."""
        return len(after) > (0 if index + 1 == len(self.found.entries) else 1)

    def _follows_title(self, index: int) -> bool:
        """Whether nothing else stands below the title of the criterion before.

        Either one has no text, or the other no title: ANS asks for a title.
        """
        before = [content for content in self.segments[index] if not isinstance(content, Gap)]
        return index > 0 and len(before) == 1 and bool(self.found.entries[index - 1].title)

    def _text(self, slices: Sequence[Slice]) -> str:
        return "\n".join(text_of(self.source, part) for part in slices)

    def _body_text(self, contents: Sequence[Content]) -> str:
        return body_text(self.source, contents)


def body_text(source: Source, contents: Sequence[Content], enough: int = 2000) -> str:
    """The text below the points as far as a title can reach into it."""
    lines: list[str] = []
    length = 0
    for content in contents:
        match content:
            case Paragraph(slices):
                new = [text_of(source, part) for part in slices[:200]]
            case Listing(first, last):
                new = [source.line(number) for number in range(first + 1, min(last, first + 200))]
            case _:
                new = []
        lines += new
        length += sum(map(len, new))
        if length > enough:
            break
    return _IMAGE.sub("", "\n".join(lines))


def begins_with(title: str, body: str) -> bool:
    """Tell whether a title is the beginning of a text, or all of its first line."""
    if not title.strip() or not body.strip():
        return False
    if says_nothing(title, body):
        return True
    first = body.strip().partition("\n")[0]
    return any(_skeleton(title, n) == _skeleton(first, n) for n in (False, True))


def says_nothing(title: str, body: str) -> bool:
    """Tell whether a title says no more than the text: it is its beginning, or all of it.

    A title that ANS made is cut after 27 characters of the source, formulas included; what is
    compared is what can be seen, without spaces and letter case.
    """
    cut = _ellipsis(title)
    head = title[:cut] if cut >= 0 else title
    for numbered in (False, True):
        wanted, given = _skeleton(head, numbered), _skeleton(body, numbered)
        if wanted and (given.startswith(wanted) if cut >= 0 else given == wanted):
            return True
    return False


def has_same_mark(title: str, paragraph: str) -> bool:
    """Tell whether the number or dash that begins a paragraph has been typed, and makes no list.

    ANS makes a title of the text without its form: the number of a real list is not in it.
    """
    given, marks = _ITEM.match(title), list(_ITEM.finditer(paragraph))
    return given is not None and len(marks) == 1 and marks[0][0].strip() == given[0].strip()


def is_shortened(title: str) -> bool:
    """Tell whether a title ends in an ellipsis."""
    return _ellipsis(title) >= 0


def _ellipsis(title: str) -> int:
    """Where the ellipsis that ends a title begins; -1 without one."""
    start = max(len(title) - 100, 0)
    found = _ELLIPSIS.search(title, start)
    return found.start() if found else -1


def _skeleton(text: str, numbered: bool) -> str:
    """What can be seen of a text: no emphasis, bullets and spaces, and numbers of items or not."""
    plain = _ITEM.sub(r"\1" if numbered else "", text)
    return _NOISE.sub("", plain).casefold()
