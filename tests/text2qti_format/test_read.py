"""text2qti: each element of its syntax, each slip told at its line, and its own package agrees."""

from fractions import Fraction

import pytest

from canvas.support import import_zip
from examc.core.answers import Choice, Numeric, ShortAnswer, TrueFalse, Upload, Written
from examc.core.content import plain
from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import Exam, Question, TextBlock, questions
from examc.formats import recognise
from examc.formats.text2qti.read import read, sniff

FIRST = "1. First?\n*a) yes\nb)  no\n\n"


def reading(text: str) -> tuple[Exam | None, list[Diagnostic]]:
    """The exam of a file, and what is said of it beyond its language."""
    report = Report()
    exam, _ = read("quiz.txt", text.encode(), report)
    return exam, [one for one in report.diagnostics if one.code != "R530"]


def exam_of(text: str) -> Exam:
    """The exam of a file of which nothing is told."""
    exam, said = reading(text)
    assert exam is not None
    assert not said, [one.message for one in said]
    return exam


def one(text: str) -> Question:
    """The one question of a file of which nothing is told."""
    (question,) = questions(exam_of(text))
    return question


def test_what_is_said_of_a_quiz_and_its_questions() -> None:
    exam = exam_of(
        "Quiz title: A *title*\n  goes on\nQuiz description: About *it*.\nshuffle answers: true\n"
        "Feedback is solution: true\n\n"
        "% comment\nCOMMENT\n1. no\nEND_COMMENT\nTitle: T\nPoints: 1.5\n1.  Why?\n\n    More.\n"
        "... general\n+ right\n- wrong\na)  one\n... on one\n*b) two\n"
    )
    assert exam.title == "A *title* goes on"
    assert plain(exam.instructions) == "About it."
    (question,) = questions(exam)
    assert (question.title, question.points) == ("T", Fraction(3, 2))
    assert plain(question.prompt) == "Why? More."
    assert [plain(text) for text in (question.feedback.general, question.solution)] == [
        "general",
        "general",
    ]
    assert plain(question.feedback.correct) == "right"
    assert plain(question.feedback.incorrect) == "wrong"
    assert isinstance(question.answer, Choice)
    assert question.answer.shuffle
    assert [plain(option.feedback) for option in question.answer.options] == ["on one", ""]
    assert [option.points for option in question.answer.options] == [0, Fraction(3, 2)]


def test_several_right_options_are_marked_as_canvas_does() -> None:
    answer = one("Points: 2\n1. Which?\n[*] a\n[ ] b\n[*] c\n[] d\n").answer
    assert isinstance(answer, Choice)
    assert answer.many
    assert [int(option.points) for option in answer.options] == [1, -1, 1, -1]


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("5", "5", "5"),
        ("1_000", "1000", "1000"),
        ("1.41 +- 0.01", "1.40", "1.42"),
        ("-200 +- 1%", "-202", "-198"),
        ("1e3+-0", "1000", "1000"),
        ("[1.5, 1.7]", "1.5", "1.7"),
    ],
)
def test_numbers(written: str, low: str, high: str) -> None:
    answer = one(f"1. How many?\n=   {written}\n").answer
    assert isinstance(answer, Numeric)
    (accepted,) = answer.accepted
    assert (accepted.low, accepted.high) == (Fraction(low), Fraction(high))


def test_the_other_kinds() -> None:
    exam = exam_of(
        "1. T?\n*a) True\nb)  False\n\n2. Who?\n*  Santa\n*  santa\n*  Saint Nick\n\n"
        "3. Write.\n! This.\n____\n\n4. Hand in.\n^^^\n"
    )
    true, who, write, hand = questions(exam)
    assert isinstance(true.answer, TrueFalse)
    assert true.answer.true.points == 1
    assert isinstance(who.answer, ShortAnswer)
    assert [accepted.text for accepted in who.answer.accepted] == ["Santa", "Saint Nick"]
    assert isinstance(write.answer, Written)
    assert plain(write.solution) == "This."
    assert isinstance(hand.answer, Upload)


def test_groups_become_pools_and_texts_blocks() -> None:
    exam = exam_of(
        "Text title: A\nText: b\n  c\n\n" + FIRST + "GROUP\npick: 2\npoints per question: 3\n"
        "2. a?\n*a) x\nb) y\n3. b?\n*a) x\nb) y\n4. c?\n*a) x\nb) y\nEND_GROUP\n5. d?\n___\n"
    )
    first, group, last = exam.exercises
    assert [(len(part.items), part.pick) for part in (first, group, last)] == [
        (2, None),
        (3, 2),
        (1, None),
    ]
    assert isinstance(first.items[0], TextBlock)
    assert plain(first.items[0].content) == "A b c"
    assert {question.points for question in group.items if isinstance(question, Question)} == {3}


