"""Moodle's question types → items of the exam; what can be no item is left out by its name."""

from collections.abc import Container
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypedDict, TypeVar, assert_never

from examc.core import numbers
from examc.core.answers import Choice, Written
from examc.core.content import Blocks, Image, Paragraph, is_empty
from examc.core.diagnostics import Report
from examc.core.model import (
    ChoiceQuestion,
    Feedback,
    ImageBlock,
    Item,
    Question,
    StimulusBlock,
    TextBlock,
    WrittenQuestion,
)
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.core.source import Span
from examc.formats.foreign.documents import Document
from examc.formats.foreign.identifiers import part_ids
from examc.formats.foreign.quoting import quoted
from examc.formats.moodle import graders, names, readparts
from examc.formats.moodle.readcategory import NUMBER
from examc.formats.moodle.readchoice import Glance, Options, glance
from examc.formats.moodle.readentry import Entry, LeftOut
from examc.formats.moodle.readparts import Parts
from examc.formats.moodle.readsettings import Settings
from examc.formats.moodle.readtext import Texts
from examc.formats.moodle.readxml import line, text_of

MOST_LINES = 400  # of an answer box: ten pages

_Row = TypeVar("_Row", Criterion, Level)


@dataclass(frozen=True, slots=True)
class Planned:
    """A question that will be read, and what it will be called in a place of the exam."""

    entry: Entry
    noun: str
    points: Fraction = Fraction(0)
    choice: Glance | None = None


def plan(entry: Entry) -> Planned | LeftOut:
    """Decide at a glance whether a question can be read."""
    match entry.kind:
        case "description":
            marked = f'class="{readparts.IMAGE_BLOCK}"' in text_of(entry.first("questiontext"))
            return Planned(entry, "image block" if marked else "text block")
        case "essay":
            points = entry.points()
            return points if isinstance(points, LeftOut) else Planned(entry, "question", points)
        case "multichoice" | "cloze" | "truefalse":
            choice = glance(entry)
            if isinstance(choice, LeftOut):
                return choice
            return Planned(entry, "question", choice.points, choice)
        case _:
            message = f"question {entry.shown_name()} is left out: its type is {quoted(entry.kind)}"
            help_line = "write it again as multiple choice, multiple response or open"
            return LeftOut("R514", message, help_line)


