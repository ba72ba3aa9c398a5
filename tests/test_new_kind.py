"""A new kind of question: mypy names every place that must answer, as the README says."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from examc.formats.exam import vocabulary
from support import ROOT

COUNT = '''@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A whole number."""

    value: int


Answer: TypeAlias = Choice | Written | Count'''
UNION = "Answer: TypeAlias = Choice | Written"
KINDS = '"image block"\n]'
ANSWER = {
    "core/answers.py",  # its parts
    "core/model.py",  # what it is called, and who marks it
    "core/features.py",  # what a target may lose
    "proof/verify.py",  # what a mark is compared with
    "proof/proofpage.py",  # how the proof tells of it
    "changes/answers.py",
    "lint/__init__.py",
    "formats/ans/write.py",
    "formats/canvas/items.py",
    "formats/canvas/write.py",
    "formats/exam/build.py",  # the source, read
    "formats/exam/unbuild.py",  # and written
    "formats/moodle/build.py",
    "formats/qti21/items.py",
    "formats/qti21/losses.py",
    "formats/transcript/checks.py",
}
"""Modules that a new kind must be told to; none of them may pass over it in silence."""


@pytest.mark.slow
def test_mypy_names_every_place_that_must_answer(tmp_path: Path) -> None:
    package = tmp_path / "examc"
    shutil.copytree(ROOT / "compiler" / "examc", package)
    for module, old, new in (
        ("answers", UNION, COUNT),
        ("model", KINDS, '"image block", "count"\n]'),
    ):
        path = package / "core" / f"{module}.py"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")
    config = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(tmp_path / "cache")]
    command = [sys.executable, "-m", "mypy", *config, "examc"]
    out = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    named = set(re.findall(r"^examc/(\S+?):\d+: error", out, re.MULTILINE))
    assert named == ANSWER, out


def test_every_kind_has_its_keys() -> None:
    assert set(vocabulary.ITEMS) == set(vocabulary.KINDS)
