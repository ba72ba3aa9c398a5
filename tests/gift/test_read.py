"""GIFT as Moodle reads it: by it and by Moodle XML, the same question is the same exam."""

import pytest

from examc.core.answers import Numeric
from examc.core.content import Paragraph, Text, plain
from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import Exam, Item, Question, TextBlock
from examc.formats import recognise
from examc.formats.gift.read import read, sniff
from moodle.reading import quiz
from moodle.reading import reading as reading_xml

ALWAYS = {"R530", "R518", "R571"}
"""What is told of every file, since the format never says it."""


def reading(text: str | bytes) -> tuple[Exam | None, list[Diagnostic]]:
    """The exam of a file, and what is said of it beyond what is said of all."""
    report = Report()
    exam, _ = read("q.gift", text.encode() if isinstance(text, str) else text, report)
    return exam, [one for one in report.diagnostics if one.code not in ALWAYS]


def items(text: str) -> list[Item]:
    """The items of a file of which nothing is told."""
    exam, said = reading(text)
    assert exam is not None, said
    assert not said, [one.message for one in said]
    return [item for exercise in exam.exercises for item in exercise.items]


def _xml(kind: str, inside: str, text: str = "Why?", form: str = "moodle_auto_format") -> str:
    return quiz(
        f'<question type="{kind}"><name><text>N</text></name><questiontext format="{form}">'
        f"<text><![CDATA[{text}]]></text></questiontext>{inside}</question>"
    )


def _answer(fraction: str, text: str, feedback: str = "", more: str = "") -> str:
    said = f'<feedback format="moodle_auto_format"><text>{feedback}</text></feedback>'
    return (
        f'<answer fraction="{fraction}" format="moodle_auto_format"><text>{text}</text>'
        f"{said}{more}</answer>"
    )


def _number(fraction: str, text: str, tolerance: str = "0", feedback: str = "") -> str:
    return _answer(fraction, text, feedback, f"<tolerance>{tolerance}</tolerance>")


_GENERAL = '<generalfeedback format="moodle_auto_format"><text>G</text></generalfeedback>'
_SINGLE, _SEVERAL = "<single>true</single>", "<single>false</single>"
SAME = {
    "::N::Why?{=a#yes ~b#no ~%-50%c}": _xml(
        "multichoice",
        _SINGLE + _answer("100", "a", "yes") + _answer("0", "b", "no") + _answer("-50", "c"),
    ),
    "::N::Why?{~%50%a ~%33.33333%b ~%-100%c ####G}": _xml(
        "multichoice",
        _SEVERAL + _answer("50", "a") + _answer("33.33333", "b") + _answer("-100", "c") + _GENERAL,
    ),
    "::N::Why?{~a ~b}": _xml("multichoice", _SEVERAL + _answer("0", "a") + _answer("0", "b")),
    "::N::It is {=so ~not} here.": _xml(
        "multichoice", _SINGLE + _answer("100", "so") + _answer("0", "not"), "It is _____ here."
    ),
    "::N::Why?{F#no#yes}": _xml(
        "truefalse", _answer("0", "true", "no") + _answer("100", "false", "yes")
    ),
    "::N::Why?{#3.14:0.01}": _xml("numerical", _number("100", "3.14", "0.01")),
    "::N::Why?{#1..5#ok}": _xml("numerical", _number("100", "3", "2", "ok")),
    "::N::Why?{#=3:0.5#near =%50%4:1 ~#far}": _xml(
        "numerical",
        _number("100", "3", "0.5", "near") + _number("50", "4", "1") + _number("0", "*", "", "far"),
    ),
    "::N::Why?{#=3 ~#far}": _xml("numerical", _number("100", "3") + _number("0", "*", "", "far")),
    "::N::Why?{=Paris =%50%*aris* =p*s}": _xml(
        "shortanswer",
        _answer("100", "Paris") + _answer("50", "*aris*") + _answer("100", "p*s"),
    ),
    "::N::Why?{=a =%0%*#try again}": _xml(
        "shortanswer", _answer("100", "a") + _answer("0", "*", "try again")
    ),
    "::N::Why?{=a -> 1 =b -> 2 = -> 3}": _xml(
        "matching",
        "".join(
            f'<subquestion format="moodle_auto_format"><text>{left}</text>'
            f"<answer><text>{right}</text></answer></subquestion>"
            for left, right in (("a", "1"), ("b", "2"), ("", "3"))
        ),
    ),
    "::N::Why?{}": _xml("essay", ""),
    "::N::[html]<p>Why <b>so</b>?</p>{}": _xml("essay", "", "<p>Why <b>so</b>?</p>", "html"),
    "::N::Why\nso?{}": _xml("essay", "", "Why\nso?"),
    "::N::[plain]a < b{}": _xml("essay", "", "a < b", "plain_text"),
}


