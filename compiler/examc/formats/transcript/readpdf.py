"""Reads the PDF of a printed ANS exam: its text layer as a transcript, its images as they stand."""

from examc.core.diagnostics import Report, listed
from examc.core.model import Exam
from examc.core.source import Source
from examc.formats.foreign.quoting import quoted
from examc.formats.transcript import read as transcript
from examc.formats.transcript.pdfpages import NoPdf, Page, pages
from examc.formats.transcript.pdftext import Printed, printed

FEWEST = 20  # characters of a page of text; a scanned page has none


def sniff(data: bytes) -> bool:
    """Tell whether a content is a PDF; some programs write a few bytes before it."""
    return b"%PDF-" in data[:1024]


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read a print: the model, and its images by their path.

    `path` is the file's name for messages, whose lines are those of the text that was made of it.
    """
    try:
        found = list(pages(data))
    except NoPdf as problem:
        _refuse(path, problem, report)
        return None, {}
    count = sum(len(page.chars) for page in found)
    if count < FEWEST * max(len(found), 1):
        _say_no_text(path, found, report)
        return None, {}
    made = printed(found)
    _say(path, made, report)
    return transcript.read(path, made.text.encode(), report, made.images)


def _refuse(path: str, problem: NoPdf, report: Report) -> None:
    if problem.is_locked:
        message = "PDF has a password, and cannot be read"
        help_line = "print it anew without one, or save a copy without it"
        report.add("R401", message, path=path, help=help_line)
    elif problem.is_hostile:
        report.add("R409", str(problem), path=path, help="print the exam anew")
    else:
        report.add("R401", str(problem), path=path, help="print the exam anew")


def _say_no_text(path: str, found: list[Page], report: Report) -> None:
    is_scan = any(page.pictures for page in found)
    why = "its pages are pictures, as a scanner makes them" if is_scan else "its pages are empty"
    help_line = "print the exam from ANS again, or have the scan read by OCR (ocrmypdf IN OUT)"
    report.add("R400", f"PDF has no text: {why}", path=path, help=help_line)


def _say(path: str, made: Printed, report: Report) -> None:
    source = Source(path, made.text.rstrip("\n"))
    for shown in made.left_out:
        message = f"header or footer of the pages is left out: {quoted(shown)}"
        report.add("R484", message, path=path, help="see if it is a part of the exam")
    if made.stressed:
        line, words = made.stressed[0]
        more = f" (and in {len(made.stressed) - 1} more lines)" * (len(made.stressed) > 1)
        message = f"bold and slanted words are read as others are: {quoted(words)}{more}"
        span = source.line_span(line)
        report.add("R420", message, span, help="write **…** or *…* round those that matter")
    if made.columns:
        noun = "page" if len(made.columns) == 1 else "pages"
        message = f"lines of {noun} {listed([str(one) for one in made.columns[:20]])} seem to stand"
        message += " in two columns, and are read across both"
        report.add("R485", message, path=path, help="print the exam in one column")
    for line, characters in made.formulas:
        message = f"formula {quoted(characters)} is read as its characters, without its form"
        span = source.line_span(line)
        report.add("R426", message, span, help="write the formula again, in LaTeX")
    for line, word in made.joined:
        message = f"word {quoted(word)} was parted at the end of a line"
        report.add("R485", message, source.line_span(line), help="see if it is one word")
