"""Reads a printed ANS exam, the text of its PDF as Markdown, and says what the print has lost."""

import re
from collections.abc import Mapping

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.core.source import Source
from examc.formats.foreign.unreadable import is_unreadable
from examc.formats.transcript import checks, headings, labels, options, pages, scan
from examc.formats.transcript.build import build
from examc.formats.transcript.content import Texts
from examc.formats.transcript.outline import outline
from examc.formats.transcript.pieces import Heading, Label, Listing, Meta, Token
from examc.formats.transcript.placeholders import Placeholders
from examc.formats.transcript.protect import is_padded, spare

LARGEST = 16_000_000  # bytes

_CONTROL = lazyre.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\U00040000-\U0004ffff]")
_OURS = lazyre.compile(
    r"#{1,3} .*\{[#\w.].*\}\s*$|### *(?:criteria|levels|solution)\b|\s*- \[[ xX]\] \{",
    re.IGNORECASE,
)


def sniff(content: str | bytes) -> bool:
    """Tell whether a content is a transcript.

    It is one if it has the head of an exercise as ANS prints it, or labels in capitals, or
    printed boxes below labels, no line that only our own sources have, and hardly anything that
    nobody reads.
    """
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    below_heading = headed = labelled = boxed = capitals = False
    for line in text.splitlines():
        if not line.strip():
            continue
        if _OURS.match(line):
            return False
        headed = headed or (below_heading and bool(headings.meta(1, line, below_heading=False)))
        below_heading = headings.heading(1, line) is not None
        label = labels.label(1, line)
        if label is not None and label.kind:
            labelled = True
            capitals = capitals or (label.printed.isupper() and label.points is not None)
        boxed = boxed or (options.box(1, line) is not None and "[" not in line[:12])
    if not (headed or (labelled and (capitals or boxed))):
        return False
    return isinstance(content, str) or not is_unreadable(content)


def read(
    path: str, data: bytes, report: Report, drawn: Mapping[str, bytes] | None = None
) -> tuple[Exam | None, dict[str, bytes]]:
    """Read a transcript: the model, and placeholders for its images by their path.

    `path` is the file's name for messages, `drawn` the images that were saved out of the print, by
    the names that the text shows them under. The exam is None where there is nothing to make one
    of. A diagnostic says what cannot be known (R400 to R489); none of the text is left out
    without one.
    """
    if len(data) > LARGEST:
        message = f"file of {len(data)} bytes is larger than any exam"
        report.add("S104", message, path=path, help="import it in parts")
        return None, {}
    source = _decode(path, data, report)
    ends = pages.pages(source.lines)
    tokens = scan.tokens(source, ends)
    found = outline(source, tokens)
    if not _is_exam(tokens):
        message = "file is no printed exam: it has neither exercises nor labels of questions"
        report.add("R400", message, path=path, help="check that it is the right file")
        return None, {}
    _say_left_out(source, ends.furniture, report)
    images = Placeholders(drawn or {})
    padded = is_padded(_lines_of_text(source, tokens))
    texts = Texts(source, spare(source.text), images, report, padded=padded)
    exam = build(source, found, texts, report)
    announced = found.course.exercises if found.course else None
    checks.check(exam, announced, report)
    return exam, images.files


def _say_left_out(source: Source, lines: tuple[int, ...], report: Report) -> None:
    for line in lines:
        message = f"header or footer of a page is left out: {source.line(line).strip()!r}"
        report.add("R484", message, source.line_span(line), help="see if it is a part of the exam")


def _is_exam(tokens: list[Token]) -> bool:
    return any(isinstance(token, Heading | Meta | Label) for token in tokens)


def _lines_of_text(source: Source, tokens: list[Token]) -> list[str]:
    lines = list(source.lines)
    for token in tokens:
        if isinstance(token, Listing):
            lines[token.first - 1 : token.last] = [""] * (token.last - token.first + 1)
    return lines


def _decode(path: str, data: bytes, report: Report) -> Source:
    """Bytes as text with `\\n` line ends; what is no text is replaced, and reported once."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    text = text.replace("\u2028", " ").replace("\u2029", " ").replace("\x85", " ")
    bad = _CONTROL.search(text)
    source = Source(path, _CONTROL.sub("\ufffd", text))
    at = min((i for i in (text.find("\ufffd"), bad.start() if bad else -1) if i >= 0), default=-1)
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        column = at - (text.rfind("\n", 0, at) + 1) + 1
        count = source.text.count("\ufffd")
        message = f"{count} characters are no text, and are shown as \ufffd"
        span = source.line_span(line, column, column + 1)
        report.add("R451", message, span, help="save the file as UTF-8, or write them anew")
    return source
