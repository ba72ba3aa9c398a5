"""Golden cases: each exam under tests/cases and sources, compiled to every usual target.

The goldens are what a person reads: packages unpacked, XML and JSON as they are, the messages in
concise form. `make goldens` rewrites them. They say "unchanged"; the checks below say "right".
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

from conftest import Golden
from examc.core import report
from examc.files import workspace
from examc.formats import TARGETS, USUAL
from examc.verbs import pipeline
from outside import ans_schema, item_problems, package_problems
from support import ROOT

CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/exam.*"))
SOURCES = sorted(path.parent for path in (ROOT / "sources").glob("*/exam.*"))
AGREED = USUAL
"""The targets with goldens of every case; QTI 3 is QTI 2.1 renamed, see tests/qti21/test_qti3.py, and
the page and the print have tests of their own, see tests/page and tests/print."""
FLAWED_POINTS = {"nothing-is-correct", "floor-and-cap"}
"""Cases whose options cannot earn the points, which the item lint rightly says."""


def _compile(folder: Path) -> pipeline.Built:
    (main,) = folder.glob("exam.*")
    loaded = workspace.load(str(main))
    shown = main.relative_to(ROOT).as_posix()
    reading = pipeline.read(shown, loaded.data, loaded.folder)
    reading.names = [name for name in reading.names if not name.startswith("expected/")]
    return pipeline.build(reading, AGREED)


def _expected(compiled: pipeline.Built) -> Mapping[str, bytes]:
    lines = report.render(compiled.diagnostics, "concise")
    files = {"diagnostics.txt": "".join(line + "\n" for line in lines).encode()}
    for target, data in compiled.outputs.items():
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                files |= {f"{target}/{name}": archive.read(name) for name in archive.namelist()}
        else:
            files[f"exam.{TARGETS[target].extension}"] = data
        files |= {f"exam.{ending}": made for ending, made in compiled.beside[target].items()}
    return files


@pytest.mark.parametrize("folder", [*CASES, *SOURCES], ids=lambda p: p.name)
def test_the_outputs_are_as_agreed(folder: Path, golden: Golden) -> None:
    compiled = _compile(folder)
    assert compiled.outputs.keys() == set(AGREED)
    golden(ROOT / "tests" / "cases" / folder.name / "expected", _expected(compiled))


@pytest.mark.parametrize("folder", [*CASES, *SOURCES], ids=lambda p: p.name)
def test_the_package_is_valid(folder: Path, tmp_path: Path) -> None:
    package = tmp_path / "exam.zip"
    package.write_bytes(_compile(folder).outputs["qti"])
    assert package_problems(package) == []
    if folder.name not in FLAWED_POINTS:
        assert item_problems(package) == []


@pytest.mark.parametrize("folder", [*CASES, *SOURCES], ids=lambda p: p.name)
def test_the_json_is_valid(folder: Path) -> None:
    import json

    data = json.loads(_compile(folder).outputs["ans"])
    jsonschema.Draft202012Validator(ans_schema()).validate(data)
