"""The comments of a source: where each stands, so that a formatter can put it back there.

A place is a path of keys and numbers as in YAML, `("exercises", 0, "items", 2, "options", 1)`; the
Markdown spelling has the same places. The empty path is the end of the file.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from typing import NamedTuple, TypeAlias

from examc.core import lazyre
from examc.core.records import Mutable, field
from examc.core.source import Span
from examc.files.yamlnodes import Mapping, Node, Scalar, Sequence

Path: TypeAlias = tuple[str | int, ...]
END: Path = ()
EXERCISES: Path = ("exercises",)
"""Where the front matter of the Markdown spelling ends."""

_HEADER = lazyre.compile(r"[|>][-+0-9]*[ \t]+(?=#)")


class Comments(Mutable):
    """Comments, each as its text without signs; a text may have several lines."""

    inside: list[str] = field(default_factory=list)
    """Those inside texts, by the number of their mark."""
    before: dict[Path, list[str]] = field(default_factory=dict)
    """Those that stand on lines of their own before a place."""
    beside: dict[Path, list[str]] = field(default_factory=dict)
    """Those at the end of a place's first line, as only YAML has them."""

    def add(self, path: Path, comments: list[str]) -> None:
        """Put comments before a place, after those that stand there."""
        said = [comment for comment in comments if comment.strip()]
        if said:
            self.before.setdefault(path, []).extend(said)

    def copy(self) -> "Comments":
        """The same comments, to be changed."""
        before = {path: [*said] for path, said in self.before.items()}
        return Comments(self.inside, before, {path: [*said] for path, said in self.beside.items()})

    def words(self) -> list[str]:
        """What all comments say, in no order of places: white space does not count."""
        found = [*self.inside]
        for places in (self.before, self.beside):
            for comments in places.values():
                found += comments
        return sorted(words for words in (" ".join(one.split()) for one in found) if words)

    def settled(self, places: Collection[Path], end: Path = END, *, beside: bool) -> "Comments":
        """The same comments at places that exist, near to where they stood.

        What belongs to a place that is not written goes to its first part, or to what holds it;
        without `beside`, comments at the end of a line go before it. The rest goes to `end`.
        """
        found = Comments(self.inside)
        for path, comments in self.before.items():
            found.add(_nearest(path, places) or end, comments)
        for path, comments in self.beside.items():
            near = _nearest(path, places) or end
            if beside and near != end and near not in found.beside:
                found.beside[near] = comments[:1]
                comments = comments[1:]
            found.add(near, comments)
        return found


def _nearest(path: Path, places: Collection[Path]) -> Path:
    while path and path not in places:
        if (*path, 0) in places:
            return (*path, 0)
        path = path[:-1]
    return path


# -- comments of a YAML text --------------------------------------------------------------------


class _Comment(NamedTuple):
    """A comment of YAML: the lines it covers, and whether these hold nothing else."""

    line: int
    last: int
    text: str
    alone: bool


def collect(
    lines: list[str], first_line: int, root: Node | None, comments: Comments, end: Path = END
) -> None:
    """Collect the comments of a YAML text, whose first line has this number in its file.

    What follows the last key stands before `end`.
    """
    places = list(_places(root, ())) if root is not None else []
    starts = [line for _, line in places]
    for comment in _comments(lines, first_line, _Hidden(root)):
        if comment.alone:
            later = bisect_right(starts, comment.last)
            comments.add(places[later][0] if later < len(places) else end, [comment.text])
        elif comment.text:
            earlier = bisect_right(starts, comment.line) - 1
            path = places[earlier][0] if earlier >= 0 else end
            comments.beside.setdefault(path, []).append(comment.text)


def _places(node: Node, path: Path) -> Iterator[tuple[Path, int]]:
    """Yield the place of every key and entry with its line, in order of reading."""
    match node:
        case Mapping():
            for key, value in node.entries:
                yield (*path, key.value), key.span.line
                yield from _places(value, (*path, key.value))
        case Sequence():
            for number, item in enumerate(node.items):
                yield (*path, number), item.span.line
                yield from _places(item, (*path, number))
        case Scalar():
            return


class _Hidden:
    """Where a `#` is part of a value."""

    def __init__(self, root: Node | None) -> None:
        self.pieces: dict[int, list[tuple[int, int]]] = {}
        if root is not None:
            for scalar in _scalars(root):
                self._hide(scalar)

    def _hide(self, scalar: Scalar) -> None:
        span = scalar.span
        for line in range(span.line, span.end_line + 1):
            start = span.column - 1 if line == span.line else 0
            end = span.end_column - 1 if line == span.end_line else len(span.source.line(line))
            if line == span.line and scalar.style in ("|", ">"):
                end = start + _header_length(span)
            self.pieces.setdefault(line, []).append((start, end))

    def __contains__(self, place: tuple[int, int]) -> bool:
        line, column = place
        return any(start <= column < end for start, end in self.pieces.get(line, ()))


def _header_length(span: Span) -> int:
    """How long the first line of a block scalar is up to its comment."""
    text = span.source.line(span.line)[span.column - 1 :]
    header = _HEADER.match(text)
    return header.end() if header else len(text)


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Mapping():
            for key, value in node.entries:
                yield key
                yield from _scalars(value)
        case Sequence():
            for item in node.items:
                yield from _scalars(item)


def _comments(lines: list[str], first_line: int, hidden: _Hidden) -> Iterator[_Comment]:
    """Yield the comments in order; those on neighbouring lines of their own are one."""
    group: list[str] = []
    for number, line in enumerate(lines, first_line):
        start = _start(line, number, hidden)
        alone = start >= 0 and not line[:start].strip()
        if alone:
            group.append(line[start + 1 :].removeprefix(" ").rstrip())
            continue
        if group:
            yield _alone(group, number - 1)
            group = []
        if start >= 0:
            yield _Comment(number, number, line[start + 1 :].strip(), False)
    if group:
        yield _alone(group, first_line + len(lines) - 1)


def _alone(group: list[str], last: int) -> _Comment:
    from textwrap import dedent

    text = dedent("\n".join(group)).strip("\n")
    return _Comment(last - len(group) + 1, last, text, True)


def _start(line: str, number: int, hidden: _Hidden) -> int:
    """The offset of the `#` that begins a comment on a line; -1 without one."""
    at = line.find("#")
    while at >= 0:
        if (at == 0 or line[at - 1] in " \t") and (number, at) not in hidden:
            return at
        at = line.find("#", at + 1)
    return -1


# -- writing comments ---------------------------------------------------------------------------


def inline_comment(comment: str) -> str:
    """A comment inside a line of Markdown."""
    return f"<!-- {' '.join(comment.split())} -->"


def block_comment(comment: str) -> list[str]:
    """A comment on lines of its own in Markdown."""
    if "\n" not in comment:
        return [inline_comment(comment)]
    return ["<!--", *comment.split("\n"), "-->"]


def yaml_comment(comment: str) -> list[str]:
    """A comment on lines of its own in YAML."""
    return [f"#{line}" if line[:1] in ("", "#") else f"# {line}" for line in comment.split("\n")]


def part_path(part: str) -> Path:
    """The place of a part in an item, as YAML names it."""
    if part.startswith("feedback"):
        return ("feedback", part.partition(": ")[2] or "general")
    return ("graders",) if part == "for graders" else (part,)
