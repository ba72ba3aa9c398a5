"""Bytes → the documents of an export: quizzes, banks and settings, each safe to walk."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any


from examc.files.xmltree import Element
from examc.core.diagnostics import Report
from examc.core.source import Source, Span
from examc.files.package import PackageError, unpack
from examc.files.xmltree import characters, child, elements, name
from examc.text.htmltree import CONTROL

LARGEST = 32 * 1024 * 1024  # bytes of one document
MOST_TAGS = 2_000_000  # of all documents together; an exam of 5000 questions has a tenth of them
LONGEST_SHOWN = 80  # characters of somebody's word in a message

_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(questestinterop|quiz)[\s>/]")
_PLACE = re.compile(r",? line \d+.*", re.DOTALL)
_CONTROL_CODE = re.compile(rb"\x7f|&#(?:127|x0*7[fF]);")


@dataclass(frozen=True, slots=True)
class Document:
    """One XML file of an export; `file` is its path in the zip."""

    file: str
    source: Source
    root: Element

    def span(self, element: Element) -> Span:
        """The line that an element begins on."""
        line: Any = element.sourceline  # the stubs know no type of it
        return _line(self.source, line or 1)


@dataclass(slots=True)
class Package:
    """An export as it was found; `path` is what the user calls it."""

    path: str
    files: Mapping[str, bytes]
    report: Report
    manifest: Document | None = None
    quizzes: list[Document] = field(default_factory=list)
    """Files with assessments or banks, in the order of the manifest, then of their names."""
    settings: list[Document] = field(default_factory=list)
    """assessment_meta.xml files."""


def holds_quizzes(data: bytes) -> bool:
    """Whether a content is a zip with a manifest and QTI 1.2 in it."""
    if not data.startswith(b"PK"):
        return False
    try:
        files = unpack(data)
    except PackageError:
        return False
    return "imsmanifest.xml" in files and any(
        _kind(file, content) == "questestinterop" for file, content in files.items()
    )


def load(path: str, data: bytes, report: Report) -> Package | None:
    """Open an export; None, and an error, for what is no zip or must not be opened."""
    try:
        files = unpack(data)
    except PackageError as problem:
        help_line = "export the quiz from Canvas again"
        report.add("R540", f"package cannot be opened: {problem}", path=path, help=help_line)
        return None
    package = Package(path, files, report)
    if "imsmanifest.xml" in files:
        package.manifest = _parse(package, "imsmanifest.xml")
    tags = 0
    for file in _in_order(package):
        kind = _kind(file, files[file])
        if not kind:
            continue
        tags += files[file].count(b"<")
        if tags > MOST_TAGS:
            message = f"package has more than {MOST_TAGS} tags; the rest of it is left out"
            report.add("R540", message, path=path, help="export fewer quizzes at once")
            break
        document = _parse(package, file)
        if document is not None:
            wanted = package.quizzes if kind == "questestinterop" else package.settings
            wanted.append(document)
    return package


def _in_order(package: Package) -> list[str]:
    named: list[str] = []
    if package.manifest is not None:
        hrefs = (e.get("href", "") for e in elements(package.manifest.root, "file"))
        named = [href for href in hrefs if href in package.files]
    return list(dict.fromkeys([*named, *sorted(package.files)]))


def _kind(file: str, content: bytes) -> str:
    """The root of a file that matters, told by its beginning; "" for other files."""
    if not file.endswith((".xml", ".qti")) or file.startswith("__MACOSX/"):
        return ""
    found = _ROOT.search(content[:4096].replace(b"\0", b""))
    return found[1].decode() if found else ""


def _parse(package: Package, file: str) -> Document | None:
    """Parse a document. A document type is refused: entities make a small file a large one."""
    content, label = package.files[file], f"{package.path}!{file}"
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    source = Source(label, text.replace("\r\n", "\n").replace("\r", "\n"))
    line, problem = 1, ""
    if len(content) > LARGEST:
        problem = f"file of {len(content)} bytes is too large"
    else:
        try:
            root = etree.fromstring(content, _parser())
            info: Any = root.getroottree().docinfo
            if not info.doctype:
                if _CONTROL_CODE.search(content):
                    _clean(root)
                return Document(file, source, root)
            problem = "document type is not allowed"
        except etree.XMLSyntaxError as error:
            line = max(error.lineno or 1, 1)
            message = _PLACE.sub("", error.msg or "it cannot be parsed")
            problem = f"XML is not well-formed: {message[:120]}"
        except (ValueError, LookupError) as error:
            problem = f"file is no XML: {str(error)[:100]}"
    help_line = "export the quiz from Canvas again; a part of it may be missing"
    message = f"{problem}; the file is left out"
    package.report.add("R541", message, _line(source, line), help=help_line)
    return None


@lru_cache(maxsize=1)
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _clean(root: Element) -> None:
    """Take out the one control character that XML allows and no source does."""
    for element in root.iter():
        element.text = CONTROL.sub("", element.text) if element.text else element.text
        element.tail = CONTROL.sub("", element.tail) if element.tail else element.tail
        for key, value in element.attrib.items():
            element.set(key, CONTROL.sub("", str(value)))


def _line(source: Source, number: int) -> Span:
    line = source.line(number)
    return source.line_span(number, len(line) - len(line.lstrip()) + 1, len(line.rstrip()) + 1)


# -- what is in an element ------------------------------------------------------------------------


def value(root: Element, local: str) -> str:
    """The characters of the first element of a name directly below an element, trimmed."""
    found = child(root, local)
    return "" if found is None else characters(found).strip()


def fields(root: Element) -> dict[str, str]:
    """The fields of the metadata right below an element; of a name, the first."""
    found: dict[str, str] = {}
    for block in root:
        if name(block) in ("itemmetadata", "qtimetadata"):
            for entry in elements(block, "qtimetadatafield"):
                found.setdefault(value(entry, "fieldlabel").lower(), value(entry, "fieldentry"))
    return found


def shown(word: str) -> str:
    """Somebody's word as a message quotes it."""
    word = " ".join(word.split())
    return repr(word if len(word) <= LONGEST_SHOWN else word[: LONGEST_SHOWN - 1] + "…")
