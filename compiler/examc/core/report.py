"""Diagnostics → text, in four forms: full (with the line and a caret), concise, json, github."""

from collections.abc import Iterable, Iterator

from examc.core import lazyre
from examc.core.alike import Fold, fold
from examc.core.columns import width
from examc.core.diagnostics import Diagnostic, Severity
from examc.core.source import Span

FORMATS = ("full", "concise", "json", "github")

_WIDEST = 100  # columns of a source line that are shown; longer ones are cut round the caret
_MOST_PLACES = 8  # that are named of what stands at more
_LONGEST = 300  # characters of a message; a word that it quotes can be as long as a file
_UNSEEN = lazyre.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_COLORS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTE: "\x1b[1;36m",
}
_BOLD, _BLUE, _PLAIN = "\x1b[1m", "\x1b[1;34m", "\x1b[0m"


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by file, line, column and code; what has no place comes first. Twins are dropped."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=_key)


def _key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str, str, str]:
    path, line, column = place(diagnostic)
    whom = diagnostic.target, diagnostic.system
    return path, line, column, diagnostic.code, *whom, diagnostic.message


def place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    """The file, line and column of a diagnostic; 0 where it has none."""
    if diagnostic.span is None:
        return diagnostic.path, 0, 0
    span = diagnostic.span.root()
    return span.source.path, span.line, span.column


