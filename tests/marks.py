"""Sources with marked mistakes: `«` and `»` stand round each piece that a diagnostic points at."""

from collections.abc import Mapping

from examc.core import places
from examc.core.diagnostics import Diagnostic
from support import read_text

Mark = tuple[int, int, int, int]
"""Line and column of the first character, and of the one after the last."""


def without_marks(text: str) -> tuple[str, list[Mark]]:
    """A source without its marks, and where they stood, in order of their beginnings."""
    marks: list[list[int]] = []
    open_marks: list[list[int]] = []
    plain: list[str] = []
    line = column = 1
    for char in text:
        if char == "«":
            open_marks.append([line, column])
            marks.append(open_marks[-1])
        elif char == "»":
            open_marks.pop().extend((line, column))
        else:
            plain.append(char)
            line, column = (line + 1, 1) if char == "\n" else (line, column + 1)
    return "".join(plain), [(a, b, c, d) for a, b, c, d in marks]


def diagnostics(
    text: str, files: Mapping[str, bytes] | None = None, name: str = "exam.md"
) -> list[Diagnostic]:
    """What is said of a source, each with its place in the exam, in order of place."""
    exam, _, found = read_text(text, files, name)
    said = list(dict.fromkeys(found.diagnostics))
    return sorted(said if exam is None else places.fill(exam, said), key=_position)


def at(diagnostic: Diagnostic) -> Mark:
    """Where a diagnostic points, in the file."""
    assert diagnostic.span is not None
    span = diagnostic.span.root()
    return span.line, span.column, span.end_line, span.end_column


def _position(diagnostic: Diagnostic) -> tuple[Mark, str]:
    return at(diagnostic), diagnostic.code


def check(codes: str, marked: str, **how: str) -> list[Diagnostic]:
    """A marked source must be told these codes at its marks, in order, and nothing else."""
    text, marks = without_marks(marked)
    found = diagnostics(text, name=how.get("name", "exam.md"))
    said = [(entry.code, at(entry)) for entry in found]
    assert said == list(zip(codes.split(), marks, strict=True)), [d.message for d in found]
    return found
