"""Headings of the Markdown spelling: their own words, their attributes, and an item's label."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.formats.exam import attributes, labelslips
from examc.formats.exam.kindnames import is_kind, known_kind
from examc.formats.exam.raw import Attributes, RawItem, Word
from examc.formats.exam.vocabulary import KINDS
from examc.text import markup
from examc.text.markup import Title

_POINTS = lazyre.compile(r"(\S+)\s*(?:pts?|points?)\.?", re.IGNORECASE)
_SPACE = lazyre.compile(r"([\d./]+)\s*pages?", re.IGNORECASE)
_SPACE_AFTER_KIND = lazyre.compile(r"(?<!\s)\s+([\d./]+\s*pages?)$", re.IGNORECASE)
_POINTS_BEFORE_KIND = lazyre.compile(r"([\d./]+\s*(?:pts?|points?)\.?)\s+", re.IGNORECASE)
_BETWEEN = lazyre.compile(r"[·•∙⋅|]|(?:(?<=\s)[-–—]|,)\s+")
"""What parts a label: dashes only between blanks, and a comma only before one, as `1,5` is a slip."""
_BARE_NAME = lazyre.compile(r"(?<=\s)[\[(]?(?P<name>#[\w.-]+)[\])}]?$")
_CLOSING = lazyre.compile(r" \{[#.\w][^{}$]*\}\s+(?P<signs>#+)$")
_TWO_LISTS = lazyre.compile(
    r"(?<= )\{(?P<first>(?:#|[a-z]+=)[^{}$]*)\}\s*\{(?P<second>(?:#|[a-z]+=)[^{}$]*)\}$"
)
_READING = lazyre.compile(r"(?<=\$)\{ *say *=[^{}]*\}?")
_OPEN_ATTRIBUTES = lazyre.compile(r"(?<= )\{(?=[#.]|[a-z]+=)[^{}]*$")


def split(title: Title, report: Report) -> tuple[str, Span, Attributes]:
    """A heading's own words, their span, and its attributes."""
    start = attributes.split_heading(title.text)
    words = title.text[:start].rstrip(" \t")
    other = _TWO_LISTS.search(title.text)
    if other is not None:
        start = other.start()
        place = title.span.part(start, len(title.text))
        one = f"{{{other['first']} {other['second']}}}"
        message = "attributes stand in one pair of braces"
        report.add("S134", message, place, help=f"write {one}", fix=one)
        words, found = title.text[:start].rstrip(" \t"), Attributes()
    elif start < len(title.text):
        found = attributes.parse(title.span.part(start, len(title.text)), report)
    else:
        found = Attributes()
        slip = _stray_braces(words) or _closed(words) or _unclosed_braces(words)
        if slip is None and title.level == 2:
            slip = _name_without_braces(words)
        if slip is not None:
            start, message, help_line, fix = slip
            report.add("S134", message, title.span.part(start, len(words)), help=help_line, fix=fix)
            words = words[:start].rstrip(" \t")
    reading = _READING.search(words) if "{" in words else None
    if reading is not None:
        help_line = "leave it out: the formulas of a title are read by a program"
        place = title.span.part(*reading.span())
        report.add("S134", "a title does not say how it is read aloud", place, help=help_line)
    return markup.folded(_unescaped(words)), title.span.part(0, len(words)), found


def words(title: Title) -> str:
    """A heading's own words as they are written, without its attributes."""
    return title.text[: attributes.split_heading(title.text)].rstrip(" \t")


_Slip: TypeAlias = tuple[int, str, str, str | None]
"""Where braces that are no attribute list begin, what they are, what to do, and what to write there."""


def _stray_braces(words: str) -> _Slip | None:
    """Braces at the end of a heading's words that nothing keeps from being attributes."""
    if not words.endswith("}") or words.endswith("\\}") or "{" not in words or "$" in words:
        return None
    start = words.rindex("{")
    spaced = not words[:start].strip() or words[start - 1] in " \t"
    slip = "close the quotes between them" if spaced else "put a space before {"
    help_line = f"{slip}, or write \\{{ and \\}} for braces in the title"
    fix = None if spaced else f" {words[start:]}"
    return start, "braces at the end of a heading hold its attributes", help_line, fix


def _closed(words: str) -> _Slip | None:
    """Signs at the end of a heading, as other writers of Markdown close it, behind its attributes."""
    closing = _CLOSING.search(words)
    if closing is None:
        return None
    return closing.start("signs"), "signs stand behind the attributes", "remove them", ""


