"""The reader's door: what is Moodle XML, what is refused, and the files of Moodle's own tests."""

import base64
import time
from collections.abc import Callable

import pytest

from examc.core.diagnostics import Severity
from examc.core.model import kind_of
from examc.files.bounds import LARGEST_FILE
from examc.formats.exam.write import write as write_source
from examc.formats.moodle.read import sniff
from moodle.reading import multichoice, question, quiz, reading
from support import DOT_PNG, exam_of, shared, written_question

SAMPLES = (
    "qformat_xml__category_with_description",
    "qformat_xml__error_invalid_grades",
    "qformat_xml__multichoice",
    "qformat_xml__nested_categories_with_questions",
    "qformat_xml__old_format_file",
    "qtype_description__testquestion.moodle",
    "qtype_essay__testquestion.moodle",
    "qtype_gapselect__testquestion.moodle",
    "qtype_match__testquestion.moodle",
    "qtype_multichoice__testquestion.moodle",
    "qtype_numerical__testquestion.moodle",
    "qtype_shortanswer__testquestion.moodle",
    "qtype_truefalse__testquestion.moodle",
)
READABLE = {
    "qformat_xml__error_invalid_grades": ["multiple response"],
    "qformat_xml__multichoice": ["multiple choice"],
    "qformat_xml__category_with_description": ["true/false"],
    "qformat_xml__nested_categories_with_questions": ["true/false", "open", *["true/false"] * 3],
    "qformat_xml__old_format_file": ["true/false"] * 2,
    "qtype_description__testquestion.moodle": ["text block"],
    "qtype_essay__testquestion.moodle": ["open"],
    "qtype_gapselect__testquestion.moodle": ["fill in"],
    "qtype_match__testquestion.moodle": ["matching"],
    "qtype_multichoice__testquestion.moodle": ["multiple response"],
    "qtype_numerical__testquestion.moodle": ["numeric"],
    "qtype_shortanswer__testquestion.moodle": ["short answer"],
    "qtype_truefalse__testquestion.moodle": ["true/false"],
}
"""What is read of Moodle's own files."""


# -- what is Moodle XML ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"<quiz></quiz>",
        b"<quiz/>",
        b"\xef\xbb\xbf<quiz>",
        b"  \n\t<quiz >",
        b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>',
        b'\n<?xml version="1.0"?><!-- a > b --><!-- c -->\n<?pi x?><quiz\nx="1">',
        '<?xml version="1.0"?><quiz>'.encode("utf-16"),
        b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>',
        b"<quiz>" + b"\xff" * 100,
    ],
)
def test_moodle_xml_is_told_by_its_root(data: bytes) -> None:
    assert sniff(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   ",
        b"---\ntitle: <quiz>\n---\n\n# A\n",
        b"# <quiz>",
        b"title: A\nexercises: []\n",
        b"<quizzes/>",
        b"<quiz.x/>",
        b"<QUIZ/>",
        b"<!-- <quiz> -->",
        b"<!-- never closed <quiz>",
        b'<?xml version="1.0"?><assessmentItem/>',
        b"{}",
        b"PK\x03\x04",
        b"\x00<quiz>",
        b"<?xml",
        b"<",
    ],
)
def test_all_else_is_not(data: bytes) -> None:
    assert not sniff(data)


def test_our_own_sources_are_not() -> None:
    exam = exam_of("---\ntitle: T\n---\n\n# A\n\n## 1 pt · open\n\nWhy?\n")
    for spelling in ("md", "yaml"):
        assert not sniff(write_source(exam, spelling).encode())


# -- Moodle's own files ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_moodles_own_files_are_read_or_refused_for_a_reason(name: str) -> None:
    data = shared("samples", "moodle", f"{name}.xml").read_bytes()
    assert sniff(data)
    found = reading(data, f"{name}.xml")
    assert all(d.message and (d.span or d.path) for d in found.said)
    assert [kind_of(item) for item in found.items()] == READABLE[name]
    assert not any(d.severity is Severity.ERROR for d in found.said)


def test_no_sample_is_forgotten() -> None:
    folder = shared("samples", "moodle")
    assert sorted(path.stem for path in folder.glob("*.xml")) == sorted(SAMPLES)


