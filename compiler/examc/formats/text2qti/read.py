"""Reads text2qti: bytes → exam, marked as Canvas marks the quiz that text2qti makes of it."""

import re

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.formats.foreign import plaintext

_QUESTION = lazyre.compile(r"^\d+\.(?:[ \t]|$)", re.MULTILINE)
_ANSWER = lazyre.compile(r"^(?:\*[a-zA-Z]\)|\[\*\])[ \t]+\S", re.MULTILINE)
_QUIZ = lazyre.compile(r"^[Qq]uiz (?:[Tt]itle|[Dd]escription):[ \t]+\S", re.MULTILINE)
_TYPED = lazyre.compile(
    r"^\d+\.[ \t][^\n]*\n(?:(?:[ \t][^\n]*|\.\.\.[^\n]*)?\n){0,30}?"
    r"(?:=[ \t]+[-+\[\d.]|___+[ \t]*$|\^\^\^+[ \t]*$)",
    re.MULTILINE,
)


def sniff(data: bytes) -> bool:
    """Whether a content is text2qti: a numbered question, and an answer of a kind that it alone has."""
    text = plaintext.beginning(data)
    if _QUESTION.search(text) is None:
        return False
    return any(sign.search(text) is not None for sign in (_ANSWER, _QUIZ, _TYPED))


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read an exam and the images embedded in it; `path` is the file's name for messages.

    The exam is None, and the report has an error, where no question can be read. Where text2qti
    stops at the first mistake, each is told at its line here, and the rest arrives; blocks of code
    are never run.
    """
    source = plaintext.read(path, data, report)
    if source is None:
        return None, {}
    from examc.formats.text2qti.quiz import Quiz

    quiz = Quiz(source, report)
    return quiz.exam(), quiz.texts.files.files
