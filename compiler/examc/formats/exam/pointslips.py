"""The line to write where points are missing: with the points that the rest of the source adds up to."""

import re
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.diagnostics import Fix
from examc.formats.exam import otherwords
from examc.formats.exam.raw import RawEntry, RawItem, spelled

_HEADING = lazyre.compile(r"(?P<marks>#{1,3})\s*(?P<label>.*)")
_LABEL = lazyre.compile(r"##[ \t]+(?=[^\W\d_])")
_ENTRY = lazyre.compile(
    rf"(?P<mark>\s*(?:[-*+•|]|\d+[.)])?\s*)(?:\[[ xX]?\]\s*)?"
    rf"(?:[({{\[]?(?P<number>\d+(?:[.,/]\d+)?)(?:\s*{otherwords.POINTS}\b)?\.?[)}}\]]?\s*[:.|]?\s+)?"
    r"(?P<words>[^|]*).*",
    re.IGNORECASE,
)
"""A criterion, with its points before the words where they are there."""
_BEHIND = lazyre.compile(
    rf"\s*(?::\s*|[-–—=→]+>?\s+|[(\[]\s*)(?P<number>\d+(?:[.,/]\d+)?)\s*{otherwords.POINTS}?\.?\s*[)\]]?$",
    re.IGNORECASE,
)
"""Points behind the words, as `: 2 points` or `(2)`."""
_USUAL = Fraction(2)


def of_question(raw: RawItem) -> str:
    """What to write for a question that does not say its points."""
    points = _attainable(raw)
    line = _HEADING.match(raw.span.source.line(raw.span.line))
    label = line["label"].strip() if line else raw.kind.value if raw.kind else "open"
    unit = "pt" if points == 1 else "pts"
    heading = f"write ## {numbers.show(points)} {unit} · {label}"
    return spelled(raw.span, heading, f"add points: {numbers.show(points)}")


def fix_of_question(raw: RawItem) -> Fix | None:
    """The same as an edit: points before the kind, or as the first key of an item in YAML."""
    source, line = raw.span.source, raw.span.source.line(raw.span.line)
    points = numbers.show(_attainable(raw))
    heading = _LABEL.match(line)
    at = heading.end() if heading else raw.span.column - 1
    text = f"{points} {'pt' if points == '1' else 'pts'} · "
    if heading is None:
        before = line[:at].strip()
        if before not in ("", "-") or not line[at : at + 1].isalpha():
            return None
        text = f"points: {points}\n{' ' * at}"
    return Fix(source.line_span(raw.span.line, at + 1, at + 1), text)


def _attainable(raw: RawItem) -> Fraction:
    """The points that the weights of a question give at most; what is usual where they say none."""
    many = raw.kind is not None and raw.kind.value == "multiple response"
    for part, found in raw.lists.items():
        weights = [weight for entry in found.entries if (weight := _weight(entry)) > 0]
        if weights:
            return sum(weights, Fraction(0)) if many or part == "criteria" else max(weights)
    return _USUAL


def _weight(entry: RawEntry) -> Fraction:
    return (numbers.parse(entry.points.value) if entry.points else None) or Fraction(0)


def of_criterion(entry: RawEntry) -> str:
    """What to write for a criterion that does not say its points."""
    own = as_criterion(entry.span.source.line(entry.span.line))
    return spelled(entry.span, f"write {own}", f"add points: {numbers.show(_USUAL)}")


def as_criterion(line: str) -> str:
    """A line that was meant as a criterion or a level, as the source writes it."""
    found = _ENTRY.match(line)
    assert found is not None  # every line has words, if only none
    number, words = found["number"], found["words"].strip()
    if not number and (behind := _BEHIND.search(words)):
        number, words = behind["number"], words[: behind.start()]
    if not words:
        return "- {2} what earns two points"
    words = words if len(words) <= 40 else words[:39].rstrip() + "…"
    return f"- {{{otherwords.written(number or '') or numbers.show(_USUAL)}}} {words}"
