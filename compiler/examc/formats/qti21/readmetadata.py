"""The LOM metadata of a manifest: our own fields, and what all systems mean by the others."""

from collections.abc import Iterator

from examc.core import numbers
from examc.core.model import Course
from examc.core.records import Mutable, field
from examc.files.xmltree import Element, characters, child, children, elements, name
from examc.formats.qti21.names import TOOL
from examc.formats.qti21.readpackage import keywords

Fields = list[tuple[str, str]]


class Metadata(Mutable):
    """What a manifest says about the exam; `exercises` by the identifier of their section."""

    title: str = ""
    language: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    exam: Fields = field(default_factory=list)
    exercises: dict[str, Fields] = field(default_factory=dict)


def of_manifest(manifest: Element | None) -> Metadata:
    """The metadata of the package as a whole."""
    found = Metadata()
    metadata = None if manifest is None else child(manifest, "metadata")
    if metadata is None:
        return found
    general = next(iter(elements(metadata, "general")), None)
    if general is not None:
        found.title = _string(child(general, "title"))
        language = child(general, "language")
        found.language = "" if language is None else characters(language)
        found.description = _string(child(general, "description"))
    found.tags = tuple(keywords(metadata))
    for path in _paths(metadata, "exam"):
        found.exam += _taxa(path)
    return found


def add_exercises(found: Metadata, metadata: Element | None) -> None:
    """Add what the test's resource says about exercises."""
    for path in () if metadata is None else _paths(metadata, "exercise"):
        of = _string(child(path, "source"))
        found.exercises.setdefault(of, []).extend(_taxa(path))


def value(fields: Fields, name: str) -> str:
    """The value of a field; "" where there is none."""
    return next((value for field_name, value in fields if field_name == name), "")


def attempts(fields: Fields) -> int | None:
    """How often a student may take the exam."""
    return numbers.whole(value(fields, "attempts"), 3)


def course(fields: Fields) -> Course:
    """The course of an exam."""
    keys = ("course-code", "course-name", "course-year", "course-period")
    return Course(*(value(fields, key) for key in keys))


def _paths(metadata: Element, purpose: str) -> Iterator[Element]:
    """Yield the paths of our own classifications of a purpose."""
    for classification in elements(metadata, "classification"):
        said = child(classification, "purpose")
        words = [] if said is None else [(name(e), characters(e).strip()) for e in said]
        if ("source", TOOL) in words and ("value", purpose) in words:
            yield from children(classification, "taxonPath")


def _taxa(path: Element) -> Iterator[tuple[str, str]]:
    for taxon in children(path, "taxon"):
        own = child(taxon, "id")
        if own is not None:
            yield characters(own).strip(), _string(child(taxon, "entry"))


def _string(element: Element | None) -> str:
    """The characters of a LOM text in its first language."""
    for inner in () if element is None else element:
        if name(inner) in ("string", "langstring"):
            return characters(inner)
    return ""
