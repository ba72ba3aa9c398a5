"""The marks of questions that were read, held against those that Moodle gives for the same file."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations

from examc.core import scoring
from examc.core.model import ChoiceQuestion, Exam, as_choice, questions
from examc.core.responses import choose
from examc.systems.view import View

TOLERANCE = Fraction(1, 10**6)  # of the points: embedded answers have seven decimals


def responses(question: ChoiceQuestion) -> Iterator[tuple[int, ...]]:
    """Every response that a student can give."""
    count = len(question.answer.options)
    sizes = range(2) if not question.answer.many else range(count + 1)
    return chain.from_iterable(combinations(range(count), size) for size in sizes)


def differing(view: View, exam: Exam) -> list[tuple[str, tuple[int, ...]]]:
    """The responses that Moodle marks otherwise than the exam that was read, by question."""
    seen = {question.name: question for question in view.questions if not question.refused}
    found: list[tuple[str, tuple[int, ...]]] = []
    for asked in questions(exam):
        question = as_choice(asked)
        if question is None:
            continue
        judge = seen.get(question.id)
        if judge is None or judge.scheme is None:
            found.append((question.id, ()))
            continue
        assert judge.options == len(question.answer.options)
        assert judge.single != question.answer.many
        for response in responses(question):
            off = judge.mark(choose(response)) - scoring.mark(question, choose(response))
            if abs(off) > TOLERANCE * question.points:
                found.append((question.id, response))
    return found
