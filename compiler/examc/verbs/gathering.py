"""A folder, or a zip of files, as all that it holds: every package and file that a reader knows."""

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from examc.core.records import Mutable, Record, field
from examc.core.source import SOURCE_NAMES
from examc.files import workspace
from examc.files.bounds import LARGEST_TOGETHER
from examc.files.imagefiles import ending_of
from examc.files.package import PackageError, pack, unpack
from examc.files.xmlreading import PROLOG, head
from examc.formats import READERS, recognise
from examc.formats.exam.own import is_source

MANIFEST = "imsmanifest.xml"
LARGEST = LARGEST_TOGETHER  # bytes of all files, those in zips among them
DEEPEST = 3  # zips inside zips
MOST = 2000  # files that are looked into
_OF_PACKAGES = ("canvas", "qti", "qti3")
"""Readers of packages, which may be zipped with others of their kind."""
_HIDDEN = ("__MACOSX", ".DS_Store")


class Found(Record, frozen=True):
    """A file or package that a reader knows: what it is called, its path for messages, its bytes."""

    name: str
    path: str
    data: bytes


class Gathered(Mutable):
    """What was found, and the paths of files that no reader knows."""

    found: list[Found] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    size: int = 0
    files: int = 0


def below(folder: Path) -> Iterator[str]:
    """The paths of the exams, packages and files below a folder that a reader may know by their names.

    In order; hidden ones are left out, and so is what links lead to. What lies in an exam's folder or
    an unpacked package belongs to that.
    """
    endings = tuple({ending for reader in READERS for ending in reader.endings.split()})
    for child in sorted(folder.iterdir()):
        if child.name.startswith(".") or child.is_symlink():
            continue
        if child.is_file() and child.name.lower().endswith(endings):
            yield child.as_posix()
        elif child.is_dir() and workspace.is_exam_or_package(child):
            yield from workspace.find((child.as_posix(),), child)
        elif child.is_dir():
            yield from below(child)


def of_zip(path: str, data: bytes) -> Gathered | None:
    """What a zip of several files or packages holds; None for what is one package, or no zip.

    A Word file and a backup of Moodle are zips too, and no packages.
    """
    reader = recognise(path, data) if data.startswith(b"PK") else None
    if not data.startswith(b"PK") or (reader is not None and reader.name not in _OF_PACKAGES):
        return None
    try:
        files = unpack(data)
    except PackageError:
        return None  # its reader says why
    if any(posixpath.basename(name) in ("moodle_backup.xml", "workbook.xml") for name in files):
        return None
    if any(name.lower() == MANIFEST for name in files):
        return None  # one package, whatever it holds
    made = of_files(path, files)
    return made if len(made.found) > 1 or (made.found and reader is None) else None


def of_files(path: str, files: Mapping[str, bytes], joint: str = "!") -> Gathered:
    """What files hold by their paths; `path` is what the user calls the whole."""
    made = Gathered()
    _gather(path, files, joint, made, 0)
    return made


def _gather(path: str, files: Mapping[str, bytes], joint: str, made: Gathered, depth: int) -> None:
    seen = {name: files[name] for name in sorted(files) if not _is_hidden(name)}
    own = posixpath.splitext(posixpath.basename(path.rpartition("!")[2].rstrip("/")))[0]
    loose: dict[str, bytes] = {}
    packages: dict[str, dict[str, bytes]] = {base: {} for base in _bases(seen)}
    for name, data in seen.items():
        base = next((base for base in _folders(name) if base in packages), None)
        if base is None:
            loose[name] = data
        else:
            packages[base][name[len(base) :].lstrip("/")] = data
    for base, inside in packages.items():
        called = posixpath.basename(base) or own
        _add(made, Found(called, f"{path}{joint}{base}" if base else path, pack(inside)))
    _loose(path, own, loose, joint, made, depth)


def _loose(
    path: str, own: str, loose: Mapping[str, bytes], joint: str, made: Gathered, depth: int
) -> None:
    """What stands in no package: documents of QTI together, and every other file by itself."""
    together: dict[str, bytes] = {}
    has_qti = False
    for name, data in loose.items():
        if made.files >= MOST or made.size > LARGEST:
            made.left.append(f"{path}{joint}{name}")
            continue
        made.files, made.size = made.files + 1, made.size + len(data)
        if _is_qti(name, data):
            together[name], has_qti = data, True
        elif ending_of(data, name) or _is_settings(data):
            together[name] = data
        elif not _alone(f"{path}{joint}{name}", name, data, made, depth):
            made.left.append(f"{path}{joint}{name}")
    if has_qti:
        _add(made, Found(own, path, pack(together)))


def _alone(path: str, name: str, data: bytes, made: Gathered, depth: int) -> bool:
    """Take in a file that stands by itself; False for one that no reader knows."""
    if is_source(path, data) and name.lower().endswith(SOURCE_NAMES):
        return False
    reader = recognise(path, data)
    if data.startswith(b"PK") and (reader is None or reader.name in _OF_PACKAGES):
        return _inner(path, data, made, depth)
    if reader is None:
        return False
    _add(made, Found(posixpath.splitext(posixpath.basename(name))[0], path, data))
    return True


def _inner(path: str, data: bytes, made: Gathered, depth: int) -> bool:
    """Take in what a zip in the zip holds."""
    try:
        files = unpack(data) if depth < DEEPEST else {}
    except PackageError:
        return False
    made.size += sum(map(len, files.values()))
    if not files or made.size > LARGEST:
        return False
    before = len(made.found) + len(made.left)
    _gather(path, files, "!", made, depth + 1)
    return len(made.found) + len(made.left) > before


def _add(made: Gathered, one: Found) -> None:
    if recognise(one.path, one.data) is None:
        made.left.append(one.path)
    else:
        made.found.append(one)


def _bases(files: Mapping[str, bytes]) -> list[str]:
    """The folders of manifests, but for those inside another one's."""
    every = {posixpath.dirname(n) for n in files if posixpath.basename(n).lower() == MANIFEST}
    return sorted(base for base in every if not any(outer in every for outer in _folders(base)))


def _folders(name: str) -> Iterator[str]:
    """Yield the folders that a path is in, the outermost first; "" is the root."""
    yield ""
    at = name.find("/")
    while at >= 0:
        yield name[:at]
        at = name.find("/", at + 1)


def _is_qti(name: str, data: bytes) -> bool:
    if not name.lower().endswith((".xml", ".qti", ".dat")):
        return False
    root = head(data[:PROLOG]).name
    return root in ("questestinterop", "assessmentItem", "assessmentTest") or root.startswith(
        "qti-assessment-"
    )


def _is_settings(data: bytes) -> bool:
    """Whether a file is the settings of a quiz of Canvas, which belong to the quiz."""
    return b"canvas.instructure.com/xsd/cccv1p0" in data[:2000]


def _is_hidden(name: str) -> bool:
    return any(part in _HIDDEN or part.startswith(".") for part in name.split("/"))
