"""Writes pairs, labels and rows in YAML, short where nothing but their texts is said."""

from typing import TypeAlias

from examc.core.content import Blocks
from examc.formats.exam import columnnames, wording
from examc.formats.exam.layout import Compact, Rich, Value
from examc.formats.exam.raw import RawEntry, RawItem
from examc.formats.exam.scalars import scalar
from examc.formats.exam.tomarkdown import Writer

_Entries: TypeAlias = dict[str, Value]


def value(raw: RawItem, name: str, folder: str) -> "Value | None":
    """The entries of a list of an item; None where it has no such list."""
    if name not in raw.lists:
        return None
    entries = raw.lists[name].entries
    if name == "pairs":
        return [_pair(entry) for entry in entries]
    if name == "rows":
        columns = raw.lists["columns"].entries if "columns" in raw.lists else []
        names = [columnnames.name(column.content) for column in columns]
        return [_row(entry, names, folder) for entry in entries]
    labels = [_label(entry) for entry in entries]
    return Compact(labels) if all(isinstance(label, Rich) for label in labels) else labels


def _pair(raw: RawEntry) -> Value:
    found: _Entries = {"left": Rich(raw.content), "right": Rich(raw.right), **_rest(raw)}
    if list(found) == ["left", "right"] and raw.content and raw.right:
        return Compact(list(found.values()))
    return found


def _label(raw: RawEntry) -> Value:
    found: _Entries = {"text": Rich(raw.content), **_rest(raw)}
    return found if len(found) > 1 else Rich(raw.content)


def _row(raw: RawEntry, columns: list[Blocks], folder: str) -> Value:
    ticked: list[Value] = [
        Rich(columns[place]) for place, cell in sorted(raw.cells.items()) if cell.ticked
    ]
    weights: _Entries = {
        scalar(" ".join(Writer(folder=folder).text(columns[place])), flow=True): wording.number(
            cell.weight
        )
        for place, cell in sorted(raw.cells.items())
        if cell.weight is not None
    }
    found: _Entries = {"text": Rich(raw.content)}
    if ticked:
        found["is"] = ticked[0] if len(ticked) == 1 else Compact(ticked)
    if weights:
        found["cells"] = Compact(weights)
    found |= _rest(raw)
    if list(found) == ["text", "is"]:
        return Compact([found["text"], *ticked])
    return found


def _rest(raw: RawEntry) -> _Entries:
    """What an entry says beside its texts."""
    found: _Entries = {}
    if raw.points is not None:
        found["points"] = wording.number(raw.points)
    if raw.wrong is not None:
        found["wrong"] = wording.number(raw.wrong)
    if raw.feedback:
        found["feedback"] = Rich(raw.feedback)
    if raw.id is not None:
        found["id"] = scalar(raw.id.value)
    if raw.allow:
        codes: list[Value] = [scalar(word.value, flow=True) for word in raw.allow]
        found["allow"] = Compact(codes)
    return found
