"""Changes → text for people, and JSON of a fixed shape for programs."""

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction

from examc.changes.change import IMPACTS, Change, Impact
from examc.changes.telling import NONE
from examc.core.model import Exam, exercise_points, questions, total_points
from examc.core.numbers import show
from examc.core.report import annotation

_TITLES: dict[Impact, str] = {
    "mark": "changes a mark:",
    "student": "changes what students see:",
    "other": "changes the rest:",
}


_LEVELS: dict[Impact, str] = {"mark": "error", "student": "warning", "other": "notice"}
_JSON = ("kind", "where", "what", "old", "new", "impact")


def as_text(changes: Sequence[Change], *, places: bool = False, total: str = "") -> str:
    """The changes, one a line, under what they do; the most dangerous first.

    `places`: with the file, the line and the id of each, where they are known. `total` is said
    before the count, if it is not "".
    """
    if not changes:
        return "no changes\n"
    lines: list[str] = []
    for impact in IMPACTS:
        found = [change for change in changes if change.impact == impact]
        if found:
            lines.append(_TITLES[impact])
            lines += [f"  {line(change)}{_source(change) if places else ''}" for change in found]
    lines += [total] * bool(total)
    lines.append(_summary(changes))
    return "\n".join(lines) + "\n"


def as_json(changes: Iterable[Change]) -> str:
    """The changes as `{"changes": [{"kind", "where", "what", "old", "new", "impact"}]}`."""
    found = {"changes": [{name: getattr(change, name) for name in _JSON} for change in changes]}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def as_github(changes: Iterable[Change]) -> str:
    """The changes as annotations of a pull request: an error is what changes a mark."""
    return "".join(
        annotation(_LEVELS[change.impact], change.span, _TITLES[change.impact][:-1], line(change))
        + "\n"
        for change in changes
    )


def totals(old: Exam, new: Exam) -> str:
    """The points and questions of the new exam, and what they were: `9 points (before: 8) in …`."""
    rows = [("", total_points(old), total_points(new))]
    if len(old.exercises) == len(new.exercises) > 1:
        pairs = enumerate(zip(old.exercises, new.exercises, strict=True), 1)
        rows += [(f"exercise {n}: ", exercise_points(a), exercise_points(b)) for n, (a, b) in pairs]
    shown = [f"{name}{_now(a, b)}" for name, a, b in rows if a != b or not name]
    counts = [sum(1 for _ in questions(exam)) for exam in (old, new)]
    before = f" (before: {counts[0]})" if counts[0] != counts[1] else ""
    shown[0] += f" in {counts[1]} question{'s' * (counts[1] != 1)}{before}"
    return "; ".join(shown)


def _now(old: Fraction, new: Fraction) -> str:
    noun = "point" if new == 1 else "points"
    return f"{show(new)} {noun}" + (f" (before: {show(old)})" if old != new else "")


def _source(change: Change) -> str:
    """The file, the line and the id of a change: ` (exam.md:12, graphs)`; "" where none is known."""
    words = [change.id] * bool(change.id)
    if change.span is not None:
        span = change.span.root()
        words.insert(0, f"{span.source.path}:{span.line}")
    return f" ({', '.join(words)})" if words else ""


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
