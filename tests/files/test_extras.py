"""What comes with an extra is asked for in one line; everything else works without any."""

import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from examc.cli import cli
from examc.files.extras import EXTRA_OF, MissingExtra, needed
from examc.formats import USUAL
from support import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture
def _without_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    for library in EXTRA_OF:
        for name in [n for n in sys.modules if n.partition(".")[0] == library]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, library, None)


def test_every_library_of_an_extra_is_known_by_it() -> None:
    declared = {
        (requirement.partition(">")[0].removesuffix(".six"), extra)
        for extra, requirements in PROJECT["project"]["optional-dependencies"].items()
        for requirement in requirements
        if extra != "all"
    }
    assert declared == set(EXTRA_OF.items())


@pytest.mark.usefixtures("_without_extras")
@pytest.mark.parametrize("library", EXTRA_OF)
def test_a_missing_library_says_what_to_type(library: str) -> None:
    with pytest.raises(MissingExtra) as caught, needed("to look at it"):
        __import__(library)
    assert str(caught.value) == f"to look at it, type: pip install 'examc[{EXTRA_OF[library]}]'"


def test_a_library_of_no_extra_is_missed_as_ever() -> None:
    with pytest.raises(ModuleNotFoundError), needed("to look at it"):
        __import__("no_such_library")


@pytest.mark.usefixtures("_without_extras")
def test_commands_work_without_any_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for line in (
        "new algebra",
        "check",
        "build",
        "verify",
        "fmt --check",
        "import build/algebra/algebra.qti.zip -o sources/again",
        "diff sources/algebra sources/again",
        "import --formats",
        "explain X310",
        "schema source",
        "targets",
    ):
        result = CliRunner().invoke(cli, line.split())
        assert result.exit_code == 0, (line, result.output)
    outputs = {path.suffixes[-2] for path in Path("build/algebra").glob("algebra.*.*")}
    assert {f".{name}" for name in USUAL} <= outputs


@pytest.mark.usefixtures("_without_extras")
def test_a_command_that_needs_one_ends_with_status_2(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(**_: object) -> None:
        with needed("to read a PDF"):
            __import__("pdfminer")

    monkeypatch.setattr("examc.cli.reference.targets.callback", missing)
    result = CliRunner().invoke(cli, ["targets"])
    assert result.exit_code == 2
    assert result.output == "error: to read a PDF, type: pip install 'examc[pdf]'\n"
