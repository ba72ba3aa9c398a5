"""Edits inside questions (options, scoring, feedback, rubrics), and the change that each is."""

from fractions import Fraction

from changes.edits import (
    inserted,
    moved,
    removed,
    said,
)
from changes.making import (
    FREE,
    LEVELS,
    PENALTY,
    PICTURE,
    RUBRIC,
    SHARES,
    SIGNED,
    STRICT,
    Edit,
    new_option,
    put,
    scored,
    with_feedback,
)
from examc.changes import Change
from examc.core.answers import Rule
from examc.core.content import Math, Paragraph
from examc.core.rubrics import Criteria, Criterion

EDITS: dict[str, tuple[Edit, Change]] = {
    # options
    "weight": (
        put(f"{SIGNED} › option 4", points=Fraction(-1, 2)),
        Change("changed", f"{SIGNED} › option 4", "weight", "-1", "-0.5", "mark"),
    ),
    "weight under the floor": (
        put(f"{PICTURE} › option 1", points=Fraction(-2)),
        Change("changed", f"{PICTURE} › option 1", "weight", "-1", "-2", "other"),
    ),
    "key and weight": (
        put(f"{PENALTY} › option 2", points=Fraction(2), correct=True),
        Change("changed", f"{PENALTY} › option 2", "key", "[ ] {-1}", "[x] {+2}", "mark"),
    ),
    "key alone": (
        put(f"{SIGNED} › option 3", correct=False),
        Change("changed", f"{SIGNED} › option 3", "key", "[x]", "[ ]", "student"),
    ),
    "key of all-or-nothing": (
        put(f"{STRICT} › option 2", correct=False),
        Change("changed", f"{STRICT} › option 2", "key", "[x]", "[ ]", "mark"),
    ),
    "option reworded": (
        put(f"{SIGNED} › option 3", text=said("They may be below zero.")),
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
        put(f"{SHARES} › option 1", text=(Paragraph((Math("1001"),)),)),
        Change("changed", f"{SHARES} › option 1", "formula", "$1000$", "$1001$", "student"),
    ),
    "option added": (
        lambda exam: inserted(exam, f"{SHARES} › option 2", new_option("none", 0)),
        Change("added", f"{SHARES} › option 2", "option", "", "[ ] {0} none", "student"),
    ),
    "penalty added": (
        lambda exam: inserted(exam, f"{PENALTY} › option 2", new_option("Perhaps", -2)),
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
        put(f"{SHARES} › option 3", fixed=True),
        Change("changed", f"{SHARES} › option 3", "place", "free", "fixed", "student"),
    ),
    "option feedback removed": (
        put(f"{SIGNED} › option 2", feedback=()),
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
        put(STRICT, shuffle=True),
        Change("changed", STRICT, "order of options", "fixed", "shuffled", "student"),
    ),
    # scoring
    "floor": (
        scored(SIGNED, floor=None),
        Change("changed", SIGNED, "lowest mark", "0", "none", "mark"),
    ),
    "floor that nothing reaches": (
        scored(SHARES, floor=None),
        Change("changed", SHARES, "lowest mark", "0", "none", "other"),
    ),
    "cap": (
        scored(SIGNED, cap=Fraction(3, 2)),
        Change("changed", SIGNED, "highest mark", "2", "1.5", "mark"),
    ),
    "rule": (
        scored(STRICT, rule=Rule.SUM),
        Change("changed", STRICT, "rule", "all-or-nothing", "sum", "mark"),
    ),
    # feedback and what graders see
    "feedback reworded": (
        with_feedback(SIGNED, general=said("Every student sees this line afterwards,")),
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
        with_feedback(SIGNED, correct=()),
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
        with_feedback(SHARES, incorrect=said("Count the bits.")),
        Change(
            "added", SHARES, "feedback for less than full marks", "", "Count the bits.", "student"
        ),
    ),
    "model answer": (
        put(RUBRIC, solution=said("A parabola whose lowest point is at zero.")),
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
        put(RUBRIC, notes=()),
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
        put(RUBRIC, space=Fraction(2)),
        Change("changed", RUBRIC, "answer space", "1/2 page", "2 pages", "student"),
    ),
    # rubrics
    "criterion points": (
        put(f"{RUBRIC} › criterion 2", points=Fraction(2)),
        Change("changed", f"{RUBRIC} › criterion 2", "points", "1.5", "2", "mark"),
    ),
    "criterion reworded": (
        put(f"{RUBRIC} › criterion 2", text=said("It is symmetric in the axis.")),
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
        put(f"{RUBRIC} › criterion 1", name="form"),
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
        put(f"{LEVELS} › level 2", points=Fraction(1), percent="33.33"),
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
        put(LEVELS, rubric=None),
        Change("removed", LEVELS, "rubric", "3 levels", "", "mark"),
    ),
    "rubric of another kind": (
        put(LEVELS, rubric=Criteria((Criterion(text=said("twelve"), points=Fraction(3)),))),
        Change("changed", LEVELS, "rubric", "3 levels", "1 criterion", "mark"),
    ),
}
