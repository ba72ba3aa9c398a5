"""JSON as text: keys in the order in which they were set, one value a line."""

from json import JSONEncoder
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

_quoted = JSONEncoder(ensure_ascii=False).encode


def dump(value: Json) -> bytes:
    """Write a document in UTF-8, indented by one space, with a newline at its end.

    Half of json.dumps' time goes into features that are not needed here. A lone surrogate, which
    UTF-8 cannot hold, becomes its escape.
    """
    pieces: list[str] = []
    _add(pieces, value, "\n")
    pieces.append("\n")
    return "".join(pieces).encode("utf-8", "backslashreplace")


def _add(pieces: list[str], value: Json, newline: str) -> None:
    if isinstance(value, str):
        pieces.append(_quoted(value))
    elif value is None or isinstance(value, bool | int):
        pieces.append(_CONSTANTS[value] if value is None or isinstance(value, bool) else str(value))
    elif not value:
        pieces.append("{}" if isinstance(value, dict) else "[]")
    elif isinstance(value, dict):
        inner = newline + " "
        before = "{" + inner
        for name, part in value.items():
            pieces.append(f"{before}{_quoted(name)}: ")
            _add(pieces, part, inner)
            before = "," + inner
        pieces.append(newline + "}")
    else:
        inner = newline + " "
        before = "[" + inner
        for part in value:
            pieces.append(before)
            _add(pieces, part, inner)
            before = "," + inner
        pieces.append(newline + "]")


_CONSTANTS = {None: "null", True: "true", False: "false"}
