"""No field of an exam is lost in silence: a change of it is read back, or a loss is reported."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from hypothesis import settings

import kinds
from examc.core import answers, content, model
from examc.core.answers import Choice, Graded, Option, Program, Scoring, Upload, Written
from examc.core.content import Blocks, Image, Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.model import (
    Course,
    Exam,
    Exercise,
    Feedback,
    ImageBlock,
    Item,
    Question,
    TextBlock,
)
from examc.core.records import Record, meant_names, replace
from examc.core.rubrics import Criteria, Criterion, Level, Levels
from examc.files.folders import MemoryFolder
from examc.formats import TARGETS
from examc.formats.exam.proving import proved
from examc.formats.exam.read import read as read_source
from examc.formats.options import Options
from fields import EVERYTHING, Change, changes
from positions import WORDS, entries, exam_with, parted, placed, worded
from support import DOT_PNG, READ_BACK

FILES = {"a.png": DOT_PNG, "b.png": DOT_PNG + b"\n"}


def text(words: str) -> Blocks:
    """One paragraph."""
    return (Paragraph((Text(words),)),)


ALL: dict[str, Any] = {
    "points": Fraction(2),
    "prompt": text("Why so?"),
    "title": "A title",
    "feedback": Feedback(text("general"), text("right"), text("wrong")),
    "solution": text("solved"),
    "notes": text("noted"),
    "tags": ("one", "two"),
}
"""What every kind of question has."""

WEIGHTS = (Fraction(1), Fraction(1), Fraction(-1), Fraction(0))
OPTIONS = tuple(
    Option(
        text=text(f"option {place}"),
        points=weight,
        correct=weight > 0,
        feedback=text(f"about {place}"),
        id=f"o{place}",
        fixed=place == 3,
    )
    for place, weight in enumerate(WEIGHTS)
)
ONE_RIGHT = (replace(OPTIONS[0], points=Fraction(2)), *OPTIONS[2:])
CRITERIA = Criteria(
    (
        Criterion(text=text("first"), points=Fraction(1), name="name", id="c1"),
        Criterion(text=text("second"), points=Fraction(1)),
    )
)
LEVELS = Levels(
    (
        Level(text=text("high"), points=Fraction(4, 3), percent="66.67", name="name", id="l1"),
        Level(text=text("low"), points=Fraction(0)),
    )
)
WHY = Question(id="why", points=Fraction(1), prompt=text("Why?"), answer=Written())


def exam_of(*items: Item) -> Exam:
    """An exam of one exercise."""
    return Exam(title="Exam", exercises=(Exercise(id="e1", title="First", items=items),))


def _frame() -> Exam:
    exercise = Exercise(
        id="e1",
        title="First",
        items=(WHY, replace(WHY, id="how", prompt=text("How?"))),
        points=Fraction(2),
        bank="bank",
        updated="2022-01-01T10:00",
        tags=("one", "two"),
    )
    return Exam(
        title="Exam",
        exercises=(exercise, replace(exercise, id="e2", title="Second")),
        id="exam",
        course=Course("code", "name", "22/23", "period"),
        date="2022-01-02",
        duration=90,
        points=Fraction(4),
        description=text("described"),
        instructions=text("instructed"),
        tags=("one", "two"),
    )


CAPPED = Scoring(cap=Fraction(2))
EXAMS: Mapping[str, Exam] = {
    "frame": _frame(),
    "choice": exam_of(
        Question(id="q", answer=Choice(options=ONE_RIGHT, many=False, scoring=CAPPED), **ALL)
    ),
    "response": exam_of(
        Question(id="q", answer=Choice(options=OPTIONS, many=True, scoring=CAPPED), **ALL)
    ),
    "criteria": exam_of(
        Question(id="q", answer=Written(rubric=CRITERIA, space=Fraction(1, 2)), **ALL)
    ),
    "levels": exam_of(Question(id="q", answer=Written(rubric=LEVELS, space=None), **ALL)),
    "free": exam_of(Question(id="q", answer=Written(rubric=CRITERIA, free=True), **ALL)),
    "blocks": exam_of(
        TextBlock(id="t", content=text("A block.")),
        WHY,
        ImageBlock(id="i", image=Image("a.png", "alt", "caption"), space=Fraction(1, 2)),
        replace(WHY, id="how", prompt=text("How?")),
    ),
    "text": exam_of(replace(WHY, prompt=EVERYTHING)),
}

HANDED: Mapping[str, Graded] = {
    "upload": Upload(rubric=CRITERIA, fewest=1, most=3, types=(".pdf",), size=10**6),
    "code": Program(rubric=LEVELS, language="python", start="x = 1", space=Fraction(1, 2)),
}
KINDS: Mapping[str, Exam] = {
    **{kind: kinds.exam_of(asked) for kind, asked in kinds.each().items()},
    **{kind: exam_of(Question(id="q", answer=answer, **ALL)) for kind, answer in HANDED.items()},
}
"""The further kinds."""

_WEIGHTS = (Feature.ANSWER_WEIGHT, Feature.PART_WEIGHT)
REPORTED: tuple[tuple[str, tuple[Feature, ...]], ...] = (
    (r"^\.course\b", (Feature.COURSE,)),
    (r"^\.(date|duration)$", (Feature.SCHEDULE,)),
    (r"\.tags$", (Feature.TAGS,)),
    (r"\.bank$", (Feature.BANK,)),
    (r"\.updated$", (Feature.UPDATED,)),
    (r"^(\.exercises\[\d\])?\.points$", (Feature.STATED_POINTS,)),
    (r"\.options\[\d\]\.(points|correct)$", (Feature.WEIGHT,)),
    (r"\.accepted\[\d\]\.(points|match)$", (*_WEIGHTS, Feature.TEXT_MATCH)),
    (r"\.(gaps\[\d\]|cells\[\d\]).*\.(points|correct)$", _WEIGHTS),
    (r"\.cells\[\d\]\.(points|correct)$", _WEIGHTS),
    (r"\.scoring\.", (*_WEIGHTS, Feature.NUMERIC, Feature.TEXT_MATCH)),
    (r"\.scoring\.", (Feature.WEIGHT, Feature.FLOOR, Feature.CAP, Feature.ALL_OR_NOTHING)),
    (r"\.options\[\d\]\.fixed$", (Feature.FIXED_OPTION, Feature.OPTION_SHUFFLE)),
    (r"\.key\.(shuffle$|options)", (Feature.FILL_IN,)),
    (r"\.(fewest|most|types|size)$", (Feature.FILES,)),
    (r"\.(language|start)$", (Feature.START,)),
    (r"\.shuffle$", (Feature.OPTION_SHUFFLE, Feature.QUESTION_SHUFFLE)),
    (r"\.(options|criteria|levels)\[\d\]\.id$", (Feature.PART_ID,)),
    (r"\.rubric\.criteria\b", (Feature.CRITERIA,)),
    (r"\.rubric\.levels\b", (Feature.LEVELS,)),
    (r"\.rubric$", (Feature.CRITERIA, Feature.LEVELS)),
    (r"\.solution\b", (Feature.SOLUTION,)),
    (r"\.notes\b", (Feature.NOTES,)),
    (r"\.space$", (Feature.SPACE,)),
    (r"\.repeat$", (Feature.REPEAT,)),
    (r"^\.description\b", (Feature.DESCRIPTION,)),
    (r"^\.instructions\b", (Feature.INSTRUCTIONS,)),
    (r"\.feedback\.(in)?correct\b", (Feature.FEEDBACK,)),
    (r"\.items\[\d\]\.id$", (Feature.PART_ID,)),
    (r"\.items\[\d\]\.points$", (Feature.POINTS,)),
    (r"\.options\[\d\]\.feedback\b", (Feature.OPTION_FEEDBACK,)),
    (r"\.feedback\.general\b", (Feature.FEEDBACK,)),
    (r"^\.language$", (Feature.EXERCISE,)),
    (r"^(\.exercises\[\d\]\.id|(\.exercises\[\d\])?\.title)$", (Feature.EXERCISE,)),
)
"""Under which features the loss of a field may be reported, by the path to it."""

PACKAGES = {"qti": "qti21", "qti3": "qti21.v3"}
Outcome = tuple[object, tuple[tuple[str, str], ...]]


def outcome(exam: Exam, target: str, options: Options) -> Outcome:
    """What a reader finds of an exam that was written, and the losses as codes and messages."""
    losses = Report()
    data = TARGETS[target].write(exam, FILES, options, losses)
    assert data is not None
    reader = import_module(f"examc.formats.{PACKAGES.get(target, target)}.read")
    found = reader.read("exam", data, Report())
    return found, tuple((d.code, d.message) for d in losses.diagnostics)


def is_reported(change: Change, losses: tuple[tuple[str, str], ...]) -> bool:
    codes = {code for code, _ in losses}
    is_of_items = re.search(r"\.items\[|^\.exercises(\[\d\]\.items)?$", change.path)
    if is_of_items and any("is left out" in message for _, message in losses):
        return True  # a file without this question cannot show a change of it
    if "X383" in codes and re.search(r"\.(src|caption)$", change.path):
        return True  # an image of which the words alone are written
    return any(
        re.search(pattern, change.path) and any(feature.code in codes for feature in features)
        for pattern, features in REPORTED
    )


@cache
def _changes(name: str) -> tuple[Change, ...]:
    return tuple(changes({**EXAMS, **KINDS}[name]))


EACH = [(name, target) for name in (*EXAMS, *KINDS) for target in READ_BACK if target != "qti3"]
"""Every exam for every target; QTI 3 is QTI 2.1 in other names, of which a part is enough."""


@pytest.mark.parametrize(("name", "target"), [*EACH, ("blocks", "qti3"), ("true/false", "qti3")])
def test_a_change_of_any_field_is_seen_or_reported(name: str, target: str) -> None:
    before = outcome({**EXAMS, **KINDS}[name], target, Options())
    silent = []
    for change in _changes(name):
        after = outcome(change.exam, target, Options())
        if after == before and not is_reported(change, after[1]):
            silent.append(change.path)
    assert silent == []


def _kinds() -> Iterator[type[Record]]:
    for module in (model, answers, content):
        for kind in vars(module).values():
            if not isinstance(kind, type) or kind.__module__ != module.__name__:
                continue
            if issubclass(kind, Record) and kind is not Record:
                yield kind


def test_every_field_is_changed() -> None:
    changed = {change.field for name in (*EXAMS, *KINDS) for change in _changes(name)}
    whole = {  # their own fields are changed, or follow from others
        *("FillIn.gaps", "Gap.id", "Gap.key", "GapRef.id", "TrueFalse.true", "TrueFalse.false"),
        *("Numeric.scoring", "ShortAnswer.scoring", "FillIn.scoring", "Matching.scoring"),
        *("Matrix.scoring", "TrueFalse.scoring", "Upload.rubric", "Program.rubric"),
        "Exam.course",
        "Choice.scoring",
        *("Question.answer", "Question.feedback"),
        "ImageBlock.image",
    }
    every = {f"{kind.__name__}.{name}" for kind in _kinds() for name in meant_names(kind)}
    assert every - changed == whole


# -- every inline and every word, in every position -----------------------------------------------

PICTURE = Image("a.png", "alt", "caption")
LOST: Mapping[str, tuple[Feature, ...]] = {
    "course": (Feature.COURSE,),
    "description": (Feature.DESCRIPTION,),
    "bank": (Feature.BANK,),
    "tags": (Feature.TAGS,),
    "title": (Feature.TITLE,),
    "solution": (Feature.SOLUTION,),
    "notes": (Feature.NOTES,),
    "criterion": (Feature.CRITERIA,),
    "level": (Feature.LEVELS,),
    "image": (Feature.IMAGE_BLOCK,),
    "feedback.correct": (Feature.FEEDBACK,),
    "feedback.incorrect": (Feature.FEEDBACK,),
}
"""Under which features a whole text may be lost, by its field or by the part that it is of."""
PLAINER = {"S162", "R424", "R425", "R426"}
"""What a source says of a text that it cannot hold as it is."""


WITHOUT_IMAGES = ("gift",)
"""Targets that hold images of the web at most."""
RICH = [target for target in READ_BACK if target != "aiken"]
"""Targets that hold rich text; of the other, tests/aiken say what arrives."""


def _of_the_web(node: Any) -> Any:
    """A node whose images are all of the web."""
    if isinstance(node, tuple):
        return tuple(map(_of_the_web, node))
    if isinstance(node, Image):
        return replace(node, src=f"https://example.org/{node.src}")
    if isinstance(node, Record):
        kept = {name: getattr(node, name) for name in meant_names(node)}
        return replace(node, **{name: _of_the_web(value) for name, value in kept.items()})
    return node


def _read_back(exam: Exam, target: str, losses: Report) -> Exam:
    if target in ("md", "yaml"):
        text = proved(exam, FILES, target, losses)
        assert text is not None
        found, _ = read_source(f"exam.{target}", text.encode(), MemoryFolder(FILES), Report())
    else:
        data = TARGETS[target].write(exam, FILES, Options(), losses)
        assert data is not None
        reader = import_module(f"examc.formats.{PACKAGES.get(target, target)}.read")
        told = Report()
        found, _ = reader.read("exam", data, told)
        assert told.diagnostics == []
    assert found is not None
    return found


def _silent(exam: Exam, target: str) -> list[tuple[object, ...]]:
    """What is read back as something else and is not reported: place, field, what was, what is."""
    losses = Report()
    exam = _of_the_web(exam) if target in WITHOUT_IMAGES else exam
    after = entries(_read_back(exam, target, losses))
    told: dict[str, set[str]] = {}
    for loss in losses.diagnostics:
        told.setdefault(loss.where, set()).add(loss.code)
    silent: list[tuple[object, ...]] = []
    for (where, name), before in entries(exam).items():
        found = after.get((where, name))
        above, _, last = where.rpartition(" › ")
        part, field = last.split(" ")[0], name.split(".")[0]
        lost = LOST.get(field, ()) + LOST.get(part, ()) + LOST.get(name, ())
        codes = {feature.code for feature in lost}
        if found == before or codes & (told.get(where, set()) | told.get(above, set())):
            continue
        if target in ("md", "yaml") and PLAINER & told.get(where, set()):
            continue
        pairs = zip(before, found or (), strict=False)
        differing = next((pair for pair in pairs if pair[0] != pair[1]), (before, found))
        silent.append((where, name, *differing))
    return silent


@pytest.mark.law
@pytest.mark.parametrize("target", [*RICH, "md", "yaml"])
def test_every_inline_arrives_in_every_position(target: str) -> None:
    step = 1 if settings().max_examples > 1000 else 90
    silent = []
    blocks = list(placed(step))
    for start in range(0, len(blocks), 100):
        text = parted(blocks[start : start + 100])
        silent += _silent(exam_with(text, "line", PICTURE), target)
    assert silent == []


@pytest.mark.parametrize("target", [*(name for name in RICH if name != "qti3"), "md", "yaml"])
def test_every_word_arrives_in_every_position(target: str) -> None:
    silent = []
    for word in WORDS:
        picture = Image("a.png", word, word)
        silent += _silent(exam_with(worded(word), word, picture), target)
    assert silent == []
