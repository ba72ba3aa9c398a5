"""What a package bends or loses where that depends on a value, told as each part is written."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from examc.core import numbers
from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Option,
    Ordering,
    Program,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import (
    ChoiceQuestion,
    Exercise,
    ImageBlock,
    Node,
    Question,
    StimulusBlock,
    TextBlock,
    item_noun,
)
from examc.core.rubrics import Criterion
from examc.core.source import Span
from examc.formats.qti21 import names, scores
from examc.systems.player import marks as player

_DECIMAL = "choose numbers with a finite decimal, such as 0.25"


def question(asked: Question, losses: Losses) -> None:
    """Points that are no finite decimal, and what is lost of the answer itself."""
    rounded(Feature.POINTS, "the points", asked.points, asked, losses)
    match asked.answer:
        case Choice() | TrueFalse() | Numeric() | ShortAnswer() as answer:
            bounds(asked, answer.scoring, losses)
        case FillIn() | Matching() | Matrix() as several:
            bounds(asked, several.scoring, losses)
        case Written() | Upload() | Program():
            _written_feedback(asked, losses)
        case Ordering():
            pass
        case _:
            assert_never(asked.answer)


def bounds(asked: Question, scoring: Scoring, losses: Losses) -> None:
    """Bounds that are no finite decimal, and a cap that has no effect."""
    floor, cap = scoring.floor, scoring.cap
    rounded(Feature.FLOOR, "the lowest mark", floor, asked, losses)
    if cap != asked.points:
        rounded(Feature.CAP, "the highest mark", cap, asked, losses)
    if floor is not None and cap is not None and cap < floor:
        message = f"writes the lowest mark {numbers.show(floor)} as the highest mark too"
        help_line = f"{numbers.show(cap)} has no effect; set cap to {numbers.show(floor)}"
        losses.add(Feature.CAP, asked, message, help_line)


def rounded(
    feature: Feature, what: str, value: Fraction | None, node: Node, losses: Losses
) -> None:
    """A number of points that is no finite decimal."""
    if value is not None and not numbers.is_decimal(value):
        message = f"rounds {what} {numbers.show(value)} to {scores.number(value)}"
        losses.add(feature, node, message, _DECIMAL)


def _written_feedback(asked: Question, losses: Losses) -> None:
    """Feedback that depends on a mark which nobody has given yet."""
    if asked.feedback.correct or asked.feedback.incorrect:
        message = "keeps feedback for right or wrong written answers, but never shows it"
        help_line = "write it as ### feedback, for everyone"
        losses.add(Feature.FEEDBACK, asked, message, help_line)


def options(asked: ChoiceQuestion, losses: Losses) -> None:
    """Weights that are no finite decimal, and checks that systems do not show."""
    unlike = {id(option) for option in _unlike_key(asked)}
    for option in asked.answer.options:
        rounded(Feature.WEIGHT, "the weight", option.points, option, losses)
        if id(option) in unlike:
            seen = "wrong" if option.correct else "right"
            checked = "is checked" if option.correct else "is not checked"
            message = f"shows as {seen} what {checked}: the weight is {numbers.show(option.points)}"
            help_line = "check the options that earn points, and no others"
            losses.add(Feature.CHECK, option, message, help_line)


def criterion(part: Criterion, losses: Losses) -> None:
    """Points that are no finite decimal; the table for scorers has them exactly."""
    rounded(Feature.CRITERIA, "the points", part.points, part, losses)


def block(shown: StimulusBlock, losses: Losses, *, after: bool) -> None:
    """A block `after` the last question, and the height of an image."""
    if after:
        message = f"shows this {item_noun(shown)} below the prompt of the question before it"
        help_line = "move it before the question it belongs to"
        losses.add(_feature(shown), shown, message, help_line)
    if isinstance(shown, ImageBlock) and shown.space is not None:
        message = f"keeps the height of {shown.space} page, but does not show it"
        losses.add(Feature.SPACE, shown, message)


def homeless(left: StimulusBlock, losses: Losses) -> None:
    """A block of an exercise without a question."""
    message = f"does not hold this {item_noun(left)}: its exercise has no question to carry it"
    losses.add(_feature(left), left, message, "add a question after it, or move it to one")


def _feature(shown: StimulusBlock) -> Feature:
    return Feature.TEXT_BLOCK if isinstance(shown, TextBlock) else Feature.IMAGE_BLOCK


def pool(exercise: Exercise, losses: Losses) -> None:
    """Questions that every student is to get; `losses` names no target, since Canvas does it."""
    for item in exercise.items if exercise.pick is not None else ():
        if isinstance(item, Question) and item.always:
            message = (
                "Canvas Classic draws from all questions of a pool, and may leave this one out"
            )
            help_line = "put it into an exercise of its own"
            losses.add(Feature.FIXED_QUESTION, item, message, help_line, system="Canvas Classic")


def formula(node: Node, span: Span | None, losses: Losses) -> None:
    """A formula that stays LaTeX where MathML was asked for."""
    message = "keeps this formula as LaTeX: there is no MathML for it"
    help_line = "write it with simpler macros, or build with --math latex"
    losses.add(Feature.MATH, node, message, help_line, span)


def reading(node: Node, span: Span | None, losses: Losses) -> None:
    """How a formula is read aloud, beside LaTeX."""
    if losses.target == names.TARGET:
        message = "keeps how this formula is read aloud, but nobody hears it"
        losses.add(Feature.SAY, node, message, "build with --math mathml", span)


def latex(found: list[tuple[Node, Span | None]], losses: Losses) -> None:
    """Formulas that a player shows as they are written: once, at the first."""
    if found:
        node, span = found[0]
        noun = "formula" if len(found) == 1 else "formulas"
        message = f"players show {len(found)} {noun} as LaTeX, this one first"
        help_line = "build with --math mathml for a player"
        if losses.target == names.TARGET:
            help_line += "; Canvas and ANS show LaTeX"
        losses.add("X370", node, message, help_line, span, system=player.MARKING.system)


def _unlike_key(question: ChoiceQuestion) -> Iterator[Option]:
    """Yield the options of which systems show something else than their check says.

    `correctResponse` is what they show as right. A multiple choice has one value there, so that
    another checked option with points is no contradiction.
    """
    if question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        return
    key = scores.key(question)
    for index, option in enumerate(question.answer.options):
        second = not question.answer.many and option.points > 0 and option.correct
        if option.correct != (index in key) and not second:
            yield option
