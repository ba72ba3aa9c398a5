"""Reads a source of one or several files: text → raw form → exam, with all diagnostics at once."""

import posixpath
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from examc.core import lazyre
from examc.core.content import Image
from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.core.records import replace
from examc.core.source import MARKDOWN_NAMES, YAML_NAMES, Source, Span
from examc.core.walking import images
from examc.files.folders import Folder, MemoryFolder
from examc.files.imagefiles import STARTS
from examc.formats.exam import build, markdown, yamlspelling
from examc.formats.exam.blanks import plain_blanks
from examc.formats.exam.comments import Comments
from examc.formats.exam.raw import RawExam, RawExercise, Word
from examc.formats.exam.sizes import Room, holds

MOST_CONTROLS = 20  # control characters of one file; with more it is no text
DEEPEST = 40  # files that include each other in a row

_KEY_FIRST = lazyre.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[a-z_]+:(?:\s|$)")
_CONTROL = lazyre.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def read(
    path: str, data: bytes, folder: Folder, report: Report, *, place: str = ""
) -> tuple[Exam | None, dict[str, bytes]]:
    """Read an exam from its main file: the model, and the images it uses by their path.

    `path` is the file's name for messages. The exam is None where there is nothing to make one
    of; where the report has errors, the exam is only good for finding more of them. With `place`,
    its path in the exam's folder, an included file is read on its own, as an exam with that title.
    """
    room = Room()
    source = decode(path, data, posixpath.dirname(place), report, room)
    if source is None:
        return None, {}
    raw = parse(source, report, main=not place)
    return built(raw, source, folder, report, room, place=place)


def built(
    raw: RawExam, source: Source, folder: Folder, report: Report, room: Room, *, place: str
) -> tuple[Exam | None, dict[str, bytes]]:
    """What `read` returns, of a file that is parsed, and of those that it includes in the `room` left."""
    files = _Files(folder, report, room)
    if place:
        raw = replace(raw, settings={**raw.settings, "title": Word(place, raw.span)})
    own = place or posixpath.basename(source.path)
    exercises = [*files.included(raw, source, (own,)), *raw.exercises]
    if not holds(source.path, exercises, report):
        return None, {}
    exam = build.build(raw, exercises, report)
    return exam, _images(exam, folder, report)


def parse(source: Source, report: Report, *, main: bool, keep: Comments | None = None) -> RawExam:
    """Read one file in its spelling; comments are kept in `keep`."""
    if spelling(source.path, source.text) == "yaml":
        return yamlspelling.read(source, report, main=main, keep=keep)
    return markdown.read(source, report, main=main, keep=keep)


def spelling(path: str, text: str) -> str:
    """The spelling that a file's name says, "md" or "yaml"; without such a name, its first key."""
    name = path.lower()
    if name.endswith(YAML_NAMES):
        return "yaml"
    return "yaml" if not name.endswith(MARKDOWN_NAMES) and _KEY_FIRST.match(text) else "md"


def decode(
    path: str, data: bytes, folder: str, report: Report, room: Room | None = None
) -> Source | None:
    """Bytes as text with `\\n` line ends and no byte order mark, which takes its part of the `room`."""
    room = Room() if room is None else room
    if not room.holds_bytes(path, data, report):
        return None
    text, problem = _text(data)
    if not room.take(path, text, report):
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = plain_blanks(text) if spelling(path, text) == "md" else text
    source = Source(path, _CONTROL.sub(" ", text), folder)
    if problem is not None:
        message = "file is not text in UTF-8"
        report.add("S102", message, _at(source, problem), help="save it as UTF-8 without BOM")
        return None
    found = list(islice(_CONTROL.finditer(text), MOST_CONTROLS + 1))
    binary = len(found) > MOST_CONTROLS
    for control in found[:1] if binary else found:
        message = f"control character U+{ord(control[0]):04X} in the text"
        help_line = "remove it; it cannot be seen and no exam needs it"
        report.add("S105", message, _at(source, control.start()), help=help_line, fix="")
    return None if binary else source


def _at(source: Source, offset: int) -> Span:
    """The place of the character at an offset of a text."""
    line = source.text.count("\n", 0, offset) + 1
    column = offset - (source.text.rfind("\n", 0, offset) + 1) + 1
    return source.line_span(line, column, column + 1)


