"""A file that is not read gets one message: what it looks like, and what to do."""

import time
from random import Random

import pytest

from examc import check, read
from examc.files.package import pack
from examc.formats import recognise
from examc.formats.foreign.looks import looks
from examc.verbs import pipeline

QTI_3 = b'<qti-assessment-section xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"/>'
TABLE = b"question,right,wrong\nWhere is ATP made?,mitochondrion,nucleus\n"
RMD = b"Question\n========\nWhere?\n\nMeta-information\n================\nexname: atp\n"
PRINT = "## Exam: Cells #61\n\n4 pts · Last updated 6 Jun, 2022, 06:06\n\n2 PTS · OPEN\n\nWhy?\n"
FILES = {
    "a Word or Excel file with a password": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(90) + "EncryptedPackage".encode("utf-16-le"),
    ),
    "a PowerPoint file": ("a.pptx", pack({"ppt/presentation.xml": b"<w/>"})),
    "a file of LibreOffice": ("a.odt", pack({"mimetype": b"x", "content.xml": b"<x/>"})),
    "a backup of Moodle": ("a.mbz", pack({"moodle_backup.xml": b"<x/>"})),
    "a pool of Blackboard": (
        "a.zip",
        pack({"imsmanifest.xml": b"<m/>", "res00001.dat": b"<POOL/>"}),
    ),
    "a zip with no questions": ("a.zip", pack({"read.me": b"x"})),
    "an old Word or Excel file": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(90)),
    "rich text (RTF)": ("a.rtf", b"{\\rtf1\\ansi Where?}"),
    "an image": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(90)),
    "XML with declarations of its own in its DOCTYPE": (
        "a.xml",
        b'<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "q.dtd" [\n<!ELEMENT x (a)>\n]>\n<x/>',
    ),
    "an image (SVG)": ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "an archive that is no zip": ("a.tgz", b"\x1f\x8b\x08\0\0"),
    "a web page (HTML)": ("a.html", b"<!DOCTYPE html>\n<html><body>Where?</body></html>"),
    "a part of a QTI test": ("a.xml", QTI_3),
    "a table (CSV)": ("a.csv", TABLE),
    "a text for Respondus": ("a.txt", b"1) Where?\n*a. mitochondrion\nb. nucleus\n"),
    "an exercise of R/exams": ("atp.Rmd", RMD),
    "a question file of Blackboard": ("a.txt", b"MC\tWhere?\there\tcorrect\tthere\tincorrect\n"),
    "LaTeX": ("a.tex", b"\\documentclass{exam}\n\\begin{document}\n"),
    "JSON of another program": ("a.json", b'{"quiz": []}'),
    "text in UTF-16": ("exam.md", (PRINT * 9).encode("utf-16")),
    "data of a program": ("print.txt", PRINT.encode() + Random(1).randbytes(900)),
    "data of a program, or a damaged package": ("print.md", (PRINT + "\ufffd" * 900).encode()),
    "plain text": ("a.txt", b"Where is ATP made?\n"),
}


@pytest.mark.parametrize("noun", FILES)
def test_a_foreign_file_is_named_once(noun: str) -> None:
    path, data = FILES[noun]
    (told,) = check(read(path, data))
    assert told.code == "R400"
    assert told.message.startswith(f"file looks like {noun}")
    assert told.help.endswith("; examc import --formats lists what is read")


@pytest.mark.parametrize("noun", FILES)
def test_the_content_tells_whatever_the_name_says(noun: str) -> None:
    if noun in ("plain text", "a table (CSV)", "JSON of another program"):
        pytest.skip("its name is all that tells it from others")
    _, data = FILES[noun]
    look = looks("file.txt", data) or looks("file", data)
    assert look
    assert look.noun.startswith(noun)


@pytest.mark.parametrize(
    "text",
    [
        "# E {#e}\n\nFill in {=a ~b}.\n",
        "---\ntitle: T\n---\n\nA. x\nB. y\nANSWER: B\n",
        "# Functions\n\n1. f\n\na) x\n",
        "title: T\nexercises: []\n",
    ],
)
def test_a_source_looks_like_nothing_else(text: str) -> None:
    assert recognise("exam.md", text.encode()) is None
    assert "R400" not in {one.code for one in check(read("exam.md", text.encode()))}


@pytest.mark.parametrize(
    "piece",
    ["\n", " ", "A. x\n", "1. x\n\n", "a,", "<!--", "{", "# ", "::", "\t", "\\begin{", "<?xml "],
)
def test_no_content_takes_long(piece: str) -> None:
    start = time.process_time()
    looks("a.txt", (piece * 40_000).encode())
    assert time.process_time() - start < 2


def test_an_older_encoding_is_said_to_be_one() -> None:
    russian = "Где образуется АТФ в клетке?\n" * 20
    for name in ("exam.md", "print.md"):
        (told,) = check(read(name, (PRINT + russian).encode("cp1251", "replace")))
        assert (told.code, told.help) == ("S102", "save it as UTF-8 without BOM")


def test_a_print_with_some_damage_is_read_and_told() -> None:
    spoilt = PRINT.replace("Why", "W\x00h\x1ay\U00040041").encode().replace(b"?", b"\xff?")
    reading = read("print.md", spoilt)
    assert reading.usable is not None
    (told,) = [one for one in reading.report.diagnostics if one.code == "R451"]
    assert told.message == "4 characters are no text, and are shown as \ufffd"
    for spelling in ("md", "yaml"):
        assert pipeline.to_source(reading, spelling) is not None
