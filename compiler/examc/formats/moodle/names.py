"""Names, identifiers and paths within the limits that Moodle's database sets."""

import posixpath
from hashlib import sha256

from examc.core import lazyre
from examc.systems.moodle.labels import cut, legal
from examc.systems.moodle.limits import LONGEST_ID, LONGEST_NAME

TARGET = "moodle"

_UNSAFE = lazyre.compile(r"[^A-Za-z0-9._-]+")


def numbered(number: str, text: str) -> str:
    """A name that sorts by its number, since Moodle lists questions by their names."""
    return cut(f"{number} {text}".rstrip(), LONGEST_NAME)


def padded(number: int, count: int) -> str:
    """A number with as many digits as the largest of `count` numbers has, two at least."""
    return str(number).zfill(max(2, len(str(count))))


def category_id(own: str, path: str) -> str:
    """The id number of a category: its own id, `@`, and a short digest of its path.

    Moodle breaks off an import whose category id number stands in the course already, unless the
    category's path is there as well. With the digest, an exercise that was renamed and is
    imported again, or one of another exam, is a new category and no failure.
    """
    return f"{short_id(own, LONGEST_ID - 9)}@{_digest(path)}"


def short_id(own: str, limit: int = LONGEST_ID) -> str:
    """An id of at most `limit` characters; a longer one ends in a digest of the whole."""
    own = legal(own)
    return own if len(own) <= limit else f"{own[: limit - 9]}-{_digest(own)}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


class Unique:
    """Gives every id a form that no earlier one has; letter case does not tell two apart."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def name(self, own: str) -> str:
        """The id itself or, where it is taken, the id and a number."""
        name, number = short_id(own), 1
        while name.lower() in self.taken:
            number += 1
            name = f"{short_id(own, LONGEST_ID - 8)}-{number}"
        self.taken.add(name.lower())
        return name


class FileNames:
    """Gives every file of an exam a safe name: no two alike, in any letter case.

    Moodle drops characters from other names, which breaks the links to them. Names are given in
    the order in which files are shown, so that a file that is not shown changes none of them.
    """

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.taken: set[str] = set()

    def name(self, path: str) -> str:
        """The name of the file with this path."""
        if path not in self.names:
            stem, ending = posixpath.splitext(posixpath.basename(path))
            stem = _UNSAFE.sub("-", stem).strip("-.")[:80] or "file"
            ending = _UNSAFE.sub("", ending)[:10]
            name, number = stem + ending, 1
            while name.lower() in self.taken:
                number += 1
                name = f"{stem}-{number}{ending}"
            self.taken.add(name.lower())
            self.names[path] = name
        return self.names[path]


def usual_path(name: str) -> str:
    """Where in an exam's folder a file is, unless something else is said."""
    return f"images/{name}"