@pytest.mark.parametrize("gift", SAME)
def test_a_question_is_the_same_by_gift_and_by_moodle_xml(gift: str) -> None:
    (question,) = items(gift)
    (same,) = reading_xml(SAME[gift]).items()
    assert question == same


def test_escapes_and_formats() -> None:
    (block,) = items("[plain]A \\{b\\} \\= \\~c\\# \\: \\\\d \\(x\\)")
    assert isinstance(block, TextBlock)
    assert plain(block.content) == "A {b} = ~c# : \\d \\(x\\)"


def test_a_comment_may_hold_an_id_and_tags() -> None:
    (question,) = items("// question: 7 [id:own] [tag:a b] [tag:c]\nWhy?{\n// here too\n}")
    assert isinstance(question, Question)
    assert (question.id, question.tags) == ("own", ("a b", "c"))


def test_categories_become_exercises() -> None:
    exam, said = reading(
        "$CATEGORY: $course$/top/Biology/Cells//1\n\nWhy?{T}\n\n$CATEGORY: Biology\n\nHow?{F}\n\n"
        "$CATEGORY: $course$/Biology/Cells//1\n\nWhat?{T}\n"
    )
    assert exam is not None
    assert not said
    assert exam.title == "Biology"
    assert [(one.title, len(one.items)) for one in exam.exercises] == [
        ("Cells/1", 2),
        ("Biology", 1),
    ]


def test_line_ends_marks_and_blank_lines_mean_nothing() -> None:
    text = "::N::Why?{\n=a\n~b\n}\n\n \t\nHow?{}\n"
    usual = items(text)
    assert len(usual) == 2
    for other in (
        text.replace("\n", "\r\n").encode("utf-8-sig"),
        text.replace("\n", "\r").encode(),
        text.encode("utf-16"),
    ):
        exam, _ = reading(other)
        assert exam is not None
        assert list(exam.exercises[0].items) == usual


TOLD = {
    "Why?{=a ~b\n\nHow?{T}": ("R494", 1, 1),
    "Why? a}\n\nHow?{T}": ("R494", 1, 1),
    "How?{T}\n\nWhy?{=a}x{~b}": ("R573", 3, 10),
    "How?{T}\nWhy?{F}": ("R572", 2, 1),
    "$CATEGORY: A\nHow?{T}": ("R572", 2, 1),
    "How?{T}\n\nWhy?{#abc}": ("R494", 3, 1),
    "How?{T}\n\nWhy?{#3,5}": ("R561", 3, 7),
    "How?{T}\n\nWhy?{=a ->1 =b}": ("R494", 3, 1),
    "How?{T}\n\nWhy?{=a->1}": ("R514", 3, 1),
    "How?{T}\n\nWhy?{true}": ("R573", 3, 6),
    "How?{T}\n\nWhy?{~%33%a ~%67%b}": ("R501", 3, 11),
    "How?{T}\n\nWhy?{~%5,5%a =b}": ("R573", 3, 7),
    "How?{T}\n\nWhy?{~a}": ("R494", 3, 1),
    "How?{T}\n\nWhy?{~%-50%a ~ ~b}": ("R494", 3, 1),
    "How?{T}\n\nWhy?{#=3 =%-50%4}": ("R562", 3, 16),
    "How?{T}\n\nWhy?{1:MC:~=a~b}": ("R573", 3, 6),
    "How?{T}\n\n{T}": ("R494", 3, 1),
    "How?{T}\n\n::P::[html]<img src='@@PLUGINFILE@@/a.png' alt='b'>{}": ("R470", 3, 6),
    "How?{T}\n\nWhy?{>3 a\nb}": ("R514", 3, 1),
}


