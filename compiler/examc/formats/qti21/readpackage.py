"""The files of a package: what its manifest names, and each file as a document when asked for."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote


from examc.files.xmltree import Element
from examc.core import numbers
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.files.xmltree import characters, child, children, elements, name
from examc.formats.qti21.names import MANIFEST_FILE
from examc.formats.qti21.readxml import (
    Document,
    Unreadable,
    line_span,
    parse,
    root_name,
    short,
    source_of,
)

MOST_TAGS = 2_000_000
"""Tags of all documents together; an exam of 5000 questions has a fifth of them."""

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_DIGITS = re.compile(r"(\d+)")
_KINDS = {"assessmentItem": "items", "assessmentTest": "tests"}


@dataclass(slots=True)
class Package:
    """Files by their path; `path` is what the user calls the whole, `joint` stands before a file."""

    path: str
    files: Mapping[str, bytes]
    joint: str
    report: Report
    tags: int = 0

    def label(self, name: str) -> str:
        """A file's name for messages: `package.zip!item.xml`."""
        return f"{self.path}{self.joint}{name}" if self.joint else self.path

    def load(self, name: str, where: str = "") -> Document | None:
        """A file as a document; None, and a diagnostic, where it cannot be one."""
        data, label = self.files[name], self.label(name)
        was_full = self.tags > MOST_TAGS
        self.tags += data.count(b"<")
        if self.tags <= MOST_TAGS:
            try:
                return parse(label, data)
            except Unreadable as problem:
                end = "; the file is left out" if self.joint else ""
                span = line_span(source_of(label, data), problem.line)
                self._refuse(f"{problem}{end}", span, where)
        elif not was_full:
            message = f"package has more than {MOST_TAGS} tags; the rest of it is left out"
            self._refuse(message, line_span(source_of(label, b""), 1), where)
        return None

    def _refuse(self, message: str, span: Span, where: str) -> None:
        help_line = "export it again; a part of it may be missing"
        code = "R512" if self.joint else "R511"
        self.report.add(code, message, span, help=help_line, where=where)

    def find(self, folder: str, address: str) -> str | None:
        """The file that an address in a document of a folder means; None where there is none."""
        bare = address.partition("#")[0].partition("?")[0]
        for text in (unquote(bare), bare, address):
            name = posixpath.normpath(posixpath.join(folder, text.replace("\\", "/")))
            name = name.lstrip("/")  # the root of an address is that of the package
            if name in self.files:
                return name
        return None

    def missing(self, what: str, span: Span, where: str = "") -> None:
        """Report a file that is named and is not there."""
        help_line = "add it, or remove what names it"
        self.report.add("R512", f"{what} is not there", span, help=help_line, where=where)


@dataclass(frozen=True, slots=True)
class Piece:
    """An element of a test or a section, and the document that it stands in."""

    document: Document
    file: str
    element: Element


@dataclass(slots=True)
class Contents:
    """What is in a package: tests, and items with the keywords that the manifest has for them."""

    tests: list[str] = field(default_factory=list)
    items: dict[str, tuple[str, ...]] = field(default_factory=dict)
    manifest: Document | None = None
    test_metadata: dict[str, Element] = field(default_factory=dict)

    def add(self, file: str, data: bytes) -> None:
        """Take a file in if it is an item or a test."""
        kind = _KINDS.get(root_name(data))
        if kind == "tests" and file not in self.tests:
            self.tests.append(file)
        elif kind == "items":
            self.items.setdefault(file, ())


def contents(package: Package) -> Contents:
    """What a manifest names; without one, or where it names nothing, what the files are."""
    found = Contents()
    manifests = [file for file in package.files if file.rpartition("/")[2] == MANIFEST_FILE]
    if manifests:
        file = min(manifests, key=lambda name: (name.count("/"), name))
        found.manifest = package.load(file)
        if found.manifest is not None:
            _resources(found, found.manifest, posixpath.dirname(file), package)
    if not found.tests and not found.items:
        for file in sorted(package.files, key=_natural):
            if file.lower().endswith(".xml") or not package.joint:
                found.add(file, package.files[file])
    return found


def _natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts `question10` after `question9`."""
    parts = _DIGITS.split(name)
    found = [(numbers.whole(part, 19), part) for part in parts]
    return [(0, 0, part) if number is None else (1, number, "") for number, part in found]


def _resources(found: Contents, manifest: Document, folder: str, package: Package) -> None:
    for resources in children(manifest.root, "resources"):
        base = manifest.root.get(_XML_BASE, "") + resources.get(_XML_BASE, "")
        for resource in children(resources, "resource"):
            start = posixpath.join(folder, base + resource.get(_XML_BASE, ""))
            _resource(found, manifest, resource, start, package)


def _resource(
    found: Contents, manifest: Document, resource: Element, folder: str, package: Package
) -> None:
    href, kind = resource.get("href", ""), resource.get("type", "")
    if not href:
        return
    file = package.find(folder, href)
    if file is None:
        if "_xmlv2p" in kind:
            package.missing(f"file {short(href)}", manifest.span(resource))
        return
    found.add(file, package.files[file])
    metadata = child(resource, "metadata")
    if metadata is None:
        return
    if file in found.items:
        found.items[file] = tuple(keywords(metadata))
    elif file in found.tests:
        found.test_metadata[file] = metadata


def keywords(metadata: Element) -> Iterator[str]:
    """Yield the keywords of LOM metadata, in whatever version of it."""
    for general in elements(metadata, "general"):
        for keyword in children(general, "keyword"):
            for string in keyword:
                if name(string) in ("string", "langstring") and characters(string).strip():
                    yield characters(string)
