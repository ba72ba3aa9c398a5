"""What an exam can use and a target may not hold: the vocabulary of losses.

A target states for every feature whether it keeps, bends or loses it; `report` compares that
statement with what an exam uses. What depends on a value (a weight on Moodle's grid) is stated as
"partly", and the writer itself reports it, under the feature's code.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import assert_never

from examc.core.answers import (
    Choice,
    Criteria,
    Criterion,
    Level,
    Levels,
    Option,
    Rule,
    Scoring,
    Written,
)
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
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Node,
    Question,
    TextBlock,
)
from examc.core.source import Span
from examc.core.walking import texts
from examc.core.walking import walk as walk_exam


class Feature(Enum):
    """A property of an exam; the value is the code of its loss, and what it is called."""

    COURSE = ("X301", "course")
    SCHEDULE = ("X302", "date and duration")
    DESCRIPTION = ("X303", "description of the exam")
    TAGS = ("X304", "tags")
    BANK = ("X305", "question bank")
    UPDATED = ("X306", "time of the last change")
    STATED_POINTS = ("X307", "points stated for an exam or exercise")
    QUESTION_SHUFFLE = ("X308", "questions in changing order")
    EXAM_ID = ("X309", "id of the exam")
    WEIGHT = ("X310", "weights of options")
    FLOOR = ("X311", "lowest mark other than 0")
    CAP = ("X312", "highest mark other than the points")
    ALL_OR_NOTHING = ("X313", "all-or-nothing rule")
    CHECK = ("X314", "checked options with a weight of 0 or less")
    POINTS = ("X315", "points of questions")
    OPTION_FEEDBACK = ("X320", "feedback on options")
    FEEDBACK = ("X321", "feedback on questions")
    CRITERIA = ("X322", "criteria")
    LEVELS = ("X323", "levels")
    SOLUTION = ("X324", "model answers")
    NOTES = ("X325", "notes for graders")
    SPACE = ("X326", "answer space")
    OPTION_SHUFFLE = ("X327", "options in changing order")
    FIXED_OPTION = ("X328", "options that keep their place")
    PART_ID = ("X329", "ids of options, criteria and levels")
    TEXT_BLOCK = ("X330", "text blocks")
    IMAGE_BLOCK = ("X331", "image blocks")
    REPEAT = ("X332", "blocks that are repeated")
    FREE_FORMATTED = ("X333", "free formatted questions")
    TITLE = ("X334", "titles of questions")
    EXERCISE = ("X335", "exercises")
    STRIKETHROUGH = ("X340", "struck text")
    LIST_START = ("X341", "numbered lists that do not begin at 1")
    LINK_TITLE = ("X342", "titles of links")
    TABLE_ALIGNMENT = ("X343", "alignment of table columns")
    CODE_LANGUAGE = ("X344", "language of listings")
    CAPTION = ("X345", "captions of images")
    MATH = ("X346", "formulas")

    @property
    def code(self) -> str:
        """The code of the diagnostic that says a target lost it."""
        return self.value[0]

    @property
    def label(self) -> str:
        """What it is called in tables."""
        return self.value[1]


class Hold(Enum):
    """How a target holds a feature."""

    KEPT = "kept"
    BENT = "bent"
    LOST = "lost"
    PARTLY = "partly"
    """Depends on the value; the writer reports each case."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A target's statement on a feature: how it is held, in words, and a way out if any."""

    hold: Hold
    how: str = ""
    help: str = ""


KEPT = Holding(Hold.KEPT)
Statement = Mapping[Feature, Holding]


@dataclass(frozen=True, slots=True)
class Use:
    """A place where an exam uses a feature."""

    feature: Feature
    where: str
    span: Span | None
    what: str


def report(exam: Exam, target: str, name: str, statement: Statement, report: Report) -> None:
    """Report every use that a target (`name` in words) bends or loses."""
    told = {f for f, holding in statement.items() if holding.hold in (Hold.BENT, Hold.LOST)}
    for use in uses(exam, told):
        holding = statement[use.feature]
        verb = "does not hold" if holding.hold is Hold.LOST else "bends"
        message = f"{name} {verb} {use.what}"
        if holding.how:
            message += f": {holding.how}"
        report.add(
            use.feature.code,
            message,
            use.span,
            help=holding.help,
            where=use.where,
            target=target,
        )


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
        *(Feature.CODE_LANGUAGE, Feature.CAPTION, Feature.MATH),
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
            yield from _answer_uses(node)
        case Option():
            yield from _option_uses(node)
        case Criterion() | Level():
            if node.id:
                yield Feature.PART_ID, f"the id {node.id!r}"
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


def _exam_uses(exam: Exam) -> Iterator[tuple[Feature, str]]:
    course = exam.course
    if course.code or course.name or course.year or course.period:
        yield Feature.COURSE, "the course"
    if exam.date or exam.duration:
        yield Feature.SCHEDULE, "date and duration"
    if exam.description:
        yield Feature.DESCRIPTION, "the description of the exam"
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


def _answer_uses(question: Question) -> Iterator[tuple[Feature, str]]:
    match question.answer:
        case Choice() as choice:
            yield from _scoring_uses(choice.scoring, question.points)
            if choice.shuffle:
                yield Feature.OPTION_SHUFFLE, "that the options change their order"
        case Written() as written:
            yield from _written_uses(written)
        case _:
            assert_never(question.answer)


def _scoring_uses(scoring: Scoring, points: Fraction) -> Iterator[tuple[Feature, str]]:
    if scoring.floor != 0:
        floor = "no lowest mark" if scoring.floor is None else f"a lowest mark of {scoring.floor}"
        yield Feature.FLOOR, floor
    if scoring.cap != points:
        cap = "no highest mark" if scoring.cap is None else f"a highest mark of {scoring.cap}"
        yield Feature.CAP, cap
    if scoring.rule is Rule.ALL_OR_NOTHING:
        yield Feature.ALL_OR_NOTHING, "the all-or-nothing rule"


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


def _written_uses(answer: Written) -> Iterator[tuple[Feature, str]]:
    match answer.rubric:
        case Criteria(criteria):
            noun = "criterion" if len(criteria) == 1 else "criteria"
            yield Feature.CRITERIA, f"the rubric of {len(criteria)} {noun}"
        case Levels(levels):
            noun = "level" if len(levels) == 1 else "levels"
            yield Feature.LEVELS, f"the rubric of {len(levels)} {noun}"
        case None:
            pass
        case _:
            assert_never(answer.rubric)
    if answer.free:
        yield Feature.FREE_FORMATTED, "that this question is free formatted"
    elif answer.space is not None:
        yield Feature.SPACE, "the answer space"


def _text_uses(text: Blocks) -> Iterator[tuple[Feature, str, Span | None]]:
    for node in walk(text):
        match node:
            case Text() | Paragraph():
                continue  # by far the most
            case Math():
                yield Feature.MATH, "a formula", node.span
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
