"""Prints as PDF: their text with its places, their images, and what must not be read."""

import sys
import zlib
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner

from examc.cli import cli
from examc.core.answers import Choice, Written
from examc.core.content import CodeBlock, Image, Subscript, Superscript, plain, walk
from examc.core.model import Question, questions
from examc.formats.transcript import pdfpages
from examc.verbs import pipeline
from examc.verbs.pipeline import Reading
from transcript.pdfs import Piece, column, pdf, stream

HEAD = ("Resit", "C1 Cells 22/23 (P2) · 1 exercises · 3 points", "Exam: Cells #61", "3 pts")
CHOICE = ("1 PT · MULTIPLE CHOICE", "Which part makes ATP?", "[x] the mitochondrion 1.0")
OPEN = ("2 PTS · OPEN", "Why has a plant cell", "\ta wall?")
LINES = (*HEAD, *CHOICE, "[ ] the nucleus 0.0", *OPEN)


def read(data: bytes) -> Reading:
    """Read a PDF as the commands do."""
    return pipeline.read("exam.pdf", data)


def all_questions(data: bytes) -> list[Question]:
    """The questions of a PDF that is read without an error."""
    reading = read(data)
    assert reading.usable is not None, [d.message for d in reading.report.diagnostics]
    return list(questions(reading.usable))


def codes(data: bytes) -> set[str]:
    """What is said of a PDF, but for what is said of every print."""
    return {d.code for d in read(data).report.diagnostics} - {"R452", "R530", "R459"}


def test_a_print_is_read_as_its_text() -> None:
    choice, written = all_questions(pdf(column(*LINES)))
    assert isinstance(choice.answer, Choice)
    options = choice.answer.options
    assert [plain(option.text) for option in options] == ["the mitochondrion", "the nucleus"]
    assert [option.points for option in options] == [1, 0]
    assert [option.correct for option in options] == [True, False]
    assert isinstance(written.answer, Written)
    assert plain(written.prompt) == "Why has a plant cell a wall?"
    assert codes(pdf(column(*LINES))) == set()


def _below(*pieces: Piece) -> bytes:
    """A print whose open question goes on with these pieces."""
    return pdf([*column(*LINES), *pieces])


def test_raised_and_lowered_characters_by_their_size_and_place() -> None:
    data = _below(
        (60, 300, 11, "F1", "What is x"),
        (108, 304, 7, "F1", "2"),
        (113, 300, 11, "F1", " and H"),
        (146, 297, 7, "F1", "2"),
        (151, 300, 11, "F1", "O?"),
    )
    nodes = list(walk(all_questions(data)[1].prompt))
    assert [plain(n.content) for n in nodes if isinstance(n, Superscript)] == ["2"]
    assert [plain(n.content) for n in nodes if isinstance(n, Subscript)] == ["2"]


def test_listings_are_told_by_their_font() -> None:
    data = _below((60, 300, 10, "F2", "def f():"), (84, 288, 10, "F2", "return a_b*c"))
    (listing,) = [n for n in walk(all_questions(data)[1].prompt) if isinstance(n, CodeBlock)]
    assert listing.text == "def f():\n    return a_b*c"


def test_bold_words_are_told_once_with_how_many_lines_have_some() -> None:
    data = _below(
        (60, 300, 11, "F1", "Which is"),
        (108, 300, 11, "F3", "not"),
        (130, 300, 11, "F1", "a cell?"),
        (60, 280, 11, "F3", "Look twice."),
        (60, 260, 11, "F1", "And"),
        (90, 260, 11, "F3", "never"),
    )
    (told,) = [d.message for d in read(data).report.diagnostics if d.code == "R420"]
    assert told == "bold and slanted words are read as others are: 'not' (and in 1 more lines)"


def test_two_columns_are_told() -> None:
    lines = [
        (x, 300 - 18 * n, 11.0, "F1", f"words of line {n}") for n in range(14) for x in (60, 320)
    ]
    (told,) = [d for d in read(_below(*lines)).report.diagnostics if d.code == "R485"]
    assert told.message == "lines of page 1 seem to stand in two columns, and are read across both"
    few = [(x, 300 - 20 * n, 11.0, "F1", f"words of line {n}") for n in range(3) for x in (60, 320)]
    assert codes(_below(*few)) & {"R485"} == set()


