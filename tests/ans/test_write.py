"""What the fields of the JSON mean."""

import base64
import hashlib
from fractions import Fraction

import pytest

from ans.support import FRONT, items, question, said, written
from examc.core.content import Image
from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.model import Exam, Exercise, ImageBlock
from examc.formats.ans import values
from examc.formats.ans.holds import STATEMENT
from examc.formats.ans.write import write
from examc.formats.options import Options
from support import DOT_PNG, exam_of

CHOICE = """## 2 pts · multiple response {#q SETTINGS}

Which?

- [x] {+1 #a} one

  > yes

- [x] {+1} two
- [ ] {-1 fixed} three
"""


def test_the_exam() -> None:
    exam = exam_of(
        "---\ntitle: T\nid: 501\ncourse: {code: C1, name: N, year: 22/23, period: P2}\n"
        "date: 2022-02-14\nduration: 90\npoints: 2\nlanguage: nl\n"
        "description: Made in *May*.\ninstructions: Read *this*.\ntags: [x]\n---\n\n# E\n\n"
        + CHOICE.replace("SETTINGS", "")
    )
    assignment = written(exam)["assignment"]
    exercises = assignment.pop("exercises")
    assert assignment == {
        "id": 501,
        "name": "T",
        "external_id": "501",
        "x_language": "nl",
        "x_course": {
            "name": "N",
            "course_code": "C1",
            "year": 2022,
            "x_year": "22/23",
            "x_period": "P2",
        },
        "x_date": "2022-02-14",
        "x_duration": 90,
        "x_points": "2.0",
        "x_tags": ["x"],
        "x_description": "<p>Made in <em>May</em>.</p>",
        "x_cover": {"description": "<p>Read <em>this</em>.</p>"},
    }
    assert [exercise["external_id"] for exercise in exercises] == ["e1"]


def test_an_exercise() -> None:
    source = (
        '# E {#15880633 points=2.5 bank="B" updated=2023-03-15T14:00 tags="a, level: 3"\n'
        "shuffle=questions}".replace("\n", " ")
    )
    exam = exam_of(f"---\ntitle: T\n---\n\n{source}\n\n## text block\n\na\n")
    (exercise,) = written(exam)["assignment"]["exercises"]
    blocks = exercise.pop("x_blocks")
    assert exercise == {
        "id": 15880633,
        "name": "E",
        "external_id": "15880633",
        "position": 1,
        "points": "2.5",
        "tags": [{"key": "tag", "value": "a"}, {"key": "level", "value": "3"}],
        "x_question_bank": {"name": "B"},
        "updated_at": "2023-03-15T14:00",
        "x_shuffle": True,
        "questions": [],
    }
    assert blocks == [{"kind": "text", "position": 1, "content": "<p>a</p>", "x_id": "15880633-1"}]


def test_a_day_without_a_time_is_no_timestamp() -> None:
    exam = exam_of("---\ntitle: T\n---\n\n# E {updated=2023-03-15}\n\n## text block\n\na\n")
    (exercise,) = written(exam)["assignment"]["exercises"]
    assert exercise["x_updated"] == "2023-03-15"
    assert "updated_at" not in exercise


def test_a_choice_question() -> None:
    found = question(CHOICE.replace("SETTINGS", 'title="T" shuffle=options tags="x"'))
    assert found == {
        "x_id": "q",
        "position": 1,
        "category": "choice",
        "x_title": "T",
        "content": "<p>Which?</p>",
        "points": "2.0",
        "choice_type": "multiple",
        "partial_scoring": True,
        "zero_bound": True,
        "max_bound": True,
        "x_shuffle": True,
        "choices": [
            {
                "qti_identifier": "a",
                "position": 1,
                "content": "<p>one</p>",
                "points": "1.0",
                "x_correct": True,
                "feedback": "<p>yes</p>",
            },
            {"position": 2, "content": "<p>two</p>", "points": "1.0", "x_correct": True},
            {
                "position": 3,
                "content": "<p>three</p>",
                "points": "-1.0",
                "x_correct": False,
                "x_fixed_position": True,
            },
        ],
        "x_tags": ["x"],
    }


@pytest.mark.parametrize(
    ("settings", "fields"),
    [
        ("floor=none", {"zero_bound": False}),
        ("floor=-1", {"zero_bound": False, "x_floor": "-1.0"}),
        ("floor=1/3", {"zero_bound": True, "x_floor": "1/3"}),
        ("cap=none", {"max_bound": False}),
        ("cap=1", {"max_bound": True, "x_cap": "1.0"}),
        ("cap=3", {"max_bound": False, "x_cap": "3.0"}),
        ("rule=all-or-nothing", {"partial_scoring": False}),
    ],
)
def test_bounds_and_rule(settings: str, fields: dict[str, object]) -> None:
    found = question(CHOICE.replace("SETTINGS", settings))
    plain = {"partial_scoring": True, "zero_bound": True, "max_bound": True}
    keys = {*plain, "x_floor", "x_cap", "x_rule"}
    assert {key: found[key] for key in keys if key in found} == plain | fields


