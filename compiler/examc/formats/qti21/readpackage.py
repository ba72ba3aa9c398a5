"""The files of a package: what its manifest names, and each file as a document when asked for."""

import posixpath
from collections.abc import Iterator

from examc.core import lazyre
from examc.core.records import Mutable, Record, field
from examc.files.xmlreading import Head
from examc.files.xmltree import BASE, Element, characters, child, children, elements, name
from examc.formats.foreign.documents import Document
from examc.formats.foreign.packages import Package
from examc.formats.foreign.quoting import quoted
from examc.systems.qti3 import old_element

_MOST_SHOWN = 5
_SPACE = lazyre.compile(r"""\sxmlns\s*=\s*["']\s*([^"'\s]{1,200})""")
"""The namespace of a document, in its first tag."""
_VERSION = lazyre.compile(r"imsqti(?:asi)?_v(?:2p[0-2]|3p0)")
KINDS = {"assessmentItem": "items", "assessmentTest": "tests"}


class Piece(Record, frozen=True):
    """An element of a test or a section, and the document that it stands in."""

    document: Document
    file: str
    element: Element


class Contents(Mutable):
    """What is in a package: tests, and items with the keywords that the manifest has for them."""

    tests: list[str] = field(default_factory=list)
    items: dict[str, tuple[str, ...]] = field(default_factory=dict)
    manifest: Document | None = None
    test_metadata: dict[str, Element] = field(default_factory=dict)
    spaces: set[str] = field(default_factory=set)
    """The namespaces of no version that is known."""

    def add(self, file: str, head: Head) -> None:
        """Take a file in if it is an item or a test."""
        kind = KINDS.get(old_element(head.name))
        space = _SPACE.search(head.tag) if kind else None
        if space is not None and not _VERSION.search(space[1]):
            self.spaces.add(space[1])
        if kind == "tests" and file not in self.tests:
            self.tests.append(file)
        elif kind == "items":
            self.items.setdefault(file, ())


def contents(package: Package) -> Contents:
    """What a manifest names; without one, or where it names nothing, what the files are."""
    found = Contents()
    if package.manifest is not None:
        _tell_others(package)
        found.manifest = package.load(package.manifest)
        if found.manifest is not None:
            _resources(found, found.manifest, package.base, package)
    if not found.tests and not found.items:
        for file, head in package.documents():
            found.add(file, head)
    elif found.items:
        _unlisted(found, package)
    for space in sorted(found.spaces)[:1]:
        message = f"{quoted(space)} is no version of QTI that is known; it is read as the nearest"
        package.report.add("R412", message, path=package.path, help="export it as QTI 2.1 or 3")
    return found


def _unlisted(found: Contents, package: Package) -> None:
    """Take in the items that a manifest forgets, as if it named them."""
    listed = set(found.items)
    for file, head in package.documents():
        if KINDS.get(old_element(head.name)) == "items" and not _is_of_another(file, package):
            found.add(file, head)
    more = [file for file in found.items if file not in listed]
    if more:
        shown = ", ".join(map(quoted, more[:_MOST_SHOWN]))
        shown += f" and {len(more) - _MOST_SHOWN} more" if more[_MOST_SHOWN:] else ""
        message = f"items that the manifest does not name are read all the same: {shown}"
        help_line = "leave out those that are not asked"
        package.report.add("R534", message, path=package.path, help=help_line)


def _is_of_another(file: str, package: Package) -> bool:
    """Whether a file stands in a package beside the one that is read, which is told as a whole."""
    manifests = [manifest for manifest in (package.manifest, *package.others) if manifest]
    homes = [posixpath.dirname(manifest) for manifest in manifests]
    around = [home for home in homes if not home or file.startswith(f"{home}/")]
    return bool(around) and max(around, key=len) != homes[0]


def _tell_others(package: Package) -> None:
    """Report packages that were zipped beside the one that is read."""
    for other in package.others:
        message = f"package in {quoted(posixpath.dirname(other) or '/')} is not read"
        help_line = "zip each package on its own"
        package.report.add("R534", message, path=package.path, help=help_line)


def _resources(found: Contents, manifest: Document, folder: str, package: Package) -> None:
    for resources in children(manifest.root, "resources"):
        base = manifest.root.get(BASE, "") + resources.get(BASE, "")
        for resource in children(resources, "resource"):
            start = posixpath.join(folder, base + resource.get(BASE, ""))
            _resource(found, manifest, resource, start, package)


def _resource(
    found: Contents, manifest: Document, resource: Element, folder: str, package: Package
) -> None:
    href, kind = resource.get("href", ""), resource.get("type", "")
    if not href:
        return
    file = package.find(folder, href)
    if file is None:
        if "_xmlv2p" in kind or "_xmlv3p" in kind:
            package.missing(f"file {quoted(href)}", manifest.span(resource))
        return
    found.add(file, package.head(file))
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
