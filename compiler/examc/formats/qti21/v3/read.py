"""Reads QTI 3: packages, folders and single documents, by the reader of QTI 2 once names are old."""

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.files.package import peek
from examc.formats.foreign.packages import heads, is_zip
from examc.formats.qti21 import names
from examc.formats.qti21.read import MANIFEST_BYTES
from examc.formats.qti21.read import read as read_qti
from examc.formats.qti21.readpackage import KINDS
from examc.systems.qti3 import is_qti3, old_element

_QTI_3 = lazyre.compile(rb"imsqti_(?:item|test|section)_xmlv3p|qti/?v3p|imsqtiasi_v3p")


def sniff(data: bytes) -> bool:
    """Whether a content is QTI 3: a package with such a manifest, or a document of one part."""
    if is_zip(data):
        manifest = peek(data, names.MANIFEST_FILE, MANIFEST_BYTES)
        if manifest is not None and _QTI_3.search(manifest.replace(b"\0", b"")):
            return True
    return any(is_qti3(head.name) and old_element(head.name) in KINDS for head in heads(data))


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read a package or a single document, as the reader of QTI 2 does."""
    return read_qti(path, data, report)
