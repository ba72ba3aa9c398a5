"""A new kind of question in a copy of the house: fields, a spelling, a piece a writer, reader and system.

The copy gets new files (`recipes/kind/`) and what `recipes/kind.edits` writes into others. mypy names
every place that must answer for the kind; each is answered there, and none besides. The kind asks
for a count: QTI and ANS hold it, Moodle and Canvas do not, and say so.
"""

import ast
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scratch import copied, examc, run
from support import ROOT

pytestmark = pytest.mark.slow

RECIPES = ROOT / "tests" / "recipes"
EXAM = "biology/exam.md"
SOURCE = """---
title: Biology resit
id: biology
---

# Cells {#cells}

## 2 pts · count {#legs answer=8}

How many legs has a spider?

### feedback

Count them.

### feedback: correct

Right.

### feedback: incorrect

Wrong.

### solution

Four pairs.

## 1 pt · open {#why}

Why so many?
"""


@dataclass(slots=True)
class Edits:
    """What is written into files that are there, as `kind.edits` says it."""

    changes: list[tuple[str, str, str]] = field(default_factory=list)
    """The path, and the text before and after."""
    imports: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, list[str]] = field(default_factory=dict)
    """What is written where mypy names a module, in its order."""


def _read() -> Edits:
    edits = Edits()
    text = (RECIPES / "kind.edits").read_text(encoding="utf-8")
    for mark, path, body in re.findall(
        r"^([@&?]) (\S+)\n((?:(?![@&?] ).*\n)*)", text, re.MULTILINE
    ):
        lines = body.rstrip("\n").split("\n")
        if mark == "@":
            old, new = ("\n".join(e[1:] for e in lines if e[:1] == sign) for sign in "-+")
            edits.changes.append((path, old, new))
        elif mark == "&":
            edits.imports[path] = body.split("\n")
        else:
            edits.answers[path] = body.strip("\n").split("\n--\n")
    return edits


EDITS = _read()
IMPORTS = {
    "Count": "from examc.core.answers import Count",
    "Counted": "from examc.core.responses import Counted",
    "Question": "from examc.core.model import Question",
    "Written": "from examc.core.answers import Written",
    "counts": "from examc.formats.exam import counts",
    "replace": "from dataclasses import replace",
}
"""Where the names in answers come from."""


def _mypy(house: Path, status: int = 0) -> str:
    cache = ("--cache-dir", str(house / "cache"))
    return run(house, "-m", "mypy", "compiler/examc", *cache, status=status)


