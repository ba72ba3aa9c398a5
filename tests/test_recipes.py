"""The README's recipes, followed in a copy of the house: files as they say, and nothing else.

The new files of a recipe stand in `tests/recipes/NAME/`, by their path in `compiler/examc`; the rows
that it adds to tables are here. The recipe of a kind of question is `test_new_kind`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from support import ROOT

pytestmark = pytest.mark.slow

README = (ROOT / "README.md").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is added to a table, behind the line that begins with `after`."""

    path: str
    after: str
    text: str


ROWS: dict[str, tuple[Row, ...]] = {
    "rule": (
        Row(
            "lint/__init__.py", "from examc.lint import choices", "from examc.lint import shouting"
        ),
        Row(
            "lint/__init__.py",
            '    ("L223", names.empty_exercise),',
            '    ("L290", shouting.shouting_title),',
        ),
        Row(
            "core/diagnostics.py",
            '    "L252": Code(',
            '    "L290": Code("shouting-title", _W),',
        ),
    ),
    "target": (
        Row(
            "formats/__init__.py",
            '        Target("canvas",',
            '        Target("cards", "Cards", "cards.jsonl", "examc.formats.cards"),',
        ),
    ),
    "reader": (
        Row(
            "formats/__init__.py",
            '    Reader("qti",',
            '    Reader("cards", "Cards", "examc.formats.cards.read"),',
        ),
    ),
}
TITLES = {"rule": "A rule", "target": "A target", "reader": "A reader"}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house in which every recipe was followed."""
    root = tmp_path_factory.mktemp("house")
    skipped = shutil.ignore_patterns("__pycache__", "cases", "mutants", "bench", "*.pyc")
    for name in ("compiler", "templates", "tests"):
        shutil.copytree(ROOT / name, root / name, ignore=skipped)
    shutil.copy(ROOT / "pyproject.toml", root)
    package = root / "compiler" / "examc"
    for recipe, rows in ROWS.items():
        shutil.copytree(ROOT / "tests" / "recipes" / recipe, package, dirs_exist_ok=True)
        for row in rows:
            path = package / row.path
            lines = path.read_text(encoding="utf-8").split("\n")
            (place,) = [n for n, line in enumerate(lines) if line.startswith(row.after)]
            lines.insert(place + 1, row.text)
            path.write_text("\n".join(lines), encoding="utf-8")
    return root


def _run(copy: Path, *words: str, status: int = 0) -> str:
    env = {**os.environ, "PYTHONPATH": str(copy / "compiler"), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, *words], cwd=copy, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def _examc(copy: Path, *words: str, status: int = 0) -> str:
    return _run(copy, "-m", "examc", *words, status=status)


@pytest.mark.parametrize("recipe", ROWS)
def test_the_readme_names_every_file(recipe: str) -> None:
    folder = ROOT / "tests" / "recipes" / recipe
    made = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    told = README[README.index(f"**{TITLES[recipe]}**") :].split("\n\n")[0]
    named = set(re.findall(r"`([a-z0-9]+/[\w./<>-]+)`", told))
    generic = {re.sub(r"[LV][0-9]{3}-[a-z-]+\.md", "CODE-NAME.md", path) for path in made}
    generic = {re.sub(r"\b(cards|shouting|flashcards)\b", "NEW", path) for path in generic}
    assert named == generic | {row.path for row in ROWS[recipe]}


def test_mypy_and_the_layers_are_content(copy: Path) -> None:
    _run(copy, "-m", "mypy", "compiler/examc", "--cache-dir", str(copy / "cache"))
    first_losses = (
        "--deselect=tests/core/test_codes.py::test_pages_without_an_example_have_a_reason"
    )
    codes = "tests/core/test_codes.py"  # where cards are the first to lose something, examples lack
    _run(copy, "-m", "pytest", "-q", "tests/test_layers.py", codes, first_losses)


def test_a_new_rule_tells_its_flaw(copy: Path) -> None:
    assert _examc(copy, "explain", "shouting-title").startswith("# L290 shouting-title (warning)")
    source = copy / "loud.md"
    source.write_text(
        "---\ntitle: T\n---\n\n# LOUD WORDS {#a allow=L290}\n\n## 1 pt · open {#q}\n\nWhy?\n"
    )
    assert "L290" not in _examc(copy, "check", str(source), "--format", "json")


def test_a_new_target_is_written_and_read_back(copy: Path) -> None:
    assert "cards" in _examc(copy, "targets")
    source = ROOT / "sources" / "tour"
    _examc(copy, "build", str(source), "-t", "cards", "--quiet")
    lines = (copy / "build" / "tour" / "tour.cards.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 8
    losses = json.loads((copy / "build" / "tour" / "tour.cards.losses.json").read_text())
    assert {"X311", "X335"} <= {loss["code"] for loss in losses}
    output = "build/tour/tour.cards.jsonl"
    assert _examc(copy, "diff", str(source), output, "--for", "cards") == "no changes\n"
    _examc(copy, "convert", output, "-t", "ans", "-o", "again.ans.json", "--quiet")
    back = _examc(copy, "diff", output, "again.ans.json", "--for", "cards")
    assert back == "no changes\n"
