"""What a source cannot say is told at its place and written as near as can be; the rest arrives."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core.answers import Choice, Option, Scoring, Written
from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    Math,
    OrderedList,
    Paragraph,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from examc.core.diagnostics import Report
from examc.core.model import Course, Exam, Exercise, ImageBlock, Item, Question, TextBlock
from examc.core.records import replace
from examc.core.rewriting import rewritten
from examc.core.rubrics import Criteria
from examc.core.source import Source
from examc.formats.exam import sayabletex
from examc.formats.exam.proving import proved
from examc.formats.exam.write import SPELLINGS
from examc.text import fromhtml
from fragments import Fragment, seen
from support import DOT_PNG, exam_of

FILES = {"images/a.png": DOT_PNG}
SPAN = Source("quiz.xml", "<quiz/>").line_span(1)
Said = list[tuple[str, str]]


def _p(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def _exam(*items: Item, **settings: str) -> Exam:
    exercise = Exercise(id="e1", title="E", items=items)
    return Exam(title="T", exercises=(exercise,), span=SPAN, **settings)  # type: ignore[arg-type]


_A: Blocks = (_p("a"),)


def _choice(own: str, prompt: Blocks, option: Blocks = _A) -> Question:
    options = (
        Option(text=option, points=Fraction(1), correct=True, feedback=option, span=SPAN),
        Option(text=(_p("b"),), points=Fraction(0), correct=False),
    )
    answer = Choice(options=options, many=False, scoring=Scoring(cap=Fraction(1)))
    return Question(id=own, points=Fraction(1), prompt=prompt, answer=answer, span=SPAN)


def written(exam: Exam, spelling: str) -> tuple[Exam, Said]:
    """What a source says that was written of an exam, and the codes and places that were told."""
    report = Report()
    text = proved(exam, FILES, spelling, report, "quiz.xml")
    assert text is not None, [one.message for one in report.diagnostics]
    assert not report.failed
    for one in report.diagnostics:
        assert one.where or one.span, one.message
    return exam_of(text, FILES, SPELLINGS[spelling]), [
        (one.code, one.where) for one in report.diagnostics
    ]


_CELL = (Text("a"),)
_DEEP = Emphasis((Emphasis((Emphasis((Text("("),)),)),))


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        (_p("a", Code(""), "b"), _p("ab"), []),
        (_p("a", Code(" "), "b"), _p("a b"), []),
        (_p("a", Strong(()), "b"), _p("ab"), []),
        (_p("a\x02\x04b"), _p("ab"), []),
        (_p(Strong((Text("a "), Strong((Text("b"),))))), _p(Strong((Text("a b"),))), []),
        (_p("x", Link((Superscript((Text("[1]"),)),), "http://a.b")), _p("x", Superscript((Link((Text("[1]"),), "http://a.b"),))), []),
        (_p(Link((Text("a "), Superscript((Text("1"),))), "http://a.b")), _p(Link((Text("a 1"),), "http://a.b")), ["S162"]),
        (_p(Link((Link(_CELL, "http://a.b"),), "http://c.d")), _p(Link(_CELL, "http://c.d")), ["R424"]),
        (_p(Link(_CELL, "java\nscript:a")), _p("a"), ["R424"]),
        (_p(Subscript((Text("a"), Subscript((Text("b"),))))), _p(Subscript((Text("ab"),))), ["S162"]),
        (_p(Math(r"a \\ b \\ ")), _p(Math(r"a \\ b")), []),
        (_p(Math(r"f = 1 \mbox{ if $\alpha > 0$}")), _p(Math(r"f = 1 \mbox{ if }\alpha > 0")), []),
        (_p(Math("a$b")), _p(r"\(a$b\)"), ["R426"]),
        (_p(Math(" ")), _p("x"), ["S162"]),
        (_p(Image("gone.png", "a picture")), _p("a picture"), ["S162"]),
        (_p(Image("images/a.png", "two\nlines")), _p(Image("images/a.png", "two lines")), []),
        (Heading(2, (Text("a"), LineBreak(), Text("b"))), Heading(4, (Text("a; b"),)), ["R425"]),
        (Table(((Text("a"), LineBreak(), Text("(b)")),), (), ("",)), Table(((Text("a (b)"),),), (), ("",)), ["R425"]),
        (Table(((Math("a\nb", display=True),),), (), ("",)), Table(((Math("a b"),),), (), ("",)), ["R425"]),
        (Table(((Math(r"\|a\|"),),), (), ("",)), Table(((Math(r"\Vert a\Vert"),),), (), ("",)), []),
        (Table(((Code("a\\"),),), (), ("",)), Table(((Text("a\\"),),), (), ("",)), ["R425"]),
        (Table((_CELL,), ((_CELL, _CELL),), ("",)), Table((_CELL, ()), ((_CELL, _CELL),), ("", "")), []),
        (Table((_CELL,) * 101, (), ("",) * 101), _p(" | ".join("a" * 101)), ["R425"]),
        (OrderedList(((_p("a"),),), 10**9), OrderedList(((_p("a"),),), 1), ["S162"]),
        (CodeBlock("a\r\nb", "c d"), CodeBlock("a\nb", "c"), []),
        (BulletList(()), _p("x"), ["S162"]),
        (_p(_DEEP), _p(Emphasis((Text("("),))), []),
    ],
    ids=repr,
)  # fmt: skip
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_what_markdown_cannot_say(
    before: Block, after: Block, codes: list[str], spelling: str
) -> None:
    found, said = written(
        _exam(_choice("e1-1", (before,)), _choice("e1-2", (_p("Why?"),))), spelling
    )
    first, second = found.exercises[0].items
    assert isinstance(first, Question)
    expected = _choice("e1-1", (after,))
    if after == _p("x"):
        expected = _choice("e1-1", (_p("…"),))
    assert (first, second) == (expected, _choice("e1-2", (_p("Why?"),)))
    assert said == [(code, "exercise 1 › question 1") for code in codes]


def test_the_place_is_the_innermost() -> None:
    table = Table(((Text("a"), LineBreak(), Text("b")),), (), ("",))
    _, said = written(_exam(_choice("e1-1", (_p("?"),), (table,))), "md")
    assert said == [("R425", "exercise 1 › question 1 › option 1")]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_emphasis_that_markdown_cannot_nest_is_left_out_and_told(spelling: str) -> None:
    many = tuple(node for _ in range(6000) for node in (Strong((Text("x"),)), Text("y")))
    found, said = written(_exam(_choice("e1-1", (_p(*many), _p(Strong(_CELL))))), spelling)
    (item,) = found.exercises[0].items
    assert isinstance(item, Question)
    assert item.prompt == (_p("xy" * 6000), _p(Strong(_CELL)))
    assert said == [("S162", "exercise 1 › question 1")]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_item_that_cannot_be_written_leaves_its_words(spelling: str) -> None:
    only = (Option(text=(_p("only"),), points=Fraction(1), correct=True),)
    answer = Choice(options=only, many=False, scoring=Scoring(cap=Fraction(1)))
    one = Question(id="e1-2", points=Fraction(1), prompt=(_p("Why?"),), answer=answer, span=SPAN)
    found, said = written(
        _exam(_choice("e1-1", (_p("?"),)), one, _choice("e1-3", (_p("?"),))), spelling
    )
    items = found.exercises[0].items
    assert items[1] == TextBlock(id="e1-2", content=(_p("Why?"), _p("only")))
    assert (items[0], items[2]) == (_choice("e1-1", (_p("?"),)), _choice("e1-3", (_p("?"),)))
    assert said == [("S162", "exercise 1 › question 2")]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_names_that_cannot_be_said_leave_the_question_whole(spelling: str) -> None:
    plain_one = _choice("e1-1", (_p("?"),))
    for odd in (replace(plain_one, title="a\nb"), replace(plain_one, tags=("a\x0b",))):
        found, said = written(_exam(odd), spelling)
        assert found.exercises[0].items == (plain_one,)
        assert said == [("S162", "exercise 1 › question 1")]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_image_block_without_its_image_leaves_its_words(spelling: str) -> None:
    gone = ImageBlock(id="e1-1", image=Image("gone.png", "a cell"), repeat=True, span=SPAN)
    bare = ImageBlock(id="e1-2", image=Image("gone.png", ""), span=SPAN)
    kept = ImageBlock(id="e1-3", image=Image("images/a.png", "two\nlines"), span=SPAN)
    found, said = written(_exam(gone, bare, kept), spelling)
    assert found.exercises[0].items == (
        TextBlock(id="e1-1", content=(_p("a cell"),), repeat=True),
        TextBlock(id="e1-2", content=(_p("…"),)),
        ImageBlock(id="e1-3", image=Image("images/a.png", "two lines")),
    )
    assert said == [(("S162"), f"exercise 1 › image block {n}") for n in (1, 2)]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_settings_that_cannot_be_said_are_left_out_one_by_one(spelling: str) -> None:
    exam = _exam(_choice("e1-1", (_p("?"),)), language="", date="tomorrow")
    found, said = written(exam, spelling)
    assert (found.language, found.date) == ("en", "")
    assert said == [("S162", ""), ("S162", "")]
    exercise = Exercise(id="e 1", title="E", items=(_choice("q", (_p("?"),)),), bank="b")
    found, said = written(Exam(title="T", exercises=(exercise,), course=Course("c")), spelling)
    assert (found.exercises[0].id, found.exercises[0].bank) == ("e1", "b")
    assert said == [("S162", "exercise 1")]


def test_ids_in_each_others_way_are_made_anew() -> None:
    found, said = written(_exam(_choice("Q", (_p("1"),)), _choice("q", (_p("2"),))), "md")
    assert [item.id for item in found.exercises[0].items] == ["e1-1", "e1-2"]
    assert said == [("S162", "exam")]


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Exercise"), ("nl-BE", "Opgave"), ("cs", "Exercise")]
)
def test_titles_are_made_up(language: str, word: str) -> None:
    exercises = tuple(
        Exercise(id=f"e{n}", title=" ", items=(_choice(f"e{n}-1", (_p("?"),)),)) for n in (1, 2)
    )
    report = Report()
    text = proved(Exam(title="", exercises=exercises, language=language), {}, "md", report)
    assert text is not None
    assert f"\n# {word} 1\n" in text
    assert f"\n# {word} 2\n" in text
    assert [one.code for one in report.diagnostics] == ["S162"] * 3


def test_empty_questions_and_blocks() -> None:
    answer = Written(rubric=Criteria(()))
    empty = Question(id="e1-1", points=Fraction(1), prompt=(), answer=answer, span=SPAN)
    found, said = written(
        _exam(empty, TextBlock(id="e1-2", content=()), _choice("e1-3", (_p("?"),))), "md"
    )
    assert [type(item).__name__ for item in found.exercises[0].items][1:] == ["Question"]
    assert ("S162", "exercise 1 › question 1") in said


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_what_can_still_not_be_written_is_an_error_with_a_place(spelling: str) -> None:
    report = Report()
    assert proved(Exam(title="T", exercises=()), {}, spelling, report, "quiz.xml") is None
    (found,) = report.diagnostics
    assert (found.code, found.where, found.path) == ("S161", "exam", "quiz.xml")
    assert "no exercises" in found.message
    assert found.help


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\text{a $b$ c $d$}", r"\text{a }b\text{ c }d"),
        (r"\textbf{if $x_{1}$}^2", r"{\textbf{if }x_{1}}^2"),
        (r"\mbox{\{ $a$ \}}", r"\mbox{\{ }a\mbox{ \}}"),
        (r"\mbox{$a}", None),
        (r"\$5", r"\$5"),
        (r"a\\\\", "a"),
        (r"\\", None),
        (r"a\ ", r"a\ "),
    ],
)
def test_formulas(tex: str, expected: str | None) -> None:
    assert sayabletex.sayable(tex) == expected


# -- the law ------------------------------------------------------------------------------------


@pytest.mark.law
@given(st.integers(0, 10**9), st.sampled_from(tuple(SPELLINGS)))
def test_random_html_arrives(seed: int, spelling: str) -> None:
    """No fragment is refused, and every word that it shows arrives, in order."""
    fragment = Fragment(seed)
    report = Report()
    content = fromhtml.blocks(
        fragment.html, report, "question 1", lambda src, _: "images/a.png" if src == "a.png" else ""
    )
    assert seen(content) == fragment.words, fragment.html
    exam = _exam(
        _choice("e1-1", (_p("?"), *content), content), TextBlock(id="e1-2", content=content)
    )
    found, _ = written(exam, spelling)
    texts: list[list[str]] = []
    rewritten(found, lambda _, __, text: texts.append(seen(text)) or text)  # type: ignore[func-returns-value]
    assert [words for words in texts if words] == [fragment.words] * (4 if fragment.words else 0)
