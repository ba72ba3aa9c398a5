"""Reading JSON of others, who know only the names of the API, and JSON that was changed by hand."""

from base64 import b64encode
from fractions import Fraction
from typing import Any

import pytest

from ans.support import FRONT, codes, document, read_json, written
from examc.core.answers import Rule, Scoring
from examc.core.content import CodeBlock, Emphasis, Image, Math, Paragraph, Text, plain
from examc.core.diagnostics import Report
from examc.core.model import (
    Course,
    Feedback,
    ImageBlock,
    Question,
    TextBlock,
    questions,
)
from examc.core.rubrics import Criteria, Levels
from support import DOT_PNG, choice_question, exam_of, written_question

OPEN = {"position": 1, "category": "open", "content": "<p>Why?</p>", "points": "3.0"}
CHOICE = {
    "id": 501,
    "exercise_id": 7,
    "position": 1,
    "category": "choice",
    "choice_type": "multiple",
    "content": "<p>What is <i>a </i> NeRF?</p>",
    "points": "2.0",
    "partial_scoring": True,
    "zero_bound": True,
    "max_bound": True,
    "criteria": [],
    "choices": [
        {"id": 2, "content": "<p>a model</p>", "feedback": "<p>yes</p>", "points": "2.0",
         "position": 2, "uuid": "u"},
        {"id": 1, "content": "a \\(x\\)", "points": "-1.0", "position": 1},
    ],
}  # fmt: skip


def _question(**changes: object) -> tuple[Question, Report]:
    base = CHOICE if changes.pop("choice", False) else OPEN
    exam, _, report = read_json(document({**base, **changes}))
    assert exam is not None
    (found,) = questions(exam)
    return found, report


def _said(report: Report) -> list[str]:
    return [f"{d.code} {d.message}" for d in report.diagnostics]


def test_a_choice_question_of_the_api() -> None:
    found, report = _question(choice=True)
    assert report.diagnostics == []
    found = choice_question(found)
    assert found.answer.many
    assert found.id == "501"
    assert found.points == 2
    assert found.prompt == (Paragraph((Text("What is "), Emphasis((Text("a"),)), Text(" NeRF?"))),)
    assert found.answer.scoring == Scoring(Rule.SUM, Fraction(0), Fraction(2))
    first, second = found.answer.options
    assert first.text == (Paragraph((Text("a "), Math("x"))),)
    assert first.points == -1
    assert [option.correct for option in found.answer.options] == [False, True]
    assert (plain(second.feedback), second.id) == ("yes", "")


def test_what_is_not_said_and_matters_is_assumed_aloud() -> None:
    bare = {key: value for key, value in CHOICE.items() if "_" not in key}
    choices = [
        {"content": "a", "points": points, "position": place}
        for place, points in enumerate(("2", 1.5, 1, "-1"), 1)
    ]
    exam, _, report = read_json(document({**bare, "choices": choices}))
    assert exam is not None
    way = "R412 assignment.exercises[0].questions[0]: "
    assumed = "assumed: a lowest mark of 0, a highest mark of 2, the sum of weights"
    assert _said(report) == [
        way + "choice_type is not given; multiple is assumed",
        way + f"marking is not given in full; {assumed}",
    ]
    (found,) = questions(exam)
    found = choice_question(found)
    assert found.answer.many
    assert [option.points for option in found.answer.options] == [2, Fraction(3, 2), 1, -1]


def test_what_is_not_said_and_changes_nothing_is_assumed_in_silence() -> None:
    choices = [
        {"content": "a", "points": 2, "position": 1},
        {"content": "b", "points": 0, "position": 2},
    ]
    bare = {"position": 1, "category": "choice", "content": "?", "points": 2}
    exam, _, report = read_json(document({**bare, "choice_type": "single", "choices": choices}))
    assert exam is not None
    assert report.diagnostics == []
    (found,) = questions(exam)
    found = choice_question(found)
    assert not found.answer.many
    assert found.answer.scoring == Scoring(Rule.SUM, Fraction(0), Fraction(2))