def _text(data: bytes) -> tuple[str, int | None]:
    """The text of a file, and the offset of the first character that is none in UTF-8."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff"), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        problem = len(before.replace("\r\n", "\n"))
        return data.decode("utf-8", "replace").removeprefix("\ufeff"), problem


class _Files:
    """Reads included files, each once."""

    def __init__(self, folder: Folder, report: Report, room: Room) -> None:
        self.folder = folder
        self.report = report
        self.room = room
        self.opened: set[str] = set()

    def included(
        self, raw: RawExam, source: Source, trail: tuple[str, ...]
    ) -> Iterator[RawExercise]:
        """Yield the exercises of all files that a file includes, in order."""
        for word in raw.include:
            path = posixpath.normpath(posixpath.join(source.folder, word.value))
            inner = self._open(path, word) if self._is_new(path, word, trail) else None
            if inner is not None:
                part = parse(inner, self.report, main=False)
                yield from self.included(part, inner, (*trail, path))
                yield from part.exercises

    def _is_new(self, path: str, word: Word, trail: tuple[str, ...]) -> bool:
        """Whether a file was not included before, and not too far down a row of files."""
        code, problem, help_line = "", "", "include each file once"
        if path in trail:
            code, problem = "S121", f"{word.value!r} includes itself"
            help_line = "a file must not include itself, directly or through others"
        elif path in self.opened:
            code, problem = "S123", f"{word.value!r} is included a second time"
        elif len(trail) > DEEPEST:
            code, problem = "S106", f"more than {DEEPEST} files that include each other in a row"
            help_line = "include the files from the main file"
        if code:
            self.report.add(code, problem, word.span, help=help_line)
        self.opened.add(path)
        return not code

    def _open(self, path: str, word: Word) -> Source | None:
        problem = self.folder.problem(path)
        if problem:
            help_line = "include files of the exam's own folder"
            if "\\" in word.value:
                help_line = f"write {word.value.replace(chr(92), '/')}"
            self.report.add("S122", f"{word.value!r} {problem}", word.span, help=help_line)
            return None
        data = self.folder.read(path)
        if data is None:
            help_line = "check the name, and that the file is in the exam's folder"
            self.report.add("S120", f"there is no file {word.value!r}", word.span, help=help_line)
            return None
        shown = posixpath.join(posixpath.dirname(word.span.root().source.path), word.value)
        name, base = posixpath.normpath(shown), posixpath.dirname(path)
        return decode(name, data, base, self.report, self.room)


# -- images -------------------------------------------------------------------------------------


def _images(exam: Exam, folder: Folder, report: Report) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for image in images(exam):
        if image.is_remote or image.src in files:
            continue
        data = _image(image, folder, report)
        if data is not None:
            files[image.src] = data
    return files


def is_image(path: str, data: bytes) -> bool:
    """Whether a file can be an image of an exam, under this path in its folder."""
    return _image(Image(path, ""), MemoryFolder({path: data}), Report()) is not None


def _image(image: Image, folder: Folder, report: Report) -> bytes | None:
    span = _place(image.span)
    if not image.src:
        if span is not None:  # without a place, it stands for an image that was reported
            help_line = "write ![what it shows](images/name.png)"
            report.add("S155", "image has no path", span, help=help_line)
        return None
    scheme, colon, _ = image.src.partition(":")
    if colon:
        help_line = "save the image in the exam's folder, and name it from there"
        report.add("S155", f"{scheme[:40] + ':'!r} is no file of the exam", span, help=help_line)
        return None
    problem = folder.problem(image.src)
    if problem:
        help_line = "copy the image into the exam's folder, and name it from there"
        if "\\" in image.src:
            help_line = f"write {image.src.replace(chr(92), '/')}"
        report.add("S122", f"{image.src!r} {problem}", span, help=help_line)
        return None
    ending = posixpath.splitext(image.src)[1].lower()
    if ending not in STARTS:
        help_line = "use a file that ends in " + ", ".join(STARTS)
        report.add("S155", f"{image.src!r} is no image that browsers show", span, help=help_line)
        return None
    data = folder.read(image.src)
    if data is None:
        help_line = "check the name, and that the file is in the exam's folder"
        if folder.read(unquote(image.src)) is not None:
            help_line = f"write <{unquote(image.src)}>: paths stand as they are, without %"
        report.add("S154", f"there is no image {image.src!r}", span, help=help_line)
        return None
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(STARTS[ending]):
        report.add(
            "S155", f"{image.src!r} is not an image", span, help=_what_it_holds(image.src, data)
        )
        return None
    return data


def _what_it_holds(src: str, data: bytes) -> str:
    """What to do about a file whose bytes are not what its name says."""
    name, ending = posixpath.splitext(src)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    own = next((other for other, starts in STARTS.items() if start.startswith(starts)), "")
    if own and own != ".svg":
        return f"it holds what {own} says: call it {name}{own}, there and here"
    if not start:
        return "the file is empty; save the image again"
    if start[:9].lower().startswith((b"<!doctype", b"<html")):
        return "it holds a web page; save the image itself"
    return f"the file does not hold what {ending} says; save it again as an image"


def _place(span: Span | None) -> Span | None:
    if span is None or span.line == span.end_line:
        return span
    return span.source.line_span(span.line, span.column)
