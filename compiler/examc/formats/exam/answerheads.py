"""Headings of keys: `### answer`, and of a gap `### answer: people · numeric {unit=km}`."""

import re

from examc.core import lazyre, limits
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.formats.exam import attributes, vocabulary
from examc.formats.exam.kindnames import with_article
from examc.formats.exam.raw import Attributes, RawGap, RawItem, RawList, Word
from examc.text.markup import Title

_HEAD = lazyre.compile(
    r"answer\s*(?::\s*(?P<name>[^·•|]*?)(?:\s*[·•|]\s*(?P<kind>.*\S))?)?\s*", re.IGNORECASE
)
_NUMERIC = ("numeric", "number")


def is_answer(title: Title) -> bool:
    """Whether a heading of level 3 is that of a key."""
    return re.match(r"answer\s*(?:[:{]|$)", title.text, re.IGNORECASE) is not None


def read(title: Title, kind: str, item: RawItem, report: Report) -> str:
    """The part that the heading of a key begins; "" where it names no gap, which is reported.

    A gap is added to the item, without its answers.
    """
    start = attributes.split_heading(title.text)
    words = title.text[:start].rstrip(" \t")
    span = title.span.part(0, len(words))
    settings: dict[str, Word] = {}
    if start < len(title.text):
        found = attributes.parse(title.span.part(start, len(title.text)), report)
        keys = vocabulary.GAP_ATTRIBUTES if kind == "fill in" else {}
        settings = attributes.settings(found, keys, report)
    match = _HEAD.fullmatch(words)
    if match is None:
        help_line = "write ### answer: name, and · numeric behind it for a number"
        report.add("S131", f"{words[:60]!r} is not how a key begins", span, help=help_line)
        return ""
    if kind == "fill in":
        gap = _gap(match, span, settings, report)
        if gap is not None:
            item.gaps.append(gap)
        return f"answer: {gap.name.value}" if gap else ""
    if match["name"] is not None:
        message = f"a key of {with_article(kind)} has no name"
        help_line = "write ### answer, or make it kind fill in with gaps such as [[name]]"
        if (match["name"] and not limits.is_id(match["name"])) or _is_number(match["name"], kind):
            help_line = f"write ### answer, and below it - {match['name'][:40]}"
        report.add("S132", message, span, help=help_line)
        item.told = True
    return "answer"


def refuse_setting(found: Attributes, kind: str, item: RawItem, report: Report) -> None:
    """Report `{#id answer=42}` of a question whose key stands in a part, and take it out."""
    word = found.named.pop("answer", None) if kind in ("numeric", "short answer") else None
    if word is not None:
        span = found.keys["answer"]
        help_line = f"write ### answer, and below it - {word.value[:40]}"
        report.add("S135", "the answer has a part of its own", span, help=help_line)
        item.told = True


def _is_number(name: str, kind: str) -> bool:
    """Whether what stands in the place of a name is the number that is asked for."""
    from examc.core import typednumbers

    found = typednumbers.interval(name)
    return kind == "numeric" and isinstance(found, typednumbers.Interval)


def _gap(
    match: re.Match[str], span: Span, settings: dict[str, Word], report: Report
) -> RawGap | None:
    name = match["name"] or ""
    place = span.part(match.start("name"), match.end("name")) if name else span
    if not limits.is_id(name):
        message = f"{name[:40]!r} is no name of a gap" if name else "the key names no gap"
        help_line = "write ### answer: name, where [[name]] stands in the prompt"
        first, *rest = name.split() or [""]
        if limits.is_id(first) and rest in [[word] for word in _NUMERIC]:
            help_line = f"write ### answer: {first} · numeric"
        elif rest and limits.is_id("-".join(name.split())):
            meant = "-".join(name.split())
            help_line = f"write ### answer: {meant}, where [[{meant}]] stands in the prompt"
        report.add("S145", message, place, help=help_line)
        return None
    kind = (match["kind"] or "").lower()
    if kind and kind not in _NUMERIC:
        own = span.part(match.start("kind"), match.end("kind"))
        help_line = "write · numeric for a number, nothing for a text, and a list with boxes "
        help_line += "for a drop-down"
        report.add("S130", f"{kind[:40]!r} is no kind of gap", own, help=help_line)
    allow = attributes.words(settings.pop("allow", None))
    kind = "numeric" if kind in _NUMERIC else "text"
    return RawGap(Word(name, place), kind, RawList(span, []), settings, allow)