def test_signs_of_markdown_are_characters() -> None:
    data = _below((60, 300, 11, "F1", "Is 5*3*2 or a_b_c or `x` or \\n right?"))
    assert plain(all_questions(data)[1].prompt).endswith("Is 5*3*2 or a_b_c or `x` or \\n right?")


def test_a_word_that_a_line_parts_is_joined_and_told() -> None:
    data = pdf(column(*LINES, "What of a self-", "\tsupervised model?"))
    assert plain(all_questions(data)[1].prompt).endswith("What of a self-supervised model?")
    assert codes(data) == {"R485"}


def test_headers_and_footers_are_left_out_and_a_text_goes_on() -> None:
    pages = [
        [(60, 820, 9, "F1", "Faculty of Science"), *middle, (300, 20, 9, "F1", f"{n} of 3")]
        for n, middle in enumerate((column(*LINES), column("Write it."), column("And why.")), 1)
    ]
    data = pdf(*pages)
    prompt = plain(all_questions(data)[1].prompt)
    assert "Science" not in prompt
    assert "of 3" not in prompt
    assert "R484" in codes(data)


def test_images_are_those_of_the_print() -> None:
    pixels = bytes(range(120))
    reading = read(pdf(column(*LINES), image=pixels))
    assert reading.exam is not None
    (image,) = [
        node
        for question in questions(reading.exam)
        for node in walk(question.prompt)
        if isinstance(node, Image)
    ]
    (data,) = reading.files.values()
    assert image.src in reading.files
    assert zlib.decompress(data[data.index(b"IDAT") + 4 : -16])[1:7] == pixels[:6]
    assert "R470" not in {d.code for d in reading.report.diagnostics}


def _told(data: bytes) -> str:
    """The one message of a PDF that is not read."""
    reading = read(data)
    assert reading.exam is None
    (said,) = reading.report.diagnostics
    assert said.help
    return f"{said.code}: {said.message}"


def test_a_scan_says_what_to_do() -> None:
    assert _told(pdf([], image=bytes(120))).startswith("R400: PDF has no text: its pages are pict")
    assert _told(pdf([])).startswith("R400: PDF has no text: its pages are empty")


def test_another_pdf_is_no_print() -> None:
    assert _told(pdf(column("Dear all,", "see you tomorrow in the usual place."))).startswith(
        "R400"
    )


def test_a_pdf_that_breaks_off_anywhere_is_told_once() -> None:
    data = pdf(column(*LINES))
    for end in range(20, len(data) - 200, len(data) // 11):
        read(data[:end])
    assert _told(data[:300]).startswith("R4")


def test_a_pdf_under_a_password_is_told() -> None:
    entry = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >>" % (
        b"o" * 32,
        b"u" * 32,
    )
    data = pdf(column(*LINES)).replace(b"trailer << ", b"trailer << /ID [(a) (a)] %s " % entry)
    assert _told(data) == "R401: PDF has a password, and cannot be read"


BOMB = zlib.compress(bytes(4_000_000), 9)
HOSTILE = {
    "a stream that unpacks to more than it may": stream(BOMB, b"/Filter /FlateDecode"),
    "a stream packed twice": stream(b"x", b"/Filter [/FlateDecode /FlateDecode]"),
}


@pytest.mark.parametrize("way", HOSTILE)
def test_what_must_not_be_read_is_refused(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pdfpages.MOST_UNPACKED < 1_000_000_000
    monkeypatch.setattr(pdfpages, "MOST_UNPACKED", 3_000_000)
    start = process_time()
    data = pdf(column(*LINES), extra=b"99 0 obj\n%s\nendobj\n" % HOSTILE[way])
    assert _told(data).startswith("R409")
    assert process_time() - start < 5


def test_what_pages_draw_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfpages, "MOST_CHARACTERS", 50)
    assert _told(pdf(column(*LINES))) == "R409: pages draw more than 50 characters"
    monkeypatch.setattr(pdfpages, "MOST_PAGES", 1)
    assert _told(pdf(column("a"), column("b"))) == "R409: file has more than 1 pages"


def test_without_its_library_it_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == "pdfminer"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pdfminer", None)
    path = tmp_path / "exam.pdf"
    path.write_bytes(pdf(column(*LINES)))
    for line in (["import", path], ["check", path], ["convert", path, "-t", "moodle"]):
        result = CliRunner().invoke(cli, list(map(str, line)))
        assert (result.exit_code, result.output) == (
            2,
            "error: to read a PDF, type: pip install 'examc[pdf]'\n",
        )
