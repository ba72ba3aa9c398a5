"""Reports what a package bends or loses of this exam, where that depends on a value."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from examc.core import numbers
from examc.core.answers import Choice, Criterion, Level, Option, Rule, Written
from examc.core.content import Math
from examc.core.content import walk as walk_text
from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    Exercise,
    ImageBlock,
    Node,
    Question,
    StimulusBlock,
    TextBlock,
    as_choice,
    exercise_questions,
    item_noun,
    narrowed,
)
from examc.core.source import Span
from examc.core.walking import texts, walk
from examc.formats.options import Options
from examc.formats.qti21 import mathml, names, scores
from examc.formats.qti21.stems import blocks_after

_DECIMAL = "choose numbers with a finite decimal, such as 0.25"


def report(exam: Exam, options: Options, report: Report) -> None:
    """Report every loss of a feature that the package holds "partly", at its place."""
    losses = _Losses(report)
    homeless = {id(block): has_question for block, has_question in _homeless(exam)}
    unlike: set[int] = set()
    for where, node in walk(exam):
        losses.where = where
        match node:
            case Question():
                losses.question(node)
                losses.answer(node)
                unlike = {id(option) for option in _unlike_key(node)}
            case Option():
                losses.option(node, unlike=id(node) in unlike)
            case TextBlock() | ImageBlock():
                losses.block(node, homeless.get(id(node)))
            case Criterion():
                losses.criterion(node)
            case Exam() | Exercise() | Level():
                pass
            case _:
                assert_never(node)
        if options.math == "mathml":
            losses.formulas(node)
    if options.math != "mathml":
        losses.latex(exam)


def _homeless(exam: Exam) -> Iterator[tuple[StimulusBlock, bool]]:
    """Yield blocks after the last question, with whether their exercise has a question at all."""
    for exercise in exam.exercises:
        has_question = _has_question(exercise)
        for block in blocks_after(exercise):
            yield block, has_question


def _has_question(exercise: Exercise) -> bool:
    return next(exercise_questions(exercise), None) is not None


def _unlike_key(asked: Question) -> Iterator[Option]:
    """Yield the options of which systems show something else than their check says.

    `correctResponse` is what they show as right. A multiple choice has one value there, so that
    another checked option with points is no contradiction.
    """
    question = as_choice(asked)
    if question is None or question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        return
    key = scores.key(question)
    for index, option in enumerate(question.answer.options):
        second = (not question.answer.many) and option.points > 0 and option.correct
        if option.correct != (index in key) and not second:
            yield option


class _Losses:
    """Adds losses to a report, at the place that is being looked at."""

    def __init__(self, report: Report) -> None:
        self.found = report
        self.where = ""

    def add(self, feature: Feature, message: str, span: Span | None, help_line: str = "") -> None:
        """Report a loss."""
        self.found.add(
            feature.code,
            f"{names.NAME} {message}",
            span,
            help=help_line,
            where=self.where,
            target=names.TARGET,
        )

    def question(self, question: Question) -> None:
        """Points that are no finite decimal."""
        self._rounded(Feature.POINTS, "the points", question.points, question.span)

    def answer(self, question: Question) -> None:
        """What is lost of the answer itself."""
        match question.answer:
            case Choice() as choice:
                self.bounds(narrowed(question, choice))
            case Written():
                self.written_feedback(question)
            case _:
                assert_never(question.answer)

    def criterion(self, criterion: Criterion) -> None:
        """Points that are no finite decimal; the table for scorers has them exactly."""
        self._rounded(Feature.CRITERIA, "the points", criterion.points, criterion.span)

    def bounds(self, question: ChoiceQuestion) -> None:
        """Bounds that are no finite decimal, and a cap that has no effect."""
        floor, cap = question.answer.scoring.floor, question.answer.scoring.cap
        self._rounded(Feature.FLOOR, "the lowest mark", floor, question.span)
        if cap != question.points:
            self._rounded(Feature.CAP, "the highest mark", cap, question.span)
        if floor is not None and cap is not None and cap < floor:
            message = f"writes the lowest mark {numbers.show(floor)} as the highest mark too"
            help_line = f"{numbers.show(cap)} has no effect; set cap to {numbers.show(floor)}"
            self.add(Feature.CAP, message, question.span, help_line)

    def _rounded(
        self, feature: Feature, what: str, value: Fraction | None, span: Span | None
    ) -> None:
        if value is not None and not numbers.is_decimal(value):
            message = f"rounds {what} {numbers.show(value)} to {scores.number(value)}"
            self.add(feature, message, span, _DECIMAL)

    def option(self, option: Option, *, unlike: bool) -> None:
        """A weight that is no finite decimal, and a check that systems do not show."""
        self._rounded(Feature.WEIGHT, "the weight", option.points, option.span)
        if unlike:
            seen = "wrong" if option.correct else "right"
            checked = "is checked" if option.correct else "is not checked"
            message = f"shows as {seen} what {checked}: the weight is {numbers.show(option.points)}"
            help_line = "check the options that earn points, and no others"
            self.add(Feature.CHECK, message, option.span, help_line)

    def written_feedback(self, question: Question) -> None:
        """Feedback that depends on a mark which nobody has given yet."""
        if question.feedback.correct or question.feedback.incorrect:
            message = "keeps feedback for right or wrong written answers, but never shows it"
            help_line = "write it as ### feedback, for everyone"
            self.add(Feature.FEEDBACK, message, question.span, help_line)

    def block(self, block: StimulusBlock, after_questions: bool | None) -> None:
        """A block after the last question, and the height of an image."""
        feature = Feature.TEXT_BLOCK if isinstance(block, TextBlock) else Feature.IMAGE_BLOCK
        noun = item_noun(block)
        if after_questions is False:
            message = f"does not hold this {noun}: its exercise has no question to carry it"
            self.add(feature, message, block.span, "add a question after it, or move it to one")
            return
        if after_questions:
            message = f"shows this {noun} below the prompt of the question before it"
            self.add(feature, message, block.span, "move it before the question it belongs to")
        if isinstance(block, ImageBlock) and block.space is not None:
            message = f"keeps the height of {numbers.show(block.space)} page, but does not show it"
            self.add(Feature.SPACE, message, block.span)

    def latex(self, exam: Exam) -> None:
        """Formulas that a player shows as they are written: once, at the first."""
        found = [
            (where, part.span or node.span)
            for where, node in walk(exam)
            for text in texts(node)
            for part in walk_text(text)
            if isinstance(part, Math)
        ]
        if found:
            where, span = found[0]
            noun = "formula" if len(found) == 1 else "formulas"
            self.found.add(
                "X370",
                f"QTI players show {len(found)} {noun} as LaTeX, this one first",
                span,
                help="build with --math mathml for a player; Canvas and ANS show LaTeX",
                where=where,
                target=names.TARGET,
            )

    def formulas(self, node: Node) -> None:
        """Formulas that stay LaTeX."""
        for text in texts(node):
            for part in walk_text(text):
                if isinstance(part, Math) and mathml.formula(part.tex, part.display) is None:
                    message = "keeps this formula as LaTeX: there is no MathML for it"
                    help_line = "write it with simpler macros, or build with --math latex"
                    self.add(Feature.MATH, message, part.span or node.span, help_line)
