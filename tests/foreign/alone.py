"""Each question of a foreign file in a file of its own, in its own bytes: what a system is shown."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from examc.files.package import pack

MOST = 60
"""Questions of one document that are looked at."""
_PARSER = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
_PICTURE = re.compile(r"[\w][\w./ -]*\.(?:png|jpe?g|gif)", re.ASCII | re.IGNORECASE)
_CANVAS_MANIFEST = (
    b'<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"><resources>'
    b'<resource identifier="a" type="imsqti_xmlv1p2"><file href="a/a.xml"/></resource></resources>'
    b"</manifest>"
)
_CANVAS = (
    b'<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" '
    b'title="T"><section ident="root_section">%s</section></assessment></questestinterop>'
)
_PACKAGE = (
    '<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>'
    '<resource identifier="t" type="imsqti_test_xmlv2p1" href="t.xml"/>'
    '<resource identifier="i" type="imsqti_item_xmlv2p1" href="i.xml"/></resources></manifest>'
)
_TEST = (
    '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="T">'
    '<testPart identifier="p" navigationMode="linear" submissionMode="individual">'
    '<assessmentSection identifier="s" title="S" visible="true">'
    '<assessmentItemRef identifier="i" href="i.xml"/></assessmentSection></testPart>'
    "</assessmentTest>"
)
_TEST3 = (
    '<qti-assessment-test xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="t" '
    'title="T"><qti-test-part identifier="p" navigation-mode="linear" submission-mode="individual">'
    '<qti-assessment-section identifier="s" title="S" visible="true"><qti-assessment-item-ref '
    'identifier="i" href="i.xml"/></qti-assessment-section></qti-test-part></qti-assessment-test>'
)


@dataclass(frozen=True, slots=True)
class Alone:
    """A question: the target whose systems see it, its kind in the words of its format, its file.

    `system` is the word of the system whose question it is.
    """

    target: str
    kind: str
    data: bytes
    system: str


def questions(data: bytes) -> Iterator[Alone]:
    """Yield the first questions of each document of a file, whose bytes some system is known to see."""
    for document in _documents(data):
        root = _parsed(document)
        if root is None:
            continue
        name = _local(root)
        if name == "quiz":
            yield from _moodle(root)
        elif name == "questestinterop" and b"question_type" in document:
            yield from _canvas(root)
        elif name == "assessmentItem":
            yield Alone("qti", _interactions(root), _packed(document, root, _TEST), "qti")
        elif name == "qti-assessment-item":
            yield Alone("qti3", _interactions(root), _packed(document, root, _TEST3), "qti3")


def _documents(data: bytes) -> Iterator[bytes]:
    if data[:2] != b"PK":
        yield data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist()[:2000]:
                if (
                    entry.filename.lower().endswith((".xml", ".qti"))
                    and entry.file_size < 5_000_000
                ):
                    yield archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return


def _parsed(document: bytes) -> etree._Element | None:
    try:
        root = etree.fromstring(document, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root is not None and isinstance(root.tag, str) else None


def _moodle(root: etree._Element) -> Iterator[Alone]:
    for question in root.findall("question")[:MOST]:
        if (kind := question.get("type", "")) != "category":
            inner = etree.tostring(question, with_tail=False)
            start = b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>'
            yield Alone("moodle", kind, start + inner + b"</quiz>", "moodle")


def _canvas(root: etree._Element) -> Iterator[Alone]:
    """The items of Canvas' own types; those that New Quizzes wrote are of New Quizzes.

    An item with marks in `que_score` is of Respondus, whatever type it names.
    """
    for item in list(root.iter("{*}item"))[:MOST]:
        fields = {
            field.findtext("{*}fieldlabel", ""): field.findtext("{*}fieldentry", "")
            for field in item.iter("{*}qtimetadatafield")
        }
        kind = fields.get("question_type", "")
        if not kind or any(one.get("varname") == "que_score" for one in item.iter("{*}decvar")):
            continue
        inner = etree.tostring(item, with_tail=False)
        files = {"imsmanifest.xml": _CANVAS_MANIFEST, "a/a.xml": _CANVAS % inner}
        newer = b"scoring_algorithm" in inner
        yield Alone("canvas", kind, pack(files), "canvas-new-quizzes" if newer else "canvas")


def _local(element: etree._Element) -> str:
    """A name without its namespace, also where a prefix stands for none."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _interactions(root: etree._Element) -> str:
    names = (_local(e) for e in root.iter() if isinstance(e.tag, str))
    kinds = [n.removeprefix("qti-") for n in names if n.lower().endswith("interaction")]
    return kinds[0] if len(kinds) == 1 else "several" if kinds else "none"


def _packed(item: bytes, root: etree._Element, test: str) -> bytes:
    """An item in a package with a picture of its own for each that it names."""
    files = {"imsmanifest.xml": _PACKAGE.encode(), "t.xml": test.encode(), "i.xml": item}
    images = [e for e in root.iter("{*}img", "{*}object") if isinstance(e.tag, str)]
    for place, image in enumerate(images):
        source = image.get("src", "") or image.get("data", "")
        if _PICTURE.fullmatch(source) and ".." not in source:
            files.setdefault(source, _png(place))
    return pack(files)


def _png(number: int) -> bytes:
    """A picture of one pixel, of a colour that says its number."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return len(data).to_bytes(4, "big") + name + data + check.to_bytes(4, "big")

    head = (1).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    pixel = zlib.compress(b"\0" + (number % 2**24).to_bytes(3, "big"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
