"""A set of named files ↔ a zip: the same bytes every time, and no path that leaves its root."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Self

from examc.files.bounds import LARGEST_FILE, LARGEST_TOGETHER, MOST_FILES

_LEVEL = 6  # zlib's middle: half the size of level 1 at the same speed for small files


class Packer:
    """A zip to which files are added one by one, so that none of them is held any longer.

    `with` it, files are added; `data` after that is the whole zip.
    """

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._archive = zipfile.ZipFile(self._buffer, "w")
        self._names: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def add(self, name: str, data: bytes) -> None:
        """Add a file, with the one date and mode that all have."""
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        info.create_system = 3  # Unix, on every machine
        self._archive.writestr(info, data, compresslevel=_LEVEL)
        self._names.add(name)

    @property
    def data(self) -> bytes:
        """The bytes of the zip, once it is closed."""
        return self._buffer.getvalue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()


def pack(files: Mapping[str, bytes]) -> bytes:
    """Zip files in the order of their names."""
    with Packer() as packer:
        for name in sorted(files):
            packer.add(name, files[name])
    return packer.data


_BROKEN = (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error)
"""What Python raises for a zip that is no zip, or an entry that cannot be unpacked."""


class PackageError(Exception):
    """A zip that must not or cannot be opened; the text says why."""


def unpack(data: bytes) -> dict[str, bytes]:
    """Open a zip in memory; raises PackageError for what is broken, hostile, or too large.

    Refused are names that leave the root or stand twice, and contents beyond fixed bounds; the
    bounds are counted while reading, whatever sizes the zip claims.
    """
    files: dict[str, bytes] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES:
                raise PackageError(f"the zip has {len(entries)} entries")
            for entry in entries:
                if entry.is_dir():
                    continue
                _check_name(entry.filename, files)
                with archive.open(entry) as stream:
                    content = stream.read(LARGEST_FILE + 1)
                total += len(content)
                if len(content) > LARGEST_FILE or total > LARGEST_TOGETHER:
                    raise PackageError(
                        f"{entry.filename!r} makes the contents of the zip too large"
                    )
                files[entry.filename] = content
    except PackageError:
        raise
    except _BROKEN as error:
        raise PackageError(f"the zip cannot be read: {error}") from error
    return files


def peek(data: bytes, name: str, most: int) -> bytes | None:
    """The first bytes of the entry of a name that is nearest to the root; None without any.

    Nothing else is unpacked, so that a zip's content can be told cheaply.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [n for n in archive.namelist() if n.rpartition("/")[2] == name]
            if not names:
                return None
            with archive.open(min(names, key=lambda n: (n.count("/"), n))) as stream:
                return stream.read(most)
    except _BROKEN:
        return None


def beginnings(data: bytes, endings: tuple[str, ...], most: int) -> Iterator[tuple[str, bytes]]:
    """Yield the entries whose names end so, and the first bytes of each; nothing of a broken zip.

    Names are those that the zip gives, which may lead anywhere.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist()[:MOST_FILES]:
                if entry.filename.lower().endswith(endings) and not entry.is_dir():
                    with archive.open(entry) as stream:
                        yield entry.filename, stream.read(most)
    except _BROKEN:
        return


def _check_name(name: str, files: Mapping[str, bytes]) -> None:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in name:
        raise PackageError(f"{name[:80]!r} would leave the folder")
    if name in files:
        raise PackageError(f"{name[:80]!r} stands twice in the zip")
