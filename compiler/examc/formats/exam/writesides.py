"""Writes the entries of parts in Markdown: list items with their attributes, and a matrix."""

from collections.abc import Iterator
from typing import TypeAlias

from examc.core.content import Blocks, Inlines, Paragraph, Quote
from examc.formats.exam import arrows, wording
from examc.formats.exam.attributetext import attribute, attribute_list
from examc.formats.exam.comments import Comments, Path, block_comment
from examc.formats.exam.raw import RawCell, RawEntry, RawItem
from examc.formats.exam.tomarkdown import Writer

_Item: TypeAlias = tuple[Path, str, Blocks]
"""A list item: its place, the words before its text, and the text."""


class Sides:
    """Writes chunks of lines, with an empty line between two of them."""

    def __init__(self, folder: str, comments: Comments) -> None:
        self.writer = Writer(comments.inside, folder)
        self.comments = comments
        self.places: set[Path] = set()
        self.chunks: list[list[str]] = []

    def put_comments(self, path: Path) -> None:
        """Write the comments that stand before a place."""
        self.places.add(path)
        self.chunks += [block_comment(one) for one in self.comments.before.get(path, ())]

    def list_items(self, items: list[_Item]) -> None:
        """Write list items as one list, or parted by the comments between them."""
        short = all(self.writer.is_short(text) for _, _, text in items)
        lines: list[str] = []
        for path, head, text in items:
            if lines and self.comments.before.get(path):
                self.chunks.append(lines)
                lines = []
            self.put_comments(path)
            lines += [""] * (bool(lines) and not short)
            indent = len(head.split(" ", 1)[0]) + 1
            lines += map(arrows.unmasked, self.writer.entry(head, text, indent))
        self.chunks.append(lines)

    def sides(self, raw: RawItem, path: Path) -> None:
        """Write the pairs, the items in order or the matrix of an item, if it has any."""
        if "pairs" in raw.lists:
            self._part("pairs", path)
            self.list_items([*_pairs(raw, path), *_distractors(raw, path)])
        if "order" in raw.lists:
            self._part("order", path)
            self.list_items(list(_order(raw, path)))
        if "columns" in raw.lists and "rows" in raw.lists:
            self.put_comments((*path, "columns"))
            self._matrix(raw.lists["columns"].entries, raw.lists["rows"].entries)

    def _part(self, name: str, path: Path) -> None:
        self.put_comments((*path, name))
        self.chunks.append([f"### {name}"])

    def _matrix(self, columns: list[RawEntry], rows: list[RawEntry]) -> None:
        places = range(len(columns))
        head = ["", *(self._head(column) for column in columns)]
        body = [
            [self._head(row), *(_cell(row.cells.get(place)) for place in places)] for row in rows
        ]
        alignments = ["left", *("center" for _ in places)]
        self.chunks.append(self.writer.table([head, *body], alignments))

    def _head(self, entry: RawEntry) -> str:
        """The cell of a column or a row: its attributes, and its text."""
        match entry.content:
            case (Paragraph(content=content),):
                words = self.writer.cell(content)
            case _:
                words = ""
        found = _weights(entry)
        if not found and words.startswith("{"):
            return f"\\{words}"
        return f"{found} {words}".strip(" ")


def _pairs(raw: RawItem, path: Path) -> Iterator[_Item]:
    for number, entry in enumerate(raw.lists["pairs"].entries):
        left, below = _first_line(entry.content)
        line = arrows.joined(left, _first_line(entry.right)[0])
        text = (line, *with_feedback(below, entry.feedback))
        yield (*path, "pairs", number), f"- {_weights(entry)}".rstrip(" "), text


def _distractors(raw: RawItem, path: Path) -> Iterator[_Item]:
    entries = raw.lists["distractors"].entries if "distractors" in raw.lists else []
    for number, entry in enumerate(entries):
        text = (arrows.joined((), _first_line(entry.content)[0]),)
        yield (*path, "distractors", number), f"- {_weights(entry)}".rstrip(" "), text


def _order(raw: RawItem, path: Path) -> Iterator[_Item]:
    for number, entry in enumerate(raw.lists["order"].entries):
        head = f"{number + 1}. {_weights(entry)}".rstrip(" ")
        yield (*path, "order", number), head, with_feedback(entry.content, ())


def _first_line(content: Blocks) -> tuple[Inlines, Blocks]:
    """The running text that begins a text, and the blocks below it."""
    match content:
        case (Paragraph(content=inlines), *below):
            return inlines, tuple(below)
        case _:
            return (), content


def with_feedback(content: Blocks, feedback: Blocks) -> Blocks:
    """A text with its feedback as a quote.

    A quote in the text would be feedback as well; an empty one below says that it is not.
    """
    parts = [*content]
    if any(isinstance(block, Quote) for block in content):
        parts.append(Quote(()))
    if feedback:
        parts.append(Quote(feedback))
    return tuple(parts)


def _weights(raw: RawEntry) -> str:
    """The attribute list of an entry; "" for none."""
    found = [wording.number(raw.points)] if raw.points is not None else []
    found += [f"#{raw.id.value}"] if raw.id is not None else []
    found += [attribute("wrong", wording.number(raw.wrong))] if raw.wrong is not None else []
    return attribute_list(found, (), raw.allow)


def _cell(raw: RawCell | None) -> str:
    if raw is None:
        return ""
    found = ["x"] if raw.ticked else []
    found += [f"{{{wording.number(raw.weight)}}}"] if raw.weight is not None else []
    return " ".join(found)