def test_markdown_formulas_and_units() -> None:
    question = one(
        "1.  Is $x_1*y$ and `$c$` *so* at \\SI{1.5e-3}{m/s^2}, for \\$5?\n\n"
        "    | a | b |\n    |---|---|\n    | 1 | $2$ |\n____\n"
    )
    said = plain(question.prompt)
    assert "\\(x_1*y\\)" in said
    assert "$c$ so" in said
    assert "1.5\\times 10^{-3}\\,\\text{m}/\\text{s}^{2}" in said
    assert "for $5?" in said


TOLD = {
    "2. Why?\na) x\nb) y\n": ("R494", 5, "none of its options is right"),
    "2. Why?\n*a) x\n*b) y\n": ("R494", 5, "several of its options are right"),
    "2. Why?\n*a) x\n": ("R494", 5, "fewer than two options"),
    "2. Why?\n\n": ("R494", 5, "no answer"),
    "2. Why?\n*a) x\n[*] y\n": ("R494", 7, "answers of two kinds"),
    "2. Why?\n= 3\n= 4\n": ("R494", 7, "two answers"),
    "2. Why?\n= three\n": ("R494", 6, "'three' is none"),
    "2. Why?\n= [4, 3]\n": ("R494", 6, "'[4, 3]' is none"),
    "Points: many\n2. Why?\n____\n": ("R494", 5, "its points are 'many'"),
    "2. Why?\n*a)\nb) x\n": ("R494", 6, "has no text"),
    "2. Why?\n... one\n... two\n____\n": ("R494", 7, "two texts of feedback"),
    "2. Why?\n____\n... late\n": ("R494", 7, "not behind its text"),
    "a)x\n": ("R494", 5, "begins nothing"),
    "Some text.\n\n": ("R494", 5, "begins nothing"),
    "2. Why?\nnot indented\n____\n": ("R464", 6, "not indented"),
    "show correct answers: false\n": ("R529", 5, "show correct answers"),
    "```{.python .run}\nprint(1)\n```\n": ("R574", 5, "never run"),
    "COMMENT\n": ("R494", 5, "never ended"),
    "END_GROUP\n": ("R494", 5, "without GROUP"),
    "GROUP\n2. a?\n____\n3. b?\n____\n": ("R494", 5, "never ended"),
    "GROUP\npick: 3\n2. a?\n____\nEND_GROUP\n": ("R494", 6, "drawn of 1"),
    "GROUP\npick: x\n2. a?\n____\nEND_GROUP\n": ("R494", 6, "no number"),
    "GROUP\nPoints: 2\n2. a?\n____\n3. b?\n____\nEND_GROUP\n": ("R459", 6, "worth 1"),
    "Title: lost\n": ("R494", 5, "before no question"),
    "2. ![alt](a.png)\n____\n": ("R470", 5, "stands in another file"),
}


@pytest.mark.parametrize("text", TOLD)
def test_what_is_wrong_is_told_at_its_line_and_the_rest_arrives(text: str) -> None:
    exam, said = reading(FIRST + text)
    assert exam is not None
    assert plain(next(iter(questions(exam))).prompt) == "First?"
    code, line, words = TOLD[text]
    (told,) = said
    assert told.span
    assert (told.code, told.span.line) == (code, line), told.message
    assert words in told.message


PEER = """\
Quiz title: Peers

Title: First
Points: 2
1. What is 2+3?
... General remark.
+ Well done
- Not right
a) 6
... six is wrong
*b) 5

2. Which are even?
[*] 2
[ ] 3
[*] 4

3. Explain *it* with $x^2$.
____

GROUP
pick: 1
points per question: 3

4. One?
*a) true
b) false

5. Two?
a) yes
*b) no

END_GROUP

6. How much?
=   1.5 +- 0.1

7. Who?
*  Santa
*  Nick

8. Hand in.
^^^
"""


def test_it_is_the_exam_that_its_own_package_holds() -> None:
    from text2qti.config import Config
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz

    data: bytes = QTI(Quiz(PEER, config=Config(), source_name="quiz.txt")).zip_bytes()
    theirs, _, _ = import_zip(data)
    assert theirs is not None
    pairs = list(zip(questions(exam_of(PEER)), questions(theirs), strict=True))
    assert len(pairs) == 8
    for ours, same in pairs:
        assert (ours.points, ours.prompt, ours.answer) == (same.points, same.prompt, same.answer)
        assert ours.feedback == same.feedback


@pytest.mark.parametrize("text", [FIRST, "1. a?\n= 3\n", "Quiz title: T\n1. a?\n* b\n"])
def test_it_is_known_by_its_content(text: str) -> None:
    reader = recognise("a.txt", text.encode())
    assert reader is not None
    assert reader.name == "text2qti"


@pytest.mark.parametrize(
    "text",
    [
        "# Functions\n\n1. f\n\na) x\n",
        f"---\ntitle: T\n---\n{FIRST}",
        f"# E {{#e}}\n\n## 2 pts · open {{#q}}\n\n{FIRST}",
        "1. one\n2. two\n\n* a list\n* of things\n",
        "1. Name: ____\n",
    ],
)
def test_what_is_no_quiz_is_not_taken_for_it(text: str) -> None:
    assert not sniff(text.encode())
