"""Rules on images and on the files in the exam's folder."""

import posixpath
from collections.abc import Iterator

from examc.core.content import Image, Link
from examc.core.model import Exam, Item
from examc.core.source import SOURCE_NAMES
from examc.lint import carets
from examc.lint.findings import Finding, Place

_IGNORED = ("readme", "license", "licence", "makefile")
"""Names, without their ending, of files that stand in a folder for its own sake."""


def no_alternative_text(_node: Exam | Item, place: Place) -> Iterator[Finding]:
    """An image says nothing to those who cannot see it, or only the name of its file."""
    for image, part in _images(place):
        words = image.alt.strip()
        name = posixpath.basename(image.src)
        if not words:
            message = f"image {image.src[:60]!r} has no alternative text"
        elif words.lower() in (name.lower(), posixpath.splitext(name)[0].lower()):
            message = f"alternative text {words!r} is only the name of the file"
        else:
            continue
        help_line = "write ![what it shows](…) in a few words"
        yield Finding(message, carets.first_line(image.span), help_line, part)


def remote_image(_node: Exam | Item, place: Place) -> Iterator[Finding]:
    """An image is fetched from the web while students sit the exam."""
    for image, part in _images(place):
        if image.is_remote:
            message = f"image {image.src[:60]!r} is fetched from the web"
            help_line = "copy it into the exam's folder, and name it from there"
            yield Finding(message, carets.first_line(image.span), help_line, part)


def _images(place: Place) -> Iterator[tuple[Image, str]]:
    for piece in place.pieces:
        if isinstance(piece.content, Image):
            yield piece.content, piece.part


def unused_file(exam: Exam, place: Place) -> Iterator[Finding]:
    """A file of the exam's folder is used by nothing."""
    if exam.span is None or not place.files:
        return
    main = exam.span.root().source
    folder = posixpath.dirname(main.path)
    used = set(_used(exam, folder, place))
    for path in sorted(place.files):
        if path not in used and not _has_own_reason(path) and not _is_named(path, main.text):
            help_line = "remove it, or refer to it"
            message = f"file {path!r} is used by nothing in the exam"
            yield Finding(message, None, help_line, path=posixpath.join(folder, path))


def _used(exam: Exam, folder: str, place: Place) -> Iterator[str]:
    """Yield the files of the source itself, its images, and the files that its links lead to."""
    for node in (exam, *exam.exercises):
        if node.span is not None:
            path = node.span.root().source.path
            yield path[len(folder) + 1 :] if folder else path
    for piece in place.pieces:
        content = piece.content
        if isinstance(content, Image):
            yield content.src
        elif isinstance(content, Link) and content.span is not None:
            target = posixpath.join(content.span.source.folder, content.url.partition("#")[0])
            yield posixpath.normpath(target)


def _has_own_reason(path: str) -> bool:
    name = posixpath.basename(path).lower()
    hidden = any(part.startswith(".") for part in path.split("/"))
    built = path.startswith("build/")  # what a build in the exam's folder wrote
    return hidden or built or posixpath.splitext(name)[0] in _IGNORED


def _is_named(path: str, main: str) -> bool:
    """A source file that only includes others leaves no node; its name in the main file tells."""
    return path.endswith(SOURCE_NAMES) and path in main
