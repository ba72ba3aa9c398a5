"""Headings of level 3: which part of an item begins there."""

import re

from examc.core.diagnostics import Report, did_you_mean, nearest
from examc.core.source import Span
from examc.formats.exam import answerheads, otherwords
from examc.formats.exam.kindnames import with_article
from examc.formats.exam.raw import RawItem, Word
from examc.formats.exam.vocabulary import KEY_PARTS, PARTS
from examc.text.markup import Title

LOST = "lost"
"""The part of what stands below a heading that was reported, and is not read."""


def begin(item: RawItem, title: Title, report: Report) -> str:
    """The name of the part of an item that a heading begins, which has its span then; or LOST."""
    kind = item.kind.value if item.kind else ""
    name = re.sub(r"\s*:\s*", ": ", " ".join(title.text.lower().split()))
    if kind in KEY_PARTS["answer"] and answerheads.is_answer(title):
        return _key(item, title, kind, report)
    if kind in KEY_PARTS.get(name, ()) or name in PARTS:
        return _new(item, name, title.span, report)
    if name in KEY_PARTS and name != "answer":
        message = f"{name!r} has no place in {with_article(kind)}"
        help_line = f"use kind {KEY_PARTS[name][0]}"
        report.add("S132", message, title.span, help=help_line)
        return LOST
    key_line = _key_meant(name, kind) or _gap_meant(title.text, kind) or _side_meant(name, kind)
    if key_line:
        item.told = True
        report.add("S131", f"{title.text!r} is no part of an item", title.span, help=key_line)
        return LOST
    meant = otherwords.PARTS.get(name, "")
    known = (*PARTS, *(part for part, kinds in KEY_PARTS.items() if kind in kinds))
    help_line = f"write ### {meant}" if meant else did_you_mean(name, known)
    message = f"{title.text!r} is no part of an item"
    fix = meant or nearest(name, known) or None
    report.add("S131", message, title.span, help=help_line, fix=fix)
    return _meant(item, meant, title.span)


_KEYS = {
    "true/false": "write {answer=true} in the heading, or - [x] true and - [ ] false",
    "matching": "write ### pairs, and below it - left → right",
    "ordering": "write ### order, and below it 1. first, 2. second …",
    "matrix": "write x in the right columns of the table",
}


def _key_meant(name: str, kind: str) -> str:
    """What to write for a heading by which the key of a question of this kind was meant; "" if none."""
    word, _, gap = name.partition(":")
    if word.rstrip() not in otherwords.ANSWERS:
        return ""
    if kind in KEY_PARTS["answer"]:
        return f"write ### answer{f': {gap.strip()}' if gap else ''}"
    return _KEYS.get(kind, "")


def _gap_meant(text: str, kind: str) -> str:
    """What to write for the key of a gap whose name has no colon before it; "" for anything else."""
    word, *rest = text.split(maxsplit=1)
    if kind != "fill in" or word.lower() not in otherwords.ANSWERS or not rest:
        return ""
    return f"write ### answer: {rest[0]}"


def _side_meant(name: str, kind: str) -> str:
    """What to write for right sides that belong to no left one, which are pairs by halves."""
    if kind != "matching" or name not in _DISTRACTORS:
        return ""
    return "write each among the pairs, as - → right"


_DISTRACTORS = ("distractor", "distractors", "afleider", "afleiders", "distraktor", "distraktoren")


def _key(item: RawItem, title: Title, kind: str, report: Report) -> str:
    """The key of a question or of a gap that begins; of one that is lost, no gap is kept."""
    gaps = len(item.gaps)
    found = answerheads.read(title, kind, item, report)
    if not found:
        item.told = True
        return LOST
    part = _new(item, found, title.span, report)
    if part == LOST:
        del item.gaps[gaps:]
    return part


def _new(item: RawItem, name: str, span: Span, report: Report) -> str:
    """A part that begins; one that was there before is reported, and lost."""
    if any(name.lower() == other.lower() for other in item.part_spans):
        help_line = "put both texts below one heading"
        report.add("S144", f"part {name!r} stands twice", span, help=help_line)
        return LOST
    item.part_spans[name] = span
    return name


def _meant(item: RawItem, name: str, span: Span) -> str:
    """The part that another word stands for, to be read as it; LOST for none.

    The entries of a rubric are known by its heading alone, so these are not read.
    """
    if name in ("criteria", "levels"):
        item.allow.append(Word("L215", span))  # there is a rubric
    if name in ("", "criteria", "levels") or name in item.part_spans:
        return LOST
    item.part_spans[name] = span
    return name
