"""A real print, read whole: held against a list of lines that was written by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

import pytest

from examc.core.answers import Choice, Option, Scoring, Written
from examc.core.content import Blocks, Image, Math, Text, walk
from examc.core.diagnostics import Diagnostic
from examc.core.model import (
    Course,
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    WrittenQuestion,
    kind_of,
    parts,
    questions,
    rubric_of,
    total_points,
)
from examc.core.rubrics import Criteria, Level, Levels
from examc.core.walking import images, texts
from examc.formats.transcript.placeholders import picture
from examc.formats.transcript.read import sniff
from support import ROOT, exam_of, shared, written_question
from transcript.support import CASES, assert_writable, shown, transcript
from transcript.wording import unaccounted

REPEATED = r"\(31 \\text\{ steps.*(?=\$\$$)"
KINDS = {
    "choice": "multiple choice",
    "response": "multiple response",
    "open": "open",
    "free": "free formatted",
    "text": "text block",
    "image": "image block",
}


@dataclass(slots=True)
class Entry:
    """A line of the list: its words, and the entries that are indented below it."""

    words: list[str]
    inner: list["Entry"] = field(default_factory=list)


def expected() -> list[Entry]:
    """The exercises of the list."""
    exercises: list[Entry] = []
    for line in (CASES / "seed.lines").read_text(encoding="utf-8").splitlines():
        words = line.partition("#")[0].split()
        if not words:
            continue
        entry, indent = Entry(words), len(line) - len(line.lstrip())
        if words[0] == "exercise":
            exercises.append(entry)
            continue
        above = exercises[-1]
        for _ in range(indent // 2):
            above = above.inner[-1]
        above.inner.append(entry)
    return exercises


@cache
def print_of() -> str:
    return shared("seed", "resit2022.md").read_text(encoding="utf-8")


@cache
def resit() -> tuple[Exam, dict[str, bytes], list[Diagnostic]]:
    exam, files, found = transcript(print_of(), "resit2022.md")
    assert exam is not None
    return exam, files, found


def text_of(places: list[str]) -> tuple[str, int]:
    """What stands on lines of the print, with the print's spaces taken away, and how many gaps."""
    lines: list[str] = []
    words = iter(places)
    images = 0
    for word in words:
        if word == "gap":
            next(words)
            images += 1
        else:
            first, _, last = word.partition("-")
            lines += print_of().split("\n")[int(first) - 1 : int(last or first)]
    return "\n".join(_restored(lines)), images


def _restored(lines: list[str]) -> Iterator[str]:
    """Lines without the spaces that the print adds around each formula in a line."""
    in_code = False
    for line in lines:
        in_code ^= line.startswith("```")
        if in_code or line.startswith("```"):
            yield line
        elif line.strip():
            text = line if line.startswith("$$") else re.sub(r" ?(\$[^$]+\$) ?", r"\1", line)
            yield re.sub(" +", " ", text).strip()


def gaps(blocks: Blocks) -> int:
    return sum(isinstance(node, Image) for node in walk(blocks))


def assert_text(blocks: Blocks, places: list[str], *, cut: str = "") -> None:
    """A text of the model is what stands on these lines, but for a part that is cut off."""
    text, images = text_of(places)
    assert shown(blocks) == re.sub(cut, "", text) if cut else shown(blocks) == text
    assert gaps(blocks) == images


def test_it_is_told_by_its_content() -> None:
    assert sniff(print_of())
    assert not sniff((ROOT / "sources" / "resit2022" / "exam.md").read_text(encoding="utf-8"))


def test_head() -> None:
    exam, _, _ = resit()
    assert exam.title == "resit2022"
    assert exam.course == Course("52041DEL6Y", "Deep Learning 1", "22/23", "Period 2")
    assert exam.points == 100 == total_points(exam)
    assert exam.description == ()


def test_counts() -> None:
    exam, _, _ = resit()
    items = [item for exercise in exam.exercises for item in exercise.items]
    kinds = {name: sum(kind_of(item) == kind for item in items) for name, kind in KINDS.items()}
    assert len(exam.exercises) == 9
    assert kinds == {"response": 3, "choice": 7, "open": 26, "free": 1, "text": 13, "image": 1}
    options = [option for question in questions(exam) for option in options_of(question)]
    assert len(options) == 39
    assert sum(option.correct for option in options) == 13
    assert sum(option.feedback != () for option in options) == 11
    rubrics = [rubric_of(item) for item in items]
    assert sum(len(r.criteria) for r in rubrics if isinstance(r, Criteria)) == 39
    assert sum(len(r.levels) for r in rubrics if isinstance(r, Levels)) == 3


