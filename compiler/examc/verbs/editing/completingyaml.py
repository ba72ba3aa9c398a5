"""Completion in YAML: the keys of the mapping that a line is in, told by indents, and their values."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from examc.core import lazyre
from examc.core.source import SOURCE_NAMES
from examc.formats.exam import kindkeys, vocabulary
from examc.formats.exam.shapes import Key, Shape
from examc.verbs.editing import suggestions
from examc.verbs.editing.suggestions import Sort, Suggestion
from examc.verbs.editing.texts import Document

Files = Callable[[Iterable[str]], Iterator[Suggestion]]
Found = tuple[str, Iterator[Suggestion]]

_KEY = lazyre.compile(r"(?P<indent>[ ]*(?:- +)*)(?P<typed>[\w]*)$")
_VALUE = lazyre.compile(
    r"(?P<indent>[ ]*(?:- +)*)(?P<key>\w+):[ ]+(?P<said>.*?)(?P<typed>[^\s\[\],\"']*)$"
)
_ITEM = lazyre.compile(r"(?P<indent>[ ]*)- +(?P<typed>[^\s:]*)$")
_LINE = lazyre.compile(r"(?P<indent>[ ]*(?:- +)*)(?P<key>[\w]+):")
_TYPE = lazyre.compile(r"[ ]*(?:- +)?type: *[\"']?(?P<kind>[^\"'#]+?)[\"']? *$")

_EXERCISES = {"exercises": Key(Shape.EXERCISES, "the exercises, in order")}
_ITEMS = {"items": Key(Shape.ITEMS, "questions and blocks")}
_TYPED = {"type": Key(Shape.WORD, "the kind", vocabulary.KINDS)}
_INNER: dict[str, Mapping[str, Key]] = {
    "exercises": vocabulary.EXERCISE | _ITEMS,
    "course": vocabulary.COURSE,
    "scoring": vocabulary.SCORING,
    "options": vocabulary.OPTION,
    "criteria": vocabulary.CRITERION,
    "levels": vocabulary.LEVEL,
    "feedback": vocabulary.FEEDBACK,
    "pairs": kindkeys.PAIR,
    "rows": kindkeys.ROW,
    "columns": kindkeys.LABEL,
    "order": kindkeys.LABEL,
    "distractors": kindkeys.LABEL,
    "answer": vocabulary.ANSWER | vocabulary.GAP,
}
"""The keys below a key."""


def at(document: Document, number: int, before: str, files: Files) -> Found:
    """What was typed of a word, and what it may be, in an exam in YAML."""
    return _at(document, number, before, files, vocabulary.EXAM | _EXERCISES)


def in_front_matter(document: Document, number: int, before: str, files: Files) -> Found:
    """The same between the lines `---` of Markdown."""
    return _at(document, number, before, files, vocabulary.EXAM)


def _at(
    document: Document, number: int, before: str, files: Files, top: Mapping[str, Key]
) -> Found:
    value = _VALUE.match(before)
    if value:
        keys = _keys(document, number, len(value["indent"]), top)
        return value["typed"], _values(value["key"], keys, files)
    item = _ITEM.match(before)
    if item:
        above = _above(document, number, len(item["indent"]) + 1)
        if above in ("include", "allow"):
            return item["typed"], _values(above, {}, files)
    key = _KEY.match(before)
    if key:
        keys = _keys(document, number, len(key["indent"]), top)
        return key["typed"], suggestions.keys_of(keys)
    return "", iter(())


def _values(key: str, keys: Mapping[str, Key], files: Files) -> Iterator[Suggestion]:
    match key:
        case "type":
            return suggestions.words(vocabulary.KINDS, Sort.KIND, "a kind of question or block")
        case "allow":
            return suggestions.codes()
        case "include":
            return files(SOURCE_NAMES)
        case "image":
            return files(suggestions.IMAGES)
        case _:
            return suggestions.values(keys.get(key))


def _above(document: Document, number: int, indent: int) -> str:
    """The key that a line with an indent stands below; "" at the top."""
    for line in range(number - 1, 0, -1):
        found = _LINE.match(document.line(line))
        if found and len(found["indent"]) < indent:
            return found["key"]
    return ""


def _keys(
    document: Document, number: int, indent: int, top: Mapping[str, Key]
) -> Mapping[str, Key]:
    """The keys of the mapping that a line with an indent is in."""
    if indent == 0:
        return top
    above = _above(document, number, indent)
    if above == "items":
        kind = _kind(document, number, indent)
        return _TYPED | vocabulary.ITEMS.get(kind, vocabulary.ANY_ITEM)
    return _INNER.get(above, {})


def _kind(document: Document, number: int, indent: int) -> str:
    """The kind that an item says above or below one of its lines."""
    for lines in (range(number, 0, -1), range(number + 1, len(document.lines) + 1)):
        for line in lines:
            text = document.line(line)
            found = _TYPE.match(text)
            if found and len(text) - len(text.lstrip(" -")) == indent:
                return found["kind"].strip()
            if re.match(r"[ ]*- ", text) and _starts_item(text, indent):
                break
    return ""


def _starts_item(text: str, indent: int) -> bool:
    found = _LINE.match(text)
    return found is not None and len(found["indent"]) == indent
