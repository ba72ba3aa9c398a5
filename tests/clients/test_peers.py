"""Packages that other programs made, seen by the clients: their known defects are found."""

import importlib
from fractions import Fraction
from pathlib import Path

import pytest

from examc.clients import canvas, standard

QUESTIONS = [
    ("What is 2 + 3?", ["5", "6", "7"], "5"),
    ("Which number is even?", ["4", "5", "7"], "4"),
]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A QTI 2.1 package of two multiple choice questions, by qti-package-maker."""
    name = "qti_package_maker.package_interface"
    try:
        maker = importlib.import_module(name)
    except ImportError:
        pytest.skip("qti-package-maker is not installed: its package is not looked at")
    monkeypatch.chdir(tmp_path)
    made = maker.QTIPackageInterface("peer", verbose=False)
    for question in QUESTIONS:
        made.add_item("MC", question)
    made.save_package("blackboard_qti_v2_1")
    (path,) = tmp_path.glob("*.zip")
    return path.read_bytes()


def test_a_package_whose_items_award_nothing_is_found(package: bytes) -> None:
    view = standard.view(package)
    assert view.refused == ""
    assert len(view.questions) == len(QUESTIONS)
    for seen in view.questions:
        assert seen.award is not None
        marks = [seen.award(frozenset({place})) for place in range(seen.options)]
        assert marks == [Fraction(0)] * seen.options  # its author meant 1 for the right one


def test_a_package_that_canvas_makes_no_quiz_of_is_found(package: bytes) -> None:
    view = canvas.view(package)
    assert view.refused or all(seen.refused for seen in view.questions)
