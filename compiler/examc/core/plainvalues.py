"""Frozen values of records, and tuples with names, ↔ lists of JSON, by the types that their fields state.

A piece of source is kept with the line that it begins in, which is what messages show of it; the rest
of the file is not. Paths below a folder are kept without it, so that they hold elsewhere as well.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import TypeVar, cast, get_args, get_origin, get_type_hints

from examc.core.records import field_names, is_record
from examc.core.source import Source, Span

T = TypeVar("T")
Plain = str | int | bool | list["Plain"] | None
"""What JSON holds of a value."""

_BELOW = "\x01"
"""What a path below the folder begins with in place of the folder."""
_MOST = 2_000_000  # lines of a file, and columns of a line


def to_plain(value: object, folder: str = "") -> Plain:
    """A value as JSON can hold it, paths below a folder (which ends in /) without that.

    Raises TypeError for what is no value of a record, or names the folder within a text.
    """
    match value:
        case str():
            return _below(value, folder)
        case None | int():
            return value
        case Enum():
            return to_plain(value.value)
        case Span():
            root = value.root()
            path = to_plain(root.source.path, folder)
            return [path, *root[1:], root.source.line(root.line)]
        case tuple():
            return [to_plain(part, folder) for part in value]
        case _ if is_record(value):
            return [to_plain(getattr(value, each), folder) for each in field_names(value)]
        case _:
            raise TypeError(f"{type(value).__name__} is no plain value")


def to_json(value: object, folder: str = "", levels: int = 0) -> Iterator[bytes]:
    """Yield the JSON of a plain value; what lies so many levels within is made plain one by one.

    All plain values of a long exam's messages at once take more memory than the exam. Raises
    TypeError as `to_plain` does.
    """
    if not levels or not (isinstance(value, tuple) or is_record(value)):
        text = json.dumps(to_plain(value, folder), ensure_ascii=False, separators=(",", ":"))
        yield text.encode("utf-8", "replace")
        return
    parts = value if isinstance(value, tuple) else map(value.__getattribute__, field_names(value))
    sign = b"["
    for part in parts:
        yield sign
        yield from to_json(part, folder, levels - 1)
        sign = b","
    yield b"]" if sign == b"," else b"[]"


def _below(text: str, folder: str) -> str:
    """A text that may be a path, without the folder that it is below."""
    below = _BELOW + text[len(folder) :] if folder and text.startswith(folder) else text
    if text.startswith(_BELOW) or (folder.startswith("/") and folder in below):
        raise TypeError(f"{text!r} holds a path")
    return below


class Values:
    """Makes a value of what `to_plain` returned; the spans of one file share one source."""

    def __init__(self, folder: str = "") -> None:
        self._folder = folder
        self._sources: dict[str, Source] = {}
        self._lines: dict[str, dict[int, str]] = {}  # of each source, those that are known

    def read(self, kind: type[T], plain: object) -> T:
        """A value of a kind; raises ValueError or TypeError where it is none."""
        self._sources, self._lines = {}, {}
        made = cast(T, self._made(kind, plain))
        for path, source in self._sources.items():
            source.text = _text_of(self._lines[path])
        return made

    def _made(self, kind: object, plain: object) -> object:
        if kind is Span:
            return self._span(plain)
        arguments = get_args(kind)
        if get_origin(kind) is tuple:
            return self._tuple(arguments, plain)
        if type(None) in arguments:
            (other,) = [each for each in arguments if each is not type(None)]
            return None if plain is None else self._made(other, plain)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return kind(plain)
        if isinstance(kind, type) and (is_record(kind) or issubclass(kind, tuple)):
            return self._data(kind, plain)
        if type(plain) is not kind:
            raise TypeError(f"{plain!r} is no {kind}")
        return self._text(plain) if isinstance(plain, str) else plain

    def _text(self, plain: str) -> str:
        return self._folder + plain[1:] if plain.startswith(_BELOW) else plain

    def _tuple(self, arguments: tuple[object, ...], plain: object) -> tuple[object, ...]:
        parts = _list(plain)
        if arguments[1:] == (...,):
            return tuple([self._made(arguments[0], part) for part in parts])
        return tuple([self._made(each, part) for each, part in zip(arguments, parts, strict=True)])

    def _data(self, kind: type, plain: object) -> object:
        parts = zip(_hints(kind), _list(plain), strict=True)
        make = cast(Callable[..., object], kind)
        return make(**{name: self._made(hint, part) for (name, hint), part in parts})

    def _span(self, plain: object) -> Span:
        path, line, column, end_line, end_column, text = _list(plain)
        if not isinstance(path, str) or not isinstance(text, str):
            raise TypeError("no piece of a source")
        shown = self._text(path)
        source = self._sources.setdefault(shown, Source(shown, ""))
        numbers = [_number(each) for each in (line, column, end_line, end_column)]
        self._lines.setdefault(shown, {})[numbers[0]] = text
        return Span(source, *numbers)


@cache
def _hints(kind: type) -> list[tuple[str, object]]:
    """The fields of a record, or of a tuple with names, with their types."""
    names = field_names(kind) if is_record(kind) else getattr(kind, "_fields", ())
    hints = get_type_hints(kind)
    return [(name, hints[name]) for name in names]


def _text_of(lines: Mapping[int, str]) -> str:
    """A text of the lines that are known, by their numbers; the others are empty."""
    return "\n".join(lines.get(number, "") for number in range(1, max(lines) + 1))


def _number(plain: object) -> int:
    if type(plain) is not int or not 0 < plain < _MOST:
        raise ValueError(f"{plain!r} is no line or column")
    return plain


def _list(plain: object) -> list[object]:
    if not isinstance(plain, list):
        raise TypeError(f"{plain!r} is no list")
    return plain
