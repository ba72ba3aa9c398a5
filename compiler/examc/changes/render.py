"""Changes → text for people, and JSON of a fixed shape for programs."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from examc.changes.change import IMPACTS, Change, Impact
from examc.changes.telling import NONE

_TITLES: dict[Impact, str] = {
    "mark": "changes a mark:",
    "student": "changes what students see:",
    "other": "changes the rest:",
}


def as_text(changes: Sequence[Change]) -> str:
    """The changes, one a line, under what they do; the most dangerous first."""
    if not changes:
        return "no changes\n"
    lines: list[str] = []
    for impact in IMPACTS:
        found = [change for change in changes if change.impact == impact]
        if found:
            lines += [_TITLES[impact], *(f"  {line(change)}" for change in found)]
    lines.append(_summary(changes))
    return "\n".join(lines) + "\n"


def as_json(changes: Iterable[Change]) -> str:
    """The changes as `{"changes": [{"kind", "where", "what", "old", "new", "impact"}]}`."""
    found = {"changes": [asdict(change) for change in changes]}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def line(change: Change) -> str:
    """One change as an author would tell it."""
    return f"{change.where or 'exam'}: {_told(change)}"


def _told(change: Change) -> str:
    own = (change.where.rpartition(" › ")[2] or "exam").rstrip("0123456789").rstrip() == change.what
    what = "" if own else f"{change.what} "
    match change.kind:
        case "added":
            return f"{what}added: {change.new}"
        case "removed":
            return f"{what}removed: {change.old}"
        case "moved":
            return f"moved here from {change.old}"
        case "renamed":
            verb = "renamed " if own else what
            return f"{verb}{_quoted(change.old)} → {_quoted(change.new)}"
        case "reworded":
            return f"{what}reworded: {_quoted(change.old)} → {_quoted(change.new)}"
        case "changed":
            return f"{what}{change.old or NONE} → {change.new or NONE}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else NONE


def _summary(changes: Sequence[Change]) -> str:
    count = len(changes)
    marks = sum(change.impact == "mark" for change in changes)
    noun = "change" if count == 1 else "changes"
    verb = "changes" if marks == 1 else "change"
    return f"{count} {noun}, of which {marks} {verb} a mark" if marks else f"{count} {noun}"
