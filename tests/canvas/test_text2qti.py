"""What another program writes in Canvas' dialect, read and marked as its author meant it."""

from fractions import Fraction

import pytest

from canvas.support import import_zip
from examc.core.answers import Numeric
from examc.core.content import Emphasis, Math, Paragraph, Text
from examc.core.model import Exam, Question, TextBlock
from examc.core.responses import Typed, choose
from examc.systems.canvas.fromdialect import view
from examc.systems.view import Seen
from support import choice_question, written_question

SOURCE = """\
Quiz title: Peers & friends
Quiz description: All *about* them.

Text title: Intro
Text: Read $x^2$ first.

Title: A title
Points: 2
1. What is 2+3?
... General remark.
+ Well done
- Not right
a) 6
... six is wrong
*b) 5
... five is right

2. Which are even?
[*] 2
[ ] 3
[*] 4

3. Explain.
____

GROUP
pick: 1
points per question: 3

4. One?
*a) yes
b) no

5. Two?
a) yes
*b) no

END_GROUP

6. How much?
=   1.5 +- 0.1
"""


@pytest.fixture(scope="module")
def package() -> bytes:
    """A package that text2qti made."""
    from text2qti.config import Config
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz

    made: bytes = QTI(Quiz(SOURCE, config=Config(), source_name="quiz.txt")).zip_bytes()
    return made


@pytest.fixture(scope="module")
def exam(package: bytes) -> Exam:
    """What is read of it."""
    found, _, _ = import_zip(package)
    assert found is not None
    return found


def test_the_quiz_and_its_group_are_exercises(exam: Exam) -> None:
    assert exam.title == "Peers & friends"
    assert exam.instructions == (
        Paragraph((Text("All "), Emphasis((Text("about"),)), Text(" them."))),
    )
    assert [exercise.title for exercise in exam.exercises] == [
        "Peers & friends",
        "Group",
        "Peers & friends",
    ]
    assert [exercise.pick for exercise in exam.exercises] == [None, 1, None]


def test_questions_are_read_with_their_feedback(exam: Exam) -> None:
    text, choice, response, written = exam.exercises[0].items
    assert isinstance(text, TextBlock)
    assert text.content == (Paragraph((Text("Read "), Math("x^2"), Text(" first."))),)
    choice = choice_question(choice)
    assert not choice.answer.many
    assert choice.title == "A title"
    assert choice.points == 2
    assert [option.points for option in choice.answer.options] == [0, 2]
    assert [bool(option.feedback) for option in choice.answer.options] == [True, True]
    assert all((choice.feedback.general, choice.feedback.correct, choice.feedback.incorrect))
    response = choice_question(response)
    assert response.answer.many
    assert [option.points for option in response.answer.options] == [
        Fraction(1, 2),
        Fraction(-1, 2),
        Fraction(1, 2),
    ]
    written = written_question(written)
    assert not written.answer.free


def test_what_a_group_says_counts_and_what_is_not_held_is_said(package: bytes) -> None:
    exam, _, report = import_zip(package)
    assert exam is not None
    group = exam.exercises[1]
    assert [getattr(item, "points", None) for item in group.items] == [3, 3]
    codes = [d.code for d in report.diagnostics]
    assert sorted(set(codes)) == ["R527", "R530"]
    (number,) = exam.exercises[2].items
    assert isinstance(number, Question)
    assert isinstance(number.answer, Numeric)
    assert [one.written for one in number.answer.accepted] == ["1.5 ± 0.1"]


def test_canvas_marks_it_as_its_author_meant(package: bytes) -> None:
    found = view(package)
    assert not found.refused
    choice, response, written, *picked, numeric = found.questions
    assert marks(choice) == [0, 2]
    assert choice.single
    shown = [set(choice.shows(choose(chosen))) - {""} for chosen in ((), (0,), (1,))]
    assert shown == [
        {"General remark.", "Not right"},
        {"General remark.", "Not right", "six is wrong"},
        {"General remark.", "Well done", "five is right"},
    ]
    assert marks(response) == [Fraction(1, 2), 0, Fraction(1, 2)]
    assert response.scheme is not None
    assert response.mark(choose({0, 2})) == 1
    assert response.mark(choose({0, 1, 2})) == Fraction(1, 2)
    assert written.scheme is None
    assert not written.refused
    assert [seen.drawn for seen in picked] == [(1, 2), (1, 2)]
    typed = ("1.4", "1.5", "1.6", "1.39", "1.61", "abc")
    assert [numeric.mark(Typed(text)) for text in typed] == [1, 1, 1, 0, 0, 0]


def marks(seen: Seen) -> list[Fraction]:
    """What each option earns alone."""
    assert seen.scheme is not None
    return [seen.mark(choose({place})) for place in range(seen.options)]
