"""Options of the test run, and the comparison with golden files."""

import difflib
import gc
import io
import os
import pkgutil
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import examc
from examc import formats
from examc.core.diagnostics import Report
from examc.formats.exam import write as source_text

settings.register_profile(
    "steady",
    max_examples=200,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile(
    "laws",
    settings.get_profile("steady"),
    max_examples=int(os.environ.get("LAW_EXAMPLES", "10000")),
    derandomize=False,
    print_blob=True,
)
settings.load_profile("steady")
"""The same exams every time, so that a run says the same of the same code; `make laws` draws anew."""

for module in pkgutil.walk_packages(examc.__path__, "examc."):
    if not module.name.endswith("__main__"):
        import_module(module.name)  # Hypothesis draws words from what is loaded: all, every time


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites golden files; CI must never have it."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite the golden files")


def pytest_collection_finish() -> None:
    """What was collected stays until the end: no search for cycles need look through it."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to rewrite goldens where nobody would read the change."""
    if config.getoption("--update-goldens") and os.environ.get("CI"):
        raise pytest.UsageError("--update-goldens is for people; CI compares")


Golden = Callable[[Path, Mapping[str, bytes]], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a set of files with a folder: the same names, the same bytes."""
    update = bool(request.config.getoption("--update-goldens"))

    def compare(folder: Path, files: Mapping[str, bytes]) -> None:
        if update:
            _rewrite(folder, files)
        problems = list(_differences(folder, files))
        if problems:
            problems.append("run pytest --update-goldens, then read git diff")
            pytest.fail("\n".join(problems), pytrace=False)

    return compare


def _present(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _rewrite(folder: Path, files: Mapping[str, bytes]) -> None:
    for name in _present(folder).keys() - files.keys():
        (folder / name).unlink()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


def _differences(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    present = _present(folder)
    found = [f"missing golden: {folder / name}" for name in sorted(files.keys() - present.keys())]
    found += [f"extra golden: {folder / name}" for name in sorted(present.keys() - files.keys())]
    for name in sorted(files.keys() & present.keys()):
        if files[name] != present[name]:
            found.append(_diff(name, present[name], files[name]))
    return found


def _diff(name: str, old: bytes, new: bytes) -> str:
    try:
        before, after = old.decode().splitlines(), new.decode().splitlines()
    except UnicodeDecodeError:
        return f"golden differs: {name}"
    lines = difflib.unified_diff(before, after, f"golden/{name}", f"now/{name}", lineterm="", n=2)
    return "\n".join(list(lines)[:60])


# -- characters that stand for others -----------------------------------------------------------

_STANDING = re.compile(
    "\x02[0-9]+\x02|\x03[\\^_=~:*]|[\x01\x04\x1a\ua874-\ua877\ua8ce\ua8cf\U00040000-\U0004ffff]"
)
"""What stands for others inside the parser and the writer of Markdown, and must never leave."""


@pytest.fixture(autouse=True, scope="session")
def _no_character_stands_for_another() -> Iterator[None]:
    """Look for such characters in everything that any test has said, written or built."""
    patch = pytest.MonkeyPatch()
    add, spell, write = Report.add, source_text.spell, formats.Target.write

    def said(report: Report, code: str, message: str, *where: Any, **how: Any) -> None:
        assert not _STANDING.search(f"{message}{how.get('help', '')}"), (code, message)
        add(report, code, message, *where, **how)

    def spelled(*given: Any, **how: Any) -> str:
        text = spell(*given, **how)
        assert not _STANDING.search(text), text
        return text

    def written(target: formats.Target) -> Callable[..., bytes | None]:
        def build(*given: Any, **how: Any) -> bytes | None:
            data: bytes | None = write.fget(target)(*given, **how)  # type: ignore[attr-defined]
            if data is not None and not data.startswith((b"PK", b"%PDF")):
                assert not _STANDING.search(data.decode()), target.name
            for name, part in _parts(data or b""):
                assert not _STANDING.search(part), (target.name, name)
            return data

        return build

    patch.setattr(Report, "add", said)
    patch.setattr(source_text, "spell", spelled)
    patch.setattr(formats.Target, "write", property(written))
    yield
    patch.undo()


def _parts(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the texts of a package."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".json", ".csv", ".md")):
                    yield name, archive.read(name).decode()