def test_one_answer() -> None:
    found = question(CHOICE.replace("SETTINGS", "").replace("response", "choice"))
    assert found["choice_type"] == "single"


def test_the_cover_says_that_all_options_are_shuffled() -> None:
    one = CHOICE.replace("SETTINGS", "shuffle=options")
    other = CHOICE.replace("SETTINGS", "").replace("#q", "#r")
    both = written(exam_of(FRONT + one + other))["assignment"]
    assert "x_cover" not in both
    assert written(exam_of(FRONT + one))["assignment"]["x_cover"] == {"shuffle_choices": True}


def test_criteria() -> None:
    found = question(
        '## 3 pts · open · 3/8 page {#17}\n\nWhy?\n\n### criteria\n\n- {2.5 name="n" #k} c\n- {2}\n'
    )
    assert found == {
        "id": 17,
        "x_id": "17",
        "position": 1,
        "category": "open",
        "content": "<p>Why?</p>",
        "points": "3.0",
        "x_answer_space": {"num": 3, "den": 8, "unit": "page"},
        "grading_type": "criteria",
        "max_bound": True,
        "criteria": [
            {"x_id": "k", "x_position": 1, "name": "n", "description": "<p>c</p>", "points": "2.5"},
            {"x_position": 2, "points": "2.0"},
        ],
    }


def test_levels() -> None:
    found = question(
        "## 3 pts · free formatted\n\nWhy?\n\n### levels\n\n- {2 66.67%} a\n- {100%} b\n- {0} c\n"
    )
    assert (found["category"], found["grading_type"]) == ("free_formatted", "rubric")
    assert "max_bound" not in found
    said = [
        (p["points"], p.get("x_percentage"), p.get("x_percentage_printed"))
        for p in found["criteria"]
    ]
    assert said == [("2.0", "66.67", None), ("3.0", "100.00", "100"), ("0.0", None, None)]


def test_texts_for_students_and_graders() -> None:
    found = question(
        "## 1 pt · open\n\nWhy?\n\n### solution\n\nS\n\n### feedback\n\nF\n\n"
        "### feedback: correct\n\nC\n\n### feedback: incorrect\n\nI\n\n### for graders\n\nG\n"
    )
    texts = {key: value for key, value in found.items() if str(value).startswith("<p>")}
    assert texts == {
        "content": "<p>Why?</p>",
        "grading_description": "<p>S</p><p>G</p>",
        "x_solution": "<p>S</p>",
        "x_notes": "<p>G</p>",
        "x_feedback": "<p>F</p>",
        "feedback_correct": "<p>C</p>",
        "feedback_incorrect": "<p>I</p>",
        "feedback_mistake": "<p>I</p>",
    }


def test_notes_alone_need_no_name_of_ours() -> None:
    found = question("## 1 pt · open\n\nWhy?\n\n### for graders\n\nG\n")
    assert found["grading_description"] == "<p>G</p>"
    assert not {"x_notes", "x_solution"} & found.keys()


def test_blocks_and_questions_are_counted_together() -> None:
    text = (
        "## text block {#t repeat}\n\na $x < y$\n\n$$z$$\n\n"
        "## 1 pt · open\n\nWhy?\n\n"
        "## text block\n\n```c++\nint x;\n```\n\n"
        '## image block · 1/5 page {#i}\n\n![what](images/a.png "cap")\n\n'
        "## image block\n\n![](https://example.org/a.png)\n"
    )
    exam = exam_of(FRONT + text, {"images/a.png": DOT_PNG})
    (exercise,) = written(exam)["assignment"]["exercises"]
    assert [q["position"] for q in exercise["questions"]] == [2]
    assert exercise["x_blocks"] == [
        {
            "kind": "text",
            "position": 1,
            "content": "<p>a \\(x &lt; y\\)</p><p>$$z$$</p>",
            "x_id": "t",
            "x_repeat": True,
        },
        {"kind": "code", "position": 3, "language": "c++", "code": "int x;", "x_id": "e-3"},
        {
            "kind": "image",
            "position": 4,
            "attachment_key": "images/a.png",
            "x_alt": "what",
            "caption": "cap",
            "space": {"num": 1, "den": 5, "unit": "page"},
            "x_id": "i",
        },
        {
            "kind": "image",
            "position": 5,
            "attachment_key": None,
            "x_src": "https://example.org/a.png",
            "x_id": "e-5",
        },
    ]


