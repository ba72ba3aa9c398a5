"""What completion offers: words with what they mean, from the tables of the language."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from examc.core.diagnostics import CODES, Severity
from examc.core.records import Record
from examc.files.imagefiles import STARTS
from examc.formats.exam.shapes import Key, Shape


class Sort(Enum):
    """What a suggestion is, so that an editor can draw a sign beside it."""

    KIND = "kind"
    KEY = "key"
    VALUE = "value"
    PART = "part"
    FILE = "file"
    CODE = "code"
    NAME = "name"


class Suggestion(Record, frozen=True):
    """A word, what it means, and the text that stands in place of what was typed of it."""

    word: str
    meaning: str
    sort: Sort
    text: str


def words(found: Iterable[str], sort: Sort, meaning: str = "") -> Iterator[Suggestion]:
    """Yield words that stand for themselves."""
    return (Suggestion(word, meaning, sort, word) for word in found)


def attributes(keys: Mapping[str, Key]) -> Iterator[Suggestion]:
    """Yield attributes of a heading or an entry: `key=`, or the key alone for a flag."""
    for name, key in keys.items():
        if name == "id":
            yield Suggestion("#", key.meaning, Sort.KEY, "#")
            continue
        text = name if key.shape is Shape.FLAG else f"{name}="
        yield Suggestion(name, key.meaning, Sort.KEY, text)


def keys_of(keys: Mapping[str, Key]) -> Iterator[Suggestion]:
    """Yield the keys of a mapping in YAML."""
    return (Suggestion(name, key.meaning, Sort.KEY, f"{name}: ") for name, key in keys.items())


def reading() -> Iterator[Suggestion]:
    """Yield what may stand right behind a formula."""
    yield Suggestion("say", "how the formula is read aloud", Sort.KEY, 'say="')


def values(key: Key | None) -> Iterator[Suggestion]:
    """Yield the legal words of a key that has some."""
    if key is None:
        return iter(())
    legal = key.words or (("yes", "no") if key.shape is Shape.FLAG else ())
    return words(legal, Sort.VALUE, key.meaning)


def codes() -> Iterator[Suggestion]:
    """Yield the codes that `allow` can silence."""
    for code, entry in CODES.items():
        if entry.severity is not Severity.ERROR and code[0] in "LX":
            yield Suggestion(code, entry.name, Sort.CODE, code)


def files(names: Iterable[str], folder: str, endings: Iterable[str]) -> Iterator[Suggestion]:
    """Yield files of an exam with one of these endings, by their paths from a folder of it."""
    ends = tuple(endings)
    start = f"{folder}/" if folder else ""
    for name in names:
        if name.startswith(start) and name.lower().endswith(ends):
            inner = name[len(start) :]
            yield Suggestion(inner, "", Sort.FILE, f"<{inner}>" if " " in inner else inner)


IMAGES = tuple(STARTS)
