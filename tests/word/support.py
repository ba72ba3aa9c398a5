"""Word files made anew for tests, and what is read of them."""

import io
from collections.abc import Callable, Sequence

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from examc.core.answers import Choice
from examc.core.content import plain
from examc.core.diagnostics import Diagnostic
from examc.core.model import Exam, Question, questions
from examc.verbs import pipeline

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def file(make: Callable[[WordDocument], object]) -> bytes:
    """A Word file that a function fills."""
    document = docx.Document()
    make(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def lines(*texts: str) -> bytes:
    """A Word file of plain paragraphs; `**` around one makes it bold."""

    def make(document: WordDocument) -> None:
        for text in texts:
            bold = text.startswith("**")
            document.add_paragraph().add_run(text.strip("*") if bold else text).bold = bold or None

    return file(make)


def xml(paragraph: Paragraph, text: str) -> None:
    """Add elements of Word's to a paragraph."""
    declared = nsdecls("w", "r", "wp", "a", "pic")
    wrapped = parse_xml(f"<w:x {declared} {MATH}>{text}</w:x>")
    for one in list(wrapped):
        paragraph._p.append(one)


class Read:
    """What was read of a file."""

    def __init__(self, data: bytes) -> None:
        reading = pipeline.read("quiz.docx", data)
        self.said: list[Diagnostic] = reading.report.diagnostics
        self.files = reading.files
        self.exam: Exam | None = reading.exam

    @property
    def questions(self) -> list[Question]:
        """All questions."""
        assert self.exam is not None, [d.message for d in self.said]
        return list(questions(self.exam))

    @property
    def only(self) -> Question:
        """The one question."""
        (question,) = self.questions
        return question

    def codes(self) -> list[str]:
        """What was said, but for what is said of every such file."""
        return [d.code for d in self.said if d.code not in ("R530", "R452")]

    def message(self, code: str) -> str:
        """The one message of a code."""
        (found,) = [d.message for d in self.said if d.code == code]
        return found


def right(question: Question) -> list[str]:
    """The texts of the options that are right."""
    assert isinstance(question.answer, Choice)
    return [plain(option.text) for option in question.answer.options if option.correct]


def texts(question: Question) -> Sequence[str]:
    """The texts of all options."""
    assert isinstance(question.answer, Choice)
    return [plain(option.text) for option in question.answer.options]
