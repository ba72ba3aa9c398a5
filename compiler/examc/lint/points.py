"""Rules on points that are stated in two places and do not agree."""

from collections.abc import Iterator

from examc.core import scoring
from examc.core.model import ChoiceQuestion, Exam, Exercise, exercise_points, total_points
from examc.core.numbers import show
from examc.lint import carets, rewriting
from examc.lint.findings import Finding, Place, in_points


def exam_total(exam: Exam, _place: Place) -> Iterator[Finding]:
    """The exam states other points than its questions have together."""
    total = total_points(exam)
    if exam.points is not None and exam.points != total:
        message = f"exam states {in_points(exam.points)}, its questions have {show(total)}"
        help_line = f"write points: {show(total)}, or change the questions"
        span = carets.exam_points(exam)
        yield Finding(message, span, help_line, fix=rewriting.number(span, show(total)))


def exercise_total(exercise: Exercise, _place: Place) -> Iterator[Finding]:
    """An exercise states other points than its questions have together."""
    total = exercise_points(exercise)
    if exercise.points is not None and exercise.points != total:
        stated = in_points(exercise.points)
        message = f"exercise states {stated}, its questions have {show(total)}"
        help_line = f"write points={show(total)}, or change the questions"
        span = carets.exercise_points(exercise.span)
        yield Finding(message, span, help_line, fix=rewriting.number(span, show(total)))


def attainable(question: ChoiceQuestion, _place: Place) -> Iterator[Finding]:
    """The best answer earns other points than the question has, or would without the cap.

    Where nothing is correct and nothing earns points, `no-correct-option` says so already.
    """
    best, offered = scoring.attainable(question), scoring.offered(question)
    if best == offered == question.points or not (
        offered or any(o.correct for o in question.answer.options)
    ):
        return
    span = carets.question_points(question.span)
    if best < question.points:
        message = f"best answer earns {show(best)} of {in_points(question.points)}"
        help_line = "let the weights of the correct options add up to the points"
    elif best > question.points:
        message = f"best answer earns {in_points(best)}, the question has {show(question.points)}"
        help_line = "lower the weights, or leave cap out so that the points bound the mark"
    else:
        message = f"best answer is worth {in_points(offered)}, of which {show(best)} count"
        help_line = "lower the weights, or write allow=attainable-points if that is meant"
    yield Finding(message, span, help_line)