def strict(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same diagnostics with every warning made an error; a note stays one."""
    return [
        d if d.severity is Severity.NOTE else d._replace(severity=Severity.ERROR)
        for d in diagnostics
    ]


def render(
    diagnostics: Iterable[Diagnostic], form: str, *, color: bool = False, everything: bool = False
) -> Iterator[str]:
    """Yield the lines of a report, in order of place; raises ValueError for an unknown form.

    The full form says once what says the same at many places, unless it shall show everything.
    """
    found = ordered(diagnostics)
    match form:
        case "full":
            yield from _full(found, color, everything)
        case "concise":
            for diagnostic in found:
                yield _headline(diagnostic, color)
        case "json":
            import json

            for diagnostic in found:
                yield json.dumps(as_dict(diagnostic), ensure_ascii=False)
        case "github":
            for diagnostic in found:
                yield _github(diagnostic)
        case _:
            raise ValueError(form)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """One line that counts: `2 errors, 1 warning in 1 file`; empty where there is nothing."""
    found = ordered(diagnostics)
    severities = [diagnostic.severity for diagnostic in found]
    counts = [
        _count(severities.count(severity), severity.value)
        for severity in Severity
        if severity in severities
    ]
    files = len({place(diagnostic)[0] for diagnostic in found})
    return f"{', '.join(counts)} in {_count(files, 'file')}" if found else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def as_dict(diagnostic: Diagnostic) -> dict[str, str | int]:
    """A diagnostic with the fixed names of the JSON form.

    Lines and columns are counted from 1: what is about a whole file stands at its first character.
    """
    path, line, column = place(diagnostic)
    end = diagnostic.span.root() if diagnostic.span else None
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": brief(diagnostic.message),
        "help": diagnostic.help,
        "path": path,
        "line": line or 1,
        "column": column or 1,
        "end_line": end.end_line if end else 1,
        "end_column": end.end_column if end else 1,
        "where": diagnostic.where,
        "target": diagnostic.target,
        "system": diagnostic.system,
        "format": diagnostic.format,
    }


def losses(diagnostics: Iterable[Diagnostic], target: str) -> list[dict[str, str | int]]:
    """What a target lost or bent, in the shape of the `losses.json` files."""
    found: list[dict[str, str | int]] = []
    for diagnostic in ordered(diagnostics):
        if diagnostic.target == target:
            path, line, _ = place(diagnostic)
            found.append(
                {
                    "code": diagnostic.code,
                    "where": diagnostic.where,
                    "what": diagnostic.message,
                    "source": path,
                    "line": line,
                }
            )
    return found


# -- forms --------------------------------------------------------------------------------------


def _headline(diagnostic: Diagnostic, color: bool) -> str:
    path, line, column = place(diagnostic)
    path = on_one_line(path)
    start = f"{path}:{line}:{column}: " if line else f"{path}: " * bool(path)
    tag = f"{diagnostic.severity.value}[{diagnostic.code}]"
    if color:
        start = f"{_BOLD}{start}{_PLAIN}"
        tag = f"{_COLORS[diagnostic.severity]}{tag}{_PLAIN}"
    return f"{start}{tag}: {_seen(brief(diagnostic.message))}"


def _full(found: list[Diagnostic], color: bool, everything: bool) -> Iterator[str]:
    for group in [Fold(entry) for entry in found] if everything else fold(found):
        yield _headline(group.first, color)
        yield from _excerpt(group.first, color)
        if group.others:
            yield f"and {len(group.others)} more of this: {others(group)}; --all shows each"


def others(group: Fold) -> str:
    """Where the others of a fold stand: `lines 17, 20 and 31`; the first few of many."""
    own = place(group.first)[0]
    places: dict[str, None] = {}
    for entry in group.others:
        path, line, _ = place(entry)
        places[str(line) if path == own else f"{on_one_line(path)}:{line}"] = None
    shown = list(places)[:_MOST_PLACES]
    more = ["…"] * (len(places) > len(shown))
    return f"line{'s' * (len(places) > 1)} {', '.join(shown + more)}"


def _excerpt(diagnostic: Diagnostic, color: bool) -> Iterator[str]:
    blue, plain = (_BLUE, _PLAIN) if color else ("", "")
    gutter = "  "
    if diagnostic.span is not None:
        span = diagnostic.span.root()
        gutter = " " * (len(str(span.line)) + 1)
        line, start, end = _cut(span)
        yield f"{gutter}{blue}|{plain}"
        yield f"{blue}{span.line} |{plain} {line}".rstrip()
        caret = _padding(line[:start]) + "^" * max(width(line[start:end]), 1)
        yield f"{gutter}{blue}|{plain} {_COLORS[diagnostic.severity] * color}{caret}{plain}"
    if diagnostic.where:
        yield f"{gutter}{blue}={plain} in {diagnostic.where}"
    if diagnostic.help:
        yield f"{gutter}{blue}={plain} help: {_seen(brief(diagnostic.help))}"


def _cut(span: Span) -> tuple[str, int, int]:
    """The line of a span, cut where it is very long, and the offsets that the caret covers."""
    line = span.source.line(span.line)
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    if len(line) <= _WIDEST:
        return _seen(line), start, max(end, start)
    first = max(0, min(start - 20, len(line) - _WIDEST))
    piece = _seen(line[first : first + _WIDEST])
    before, after = "…" * (first > 0), "…" * (first + _WIDEST < len(line))
    shift = len(before) - first
    return before + piece + after, start + shift, min(end + shift, len(before) + len(piece))


def brief(text: str) -> str:
    """A message, cut where it is very long."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _seen(text: str) -> str:
    """A text of one line without characters that would steer the terminal it is shown on."""
    return _UNSEEN.sub("\ufffd", text)


def on_one_line(text: str) -> str:
    """A text that stays on its line, and is neither a command to a terminal nor to a code host.

    A line that begins with `::` or `##` is one to the hosts that read what a job prints.
    """
    text = _seen(text)
    return f"./{text}" if text.lstrip().startswith(("::", "##")) else text


def _padding(text: str) -> str:
    """White space as wide as a text: its own tabs, and two columns for a wide character."""
    return "".join("\t" if char == "\t" else " " * width(char) for char in text)


def _github(diagnostic: Diagnostic) -> str:
    title = f"{diagnostic.code} {diagnostic.name}"
    text = brief(diagnostic.message) + (f" (help: {diagnostic.help})" if diagnostic.help else "")
    level = "notice" if diagnostic.severity is Severity.NOTE else diagnostic.severity.value
    return annotation(level, diagnostic.span, title, text, path=diagnostic.path)


def annotation(level: str, span: Span | None, title: str, text: str, *, path: str = "") -> str:
    """A workflow command of GitHub Actions, which shows a text beside its line of source.

    `level` is "error", "warning" or "notice"; `path` names the file where there is no span.
    """
    at = span.root() if span is not None else None
    path = at.source.path if at is not None else path
    fields = [f"file={_escaped(path, ',:')}"] * bool(path)
    if at is not None and at.line:
        fields += [f"line={at.line}", f"endLine={at.end_line}", f"col={at.column}"]
        fields += [f"endColumn={at.end_column}"] if at.end_line == at.line else []
    fields.append(f"title={_escaped(title, ',:')}")
    return f"::{level} {','.join(fields)}::{_escaped(text, '')}"


def _escaped(text: str, extra: str) -> str:
    for char in "%\r\n" + extra:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
