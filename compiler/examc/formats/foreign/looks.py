"""What a file that no reader knows looks like, and what its owner can do with it.

The signs are those that the formats' own descriptions give (magic numbers, the part names of Office
packages, root elements, the first lines of GIFT, Aiken, text2qti and R/exams); nothing is unpacked
but the names and the beginnings of a zip's entries.
"""

import re
from collections.abc import Callable
from pathlib import PurePath

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.records import Record
from examc.core.source import SOURCE_NAMES
from examc.files.package import beginnings
from examc.files.xmlreading import head
from examc.formats.foreign.packages import is_zip, opened
from examc.formats.foreign.unreadable import is_data, is_wide

_HEADING = lazyre.compile(r"^#{1,2} \S|^\w+:(?:\s|$)", re.MULTILINE)
"""A line that our own source has, and no file of another system under these names."""
_START = 65_536  # bytes in which a sign is looked for


def refuse(path: str, data: bytes, report: Report) -> bool:
    """Say of a file that no reader knows what it looks like; False where it may be a source."""
    look = looks(path, data)
    if look is None and is_zip(data):
        if opened(path, data, report) is None:
            return True
        look = _ZIP
    root = "" if look else head(data[:_START]).name
    if look:
        message, help_line = f"file looks like {look.noun}, which is not read", look.help
    elif root and (_XML.match(data) or path.lower().endswith(".xml")):
        message = f"file is XML that is not read here: it begins with <{root[:60]}>"
        help_line = "import Moodle XML, or QTI 2.x, or a package of Canvas"
    else:
        return False
    help_line += "; examc import --formats lists what is read"
    report.add("R400", message, path=path, help=help_line)
    return True


class Look(Record, frozen=True):
    """A kind of file that is not read: what it is, in a sentence, and what to do."""

    noun: str
    help: str


class _Given(Record, frozen=True):
    """What the signs look at: the ending of a name, and the beginning of a content."""

    ending: str
    data: bytes
    text: str


def looks(path: str, data: bytes) -> Look | None:
    """What a file looks like; None for our own source, and for text that could be anything.

    `path` is its name, of which only the ending counts, and that only where the content agrees.
    """
    start = data[:_START]
    text = "" if b"\0" in start[:1024] else start.decode("utf-8", "replace").lstrip("\ufeff")
    given = _Given(PurePath(path.lower()).suffix, start, text)
    if data.startswith(b"PK"):
        return _zip(data, given)
    if given.ending in SOURCE_NAMES and _HEADING.search(text) and not is_data(start):
        return None
    return next((look for is_one, look in _SIGNS if is_one(given)), None)


def _begins(*starts: bytes) -> Callable[[_Given], bool]:
    return lambda given: given.data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(starts)


def _matches(pattern: str, *, endings: tuple[str, ...] = ()) -> Callable[[_Given], bool]:
    """Whether a text holds a pattern; with `endings`, only under such a name."""
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda given: (
        (not endings or given.ending in endings) and compiled.search(given.text) is not None
    )


def _root(*names: str) -> Callable[[_Given], bool]:
    """Whether a content is XML or HTML whose first element has one of these names."""
    return lambda given: head(given.data).name.lower() in names


