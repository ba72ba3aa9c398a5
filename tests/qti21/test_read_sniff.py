"""What is QTI 2.x, told by its content: ours and others', and nothing else."""

import pytest

from examc.core.diagnostics import Report
from examc.files.package import pack
from examc.formats import READERS, recognise
from examc.formats.options import Options
from examc.formats.qti21.read import sniff
from examc.formats.qti21.write import write
from qti21.foreign import MATCH, assessment, choice_item, package, response
from support import exam_of

ITEM = choice_item(response("A"), MATCH)
QTI_12 = (
    b'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources><resource '
    b'identifier="r" type="imsqti_xmlv1p2" href="q.xml"/></resources></manifest>'
)


@pytest.mark.parametrize(
    "data",
    [
        ITEM,
        b"\xef\xbb\xbf" + ITEM,
        b"<!-- a comment --><?pi x?>\n" + ITEM.split(b"\n", 1)[1],
        ITEM.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        assessment(""),
        b"<!DOCTYPE assessmentItem><assessmentItem/>",
        b'<q:assessmentItem xmlns:q="http://www.imsglobal.org/xsd/imsqti_v2p2"/>',
        package({"q.xml": ITEM}),
        pack({"q.xml": ITEM}),
        b"<!DOCTYPE assessmentItem []><assessmentItem/>",
        pack({"exam/imsmanifest.xml": b'<resource type="imsqti_item_xmlv2p2"/>'}),
    ],
)
def test_content_that_is_qti_2(data: bytes) -> None:
    assert sniff(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"---\ntitle: T\n---\n\n# Part\n\n## 1 pt \xc2\xb7 open\n\nWhy?\n",
        b"# assessmentItem\n\n<assessmentItem>\n",
        b"title: <assessmentItem>\nexercises: []\n",
        b"<quiz><question type='essay'/></quiz>",
        b"<!-- <assessmentItem> --><quiz/>",
        b"<questestinterop><assessmentItem/></questestinterop>",
        b'<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"/>',
        b"<assessmentItems/>",
        b'{"assessment": {}}',
        pack({"imsmanifest.xml": QTI_12, "q.xml": b"<questestinterop/>"}),
        pack({"word/document.xml": b"<w/>"}),
    ],
)
def test_content_that_is_not(data: bytes) -> None:
    assert not sniff(data)


def test_our_own_package_is_recognised() -> None:
    exam = exam_of(
        "---\ntitle: T\n---\n\n# P\n\n## 1 pt · open\n\nWhy?\n\n### criteria\n\n- {1} c\n"
    )
    data = write(exam, {}, Options(), Report())
    assert data is not None
    reader = recognise("exam.xml", data)
    assert reader is not None
    assert reader.name == "qti"
    assert reader in READERS


def test_telling_is_cheap() -> None:
    large = pack({"imsmanifest.xml": QTI_12, **{f"{n}.bin": bytes(1000) for n in range(2000)}})
    assert not sniff(large)
    assert not sniff(b"<!-- " + b"--" * 1_000_000)
    assert not sniff(b"<!---->" * 100_000)