def _unclosed_braces(words: str) -> _Slip | None:
    unclosed = _OPEN_ATTRIBUTES.search(words)
    if unclosed is None:
        return None
    help_line = "end it with }, or write \\{ for a brace in the title"
    fix = f"{words[unclosed.start() :]}}}" if '"' not in words else None
    return unclosed.start(), "attribute list is never closed", help_line, fix


def _name_without_braces(words: str) -> _Slip | None:
    """An identifier at the end of a label, in no braces or in other brackets."""
    found = _BARE_NAME.search(words)
    if found is None:
        return None
    own = f"{{{found['name']}}}"
    return found.start(), "an identifier stands in braces", f"write {own}", own


def _unescaped(text: str) -> str:
    return re.sub(r"\\([{}#$\\])", r"\1", text)


def _label_parts(label: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the parts of a label that are not empty."""
    at = 0
    for between in (*_BETWEEN.finditer(label), None):
        end = between.start() if between else len(label)
        words = label[at:end]
        if words.strip():
            start = at + len(words) - len(words.lstrip())
            yield start, start + len(words.strip())
        at = between.end() if between else end


def is_label(words: str) -> bool:
    """Whether the words of a heading are the label of a question: its points and its kind."""
    points = kind = False
    for start, end in _label_parts(words):
        part = words[start:end]
        before = _POINTS_BEFORE_KIND.match(part)
        points = points or before is not None or _POINTS.fullmatch(part) is not None
        name = _SPACE_AFTER_KIND.sub("", part[before.end() :] if before else part)
        kind = kind or is_kind(name)
    return points and kind


def read_label(span: Span, item: RawItem, report: Report) -> None:
    """Read `2 pts · open · 1/2 page` into an item's points, kind and space."""
    found, own = Report(), RawItem(item.span)
    _Label(own, found).read(span)
    if not labelslips.whole(span, found, own, report):
        report.extend(found.diagnostics)
    item.kind = own.kind
    item.settings.update(own.settings)


class _Label:
    """Reads the label of one item; what parts the kind from the rest may be missing."""

    def __init__(self, item: RawItem, report: Report) -> None:
        self.item = item
        self.report = report

    def read(self, span: Span) -> None:
        """Read the parts of a label, and the words of each."""
        text = span.source.line(span.line)[span.column - 1 : span.end_column - 1]
        for start, end in _label_parts(text):
            for part, place in labelslips.parted(
                text[start:end], span.part(start, end), self.report
            ):
                self._part(part, place)

    def _part(self, label: str, span: Span) -> None:
        before = _POINTS_BEFORE_KIND.match(label)
        if before:
            self._word(before[1], span.part(0, len(before[1])))
            label, span = label[before.end() :], span.part(before.end(), len(label))
        after = _SPACE_AFTER_KIND.search(label)
        if after:
            self._word(label[: after.start()], span.part(0, after.start()))
            label, span = after[1], span.part(after.start(1), len(label))
        self._word(label, span)

    def _word(self, label: str, span: Span) -> None:
        points, space = _POINTS.fullmatch(label), _SPACE.fullmatch(label)
        if points:
            self._set("points", Word(points[1], span.part(0, len(points[1]))))
        elif space:
            self._set("space", Word(label, span))
        else:
            self._kind(label, span)

    def _set(self, name: str, word: Word) -> None:
        if name in self.item.settings:
            self.report.add("S111", f"{name} stand twice in the label", word.span, help="keep one")
        else:
            self.item.settings[name] = word

    def _kind(self, label: str, span: Span) -> None:
        name = " ".join(label.lower().split())
        kind = self.item.kind
        if kind is not None and labelslips.means_room(label):
            self._set("space", Word(label, span))
        elif kind is not None and kind.value:
            help_line = "write points, kind and space, parted by ' · '"
            message = f"kind stands twice: {label[:40]!r}"
            self.report.add("S130", message, span, help=help_line)
        elif kind is not None:
            self.item.kind = Word(name, span) if name in KINDS else kind
        elif "points" not in self.item.settings and (
            points := labelslips.amount(label, span, self.report)
        ):
            self._set("points", points)
            words = label[len(points.value) :].strip().lower()
            self.item.kind = Word(words, span) if words in KINDS else None
        else:
            self.item.kind = Word(known_kind(name, span, self.report), span)
