"""One edit is one change: every kind of edit an author makes, told as they would tell it."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from diff.edits import (
    anonymous,
    edited,
    inserted,
    loaded,
    moved,
    node_at,
    removed,
    said,
)
from examc.content import CodeBlock, Image, Math, Paragraph, Text
from examc.diff import Change, compare
from examc.model import (
    Criteria,
    Criterion,
    Exam,
    Exercise,
    MultipleChoice,
    Open,
    Option,
    Rule,
    Scoring,
    TextBlock,
)

Edit = Callable[[Exam], Exam]

RUBRIC = "exercise 1 › question 1"
LEVELS = "exercise 1 › question 2"
FREE = "exercise 1 › question 3"
SIGNED = "exercise 2 › question 1"
SHARES = "exercise 2 › question 2"
PENALTY = "exercise 2 › question 3"
STRICT = "exercise 2 › question 4"
INTRO = "exercise 2 › text block 1"
PICTURES = "exercise 2 › text block 2"
PICTURE = "exercise 2 › question 5"
AXES = "exercise 1 › image block 1"


def _set(where: str, **fields: object) -> Edit:
    return lambda exam: edited(exam, where, **fields)


def _scoring(where: str, **fields: object) -> Edit:
    return lambda exam: edited(
        exam,
        where,
        scoring=replace(node_at(exam, where).scoring, **fields),
    )


def _feedback(where: str, **fields: object) -> Edit:
    return lambda exam: edited(
        exam,
        where,
        feedback=replace(node_at(exam, where).feedback, **fields),
    )


def _course(**fields: str) -> Edit:
    return lambda exam: edited(exam, "", course=replace(exam.course, **fields))


def _block(where: str, field: str, index: int, block: object) -> Edit:
    """Another block in a text."""

    def edit(exam: Exam) -> Exam:
        blocks = getattr(node_at(exam, where), field)
        return edited(exam, where, **{field: (*blocks[:index], block, *blocks[index + 1 :])})

    return edit


def _as_kind(where: str, kind: type, **fields: object) -> Edit:
    """A question of another kind, with all that both kinds have."""

    def edit(exam: Exam) -> Exam:
        old = node_at(exam, where)
        shared = {
            name: getattr(old, name)
            for name in kind.__dataclass_fields__  # type: ignore[attr-defined]
            if hasattr(old, name)
        }
        made = kind(**{**shared, **fields})
        return removed(inserted(exam, where, made), _after(where))

    return edit


def _after(where: str) -> str:
    head, _, number = where.rpartition(" ")
    return f"{head} {int(number) + 1}"


def _new_question(words: str) -> Open:
    criterion = Criterion(text=said("It is named."), points=Fraction(2))
    return Open(id="new", points=Fraction(2), prompt=said(words), rubric=Criteria((criterion,)))


def _option(words: str, points: int, *, correct: bool = False) -> Option:
    return Option(text=said(words), points=Fraction(points), correct=correct)


EDITS: dict[str, tuple[Edit, Change]] = {
    # the exam
    "title": (
        _set("", title="A second tour"),
        Change("renamed", "", "title", "A tour of examc", "A second tour", "student"),
    ),
    "course name": (
        _course(name="Exams as Text"),
        Change("changed", "", "course name", "Writing Exams as Text", "Exams as Text", "student"),
    ),
    "period": (
        _course(period=""),
        Change("changed", "", "period", "Period 1", "", "student"),
    ),
    "language": (
        _set("", language="nl"),
        Change("changed", "", "language", "en", "nl", "student"),
    ),
    "date": (
        _set("", date="2026-12-02"),
        Change("changed", "", "date", "2026-12-01", "2026-12-02", "student"),
    ),
    "duration": (
        _set("", duration=120),
        Change("changed", "", "duration", "90 minutes", "120 minutes", "student"),
    ),
    "stated points": (
        _set("", points=Fraction(21)),
        Change("changed", "", "stated points", "20", "21", "other"),
    ),
    "description": (
        _set(
            "",
            description=said(
                "This exam uses every feature twice, and each question says which. Read it beside its source."
            ),
        ),
        Change(
            "reworded",
            "",
            "description",
            "… uses every feature once, and each question …",
            "… uses every feature twice, and each question …",
            "student",
        ),
    ),
    "exam tags": (
        _set("", tags=("documentation", "tour", "new")),
        Change("changed", "", "tags", "documentation, tour", "documentation, new, tour", "other"),
    ),
    "exam id": (_set("", id="trip"), Change("changed", "", "id", "tour", "trip", "other")),
    # exercises
    "exercise renamed": (
        _set("exercise 2", title="Closed questions"),
        Change(
            "renamed", "exercise 2", "exercise", "Choice questions", "Closed questions", "student"
        ),
    ),
    "exercise points": (
        _set("exercise 2", points=None),
        Change("changed", "exercise 2", "stated points", "10", "", "other"),
    ),
    "exercise bank": (
        _set("exercise 2", bank="Another bank"),
        Change("changed", "exercise 2", "question bank", "Tour questions", "Another bank", "other"),
    ),
    "exercise updated": (
        _set("exercise 2", updated="2026-11-21"),
        Change(
            "changed",
            "exercise 2",
            "time of the last change",
            "2026-11-20T09:30",
            "2026-11-21",
            "other",
        ),
    ),
    "exercise tags": (
        _set("exercise 2", tags=("closed",)),
        Change("changed", "exercise 2", "tags", "automatic, closed", "closed", "other"),
    ),
    "exercise shuffle": (
        _set("exercise 1", shuffle=True),
        Change("changed", "exercise 1", "order of questions", "fixed", "shuffled", "student"),
    ),
    "exercise moved": (
        lambda exam: moved(exam, "exercise 2", "exercise 1"),
        Change("moved", "exercise 1", "exercise", "exercise 2", "exercise 1", "student"),
    ),
    "exercise removed": (
        lambda exam: removed(exam, "exercise 2"),
        Change("removed", "exercise 2", "exercise", "Choice questions · 5 questions", "", "mark"),
    ),
    "exercise added": (
        lambda exam: inserted(
            exam,
            "exercise 2",
            Exercise(id="more", title="More", items=(_new_question("What is a cone?"),)),
        ),
        Change("added", "exercise 2", "exercise", "", "More · 1 question", "mark"),
    ),
    # items
    "question added": (
        lambda exam: inserted(exam, LEVELS, _new_question("What is the name of a solid?")),
        Change(
            "added", LEVELS, "question", "", "2 pts · open · What is the name of a solid?", "mark"
        ),
    ),
    "question added first": (
        lambda exam: inserted(exam, INTRO, _new_question("What is the name of a solid?")),
        Change(
            "added", SIGNED, "question", "", "2 pts · open · What is the name of a solid?", "mark"
        ),
    ),
    "text block added": (
        lambda exam: inserted(exam, LEVELS, TextBlock(id="hint", content=said("Mind the units."))),
        Change(
            "added",
            "exercise 1 › text block 1",
            "text block",
            "",
            "text block · Mind the units.",
            "student",
        ),
    ),
    "question removed": (
        lambda exam: removed(exam, PENALTY),
        Change(
            "removed",
            PENALTY,
            "question",
            "2 pts · multiple choice · This question has no floor, so that a wrong answer costs a …",
            "",
            "mark",
        ),
    ),
    "image block removed": (
        lambda exam: removed(exam, AXES),
        Change(
            "removed",
            AXES,
            "image block",
            "image block · axes.png An empty pair of axes axes",
            "",
            "student",
        ),
    ),
    "question moved": (
        lambda exam: moved(exam, STRICT, SIGNED),
        Change("moved", SIGNED, "question", STRICT, SIGNED, "student"),
    ),
    "question moved to another exercise": (
        lambda exam: moved(exam, LEVELS, SHARES),
        Change("moved", SHARES, "question", LEVELS, SHARES, "student"),
    ),
    "kind of a choice question": (
        _as_kind(SIGNED, MultipleChoice),
        Change("changed", SIGNED, "kind", "multiple response", "multiple choice", "mark"),
    ),
    "kind of a written question": (
        _as_kind(FREE, Open, space=Fraction(1, 2)),
        Change("changed", FREE, "kind", "free formatted", "open", "student"),
    ),
    "points of a rubric": (
        _set(RUBRIC, points=Fraction(5)),
        Change("changed", RUBRIC, "points", "4", "5", "mark"),
    ),
    "points and the cap that follows": (
        _set(PENALTY, points=Fraction(3), scoring=Scoring(floor=None, cap=Fraction(3))),
        Change("changed", PENALTY, "points", "2", "3", "mark"),
    ),
    "question renamed": (
        _set(STRICT, title="Exactly"),
        Change("renamed", STRICT, "title", "All or nothing", "Exactly", "student"),
    ),
    "prompt reworded": (
        _block(
            PICTURE,
            "prompt",
            0,
            Paragraph((Text("Which line is drawn in the picture above?"),)),
        ),
        Change(
            "reworded",
            PICTURE,
            "prompt",
            "Wrong options without a weight cost the same share under wrong=minus, and … to the floor of $-1$. Which function does the picture show?",
            "Which line is drawn in the picture above?",
            "student",
        ),
    ),
    "formula in a prompt": (
        _block(
            SHARES,
            "prompt",
            0,
            Paragraph(
                (
                    Text(
                        "Weights are left out here: the checked option is worth all points, the others nothing. What is"
                    ),
                    Text(" "),
                    Math("2^{11}"),
                    Text("?"),
                )
            ),
        ),
        Change("changed", SHARES, "formula in the prompt", "$2^{10}$", "$2^{11}$", "student"),
    ),
    "question tags": (
        _set(STRICT, tags=()),
        Change("changed", STRICT, "tags", "strict", "", "other"),
    ),
    # blocks
    "text block reworded": (
        _block(
            PICTURES,
            "content",
            0,
            Paragraph(
                (
                    Text(
                        "A block may be repeated with every question up to the next block. The listing and the image below belong to the next question."
                    ),
                )
            ),
        ),
        Change(
            "reworded",
            PICTURES,
            "text block",
            "… listing and the picture below belong to …",
            "… listing and the image below belong to …",
            "student",
        ),
    ),
    "code in a text block": (
        _block(
            PICTURES,
            "content",
            1,
            CodeBlock("def halve(number: int) -> float:\n    return number // 2", "python"),
        ),
        Change("changed", PICTURES, "code", "return number / 2", "return number // 2", "student"),
    ),
    "alternative text": (
        _block(PICTURES, "content", 2, Paragraph((Image("images/halve.png", "A line", "halve"),))),
        Change(
            "changed",
            PICTURES,
            "alternative text",
            "A line that rises from the origin and halves its argument",
            "A line",
            "student",
        ),
    ),
    "caption": (
        _set(AXES, image=Image("images/axes.png", "An empty pair of axes", "")),
        Change("removed", AXES, "caption", "axes", "", "student"),
    ),
    "another picture": (
        _set(AXES, image=Image("images/halve.png", "An empty pair of axes", "axes")),
        Change("changed", AXES, "picture", "axes.png", "halve.png", "student"),
    ),
    "height of an image": (
        _set(AXES, space=None),
        Change("changed", AXES, "height", "1/5 page", "", "student"),
    ),
    "repetition": (
        _set(PICTURES, repeat=False),
        Change("changed", PICTURES, "repetition", "repeated", "shown once", "student"),
    ),
    # options
    "weight": (
        _set(f"{SIGNED} › option 4", points=Fraction(-1, 2)),
        Change("changed", f"{SIGNED} › option 4", "weight", "-1", "-0.5", "mark"),
    ),
    "weight under the floor": (
        _set(f"{PICTURE} › option 1", points=Fraction(-2)),
        Change("changed", f"{PICTURE} › option 1", "weight", "-1", "-2", "other"),
    ),
    "key and weight": (
        _set(f"{PENALTY} › option 2", points=Fraction(2), correct=True),
        Change("changed", f"{PENALTY} › option 2", "key", "[ ] {-1}", "[x] {+2}", "mark"),
    ),
    "key alone": (
        _set(f"{SIGNED} › option 3", correct=False),
        Change("changed", f"{SIGNED} › option 3", "key", "[x]", "[ ]", "student"),
    ),
    "key of all-or-nothing": (
        _set(f"{STRICT} › option 2", correct=False),
        Change("changed", f"{STRICT} › option 2", "key", "[x]", "[ ]", "mark"),
    ),
    "option reworded": (
        _set(f"{SIGNED} › option 3", text=said("They may be below zero.")),
        Change(
            "reworded",
            f"{SIGNED} › option 3",
            "option",
            "They may be negative.",
            "They may be below zero.",
            "student",
        ),
    ),
    "formula of an option": (
        _set(f"{SHARES} › option 1", text=(Paragraph((Math("1001"),)),)),
        Change("changed", f"{SHARES} › option 1", "formula", "$1000$", "$1001$", "student"),
    ),
    "option added": (
        lambda exam: inserted(exam, f"{SHARES} › option 2", _option("none", 0)),
        Change("added", f"{SHARES} › option 2", "option", "", "[ ] {0} none", "student"),
    ),
    "penalty added": (
        lambda exam: inserted(exam, f"{PENALTY} › option 2", _option("Perhaps", -2)),
        Change("added", f"{PENALTY} › option 2", "option", "", "[ ] {-2} Perhaps", "mark"),
    ),
    "option removed": (
        lambda exam: removed(exam, f"{SIGNED} › option 3"),
        Change(
            "removed",
            f"{SIGNED} › option 3",
            "option",
            "[x] {+1} They may be negative.",
            "",
            "mark",
        ),
    ),
    "option moved": (
        lambda exam: moved(exam, f"{STRICT} › option 3", f"{STRICT} › option 1"),
        Change(
            "moved",
            f"{STRICT} › option 1",
            "option",
            f"{STRICT} › option 3",
            f"{STRICT} › option 1",
            "student",
        ),
    ),
    "shuffled option moved": (
        lambda exam: moved(exam, f"{SHARES} › option 3", f"{SHARES} › option 1"),
        Change(
            "moved",
            f"{SHARES} › option 1",
            "option",
            f"{SHARES} › option 3",
            f"{SHARES} › option 1",
            "other",
        ),
    ),
    "option pinned": (
        _set(f"{SHARES} › option 3", fixed=True),
        Change("changed", f"{SHARES} › option 3", "place", "free", "fixed", "student"),
    ),
    "option feedback removed": (
        _set(f"{SIGNED} › option 2", feedback=()),
        Change(
            "removed",
            f"{SIGNED} › option 2",
            "feedback",
            "No: what a target cannot hold is reported, and never rounded in …",
            "",
            "student",
        ),
    ),
    "options shuffled": (
        _set(STRICT, shuffle=True),
        Change("changed", STRICT, "order of options", "fixed", "shuffled", "student"),
    ),
    # scoring
    "floor": (
        _scoring(SIGNED, floor=None),
        Change("changed", SIGNED, "lowest mark", "0", "none", "mark"),
    ),
    "floor that nothing reaches": (
        _scoring(SHARES, floor=None),
        Change("changed", SHARES, "lowest mark", "0", "none", "other"),
    ),
    "cap": (
        _scoring(SIGNED, cap=Fraction(3, 2)),
        Change("changed", SIGNED, "highest mark", "2", "1.5", "mark"),
    ),
    "rule": (
        _scoring(STRICT, rule=Rule.SUM),
        Change("changed", STRICT, "rule", "all-or-nothing", "sum", "mark"),
    ),
    # feedback and what graders see
    "feedback reworded": (
        _feedback(SIGNED, general=said("Every student sees this line afterwards,")),
        Change(
            "reworded",
            SIGNED,
            "feedback",
            "… student sees this text afterwards,",
            "… student sees this line afterwards,",
            "student",
        ),
    ),
    "feedback for full marks": (
        _feedback(SIGNED, correct=()),
        Change(
            "removed",
            SIGNED,
            "feedback for full marks",
            "this one is for full marks,",
            "",
            "student",
        ),
    ),
    "feedback for less": (
        _feedback(SHARES, incorrect=said("Count the bits.")),
        Change(
            "added", SHARES, "feedback for less than full marks", "", "Count the bits.", "student"
        ),
    ),
    "model answer": (
        _set(RUBRIC, solution=said("A parabola whose lowest point is at zero.")),
        Change(
            "reworded",
            RUBRIC,
            "model answer",
            "… lowest point is the origin.",
            "… lowest point is at zero.",
            "student",
        ),
    ),
    "notes for graders": (
        _set(RUBRIC, notes=()),
        Change(
            "removed",
            RUBRIC,
            "notes for graders",
            "Do not mark the quality of the drawing.",
            "",
            "other",
        ),
    ),
    "answer space": (
        _set(RUBRIC, space=Fraction(2)),
        Change("changed", RUBRIC, "answer space", "1/2 page", "2 pages", "student"),
    ),
    # rubrics
    "criterion points": (
        _set(f"{RUBRIC} › criterion 2", points=Fraction(2)),
        Change("changed", f"{RUBRIC} › criterion 2", "points", "1.5", "2", "mark"),
    ),
    "criterion reworded": (
        _set(f"{RUBRIC} › criterion 2", text=said("It is symmetric in the axis.")),
        Change(
            "reworded",
            f"{RUBRIC} › criterion 2",
            "criterion",
            "… symmetric in the vertical axis.",
            "… symmetric in the axis.",
            "mark",
        ),
    ),
    "criterion renamed": (
        _set(f"{RUBRIC} › criterion 1", name="form"),
        Change("renamed", f"{RUBRIC} › criterion 1", "name", "shape", "form", "other"),
    ),
    "criterion added": (
        lambda exam: inserted(
            exam, f"{FREE} › criterion 2", Criterion(text=said("a sketch"), points=Fraction(1, 2))
        ),
        Change("added", f"{FREE} › criterion 2", "criterion", "", "{0.5} a sketch", "mark"),
    ),
    "criterion moved": (
        lambda exam: moved(exam, f"{RUBRIC} › criterion 3", f"{RUBRIC} › criterion 1"),
        Change(
            "moved",
            f"{RUBRIC} › criterion 1",
            "criterion",
            f"{RUBRIC} › criterion 3",
            f"{RUBRIC} › criterion 1",
            "other",
        ),
    ),
    "level points": (
        _set(f"{LEVELS} › level 2", points=Fraction(1), percent="33.33"),
        Change("changed", f"{LEVELS} › level 2", "points", "2", "1", "mark"),
    ),
    "level removed": (
        lambda exam: removed(exam, f"{LEVELS} › level 2"),
        Change(
            "removed",
            f"{LEVELS} › level 2",
            "level",
            "{2} a slip in counting, with the right idea",
            "",
            "mark",
        ),
    ),
    "rubric removed": (
        _set(LEVELS, rubric=None),
        Change("removed", LEVELS, "rubric", "3 levels", "", "mark"),
    ),
    "rubric of another kind": (
        _set(LEVELS, rubric=Criteria((Criterion(text=said("twelve"), points=Fraction(3)),))),
        Change("changed", LEVELS, "rubric", "3 levels", "1 criterion", "mark"),
    ),
}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("named", [True, False], ids=["ids", "no ids"])
def test_one_edit_is_one_change(name: str, named: bool) -> None:
    exam, files = loaded("tour")
    before = exam if named else anonymous(exam)
    edit, expected = EDITS[name]
    assert compare(before, edit(before), files, files) == [expected]


MIRRORED = {"added": "removed", "removed": "added"}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_undone_is_the_change_mirrored(name: str) -> None:
    exam, files = loaded("tour")
    edit, there = EDITS[name]
    [back] = compare(edit(exam), exam, files, files)
    assert back.kind == MIRRORED.get(there.kind, there.kind)
    assert (back.what, back.impact) == (there.what, there.impact)
    if there.kind != "moved":
        assert (back.old, back.new) == (there.new, there.old)
