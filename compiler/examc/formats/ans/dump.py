"""JSON as text: keys in the order in which they were set, one value a line."""

from io import BytesIO
from json import JSONEncoder
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

_MOST = 2000  # pieces that are joined at once
_quoted = JSONEncoder(ensure_ascii=False).encode


def dump(value: Json) -> bytes:
    """Write a document in UTF-8, indented by one space, with a newline at its end.

    Half of json.dumps' time goes into features that are not needed here. A lone surrogate, which
    UTF-8 cannot hold, becomes its escape.
    """
    text = _Text()
    text.add(value, "\n")
    text.pieces.append("\n")
    text.flush()
    return text.made.getvalue()


class _Text:
    """A text as it is made: its pieces are joined and encoded now and then, to be small."""

    def __init__(self) -> None:
        self.made = BytesIO()
        self.pieces: list[str] = []

    def flush(self) -> None:
        """Encode what there is."""
        self.made.write("".join(self.pieces).encode("utf-8", "backslashreplace"))
        self.pieces.clear()

    def add(self, value: Json, newline: str) -> None:
        """Add a value; `newline` is what ends a line, with the indentation of the next."""
        pieces = self.pieces
        if isinstance(value, str):
            pieces.append(_quoted(value))
        elif value is None or isinstance(value, bool):
            pieces.append(_CONSTANTS[value])
        elif isinstance(value, int):
            pieces.append(str(value))
        elif not value:
            pieces.append("{}" if isinstance(value, dict) else "[]")
        elif isinstance(value, dict):
            self._add_fields(value, newline)
        else:
            self._add_parts(value, newline)

    def _add_fields(self, fields: dict[str, Json], newline: str) -> None:
        inner = newline + " "
        before = "{" + inner
        for name, part in fields.items():
            self.pieces.append(f"{before}{_quoted(name)}: ")
            self.add(part, inner)
            before = "," + inner
        self.pieces.append(newline + "}")

    def _add_parts(self, parts: list[Json], newline: str) -> None:
        inner = newline + " "
        before = "[" + inner
        for part in parts:
            self.pieces.append(before)
            self.add(part, inner)
            before = "," + inner
            if len(self.pieces) > _MOST:
                self.flush()
        self.pieces.append(newline + "]")


_CONSTANTS = {None: "null", True: "true", False: "false"}
