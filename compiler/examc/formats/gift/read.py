"""Reads GIFT: bytes → exam, as Moodle imports the questions and marks them."""

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.formats.foreign import plaintext

_ANSWERS = lazyre.compile(
    r"(?<!\\)\{\s*(?:[=~][^{}]*"
    r"|#\s*(?:=\s*)?(?:%-?[\d.]+%)?\s*[-+]?[\d.]+[^{}]*"
    r"|(?:T|F|(?i:true|false))\s*(?:#[^{}]*)?)(?<!\\)\}"
)
_NAMED = lazyre.compile(r"(?:\A|\n[ \t]*\n|(?:\A|\n)//[^\n]*\n)[ \t]*::[^:\n]+::[^{}]*(?<!\\)\{")
_CATEGORY = lazyre.compile(r"(?:\A|\n)\$CATEGORY:[ \t]*\S")
_OTHER = lazyre.compile(r"(?:\A|\n)(?:Quiz title:|ANSWER:)")
"""What a file of text2qti or Aiken has, whose questions may hold braces."""


def sniff(data: bytes) -> bool:
    """Whether a content is GIFT: it has answers between braces, a named question, or a category."""
    text = plaintext.beginning(data)
    if _CATEGORY.search(text) or _NAMED.search(text):
        return True
    return _ANSWERS.search(text) is not None and _OTHER.search(text) is None


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read an exam and the images embedded in it; `path` is the file's name for messages.

    The exam is None, and the report has an error, where no question can be read. What Moodle
    refuses, or takes for something that nobody means, is told at its line; the rest arrives.
    """
    source = plaintext.read(path, data, report)
    if source is None:
        return None, {}
    from examc.formats.gift.quiz import Quiz

    quiz = Quiz(source, report)
    return quiz.exam(), quiz.texts.files.files
