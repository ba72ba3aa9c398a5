"""The documents of an export: quizzes, banks and settings, in the order in which they count."""

from collections.abc import Iterator

from examc.core.diagnostics import Report
from examc.core.records import Mutable, field
from examc.files.xmltree import Element, elements, name, value
from examc.formats.foreign.documents import Document
from examc.formats.foreign.packages import Package, heads, opened

_QUIZZES, _SETTINGS = "questestinterop", "quiz"
"""The first elements of the documents that matter."""


class Export(Mutable):
    """An export as it was found."""

    package: Package
    manifest: Document | None = None
    quizzes: list[Document] = field(default_factory=list)
    """Files with assessments or banks, in the order of the manifest, then of their names."""
    settings: list[Document] = field(default_factory=list)
    """assessment_meta.xml files."""


def holds_quizzes(data: bytes) -> bool:
    """Whether a content is QTI 1.2, or a zip with some in it."""
    return any(head.name == _QUIZZES for head in heads(data))


def load(path: str, data: bytes, report: Report) -> Export | None:
    """Open an export; None, and an error, for what is no zip or must not be opened."""
    package = opened(path, data, report)
    if package is None:
        return None
    found = Export(package)
    if package.manifest is not None:
        found.manifest = package.load(package.manifest)
    for file in dict.fromkeys(_in_order(found)):
        wanted = {_QUIZZES: found.quizzes, _SETTINGS: found.settings}.get(package.head(file).name)
        document = None if wanted is None else package.load(file)
        if wanted is not None and document is not None:
            wanted.append(document)
    return found


def _in_order(export: Export) -> Iterator[str]:
    """Yield the documents that the manifest names, and then all that there are."""
    package = export.package
    all_of_them = [file for file, _ in package.documents()]
    for element in elements(export.manifest.root, "file") if export.manifest else ():
        file = package.find(package.base, element.get("href", ""))
        if file in all_of_them:
            yield file
    yield from all_of_them


# -- what is in an element ------------------------------------------------------------------------


def fields(root: Element) -> dict[str, str]:
    """The fields of the metadata right below an element; of a name, the first."""
    found: dict[str, str] = {}
    for block in root:
        if name(block) in ("itemmetadata", "qtimetadata"):
            entries = elements(block, "qtimetadatafield") or elements(block, "qti_metadatafield")
            for entry in entries:
                found.setdefault(value(entry, "fieldlabel").lower(), value(entry, "fieldentry"))
    return found
