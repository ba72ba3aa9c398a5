"""Packages of QTI 2.1 in the names of QTI 3."""

from examc.files.package import pack, unpack
from examc.formats.qti21.v3 import renaming


def qti3_of(data: bytes) -> bytes:
    """A package of QTI 2.1 as one of QTI 3."""
    files = unpack(data)
    for name in [name for name in files if name.endswith(".xml")]:
        spelled = renaming.manifest if name == "imsmanifest.xml" else renaming.document
        files[name] = spelled(files[name])
    return pack(files)
