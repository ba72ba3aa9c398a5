"""The README's recipes, followed in a copy of the house: files as they say, and nothing else.

The new files of a recipe stand in `tests/recipes/NAME/`, by their path in `compiler/examc`; the rows
that it adds to tables are here. The recipe of a kind of question is `test_new_kind`.
"""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from scratch import copied, examc, run
from support import ROOT

pytestmark = pytest.mark.slow

README = (ROOT / "README.md").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is added to a table, behind the line that begins with `after`."""

    path: str
    after: str
    text: str


FORETELL = '''

def _foretell(exam: Exam, report: Report) -> None:
    """Report every question whose marks the program changes."""
    for where, question in walk(exam):
        if isinstance(question, Question) and (choice := as_choice(question)) is not None:
            options = choice.answer.options
            weights = [option.points for option in options]
            scheme = of_card(weights, choice.points, many=choice.answer.many)
            facts = marking.facts(MARKING, choice, scheme)
            marking.tell(report, "cards", "Flashcards", choice, where, facts)
'''
ROWS: dict[str, tuple[Row, ...]] = {
    "rule": (
        Row(
            "lint/table.py",
            "from examc.lint.findings import Rules",
            "from examc.lint import shouting",
        ),
        Row(
            "lint/table.py",
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
            '        Target("ans",',
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
    "system": (
        Row(
            "systems/table.py",
            "from examc.systems.canvas import marks as canvas",
            "from examc.systems.flashcards import marks as flashcards",
        ),
        Row(
            "systems/table.py",
            "SYSTEMS: tuple[System, ...] = (",
            '    System("cards", "cards", flashcards.MARKING, _loaded("flashcards.view"), "Cards"),',
        ),
        Row(
            "formats/cards/write.py",
            "from examc.formats.options import",
            "from examc.core.walking import walk\nfrom examc.systems import marking\nfrom examc.systems.flashcards.marks import MARKING, of_card",
        ),
        Row(
            "formats/cards/write.py",
            '    uses.report(exam, "cards"',
            "    _foretell(exam, report)",
        ),
        Row("formats/cards/write.py", "    }", FORETELL),
    ),
}
TITLES = {"rule": "A rule", "target": "A target", "reader": "A reader", "system": "A system"}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house in which every recipe was followed."""
    root = tmp_path_factory.mktemp("house")
    package = copied(root)
    for recipe, rows in ROWS.items():
        shutil.copytree(ROOT / "tests" / "recipes" / recipe, package, dirs_exist_ok=True)
        for row in rows:
            path = package / row.path
            lines = path.read_text(encoding="utf-8").split("\n")
            (place,) = [n for n, line in enumerate(lines) if line.startswith(row.after)]
            lines.insert(place + 1, row.text)
            path.write_text("\n".join(lines), encoding="utf-8")
    return root


@pytest.mark.parametrize("recipe", ROWS)
def test_the_readme_names_every_file(recipe: str) -> None:
    folder = ROOT / "tests" / "recipes" / recipe
    made = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    told = README[README.index(f"**{TITLES[recipe]}**") :].split("\n\n")[0]
    named = set(re.findall(r"`([a-z0-9]+/[\w./<>-]+)`", told))
    made |= {row.path for row in ROWS[recipe]}
    generic = {re.sub(r"[LV][0-9]{3}-[a-z-]+\.md", "CODE-NAME.md", path) for path in made}
    generic = {re.sub(r"\b(cards|shouting|flashcards)\b", "NEW", path) for path in generic}
    assert named == generic


def test_mypy_and_the_layers_are_content(copy: Path) -> None:
    run(copy, "-m", "mypy", "compiler/examc", "--cache-dir", str(copy / "cache"))
    first_losses = (
        "--deselect=tests/core/test_codes.py::test_pages_without_an_example_have_a_reason"
    )
    codes = "tests/core/test_codes.py"  # where cards are the first to lose something, examples lack
    run(copy, "-m", "pytest", "-q", "tests/test_layers.py", codes, first_losses)


def test_a_new_rule_tells_its_flaw(copy: Path) -> None:
    assert examc(copy, "explain", "shouting-title").startswith("# L290 shouting-title (warning)")
    source = copy / "loud.md"
    source.write_text(
        "---\ntitle: T\n---\n\n# LOUD WORDS {#a allow=L290}\n\n## 1 pt · open {#q}\n\nWhy?\n"
    )
    assert "L290" not in examc(copy, "check", str(source), "--format", "json")


def test_a_new_target_is_written_and_read_back(copy: Path) -> None:
    assert "cards" in examc(copy, "targets")
    source = ROOT / "sources" / "tour"
    examc(copy, "build", str(source), "-t", "cards", "--quiet")
    lines = (copy / "build" / "tour" / "tour.cards.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 21
    losses = json.loads((copy / "build" / "tour" / "tour.cards.losses.json").read_text())
    assert {"X311", "X335"} <= {loss["code"] for loss in losses}
    output = "build/tour/tour.cards.jsonl"
    assert examc(copy, "diff", str(source), output, "--for", "cards") == "no changes\n"
    examc(copy, "convert", output, "-t", "ans", "-o", "again.ans.json", "--quiet")
    back = examc(copy, "diff", output, "again.ans.json", "--for", "cards")
    assert back == "no changes\n"


FLOORLESS = """---
title: T
---

# E {#e}

## 1 pt · multiple choice {#q floor=none}

Which?

- [x] {1} a
- [ ] {-1} b
"""


def test_a_new_system_is_foretold_and_proved(copy: Path) -> None:
    source = copy / "floorless.md"
    source.write_text(FLOORLESS, encoding="utf-8")
    table = json.loads(
        examc(copy, "verify", str(source), "-t", "cards", "--format", "json", status=1)
    )
    (cell,) = table["exams"][0]["questions"][0]["cells"]
    assert (cell["system"], cell["verdict"]) == ("Flashcards", "bends")
    examc(copy, "build", str(source), "-t", "cards", "--quiet")
    losses = json.loads((copy / "build/floorless/floorless.cards.losses.json").read_text())
    assert any(loss["what"].startswith("Flashcards keeps marks between") for loss in losses)
    page = copy / "proof.html"
    source.write_text(FLOORLESS.replace("floor=none", "floor=none allow=X311"), encoding="utf-8")
    examc(copy, "verify", str(source), "-t", "cards", "--report", str(page))
    assert "Flashcards" in page.read_text(encoding="utf-8")
