"""Input that is no print, or the half of one: something is said, and nothing is made up."""

import pytest

from examc.core.model import parts, questions
from examc.core.parts import part_points
from examc.formats.transcript import read as reader
from support import written_question
from transcript.support import CASES, HEAD, assert_writable, codes, one_exercise, transcript

NAMES = sorted(path.parent.name for path in CASES.glob("*/transcript.md"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n\n",
        b"Hello.\n",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"PK\x03\x04" + b"\xff\xfe" * 500,
        "ÿþ2 PTS".encode("utf-16"),
        b"# One {#a}\n\nText.\n",
    ],
)
def test_what_is_no_print(data: bytes) -> None:
    exam, files, found = transcript(data)
    assert (exam, files) == (None, {})
    assert found[-1].code == "R400"
    assert found[-1].path == "transcript.md"


def test_a_file_that_is_too_large() -> None:
    exam, _, found = transcript(b" " * (reader.LARGEST + 1))
    assert exam is None
    assert [one.code for one in found] == ["S104"]


def test_characters_that_are_no_text() -> None:
    text = (HEAD.format(points=2) + "2 PTS · OPEN\n\nWhy\x07 is it blue\x00?\n").encode()
    exam, files, found = transcript(text.replace(b"blue", b"bl\xffue"))
    assert exam is not None
    assert_writable(exam, files)
    (said,) = [one for one in found if one.code == "R451"]
    assert said.message.startswith("3 characters")
    assert said.span is not None
    assert (said.span.line, said.span.column) == (HEAD.count("\n") + 3, 4)


@pytest.mark.parametrize("name", NAMES)
def test_any_beginning_of_a_print(name: str) -> None:
    data = (CASES / name / "transcript.md").read_bytes()
    for part in range(1, 9):
        exam, files, _ = transcript(data[: len(data) * part // 9])
        if exam is not None:
            assert_writable(exam, files)


@pytest.mark.parametrize("name", NAMES)
def test_lines_in_reverse(name: str) -> None:
    text = (CASES / name / "transcript.md").read_bytes().decode("utf-8", "replace")
    exam, files, _ = transcript("\n".join(reversed(text.split("\n"))))
    if exam is not None:
        assert_writable(exam, files)


@pytest.mark.parametrize("name", NAMES)
def test_a_print_without_empty_lines(name: str) -> None:
    text = (CASES / name / "transcript.md").read_bytes().decode("utf-8", "replace")
    exam, files, _ = transcript("\n".join(line for line in text.split("\n") if line.strip()))
    if exam is not None:
        assert_writable(exam, files)


def test_weights_left_out() -> None:
    items = "2 PTS · MULTIPLE RESPONSE\n\nWhich?\n\n- ☒ a\n- ☒ b\n- ☐ c\n"
    (question,) = questions(one_exercise(items))
    assert [part_points(part) for part in parts(question)] == [1, 1, 0]
    assert [code for code, _ in codes(items)] == ["R463"] * 3


def test_penalties_are_said_once() -> None:
    items = "1 PT · MULTIPLE CHOICE\n\nWhich?\n\n- ☒ a 1.0\n- ☐ b -1.0\n\n"
    assert codes(items * 2) == [("R412", 6)]


def test_unknown_space() -> None:
    items = "2 PTS · OPEN · 1/2 SHEET\n\nWhy?\n"
    assert codes(items) == [("R456", 1)]
    assert written_question(one_exercise(items).exercises[0].items[0]).answer.space is None


def test_points_below_options() -> None:
    items = "2 PTS · MULTIPLE CHOICE\n\nWhich?\n\n- ☒ a 2.0\n- ☐ b 0.0\n\n2 pts\n"
    assert sorted(codes(items)) == [("R464", 8), ("R465", 8)]


def test_every_message_has_its_line_and_what_to_do() -> None:
    for name in NAMES:
        _, _, found = transcript((CASES / name / "transcript.md").read_bytes())
        for one in found:
            assert one.help, one
            assert one.span is not None, one
            assert not one.message.endswith("."), one
            assert one.span.source.parent is None, one
            assert 1 <= one.span.line <= len(one.span.source.lines)