def options_of(item: Item) -> tuple[Option, ...]:
    return tuple(part for part in parts(item) if isinstance(part, Option))


@pytest.mark.parametrize("number", range(9))
def test_exercise(number: int) -> None:
    exam, _, _ = resit()
    wanted, exercise = expected()[number], exam.exercises[number]
    _, line, own, points, updated = wanted.words
    printed = print_of().split("\n")[int(line) - 1]
    assert (exercise.id, exercise.points) == (own, Fraction(points))
    assert (exercise.updated, exercise.bank) == (updated, "Deep Learning questions")
    title = "".join(_restored([printed.strip("#* ")]))
    assert title == f"Exam: {exercise.title} #{own}"
    assert exercise.span is not None
    assert exercise.span.line == int(line)
    assert len(exercise.items) == len(wanted.inner)
    for entry, item in zip(wanted.inner, exercise.items, strict=True):
        check_item(entry, item, exercise)


def check_item(entry: Entry, item: Item, exercise: Exercise) -> None:
    kind, line, *numbers = entry.words
    assert kind_of(item) == KINDS[kind]
    assert item.id == f"{exercise.id}-{exercise.items.index(item) + 1}"
    assert item.span is not None
    assert item.span.line == int(line)
    match item:
        case TextBlock():
            assert_text(item.content, entry.inner[0].words[1:])
        case ImageBlock():
            assert item.space == Fraction(numbers[0])
            assert item.image.src == "images/Engineering_Validation_Performance.png"
            assert item.image.caption == "val_acc"
        case _:
            assert item.points == Fraction(numbers[0])
            assert entry.inner[0].words[0] == "prompt"
            assert_text(item.prompt, entry.inner[0].words[1:])
            check_parts(entry, item)


def check_parts(entry: Entry, item: Item) -> None:
    inner = entry.inner[1:]
    match item:
        case Question(answer=Choice() as choice):
            assert choice.scoring == Scoring(cap=item.points)
            for part, option in zip(inner, choice.options, strict=True):
                check_option(part, option)
        case Question(answer=Written() as written):
            numbers = entry.words[2:]
            assert written.space == (Fraction(numbers[1]) if len(numbers) > 1 else None)
            check_rubric(inner, written_question(item))
        case _:
            raise AssertionError(item)


def check_option(part: Entry, option: Option) -> None:
    _, line, weight, *checked = part.words
    assert (option.points, option.correct) == (Fraction(weight), checked == ["x"])
    assert_text(option.text, [line], cut=r"^(?:- )?[☐☒] ?| ?-?\d\.\d$")
    if part.inner:
        assert_text(option.feedback, part.inner[0].words[1:])
    else:
        assert option.feedback == ()


def check_rubric(parts: list[Entry], item: WrittenQuestion) -> None:
    match item.answer.rubric:
        case Levels(levels):
            for part, level in zip(parts, levels, strict=True):
                check_level(part, level)
        case Criteria(criteria):
            for part, criterion in zip(parts, criteria, strict=True):
                words = part.words[1:]
                assert criterion.points == Fraction(words[0])
                named = words[2] if words[1:2] == ["name"] else ""
                name = print_of().split("\n")[int(named) - 1].replace("$$", "$") if named else ""
                assert criterion.name == name
                places = words[3:] if words[1:2] in (["name"], ["title"]) else words[1:]
                assert_text(criterion.text, places, cut=REPEATED)
        case None:
            pytest.fail("the question has lost its rubric")


def check_level(part: Entry, level: Level) -> None:
    _, line, points, percent = part.words
    assert (level.points, level.percent, level.name) == (Fraction(points), percent, "")
    assert_text(level.text, [line], cut=r" [\d.]+% \(\d pts\)$")


def test_every_word_is_accounted_for() -> None:
    exam, _, found = resit()
    assert unaccounted(print_of(), exam, found) == []


def test_it_can_be_written_as_a_source() -> None:
    exam, files, _ = resit()
    assert_writable(exam, files)


