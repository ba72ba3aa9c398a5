"""The rule that a prompt asks something."""

from collections.abc import Iterator

from examc.core.answers import FillIn, TrueFalse
from examc.core.content import Blocks, Heading, Paragraph, Text, plain, walk
from examc.core.model import Question, as_choice
from examc.core.source import Span
from examc.lint import carets
from examc.lint.asking import LANGUAGES_READ, OTHER_MARKS, asks
from examc.lint.findings import Finding, Place

_FEWEST_WORDS = 4
_SHOWN = 50  # characters of a prompt in a message


def no_question(question: Question, place: Place) -> Iterator[Finding]:
    """A prompt tells something and asks nothing.

    It asks where it has a question mark or a gap, or a word that questions and tasks begin with.
    Nothing is said of languages whose words are not known here, of a prompt that the options
    complete or judge (`The capital of France is`; a claim with two options), nor of one that is
    hardly words, such as a formula.
    """
    language = place.exam.language.partition("-")[0].lower()
    if language not in LANGUAGES_READ:
        return
    if isinstance(question.answer, TrueFalse | FillIn):  # a claim to judge, a text to complete
        return
    if _has_mark(question, place) or _is_completed(question):
        return
    passages = list(_passages(question.prompt))
    words = sum(word.isalpha() for passage in passages for word in passage.split())
    if words >= _FEWEST_WORDS and not any(asks(passage, language) for passage in passages):
        text = plain(question.prompt)
        shown = text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + " …"
        help_line = "ask something, with a question mark or with a word such as explain"
        span: Span | None = getattr(question.prompt[0], "span", None)
        span = carets.first_line(span or question.span)
        yield Finding(f"prompt {shown!r} asks nothing", span, help_line)


def _has_mark(question: Question, place: Place) -> bool:
    """Whether a question mark or a gap stands anywhere in the prompt."""
    for piece in place.pieces:
        if piece.text is question.prompt and isinstance(piece.content, Text):
            text = piece.content.text
            if "?" in text or OTHER_MARKS.search(text):
                return True
    return False


def _is_completed(question: Question) -> bool:
    """Whether the options end the prompt's sentence, or judge it."""
    choice = as_choice(question)
    if choice is None:
        return False
    end = plain(question.prompt).rstrip("\"'”’)* ")
    return len(choice.answer.options) <= 2 or not end.endswith((".", "!"))


def _passages(prompt: Blocks) -> Iterator[str]:
    for node in walk(prompt):
        if isinstance(node, Paragraph | Heading):
            yield plain(node.content)
