"""Changes of the question in an ANS-style JSON file: every value, every part, every order of parts."""

import copy
import json
from collections.abc import Iterator
from typing import TypeAlias

from mutants.mutant import Mutant, other_numbers

Value: TypeAlias = "dict[str, Value] | list[Value] | str | int | float | bool | None"
Path: TypeAlias = tuple[str | int, ...]

_DECIMAL = {"points", "x_wrong", "x_floor", "x_cap"}


def of_file(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of the one question of a file."""
    root: dict[str, Value] = json.loads(data)
    at = ("assignment", "exercises", 0, "questions", 0)
    for path, values in _changes(_at(root, at), at):
        for value in values:
            made = copy.deepcopy(root)
            parent = _at(made, path[:-1])
            where = "/".join(map(str, path[len(at) :]))
            if isinstance(parent, list):
                index = int(path[-1])
                parent[index : index + 1] = [] if value is _NONE else [value]
            elif isinstance(parent, dict):
                if value is _NONE:
                    del parent[str(path[-1])]
                else:
                    parent[str(path[-1])] = value
            said = "left out" if value is _NONE else json.dumps(value, ensure_ascii=False)[:60]
            yield Mutant(f"{where} is {said}", json.dumps(made).encode())


_NONE = "\0left out"


def _at(root: Value, path: Path) -> Value:
    found = root
    for step in path:
        if isinstance(found, dict):
            found = found[str(step)]
        elif isinstance(found, list):
            found = found[int(step)]
    return found


def _changes(value: Value, path: Path) -> Iterator[tuple[Path, list[Value]]]:
    match value:
        case dict():
            for name, inner in value.items():
                yield from _changes(inner, (*path, name))
        case list():
            for place, inner in enumerate(value):
                yield (*path, place), [_NONE]
                yield from _changes(inner, (*path, place))
        case bool():
            yield path, [not value]
        case int() | float():
            yield path, [value + 1, _NONE]
        case str() if path[-1] in _DECIMAL:
            yield path, list(other_numbers(value))
        case str():
            yield path, [f"{value}q"]
        case None:
            pass