def test_attachments() -> None:
    files = {"unused.svg": b"<svg/>", "images/a.png": DOT_PNG}
    image = ImageBlock(id="i", image=Image("images/a.png", ""))
    gone = ImageBlock(id="j", image=Image("gone.jpeg", ""))
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(gone, image)),))
    lost, used, unused = written(exam, files)["x_attachments"]
    assert lost == {
        "key": "gone.jpeg",
        "file_name": "gone.jpeg",
        "media_type": "image/jpeg",
        "path": "gone.jpeg",
        "missing": True,
    }
    assert used == {
        "key": "images/a.png",
        "file_name": "a.png",
        "media_type": "image/png",
        "path": "images/a.png",
        "file_size": len(DOT_PNG),
        "sha256": hashlib.sha256(DOT_PNG).hexdigest(),
        "data_base64": base64.b64encode(DOT_PNG).decode(),
    }
    assert (unused["key"], unused["media_type"]) == ("unused.svg", "image/svg+xml")


@pytest.mark.parametrize(
    ("value", "text", "exact"),
    [
        ("2", "2.0", True),
        ("-1.25", "-1.25", True),
        ("0", "0.0", True),
        ("1/1024", "0.0009765625", True),
        ("1/3", "0.333333", False),
        ("-2/3", "-0.666667", False),
        ("1/1152921504606846976", "0.000000", False),
    ],
)
def test_numbers(value: str, text: str, exact: bool) -> None:
    number = Fraction(value)
    assert (values.decimal(number), values.is_exact(number)) == (text, exact)
    assert values.parse(values.exact(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2022", 2022),
        ("22/23", 2022),
        ("2022-2023", 2022),
        ("99/00", 2099),
        ("22/24", None),
        ("", None),
    ],
)
def test_years(text: str, number: int | None) -> None:
    assert values.year(text) == number


def test_thirds_stand_exactly_beside_the_rounded_number() -> None:
    found = question("## 1/3 pts · multiple choice\n\nWhich?\n\n- [x] {1/3} a\n- [ ] {-1/7} b\n")
    assert (found["points"], found["x_points_exact"]) == ("0.333333", "1/3")
    assert [c["x_points_exact"] for c in found["choices"]] == ["1/3", "-1/7"]


@pytest.mark.parametrize(
    ("text", "losses"),
    [
        (CHOICE.replace("SETTINGS", ""), []),
        (CHOICE.replace("SETTINGS", "floor=none cap=none rule=all-or-nothing"), []),
        (CHOICE.replace("SETTINGS", "floor=-1 cap=5"), []),  # no answer comes near them
        (CHOICE.replace("SETTINGS", "floor=-1").replace("{-1 fixed}", "{-3 fixed}"), ["X311"]),
        (CHOICE.replace("SETTINGS", "cap=5").replace("{+1} two", "{+5} two"), ["X312"]),
        (CHOICE.replace("SETTINGS", "").replace("{+1} two", "{0} two"), []),
        (
            CHOICE.replace("SETTINGS", "rule=all-or-nothing").replace("{+1} two", "{0} two"),
            ["X314"],
        ),
        ("## 1/3 pts · multiple choice\n\nW?\n\n- [x] {1/3} a\n- [ ] {0} b\n", ["X315", "X310"]),
        ("## 1 pt · open\n\nW?\n\n### criteria\n\n- {1/3} a\n", ["X322"]),
        ("## 1 pt · open\n\nW?\n\n### levels\n\n- {1/3} a\n", ["X323"]),
    ],
)
def test_what_the_names_of_the_api_cannot_say_is_reported(text: str, losses: list[str]) -> None:
    found = said(text)
    assert [diagnostic.code for diagnostic in found] == losses
    assert all(d.target == "ans" and d.span and "ANS bends" in d.message for d in found)


def test_every_feature_is_answered() -> None:
    assert STATEMENT.keys() == set(Feature)


def test_the_text_is_readable_and_in_utf_8() -> None:
    report = Report()
    data = write(exam_of(FRONT.replace("title: T", 'title: "Naïve 😀 \\""')), {}, Options(), report)
    assert data.startswith(b'{\n "format": "ans-style-json",\n "format_version": "1.0",\n')
    assert '"name": "Naïve 😀 \\"",\n'.encode() in data
    assert data.endswith(b"\n}\n")
    assert items("") == []
