"""A file of GIFT → its blocks: categories, and questions with their parts, each at its place.

A block ends at an empty line. Lines that begin with `//` are comments; an id number and tags may
stand in those above a question.
"""

from collections.abc import Iterator

from examc.core import lazyre
from examc.core.records import Record
from examc.core.source import Source, Span
from examc.formats.foreign.plaintext import Lines
from examc.formats.gift import signs

CATEGORY = "$CATEGORY:"
_ID = lazyre.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f\x7f])+)\]")
_TAG = lazyre.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f\x7f])+)\]")


class Block(Record, frozen=True):
    """What stands between empty lines, without comments, its escapes hidden.

    `joined` says that no empty line stands between it and the one before, which the format wants.
    """

    lines: Lines
    idnumber: str
    tags: tuple[str, ...]
    joined: bool = False

    @property
    def text(self) -> str:
        """The characters of it."""
        return self.lines.text

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where a stretch of it begins."""
        return self.lines.span(start, end)

    @property
    def category(self) -> str | None:
        """The path of the category that begins here; None where none does."""
        return self.text[len(CATEGORY) :].strip() if self.text.startswith(CATEGORY) else None


Row = tuple[int, int, str]
"""A line of the file with its number, the column that it begins at, and its characters."""


def blocks(source: Source) -> Iterator[Block]:
    """Yield the blocks of a file in order; none for comments alone."""
    rows: list[Row] = []
    comments: list[str] = []
    for number, line in enumerate([*source.lines, ""], 1):
        text = line.strip()
        if text.startswith("//"):
            comments.append(text)
            if rows:
                rows.append((number, 1, " "))
        elif text:
            rows.append((number, len(line) - len(line.lstrip()) + 1, signs.hidden(text)))
        else:
            yield from _apart(source, rows, comments)
            rows, comments = [], []


def _apart(source: Source, rows: list[Row], comments: list[str]) -> Iterator[Block]:
    """Yield the one block of some lines, or several where the empty lines between are missing."""
    while rows and rows[-1][2] == " ":
        rows.pop()
    said = "\n".join(comments)
    found = _ID.search(said)
    idnumber = found[1].replace("\\]", "]").strip() if found else ""
    tags = tuple(one[1].replace("\\]", "]").strip() for one in _TAG.finditer(said))
    for place, group in enumerate(_groups(rows)):
        lines = Lines.of(source, group)
        yield Block(lines, "" if place else idnumber, () if place else tags, joined=place > 0)


def _groups(rows: list[Row]) -> list[list[Row]]:
    """The lines of each question: a category is one line, and a question ends with its braces.

    Lines behind the braces belong to another question only if braces follow there, or a name.
    """
    groups: list[list[Row]] = [[]]
    rest, inside = sum(text.count("{") for _, _, text in rows), 0
    closed = False
    for row in rows:
        text, group = row[2], groups[-1]
        is_category = bool(group) and group[0][2].startswith(CATEGORY)
        begins = text.startswith((CATEGORY, "::")) or rest > 0
        if is_category or (closed and begins):
            groups.append([])
            inside, closed = 0, False
        if not groups[-1] and text == " ":
            continue
        groups[-1].append(row)
        opens = text.count("{")
        rest -= opens
        inside += opens - text.count("}")
        closed = text.endswith("}") and inside == 0
    return [group for group in groups if group]
