"""Targets that write several files by their options, and targets that nobody means by default."""

import importlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from examc.core.features import Feature, Hold, Holding
from examc.formats import TARGETS, USUAL
from examc.formats.options import DEFAULTS
from examc.verbs import batch, pipeline

SOURCE = (
    "---\ntitle: T\n---\n\n# A {#a allow=X378}\n\n## 1 pt · true/false {#q answer=true}\n\nSo?\n"
)

HOLDS: dict[Feature, Holding] = {}


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A target "sheets" that writes the files whose endings are in the list, each with its ending."""
    made = ["a.txt", "b-1.txt"]
    target = TARGETS["ans"]._replace(
        name="sheets",
        extension="a.txt",
        module="sheets",
        beside=("b-?.txt",),
        usual=False,
        several=True,
    )
    monkeypatch.setitem(TARGETS, "sheets", target)
    known = importlib.import_module
    write = SimpleNamespace(outputs=lambda *_: {ending: ending.encode() for ending in made})
    of_sheets = {"sheets.write": write, "sheets.holds": SimpleNamespace(STATEMENT=HOLDS)}
    monkeypatch.setattr(
        "examc.formats.import_module", lambda name: of_sheets.get(name) or known(name)
    )
    return made


def _built(folder: Path, target: str) -> list[str]:
    source = folder / "t.md"
    source.write_text(SOURCE, encoding="utf-8")
    job = batch.Job((target,), DEFAULTS, folder / "build", strict=False, force=True)
    (result,) = batch.build_file(str(source), job)
    assert result.problem == ""
    return sorted(path.name for path in (folder / "build" / "t").glob("t.*"))


def test_files_that_are_not_written_any_more_go(sheets: list[str], tmp_path: Path) -> None:
    assert _built(tmp_path, "sheets") == ["t.a.txt", "t.b-1.txt"]
    sheets[1:] = ["b-2.txt", "b-3.txt"]
    assert _built(tmp_path, "sheets") == ["t.a.txt", "t.b-2.txt", "t.b-3.txt"]


def test_the_first_file_is_the_main_one(sheets: list[str]) -> None:
    built = pipeline.convert("t.md", SOURCE.encode(), ["sheets"])
    assert built.outputs == {"sheets": b"a.txt"}
    assert built.beside == {"sheets": {"b-1.txt": b"b-1.txt"}}


def test_an_allow_for_an_unusual_target_is_not_in_vain(
    sheets: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def codes() -> set[str]:
        found = pipeline.convert("t.md", SOURCE.encode(), USUAL).diagnostics
        return {entry.code for entry in found}

    assert sheets
    assert "sheets" not in USUAL
    for other in TARGETS.keys() - {*USUAL, "sheets"}:
        monkeypatch.delitem(TARGETS, other)
    assert "L250" in codes()
    monkeypatch.setitem(HOLDS, Feature.START, Holding(Hold.LOST))
    assert "L250" not in codes()