@pytest.mark.parametrize(
    ("changes", "scoring"),
    [
        ({"zero_bound": False}, Scoring(Rule.SUM, None, Fraction(2))),
        ({"max_bound": False}, Scoring(Rule.SUM, Fraction(0), None)),
        ({"partial_scoring": False}, Scoring(Rule.ALL_OR_NOTHING, Fraction(0), Fraction(2))),
        ({"zero_bound": False, "x_floor": "-1.0"}, Scoring(Rule.SUM, Fraction(-1), Fraction(2))),
        ({"x_cap": "1/3"}, Scoring(Rule.SUM, Fraction(0), Fraction(1, 3))),
    ],
)
def test_bounds_and_rule(changes: dict[str, object], scoring: Scoring) -> None:
    found, report = _question(choice=True, **changes)
    found = choice_question(found)
    assert found.answer.many
    assert found.answer.scoring == scoring
    assert report.diagnostics == []


@pytest.mark.parametrize(
    ("points", "value"),
    [("2", 2), ("2.50", Fraction(5, 2)), (2, 2), (1.25, Fraction(5, 4)), ("1/3", Fraction(1, 3)), (5e-1, Fraction(1, 2))],
)  # fmt: skip
def test_points_are_texts_or_numbers(points: object, value: Fraction) -> None:
    found, report = _question(points=points)
    assert found.points == value
    assert report.diagnostics == []


@pytest.mark.parametrize(
    "points", ["two", "1,5", True, {}, ["1"], 10**30, "9" * 400, -1, "NaN", 1e300]
)
def test_what_is_no_number_of_points_is_an_error(points: object) -> None:
    found, report = _question(points=points)
    assert found.points == 0
    assert report.failed
    (diagnostic,) = report.diagnostics
    assert diagnostic.message.startswith("assignment.exercises[0].questions[0].points: ")
    assert diagnostic.where == "exercise 1 › question 1"


def test_rubrics() -> None:
    parts = [
        {"id": 1, "name": "n", "description": "<p>d</p>", "points": "2.0"},
        {"id": 2, "name": None, "description": None, "points": "1.0"},
    ]
    found, report = _question(grading_type="criteria", criteria=parts)
    found = written_question(found)
    assert not found.answer.free
    assert isinstance(found.answer.rubric, Criteria)
    assert [(c.name, plain(c.text)) for c in found.answer.rubric.criteria] == [("n", "d"), ("", "")]
    assert [c.points for c in found.answer.rubric.criteria] == [2, 1]
    found, report = _question(grading_type="rubric", criteria=parts, category="free_formatted")
    found = written_question(found)
    assert found.answer.free
    assert isinstance(found.answer.rubric, Levels)
    assert report.diagnostics == []


def test_a_percentage_makes_levels_and_must_agree() -> None:
    parts = [{"points": "2.0", "x_percentage": "66.67"}, {"points": "1.0", "x_percentage": "50.00"}]
    found, report = _question(criteria=parts)
    found = written_question(found)
    assert not found.answer.free
    assert isinstance(found.answer.rubric, Levels)
    assert [level.percent for level in found.answer.rubric.levels] == ["66.67", ""]
    assert codes(report) == ["R412", "R413"]


def test_a_slider_is_no_rubric() -> None:
    found, report = _question(grading_type="slider")
    found = written_question(found)
    assert not found.answer.free
    assert found.answer.rubric is None
    assert codes(report) == ["R410"]


def test_feedback() -> None:
    found, report = _question(feedback_correct="C", feedback_incorrect="I", feedback_mistake="I")
    assert list(map(plain, (found.feedback.correct, found.feedback.incorrect))) == ["C", "I"]
    assert report.diagnostics == []
    found, report = _question(feedback_mistake="M")
    assert plain(found.feedback.incorrect) == "M"
    assert codes(report) == ["R410"]
    found, report = _question(feedback_incorrect="I", feedback_mistake="M")
    assert found.feedback == Feedback((), (), (Paragraph((Text("I"),)),))
    assert "feedback_mistake is left out" in report.diagnostics[0].message


