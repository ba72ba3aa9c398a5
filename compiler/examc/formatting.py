"""Formats the files of one exam: which ones, what they become, and what is said of them."""

from dataclasses import dataclass, field
from pathlib import Path

from examc.diagnostics import Diagnostic, Report
from examc.formats.exam import fmt
from examc.workspace import Input, InputError


@dataclass(slots=True)
class Result:
    """The files that change, with their new content, and those that go."""

    files: dict[Path, bytes] = field(default_factory=dict)
    remove: tuple[Path, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)


def run(loaded: Input, to: str) -> Result:
    """Format an exam's main file, into the spelling `to` if it is not "", and what it includes.

    Raises InputError where the main file is no file, or where the other spelling exists already.
    """
    if loaded.path == "<stdin>":
        raise InputError("standard input has no file to format")
    result, report = Result(), Report()
    main = Path(loaded.path)
    text = fmt.format_text(loaded.path, loaded.data, loaded.folder, report, to)
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
    for place in fmt.included_files(loaded.path, loaded.data, loaded.folder):
        path = main.parent / place
        data = loaded.folder.read(place) or b""
        part = fmt.format_text(path.as_posix(), data, loaded.folder, report, place=place)
        if part is not None and part.encode() != data:
            result.files[path] = part.encode()
    result.diagnostics = report.diagnostics
    return result
