"""The quiz around the questions: its settings, its sections, and what each of them can keep."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from examc.core import lazyre
from examc.core.answers import Choice, FillIn
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import (
    Exam,
    Exercise,
    Node,
    Question,
    exercise_questions,
    questions,
)
from examc.formats.canvas import names
from examc.formats.canvas.points import kept, number
from examc.formats.canvas.shapes import Item
from examc.systems.canvas.limits import LONGEST_NAME

# Canvas puts a field it does not know into a comment of XML, so that `--` must not be in it.
_LANGUAGE = lazyre.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


class Section(NamedTuple):
    """An exercise; `pick` and `points` (of each question) are set where it is a question group."""

    ident: str
    title: str
    entries: tuple[Item, ...]
    pick: int = 0
    points: str = ""


class Meta(NamedTuple):
    """The settings of a quiz; `minutes` is 0 without a time limit."""

    ident: str
    title: str
    instructions: str
    points: str
    minutes: int
    attempts: int
    counted: bool
    """Whether the number of attempts was said."""
    shuffle: bool
    tool: str
    language: str


def meta(exam: Exam, instructions: str, losses: Losses) -> Meta:
    """The settings of the quiz of an exam, whose description is what students read first."""
    title = names.line(exam.title)
    if len(title) > LONGEST_NAME:
        message = f"cuts the title of the quiz off after {LONGEST_NAME} characters"
        losses.add(Feature.TITLE, exam, message, "shorten it")
    if exam.date:
        message = f"does not hold the date {exam.date}"
        losses.add(Feature.SCHEDULE, exam, message, "set it in the quiz")
    return Meta(
        names.quiz_identifier(exam),
        title[:LONGEST_NAME],
        instructions,
        _total(exam),
        exam.duration or 0,
        exam.attempts or 1,
        exam.attempts is not None,
        _shuffle(exam, losses),
        names.TOOL,
        exam.language if _LANGUAGE.fullmatch(exam.language) else "",
    )


def _total(exam: Exam) -> str:
    """The points of the quiz: the sum of what is written for its questions."""
    return number(sum(map(_worth, exam.exercises), Fraction(0)))


def _worth(exercise: Exercise) -> Fraction:
    """What a student can earn in an exercise; of a pool, by the questions that are drawn."""
    points = [kept(question.points) for question in exercise_questions(exercise)]
    if exercise.pick is not None and points:
        return exercise.pick * points[0]
    return sum(points, Fraction(0))


def _shuffle(exam: Exam, losses: Losses) -> bool:
    """Whether options change their order: of the whole quiz, or of no question."""
    asked = list(_choices(exam))
    if not any(_is_steady(choice) for _, choice in asked):
        return bool(asked)
    for node, choice in asked:
        if choice.shuffle:
            fixed = any(option.fixed for option in choice.options)
            why = "one of them keeps its place" if fixed else "those of another question do not"
            message = f"does not change the order of these options, since {why}"
            help_line = "shuffle the options of all questions, or switch it on in the quiz"
            losses.add(Feature.OPTION_SHUFFLE, node, message, help_line)
    return False


def _is_steady(choice: Choice) -> bool:
    return not choice.shuffle or any(option.fixed for option in choice.options)


def _choices(exam: Exam) -> Iterator[tuple[Node, Choice]]:
    """Yield what there is to choose from, in questions and in gaps."""
    for question in questions(exam):
        match question.answer:
            case Choice() as choice:
                yield question, choice
            case FillIn(gaps=gaps):
                for gap in gaps:
                    if isinstance(gap.key, Choice):
                        yield gap, gap.key
            case _:
                pass


def is_group(exercise: Exercise, losses: Losses) -> bool:
    """Whether an exercise becomes a question group, which is how Canvas shuffles questions."""
    if not exercise.shuffle:
        return False
    asked = list(exercise_questions(exercise))
    if not asked:
        reason = "has no question"
    elif not all(isinstance(item, Question) for item in exercise.items):
        reason = "has text between its questions"
    elif len({question.points for question in asked}) > 1:
        reason = "has questions with different points"
    else:
        return True
    message = f"keeps the order of these questions, since the exercise {reason}"
    help_line = "give all questions the same points, and put texts into an exercise before it"
    losses.add(Feature.QUESTION_SHUFFLE, exercise, message, help_line)
    return False