_XML = lazyre.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?=<\?xml\s|<!DOCTYPE\s|<(?:questestinterop|manifest|quiz)\b)"
)
_SUBSET = lazyre.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?[^>]{0,500}+>\s*+)?(?:<!--[^>]{0,500}+>\s*+)*+"
    rb"<!DOCTYPE\s[^<>\[]{0,500}+\["
)
"""A document type that declares something itself, which no reader takes: it can name other files."""
_PLAIN = lazyre.compile(r"(?![^#]*^#{1,2} )\s*[^\s<]", re.MULTILINE)
"""Text without a heading of ours, and no markup."""
_MOODLE = "import it into Moodle's question bank, and export that as Moodle XML"
_CANVAS = "import it into Canvas as a quiz, and export that as a QTI .zip"
_TEXT = "save it as plain text, and write it as an exam: examc new NAME shows how"
_DOCX = "save it as a Word document (.docx), and import that"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""Names what a file of Office is kept in under a password."""
_SIGNS: tuple[tuple[Callable[[_Given], bool], Look], ...] = (
    (
        lambda given: given.data.startswith(b"\xd0\xcf\x11\xe0") and _LOCKED in given.data,
        Look("a Word or Excel file with a password", "open it, take the password off, and save it"),
    ),
    (
        _begins(b"\xd0\xcf\x11\xe0"),
        Look("an old Word or Excel file", "save it as .docx or .xlsx, and import that"),
    ),
    (_begins(b"{\\rtf"), Look("rich text (RTF)", _DOCX)),
    (
        _begins(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"),
        Look("an image", "name it in an exam, as ![what it shows](images/name.png)"),
    ),
    (
        lambda given: given.data[:4] == b"RIFF" and given.data[8:12] == b"WEBP",
        Look("an image", "name it in an exam, as ![what it shows](images/name.webp)"),
    ),
    (
        _begins(b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b"),
        Look("an archive that is no zip", "unpack it, and import the folder or the file in it"),
    ),
    (
        lambda given: _SUBSET.match(given.data) is not None,
        Look(
            "XML with declarations of its own in its DOCTYPE",
            "take the part in square brackets out of its <!DOCTYPE …>, or export it again",
        ),
    ),
    (_root("svg"), Look("an image (SVG)", "name it in an exam, as ![what it shows](name.svg)")),
    (
        _begins(b"<!DOCTYPE html", b"<!doctype html", b"<!DOCTYPE HTML"),
        Look("a web page (HTML)", "export the questions as QTI 2.1 or Moodle XML instead"),
    ),
    (
        _root("html", "body", "head"),
        Look("a web page (HTML)", "export the questions as QTI 2.1 or Moodle XML instead"),
    ),
    (
        _root("assessmentstimulus", "qti-assessment-section", "qti-assessment-stimulus"),
        Look("a part of a QTI test", "import the package that it is from"),
    ),
    (
        _root("questestinterop", "manifest", "assessmentsection"),
        Look(
            "one file of a package", "import the package that it is from: the .zip, or its folder"
        ),
    ),
    (_root("pool"), Look("a question pool of Blackboard", _CANVAS)),
    (
        _matches(r"\A---\n|^(?:Question|Solution)\n={4,}", endings=(".rmd", ".rnw", ".qmd")),
        Look("an exercise of R/exams", "run exams2qti21 or exams2moodle, and import what it wrote"),
    ),
    (
        _matches(r"^[ \t]*exname:|^Meta-information\n=+", endings=(".rmd", ".md", ".txt", "")),
        Look("an exercise of R/exams", "run exams2qti21 or exams2moodle, and import what it wrote"),
    ),
    (
        _matches(
            r"^\\(?:documentclass|question\b|begin\{(?:document|questions?|choices|checkboxes)\})"
        ),
        Look("LaTeX", "write it as an exam; the formulas stay as they are between $ and $"),
    ),
    (
        _matches(r"^\d+[.)][ \t]+\S[^\n]*\n+(?:[^\n]*\n){0,6}?\*[a-z][.)][ \t]"),
        Look("a text for Respondus", "import it into Respondus, and export it as QTI"),
    ),
    (
        _matches(r"^(?:MC|MA|TF|ESS|SA|FIB|NUM|MAT|ORD)\t[^\t\n]+\t"),
        Look("a question file of Blackboard", _CANVAS),
    ),
    (
        _matches(
            r"\A(?:[^\n,;\t]*+[,;\t]){2,}+[^\n]*+\n(?:[^\n,;\t]*+[,;\t]){2,}+",
            endings=(".csv", ".tsv", ".txt", ""),
        ),
        Look("a table (CSV)", "name its columns (question, option 1, answer, points)"),
    ),
    (
        _matches(r"\A\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])", endings=(".json", ".ipynb", "")),
        Look("JSON of another program", "export the exam as QTI 2.1 or Moodle XML instead"),
    ),
    (
        lambda given: is_wide(given.data),
        Look("text in UTF-16", "save it as UTF-8, and import it again"),
    ),
    (
        lambda given: is_data(given.data),
        Look("data of a program, or a damaged package", "get it anew from where it comes from"),
    ),
    (
        lambda given: (
            given.ending not in (*SOURCE_NAMES, "") and _PLAIN.match(given.text) is not None
        ),
        Look("plain text", "write it as an exam: examc new NAME shows how"),
    ),
)
"""Signs of files that stand alone, what is clearest first."""
_ZIP = Look("a zip with no questions that are known", "import the files in it one by one")
_ENTRIES: tuple[tuple[re.Pattern[str], Look], ...] = tuple(
    (lazyre.compile(pattern, re.IGNORECASE), look)
    for pattern, look in (
        (r"(?:^|/)ppt/presentation\.xml$", Look("a PowerPoint file", _TEXT)),
        (
            r"^mimetype$",
            Look(
                "a file of LibreOffice, or an e-book", "save it as .docx or .xlsx, and import that"
            ),
        ),
        (r"(?:^|/)moodle_backup\.xml$", Look("a backup of Moodle", _MOODLE)),
        (
            r"^\[Content_Types\]\.xml$",
            Look(
                "a file of Office without what it holds", "open it in its program, and save it anew"
            ),
        ),
        (r"(?:^|/)(?:\.bb-package-info|res\d{5}\.dat)$", Look("a pool of Blackboard", _CANVAS)),
    )
)
"""Names of a zip's entries that show what it is."""


def _zip(data: bytes, given: _Given) -> Look | None:
    """What a zip looks like by the names of its entries, and the roots of its documents."""
    names = [name for name, _ in beginnings(data, ("",), 2048)]
    look = next((look for sign, look in _ENTRIES if any(sign.search(name) for name in names)), None)
    if look is None and names and not any(n.lower().endswith((".xml", ".qti")) for n in names):
        return _ZIP
    return look
