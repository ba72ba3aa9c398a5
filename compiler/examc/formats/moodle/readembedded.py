"""A text with embedded answers at a glance: what kind of question it is, and its text without codes."""

from fractions import Fraction

from examc.core import lazyre, limits, numbers
from examc.core.records import Record
from examc.files.xmltree import Element, characters
from examc.formats.moodle.cloze import PLACES, share_of
from examc.formats.moodle.html import Page
from examc.formats.moodle.readentry import Entry, LeftOut
from examc.formats.moodle.readtext import format_of
from examc.formats.moodle.readxml import text_of
from examc.systems.moodle import cloze
from examc.systems.moodle.forms import AUTOMATIC, HTML
from examc.systems.reading import NotUnderstood
from examc.text.htmltree import parse

FILL_IN, NUMERIC, SHORT, MATCHING, MATRIX = (
    "fill in",
    "numeric",
    "short answer",
    "matching",
    "matrix",
)
CHOICE = "choice"
_KINDS = (FILL_IN, NUMERIC, SHORT, MATCHING, MATRIX)
_TABLE = lazyre.compile(r'<table class="examc-(matching|matrix)[ "]')
_TAGS = lazyre.compile(r"<[^<>]*>|&nbsp;|\s")
_CELL = r"<t[dh][^<>]*>"
_BEFORE = rf"<tr[^<>]*>\s*{_CELL}(?:(?!</?t[rdh]\b).)*</t[dh]>\s*{_CELL}\s*"
_FIRST_ROW = lazyre.compile(f"(?s){_BEFORE}")
_NEXT_ROW = lazyre.compile(rf"(?s)\s*</t[dh]>\s*</tr>\s*{_BEFORE}")
_LAST_ROW = lazyre.compile(r"\s*</t[dh]>\s*</tr>\s*(?:</tbody>\s*)?</table>")
_OPEN, _CLOSE = "\n<div>", "</div>"
"""What our writer puts round the one answer of a question."""
MOST_PARTS = 1000  # of one text


class Embedded(Record, frozen=True):
    """A text with its embedded answers, the kind of question that it is, and its hints."""

    kind: str
    text: cloze.Text
    hints: tuple[Element, ...]

    @property
    def parts(self) -> tuple[cloze.Part, ...]:
        """The embedded answers."""
        return self.text.parts

    @property
    def total(self) -> Fraction:
        """The sum of their weights, which is what Moodle takes for the points."""
        return sum((part.points for part in self.parts), Fraction(0))

    @property
    def names(self) -> tuple[str, ...]:
        """What the gaps are called; by their places where no hint says it."""
        own = [hint.get("name", "") for hint in self.hints if hint.tag == "gap"]
        is_named = len(own) == len(self.parts) == len({name.lower() for name in own})
        if is_named and all(map(limits.is_id, own)):
            return tuple(own)
        return tuple(f"gap{place}" for place in range(1, len(self.parts) + 1))

    @property
    def unit(self) -> str:
        """The unit that stands behind the only answer of a numeric question."""
        behind = self.text.pieces[-1].removesuffix(_CLOSE)
        return " ".join(characters(parse(behind)).split())

    def prompt(self) -> str:
        """The text, with an element in place of each code."""
        first, *rest = self.text.pieces
        if self.kind in (NUMERIC, SHORT):
            return first.removesuffix(_OPEN)
        if self.kind == CHOICE:
            return "".join(self.text.pieces)
        units = [hint.get("unit", "") for hint in self.hints if hint.tag == "gap"]
        found = [first]
        for place, piece in enumerate(rest):
            unit = units[place] if place < len(units) else ""
            found.append(f'<span class="examc-gap" data-examc-gap="{place}"></span>')
            found.append(piece.removeprefix(f" {_page.text(unit)}") if unit else piece)
        return "".join(found)


_page = Page({}, "")


def glance(entry: Entry) -> Embedded | LeftOut:
    """What can be told of a text with embedded answers, or why it cannot be read."""
    element = entry.first("questiontext")
    text = text_of(element).strip()
    if format_of(element) not in (HTML, AUTOMATIC):
        message = f"question {entry.shown_name()} is left out: its embedded answers are not in HTML"
        return LeftOut("R514", message, "save it as HTML in Moodle")
    try:
        found = cloze.read(text)
    except NotUnderstood as problem:
        message = f"question {entry.shown_name()} is left out, as Moodle refuses it: {problem}"
        return LeftOut("R494", message, "correct it in Moodle")
    if len(found.parts) > MOST_PARTS:
        message = f"question {entry.shown_name()} is left out: it has {len(found.parts)} gaps"
        return LeftOut("R494", message, f"keep {MOST_PARTS} at most")
    beside = entry.first("examc")
    hints = () if beside is None else tuple(beside)
    kind = _kind("" if beside is None else beside.get("kind", ""), text, found)
    if kind != MATRIX and kind != CHOICE and _has_boxes(found):
        message = f"question {entry.shown_name()} is left out: check boxes stand among its gaps"
        return LeftOut("R514", message, "ask for them in a multiple response")
    return Embedded(kind, found, hints)


def _has_boxes(text: cloze.Text) -> bool:
    return any(part.kind is cloze.Kind.BOXES for part in text.parts)


def _kind(said: str, text: str, found: cloze.Text) -> str:
    """The kind that our writer said; else a choice, where there is one list of options at the end."""
    table = _TABLE.search(text)
    if table is not None and (said in ("", table[1])):
        return table[1]
    if said in (NUMERIC, SHORT) and len(found.parts) == 1:
        return said
    if said in _KINDS:
        return FILL_IN
    if _is_matrix(found):
        return MATRIX
    (first, *others) = found.parts
    is_last = not _TAGS.sub("", found.pieces[-1])
    is_list = first.is_question or first.kind is cloze.Kind.ROW
    if not others and is_list and (is_last or first.kind is cloze.Kind.BOXES):
        return CHOICE
    return FILL_IN


def _is_matrix(text: cloze.Text) -> bool:
    """Whether each code is the second and last cell of a row, with the same options in a line."""
    (first, *others) = text.parts
    if first.kind is not cloze.Kind.ROW or not others:
        return False
    if any((part.kind, part.labels) != (first.kind, first.labels) for part in others):
        return False
    before, *between, behind = text.pieces
    begins = "<table" in before and _FIRST_ROW.fullmatch(before[max(before.rfind("<tr"), 0) :])
    ends = begins and _LAST_ROW.match(behind)
    return bool(ends) and all(map(_NEXT_ROW.fullmatch, between))


def exact(share: Fraction) -> Fraction:
    """A share that Moodle keeps in seven decimals: 42.8571429 % means 3/7."""
    text = numbers.rounded(share * 100, PLACES)
    return share_of(text) if abs(numbers.value(text) / 100 - share) < _SLACK else share


_SLACK = Fraction(1, 10 ** (PLACES + 1))
