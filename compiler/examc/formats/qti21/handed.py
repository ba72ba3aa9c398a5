"""What is handed in and marked by a person: files and code.

A file has an `uploadInteraction` and a response of its own, `RESPONSE`, `RESPONSE_2` and so on, with
the MIME type where all file name endings mean one. Code is an `extendedTextInteraction` without
`format`, which engines spell differently; what is to stand in the box is the end of the stem.
"""

from markupsafe import Markup

from examc.core.answers import Program, Upload
from examc.core.records import Record
from examc.formats.qti21 import names
from examc.text.xhtml import escape

UNLIMITED = 5
"""Boxes for files where any number may be handed in."""


_MIME = {
    ".c": "text/x-c",
    ".cpp": "text/x-c++",
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".gz": "application/gzip",
    ".htm": "text/html",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".java": "text/x-java-source",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".tex": "application/x-tex",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""MIME types by file name ending; of the others no type is written, which takes any file."""

_PREFERRED = (".html", ".jpg")
ENDINGS = {mime: ending for ending, mime in _MIME.items()} | {_MIME[e]: e for e in _PREFERRED}
"""The file name ending of a MIME type."""


class Files(Record, frozen=True):
    """Boxes for files, by the identifiers of their responses; `mime` is "" for files of any type."""

    responses: list[str]
    css: str
    mime: str
    note: Markup


def files(answer: Upload) -> Files:
    """The boxes of an upload question."""
    count = boxes(answer)
    most = "" if answer.most is None else str(answer.most)
    css = [names.UPLOAD, f"{names.FILES}{answer.fewest}..{most}"]
    css += [names.TYPE + ending for ending in answer.types]
    css += [] if answer.size is None else [f"{names.SIZE}{answer.size}"]
    responses = [names.file_response(place) for place in range(1, count + 1)]
    return Files(responses, " ".join(css), mime_type(answer), Markup(escape(_note(answer))))


def boxes(answer: Upload) -> int:
    """How many files can be handed in."""
    return max(answer.fewest, UNLIMITED if answer.most is None else answer.most, 1)


def mime_type(answer: Upload) -> str:
    """The one MIME type of all file name endings; "" where there is none, or several."""
    found = {_MIME.get(ending.lower(), "") for ending in answer.types}
    return found.pop() if len(found) == 1 else ""


def _note(answer: Upload) -> str:
    """What students see above each box: the endings and the largest size."""
    told = [", ".join(answer.types)] if answer.types else []
    return " · ".join(told + ([] if answer.size is None else [f"≤ {size(answer.size)}"]))


def size(count: int) -> str:
    """A number of bytes in the largest unit that says it exactly: `10 MB`."""
    for place, unit in ((3, "GB"), (2, "MB"), (1, "kB")):
        for factor in (1000**place, 1024**place):
            if count >= factor and count % factor == 0:
                return f"{count // factor} {unit}"
    return f"{count} B"


def start(answer: Program) -> str:
    """What is to stand in the box for code, as a listing of the stem."""
    if not answer.start:
        return ""
    language = f" language-{escape(answer.language)}" if answer.language else ""
    return f'<pre class="{names.GIVEN}{language}"><code>{escape(answer.start)}</code></pre>'
