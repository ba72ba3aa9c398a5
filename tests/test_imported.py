"""Files of other systems, made anew: the exams in each, and what is told, are kept beside it.

A case is a folder below tests/imported/. What lies in its `files/` is the file that is read: the one
file itself, or all of them as a zip. Beside it stand a source for each exam (`NAME.md`) and `said.txt`.
"""

from pathlib import Path

import pytest

import examc
from examc.core import report
from examc.core.diagnostics import has_errors
from examc.files.package import pack
from examc.verbs.pipeline import to_source

FOLDER = Path(__file__).parent / "imported"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def _input(case: str) -> tuple[str, bytes]:
    """The name and the bytes of the file that is read."""
    root = FOLDER / case / "files"
    found = sorted(path for path in root.rglob("*") if path.is_file())
    if len(found) == 1:
        return found[0].name, found[0].read_bytes()
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in found}
    return f"{case}.zip", pack(files)


def _made(case: str) -> dict[str, str]:
    """The files that stand beside the case, as they are made now."""
    readings = examc.read_all(*_input(case))
    made: dict[str, str] = {}
    said: list[str] = []
    for reading in readings:
        lines = list(report.render(report.ordered(reading.report.diagnostics), "concise"))
        said += [f"# {reading.name}" for _ in readings[1:2]] + lines
        source = to_source(reading, "md")
        if source is not None:
            made[f"{reading.name}.md"] = source.decode()
    return made | {"said.txt": "\n".join([*said, ""])}


@pytest.mark.parametrize("case", CASES)
def test_a_file_is_read_as_it_stands_beside_it(case: str, request: pytest.FixtureRequest) -> None:
    made = _made(case)
    kept = [path for path in (FOLDER / case).iterdir() if path.is_file()]
    if request.config.getoption("--update-goldens"):
        for path in kept:
            path.unlink()
        for name, text in made.items():
            (FOLDER / case / name).write_text(text, encoding="utf-8")
        return
    assert made == {path.name: path.read_text(encoding="utf-8") for path in kept}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("way", ["cut", "halved", "another encoding", "NUL"])
def test_a_broken_one_is_told_in_one_message(case: str, way: str) -> None:
    name, data = _input(case)
    broken = {
        "cut": data[:-30],
        "halved": data[: len(data) // 2],
        "another encoding": data.decode("latin-1").encode("utf-16-le")[:-1],
        "NUL": data[:200] + b"\0" + data[200:],
    }[way]
    for reading in examc.read_all(name, broken):
        said = reading.report.diagnostics
        assert reading.usable is not None or has_errors(said)
        codes = [one.code for one in said if one.code in ("R400", "R401", "R409", "R513")]
        assert reading.usable is not None or len(codes) <= 2, codes
