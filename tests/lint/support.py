"""What the tests of the linter share: an exam of one exercise, and the findings of one rule in it."""

from collections.abc import Collection, Mapping

from examc import lint
from examc.core import report
from examc.core.diagnostics import CODES, Diagnostic, Report
from support import exam_of, read_text

HEAD = 5  # lines before the body


def exam_text(body: str, front: str = "", heading: str = "# Part {#part}") -> str:
    """An exam whose body begins on the line after `HEAD`; `front` is more of its front matter."""
    return f"---\ntitle: Test\n{front}---\n{heading}\n\n{body}"


def diagnostics(
    text: str,
    code: str,
    *,
    files: Mapping[str, bytes] | None = None,
    names: Collection[str] = (),
    name: str = "exam.md",
) -> list[Diagnostic]:
    """The findings of one code in an exam without errors, in order; every rule is run."""
    exam = exam_of(text, files, name)
    found = Report()
    lint.run(exam, names, found)
    assert all(entry.code in CODES for entry in found.diagnostics)
    return [entry for entry in report.ordered(found.diagnostics) if entry.code == code]


def at(
    code: str,
    body: str,
    front: str = "",
    *,
    heading: str = "# Part {#part}",
    files: Mapping[str, bytes] | None = None,
) -> list[tuple[int, int]]:
    """Line (in the body, from 1) and column of each finding of one code."""
    text = exam_text(body, front, heading)
    places = (report.place(entry) for entry in diagnostics(text, code, files=files))
    shift = HEAD + front.count("\n")
    return [(line - shift, column) for _, line, column in places]


def marked(code: str, body: str, front: str = "", *, heading: str = "# Part {#part}") -> list[str]:
    """The piece of source under the caret of each finding of one code."""
    pieces = []
    for entry in diagnostics(exam_text(body, front, heading), code):
        assert entry.span is not None
        span = entry.span.root()
        assert span.line == span.end_line
        pieces.append(span.source.line(span.line)[span.column - 1 : span.end_column - 1])
    return pieces


def messages(
    code: str, body: str, front: str = "", *, heading: str = "# Part {#part}"
) -> list[str]:
    """The message of each finding of one code."""
    return [entry.message for entry in diagnostics(exam_text(body, front, heading), code)]


def silenced(
    text: str, *, complete: bool = False, losses: Collection[Diagnostic] = ()
) -> list[str]:
    """The codes that are left of an exam's diagnostics, in order, with their lines."""
    exam, _, found = read_text(text)
    assert exam is not None
    lint.run(exam, (), found)
    left = lint.silence(exam, [*found.diagnostics, *losses], complete=complete)
    return [f"{entry.code}:{report.place(entry)[1]}" for entry in report.ordered(left)]