@pytest.mark.parametrize("text", TOLD)
def test_what_is_wrong_is_told_at_its_place_and_the_rest_arrives(text: str) -> None:
    exam, said = reading(text)
    assert exam is not None
    assert exam.exercises[0].items
    code, line, column = TOLD[text]
    found = [(one.code, one.span.line, one.span.column) for one in said if one.span]
    assert (code, line, column) in found, (found, [one.message for one in said])
    assert len({one for one, _, _ in found}) == 1


def test_a_decimal_comma_is_read_as_it_is_meant() -> None:
    exam, _ = reading("Why?{#3,5:0,5}")
    assert exam is not None
    (question,) = exam.exercises[0].items
    assert isinstance(question, Question)
    assert isinstance(question.answer, Numeric)
    assert [(int(one.low), int(one.high)) for one in question.answer.accepted] == [(3, 4)]


def test_an_older_encoding_is_read_and_told() -> None:
    exam, said = reading("Où ça?{T}".encode("cp1252"))
    assert exam is not None
    (question,) = exam.exercises[0].items
    assert isinstance(question, Question)
    assert question.prompt == (Paragraph((Text("Où ça?"),)),)
    assert [(one.code, one.span and one.span.column) for one in said] == [("R570", 2)]


@pytest.mark.parametrize("data", [b"// nothing\n", b"Why?{=a", b"\0" * 99, b"x{}" * 6_000_000])
def test_a_file_of_which_nothing_can_be_read_is_told_once(data: bytes) -> None:
    exam, said = reading(data)
    assert exam is None
    assert [one for one in said if one.code in ("R513", "R409", "R401")]


@pytest.mark.parametrize(
    "text",
    [
        "# Exam {#e}\n\n## 2 pts · open {#q}\n\nFill in {=a ~b}\n",
        "---\ntitle: T\n---\n\nWhy {=a ~b}\n",
        "Quiz title: T\n\n1. What is {=a}?\n*a) b\nb) c\n",
        "\\documentclass{exam}\nWhy {=a ~b}\n",
        "Just text with {braces} in it.\n",
        "<quiz><text>Why {=a ~b}</text></quiz>",
        '{"a": "{=b ~c}"}',
    ],
)
def test_what_is_no_gift_is_not_taken_for_it(text: str) -> None:
    assert not sniff(text.encode())


def test_a_name_that_only_gift_has_tells_what_the_content_does_not() -> None:
    reader = recognise("a.gift", b"Describe it. {}\n")
    assert reader is not None
    assert reader.name == "gift"
    assert recognise("a.txt", b"Describe it. {}\n") is None
    assert recognise("a.gift", b"\x89PNG\r\n\x1a\n" + bytes(90)) is None


def test_what_is_written_as_in_embedded_answers_is_no_empty_option() -> None:
    (question,) = items("Why?{~=a~b}")
    assert question == items("Why?{=a~b}")[0]


@pytest.mark.parametrize("gift", [*SAME, "$CATEGORY: A\n\nx", "Why?{ T }", "Why? {#=%100%3:0#x}"])
def test_gift_is_known_by_its_content(gift: str) -> None:
    reader = recognise("a.txt", gift.encode())
    assert reader is not None
    assert reader.name == "gift"