class Questions:
    """Reads the questions of one file, one by one."""

    def __init__(
        self, document: Document, report: Report, blocks: Container[str], *, ours: bool
    ) -> None:
        self.document = document
        self.blocks = blocks
        self.report = report
        self.texts = Texts(document, report, ours=ours)
        self.settings = Settings(document, report)

    def item(self, planned: Planned, own: str, where: str, *, numbered: bool) -> Item | None:
        """The item with an id of its own; `numbered` says that its name begins with its place.

        None, and a warning, for one without a text, which no exam can have.
        """
        item = self._item(planned, own, where, numbered=numbered)
        match item:
            case TextBlock(content=said) | Question(prompt=said):
                has_text = not is_empty(said)
            case ImageBlock():
                has_text = True
            case _:
                assert_never(item)
        if has_text:
            return item
        span = self.document.span(planned.entry.element)
        message = f"question {planned.entry.shown_name()} is left out: it has no text"
        self._tell("R494", message, span, where, "write one in Moodle, or remove the question")
        return None

    def _item(self, planned: Planned, own: str, where: str, *, numbered: bool) -> Item:
        self.settings.check(planned.entry, where)
        if planned.entry.kind == "description":
            block = self._block(planned.entry, own, where)
            if not numbered:
                self._count_name(planned.entry, block)
            return block
        fields = self._fields(planned, own, where, numbered=numbered)
        if planned.choice is None:
            return self._essay(planned.entry, fields, where)
        return self._choice(planned.entry, planned.choice, fields, where)

    def description(self, entry: Entry) -> Blocks | None:
        """The description of the exam, if that is what a description of Moodle is."""
        element = entry.first("questiontext")
        if entry.kind != "description" or readparts.DESCRIPTION not in text_of(element):
            return None
        parts = Parts()
        self.texts.read(element, "", take=parts.take)
        return parts.texts.get(readparts.DESCRIPTION)

    def _tell(self, code: str, message: str, span: Span, where: str, help_line: str = "") -> None:
        self.report.add(code, message, span, help=help_line, where=where)

    # -- blocks ---------------------------------------------------------------------------------

    def _block(self, entry: Entry, own: str, where: str) -> StimulusBlock:
        parts = Parts()
        content = self.texts.read(entry.first("questiontext"), where, take=parts.take)
        span = self.document.span(entry.element)
        match content:
            case (Paragraph(content=(Image() as image,)),) if parts.block == readparts.IMAGE_BLOCK:
                return ImageBlock(id=own, image=image, repeat=parts.repeat, span=span)
            case _:
                return TextBlock(id=own, content=content, repeat=parts.repeat, span=span)

    def _count_name(self, entry: Entry, block: StimulusBlock) -> None:
        """Note the name of a block, unless it is the beginning of its text."""
        content = block.content if isinstance(block, TextBlock) else ()
        if entry.name and entry.name != names.label(content):
            self.settings.count("description", "", entry.element)

    # -- questions ------------------------------------------------------------------------------

    def _fields(self, planned: Planned, own: str, where: str, *, numbered: bool) -> "_Fields":
        entry, parts = planned.entry, Parts(self.blocks)
        html = planned.choice.prompt if planned.choice else None
        prompt = self.texts.read(entry.first("questiontext"), where, take=parts.take, html=html)
        number = NUMBER.match(entry.name) if numbered else None
        title = entry.name[number.end() :] if number else entry.name
        general = self.texts.read(entry.first("generalfeedback"), where, take=parts.take)
        return {
            "id": own,
            "points": planned.points,
            "prompt": prompt,
            "title": "" if title == names.label(prompt) else title,
            "feedback": Feedback(general),
            "solution": parts.texts.get(readparts.SOLUTION, ()),
            "tags": tuple(_tags(entry)),
            "span": self.document.span(entry.element),
        }

    def _essay(self, entry: Entry, fields: "_Fields", where: str) -> WrittenQuestion:
        parts = Parts()
        rest = self.texts.read(entry.first("graderinfo"), where, take=parts.take)
        general = fields["feedback"].general
        fields["feedback"] = Feedback(
            general,
            parts.texts.get(readparts.CORRECT, ()),
            parts.texts.get(readparts.INCORRECT, ()),
        )
        fields["solution"] += parts.texts.get(readparts.SOLUTION, ())
        for message in parts.unread:
            self._tell("R494", message, fields["span"], where, "correct the table for graders")
        return Question(
            notes=parts.texts.get(readparts.NOTES, ()) + rest,
            answer=Written(
                rubric=self._rubric(parts.rubric, fields["span"], where),
                space=self._space(entry, where),
            ),
            **fields,
        )

    def _rubric(self, rubric: Rubric | None, span: Span, where: str) -> Rubric | None:
        match rubric:
            case Criteria(criteria):
                return Criteria(self._with_ids(criteria, span, where))
            case Levels(levels):
                return Levels(self._with_ids(levels, span, where))
            case None:
                return None

    def _with_ids(self, rows: tuple[_Row, ...], span: Span, where: str) -> tuple[_Row, ...]:
        given = [row.id for row in rows]
        ids = part_ids(given)
        if ids == given:
            return rows
        self._tell(
            "R527", "ids in a rubric that stand twice, or cannot be, are left out", span, where
        )
        return tuple(replace(row, id=own) for row, own in zip(rows, ids, strict=True))

    def _space(self, entry: Entry, where: str) -> Fraction | None:
        """The answer space in pages; a height that our writer never writes is told."""
        written = entry.value("responsefieldlines")
        if not written:
            return None
        lines = numbers.whole(written) or 0
        if lines in graders.LINES:
            return graders.space(lines)
        span = self.document.span(entry.inside["responsefieldlines"][0])
        if not 0 < lines <= MOST_LINES:
            self._tell("R494", f"{quoted(written)} is no height of an answer box", span, where)
            return None
        space = Fraction(lines, graders.LINES_OF_A_PAGE)
        self._tell("R412", f"box of {lines} lines is read as {space} page", span, where)
        return space

    def _choice(
        self, entry: Entry, choice: Glance, fields: "_Fields", where: str
    ) -> ChoiceQuestion:
        options, scoring = Options(self.texts, entry, choice, where).read()
        general = fields["feedback"].general
        correct = self.texts.read(entry.first("correctfeedback"), where)
        incorrect = self.texts.read(entry.first("incorrectfeedback"), where)
        fields["feedback"] = Feedback(general, correct, incorrect)
        self._check_partial(entry, choice, where)
        answer = Choice(
            options=options, many=not choice.single, scoring=scoring, shuffle=choice.shuffle
        )
        return Question(answer=answer, **fields)

    def _check_partial(self, entry: Entry, choice: Glance, where: str) -> None:
        """Report feedback on partly right answers that differs from that on wrong ones."""
        partly, wrong = entry.first("partiallycorrectfeedback"), entry.first("incorrectfeedback")
        said = text_of(partly).strip()
        never = choice.single and not any(0 < answer.share < 1 for answer in choice.answers)
        if partly is None or never or said == text_of(wrong).strip():
            return
        message = (
            f"feedback on partly right answers has no place of its own: {quoted(said)} is left out"
        )
        help_line = "write it into the feedback on answers that are not right"
        self._tell("R523", message, self.document.span(partly), where, help_line)


def _tags(entry: Entry) -> list[str]:
    found = [line(text_of(tag)) for tags in entry.inside.get("tags", []) for tag in tags]
    return [tag for tag in found if tag]


class _Fields(TypedDict):
    """What every kind of question has."""

    id: str
    points: Fraction
    prompt: Blocks
    title: str
    feedback: Feedback
    solution: Blocks
    tags: tuple[str, ...]
    span: Span
