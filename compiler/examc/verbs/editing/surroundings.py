"""What surrounds a place of a Markdown source, told by its lines alone, however broken the rest is."""

import re

from examc.core import lazyre
from examc.core.records import Record
from examc.formats.exam import otherwords
from examc.formats.exam.attributes import split_heading
from examc.formats.exam.vocabulary import KINDS
from examc.verbs.editing.texts import Document

_HEADING = lazyre.compile(r"(?P<signs>#{1,3})[ \t]+(?P<text>.*)")
_FENCE = lazyre.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})(?P<rest>.*)")
_PARTS = lazyre.compile(r"\s*[·•|]\s*")


class Surroundings(Record, frozen=True):
    """The kind of the question that a line stands in ("" for none), and its part ("prompt" first)."""

    kind: str = ""
    part: str = ""


def front_matter_end(document: Document) -> int:
    """The line that ends the front matter; 0 where there is none, beyond the last where it is open."""
    if document.line(1).strip() != "---":
        return 0
    for number in range(2, len(document.lines) + 1):
        if document.line(number).rstrip() == "---":
            return number
    return len(document.lines) + 1


def around(document: Document, number: int) -> Surroundings:
    """What surrounds a line that is no heading of level 1 or 2, from the headings above it."""
    part = ""
    for line in range(number, 0, -1):
        found = _HEADING.match(document.line(line))
        if found is None:
            continue
        if len(found["signs"]) == 3:
            part = part or found["text"].split("{")[0].strip().lower()
            continue
        if len(found["signs"]) == 2:
            return Surroundings(kind_of_label(found["text"]), part or "prompt")
        break
    return Surroundings()


def kind_of_label(text: str) -> str:
    """The kind that the label of a question says; "" for none."""
    for word in _PARTS.split(text[: split_heading(text.rstrip())]):
        name = " ".join(word.lower().split("{")[0].split())
        name = otherwords.KINDS.get(name, name)
        if name in KINDS:
            return name
    return ""


def question_lines(document: Document, number: int) -> tuple[int, int]:
    """The first and the last line of the question that a line stands in."""
    first = next((n for n in range(number, 0, -1) if _is_title(document.line(n))), 1)
    count = len(document.lines)
    last = next((n for n in range(number + 1, count + 1) if _is_title(document.line(n))), count + 1)
    return first, last - 1


def _is_title(line: str) -> bool:
    return re.match(r"#{1,2}[ \t]", line) is not None


def in_listing(document: Document, number: int) -> bool:
    """Whether a line stands within a listing."""
    fence = ""
    for line in range(front_matter_end(document) + 1, number):
        found = _FENCE.match(document.line(line))
        if found is None:
            continue
        if not fence:
            fence = found["fence"]
        elif found["fence"].startswith(fence) and not found["rest"].strip():
            fence = ""
    return bool(fence)