def test_the_text_for_graders() -> None:
    found, _ = _question(grading_description="<p>G</p>")
    assert (plain(found.notes), found.solution) == ("G", ())
    found, report = _question(grading_description="<p>new</p>", x_solution="<p>S</p>")
    assert (plain(found.notes), plain(found.solution)) == ("new", "S")
    assert codes(report) == ["R413"]


def test_an_assignment_of_the_api() -> None:
    exam, _, report = read_json(
        document(
            id=33,
            external_id="sis",
            start_at="2022-02-14T09:00",
            created_at="2021-01-01T00:00",
            status="published",
            x_course={"id": 1, "name": "C", "year": 2022, "course_code": "C1"},
            x_cover={
                "description": "<p>Read.</p>",
                "description_before": "<p>Welcome.</p>",
                "shuffle_choices": True,
                "indicate_points": True,
            },
            assignment_type="Quiz",
            number_of_forms=0,
        )
    )
    assert exam is not None
    assert (exam.id, exam.date, exam.course) == ("33", "2022-02-14", Course("C1", "C", "2022"))
    assert (plain(exam.instructions), exam.description) == ("Welcome. Read.", ())
    assert sorted(codes(report)) == ["R410", "R410", "R527"]


def test_the_cover_shuffles_all_choices() -> None:
    exam, _, _ = read_json(document(CHOICE, x_cover={"shuffle_choices": True}))
    assert exam is not None
    assert [choice_question(q).answer.shuffle for q in questions(exam)] == [True]


def test_an_exercise_of_the_api() -> None:
    value: Any = document()
    value["assignment"]["exercises"] = [
        {
            "name": "B",
            "position": 2,
            "qti_identifier": "item_2",
            "points": "4.0",
            "tags": [{"key": "level", "value": "3"}, {"key": "tag", "value": "x"}],
            "updated_at": "2023-03-15T14:00:00.5Z",
            "x_question_bank": {"name": "Bank"},
            "questions": [],
        },
        {"id": 9, "name": "A", "position": 1, "external_id": "9", "questions": []},
        {"name": "C", "position": 3, "questions": [], "trashed": True},
    ]
    exam, _, report = read_json(value)
    assert exam is not None
    first, second = exam.exercises
    assert (first.title, first.id) == ("A", "9")
    assert (second.id, second.tags) == ("item_2", ("level: 3", "x"))
    assert second.points == 4
    assert (second.bank, second.updated) == ("Bank", "2023-03-15T14:00:00.5Z")
    assert codes(report) == ["R410"]


def test_blocks() -> None:
    value: Any = document({**OPEN, "position": 2})
    value["assignment"]["exercises"][0]["x_blocks"] = [
        {"kind": "image", "position": 3, "attachment_key": "k", "caption": "c", "x_alt": "a",
         "space": {"num": 1, "den": 2}},
        {"kind": "code", "position": 4, "code": "x\n", "language": "r"},
        {"kind": "text", "position": 1, "content": '<p>a <img src="k" alt="b"></p>'},
    ]  # fmt: skip
    value["x_attachments"] = [{"key": "k", "file_name": "../a b.png", "data_base64": "iVBORw=="}]
    exam, files, report = read_json(value)
    assert exam is not None
    text, _, image, listing = exam.exercises[0].items
    assert files == {"images/a-b.png": b"\x89PNG"}
    assert isinstance(text, TextBlock)
    assert text.content == (Paragraph((Text("a "), Image("images/a-b.png", "b"))),)
    assert isinstance(image, ImageBlock)
    assert (image.image, image.space) == (Image("images/a-b.png", "a", "c"), Fraction(1, 2))
    assert isinstance(listing, TextBlock)
    assert listing.content == (CodeBlock("x\n", "r"),)
    assert report.diagnostics == []


def test_an_image_may_stand_in_its_own_address() -> None:
    src = f"data:image/png;base64,{b64encode(DOT_PNG).decode()}"
    found, _ = _question(content=f'<p>a <img src="{src}" alt="b"><img src="{src}" alt="c"></p>')
    _, files, _ = read_json(document({**OPEN, "content": f'<img src="{src}">'}))
    assert files == {"images/embedded.png": DOT_PNG}
    assert found.prompt[0] == Paragraph(
        (Text("a "), *(Image("images/embedded.png", alt) for alt in "bc"))
    )


