"""An exam written as a source and read again is the same exam, in either spelling."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core.answers import Choice, Option, Rule, Scoring, Written
from examc.core.content import Blocks, Emphasis, Math, Paragraph, Quote, Text, walk
from examc.core.diagnostics import Report
from examc.core.model import ChoiceQuestion, Course, Exam, Exercise, Question, TextBlock
from examc.core.records import replace
from examc.core.rubrics import Criteria, Criterion
from examc.core.source import Allow
from examc.files.folders import MemoryFolder
from examc.formats.exam.proving import proved
from examc.formats.exam.read import read
from examc.formats.exam.write import SPELLINGS, difference, write
from examc.text import tex
from prose import FILES
from strategies import exams
from support import DOT_PNG, ROOT, exam_of

from . import wild

_FILES = {**FILES, **dict.fromkeys(wild.SOURCES, DOT_PNG)}


def again(text: str, spelling: str) -> Exam:
    """What a text that was written is read as; it must be free of errors."""
    return exam_of(text, _FILES, SPELLINGS[spelling])


def holds(exam: Exam) -> None:
    """Write, read and write an exam in both spellings, and through each other."""
    texts = {spelling: write(exam, spelling) for spelling in SPELLINGS}
    for spelling, text in texts.items():
        read_back = again(text, spelling)
        assert read_back == exam, f"{difference(exam, read_back)}\n{text}"
        for other in SPELLINGS:
            assert write(read_back, other) == texts[other]


@pytest.mark.law
@given(exams())
def test_an_exam_comes_back(exam: Exam) -> None:
    holds(exam)


# -- wild texts and words in every place --------------------------------------------------------


def _readable(content: Blocks) -> bool:
    return all(tex.check(node.tex) is None for node in walk(content) if isinstance(node, Math))


_texts = wild.blocks().filter(_readable)
_prompts = _texts.map(lambda text: (Paragraph((Text("?"),)), *text))
_names = st.one_of(st.just(""), wild.names)
_weights = st.sampled_from((Fraction(1), Fraction(1, 3), Fraction(-2), Fraction(0)))
_options = st.builds(
    Option,
    text=_texts,
    points=_weights,
    correct=st.booleans(),
    feedback=_texts,
    fixed=st.booleans(),
)
_criteria = st.builds(Criterion, text=_texts, points=_weights, name=_names)


@st.composite
def wild_exams(draw: st.DrawFn) -> Exam:
    """A small exam whose texts and words are wild."""
    question: Question
    if draw(st.booleans()):
        options = tuple(draw(_options) for _ in range(2))
        question = Question(
            id="e1-1",
            points=Fraction(1),
            prompt=draw(_prompts),
            title=draw(_names),
            answer=Choice(options=options, many=True, scoring=Scoring(cap=Fraction(1))),
        )
    else:
        rubric = Criteria(tuple(draw(_criteria) for _ in range(2)))
        question = Question(
            id="e1-1",
            points=Fraction(1),
            prompt=draw(_prompts),
            notes=draw(_texts),
            answer=Written(rubric=rubric),
        )
    block = TextBlock(id="e1-2", content=draw(_prompts))
    tags = tuple(draw(st.lists(wild.names, max_size=2)))
    title, bank = draw(wild.names), draw(_names)
    exercise = Exercise(id="e1", title=title, items=(question, block), bank=bank, tags=tags)
    course = Course(draw(_names), draw(_names), draw(_names), draw(_names))
    return Exam(title=title, exercises=(exercise,), course=course, tags=tags)


@pytest.mark.law
@given(wild_exams())
def test_wild_texts_come_back(exam: Exam) -> None:
    holds(exam)


@pytest.mark.parametrize("tag", ["[x]", "[a", "(x)", "#a", ".fixed", "x=y", "=", "“x"])
def test_a_tag_of_any_signs_comes_back(tag: str) -> None:
    exercise = Exercise(id="e1", title="a", items=(choice("q"),), tags=(tag,))
    holds(Exam(title="a", exercises=(exercise,)))


# -- what is written, and what goes without saying ----------------------------------------------


_ONE_POINT = Scoring(cap=Fraction(1))


def choice(own: str, scoring: Scoring = _ONE_POINT, *, shuffle: bool = False) -> ChoiceQuestion:
    """A question of one point with two options."""
    return Question(
        id=own,
        points=Fraction(1),
        prompt=(Paragraph((Text("?"),)),),
        answer=Choice(
            options=(
                Option(text=(Paragraph((Text("a"),)),), points=Fraction(1), correct=True),
                Option(text=(Paragraph((Text("b"),)),), points=Fraction(0), correct=False),
            ),
            many=False,
            scoring=scoring,
            shuffle=shuffle,
        ),
    )


def of(*questions: Question, shuffle: bool = False) -> Exam:
    """An exam of one exercise with these questions."""
    exercise = Exercise(id="e1", title="E", items=questions, shuffle=shuffle)
    return Exam(title="T", exercises=(exercise,))


def test_defaults_and_derived_ids_are_not_written() -> None:
    assert write(of(choice("e1-1")), "md") == (
        "---\ntitle: T\n---\n\n# E\n\n## 1 pt · multiple choice\n\n?\n\n- [x] {+1} a\n- [ ] {0} b\n"
    )


@pytest.mark.parametrize(
    ("floors", "exam_line", "headings"),
    [
        ((None, None), "scoring:\n  floor: none\n", ("", "")),
        ((None, Fraction(0)), "", (" {floor=none}", "")),
        ((Fraction(-1), Fraction(-1)), "scoring:\n  floor: -1\n", ("", "")),
        ((Fraction(-1, 3), None), "", (" {floor=-1/3}", " {floor=none}")),
    ],
)
def test_what_all_questions_share_stands_at_the_exam(
    floors: tuple[Fraction | None, ...], exam_line: str, headings: tuple[str, ...]
) -> None:
    questions = [
        choice(f"e1-{place}", Scoring(floor=floor, cap=Fraction(1)))
        for place, floor in enumerate(floors, 1)
    ]
    text = write(of(*questions), "md")
    assert text.startswith(f"---\ntitle: T\n{exam_line}---\n")
    found = [line for line in text.split("\n") if line.startswith("## ")]
    assert found == [f"## 1 pt · multiple choice{heading}" for heading in headings]
    holds(of(*questions))


@pytest.mark.parametrize(
    ("options", "questions", "expected"),
    [
        ((True, True), False, "shuffle: options"),
        ((True, True), True, "shuffle: all"),
        ((False, False), True, "shuffle: questions"),
        ((True, False), True, "shuffle: questions"),
        ((True, False), False, "## 1 pt · multiple choice {shuffle=options}"),
    ],
)
def test_shuffling_is_shared_as_well(
    options: tuple[bool, ...], questions: bool, expected: str
) -> None:
    made = [choice(f"e1-{place}", shuffle=one) for place, one in enumerate(options, 1)]
    exam = of(*made, shuffle=questions)
    assert expected in write(exam, "md").split("\n")
    holds(exam)


def test_a_rule_of_responses_says_nothing_of_choices() -> None:
    response = Question(
        id="e1-2",
        points=Fraction(1),
        prompt=(Paragraph((Text("?"),)),),
        answer=Choice(
            options=choice("e1-1").answer.options,
            many=True,
            scoring=Scoring(rule=Rule.ALL_OR_NOTHING, cap=Fraction(1)),
        ),
    )
    exam = of(choice("e1-1"), response)
    assert "scoring:\n  rule: all-or-nothing\n" in write(exam, "md")
    holds(exam)


def test_a_quote_that_ends_an_option_is_no_feedback() -> None:
    quote = (Paragraph((Text("a"),)), Quote((Paragraph((Text("said"),)),)))
    options = (
        Option(text=quote, points=Fraction(1), correct=True),
        choice("e1-1").answer.options[1],
    )
    base = choice("e1-1")
    exam = of(
        Question(
            id="e1-1",
            points=Fraction(1),
            prompt=base.prompt,
            answer=Choice(options=options, many=False, scoring=base.answer.scoring),
        )
    )
    assert "- [x] {+1} a\n\n  > said\n\n  >\n\n- [ ] {0} b\n" in write(exam, "md")
    holds(exam)


def test_signs_of_a_heading_that_begin_a_line_make_no_blank_plain() -> None:
    words = " ".join(["words"] * 15 + ["together"])
    text = Paragraph((Emphasis((Text(f"{words} ##"),)), Text(" 10\u00a0b")))
    exam = of(replace(choice("e1-1"), prompt=(text,)))
    assert "\n##* 10" in write(exam, "md")
    holds(exam)


def test_silenced_diagnostics_are_written() -> None:
    block = TextBlock(id="e1-1", content=(Paragraph((Text("a"),)),), allow=(Allow("L240"),))
    exercise = Exercise(id="e1", title="E", items=(block,), allow=(Allow("L223"), Allow("L240")))
    exam = Exam(title="T", exercises=(exercise,), allow=(Allow("L201"),))
    for spelling in SPELLINGS:
        found = again(write(exam, spelling), spelling)
        assert [a.code for a in found.allow] == ["L201"]
        assert [a.code for a in found.exercises[0].allow] == ["L223", "L240"]
        assert [a.code for a in found.exercises[0].items[0].allow] == ["L240"]


# -- the proof ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["resit2022", "tour"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_source_can_be_written(name: str, spelling: str) -> None:
    folder = ROOT / "sources" / name
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    report = Report()
    exam, images = read("exam.md", files["exam.md"], MemoryFolder(files), report)
    assert exam is not None
    assert not report.failed
    text = proved(exam, images, spelling, report)
    assert text is not None
    assert proved(again_with(text, spelling, images), images, spelling, report) == text


def again_with(text: str, spelling: str, images: dict[str, bytes]) -> Exam:
    """A text read with its own images."""
    return exam_of(text, images, SPELLINGS[spelling])


@pytest.mark.parametrize(
    "bank", [",#", ",#a", "a,b=c", "a,", ",", "a,b", "[a]", "“a”", "a=b", "#a"]
)
def test_what_could_be_taken_for_a_slip_stands_in_quotes(bank: str) -> None:
    prompt = (Paragraph((Text("?"),)),)
    question = Question(id="q", points=Fraction(1), prompt=prompt, answer=Written())
    holds(Exam(title="T", exercises=(Exercise(id="e", title="E", items=(question,), bank=bank),)))
