"""How changes are told: lines for people, JSON for programs, the most dangerous first."""

import json
import os
import subprocess
import sys
from fractions import Fraction

import pytest

from changes.edits import edited, inserted, loaded, moved, node_at, removed, said
from changes.making import LEVELS, PENALTY, RUBRIC, SHARES, SIGNED, STRICT
from examc.changes import Change, as_json, as_text, compare
from examc.core.model import Exam, kind_of
from examc.core.records import replace
from examc.core.rubrics import Criterion
from support import ROOT, revised


def _changed(exam: Exam) -> Exam:
    """One edit of every kind."""
    exam = edited(exam, f"{SIGNED} › option 2", feedback=())
    exam = edited(exam, f"{SIGNED} › option 4", points=Fraction(-1, 2))
    exam = edited(exam, f"{PENALTY} › option 2", points=Fraction(2), correct=True)
    exam = edited(exam, SHARES, title="Shares", tags=("new",))
    exam = edited(exam, RUBRIC, solution=said("A parabola whose lowest point is at zero."))
    exam = edited(exam, "exercise 2", title="Closed questions", points=None)
    exam = edited(exam, "", title="A second tour")
    criterion = Criterion(text=said("a sketch"), points=Fraction(1, 2), name="drawing")
    exam = inserted(exam, "exercise 1 › question 3 › criterion 2", criterion)
    exam = moved(exam, STRICT, SIGNED)
    return removed(exam, LEVELS)


TEXT = """\
changes a mark:
  exercise 1 › question 2: removed: 3 pts · open · Of levels, exactly one is chosen. How many edges does a cube …
  exercise 1 › question 2 › criterion 2: added: {0.5} drawing: a sketch
  exercise 2 › question 2 › option 4: weight -1 → -0.5
  exercise 2 › question 4 › option 2: key [ ] {-1} → [x] {+2}
changes what students see:
  exam: title “A tour of examc” → “A second tour”
  exercise 1 › question 1: model answer reworded: “… lowest point is the origin.” → “… lowest point is at zero.”
  exercise 2: renamed “Choice questions” → “Closed questions”
  exercise 2 › question 1: moved here from exercise 2 › question 4
  exercise 2 › question 2 › option 2: feedback removed: No: what a target cannot hold is reported, and never rounded in …
  exercise 2 › question 3: title none → “Shares”
changes the rest:
  exercise 2: stated points 10 → none
  exercise 2 › question 3: tags none → new
12 changes, of which 4 change a mark
"""


def test_changes_as_text() -> None:
    exam, files = loaded("tour")
    assert as_text(compare(exam, _changed(exam), files, files)) == TEXT


def test_no_change_says_so() -> None:
    assert as_text([]) == "no changes\n"


def test_one_change_in_the_singular() -> None:
    change = Change("changed", "exercise 1 › question 1", "points", "1", "2", "mark")
    assert as_text([change]) == (
        "changes a mark:\n"
        "  exercise 1 › question 1: points 1 → 2\n"
        "1 change, of which 1 changes a mark\n"
    )


def test_changes_as_json() -> None:
    change = Change("changed", "exercise 1 › option 2", "weight", "-1", "-0.5", "mark")
    assert json.loads(as_json([change])) == {
        "changes": [
            {
                "kind": "changed",
                "where": "exercise 1 › option 2",
                "what": "weight",
                "old": "-1",
                "new": "-0.5",
                "impact": "mark",
            }
        ]
    }
    assert as_json([]) == '{\n "changes": []\n}\n'
    assert "›" in as_json([change])


def test_the_most_dangerous_comes_first() -> None:
    exam, files = loaded("tour")
    impacts = [change.impact for change in compare(exam, _changed(exam), files, files)]
    order = ("mark", "student", "other")
    assert impacts == sorted(impacts, key=order.index)
    assert set(impacts) == set(order)


# -- one setting of the whole exam ------------------------------------------------------------------


def _everywhere(exam: Exam, floor: Fraction | None, without: tuple[str, ...] = ()) -> Exam:
    for number in range(1, 6):
        where = f"exercise 2 › question {number}"
        question = node_at(exam, where)
        if question.answer.scoring.floor == 0 and where not in without:
            exam = edited(exam, where, scoring=replace(question.answer.scoring, floor=floor))
    return exam


def test_a_setting_of_all_questions_is_told_once() -> None:
    exam, files = loaded("tour")
    found = compare(exam, _everywhere(exam, None), files, files)
    assert found == [
        Change("changed", "exercise 2", "lowest mark of 3 questions", "0", "none", "mark")
    ]


def test_a_setting_of_some_questions_is_told_of_each() -> None:
    exam, files = loaded("tour")
    found = compare(exam, _everywhere(exam, None, without=(STRICT,)), files, files)
    assert [(change.where, change.what) for change in found] == [
        (SIGNED, "lowest mark"),
        (SHARES, "lowest mark"),
    ]


def test_a_setting_of_several_exercises_is_one_of_the_exam() -> None:
    exam, files = loaded("resit2022")
    shuffled = replace(
        exam,
        exercises=tuple(
            replace(
                exercise,
                items=tuple(
                    revised(item, shuffle=True) if kind_of(item).startswith("multiple") else item
                    for item in exercise.items
                ),
            )
            for exercise in exam.exercises
        ),
    )
    assert compare(exam, shuffled, files, files) == [
        Change("changed", "", "order of options of 10 questions", "fixed", "shuffled", "student")
    ]


# -- the same bytes ---------------------------------------------------------------------------------

_PROGRAM = """
from changes.edits import anonymous, loaded
from changes.test_render import _changed
from examc.changes import as_text, compare
tour, files = loaded("tour")
resit, images = loaded("resit2022")
print(as_text(compare(tour, _changed(anonymous(tour)), files, files)))
print(as_text(compare(tour, resit, files, images)))
"""


@pytest.mark.slow
def test_the_same_exams_give_the_same_bytes() -> None:
    def output(seed: str) -> bytes:
        path = os.pathsep.join(str(ROOT / folder) for folder in ("compiler", "tests"))
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": path,
            "PYTHONIOENCODING": "utf-8",
        }
        command = [sys.executable, "-c", _PROGRAM]
        return subprocess.run(command, env=env, check=True, capture_output=True).stdout

    first = output("1")
    assert first.count(b"\n") > 20
    assert output("77") == first
