"""What is wrong in a text that is no YAML, told at its place with what to write instead."""

import re
from typing import Protocol

from examc.core.diagnostics import Report
from examc.core.source import Source, Span


class Mark(Protocol):
    """A place in a text, line and column from 0."""

    line: int
    column: int


class Failure(Protocol):
    """What a parser of YAML says it stumbled over, and in which context, as far as it knows."""

    problem: str | None
    context: str | None

    @property
    def problem_mark(self) -> Mark | None:
        """Where it stumbled."""

    @property
    def context_mark(self) -> Mark | None:
        """Where what it was reading began."""


def tell(source: Source, first_line: int, error: Failure, report: Report) -> None:
    """Report what a parser said of a text that begins on a line of the source."""
    message, mark = _said(error)
    if mark is None:
        report.add("S110", message, source.line_span(first_line))
        return
    line, column = mark.line + first_line, mark.column + 1
    if line > source.length:
        line, column = source.length, len(source.line(source.length)) + 1
    if _tell_tab(source, line, column, report):
        return
    if _tell_colon(source, first_line, (line, column), message, report):
        return
    if _tell_bracket(source, line, column, message, report):
        return
    before = source.line(line)[: column - 1]
    if "expected key" in message and re.search(r"""[:,{]\s*(['"]).*\1""", before):
        message = "text stands behind the quote that ends a value"
    report.add("S110", message, source.line_span(line, column, column + 1), help=_hint(message))


def _said(error: Failure) -> tuple[str, Mark | None]:
    """The message of a parser in our words, and the place that it is about."""
    mark = error.problem_mark or error.context_mark
    message = (error.problem or error.context or "YAML cannot be read").replace("found ", "")
    if "end of stream" in message and error.context_mark is not None:
        return "quote is never closed", error.context_mark
    if "another document" in message:
        return "a second document begins here", mark
    return message, mark


def _tell_tab(source: Source, line: int, column: int, report: Report) -> bool:
    """Whether a tab before the words of a line is at fault, which is told then."""
    text = source.line(line)
    if "\t" not in text[: column + 1] or text[: column - 1].strip():
        return False
    span = source.line_span(line, text.index("\t") + 1, text.index("\t") + 2)
    report.add("S110", "a tab indents this line", span, help="indent YAML with spaces")
    return True


def _tell_colon(
    source: Source, first_line: int, place: tuple[int, int], message: str, report: Report
) -> bool:
    """Whether a key above has no colon, or no space behind it, which is told then."""
    line, column = place
    nested = "mapping values are not allowed" in message
    is_about_keys = "could not find expected ':'" in message or (
        nested and ": " not in source.line(line)[: column - 1]
    )
    glued = _glued_colon(source, line, first_line) if is_about_keys else None
    if glued is None:
        return False
    written = re.sub(
        r"\w+(:?)\s*",
        lambda key: key[0].rstrip(": ") + ": ",
        source.line(glued.line).strip(),
        count=1,
    )
    help_line = f"write {written}"
    report.add("S110", "a key has a colon and a space behind it", glued, help=help_line)
    return True


def _tell_bracket(source: Source, line: int, column: int, message: str, report: Report) -> bool:
    """Whether a text goes on behind the bracket that ends a list, which is told then."""
    text = source.line(line)
    found = re.match(r"(\s*[-\w]+:\s+)([\[{].*[\]}][^\]}#]+)$", text)
    if found is None or "expected" not in message or '"' in text or column <= found.start(2):
        return False
    span = source.line_span(line, found.start(2) + 1)
    help_line = f'write {found[1].strip()} "{found[2].strip()}"'
    report.add("S110", "text stands behind the bracket that ends a list", span, help=help_line)
    return True


def _glued_colon(source: Source, line: int, first_line: int) -> Span | None:
    """Where the line above a wrong key has a key without a colon, or without the space behind it."""
    while line > first_line:
        line -= 1
        found = re.match(r"[\s-]*\w+(?P<colon>:(?=\S)|(?= [^:]*$))", source.line(line))
        if found:
            at = found.start("colon")
            return source.line_span(line, at + 1, at + 2)
        if source.line(line).strip():
            return None
    return None


_HINTS = {
    "behind the quote": "double a quote inside the text, or put the whole in the other quotes",
    "mapping values are not allowed": "put the text in quotes, or begin it on the next line "
    "after '|'",
    "expected <block end>": "check the indentation of this line and the ones above",
    "did not find expected key": "check the indentation of this line and the ones above",
    "could not find expected ':'": "write key: value",
    "cannot start any token": "put the text in quotes",
    "quote is never closed": "end the text with the quote that begins it",
    "unknown escape character": "put the text in single quotes, or write \\\\ for a backslash",
    "expected ',' or": "part the entries with commas, and close the bracket",
    "second document": "keep one document in a file, and share exercises with include",
}
"""What to do about messages of PyYAML."""


def _hint(message: str) -> str:
    return next((hint for words, hint in _HINTS.items() if words in message), "")
