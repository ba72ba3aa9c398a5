"""YAML as it is laid out: two spaces a level, comments where they stood, lines of 100 columns."""

from collections.abc import Mapping
from typing import TypeAlias

from examc.core.content import Blocks
from examc.core.records import Record
from examc.formats.exam.comments import Comments, Path, yaml_comment
from examc.formats.exam.scalars import can_stand_in_block, scalar
from examc.formats.exam.tomarkdown import WIDTH, Writer


class Rich(Record, frozen=True):
    """A text in Markdown."""

    content: Blocks


class Compact(Record, frozen=True):
    """A list or a mapping of words, which stands on one line where it fits there."""

    value: "list[Value] | dict[str, Value]"


class Listing(Record, frozen=True):
    """A text that stands as it is, on lines of its own where it can."""

    text: str


Value: TypeAlias = "str | Rich | Listing | Compact | list[Value] | dict[str, Value]"
"""A word as it is spelled in YAML, a text, or what holds others."""


class Layout:
    """Lays out values; `places` are the paths that were written."""

    def __init__(self, writer: Writer, comments: Comments) -> None:
        self.writer = writer
        self.comments = comments
        self.places: set[Path] = set()
        self.lines: list[str] = []

    def mapping(self, entries: Mapping[str, Value], path: Path = (), indent: int = 0) -> None:
        """Add the lines of a mapping's entries."""
        for key, value in entries.items():
            self.comment((*path, key), indent)
            self._value(f"{' ' * indent}{key}:", value, (*path, key), indent)

    def comment(self, path: Path, indent: int = 0) -> None:
        """Add the comments that stand before a place, with an empty line between two of them."""
        for number, comment in enumerate(self.comments.before.get(path, ())):
            if number:
                self.lines.append("")
            self.lines += [" " * indent + line for line in yaml_comment(comment)]

    def _value(self, head: str, value: Value, path: Path, indent: int) -> None:
        """Add what follows a key or a dash, on its line and below it."""
        match value:
            case str():
                self._line(f"{head} {value}", path)
            case Rich():
                self._text(head, value.content, path, indent)
            case Listing(text):
                self._listing(head, text, path, indent)
            case Compact():
                self._compact(head, value.value, path, indent)
            case list():
                self._line(head, path)
                self._sequence(value, path, indent + 2)
            case dict():
                self._line(head, path)
                self.mapping(value, path, indent + 2)

    def _sequence(self, items: "list[Value]", path: Path, indent: int) -> None:
        for number, item in enumerate(items):
            own = (*path, number)
            self.places.add(own)
            if isinstance(item, dict):
                self._entry(item, own, indent)
            else:
                self.comment(own, indent)
                self._value(f"{' ' * indent}-", item, own, indent)

    def _entry(self, item: "dict[str, Value]", path: Path, indent: int) -> None:
        """Add a mapping behind a dash; whatever would stand between the two stands before both."""
        first = (*path, next(iter(item)))
        self.comments.add(path, self.comments.beside.pop(path, []))
        self.comments.add(path, self.comments.before.pop(first, []))
        self.comment(path, indent)
        start = len(self.lines)
        self.mapping(item, path, indent + 2)
        self.lines[start] = f"{' ' * indent}- {self.lines[start].lstrip(' ')}"

    def _listing(self, head: str, text: str, path: Path, indent: int) -> None:
        if "\n" not in text or not can_stand_in_block(text):
            self._line(f"{head} {scalar(text)}", path)
            return
        self._line(f"{head} |", path)
        self.lines += [" " * (indent + 2) + line if line else "" for line in text.split("\n")]

    def _text(self, head: str, content: Blocks, path: Path, indent: int) -> None:
        lines = self.writer.text(content, WIDTH - indent - 2)
        text = "\n".join(lines)
        line = f"{head} {scalar(text)}"
        if not can_stand_in_block(text) or (len(lines) == 1 and len(line) <= WIDTH):
            self._line(line, path)
            return
        self._line(f"{head} |", path)
        self.lines += [" " * (indent + 2) + line if line else "" for line in lines]

    def _compact(
        self, head: str, value: "list[Value] | dict[str, Value]", path: Path, indent: int
    ) -> None:
        flow = self._flow(value)
        inside = any(place[: len(path)] == path != place for place in self.comments.before)
        if flow and len(head) + 1 + len(flow) <= WIDTH and not inside:
            self._line(f"{head} {flow}", path)
        else:
            self._value(head, value, path, indent)

    def _flow(self, value: "list[Value] | dict[str, Value]") -> str:
        """The values on one line; "" where one of them takes more."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {one}" for key, one in value.items()) + "}"
        words = [self._word(one) for one in value]
        return "" if None in words else f"[{', '.join(word for word in words if word)}]"

    def _word(self, value: Value) -> str | None:
        if not isinstance(value, Rich):
            return str(value)
        lines = self.writer.text(value.content, WIDTH)
        return scalar(lines[0], flow=True) if len(lines) == 1 else None

    def _line(self, line: str, path: Path) -> None:
        self.places.add(path)
        for comment in self.comments.beside.get(path, ()):
            line += f"  # {comment}"
        self.lines.append(line)
