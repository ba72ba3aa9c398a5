"""What a target is known to bend is left out for that target, and nothing else is."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from changes.edits import edited, loaded, node_at, removed, said
from changes.making import (
    AXES,
    FREE,
    LEVELS,
    PENALTY,
    PICTURES,
    RUBRIC,
    SHARES,
    SIGNED,
    STRICT,
    Edit,
    put,
    scored,
)
from changes.test_marks import response
from examc.changes import Bends, as_text, compare
from examc.changes.bends import NO_BENDS
from examc.core.answers import Criteria, Rule, Written
from examc.core.content import Image, Paragraph
from examc.core.diagnostics import Report
from examc.core.features import Feature, Hold, Holding
from examc.core.model import (
    ChoiceQuestion,
    Course,
    Exam,
    Exercise,
    Feedback,
    Question,
    TextBlock,
    WrittenQuestion,
    rubric_of,
)
from examc.formats import READERS, TARGETS, Reader
from examc.formats.options import Options
from support import exam_of, revised


def _become(where: str, make: Callable[[Question], object]) -> Edit:
    """Another node in the place of one."""

    def edit(exam: Exam) -> Exam:
        target = node_at(exam, where)
        exercises = tuple(
            replace(e, items=tuple(make(i) if i is target else i for i in e.items))  # type: ignore[misc]
            for e in exam.exercises
        )
        return replace(exam, exercises=exercises)

    return edit


def _as_text(item: object) -> TextBlock:
    image = getattr(item, "image", Image("", ""))
    return TextBlock(id="axis", content=(Paragraph((image,)),))


def _as_open(question: Question) -> WrittenQuestion:
    return Question(
        id=question.id,
        points=question.points,
        prompt=question.prompt,
        answer=Written(rubric=rubric_of(question)),
    )


def _one_exercise(exam: Exam) -> Exam:
    items = tuple(item for exercise in exam.exercises for item in exercise.items)
    return replace(exam, exercises=(Exercise(id="e1", title="All", items=items),))


BENDING: dict[Feature, Edit] = {
    Feature.COURSE: put("", course=Course()),
    Feature.SCHEDULE: put("", date="", duration=None),
    Feature.DESCRIPTION: put("", description=()),
    Feature.TAGS: put(STRICT, tags=()),
    Feature.BANK: put("exercise 2", bank=""),
    Feature.UPDATED: put("exercise 2", updated=""),
    Feature.STATED_POINTS: put("exercise 2", points=None),
    Feature.QUESTION_SHUFFLE: put("exercise 2", shuffle=True),
    Feature.EXAM_ID: put("", id=""),
    Feature.WEIGHT: put(f"{SIGNED} › option 4", points=Fraction(0)),
    Feature.FLOOR: scored(SIGNED, floor=None),
    Feature.CAP: scored(SIGNED, cap=None),
    Feature.ALL_OR_NOTHING: scored(STRICT, rule=Rule.SUM),
    Feature.CHECK: put(f"{SIGNED} › option 4", correct=True),
    Feature.OPTION_FEEDBACK: put(f"{SIGNED} › option 2", feedback=()),
    Feature.FEEDBACK: put(SIGNED, feedback=Feedback()),
    Feature.CRITERIA: put(RUBRIC, rubric=None, notes=said("A table of three criteria.")),
    Feature.LEVELS: put(LEVELS, rubric=None),
    Feature.SOLUTION: put(RUBRIC, solution=()),
    Feature.NOTES: put(RUBRIC, notes=()),
    Feature.SPACE: put(RUBRIC, space=None),
    Feature.OPTION_SHUFFLE: put(SHARES, shuffle=False),
    Feature.FIXED_OPTION: put(f"{SIGNED} › option 4", fixed=False),
    Feature.TEXT_BLOCK: lambda exam: removed(exam, PICTURES),
    Feature.IMAGE_BLOCK: _become(AXES, _as_text),
    Feature.REPEAT: put(PICTURES, repeat=False),
    Feature.FREE_FORMATTED: _become(FREE, _as_open),
    Feature.TITLE: put(STRICT, title=""),
    Feature.EXERCISE: _one_exercise,
    Feature.CAPTION: put(AXES, image=Image("images/axes.png", "An empty pair of axes")),
}


@pytest.mark.parametrize("feature", BENDING, ids=lambda feature: feature.name)
def test_what_a_target_loses_is_no_change_for_it(feature: Feature) -> None:
    exam, files = loaded("tour")
    bent = BENDING[feature](exam)
    lost = Bends({feature: Holding(Hold.LOST)})
    # Where exercises are lost, all that they have is lost with them.
    rest = (other for other in Feature if other not in (feature, Feature.EXERCISE))
    others = Bends({other: Holding(Hold.LOST) for other in rest})
    assert compare(exam, bent, files, files)
    assert compare(exam, bent, files, files, bends=lost) == []
    assert compare(bent, exam, files, files, bends=lost) == []
    if feature is not Feature.EXERCISE:
        assert compare(exam, bent, files, files, bends=others)


def test_a_feature_that_somebody_changed_is_told_all_the_same() -> None:
    exam, files = loaded("tour")
    lost = Bends(
        {feature: Holding(Hold.LOST) for feature in Feature if feature is not Feature.EXERCISE}
    )
    for edit in (
        put(STRICT, tags=("loose",)),
        put(f"{SIGNED} › option 2", feedback=said("No, it is reported.")),
        put(RUBRIC, solution=said("Another model answer.")),
        put("", course=Course(name="Another course")),
        put(f"{RUBRIC} › criterion 2", points=Fraction(2)),
    ):
        assert compare(exam, edit(exam), files, files, bends=lost)


# -- what depends on the value --------------------------------------------------------------------

PARTLY = Bends({feature: Holding(Hold.PARTLY) for feature in Feature})


def _single(question: ChoiceQuestion) -> ChoiceQuestion:
    return revised(question, many=False)


def _exam(question: Question) -> Exam:
    return Exam(title="T", exercises=(Exercise(id="x", title="X", items=(question,)),))


def test_a_weight_under_the_floor_may_be_written_as_the_floor() -> None:
    source = _exam(_single(response(2, -2, -2, floor=0)))
    moodle = _exam(_single(response(2, 0, 0, floor=None)))
    assert [change.impact for change in compare(source, moodle)] == ["other"] * 3
    assert compare(source, moodle, bends=PARTLY) == []


def test_a_weight_that_changes_a_mark_is_told_although_weights_are_held_partly() -> None:
    source, other = _exam(response(2, -1)), _exam(response(2, 0))
    assert [change.impact for change in compare(source, other, bends=PARTLY)] == ["mark"]


def test_rounding_is_no_change_for_a_target_that_rounds() -> None:
    third = Fraction(1, 3)
    near = Fraction(33333333333, 100000000000)
    exam, files = loaded("tour")
    one = edited(exam, f"{RUBRIC} › criterion 3", points=third)
    other = edited(exam, f"{RUBRIC} › criterion 3", points=near)
    assert len(compare(one, other, files, files)) == 1
    assert compare(one, other, files, files, bends=PARTLY) == []
    one = edited(exam, f"{SIGNED} › option 3", points=third)
    other = edited(exam, f"{SIGNED} › option 3", points=near)
    assert len(compare(one, other, files, files)) == 1
    assert compare(one, other, files, files, bends=PARTLY) == []
    far = edited(exam, f"{SIGNED} › option 3", points=Fraction(33, 100))
    assert len(compare(one, far, files, files, bends=PARTLY)) == 1


@pytest.mark.parametrize("name", ["06 All or nothing", "", "001 All or nothing"])
def test_a_title_may_have_a_number_before_it(name: str) -> None:
    exam, files = loaded("tour")
    bent = edited(exam, STRICT, title=name)
    assert len(compare(exam, bent, files, files)) == 1
    assert compare(exam, bent, files, files, bends=PARTLY) == []


def test_a_title_may_be_cut_and_not_replaced() -> None:
    exam, files = loaded("tour")
    long = edited(exam, STRICT, title="A title of so many words that it is cut")
    cut = edited(exam, STRICT, title="A title of so many words …")
    other = edited(exam, STRICT, title="Another title")
    assert compare(long, cut, files, files, bends=PARTLY) == []
    assert len(compare(long, other, files, files, bends=PARTLY)) == 1


def test_tags_may_change_their_case() -> None:
    exam, files = loaded("tour")
    bent = edited(exam, STRICT, tags=("STRICT",))
    assert compare(exam, bent, files, files, bends=PARTLY) == []
    assert len(compare(exam, bent, files, files)) == 1


@pytest.mark.parametrize(
    "edit",
    [
        put(RUBRIC, rubric=None),
        put(LEVELS, rubric=Criteria(())),
        put(RUBRIC, solution=()),
        put(RUBRIC, notes=()),
        put(SIGNED, feedback=Feedback()),
        lambda exam: removed(exam, PICTURES),
        lambda exam: removed(exam, PENALTY),
        scored(SIGNED, floor=None),
    ],
)
def test_what_is_held_partly_is_not_simply_left_out(edit: Edit) -> None:
    exam, files = loaded("tour")
    assert compare(exam, edit(exam), files, files, bends=PARTLY)


def test_all_or_nothing_may_become_a_sum_where_several_options_are_right() -> None:
    exam, files = loaded("tour")
    bent = scored(STRICT, rule=Rule.SUM)(exam)
    bent = put(f"{STRICT} › option 3", points=Fraction(-3))(bent)
    assert [change.what for change in compare(exam, bent, files, files)] == ["rule", "weight"]
    assert compare(exam, bent, files, files, bends=PARTLY) == []
    one = put(f"{STRICT} › option 2", correct=False)
    told = compare(one(exam), one(bent), files, files, bends=PARTLY)
    assert [(change.what, change.impact) for change in told] == [
        ("rule", "mark"),
        ("weight", "mark"),
    ]


# -- texts ----------------------------------------------------------------------------------------

STRUCK = Bends({Feature.STRIKETHROUGH: Holding(Hold.BENT)})


def test_features_of_texts() -> None:
    def block(text: str) -> Exam:
        return exam_of(f"---\ntitle: T\n---\n\n# E\n\n## text block {{#a}}\n\n{text}\n")

    def gone(old: str, new: str, feature: Feature) -> None:
        bent = Bends({feature: Holding(Hold.BENT)})
        assert compare(block(old), block(new))
        assert compare(block(old), block(new), bends=bent) == []
        assert compare(block(new), block(old), bends=bent) == []

    gone("some ~~struck~~ text", "some struck text", Feature.STRIKETHROUGH)
    gone("3. three\n4. four", "1. three\n2. four", Feature.LIST_START)
    gone('a [link](https://a.example "A")', "a [link](https://a.example)", Feature.LINK_TITLE)
    gone("so $x^2$ is it", "so x2 is it", Feature.MATH)
    math = Bends({Feature.MATH: Holding(Hold.PARTLY)})
    changed = compare(block("so $x^2$ is"), block("so $x^3$ is"), bends=math)
    assert [change.what for change in changed] == ["formula"]


CHANGES_MARKS = {"canvas"}
"""Canvas itself marks otherwise than these exams mean; that is never passed over."""


def test_marks_that_canvas_changes_are_told_even_for_canvas() -> None:
    exam, files = loaded("resit2022")
    written = TARGETS["canvas"].write(exam, files, Options(), Report())
    assert written is not None
    reader = next(reader for reader in READERS if reader.name == "canvas")
    back, images = reader.read("resit2022.canvas.zip", written, Report())
    assert back is not None
    changes = compare(exam, back, files, images, bends=Bends(TARGETS["canvas"].statement))
    assert {change.impact for change in changes} == {"mark"}
    assert {change.where for change in changes} == {
        f"exercise 1 › question 2 › option {n}" for n in (2, 3, 4)
    }


# -- targets --------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_has_a_statement_that_leaves_edits_to_be_told(target: str) -> None:
    exam, files = loaded("tour")
    bends = Bends(TARGETS[target].statement)
    assert compare(exam, exam, files, files, bends=bends) == []
    worse = edited(exam, f"{SIGNED} › option 4", points=Fraction(-1, 2))
    [change] = compare(exam, worse, files, files, bends=bends)
    assert (change.what, change.impact) == ("weight", "mark")
    reworded = edited(exam, SIGNED, prompt=said("Which of these hold?"))
    assert [c.impact for c in compare(exam, reworded, files, files, bends=bends)] == ["student"]


@pytest.mark.parametrize("name", ["tour", "resit2022"])
@pytest.mark.parametrize(
    "reader",
    [r for r in READERS if r.name in TARGETS and r.name not in CHANGES_MARKS],
    ids=lambda r: r.name,
)
def test_what_a_target_wrote_is_the_same_exam_for_it(reader: Reader, name: str) -> None:
    exam, files = loaded(name)
    target, report = TARGETS[reader.name], Report()
    written = target.write(exam, files, Options(), report)
    assert written is not None
    back, images = reader.read(f"{name}.{target.extension}", written, report)
    assert back is not None
    bends = Bends(target.statement)
    assert as_text(compare(exam, back, files, images, bends=bends)) == "no changes\n"
    assert as_text(compare(back, exam, images, files, bends=bends)) == "no changes\n"


def test_no_bends_explain_nothing() -> None:
    assert not any(NO_BENDS.explain(feature, gone=True, partly=True) for feature in Feature)
