"""Warns of what Canvas does with a package against what the package says.

Canvas takes points and right answers from a QTI package and marks by rules of its own: one right
option earns all points or none, and several earn (right - wrong) / (number of right ones), never
below 0. It reads neither the mapping nor text for scorers.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from examc.core import numbers
from examc.core.answers import Choice, Rule, Written
from examc.core.diagnostics import Report, listed
from examc.core.model import ChoiceQuestion, Exam, Question, narrowed, rubric_of
from examc.core.scoring import ZERO, answers, mark
from examc.core.walking import walk
from examc.formats.qti21 import names, scores

LONGEST_STEM = 16 * 1024
"""Characters of a question's HTML; Canvas puts an error text in the place of a longer one."""


def report(exam: Exam, lengths: Mapping[str, int], found: Report) -> None:
    """Report what Canvas would do otherwise.

    `lengths` says how many characters the HTML of each question has, by its place.
    """
    for where, node in walk(exam):
        if not isinstance(node, Question):
            continue
        warnings = _Warnings(found, where, node)
        match node.answer:
            case Choice(many=False) as choice:
                warnings.multiple_choice(narrowed(node, choice))
            case Choice() as choice:
                warnings.multiple_response(narrowed(node, choice))
            case Written():
                pass
            case _:
                assert_never(node.answer)
        warnings.rubric()
        warnings.length(lengths.get(where, 0))


class _Warnings:
    """Adds the warnings about one question to a report."""

    def __init__(self, found: Report, where: str, question: Question) -> None:
        self.found = found
        self.where = where
        self.asked = question

    def add(self, code: str, message: str, help_line: str) -> None:
        """Report a warning at the question."""
        self.found.add(
            code,
            f"Canvas {message}",
            self.asked.span,
            help=help_line,
            where=self.where,
            target=names.TARGET,
        )

    def multiple_choice(self, question: ChoiceQuestion) -> None:
        """Several full answers, penalties, partial credit, no right option."""
        key, points = scores.key(question), question.points
        marks = [mark(question, (place,)) for place in range(len(question.answer.options))]
        full = sum(meant >= points and meant > 0 for meant in marks)
        if not key:
            self._no_key()
        pairs = [(meant, points if place in key else ZERO) for place, meant in enumerate(marks)]
        differing = {meant for meant, given in pairs if meant != given}
        if full > 1 and any(meant >= points for meant in differing):
            message = f"takes one of the {full} options with full points as right, and no other"
            self.add("X361", message, "keep one full answer, or correct the marks in Canvas")
        if any(meant < 0 for meant in differing):
            message = "gives no penalty in a multiple choice question"
            help_line = "write floor=0, or subtract the penalties in Canvas"
            self.add("X362", message, help_line)
        partial = sorted(m for m in differing if m >= 0 and (m < points or full < 2))
        if partial:
            shown = " and ".join(map(numbers.show, partial))
            message = f"gives all points or none in a multiple choice question, not {shown}"
            help_line = "give each option all points or none, or correct the marks in Canvas"
            self.add("X363", message, help_line)

    def multiple_response(self, question: ChoiceQuestion) -> None:
        """No right option, only one, or weights other than Canvas' own."""
        right = len(scores.key(question))
        if right == 0:
            self._no_key()
        elif right == 1:
            message = "shows radio buttons here, and takes one answer: only one option is right"
            self.add("X365", message, "make it multiple choice, or add a second right option")
        if right < 2 or _is_net_correct(question):
            return
        share = numbers.show(question.points / right)
        even = f"write {{+{share}}} for each right option and {{-{share}}} for each wrong one"
        if question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
            message = "gives part of the points for a part of the right options"
            help_line = f"leave out rule=all-or-nothing and {even}, or correct the marks in Canvas"
            self.add("X364", message, help_line)
        else:
            message = "marks right minus wrong options, which are not the weights written here"
            self.add("X364", message, f"{even}, with floor=0")

    def _no_key(self) -> None:
        message = "imports the question with an error: no option earns points"
        self.add("X366", message, "give the right option a weight above 0")

    def rubric(self) -> None:
        """Texts for graders."""
        question = self.asked
        dropped = [
            noun
            for noun, present in (
                ("rubric", rubric_of(question)),
                ("model answer", question.solution),
                ("notes for graders", question.notes),
            )
            if present
        ]
        if dropped:
            self.add(
                "X367",
                f"drops {listed([f'the {noun}' for noun in dropped])}",
                "give graders what they need outside of Canvas",
            )

    def length(self, characters: int) -> None:
        """A stem that Canvas does not take."""
        if characters > LONGEST_STEM:
            message = (
                f"does not show this prompt: with the blocks before it, it has {characters} "
                f"characters of HTML, and {LONGEST_STEM} are the limit"
            )
            self.add("X368", message, "shorten it, or move text into a file that students get")


def _is_net_correct(question: ChoiceQuestion) -> bool:
    """Whether every answer is worth what Canvas gives: right minus wrong, per right option."""
    key = set(scores.key(question))
    points = max(question.points, ZERO)

    def given(chosen: tuple[int, ...]) -> Fraction:
        right = len(key.intersection(chosen))
        return max(points * (2 * right - len(chosen)) / len(key), ZERO)

    tried = answers(question, lambda place: place in key)
    return all(mark(question, chosen) == given(chosen) for chosen in tried)