# -- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "R401", 1),
        (b"junk", "R401", 1),
        (b"\x00\x01\x02", "R401", 1),
        (b"<quiz>\n<question>\n</quiz>", "R401", 3),
        (b"<quiz>\n<question type='essay'", "R401", 2),
        (b"<quiz>\na\x00b</quiz>", "R401", 2),
        (b"<quiz>\n&#0;</quiz>", "R401", 2),
        (b"<quiz>\n&nosuch;</quiz>", "R401", 2),
        (b"<quiz>\n<a b='1' b='2'/></quiz>", "R401", 2),
        (b"<quiz>\n\xff\xfe</quiz>", "R401", 2),
        (b'<?xml version="1.0" encoding="EBCDIC-X"?><quiz/>', "R401", 1),
        (b"<html>\n<body/></html>", "R400", 1),
        (b"<quiz/>", "R513", 1),
        (b"<quiz>\n<x/>\n</quiz>", "R513", 1),
        (b'\n<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', "R409", 2),
        (b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd" []><quiz/>', "R409", 1),
    ],
)
def test_what_cannot_be_parsed_is_refused_at_its_place(data: bytes, code: str, line: int) -> None:
    found = reading(data)
    assert found.exam is None
    assert found.files == {}
    assert [d.code for d in found.said] == [code]
    said = found.said[0]
    assert said.severity is Severity.ERROR
    assert said.help
    assert said.span is not None
    assert (said.span.source.path, said.span.line) == ("bank.xml", line)


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    return f'<!DOCTYPE quiz [<!ENTITY a0 "ha">{entities}]><quiz a="&a9;">&a9;</quiz>'.encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "billion laughs": billion_laughs,
    "external entity": lambda: (
        b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'
    ),
    "parameter entity": lambda: b'<!DOCTYPE quiz [<!ENTITY % x "<quiz/>"> %x;]><quiz/>',
    "depth": lambda: b"<quiz>" + b"<a>" * 200_000,
    "many elements": lambda: b"<quiz>" + b"<a/>" * 2_100_000 + b"</quiz>",
    "many questions": lambda: b"<quiz>" + b"<question/>" * 110_000 + b"</quiz>",
    "many attributes": lambda: (
        b"<quiz " + b" ".join(b'a%d=""' % n for n in range(300_000)) + b"></quiz>"
    ),
    "long attribute": lambda: b"<quiz a='" + b"x" * 11_000_000 + b"'/>",
    "long white space": lambda: b" " * 11_000_000 + b"<quiz/>",
    "long comment": lambda: b"<!--" + b"x" * 11_000_000,
    "too large": lambda: b"<quiz>" + b"x" * LARGEST_FILE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_short_time(name: str) -> None:
    data = HOSTILE[name]()
    start = time.process_time()
    found = reading(data)
    assert time.process_time() - start < 5
    assert found.exam is None
    assert [d.code for d in found.said][-1] in ("R401", "R513", "R409")
    assert len(found.said) <= 1


def many_options() -> str:
    return multichoice(*["1"] * 5000)


def many_files() -> str:
    files = "".join(f'<file name="a{n}.png" encoding="base64">AA==</file>' for n in range(50_000))
    return question("essay").replace("</questiontext>", f"{files}</questiontext>")


def many_images() -> str:
    shown = "".join(f'<img src="@@PLUGINFILE@@/{n}.png"/>' for n in range(20_000))
    return question("essay", text=f"<p>{shown}</p>")


def many_tags() -> str:
    return question("essay", "<hint><text>a</text></hint>" * 50_000)


def many_names() -> str:
    return question("essay", "".join(f"<x{n}>1</x{n}>" for n in range(50_000)))


def deep_html() -> str:
    return question("essay", text="<div>" * 50_000 + "a")


def long_cloze() -> str:
    return question("cloze", text="\n<div>{1:MULTICHOICE_V:" * 30_000)


def long_digits() -> str:
    return question("essay", f"<responsefieldlines>{'9' * 500_000}</responsefieldlines>")


@pytest.mark.parametrize(
    "make",
    [
        many_options,
        many_files,
        many_images,
        many_tags,
        many_names,
        deep_html,
        long_cloze,
        long_digits,
    ],
)
def test_hostile_questions_cost_little_and_say_little(make: Callable[[], str]) -> None:
    data = quiz(make(), question("essay", text="Fine?"))
    start = time.process_time()
    found = reading(data)
    assert time.process_time() - start < 5
    assert 0 < len(found.said) < 20
    assert found.items()


def test_a_large_image_is_read() -> None:
    picture = DOT_PNG + bytes(9_000_000)
    code = base64.b64encode(picture).decode()
    file = f'<file name="a.png" path="/" encoding="base64">{code}</file>'
    xml = question("essay", text='<img src="@@PLUGINFILE@@/a.png"/>')
    found = reading(quiz(xml.replace("</questiontext>", f"{file}</questiontext>")))
    assert found.files == {"images/a.png": picture}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_other_encodings_are_read_as_they_say(encoding: str) -> None:
    name = "UTF-8" if encoding.startswith("utf") else encoding
    text = quiz(question("essay", text="Café?")).replace("UTF-8", name)
    found = reading(text.encode(encoding))
    (item,) = found.items()
    item = written_question(item)
    assert not item.answer.free
    assert "Café?" in str(item.prompt)


def test_lines_are_counted_in_the_file_as_it_is() -> None:
    text = "\r\n\r\n" + quiz(question("stack"), question("essay")).replace("\n", "\r\n")
    found = reading(text)
    said = found.about("R514")
    assert said.span is not None
    assert (said.span.line, said.span.column, said.span.end_column) == (5, 1, 24)
    assert said.span.source.line(5) == '<question type="stack">'


@pytest.mark.parametrize("cut", range(0, 1400, 37))
def test_a_file_that_was_cut_off_is_never_a_traceback(cut: int) -> None:
    data = quiz(multichoice("100", "-50"), question("essay")).encode()
    found = reading(data[:cut])
    if cut < len(data) - len("</quiz>\n"):
        assert found.exam is None
        assert found.said[0].code == "R401"
