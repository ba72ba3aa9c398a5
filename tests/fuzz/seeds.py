"""What is mutated: our sources, what we write of them, prints, and files of other systems."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from examc.files.folders import MemoryFolder
from examc.verbs import pipeline
from support import DOT_PNG, READ_BACK, ROOT, SHARED

LARGEST = 200_000  # bytes of a seed; larger ones take the time of many small ones
IMAGES = {f"{folder}{name}.png": DOT_PNG for folder in ("", "images/") for name in "abx"}
"""What a source may show: a fuzzed one names these, or none that there is."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A file to mutate; `kind` says in what way."""

    name: str
    kind: str
    data: bytes


def _sources() -> Iterator[Path]:
    for folder in ("sources", "tests/cases", "tests/malformed"):
        for pattern in ("*/*.md", "*/*.yaml"):
            yield from sorted(ROOT.joinpath(folder).glob(pattern))


def _own() -> Iterator[Seed]:
    """Every source, and the first of them in every format that we write."""
    for number, path in enumerate(_sources()):
        data = path.read_bytes()
        if len(data) > LARGEST:
            continue
        name = path.relative_to(ROOT).as_posix()
        yield Seed(name, path.suffix[1:], data)
        reading = pipeline.read(path.name, data, MemoryFolder(_folder(path)))
        if reading.usable is None or path.name not in ("exam.md", "exam.yaml"):
            continue
        for spelling in ("md", "yaml"):
            source = pipeline.to_source(reading, spelling)
            if source is not None and spelling != path.suffix[1:]:
                yield Seed(f"{name} as {spelling}", spelling, source)
        if number < 60:
            yield from _outputs(name, reading)


def _folder(path: Path) -> dict[str, bytes]:
    files = (file for file in path.parent.rglob("*") if file.is_file())
    return {file.relative_to(path.parent).as_posix(): file.read_bytes() for file in files}


def _outputs(name: str, reading: pipeline.Reading) -> Iterator[Seed]:
    for target, data in pipeline.build(reading, READ_BACK).outputs.items():
        if len(data) <= LARGEST:
            yield Seed(f"{name} as {target}", _kind(data), data)


def _kind(data: bytes) -> str:
    """How an output is called: what is no package, JSON or XML is plain text (GIFT, Aiken)."""
    start = data.lstrip()[:2]
    return {b"PK": "zip", b"{\n": "json", b'{"': "json", b"<?": "xml"}.get(start, "txt")


def _foreign() -> Iterator[Seed]:
    """The small files of other systems, and of offices and paper, that the tests read."""
    tests = ROOT / "tests"
    found = [*tests.glob("foreign/cases/*"), *tests.glob("foreign/texts/*")]
    for path in sorted(path for path in found if path.is_file()):
        if path.suffix not in (".md", ".said") and path.stat().st_size <= LARGEST:
            yield Seed(path.relative_to(ROOT).as_posix(), path.suffix[1:], path.read_bytes())
    for folder in sorted(tests.glob("imported/*/files")):
        name = folder.relative_to(ROOT).as_posix()
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        if len(files) == 1:
            yield Seed(name, files[0].suffix[1:], files[0].read_bytes())
        else:
            yield Seed(name, "zip", _packed(folder))


def _prints() -> Iterator[Seed]:
    for path in sorted((ROOT / "tests" / "transcript" / "cases").glob("*/transcript.md")):
        yield Seed(path.relative_to(ROOT).as_posix(), "md", path.read_bytes())


def _samples() -> Iterator[Seed]:
    """Files of other systems, where they lie beside the project."""
    for path in sorted(SHARED.glob("samples/**/*")):
        if path.suffix in (".xml", ".zip", ".imscc") and path.stat().st_size <= LARGEST:
            yield Seed(path.relative_to(SHARED).as_posix(), path.suffix[1:], path.read_bytes())
    for manifest in sorted(SHARED.glob("samples/**/imsmanifest.xml")):
        data = _packed(manifest.parent)
        if len(data) <= LARGEST:
            yield Seed(manifest.parent.relative_to(SHARED).as_posix(), "zip", data)


def _packed(folder: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
    return buffer.getvalue()


@cache
def seeds() -> tuple[Seed, ...]:
    """All of them, in one order."""
    return (*_own(), *_prints(), *_foreign(), *_samples())