def test_placeholders() -> None:
    exam, files, _ = resit()
    used = {image.src for image in images(exam)}
    assert files == dict.fromkeys(used, picture())
    assert len(used) == 6


def test_what_cannot_be_known_is_said() -> None:
    _, _, found = resit()
    said: dict[str, list[int]] = {}
    for one in found:
        assert one.span is not None
        said.setdefault(one.code, []).append(one.span.line)
    assert {code: sorted(lines) for code, lines in said.items()} == {
        "R413": [3],  # ten exercises, of which nine are there
        "R459": [237, 422, 453, 515],  # rubrics worth more or less than the points
        "R466": [657, 667],  # formulas that can be titles or texts
        "R467": [457],  # points without a criterion
        "R469": [106, 163, 278, 294, 331, 351, 406, 465, 601],  # cut texts
        "R470": [279, 315, 332, 407, 507, 642],  # images
        "R471": [343, 505],  # texts that speak of them
        "R472": [711],  # a formula printed twice
        "R412": [15],
        "R530": [3],
    }


def test_the_repeated_formula_is_quoted() -> None:
    _, _, found = resit()
    message = next(one.message for one in found if one.code == "R472")
    tail = print_of().split("\n")[710].partition("0.46n")[2].strip("$")
    assert repr(tail) in message


@cache
def by_hand() -> Exam:
    """The same exam as a source, its sentences worded anew."""
    folder = ROOT / "sources" / "resit2022"
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.png")}
    return exam_of((folder / "exam.md").read_text(encoding="utf-8"), files)


def test_it_has_the_shape_of_the_source_written_by_hand() -> None:
    exam, _, _ = resit()
    assert [shape(exercise) for exercise in exam.exercises] == [
        shape(exercise) for exercise in by_hand().exercises
    ]


def test_the_source_written_by_hand_has_every_formula() -> None:
    exam, _, _ = resit()
    for printed, written in zip(items(exam), items(by_hand()), strict=True):
        missing = formulas(printed) - formulas(written)
        assert not [tex for tex in missing if not re.search(REPEATED, tex + "$$")], written.id


def test_the_source_written_by_hand_shares_no_sentence_with_the_print() -> None:
    run = 8
    printed = words(print_of())
    known = {tuple(printed[at : at + run]) for at in range(len(printed))}
    for item in items(by_hand()):
        mine = words(" ".join(n.text for text in texts_of(item) for n in prose(text)))
        runs = (tuple(mine[at : at + run]) for at in range(len(mine) - run + 1))
        assert not [" ".join(one) for one in runs if one in known], item.id


def items(exam: Exam) -> list[Item]:
    return [item for exercise in exam.exercises for item in exercise.items]


def texts_of(item: Item) -> Iterator[Blocks]:
    for node in (item, *parts(item)):
        yield from texts(node)


def prose(text: Blocks) -> Iterator[Text]:
    return (node for node in walk(text) if isinstance(node, Text))


def formulas(item: Item) -> set[str]:
    """The formulas of an item, without their white space, which means nothing."""
    found = (node for text in texts_of(item) for node in walk(text))
    return {re.sub(r"\s", "", node.tex) for node in found if isinstance(node, Math)}


def words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", re.sub(r"\$[^$]+\$", "", text.lower()))


def shape(exercise: Exercise) -> object:
    """All of an exercise but its words."""
    head = (exercise.id, exercise.title, exercise.points, exercise.bank, exercise.updated)
    return head, [item_shape(item) for item in exercise.items]


def item_shape(item: Item) -> object:
    match item:
        case TextBlock():
            return "text", gaps(item.content)
        case ImageBlock():
            name = item.image.src.rpartition("/")[2]
            return "image", item.space, item.image.caption, name
        case Question(answer=Choice() as choice):
            options = [(o.points, o.correct, o.feedback != ()) for o in choice.options]
            return kind_of(item), item.points, choice.scoring, options
        case _:
            asked = written_question(item)
            return kind_of(item), item.points, asked.answer.space, rubric_shape(asked)


def rubric_shape(item: WrittenQuestion) -> object:
    match item.answer.rubric:
        case Criteria(criteria):
            return [(c.points, c.name != "", c.text != (), gaps(c.text)) for c in criteria]
        case Levels(levels):
            return [(level.points, level.percent) for level in levels]
        case None:
            return None
