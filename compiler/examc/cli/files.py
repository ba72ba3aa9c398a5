"""How commands find, read and write files; what the disk refuses becomes one line and a status."""

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from examc.cli.console import complain, wrong
from examc.core.diagnostics import did_you_mean
from examc.files import workspace
from examc.files.workspace import InputError

if TYPE_CHECKING:
    from examc.verbs.pipeline import Reading

SOURCES = Path("sources")
LARGEST = 256 * 1024  # bytes of a text beside an exam


def find(inputs: tuple[str, ...]) -> list[str]:
    """The main files that inputs mean; without any, those of all exams under sources/."""
    from examc.formats import TARGETS

    try:
        return list(workspace.find(inputs, SOURCES))
    except InputError as error:
        targets = [name for name in inputs if name in TARGETS and not Path(name).exists()]
        also = f"; for a target, write -t {targets[0]}" if targets else ""
        raise wrong(f"{error}{also}") from error


def files_in(name: str) -> list[str]:
    """The files below a folder that a reader may know by their names, and the exams and packages.

    None for what is one exam, or no folder.
    """
    folder = Path(name)
    if not folder.is_dir() or workspace.is_exam_or_package(folder):
        return []
    from examc.verbs import gathering

    found = list(gathering.below(folder))
    if not found:
        raise wrong(
            f"folder {name} holds no file that is read; examc import --formats lists which are"
        )
    return found


def opened(path: str) -> workspace.Input:
    """Read a main file, which is then the exam at work; raises InputError."""
    from examc.core import failure

    loaded = workspace.load(path)
    failure.at_work = loaded.name
    return loaded


def load(path: str) -> workspace.Input:
    """Read a main file, without which the command makes no sense."""
    try:
        return opened(path)
    except InputError as error:
        raise wrong(str(error)) from error


def load_one(name: str) -> workspace.Input:
    """The main file of the one exam that an input means; a folder is the exam in it."""
    paths = find((name,))
    if len(paths) > 1:
        raise wrong(f"{name} holds {len(paths)} exams; name one")
    return load(paths[0])


def load_side(name: str) -> workspace.Input:
    """As `load_one`, or what `REVISION:PATH` means in git."""
    from examc.files import revisions

    if Path(name).exists() or not revisions.is_revision(name):
        return load_one(name)
    try:
        return revisions.load(name)
    except InputError as error:
        raise wrong(str(error)) from error


def text_of(name: str) -> tuple[str, str]:
    """The path and the text of a file that is no exam, such as a page that goes before one."""
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise wrong(f"cannot read {name}: {error.strerror}") from error
    if len(data) > LARGEST:
        raise wrong(f"{name} is larger than {LARGEST // 1024} KiB")
    try:
        return Path(name).as_posix(), data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise wrong(f"{name} is no text in UTF-8") from error


def read(loaded: workspace.Input) -> "Reading":
    """Read an exam from its main file."""
    from examc.verbs import pipeline

    return pipeline.read(loaded.path, loaded.data, loaded.folder, name=loaded.name)


def read_each(loaded: workspace.Input) -> "list[Reading]":
    """Read each exam of a main file, which may hold several."""
    from examc.verbs import pipeline

    return pipeline.read_all(loaded.path, loaded.data, loaded.folder, name=loaded.name)


def write(
    files: dict[Path, bytes],
    used: Collection[Path] = (),
    *,
    new: bool = False,
    within: Path | None = None,
) -> None:
    """Write files, all or none of them; where that cannot be, say so and end with status 1.

    The choices are those of `writing.write`.
    """
    from examc.files import writing

    try:
        writing.write(files, within=within, used=used, new=new)
    except writing.WriteError as error:
        complain(str(error))
        sys.exit(1)


def chosen_targets(names: tuple[str, ...]) -> tuple[str, ...]:
    """The targets of these names, in the table's order; without names, the usual ones."""
    from examc.formats import TARGETS, USUAL

    for name in names:
        if name not in TARGETS:
            help_line = did_you_mean(name, tuple(TARGETS))
            parts = name.replace(",", " ").split()
            if len(parts) > 1 and all(part in TARGETS for part in parts):
                help_line = f"write {' '.join(f'-t {part}' for part in parts)}"
            raise wrong(f"there is no target {name!r}; {help_line}")
    return tuple(name for name in TARGETS if name in (names or USUAL))
