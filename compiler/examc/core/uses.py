"""Where an exam uses what a target may not hold, and the report of what a target does to it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple, assert_never

from examc.core.answers import (
    Gap,
    Option,
)
from examc.core.answeruses import answer_uses, key_uses
from examc.core.content import (
    Blocks,
    CodeBlock,
    Image,
    Link,
    Math,
    OrderedList,
    Paragraph,
    Strikethrough,
    Table,
    Text,
    walk,
)
from examc.core.diagnostics import Report
from examc.core.features import Feature, Hold, Holding, Statement
from examc.core.keys import AcceptedNumber, AcceptedText, Label, Match, Pair, Row
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Node,
    Question,
    TextBlock,
)
from examc.core.rubrics import Criterion, Level
from examc.core.source import Span
from examc.core.walking import texts
from examc.core.walking import walk as walk_exam

LEFT_OUT = "X382"
_BLOCKS = frozenset({Feature.TEXT_BLOCK, Feature.IMAGE_BLOCK})
_ITEMS = _BLOCKS | {
    *(Feature.TRUE_FALSE, Feature.NUMERIC, Feature.SHORT_ANSWER, Feature.FILL_IN),
    *(Feature.MATCHING, Feature.ORDERING, Feature.MATRIX, Feature.UPLOAD, Feature.CODE),
}
"""Features that are whole blocks, or whole questions."""


class Use(NamedTuple):
    """A place where an exam uses a feature."""

    feature: Feature
    where: str
    span: Span | None
    what: str


def report(
    exam: Exam,
    target: str,
    name: str,
    statement: Statement,
    report: Report,
    left_out: Collection[str] = (),
) -> None:
    """Report every use that a target (`name` in words) bends or loses.

    A question of a kind that it does not hold is left out: this has a code of its own, which
    nobody accepts unawares. Nothing else is said of such a question, of a block that is lost, and
    of the items at the places `left_out`, of which the writer says why it leaves them out.
    """
    told = {f for f, holding in statement.items() if holding.hold in (Hold.BENT, Hold.LOST)}
    whole = {feature for feature in _ITEMS & told if statement[feature].hold is Hold.LOST}
    gone = set(left_out)
    for use in uses(exam, whole) if whole else ():
        gone.add(use.where)
        if use.feature in _BLOCKS:
            _tell(use, target, name, statement[use.feature], report)
            continue
        message = f"question is left out of {name}, which has no {use.feature.label}"
        help_line = statement[use.feature].help
        report.add(LEFT_OUT, message, use.span, help=help_line, where=use.where, target=target)
    for use in uses(exam, told):
        if not gone or _item_of(use.where) not in gone:
            _tell(use, target, name, statement[use.feature], report)


def _tell(use: Use, target: str, name: str, holding: Holding, report: Report) -> None:
    verb = "does not hold" if holding.hold is Hold.LOST else "bends"
    message = f"{name} {verb} {use.what}"
    if holding.how:
        message += f": {holding.how}"
    report.add(
        use.feature.code, message, use.span, help=holding.help, where=use.where, target=target
    )


def _item_of(where: str) -> str:
    """The place of the item that a place is, or is in."""
    return " › ".join(where.split(" › ")[:2])


def uses(exam: Exam, wanted: Collection[Feature] = frozenset(Feature)) -> Iterator[Use]:
    """Yield what an exam uses of the features wanted, in order; each feature once a node."""
    in_texts = not _OF_TEXTS.isdisjoint(wanted)
    for where, node in walk_exam(exam):
        for feature, what in _node_uses(node):
            if feature in wanted:
                yield Use(feature, where, node.span, what)
        seen: set[Feature] = set()
        for text in texts(node) if in_texts else ():
            for feature, what, span in _text_uses(text):
                if feature in wanted and feature not in seen:
                    seen.add(feature)
                    yield Use(feature, where, span or node.span, what)


_OF_TEXTS = frozenset(
    {
        *(Feature.STRIKETHROUGH, Feature.LIST_START, Feature.LINK_TITLE, Feature.TABLE_ALIGNMENT),
        *(Feature.CODE_LANGUAGE, Feature.CAPTION, Feature.MATH, Feature.SAY),
    }
)
"""What only a walk through all texts finds; most targets keep all of it."""


def _node_uses(node: Node) -> Iterator[tuple[Feature, str]]:
    match node:
        case Exam():
            yield from _exam_uses(node)
        case Exercise():
            yield from _exercise_uses(node)
        case Question():
            yield from _question_uses(node)
            yield from answer_uses(node)
        case Option():
            yield from _option_uses(node)
        case Criterion() | Level() | Label() | Row():
            yield from _id_use(node.id)
        case AcceptedNumber() | AcceptedText():
            yield Feature.ANSWER_WEIGHT, "the weight of this answer"
            if node.feedback:
                yield Feature.ANSWER_FEEDBACK, "the feedback on this answer"
            if isinstance(node, AcceptedText) and node.match is not Match.TEXT:
                yield Feature.TEXT_MATCH, f"that this answer is {_MATCHES[node.match]}"
            yield from _id_use(node.id)
        case Pair():
            if node.feedback:
                yield Feature.ANSWER_FEEDBACK, "the feedback on this pair"
            yield from _id_use(node.id)
        case Gap():
            yield from key_uses(node.key)
        case TextBlock():
            yield Feature.TEXT_BLOCK, "this text block"
            if node.repeat:
                yield Feature.REPEAT, "that this block is repeated"
        case ImageBlock():
            yield Feature.IMAGE_BLOCK, "this image block"
            if node.repeat:
                yield Feature.REPEAT, "that this block is repeated"
            if node.space is not None:
                yield Feature.SPACE, "the height of this image"
        case _:
            assert_never(node)


_MATCHES = {Match.CONTAINS: "looked for anywhere in a text", Match.PATTERN: "a pattern"}


def _id_use(name: str) -> Iterator[tuple[Feature, str]]:
    if name:
        yield Feature.PART_ID, f"the id {name!r}"


def _exam_uses(exam: Exam) -> Iterator[tuple[Feature, str]]:
    course = exam.course
    if course.code or course.name or course.year or course.period:
        yield Feature.COURSE, "the course"
    if exam.date or exam.duration:
        yield Feature.SCHEDULE, "date and duration"
    if exam.description:
        yield Feature.DESCRIPTION, "the description of the exam"
    if exam.instructions:
        yield Feature.INSTRUCTIONS, "the instructions for students"
    if exam.attempts is not None:
        yield Feature.ATTEMPTS, "the number of attempts"
    if exam.tags:
        yield Feature.TAGS, "the exam's tags"
    if exam.points is not None:
        yield Feature.STATED_POINTS, "the points that the exam states"
    if exam.id:
        yield Feature.EXAM_ID, f"the exam's id {exam.id!r}"


def _exercise_uses(exercise: Exercise) -> Iterator[tuple[Feature, str]]:
    yield Feature.EXERCISE, "this exercise"
    if exercise.tags:
        yield Feature.TAGS, "the exercise's tags"
    if exercise.bank:
        yield Feature.BANK, f"the question bank {exercise.bank!r}"
    if exercise.updated:
        yield Feature.UPDATED, "the time of the last change"
    if exercise.points is not None:
        yield Feature.STATED_POINTS, "the points that the exercise states"
    if exercise.shuffle:
        yield Feature.QUESTION_SHUFFLE, "that the questions change their order"
    if exercise.pick is not None:
        yield Feature.POOL, f"that {exercise.pick} of these questions are drawn for each student"


def _question_uses(question: Question) -> Iterator[tuple[Feature, str]]:
    yield Feature.POINTS, "the points of this question"
    if question.title:
        yield Feature.TITLE, f"the title {question.title!r}"
    if question.tags:
        yield Feature.TAGS, "the question's tags"
    feedback = question.feedback
    if feedback.general or feedback.correct or feedback.incorrect:
        yield Feature.FEEDBACK, "the feedback on this question"
    if question.solution:
        yield Feature.SOLUTION, "the model answer"
    if question.notes:
        yield Feature.NOTES, "the notes for graders"
    if question.always:
        yield Feature.FIXED_QUESTION, "that every student gets this question"
    if question.fixed:
        yield Feature.FIXED_QUESTION, "that this question keeps its place"


def _option_uses(option: Option) -> Iterator[tuple[Feature, str]]:
    yield Feature.WEIGHT, "the weight of this option"
    if option.correct != (option.points > 0):
        yield Feature.CHECK, "a check that the weight does not show"
    if option.feedback:
        yield Feature.OPTION_FEEDBACK, "the feedback on this option"
    if option.fixed:
        yield Feature.FIXED_OPTION, "that this option keeps its place"
    if option.id:
        yield Feature.PART_ID, f"the id {option.id!r}"


def _text_uses(text: Blocks) -> Iterator[tuple[Feature, str, Span | None]]:
    for node in walk(text):
        match node:
            case Text() | Paragraph():
                continue  # by far the most
            case Math():
                yield Feature.MATH, "a formula", node.span
                if node.say:
                    yield Feature.SAY, "how a formula is read aloud", node.span
            case Strikethrough():
                yield Feature.STRIKETHROUGH, "struck text", None
            case OrderedList() if node.start != 1:
                yield Feature.LIST_START, f"a list that begins at {node.start}", node.span
            case Link() if node.title:
                yield Feature.LINK_TITLE, "the title of a link", node.span
            case Table() if any(node.alignments):
                yield Feature.TABLE_ALIGNMENT, "the alignment of a table", node.span
            case CodeBlock() if node.language:
                yield Feature.CODE_LANGUAGE, "the language of a listing", node.span
            case Image() if node.caption:
                yield Feature.CAPTION, "the caption of an image", node.span
            case _:
                pass
