"""Writes the multiple choices of an exam as Aiken, with every loss reported."""

import re
from collections.abc import Iterator, Mapping
from string import ascii_uppercase

from examc.core import lazyre, uses
from examc.core.answers import Written
from examc.core.content import Blocks, Image, plain, walk
from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    Node,
    Question,
    as_choice,
    questions,
)
from examc.core.schemes import ZERO
from examc.formats.aiken.holds import STATEMENT
from examc.formats.aiken.texts import of_lines
from examc.formats.options import Options
from examc.systems.marking import facts
from examc.systems.moodle import marks, reading

TARGET = "aiken"
NO_IMAGES, PLAIN = "X383", "X384"
SYSTEM = marks.MARKING.system


def _says(question: ChoiceQuestion, feature: Feature) -> tuple[str, str]:
    if feature is Feature.WEIGHT:
        help_line = "build for moodle, which holds weights"
        return "gives all points or none for a question of an Aiken file", help_line
    return marks.MARKING.says(question, feature)


MARKING = marks.MARKING._replace(says=_says)
"""How Moodle marks what it reads from Aiken, which has no weights to say."""
_SIGN = lazyre.compile(
    r"[A-Za-z][.):]|\(?[A-Za-z]\)|(?:correct )?(?:answer|ans)s?[ \t]*[:.=]", re.IGNORECASE
)
"""How a line begins that Moodle, or a reader, may take for an option or for the key."""


def write(exam: Exam, files: Mapping[str, bytes], options: Options, report: Report) -> bytes | None:
    """The exam's questions that Aiken holds, in UTF-8; `files` are images, which it does not hold."""
    losses = Losses(exam, TARGET, report)
    losses.add(Feature.TITLE, exam, "Aiken does not hold the title of the exam", note=True)
    losses.add(Feature.PART_ID, exam, "Aiken does not hold ids", note=True)
    writer = _Writer(losses)
    blocks = ["".join(f"{line}\n" for line in writer.question(one)) for one in questions(exam)]
    uses.report(exam, TARGET, "Aiken", STATEMENT, report, writer.left_out)
    return "\n".join(block for block in blocks if block).encode()


class _Writer:
    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self.left_out: set[str] = set()
        """The places of questions that have no place in the file."""

    def question(self, question: Question) -> Iterator[str]:
        """Yield the lines of a question; none where it is left out."""
        choice = as_choice(question)
        if choice is None:
            if isinstance(question.answer, Written):  # of other kinds the statement says it
                self._leave_out(question, "it is marked by a person")
            return
        why = _bar(choice)
        if why:
            self._leave_out(question, why)
            return
        self._tell(choice)
        yield self._line(question, question.prompt)
        for letter, option in zip(ascii_uppercase, choice.answer.options, strict=False):
            yield f"{letter}. {self._line(option, option.text)}"
        right = next(at for at, option in enumerate(choice.answer.options) if option.correct)
        yield f"ANSWER: {ascii_uppercase[right]}"

    def _leave_out(self, question: Question, why: str) -> None:
        self.left_out.add(self.losses.where(question))
        message = f"question is left out of Aiken: {why}"
        help_line = "build for moodle, which holds it"
        self.losses.add(uses.LEFT_OUT, question, message, help_line, system=SYSTEM)

    def _tell(self, question: ChoiceQuestion) -> None:
        """Report what the marks lose, the order of options, and ids."""
        answer = question.answer
        shares = [marks.ONE if option.correct else ZERO for option in answer.options]
        scheme = marks.of_shares(shares, max(question.points, ZERO), one=True)
        found = facts(MARKING, question, scheme)
        for fact in found:
            self.losses.add(fact.code, question, fact.message, fact.help, system=SYSTEM)
        if question.points != 1:
            message = "Aiken does not hold the points of this question: Moodle makes it worth 1"
            self.losses.add(Feature.POINTS, question, message, "set its mark in Moodle")
        usual = reading.usual(shares, question.points, single=True)
        for feature, differs in (
            (Feature.FLOOR, answer.scoring.floor != usual.floor),
            (Feature.CAP, answer.scoring.cap not in (usual.cap, question.points)),
            (Feature.WEIGHT, _has_other_weights(question)),
        ):
            if differs and feature.code not in {fact.code for fact in found}:
                message = f"Aiken does not say the {feature.label} of this question"
                message += "" if found else "; no mark changes"
                self.losses.add(feature, question, message, note=True)
        if not answer.shuffle:
            message = "Aiken cannot say that options keep their places: Moodle shuffles them"
            help_line = "change that in Moodle, where it counts"
            self.losses.add(Feature.OPTION_SHUFFLE, question, message, help_line)

    def _line(self, node: Node, content: Blocks) -> str:
        """A text as one plain line; its form is lost, and so are images, of which words remain."""
        line = plain(content)
        if any(isinstance(one, Image) for one in walk(content)):
            message = "Aiken holds no images: their words are written"
            self.losses.add(NO_IMAGES, node, message, "build for moodle, which holds them")
        self.losses.unread(node, content, "Aiken")
        if of_lines([line], Report(), "", None) != content:
            message = "Aiken holds plain text in one line: the form of this text is lost"
            self.losses.add(PLAIN, node, message, "build for moodle, which holds it")
        return line


def _has_other_weights(question: ChoiceQuestion) -> bool:
    weights = [question.points if option.correct else ZERO for option in question.answer.options]
    return [option.points for option in question.answer.options] != weights


def _bar(question: ChoiceQuestion) -> str:
    """Why a question with options has no place; "" where it has one."""
    options = question.answer.options
    lines = [plain(option.text) for option in options]
    prompt = plain(question.prompt)
    if question.answer.many:
        return "several of its options can be chosen"
    if sum(option.correct for option in options) != 1:
        return "it has not one right option"
    if not 2 <= len(options) <= len(ascii_uppercase):
        return "it has fewer than two options, or more than there are letters"
    if not all(lines):
        return "one of its options has no characters"
    if len(prompt) < 2 or _SIGN.match(prompt):
        return "its text begins as an option or a key does, or is shorter than two characters"
    return ""
