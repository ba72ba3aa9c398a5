"""Our own files: read as they were written, also when they come back from a Moodle."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from examc.core.answers import Choice, Option, Scoring, Written
from examc.core.content import Blocks, Code, Image, Inline, Link, Math, Paragraph, Strong, Text
from examc.core.diagnostics import Report
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    exercise_questions,
)
from examc.core.records import replace
from examc.core.rubrics import Criteria, Criterion, Level, Levels
from examc.files import workspace
from examc.formats.moodle.write import write
from examc.formats.options import Options
from examc.verbs import pipeline
from moodle.exported import exported, stripped
from moodle.law import holds
from moodle.reading import reading
from support import DOT_PNG, ROOT, revised, written_question

OPTIONS = (Options(), Options(), Options(offgrid="cloze"), Options(math="mathml"))
SOURCES = sorted(
    path
    for folder in (ROOT / "tests" / "cases", ROOT / "sources")
    for path in folder.glob("*/exam.*")
    if path.suffix in (".md", ".yaml")
)


@pytest.mark.law
@given(exam=strategies.exams(), options=st.sampled_from(OPTIONS))
def test_what_was_written_is_read_again(exam: Exam, options: Options) -> None:
    holds(exam, strategies.files_of(exam), options)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_every_exam_of_the_repository_is_read_again(path: Path) -> None:
    loaded = workspace.load(str(path))
    source = pipeline.read(path.name, loaded.data, loaded.folder)
    assert source.exam is not None
    exam = _of_options_and_texts(source.exam)
    assert exam.exercises
    for options in (Options(), Options(offgrid="cloze"), Options(math="mathml")):
        holds(exam, source.files, options)


def _of_options_and_texts(exam: Exam) -> Exam:
    """The exercises whose every question is one of options or of a text; `lose` has rules for these.

    The further kinds have a law of their own (`test_read_kinds_law`).
    """
    kept = tuple(
        exercise
        for exercise in exam.exercises
        if all(isinstance(q.answer, Choice | Written) for q in exercise_questions(exercise))
        and exercise.pick is None
    )
    return replace(exam, exercises=kept, attempts=None, instructions=())


# -- what the generated exams do not think of -----------------------------------------------------


def text(*content: Inline | str) -> Blocks:
    """One paragraph."""
    return (Paragraph(tuple(Text(c) if isinstance(c, str) else c for c in content)),)


WHY = Question(id="q", points=Fraction(2), prompt=text("Why?"), answer=Written())


def exam_of(*items: Item, title: str = "T") -> Exam:
    """An exam of one exercise."""
    return Exam(title=title, exercises=(Exercise(id="e1", title="E", items=items),))


@pytest.mark.parametrize(
    "title",
    [
        *(
            "and/or",
            "/",
            "//",
            "a/",
            "/a",
            "a//b",
            "a / b",
            "01 Part",
            "01.02 x",
            "top",
            "$course$",
        ),
        *("a < b", "<b>bold</b>", "a\u00a0b", "x" * 300, "word " * 70 + "end", "Ärger & more", "…"),
    ],
)
def test_any_title(title: str) -> None:
    exam = replace(
        exam_of(replace(WHY, title=title), title=title),
        exercises=(
            Exercise(id="e1", title=title, items=(replace(WHY, title=title),)),
            Exercise(id="e2", title=title, items=()),
        ),
    )
    holds(exam, {}, Options())


def test_an_exam_without_exercises_and_an_exercise_without_items() -> None:
    holds(Exam(title="T", exercises=()), {}, Options())
    holds(exam_of(), {}, Options())


@pytest.mark.parametrize(
    "name",
    [
        *("rate $x < 1$", "$x$$y$", "$$z$$", "a $b", "$5 and $6", "\\(x\\) and $y$", "$a\\)b$"),
        *("${$", "${x}$", "\\$x$", "a (n) $f(n)$ :)", "$x%$", "50% {", "$x$1"),
    ],
)
def test_any_name_of_a_criterion_or_level(name: str) -> None:
    criteria = Criteria((Criterion(text=text("a"), points=Fraction(1), name=name),))
    levels = Levels((Level(text=(), points=Fraction(2), percent="100.0", name=name, id="l"),))
    items = (revised(WHY, rubric=criteria), revised(WHY, id="r", rubric=levels))
    for options in OPTIONS[1:]:
        holds(exam_of(*items), {}, options)


@pytest.mark.parametrize(
    "content",
    [
        text(Link((Text("x"),), "https://example.org/", 'a\nb "c" (n)')),
        text("f", Image("https://example.org/(y).png", ":) a", "(n) b")),
        text(Math("a % b\n+ c", display=True), " and ", Math("\\text{(n)}")),
        text("O(", Strong((Text("n) is"),)), " ", Code("f(n)"), " <-) "[:-1]),
        text("a \\", Math("x"), "$", Math("y"), "$$ \\[z\\]"),
        text("@@PLUGINFILE@@/dot.png {1:SA:=x} {#1} &amp; ]]> <!-- question: 1 --> ~ # } %5%"),
    ],
)
def test_any_text_in_any_place(content: Blocks) -> None:
    weights = map(Fraction, ("3/8", "5/8", "-3/8"))
    options = tuple(
        Option(text=content, points=weight, correct=weight > 0, feedback=content)
        for weight in weights
    )
    choice = Question(
        id="c",
        points=Fraction(1),
        prompt=content,
        answer=Choice(
            options=(*options, Option(text=(), points=Fraction(1), correct=True)),
            many=False,
            scoring=Scoring(floor=None, cap=Fraction(1)),
        ),
    )
    weights = map(Fraction, ("3/8", "5/8", "-3/8"))
    response = Question(
        id="r",
        points=Fraction(1),
        prompt=content,
        answer=Choice(
            options=tuple(replace(option, points=next(weights)) for option in options),
            many=True,
            scoring=Scoring(cap=Fraction(1)),
        ),
    )
    essay = replace(WHY, prompt=content, solution=content, notes=content)
    block = TextBlock(id="b", content=content, repeat=True)
    for options_ in OPTIONS[1:]:
        holds(exam_of(essay, block, choice, response), {}, options_)


def test_files_of_any_path() -> None:
    paths = [
        *("dot.png", "images/dot.png", "images/other/dot.png", "a b/dot.png", "images/Dot-2.PNG"),
        *("ünï/ö.png", "images/x.tar.png", "images/d.svg", "images/é.jpeg", ".hidden/dot.png"),
    ]
    starts = {".svg": b"<svg/>", ".jpeg": b"\xff\xd8\xff"}
    files = {
        path: starts.get(Path(path).suffix, DOT_PNG) + f" {number}".encode()
        for number, path in enumerate(paths)
    }
    blocks = [
        ImageBlock(id=f"i{number}", image=Image(path, "a dot"), repeat=number == 3)
        for number, path in enumerate(paths)
    ]
    again = replace(WHY, prompt=text("See ", Image(paths[2], "x"), " ", Image(paths[0], "y")))
    holds(exam_of(*blocks[:4], again, *blocks[4:], replace(again, id="z")), files, Options())


def test_a_file_that_is_lost_changes_no_name_of_another() -> None:
    """The notes of a choice question are lost, and so is the first of two alike names."""
    options = tuple(Option(text=text(w), points=Fraction(1), correct=True) for w in ("a", "b"))
    choice = Question(
        id="c",
        points=Fraction(1),
        prompt=text(Image("y/dot.png", "")),
        notes=text(Image("a/dot.png", "")),
        answer=Choice(options=options, many=False, scoring=Scoring(cap=Fraction(1))),
    )
    files = {"a/dot.png": DOT_PNG, "y/dot.png": DOT_PNG + b"2"}
    holds(exam_of(choice), files, Options())


def test_ids_that_moodle_cannot_have() -> None:
    first = Exercise(id="e1", title="E", items=(replace(WHY, id="a"), replace(WHY, id="A")))
    exam = Exam(title="T", id="exam", exercises=(first, Exercise(id="e2", title="F", items=(WHY,))))
    holds(exam, {}, Options())


def test_numbers_of_any_length() -> None:
    long = Fraction(10**40 + 1, 3 * 10**38)
    criteria = Criteria((Criterion(text=(), points=long), Criterion(text=(), points=-long)))
    exam = replace(exam_of(revised(WHY, rubric=criteria)), points=Fraction(1, 3))
    holds(replace(exam, exercises=(replace(exam.exercises[0], points=long),)), {}, Options())


def test_names_that_sort_beyond_a_hundred() -> None:
    holds(exam_of(*(replace(WHY, id=f"q{n}", title=f"{n}") for n in range(120))), {}, Options())


# -- files that come back from a Moodle -----------------------------------------------------------


@settings(max_examples=80)
@given(exam=strategies.exams(), options=st.sampled_from(OPTIONS))
def test_an_export_of_moodle_is_the_same_exam(exam: Exam, options: Options) -> None:
    """But for scoring that changes no mark, and folders of images: Moodle has no place for them."""
    data = write(exam, strategies.files_of(exam), options, Report())
    assert data is not None
    mine, again = reading(stripped(data)), reading(exported(data))
    assert [d.message for d in again.said] == []
    assert again.exam == mine.exam
    assert again.files == mine.files


def test_questions_that_were_moved_or_added_in_moodle() -> None:
    block = TextBlock(id="b", content=text("Read this."), repeat=True)
    data = write(exam_of(block, WHY), {}, Options(), Report())
    assert data is not None
    moved = data.decode().replace("$course$/top/T/01 E<", "$course$/top/Elsewhere<")
    found = reading(moved)
    assert found.exam is not None
    assert [e.title for e in found.exam.exercises] == ["Elsewhere"]
    assert len(found.items()) == 2
    alone = moved.replace('type="description"', 'type="matching"')
    (item,) = reading(alone).items()
    item = written_question(item)
    assert not item.answer.free
    assert item.prompt == (*block.content, *WHY.prompt)


def test_what_was_changed_by_hand_is_told() -> None:
    rubric = Criteria((Criterion(text=text("a"), points=Fraction(1), id="c"),))
    exam = replace(exam_of(revised(WHY, rubric=rubric)), points=Fraction(2), duration=90, id="x")
    data = write(exam, {}, Options(), Report())
    assert data is not None
    text_ = data.decode()
    for old, new, code in (
        ('examc-points">2<', 'examc-points">two<', "R494"),
        ('examc-duration">90<', 'examc-duration">1 h<', "R494"),
        ('"examc-points">1</td>', '"examc-points">one</td>', "R494"),
        ('data-examc-id="c"', 'data-examc-id="c d"', "R527"),
        ("<idnumber>x@", "<idnumber>x y@", "R527"),
        ("<idnumber>q<", "<idnumber>é<", "R527"),
    ):
        assert old in text_
        found = reading(text_.replace(old, new))
        assert found.exam is not None
        assert found.codes() == [code]


def test_a_percentage_that_was_changed_by_hand_is_told() -> None:
    level = Level(text=text("a"), points=Fraction(1), percent="66.67")
    data = write(exam_of(revised(WHY, rubric=Levels((level,)))), {}, Options(), Report())
    assert data is not None
    assert data.count(b">66.67%<") == 1
    found = reading(data.decode().replace(">66.67%<", ">two thirds%<"))
    assert found.codes() == ["R494"]
    rubric = written_question(found.items()[0]).answer.rubric
    assert rubric == Levels((replace(level, percent=""),))


def test_two_of_our_exams_in_one_file() -> None:
    first = write(exam_of(WHY, title="One"), {}, Options(), Report())
    second = write(exam_of(WHY, title="Two"), {}, Options(), Report())
    assert first is not None
    assert second is not None
    found = reading(first.replace(b"</quiz>", second.partition(b"<quiz>")[2]))
    assert found.exam is not None
    assert [e.title for e in found.exam.exercises] == ["E", "Two / 01 E"]
    assert found.codes() == ["R527", "R527", "R534"]
