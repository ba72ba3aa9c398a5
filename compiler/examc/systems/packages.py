"""Opens a QTI package as systems do: the manifest, the items it names, and their test."""

import posixpath
from collections.abc import Callable
from fractions import Fraction

from examc.core import numbers
from examc.core.records import Record, field
from examc.files import xmlprolog, xmlreading
from examc.files.package import PackageError, unpack
from examc.files.xmltree import Element, characters, child, elements, name
from examc.systems import words
from examc.systems.reading import number
from examc.systems.view import Place


class Package:
    """The parsed parts of a package."""

    def __init__(self, manifest: Element, files: dict[str, bytes]) -> None:
        self.manifest = manifest
        self.files = files
        self.items: dict[str, Element] = {}
        """assessmentItem elements by the path of their file, in the manifest's order."""
        self.tests: dict[str, Element] = {}
        """assessmentTest elements likewise."""
        self.types: dict[str, str] = {}
        """The resource type of each file that is a resource's href."""
        self.named = frozenset([e.get("href", "") for e in elements(manifest, "file")])
        """What the manifest says of files: their paths."""
        self.called: dict[str, list[str]] = {}
        """The paths of files, in order, by the last part of their path."""
        for path in sorted(files):
            self.called.setdefault(posixpath.basename(path), []).append(path)


def images(package: Package, path: str) -> tuple[bytes, ...]:
    """The pictures in the body of the item of a path, b"" for one that is not there.

    Those of items to put in order stand in the order that is right, as their labels do.
    """
    root = package.items[path]
    body = child(root, "itemBody")
    folder = posixpath.dirname(path)
    sources = [] if body is None else words.sources(body)
    if body is not None and len(sources) > 1:
        for interaction in elements(body, "orderInteraction"):
            _put_in_order(sources, root, interaction)
    places = [posixpath.normpath(posixpath.join(folder, source)) for source in sources]
    return tuple(package.files.get(place, b"") for place in places)


def _put_in_order(sources: list[str], root: Element, interaction: Element) -> None:
    """Move the pictures of the choices of an ordering to where its key has these choices."""
    choices = {
        e.get("identifier", ""): words.sources(e) for e in elements(interaction, "simpleChoice")
    }
    declared = (
        e
        for e in elements(root, "responseDeclaration")
        if e.get("identifier") == interaction.get("responseIdentifier")
    )
    key = [characters(e) for one in declared for e in elements(one, "value")]
    shown = [source for own in choices.values() for source in own]
    right = [source for own in key for source in choices.get(own, ())]
    if sorted(shown) != sorted(right):
        return
    start = len(sources) - len(shown)
    while start > 0 and sources[start : start + len(shown)] != shown:
        start -= 1
    sources[start : start + len(shown)] = right


class Refused(Exception):
    """A package that no system takes; the text says why."""


def parse(data: bytes) -> Element:
    """Parse XML without network and entities; raises Refused."""
    try:
        return xmlreading.strict(data)
    except xmlprolog.Unreadable as error:
        raise Refused(f"XML is not well-formed: {error}") from error


def open_package(data: bytes, adapt: Callable[[Element], None] | None = None) -> Package:
    """Open a package; raises Refused. `adapt` is done to each of its documents before it is seen."""
    try:
        files = unpack(data)
    except PackageError as error:
        raise Refused(str(error)) from error
    if "imsmanifest.xml" not in files:
        raise Refused("there is no imsmanifest.xml at the root")
    package = Package(parse(files["imsmanifest.xml"]), files)
    for resource in elements(package.manifest, "resource"):
        href = resource.get("href", "")
        package.types[href] = resource.get("type", "")
        if href in files and href.endswith(".xml"):
            root = parse(files[href])
            if adapt is not None:
                adapt(root)
            if name(root) == "assessmentItem":
                package.items[href] = root
            elif name(root) == "assessmentTest":
                package.tests[href] = root
    return package


class Reference(Record, frozen=True):
    """A test's reference to an item: identifier, path of the file, and its first weight.

    `drawn` is how many of how many items of its section students get, None for all.
    """

    identifier: str
    path: str
    weight: Fraction | None
    drawn: tuple[int, int] | None = None
    place: Place = field(default_factory=Place)


def references(package: Package, parts: int | None = None) -> list[Reference]:
    """What the first test refers to, in order; of its first `parts` parts only."""
    for path, test in package.tests.items():
        folder = posixpath.dirname(path)
        return [
            Reference(
                element.get("identifier", ""),
                posixpath.normpath(posixpath.join(folder, element.get("href", ""))),
                _weight(element),
                _drawn(element),
                _place(element),
            )
            for part in elements(test, "testPart")[:parts]
            for element in elements(part, "assessmentItemRef")
        ]
    return []


def _weight(element: Element) -> Fraction | None:
    weight = child(element, "weight")
    return None if weight is None else number(weight.get("value", ""))


def _drawn(reference: Element) -> tuple[int, int] | None:
    """How many items of its section are drawn with an item, if not all of them."""
    section = _section(reference)
    selection = None if section is None else child(section, "selection")
    if section is None or selection is None:
        return None
    size = len(elements(section, "assessmentItemRef"))
    some = numbers.whole(selection.get("select", "").strip())
    return (some, size) if some is not None and some < size else None


def _place(reference: Element) -> Place:
    """Whether an item is always drawn, and whether it keeps its place among others that do not."""
    section = _section(reference)
    ordering = None if section is None else child(section, "ordering")
    shuffled = ordering is not None and _is_true(ordering, "shuffle")
    return Place(_is_true(reference, "required"), _is_true(reference, "fixed"), shuffled)


def _section(element: Element) -> Element | None:
    return next((e for e in element.iterancestors() if name(e) == "assessmentSection"), None)


def _is_true(element: Element, attribute: str) -> bool:
    return element.get(attribute, "false").strip() in ("true", "1")