@dataclass(frozen=True, slots=True)
class House:
    """The copy, and the modules that mypy named before they answered."""

    root: Path
    named: set[str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A copy of the house that has the kind."""
    root = tmp_path_factory.mktemp("house")
    package = copied(root)
    for name, to in (("templates", root / "templates"), ("examc", package)):
        shutil.copytree(RECIPES / "kind" / name, to, dirs_exist_ok=True)
    for path, old, new in EDITS.changes:
        file = (root if path.startswith(("templates/", "tests/")) else package) / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old)
        file.write_text(text.replace(old, new), encoding="utf-8")
    for path, rows in EDITS.imports.items():
        _import((root if path.startswith("tests/") else package) / path, rows)
    out = _mypy(root, status=1)
    named: dict[str, list[int]] = {}
    for path, line, message in re.findall(r"^(\S+?):(\d+): error: (.*)", out, re.MULTILINE):
        assert "assert_never" in message, out
        named.setdefault(path.removeprefix("compiler/examc/"), []).append(int(line))
    for path, answers in EDITS.answers.items():
        _answer(package / path, named.get(path, []), answers)
    return House(root, set(named))


def _answer(path: Path, lines: list[int], answers: list[str]) -> None:
    """Write each answer before the `case` that refuses the kind, above a line that mypy names."""
    assert len(lines) == len(answers), (path, lines)
    text = path.read_text(encoding="utf-8").split("\n")
    for line, answer in sorted(zip(lines, answers, strict=True), reverse=True):
        place = next(n for n in range(line - 1, 0, -1) if re.match(" *case (_|other):", text[n]))
        indent = " " * (len(text[place]) - len(text[place].lstrip()))
        text[place:place] = [indent + row for row in answer.split("\n")]
    path.write_text("\n".join(text), encoding="utf-8")
    _import(path, [IMPORTS[n] for n in IMPORTS if re.search(rf"\b{n}\b", " ".join(answers))])


def _import(path: Path, rows: list[str]) -> None:
    """Write imports before the others, but for names that are there."""
    text = path.read_text(encoding="utf-8").split("\n")
    has = {own.name for node in ast.walk(ast.parse("\n".join(text))) for own in _bound(node)}
    first = next(n for n, row in enumerate(text) if row.startswith("from "))
    text[first:first] = [row for row in rows if row.split(" ")[-1] not in has]
    path.write_text("\n".join(text), encoding="utf-8")


def _bound(node: ast.AST) -> Iterable[Any]:
    if isinstance(node, ast.ImportFrom):
        return node.names
    return [node] if isinstance(node, ast.ClassDef) else []


def test_mypy_names_every_place_that_must_answer(house: House) -> None:
    assert house.named == set(EDITS.answers)
    _mypy(house.root)


def test_the_rules_of_the_house_hold(house: House) -> None:
    tests = ("tests/test_layers.py", "tests/core/test_codes.py", "tests/exam/test_vocabulary.py")
    run(house.root, "-m", "pytest", "-q", *tests, "-k", "count or X379 or reason or keys")


@pytest.fixture(scope="module")
def built(house: House) -> Path:
    """The folder of what was built for all targets."""
    (house.root / "biology").mkdir()
    (house.root / EXAM).write_text(SOURCE, encoding="utf-8")
    examc(house.root, "check", EXAM)
    examc(house.root, "build", EXAM, "--quiet")
    return house.root / "build" / "biology"


def test_what_a_target_cannot_hold_is_told(built: Path) -> None:
    losses = {path.name.split(".")[1]: path for path in built.glob("*.losses.json")}
    told = {
        target: {loss["code"] for loss in json.loads(path.read_text(encoding="utf-8"))}
        for target, path in losses.items()
    }
    assert {target for target, codes in told.items() if "X379" in codes} == {"moodle", "canvas"}


def test_its_marks_are_verified_from_the_bytes(house: House, built: Path) -> None:
    assert built.is_dir()
    found = json.loads(examc(house.root, "verify", EXAM, "--format", "json", status=1))
    (asked, _) = found["exams"][0]["questions"]
    cells = {(cell["target"], cell["system"]): cell for cell in asked["cells"]}
    player = cells.pop(("qti", "QTI player"))
    assert (player["verdict"], player["words"]) == ("same", "3 responses, the same marks")
    assert {cell["verdict"] for cell in cells.values()} == {"refused"}, "no system marks it"
    said = run(house.root, "-c", PROVE_ANOTHER)
    assert (
        said
        == "BENDS: a student who answers 8 gets 0 instead of 2, and 1 more of 3 responses differs\n"
    )


PROVE_ANOTHER = f"""
from examc.core.records import replace
import examc
from examc.proof.verify import prove
exam = examc.read("exam.md", open({EXAM!r}, "rb").read()).exam
(exercise,) = exam.exercises
first, *rest = exercise.items
other = replace(first, answer=replace(first.answer, value=9))
wrong = replace(exam, exercises=(replace(exercise, items=(other, *rest)),))
from examc.core.diagnostics import Report
from examc.formats import TARGETS
from examc.formats.options import Options
package = TARGETS["qti"].write(wrong, {{}}, Options(), Report())
cell = prove(exam, {{"qti": package}}).rows[0].cells[0]
print(f"{{cell.verdict.name}}: {{cell.words()}}")
"""
"""A proof of the exam against a package whose count is another one."""


def test_no_field_is_lost_in_silence(house: House) -> None:
    test = "tests/test_silent_losses.py"
    run(house.root, "-m", "pytest", "-q", test, "-k", "count or every_field")


@pytest.mark.parametrize("name", ["biology.qti.zip", "biology.ans.json"])
def test_it_is_read_back_from_a_target(house: House, built: Path, name: str) -> None:
    target = name.split(".")[1]
    said = examc(house.root, "diff", EXAM, str(built / name), "--for", target)
    assert said == "no changes\n"
    examc(house.root, "import", str(built / name), "-o", f"from-{target}", "--quiet")
    back = (house.root / f"from-{target}" / "exam.md").read_text(encoding="utf-8")
    assert "## 2 pts · count {#legs answer=8}" in back


def test_it_is_spelled_in_yaml_too(house: House, built: Path) -> None:
    package = str(built / "biology.qti.zip")
    examc(house.root, "import", package, "--as", "yaml", "-o", "yaml", "--quiet")
    assert "answer: 8" in (house.root / "yaml" / "exam.yaml").read_text(encoding="utf-8")
    said = examc(house.root, "diff", EXAM, "yaml/exam.yaml", "--for", "qti")
    assert said == "no changes\n"


def test_another_count_is_another_mark(house: House, built: Path) -> None:
    (house.root / "other.md").write_text(SOURCE.replace("answer=8", "answer=6"), encoding="utf-8")
    said = examc(house.root, "diff", EXAM, "other.md", status=1)
    assert "answer" in said
    assert "8" in said
