"""Formats the files of one exam: which ones, what they become, and what is said of them."""

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from examc.core.diagnostics import Diagnostic, Report
from examc.core.records import Mutable, field
from examc.files.workspace import STDIN, Input, InputError
from examc.formats.exam import fmt

_SHOWN = 40  # lines of one difference; canonical form is what `fmt` writes, not what one reviews


class Result(Mutable):
    """The files that change, with their new content, and those that go.

    `before` is what those hold now that stay in their spelling. `printed` is what standard input
    becomes, since it has no file.
    """

    files: dict[Path, bytes] = field(default_factory=dict)
    before: dict[Path, bytes] = field(default_factory=dict)
    remove: tuple[Path, ...] = ()
    printed: bytes = b""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def changes(self) -> dict[str, list[str]]:
        """What becomes of each file, by its path, as the lines of `difference`."""
        return {
            path.as_posix(): list(difference(self.before.get(path, text), text))
            for path, text in self.files.items()
        }


def run(loaded: Input, to: str) -> Result:
    """Format an exam's main file, into the spelling `to` if it is not "", and what it includes.

    Raises InputError where the other spelling exists already.
    """
    result, report = Result(), Report()
    main = Path(loaded.path)
    text = fmt.format_text(loaded.path, loaded.data, loaded.folder, report, to)
    if loaded.path == STDIN:
        result.printed = (text or "").encode()
        result.diagnostics = report.diagnostics
        return result
    if text is not None:
        target = main.with_suffix(f".{to}") if to else main
        if to == "yaml" and main.suffix == ".yml":
            target = main
        if target != main and target.exists():
            raise InputError(f"{target} exists already; keep one spelling")
        if target != main:
            result.remove = (main,)
        if target != main or text.encode() != loaded.data:
            result.files[target] = text.encode()
            result.before |= {main: loaded.data} if target == main else {}
    for place in fmt.included_files(loaded.path, loaded.data, loaded.folder):
        path = main.parent / place
        data = loaded.folder.read(place) or b""
        part = fmt.format_text(path.as_posix(), data, loaded.folder, report, place=place)
        if part is not None and part.encode() != data:
            result.files[path] = part.encode()
            result.before[path] = data
    result.diagnostics = _once(report.diagnostics)
    return result


def difference(before: bytes, after: bytes) -> Iterator[str]:
    """Yield what formatting changes as the hunks of a unified diff, the first lines of a long one.

    A line that differs in its end alone (a carriage return, a missing last one) shows it. There are no
    lines around a hunk: a heading behind a blank would be a command to a code host.
    """
    old, new = (
        data.decode("utf-8", "replace").splitlines(keepends=True) for data in (before, after)
    )
    lines = list(unified_diff(old, new, n=0))[2:]
    for line in lines[:_SHOWN]:
        text = line.removesuffix("\n")
        yield text if line.endswith("\n") else f"{text}  (no end of line)"
    if len(lines) > _SHOWN:
        yield f"… and {len(lines) - _SHOWN} more lines"


def _once(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """A mistake of an included file is found with the main file as well, and told once."""
    found: dict[object, Diagnostic] = {}
    for one in diagnostics:
        place = (one.span.source.path, one.span.line, one.span.column) if one.span else one.path
        found.setdefault((one.code, one.message, place), one)
    return list(found.values())
