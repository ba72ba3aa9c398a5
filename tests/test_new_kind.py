"""A new kind of question: mypy names every place that must answer, as the README says."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from examc.formats.exam import vocabulary
from support import ROOT

BEFORE = "@dataclass(frozen=True, slots=True, kw_only=True)\nclass TextBlock(Sourced):"
NUMERIC = f"""@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric(QuestionBase):
    answer: Fraction


{BEFORE}"""
UNION = "Question: TypeAlias = ChoiceQuestion | WrittenQuestion"
LAST_KIND = '"image block"\n]'
ANSWER = {
    "core/model.py",  # what kinds are called, their texts and parts
    "core/features.py",  # what a target may lose
    "proof/verify.py",  # what a mark is compared with
    "proof/proofpage.py",  # how the proof tells of it
    "diff/items.py",
    "lint/__init__.py",
    "formats/ans/write.py",
    "formats/canvas/items.py",
    "formats/exam/build.py",  # the source, read
    "formats/exam/unbuild.py",  # and written
    "formats/moodle/build.py",
    "formats/qti21/canvas.py",  # what Canvas makes of a package
    "formats/qti21/items.py",
    "formats/qti21/losses.py",
}
"""Modules that a new kind must be told to; none of them may pass over it in silence."""


@pytest.mark.slow
def test_mypy_names_every_place_that_must_answer(tmp_path: Path) -> None:
    package = tmp_path / "examc"
    shutil.copytree(ROOT / "compiler" / "examc", package)
    model = package / "core" / "model.py"
    text = model.read_text(encoding="utf-8")
    for old, new in (
        (BEFORE, NUMERIC),
        (UNION, f"{UNION} | Numeric"),
        (LAST_KIND, '"image block", "numeric"\n]'),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    model.write_text(text, encoding="utf-8")
    config = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(tmp_path / "cache")]
    command = [sys.executable, "-m", "mypy", *config, "examc"]
    out = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    named = set(re.findall(r"^examc/(\S+?):\d+: error", out, re.MULTILINE))
    assert named == ANSWER, out


def test_every_kind_has_its_keys() -> None:
    assert set(vocabulary.ITEMS) == set(vocabulary.KINDS)
