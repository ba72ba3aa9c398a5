"""A source text → its QTI package, unpacked; every package is shown to the outside judges too."""

import io
import re
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.formats.options import Options
from examc.formats.qti21.write import write
from examc.systems.marking import changes_marks
from outside import item_problems, package_problems
from support import SHARED, read_text

Q = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
LOM = "{http://ltsc.ieee.org/xsd/LOM}"

_FLAW = re.compile(r": normalMaximum \S+, attainable \S+$|has no alt text$")
"""What the item lint says of an exam that has the flaw itself."""

HEAD = "---\ntitle: Test\n---\n\n# Part {#e}\n\n"

OPEN = "## 1 pt · open {#q}\n\nWhy?\n"
CHOICE = "## 1 pt · multiple choice {#q}\n\nWhich?\n\n- [x] {1} a\n- [ ] {0} b\n"
RESPONSE = """## 2 pts · multiple response {#q}

Which?

- [x] {+1} a
- [x] {+1} b
- [ ] {-1} c
- [ ] {-1} d
"""


@dataclass(frozen=True)
class Package:
    """A package and the exam it was made of."""

    exam: Exam
    data: bytes
    files: dict[str, bytes]
    report: Report

    def root(self, name: str) -> etree._Element:
        """The root element of one of its files."""
        return etree.fromstring(self.files[name])

    @property
    def item(self) -> etree._Element:
        """The item of the question `q`."""
        return self.root("q.xml")

    @property
    def test(self) -> etree._Element:
        """The assessmentTest."""
        return self.root("test.xml")

    @property
    def manifest(self) -> etree._Element:
        """The manifest."""
        return self.root("imsmanifest.xml")

    def codes(self) -> list[str]:
        """The codes of what was reported of the package, but for other marks of a system, in order."""
        return [found.code for found in self.report.diagnostics if not changes_marks(found)]

    def said(self, system: str) -> list[str]:
        """The codes of what was reported of a system that reads it, in order."""
        return [found.code for found in self.report.diagnostics if found.system == system]


def build(
    text: str,
    files: Mapping[str, bytes] | None = None,
    *,
    options: Options | None = None,
    flawed: bool = False,
) -> Package:
    """Compile a source; `flawed` says that the exam has a flaw which the item lint finds too."""
    exam, images, report = read_text(text, files)
    assert exam is not None
    assert not report.failed, [(d.code, d.message) for d in report.diagnostics]
    return package(exam, images, options=options, flawed=flawed)


def package(
    exam: Exam,
    files: Mapping[str, bytes] | None = None,
    *,
    options: Options | None = None,
    flawed: bool = False,
) -> Package:
    """Compile an exam, and show the package to the judges."""
    report = Report()
    data = write(exam, files or {}, options or Options(), report)
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    if SHARED.exists():
        _judge(data, flawed)
    return Package(exam, data, found, report)


def _judge(data: bytes, flawed: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.zip"
        path.write_bytes(data)
        assert package_problems(path) == []
        problems = item_problems(path)
        assert [p for p in problems if not (flawed and _FLAW.search(p))] == []


def inner(element: etree._Element | None) -> str:
    """What stands inside an element, as text with its elements but without namespaces."""
    assert element is not None
    whole = etree.tostring(element, encoding="unicode", with_tail=False)
    plain = whole.replace(' xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"', "").replace(
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', ""
    )
    start = plain.index(">") + 1
    return plain[start : plain.rindex("</")] if "</" in plain[start:] else ""


def find(element: etree._Element, path: str) -> etree._Element:
    """The one element of QTI at a path of names, such as `itemBody/div`."""
    found = element.findall("/".join(Q + name for name in path.split("/")))
    assert len(found) == 1, f"{path}: {len(found)} elements"
    return found[0]


def every(element: etree._Element, name: str) -> list[etree._Element]:
    """All elements of QTI with a name, at any depth, in order."""
    return list(element.iter(Q + name))


def attributes(element: etree._Element) -> dict[str, str]:
    """The attributes of an element."""
    return {str(name): str(value) for name, value in element.attrib.items()}