@pytest.mark.parametrize(
    ("attachment", "path"),
    [
        ({"path": "../../etc/passwd", "file_name": "passwd"}, "images/passwd.png"),
        ({"path": "/a.png"}, "images/k.png"),
        ({"path": "C:\\a.png", "file_name": "C:\\a.png"}, "images/a.png"),
        ({"path": "a/../../b.png"}, "images/k.png"),
        ({"path": ".git/hooks/x"}, "images/k.png"),
        ({"path": "images/ok.png"}, "images/ok.png"),
    ],
)
def test_attachments_stay_in_the_folder(attachment: dict[str, str], path: str) -> None:
    entry = {"key": "k", "media_type": "image/png", "data_base64": "iVBORw==", **attachment}
    entry.setdefault("file_name", "k.png")
    _, files, report = read_json(document() | {"x_attachments": [entry]})
    assert list(files) == [path]
    assert codes(report) == ([] if path == attachment["path"] else ["R470"])


def test_damaged_attachments() -> None:
    entries = [
        {"key": "a", "file_name": "a.png", "data_base64": "iVBORw==", "file_size": 5},
        {"key": "b", "file_name": "b.png", "data_base64": "iVBORw==", "sha256": "00"},
        {"key": "c", "file_name": "c.png", "data_base64": "*"},
        {"key": "d", "file_name": "d.png", "missing": True},
        {"file_name": "e.png"},
    ]
    exam, files, report = read_json(
        document({**OPEN, "content": '<p>a<img src="gone.png"></p>'}) | {"x_attachments": entries}
    )
    assert exam is not None
    assert list(files) == ["images/a.png", "images/b.png"]
    assert sorted(codes(report)) == ["R404", "R470", "R470", "R470", "R470", "R470"]


def test_kinds_without_a_place_become_open_questions() -> None:
    found, report = _question(category="match", rows=[{"name": "r", "position": 1}], word_limit=0)
    found = written_question(found)
    assert not found.answer.free
    assert sorted(codes(report)) == ["R514", "R521"]


def test_a_value_without_a_place_is_told_once() -> None:
    many = [{**OPEN, "position": place, "bonus": True, "skippable": False} for place in (1, 2, 3)]
    _, _, report = read_json(document(*many))
    way = "R410 assignment.exercises[0].questions[0].bonus: "
    message = "'bonus' of a question has no place in the exam, here and in 2 more"
    assert _said(report) == [way + message]


def test_positions_that_do_not_count() -> None:
    exam, _, report = read_json(
        document(*({**OPEN, "position": p, "content": str(p)} for p in (5, 2, 2)))
    )
    assert exam is not None
    assert [plain(question.prompt) for question in questions(exam)] == ["2", "2", "5"]
    assert codes(report) == ["R413"]


def test_ids_are_made_different() -> None:
    same = [{**OPEN, "position": place, "id": 7} for place in (1, 2)]
    exam, _, report = read_json(document(*same))
    assert exam is not None
    assert [exam.exercises[0].id, *(q.id for q in questions(exam))] == ["7", "7-2", "7-3"]
    assert codes(report) == ["R527", "R527"]


# -- JSON of ours, changed by hand --------------------------------------------------------------


def _changed(**changes: object) -> tuple[Question, list[str]]:
    value = written(
        exam_of(
            FRONT + "## 1/3 pts · multiple choice {floor=-1}\n\nW?\n\n- [x] {1/3} a\n- [ ] {0} b\n"
        )
    )
    value["assignment"]["exercises"][0]["questions"][0].update(changes)
    exam, _, report = read_json(value)
    assert exam is not None
    (found,) = questions(exam)
    return found, codes(report)


def test_the_bare_name_has_the_say_where_ours_does_not_agree() -> None:
    assert _changed()[0].points == Fraction(1, 3)
    found, said = _changed(points="0.5")
    assert (found.points, said) == (Fraction(1, 2), ["R413"])
    found, said = _changed(zero_bound=True)
    found = choice_question(found)
    assert not found.answer.many
    assert found.answer.scoring.floor == 0
    assert said == ["R413"]
