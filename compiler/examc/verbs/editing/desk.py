"""The open documents of an editor, and the exams that they belong to, read as they stand."""

import os
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from examc.core import lazyre
from examc.core.diagnostics import Diagnostic
from examc.core.records import Record
from examc.core.source import MARKDOWN_NAMES, YAML_NAMES
from examc.files.bounds import LARGEST_FILE
from examc.files.workspace import MAIN_NAMES, DiskFolder, beginning
from examc.verbs import pipeline
from examc.verbs.editing.texts import Document
from examc.verbs.pipeline import Reading

_HIGHEST = 6  # folders above a file in which the exam that includes it is looked for
_FRONT = lazyre.compile(r"\A\ufeff?---[ \t]*\r?\n")
_QUESTION = lazyre.compile(r"^##[ \t]+\d[\d./,]*[ \t]*(?:pts?|points?)\b", re.MULTILINE)
_EXERCISES = lazyre.compile(r"^exercises:", re.MULTILINE)


class Overlay:
    """The folder of an exam, in which open documents stand before what the disk holds."""

    def __init__(self, root: str, texts: Mapping[str, Document]) -> None:
        self.root, self.texts = root, texts
        self.disk = DiskFolder(Path(root))
        self.asked: set[str] = set()
        """The paths of all files that were asked for, whether there are any."""

    def problem(self, path: str) -> str:
        """Why a path may not be read; "" if it may."""
        return self.disk.problem(path)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, as it is being edited."""
        whole = posixpath.normpath(posixpath.join(self.root, path))
        self.asked.add(whole)
        if whole in self.texts and not self.problem(path):
            return self.texts[whole].data
        return self.disk.read(path)

    def names(self) -> list[str]:
        """The paths of all files below the folder, those that are not saved among them."""
        start = self.root.rstrip("/") + "/"
        unsaved = {path[len(start) :] for path in self.texts if path.startswith(start)}
        return sorted(unsaved.union(self.disk.names()))


class Look(Record, frozen=True):
    """An exam as it stands now: its main file, what was read, and all that is to be said of it."""

    main: str
    reading: Reading
    diagnostics: list[Diagnostic]
    asked: frozenset[str]
    """The paths of all files that it is made of, as far as they were asked for."""

    def is_of(self, path: str) -> bool:
        """Whether a file is one of the exam."""
        return path == self.main or path in self.asked

    def by_file(self) -> dict[str, list[Diagnostic]]:
        """The diagnostics by the file that each stands in; what is about no text, in the main file."""
        found: dict[str, list[Diagnostic]] = {self.main: []}
        for entry in self.diagnostics:
            path = entry.span.root().source.path if entry.span else self.main
            found.setdefault(path, []).append(entry)
        return found


class Desk:
    """Open documents by their paths; exams are read when they are asked for, and kept."""

    def __init__(self) -> None:
        self.texts: dict[str, Document] = {}
        self._looks: dict[str, Look] = {}
        self._stale: set[str] = set()
        """The main files of exams that changed since they were read."""

    def put(self, path: str, document: Document) -> None:
        """Take what a document holds now."""
        self.texts[path] = document
        self._forget(path)

    def close(self, path: str) -> None:
        """Take the disk's word for a document from now on."""
        if self.texts.pop(path, None) is not None:
            self._forget(path)

    def changed(self, path: str) -> None:
        """Take notice of a file that was written or removed, or came to be, on the disk."""
        below = {main for main in self._looks if path.startswith(posixpath.dirname(main) + "/")}
        self._stale |= below

    def _forget(self, path: str) -> None:
        self._stale |= {main for main, look in self._looks.items() if look.is_of(path)}

    def document(self, path: str) -> Document | None:
        """A file as it is being edited, or as the disk holds it; None where there is none."""
        if path in self.texts:
            return self.texts[path]
        try:
            data = beginning(Path(path), LARGEST_FILE) if Path(path).is_file() else None
        except (OSError, ValueError):
            return None
        return None if data is None else Document(data.decode("utf-8", "replace"))

    def folder(self, main: str) -> Overlay:
        """The folder of an exam, by its main file."""
        return Overlay(posixpath.dirname(main), self.texts)

    def has(self, main: str, path: str) -> bool:
        """Whether there is a file in the folder of an exam."""
        folder = self.folder(main)
        inner = posixpath.relpath(path, folder.root)
        return not folder.problem(inner) and (path in self.texts or os.path.isfile(path))

    def look(self, main: str) -> Look:
        """An exam as it stands, by its main file."""
        known = self._looks.get(main)
        if known is None or main in self._stale:
            known = self._looks[main] = self._read(main)
            self._stale.discard(main)
        return known

    def home(self, path: str) -> str:
        """As `exam_of`, of what was known last: nothing is read where that tells."""
        known = (main for main, look in self._looks.items() if look.is_of(path))
        return next(known, "") or self.exam_of(path)

    def _read(self, main: str) -> Look:
        document = self.document(main)
        folder = self.folder(main)
        data = b"" if document is None else document.data
        reading = pipeline.read(main, data, folder, name=posixpath.basename(folder.root))
        return Look(main, reading, pipeline.check(reading), frozenset(folder.asked))

    def exam_of(self, path: str) -> str:
        """The main file of the exam that a file belongs to; "" where it belongs to none."""
        if posixpath.basename(path) in MAIN_NAMES:
            return path
        for main in self._above(path):
            if self.look(main).is_of(path):
                return main
        document = self.document(path)
        return path if document is not None and is_exam(path, document.text) else ""

    def _above(self, path: str) -> Iterable[str]:
        """Main files in the folders above a file, and open ones by other names."""
        folder = posixpath.dirname(path)
        for _ in range(_HIGHEST):
            for name in MAIN_NAMES:
                main = posixpath.join(folder, name)
                if main in self.texts or os.path.isfile(main):
                    yield main
            beside = [own for own in self.texts if posixpath.dirname(own) == folder]
            yield from (own for own in beside if own != path and self._is_main(own))
            folder = posixpath.dirname(folder)

    def _is_main(self, path: str) -> bool:
        named = posixpath.basename(path) in MAIN_NAMES
        return not named and is_exam(path, self.texts[path].text)

    def exams(self) -> dict[str, Look]:
        """The exams that open documents belong to, by their main files."""
        mains = {self.exam_of(path) for path in self.texts} - {""}
        found = {main: self.look(main) for main in sorted(mains)}
        self._looks = {main: look for main, look in self._looks.items() if self._has_open(look)}
        self._stale &= self._looks.keys()
        return found

    def _has_open(self, look: Look) -> bool:
        """Whether a document is open beside an exam, so that it is worth keeping."""
        folder = posixpath.dirname(look.main) + "/"
        return any(path.startswith(folder) for path in self.texts)


def is_exam(path: str, text: str) -> bool:
    """Whether a file of some other name than exam.md or exam.yaml is an exam, by what it says."""
    name = path.lower()
    if name.endswith(YAML_NAMES):
        return _EXERCISES.search(text) is not None
    if not name.endswith(MARKDOWN_NAMES):
        return False
    return _FRONT.match(text) is not None and _QUESTION.search(text) is not None
