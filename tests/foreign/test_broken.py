"""A file that was cut, mangled or mistaken for another is told in one message, whatever its format."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import examc
from examc.core.diagnostics import Severity
from examc.files.package import pack
from examc.formats import READERS
from foreign import kinds
from foreign.kinds import Kind

CASES = Path(__file__).parent / "cases"
NAMES = {
    **dict.fromkeys(("canvas", "blackboard", "qti", "qti pairs", "qti3"), "x.zip"),
    **dict.fromkeys(("sheets",), "x.csv"),
    "ans": "x.json",
    "word": "x.docx",
    "gift": "x.gift",
    "transcript": "x.md",
    "aiken": "x.txt",
    "text2qti": "x.txt",
}
FILES = {
    **{kind.name: (NAMES.get(kind.name, "x.xml"), kind.data()) for kind in kinds.ALL},
    "word-case": ("x.docx", (CASES / "word-ten-ways.docx").read_bytes()),
    "workbook": ("x.xlsx", (CASES / "sheets-workbook.xlsx").read_bytes()),
    "pdf": ("x.pdf", (CASES / "pdf-choice.pdf").read_bytes()),
}
PACKAGES = [name for name, (_, data) in FILES.items() if data.startswith(b"PK")]
ALONE = [name for name in FILES if name not in PACKAGES]
TEXTS = {kind.name: kind for kind in kinds.ALL if kind.name in ALONE}
LAX = ("sheets", "transcript", "gift", "aiken", "text2qti")
"""Texts without an end of their own: what is left of one is read, as far as it goes."""
MOST = 6
"""Messages about one small file, however it is broken."""


def _said(path: str, data: bytes) -> tuple[bool, list[str]]:
    """Whether an exam is read, and what is said as an error; what is said beside that is little."""
    found = examc.read_all(path, data)
    said = [one for reading in found for one in reading.report.diagnostics]
    assert len(said) <= MOST, [one.message for one in said]
    assert all("\n" not in one.message for one in said)
    errors = [one.message for one in said if one.severity is Severity.ERROR]
    return any(reading.usable is not None for reading in found), errors


def _told_once(path: str, data: bytes) -> str:
    usable, errors = _said(path, data)
    assert not usable
    assert len(errors) == 1, errors
    return errors[0]


def test_every_reader_has_a_file_here() -> None:
    names = {
        (reading.format or "")
        for path, data in FILES.values()
        for reading in examc.read_all(path, data)
    }
    assert names == {reader.name for reader in READERS}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_breaks_off_is_told_once(name: str) -> None:
    path, data = FILES[name]
    for part in (10, 25, 50, 75, 90):
        cut = data[: len(data) * part // 100]
        if name not in LAX:
            _told_once(path, cut)
        else:
            usable, errors = _said(path, cut)
            assert usable or errors


@pytest.mark.parametrize("name", FILES)
def test_an_empty_file_and_one_of_zeros_are_told_once(name: str) -> None:
    path, _ = FILES[name]
    assert "empty" in _told_once(path, b"") or path == "x.gift"
    assert "data of a program" in _told_once(path, bytes(5_000))


@pytest.mark.parametrize("name", ALONE)
def test_a_page_that_asks_for_a_login_is_told_once(name: str) -> None:
    page = b"<!DOCTYPE html><html><body><h1>Log in</h1></body></html>"
    assert "a web page" in _told_once(FILES[name][0], page)


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "Latin-1": lambda text: text.encode("latin-1"),
    "NUL": lambda text: text.replace("é", "\0").encode(),
}


@pytest.mark.parametrize("way", ENCODINGS)
@pytest.mark.parametrize("name", TEXTS)
def test_another_encoding_is_read_or_told_once(name: str, way: str) -> None:
    path, text = FILES[name][0], TEXTS[name].text(said="Café crème?")
    text = text.replace("\\u00e9", "é").replace("\\u00e8", "è")
    data = ENCODINGS[way](text)
    usable, errors = _said(path, data)
    assert usable != bool(errors)
    assert len(errors) <= 1
    if usable:
        said = [one.code for one in examc.read(path, data).report.diagnostics]
        of_xml = text.lstrip().startswith("<")
        assert of_xml or {"R570", "R451"} & set(said)


@pytest.mark.parametrize("name", FILES)
def test_the_content_decides_under_a_wrong_name(name: str) -> None:
    path, data = FILES[name]
    expected = [item for reading in examc.read_all(path, data) for item in _ids(reading)]
    endings = ("zip", "bin", "xml") if name not in LAX else ("text",)
    for ending in endings:
        found = examc.read_all(f"x.{ending}", data)
        assert [item for reading in found for item in _ids(reading)] == expected


def _ids(reading: examc.Reading) -> list[str]:
    exam = reading.usable
    return [] if exam is None else [item.id for each in exam.exercises for item in each.items]


# -- packages -------------------------------------------------------------------------------------


def _files(name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(FILES[name][1])) as archive:
        return {own: archive.read(own) for own in archive.namelist()}


MAIN = {"word": "word/document.xml", "word-case": "word/document.xml"}


def _main(name: str, files: dict[str, bytes]) -> str:
    if name == "workbook":
        return "xl/workbook.xml"
    return MAIN.get(name) or max(files, key=lambda own: len(files[own]))


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_without_its_main_file_is_told_once(name: str) -> None:
    path, files = FILES[name][0], _files(name)
    del files[_main(name, files)]
    message = _told_once(path, pack(files))
    assert "zip with no questions" in message or "Office" in message or "there" in message
    assert "QTI" not in message
    assert "zip with no questions" in _told_once(path, pack({}))


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_in_a_package_is_told_once(name: str) -> None:
    path, data = FILES[name]
    assert "zip with no questions" in _told_once("x.zip", pack({path: data}))


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_whose_main_file_breaks_off_is_told_once(name: str) -> None:
    path, files = FILES[name][0], _files(name)
    main = _main(name, files)
    files[main] = files[main][: len(files[main]) // 2]
    _told_once(path, pack(files))


# -- versions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", kinds.OF_QTI, ids=lambda kind: kind.name)
@pytest.mark.parametrize("version", ["imsqti_v4p0", "x"])
def test_a_version_that_is_not_known_is_told_once(kind: Kind, version: str) -> None:
    text = kind.text().replace("imsqtiasi_v3p0", version).replace("imsqti_v2p1", version)
    found = examc.read("x", kind.packed(text.encode()))
    assert found.usable is not None
    (told,) = [one for one in found.report.diagnostics if one.code == "R412"]
    assert f"{version}' is no version of QTI" in told.message


@pytest.mark.parametrize("kind", kinds.OF_QTI, ids=lambda kind: kind.name)
@pytest.mark.parametrize("version", ["imsqti_v2p0", "imsqti_v2p2", "imsqti_v3p0"])
def test_a_version_that_is_known_is_not_told(kind: Kind, version: str) -> None:
    text = kind.text().replace("imsqtiasi_v3p0", version).replace("imsqti_v2p1", version)
    found = examc.read("x", kind.packed(text.encode()))
    assert "R412" not in [one.code for one in found.report.diagnostics]


def test_another_version_of_ans_is_told_once() -> None:
    data = kinds.ANS.text().replace('"format_version": "1.0"', '"format_version": "9.0"')
    said = [one.message for one in examc.read("x.json", data.encode()).report.diagnostics]
    assert sum("version is not 1.0" in message for message in said) == 1
