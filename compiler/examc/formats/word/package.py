"""The parts of a .docx, however it was zipped, found by the relationships between them."""

import posixpath

from examc.core.records import Mutable, field
from examc.files.xmltree import Element, name, parts
from examc.formats.foreign.documents import Document
from examc.formats.foreign.packages import Package

MAIN = "word/document.xml"


def attribute(element: Element, local: str, otherwise: str = "") -> str:
    """An attribute by its local name, in whatever namespace."""
    for key, value in element.items():
        if str(key).rpartition("}")[2] == local:
            return str(value)
    return otherwise


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `<w:b/>` is on; None is off."""
    return element is not None and attribute(element, "val", "1") not in (
        "0",
        "false",
        "off",
        "none",
    )


class Docx(Mutable):
    """A package, and the folder in it where the main document stands."""

    package: Package
    main: str
    _relations: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: by id, the kind and the target of each relationship."""
        if part not in self._relations:
            folder, base = posixpath.split(part)
            file = self.package.find(folder, f"_rels/{base}.rels")
            document = self.package.load(file) if file else None
            self._relations[part] = {
                attribute(one, "Id"): (
                    attribute(one, "Type").rpartition("/")[2],
                    attribute(one, "Target"),
                )
                for one in (parts(document.root) if document else [])
                if name(one) == "Relationship"
            }
        return self._relations[part]

    def target(self, part: str, identifier: str) -> str | None:
        """The file that a part means by the id of a relationship; None where there is none."""
        address = self.relations(part).get(identifier, ("", ""))[1]
        return self._file(part, address) if address else None

    def related(self, kind: str) -> Document | None:
        """The first part of a kind (`styles`, `numbering`, …) that the main document refers to."""
        for sort, address in self.relations(self.main).values():
            if sort == kind:
                file = self._file(self.main, address)
                return self.package.load(file) if file else None
        return None

    def _file(self, part: str, address: str) -> str | None:
        """The file that an address means, seen from the folder of a part or from the root."""
        root = posixpath.dirname(posixpath.dirname(self.main))
        folder = root if address.startswith("/") else posixpath.dirname(part)
        return self.package.find(folder, address.lstrip("/"))


def opened(package: Package) -> Docx | None:
    """The package as a Word file; None where it is none."""
    found = [n for n in package.files if n.lower() == MAIN or n.lower().endswith(f"/{MAIN}")]
    main = min(found, key=lambda n: (n.count("/"), n), default=None)
    return None if main is None else Docx(package, main)
