"""Completion in a source: what can stand at a place, by the lines around it."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from examc.core import lazyre
from examc.core.source import YAML_NAMES, Position
from examc.formats.exam import vocabulary
from examc.formats.exam.shapes import Key
from examc.lint.language import LANGUAGES
from examc.verbs.editing import completingyaml, suggestions
from examc.verbs.editing.desk import Desk
from examc.verbs.editing.suggestions import Sort, Suggestion
from examc.verbs.editing.surroundings import (
    around,
    front_matter_end,
    in_listing,
    kind_of_label,
    question_lines,
)
from examc.verbs.editing.texts import Document

_LABEL = lazyre.compile(r"##[ \t]+(?:.*[·•|])?\s*(?P<typed>[^·•|{}]*)$")
_PART = lazyre.compile(r"###[ \t]+(?P<typed>[^{}]*)$")
_BRACES = lazyre.compile(r"(?:^|[ \t])\{(?P<said>[^{}]*)$")
_ATTRIBUTE = lazyre.compile(r'(?:^|\s)(?:(?P<key>[a-z]+)=(?P<quote>"?))?(?P<typed>[^\s"=]*)$')
_LISTED = lazyre.compile(r'(?:^|\s)(?P<key>allow|types)="(?P<said>[^"]*)$')
_FENCE = lazyre.compile(r"[ \t>]*(?:`{3,}|~{3,})(?P<typed>[\w+#.-]*)$")
_IMAGE = lazyre.compile(r"!\[[^\[\]]*\]\((?P<typed>[^\s()]*)$")
_GAP = lazyre.compile(r"\[\[(?P<typed>[^\[\]\s]*)$")
_ANSWER = lazyre.compile(r"###[ \t]+answer *: *(?P<name>[^\s·{]*)", re.IGNORECASE)
_GAPS = lazyre.compile(r"\[\[\s*(?P<name>[^\[\]\s]+)\s*\]\]")
_READING = lazyre.compile(r"\$\{(?P<typed>[a-z]*)$")
_SPACES = ("1/4 page", "1/2 page", "1 page")
_KINDS_WITH_SPACE = ("open", "image block")


def completions(desk: Desk, path: str, at: Position) -> tuple[Position, list[Suggestion]]:
    """What can stand at a place, and where what is typed of it begins."""
    document = desk.document(path)
    main = desk.home(path) if document is not None else ""
    if document is None or not main:
        return at, []
    before = document.line(at[0])[: at[1] - 1]
    typed, found = _at(_Place(desk, main, path, document, at[0]), before)
    fitting = {one.word: one for one in found}
    return (at[0], at[1] - len(typed)), list(fitting.values())


class _Place:
    """A line of a document, in an exam."""

    def __init__(self, desk: Desk, main: str, path: str, document: Document, number: int) -> None:
        self.desk, self.main, self.path = desk, main, path
        self.document, self.number = document, number

    def files(self, endings: Iterable[str]) -> Iterator[Suggestion]:
        """Yield files of the exam, by their paths from the file at hand."""
        folder = self.desk.folder(self.main)
        inner = posixpath.relpath(posixpath.dirname(self.path), folder.root)
        own = posixpath.relpath(self.path, folder.root)
        names = [name for name in folder.names() if name != own]
        return suggestions.files(names, "" if inner == "." else inner, endings)


_Found = tuple[str, Iterator[Suggestion]]


def _at(place: _Place, before: str) -> _Found:
    """What was typed of a word, and what it may be."""
    document, number = place.document, place.number
    if place.path.lower().endswith(YAML_NAMES):
        return completingyaml.at(document, number, before, place.files)
    if 1 < number < front_matter_end(document):
        return completingyaml.in_front_matter(document, number, before, place.files)
    fence = _FENCE.match(before)
    if fence and not in_listing(document, number):
        return fence["typed"], suggestions.words(LANGUAGES, Sort.VALUE, "language of a listing")
    if in_listing(document, number):
        return "", iter(())
    if before.startswith("#"):
        return _in_heading(place, before)
    image = _IMAGE.search(before)
    if image:
        return image["typed"], place.files(suggestions.IMAGES)
    gap = _GAP.search(before)
    if gap:
        return gap["typed"], suggestions.words(_gaps(place, _ANSWER), Sort.NAME, "a gap")
    reading = _READING.search(before)
    if reading:
        return reading["typed"], suggestions.reading()
    braces = _BRACES.search(before)
    if braces:
        part = _part_of_list(place)
        return _in_braces(braces["said"], vocabulary.ENTRY_ATTRIBUTES.get(part, {}))
    return "", iter(())


def _part_of_list(place: _Place) -> str:
    """The part that an entry is of, as the table of attributes calls it."""
    part = around(place.document, place.number).part
    if part.startswith("answer"):
        return "answer"
    return "options" if part == "prompt" else part


def _in_heading(place: _Place, before: str) -> _Found:
    braces = _BRACES.search(before)
    if braces and before.startswith("###"):
        return _in_braces(braces["said"], vocabulary.GAP_ATTRIBUTES)
    if braces and before.startswith("##"):
        kind = kind_of_label(before[2:])
        return _in_braces(braces["said"], vocabulary.attributes(kind))
    if braces:
        return _in_braces(braces["said"], vocabulary.EXERCISE_ATTRIBUTES)
    part = _PART.match(before)
    if part:
        return part["typed"], _parts(place)
    label = _LABEL.match(before)
    return (label["typed"], _of_label(before)) if label else ("", iter(()))


def _of_label(before: str) -> Iterator[Suggestion]:
    """Yield kinds for a label without one, and then the room for an answer."""
    kind = kind_of_label(before[2:])
    if kind and not re.search(r"[·•|]\s*$", before):
        kind = ""  # it is still being typed
    if not kind:
        return suggestions.words(vocabulary.KINDS, Sort.KIND, "a kind of question or block")
    if kind in _KINDS_WITH_SPACE:
        return suggestions.words(_SPACES, Sort.VALUE, "the room for an answer")
    return iter(())


def _parts(place: _Place) -> Iterator[Suggestion]:
    """Yield the parts that a question of the kind at hand may have."""
    kind = around(place.document, place.number).kind
    own = [part for part, kinds in vocabulary.KEY_PARTS.items() if kind in kinds]
    keys = suggestions.words(own, Sort.PART, f"the key of {kind}")
    gaps = [f"answer: {name}" for name in _gaps(place, _GAPS)] if kind == "fill in" else []
    named = suggestions.words(gaps, Sort.PART, "the key of a gap")
    return chain(named, keys, suggestions.words(vocabulary.PARTS, Sort.PART, "a part"))


def _gaps(place: _Place, pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the names of gaps of the question at hand, in its prompt or in its keys."""
    first, last = question_lines(place.document, place.number)
    for number in range(first, last + 1):
        for found in pattern.finditer(place.document.line(number)):
            if found["name"] and number != place.number:
                yield found["name"]


def _in_braces(said: str, keys: dict[str, Key]) -> _Found:
    """What can stand in an attribute list, behind what it says already."""
    listed = _LISTED.search(said)
    if listed:
        typed = re.split(r"[,\s]", listed["said"])[-1]
        return typed, suggestions.codes() if listed["key"] == "allow" else iter(())
    found = _ATTRIBUTE.search(said)
    if found is None:
        return "", iter(())
    key = found["key"]
    if key == "allow":
        return found["typed"].rpartition(",")[2], suggestions.codes()
    if key:
        return found["typed"], suggestions.values(keys.get(key))
    return found["typed"], suggestions.attributes(keys)
