"""Edits of the exam, its exercises and its items, and the one change that each of them is."""

from fractions import Fraction

from changes.edits import (
    inserted,
    moved,
    removed,
    said,
)
from changes.making import (
    AXES,
    FREE,
    INTRO,
    LEVELS,
    PENALTY,
    PICTURE,
    PICTURES,
    RUBRIC,
    SHARES,
    SIGNED,
    STRICT,
    Edit,
    new_question,
    put,
    with_block,
    with_course,
)
from examc.changes import Change
from examc.core.answers import Scoring
from examc.core.content import CodeBlock, Image, Math, Paragraph, Text
from examc.core.model import Exercise, TextBlock

EDITS: dict[str, tuple[Edit, Change]] = {
    # the exam
    "title": (
        put("", title="A second tour"),
        Change("renamed", "", "title", "A tour of examc", "A second tour", "student"),
    ),
    "course name": (
        with_course(name="Exams as Text"),
        Change("changed", "", "course name", "Writing Exams as Text", "Exams as Text", "student"),
    ),
    "period": (
        with_course(period=""),
        Change("changed", "", "period", "Period 1", "", "student"),
    ),
    "language": (
        put("", language="nl"),
        Change("changed", "", "language", "en", "nl", "student"),
    ),
    "date": (
        put("", date="2026-12-02"),
        Change("changed", "", "date", "2026-12-01", "2026-12-02", "student"),
    ),
    "duration": (
        put("", duration=120),
        Change("changed", "", "duration", "90 minutes", "120 minutes", "student"),
    ),
    "stated points": (
        put("", points=Fraction(21)),
        Change("changed", "", "stated points", "20", "21", "other"),
    ),
    "description": (
        put(
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
            "other",
        ),
    ),
    "exam tags": (
        put("", tags=("documentation", "tour", "new")),
        Change("changed", "", "tags", "documentation, tour", "documentation, new, tour", "other"),
    ),
    "exam id": (put("", id="trip"), Change("changed", "", "id", "tour", "trip", "other")),
    # exercises
    "exercise renamed": (
        put("exercise 2", title="Closed questions"),
        Change(
            "renamed", "exercise 2", "exercise", "Choice questions", "Closed questions", "student"
        ),
    ),
    "exercise points": (
        put("exercise 2", points=None),
        Change("changed", "exercise 2", "stated points", "10", "", "other"),
    ),
    "exercise bank": (
        put("exercise 2", bank="Another bank"),
        Change("changed", "exercise 2", "question bank", "Tour questions", "Another bank", "other"),
    ),
    "exercise updated": (
        put("exercise 2", updated="2026-11-21"),
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
        put("exercise 2", tags=("closed",)),
        Change("changed", "exercise 2", "tags", "automatic, closed", "closed", "other"),
    ),
    "exercise shuffle": (
        put("exercise 1", shuffle=True),
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
            Exercise(id="more", title="More", items=(new_question("What is a cone?"),)),
        ),
        Change("added", "exercise 2", "exercise", "", "More · 1 question", "mark"),
    ),
    # items
    "question added": (
        lambda exam: inserted(exam, LEVELS, new_question("What is the name of a solid?")),
        Change(
            "added", LEVELS, "question", "", "2 pts · open · What is the name of a solid?", "mark"
        ),
    ),
    "question added first": (
        lambda exam: inserted(exam, INTRO, new_question("What is the name of a solid?")),
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
        put(SIGNED, many=False),
        Change("changed", SIGNED, "kind", "multiple response", "multiple choice", "mark"),
    ),
    "kind of a written question": (
        put(FREE, free=False, space=Fraction(1, 2)),
        Change("changed", FREE, "kind", "free formatted", "open", "student"),
    ),
    "points of a rubric": (
        put(RUBRIC, points=Fraction(5)),
        Change("changed", RUBRIC, "points", "4", "5", "mark"),
    ),
    "points and the cap that follows": (
        put(PENALTY, points=Fraction(3), scoring=Scoring(floor=None, cap=Fraction(3))),
        Change("changed", PENALTY, "points", "2", "3", "mark"),
    ),
    "question renamed": (
        put(STRICT, title="Exactly"),
        Change("renamed", STRICT, "title", "All or nothing", "Exactly", "student"),
    ),
    "prompt reworded": (
        with_block(
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
        with_block(
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
        put(STRICT, tags=()),
        Change("changed", STRICT, "tags", "strict", "", "other"),
    ),
    # blocks
    "text block reworded": (
        with_block(
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
        with_block(
            PICTURES,
            "content",
            1,
            CodeBlock("def halve(number: int) -> float:\n    return number // 2", "python"),
        ),
        Change("changed", PICTURES, "code", "return number / 2", "return number // 2", "student"),
    ),
    "alternative text": (
        with_block(
            PICTURES, "content", 2, Paragraph((Image("images/halve.png", "A line", "halve"),))
        ),
        Change(
            "changed",
            PICTURES,
            "alternative text",
            "A line from the origin through the points (2, 1) and (8, 4)",
            "A line",
            "student",
        ),
    ),
    "caption": (
        put(AXES, image=Image("images/axes.png", "An empty pair of axes", "")),
        Change("removed", AXES, "caption", "axes", "", "student"),
    ),
    "another picture": (
        put(AXES, image=Image("images/halve.png", "An empty pair of axes", "axes")),
        Change("changed", AXES, "picture", "axes.png", "halve.png", "student"),
    ),
    "height of an image": (
        put(AXES, space=None),
        Change("changed", AXES, "height", "1/5 page", "", "student"),
    ),
    "repetition": (
        put(PICTURES, repeat=False),
        Change("changed", PICTURES, "repetition", "repeated", "shown once", "student"),
    ),
}
