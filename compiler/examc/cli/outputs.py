"""What `-o` means: a file, a folder, or standard output; a name that may be neither is refused."""

from pathlib import Path, PurePath

from examc.cli.console import wrong
from examc.core.source import SOURCE_NAMES
from examc.files.imagefiles import MEDIA_TYPES

_FILES = {
    ".zip",
    ".imscc",
    ".xml",
    ".json",
    ".html",
    ".htm",
    ".pdf",
    ".csv",
    ".txt",
    ".docx",
    ".xlsx",
}
_OF_FILES = frozenset((*_FILES, *SOURCE_NAMES, *MEDIA_TYPES))
"""Endings that no folder has, unless it is there already."""


def folder(name: str, otherwise: str = "") -> Path:
    """The folder that `-o` names; a name that is a file's is a wrong use, with what to do."""
    path = Path(name)
    if not name or name == "-":
        raise wrong("-o names the folder to write into")
    if path.exists() and not path.is_dir():
        raise wrong(f"-o names a folder, and {name} is a file{otherwise}")
    if not _is_folder(name) and path.suffix.lower() in _OF_FILES:
        raise wrong(f"-o names a folder, and {name} is the name of a file{otherwise}")
    return path


def converted(output: str | None, exam: str, extensions: dict[str, str]) -> dict[str, Path]:
    """Where `convert` writes each target, by its name; nowhere for standard output.

    `extensions` are those of the targets. One target may have a file, with the ending of its own;
    several have a folder.
    """
    if output == "-":
        if len(extensions) > 1:
            raise wrong("standard output holds one target; name it with -t")
        return {}
    ending = PurePath(next(iter(extensions.values()))).suffix
    if output is not None and len(extensions) == 1 and _is_file(output):
        if Path(output).suffix.lower() != ending:
            help_line = f"a file that ends in {ending}, or a folder, with / behind it"
            raise wrong(f"-o {output} is no name for what is written; name {help_line}")
        return {target: Path(output) for target in extensions}
    several = "; name one target with -t to write one file" * (len(extensions) > 1)
    place = Path() if output is None else folder(output, several)
    return {target: place / f"{exam}.{extension}" for target, extension in extensions.items()}


def many(output: str | None, file: str, count: int) -> None:
    """Refuse a file, or standard output, for what is made of several exams."""
    if output == "-" or (output is not None and _is_file(output)):
        raise wrong(f"{file} holds {count} exams; name a folder with -o, with / behind it")


def beside(path: Path, target: str, extension: str) -> Path:
    """Where a file beside a target's output stands: `X.rubrics.csv` beside `X.canvas.zip` or `X.zip`."""
    from examc.formats import TARGETS

    ending = f".{TARGETS[target].extension}"
    own = path.name.removesuffix(ending) if path.name.endswith(ending) else path.stem
    return path.parent / f"{own}.{extension}"


def main(path: Path, target: str, extension: str) -> Path:
    """Where a target's output stands whose own ending is another than usual, as of version A."""
    from examc.formats import TARGETS

    usual = TARGETS[target].extension
    if extension == usual or not path.name.endswith(f".{usual}"):
        return path
    return beside(path, target, extension)


def page(name: str, option: str = "--report") -> Path:
    """The file that an option names; a source, or anything but a page, is not overwritten."""
    if name in ("", "-") or Path(name).is_dir():
        raise wrong(f"{option} names the file to write, such as report.html")
    if Path(name).suffix.lower() not in (".html", ".htm"):
        raise wrong(f"{option} writes a page, and {name} does not end in .html")
    return Path(name)


def _is_folder(name: str) -> bool:
    return name.endswith(("/", "\\")) or Path(name).is_dir()


def _is_file(name: str) -> bool:
    """Whether a name is that of a file: it has an ending, or is one already."""
    return not _is_folder(name) and (Path(name).suffix != "" or Path(name).is_file())
