"""Reads a source of one or several files: text → raw form → exam, with all diagnostics at once."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from examc.content import Image
from examc.diagnostics import Report
from examc.formats.exam import build, markdown, yamlspelling
from examc.formats.exam.comments import Comments
from examc.formats.exam.raw import RawExam, RawExercise, Word
from examc.model import Exam, images
from examc.source import Source, Span

LARGEST = 4_000_000  # characters of one file; an exam of 5000 questions has about as many
YAML_NAMES = (".yaml", ".yml")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class Folder(Protocol):
    """The files of an exam's folder, by their path from it."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file inside the folder; None where there is no such file."""

    def problem(self, path: str) -> str:
        """Why a path may not be read ("" if it may): outside the folder, or too large."""


def read(
    path: str, data: bytes, folder: Folder, report: Report
) -> tuple[Exam | None, dict[str, bytes]]:
    """Read an exam from its main file: the model, and the images it uses by their path.

    `path` is the file's name for messages. The exam is None where there is nothing to make one
    of; where the report has errors, the exam is only good for finding more of them.
    """
    source = _decode(path, data, "", report)
    if source is None:
        return None, {}
    files = _Files(folder, report)
    raw = parse(source, report, main=True)
    exercises = [*files.included(raw, source, ()), *raw.exercises]
    exam = build.build(raw, exercises, report)
    return exam, _images(exam, folder, report)


def parse(source: Source, report: Report, *, main: bool, keep: Comments | None = None) -> RawExam:
    """Read one file in the spelling that its name says; comments are kept in `keep`."""
    if source.path.lower().endswith(YAML_NAMES):
        return yamlspelling.read(source, report, main=main, keep=keep)
    return markdown.read(source, report, main=main, keep=keep)


def _decode(path: str, data: bytes, folder: str, report: Report) -> Source | None:
    """Bytes as text with `\\n` line ends and no byte order mark."""
    if len(data) > LARGEST * 4:
        message = f"file of {len(data)} bytes is larger than any exam"
        report.add("S104", message, path=path, help="split it, and use include")
        return None
    text, problem = _text(data)
    if len(text) > LARGEST:
        message = f"file of {len(text)} characters is larger than any exam"
        report.add("S104", message, path=path, help="split it, and use include")
        return None
    source = Source(path, text.replace("\r\n", "\n").replace("\r", "\n"), folder)
    if problem is not None:
        line = data[:problem].count(b"\n") + 1
        start = data.rfind(b"\n", 0, problem) + 1
        column = len(data[start:problem].decode("utf-8", "replace").removeprefix("\ufeff")) + 1
        span = source.line_span(line, column, column + 1)
        report.add("S102", "file is not text in UTF-8", span, help="save it as UTF-8 without BOM")
        return None
    control = _CONTROL.search(source.text)
    if control:
        before = source.text[: control.start()]
        line = before.count("\n") + 1
        column = control.start() - (before.rfind("\n") + 1) + 1
        name = f"U+{ord(control[0]):04X}"
        span = source.line_span(line, column, column + 1)
        help_line = "remove it; it cannot be seen and no exam needs it"
        report.add("S105", f"control character {name} in the text", span, help=help_line)
        return None
    return source


def _text(data: bytes) -> tuple[str, int | None]:
    try:
        return data.decode("utf-8").removeprefix("\ufeff"), None
    except UnicodeDecodeError as error:
        return data.decode("utf-8", "replace").removeprefix("\ufeff"), error.start


class _Files:
    """Reads included files, each once."""

    def __init__(self, folder: Folder, report: Report) -> None:
        self.folder = folder
        self.report = report

    def included(
        self, raw: RawExam, source: Source, trail: tuple[str, ...]
    ) -> Iterator[RawExercise]:
        """Yield the exercises of all files that a file includes, in order."""
        for word in raw.include:
            path = posixpath.normpath(posixpath.join(source.folder, word.value))
            if path in trail or (path == posixpath.basename(source.path) and not source.folder):
                help_line = "a file must not include itself, directly or through others"
                self.report.add(
                    "S121", f"{word.value!r} includes itself", word.span, help=help_line
                )
                continue
            inner = self._open(path, word, source)
            if inner is not None:
                part = parse(inner, self.report, main=False)
                yield from self.included(part, inner, (*trail, path))
                yield from part.exercises

    def _open(self, path: str, word: Word, source: Source) -> Source | None:
        problem = self.folder.problem(path)
        if problem:
            help_line = "include files of the exam's own folder"
            self.report.add("S122", f"{word.value!r} {problem}", word.span, help=help_line)
            return None
        data = self.folder.read(path)
        if data is None:
            help_line = "check the name, and that the file is in the exam's folder"
            self.report.add("S120", f"there is no file {word.value!r}", word.span, help=help_line)
            return None
        shown = posixpath.join(posixpath.dirname(word.span.root().source.path), word.value)
        return _decode(posixpath.normpath(shown), data, posixpath.dirname(path), self.report)


# -- images -------------------------------------------------------------------------------------

IMAGE_TYPES: Mapping[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".svg": (b"<",),
}
"""The endings of images that browsers show, and how such files begin."""


def _images(exam: Exam, folder: Folder, report: Report) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for image in images(exam):
        if image.is_remote or image.src in files:
            continue
        data = _image(image, folder, report)
        if data is not None:
            files[image.src] = data
    return files


def _image(image: Image, folder: Folder, report: Report) -> bytes | None:
    span = _place(image.span)
    if not image.src:
        return None  # reported where the image should have been
    problem = folder.problem(image.src)
    if problem:
        help_line = "copy the image into the exam's folder, and name it from there"
        report.add("S122", f"{image.src!r} {problem}", span, help=help_line)
        return None
    ending = posixpath.splitext(image.src)[1].lower()
    if ending not in IMAGE_TYPES:
        help_line = "use a file that ends in " + ", ".join(IMAGE_TYPES)
        report.add("S155", f"{image.src!r} is no image that browsers show", span, help=help_line)
        return None
    data = folder.read(image.src)
    if data is None:
        help_line = "check the name, and that the file is in the exam's folder"
        report.add("S154", f"there is no image {image.src!r}", span, help=help_line)
        return None
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(IMAGE_TYPES[ending]):
        help_line = f"the file does not hold what {ending} says; save it again as an image"
        report.add("S155", f"{image.src!r} is not an image", span, help=help_line)
        return None
    return data


def _place(span: Span | None) -> Span | None:
    if span is None or span.line == span.end_line:
        return span
    return span.source.line_span(span.line, span.column)
