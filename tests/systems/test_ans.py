"""ANS, held against what it documents of its fields."""

import json
from typing import Any

import pytest

from examc.core.responses import choose
from examc.systems.ans import view as ans
from examc.systems.view import Seen, View
from systems.handmade import marks, nonzero


def choice(*points: str, **more: object) -> dict[str, Any]:
    """A question with choices."""
    choices = [{"position": n, "content": "x", "points": p} for n, p in enumerate(points, 1)]
    plain: dict[str, Any] = {
        "position": 1,
        "category": "choice",
        "choice_type": "multiple",
        "points": "2.0",
        "zero_bound": True,
        "max_bound": True,
        "choices": choices,
    }
    return {**plain, **more}


def file(*questions: object) -> View:
    """A file of one exercise."""
    exercise = {"position": 1, "questions": list(questions)}
    return ans.view(json.dumps({"assignment": {"exercises": [exercise]}}).encode())


def see(question: dict[str, Any]) -> Seen:
    found = file(question)
    assert not found.refused, found.refused
    (seen,) = found.questions
    return seen


def test_points_of_chosen_choices_are_summed() -> None:
    seen = see(choice("1.0", "1.0", "-1.0", "-1.0"))
    assert nonzero(seen) == {"A": "1", "B": "1", "AB": "2", "ABC": "1", "ABD": "1"}


def test_bounds_clamp() -> None:
    below = see(choice("2.0", "-1.0", "-1.0", zero_bound=False))
    assert marks(below)["BC"] == "-2"
    beyond = choice("2.0", "1.0")
    assert marks(see(beyond))["AB"] == "2"
    assert marks(see({**beyond, "max_bound": False}))["AB"] == "3"


def test_without_partial_scoring_it_is_all_or_nothing() -> None:
    seen = see(choice("1.0", "1.0", "-1.0", partial_scoring=False))
    assert nonzero(seen) == {"AB": "2"}


def test_one_choice() -> None:
    seen = see(choice("2.0", "2.0", "-2.0", choice_type="single", zero_bound=False))
    assert marks(seen) == {"": "0", "A": "2", "B": "2", "C": "-2"}


def test_names_of_ours_are_not_read() -> None:
    seen = see(choice("1.0", "-1.0", x_floor="-1", x_rule="all-or-nothing", x_feedback="<p>x</p>"))
    assert nonzero(seen) == {"A": "1"}
    assert seen.shows is not None
    assert seen.shows(None) <= {""}


def test_choices_stand_by_their_position() -> None:
    question = choice("2.0", "0.0")
    question["choices"].reverse()
    assert nonzero(see(question)) == {"A": "2", "AB": "2"}
    question["choices"][0]["position"] = 1
    assert file(question).questions[0].refused


def test_feedback_by_result_and_choice() -> None:
    question = choice(
        "1.0",
        "1.0",
        "-1.0",
        feedback_correct="<p>all</p>",
        feedback_mistake="<p>some</p>",
        feedback_incorrect="<p>none</p>",
    )
    question["choices"][0]["feedback"] = "<p>first</p>"
    shows = see(question).shows
    assert shows is not None
    assert shows(choose({0, 1})) - {""} == {"all", "first"}
    assert shows(choose({1})) - {""} == {"some"}
    assert shows(choose({2})) - {""} == {"none"}
    assert shows(None) - {""} == {"none"}


def test_criteria_beyond_the_points_need_a_bound() -> None:
    question = {
        "position": 1,
        "category": "open",
        "points": "2.0",
        "grading_type": "criteria",
        "criteria": [{"name": "a", "points": "2.0"}, {"description": "<p>b</p>", "points": "1.0"}],
    }
    seen = see(question)
    assert "add up to more" in seen.faults[0]
    assert seen.scales[0].one is False
    assert [grade.words.strip() for grade in seen.scales[0].grades] == ["a", "b"]
    assert not see({**question, "max_bound": True}).faults
    assert not see({**question, "grading_type": "rubric"}).faults


def test_a_bonus_is_told() -> None:
    assert see(choice("2.0", "0.0", bonus=True)).faults


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b'{"assignment": 1}', b'{"assignment": {"exercises": [1]}}', b"[" * 5000],
)
def test_what_is_no_file_is_refused(data: bytes) -> None:
    assert ans.view(data).refused


@pytest.mark.parametrize(
    "change",
    [
        {"points": "two"},
        {"points": None},
        {"choice_type": "some"},
        {"choices": [1]},
        {"choices": None},
        {"choices": [{"position": 1}]},
        {"zero_bond": True},
        {"category": "opn"},
        {"choices": [{"position": 1, "points": "2.0", "content": "x", "weight": "1.0"}]},
        {"category": "open", "criteria": [{"points": "2.0", "text": "x"}]},
    ],
)
def test_what_is_no_question_is_refused(change: dict[str, object]) -> None:
    (seen,) = file({**choice("2.0", "0.0"), **change}).questions
    assert seen.refused


def test_a_correction_for_guessing_is_told() -> None:
    exercise = {"position": 1, "questions": [choice("2.0", "0.0")]}
    assignment = {"exercises": [exercise], "grades_settings": {"guess_correction": True}}
    (seen,) = ans.view(json.dumps({"assignment": assignment}).encode()).questions
    assert seen.faults == ("the marks: a correction for guessing",)


def test_what_is_deleted_is_not_seen() -> None:
    assert file(choice("2.0", trashed=True)).questions == []


def test_a_position_beyond_all_numbers_is_refused() -> None:
    exercise = {"position": 1, "questions": [choice("1.0", "0.0")]}
    text = json.dumps({"assignment": {"exercises": [exercise]}})
    found = ans.view(text.replace('"position": 1', '"position": 1e999', 1).encode())
    assert found.refused.startswith("the file cannot be read")
