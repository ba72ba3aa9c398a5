"""Moodle's question types → items of the exam; what can be no item is left out by its name."""

from collections.abc import Container
from fractions import Fraction
from typing import TypedDict, assert_never

from examc.core.answers import Choice, FillIn, Matrix
from examc.core.content import Blocks, Image, Paragraph, Text, is_empty
from examc.core.diagnostics import Report
from examc.core.model import Feedback, ImageBlock, Item, Question, StimulusBlock, TextBlock
from examc.core.records import Record
from examc.core.source import Span
from examc.formats.foreign.documents import Document
from examc.formats.foreign.quoting import quoted
from examc.formats.moodle import (
    readanswers,
    readblanks,
    readembedded,
    readessay,
    readgapped,
    readgaps,
    readkinds,
    readmarks,
    readparts,
    readplugins,
)
from examc.formats.moodle.readcategory import NUMBER
from examc.formats.moodle.readchoice import Glance, Options, embedded_choice, glance, of_embedded
from examc.formats.moodle.readembedded import Embedded
from examc.formats.moodle.readentry import Entry, LeftOut
from examc.formats.moodle.readone import NoQuestion, One
from examc.formats.moodle.readparts import Parts
from examc.formats.moodle.readsettings import Settings
from examc.formats.moodle.readtext import Texts
from examc.formats.moodle.readxml import line, text_of
from examc.systems.moodle import labels


class Planned(Record, frozen=True):
    """A question that will be read, and what it will be called in a place of the exam."""

    entry: Entry
    noun: str
    points: Fraction = Fraction(0)
    choice: Glance | None = None
    embedded: Embedded | None = None

    @property
    def prompt(self) -> str | None:
        """The text to read in place of that of the file, where codes or gaps stand in that."""
        if self.embedded is not None:
            return self.embedded.prompt()
        if self.entry.kind in readkinds.BLANKS:
            return readblanks.prompt(self.entry)
        return self.choice.prompt if self.choice else None

    @property
    def gaps(self) -> tuple[str, ...]:
        """The names of the gaps in its text."""
        if self.embedded is not None:
            return self.embedded.names
        return readblanks.names(self.entry) if self.entry.kind in readkinds.BLANKS else ()


def plan(entry: Entry) -> Planned | LeftOut:
    """Decide at a glance whether a question can be read."""
    match entry.kind:
        case "description":
            marked = f'class="{readparts.IMAGE_BLOCK}"' in text_of(entry.first("questiontext"))
            return Planned(entry, "image block" if marked else "text block")
        case "multichoice":
            choice = glance(entry)
            if isinstance(choice, LeftOut):
                return choice
            return Planned(entry, "question", choice.points, choice)
        case "cloze":
            return _plan_cloze(entry)
        case kind if kind in readkinds.TYPES:
            points = entry.points()
            return points if isinstance(points, LeftOut) else Planned(entry, "question", points)
        case _:
            message = f"question {entry.shown_name()} is left out: its type is {quoted(entry.kind)}"
            message += readplugins.told(entry.kind)
            help_line = "write it again as a kind that examc new --kinds shows"
            return LeftOut("R514", message, help_line)


def _plan_cloze(entry: Entry) -> Planned | LeftOut:
    """A choice that is embedded whole, or gaps of any kind."""
    found = embedded_choice(entry) or readembedded.glance(entry)
    if isinstance(found, Embedded) and found.kind == readembedded.CHOICE:
        found = of_embedded(entry, found)
    match found:
        case LeftOut():
            return found
        case Glance():
            return Planned(entry, "question", found.points, found)
        case _:
            return Planned(entry, "question", found.total, embedded=found)


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
        try:
            item = self._item(planned, own, where, numbered=numbered)
        except NoQuestion as problem:
            self._leave_out(planned.entry, str(problem), problem.help, where, problem.code)
            return None
        match item:
            case Question(answer=Matrix()):
                has_text = True  # its rows say what is asked
            case TextBlock(content=said) | Question(prompt=said):
                has_text = not is_empty(said)
            case ImageBlock():
                has_text = True
            case _:
                assert_never(item)
        if has_text:
            return item
        help_line = "write one in Moodle, or remove the question"
        self._leave_out(planned.entry, "it has no text", help_line, where)
        return None

    def _leave_out(
        self, entry: Entry, why: str, help_line: str, where: str, code: str = "R494"
    ) -> None:
        message = f"question {entry.shown_name()} is left out: {why}"
        told = entry.left_out(LeftOut(code, message, help_line))
        self._tell(told.code, told.message, self.document.span(entry.element), where, told.help)

    def _item(self, planned: Planned, own: str, where: str, *, numbered: bool) -> Item:
        self.settings.check(planned.entry, where)
        if planned.entry.kind == "description":
            block = self._block(planned.entry, own, where)
            if not numbered:
                self._count_name(planned.entry, block)
            return block
        one = One(self.texts, planned.entry, where, planned.points)
        if planned.embedded is not None:
            one.points = readgaps.points(one, planned.embedded)
        parts = Parts(self.blocks, planned.gaps, readkinds.has_table(planned.embedded))
        fields = self._fields(planned, one, own, parts, numbered=numbered)
        if planned.entry.kind == "cloze" and not parts.lefts and is_empty(fields["prompt"]):
            fields["prompt"] = self._named(planned.entry, one)
        made = self._question(planned, one, fields, parts)
        readmarks.check(one, made)
        return made

    def _question(self, planned: Planned, one: One, fields: "_Fields", parts: Parts) -> Question:
        if planned.choice is not None:
            return self._choice(one, planned.choice, fields)
        if planned.entry.kind == "essay":
            return self._essay(one, fields)
        answer = readkinds.answer(one, planned.embedded, parts)
        feedback = readkinds.by_result(one)
        fields["feedback"] = Feedback(fields["feedback"].general, *feedback)
        if planned.gaps and isinstance(answer, FillIn):
            fields["prompt"] = self._placeable(one, fields["prompt"], planned.gaps)
        return Question(answer=answer, **fields)

    def _named(self, entry: Entry, one: One) -> Blocks:
        """The name of a question whose text is nothing but its embedded answer."""
        if entry.name and not one.ours:
            one.tell("R412", "no text stands beside the answers; the name of the question does")
            return (Paragraph((Text(entry.name),)),)
        return ()

    def _placeable(self, one: One, prompt: Blocks, gaps: tuple[str, ...]) -> Blocks:
        """The prompt with all gaps where gaps can be; a question that lost one is left out."""
        found = readgapped.placeable(prompt, lambda message: one.tell("R420", message))
        if readgapped.names(found) == list(gaps):
            return found
        message = "one of its gaps stands where none can be, as in a formula or in code"
        raise NoQuestion(message, "write the gap in a sentence", "R514")

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
        if entry.name and entry.name != labels.label(content):
            self.settings.count("description", "", entry.element)

    # -- questions ------------------------------------------------------------------------------

    def _fields(
        self, planned: Planned, one: One, own: str, parts: Parts, *, numbered: bool
    ) -> "_Fields":
        entry = planned.entry
        prompt = one.text(entry.first("questiontext"), parts=parts, html=planned.prompt)
        number = NUMBER.match(entry.name) if numbered else None
        title = entry.name[number.end() :] if number else entry.name
        general = one.text(entry.first("generalfeedback"), parts=parts)
        return {
            "id": own,
            "points": one.points,
            "prompt": prompt,
            "title": "" if title == labels.label(prompt) else title,
            "feedback": Feedback(general),
            "solution": parts.texts.get(readparts.SOLUTION, ()),
            "tags": tuple(_tags(entry)),
            "always": one.setting("always") == "true",
            "fixed": one.setting("fixed") == "true",
            "span": self.document.span(entry.element),
        }

    def _essay(self, one: One, fields: "_Fields") -> Question:
        parts, rest = readessay.for_graders(one)
        general = fields["feedback"].general
        fields["feedback"] = Feedback(
            general,
            parts.texts.get(readparts.CORRECT, ()),
            parts.texts.get(readparts.INCORRECT, ()),
        )
        fields["solution"] += parts.texts.get(readparts.SOLUTION, ())
        answer = readessay.answer(one, parts.rubric)
        self.settings.check_form(one.entry, answer, one.where)
        notes = parts.texts.get(readparts.NOTES, ()) + rest
        return Question(notes=notes, answer=answer, **fields)

    def _choice(self, one: One, choice: Glance, fields: "_Fields") -> Question:
        entry = one.entry
        options, scoring = Options(self.texts, entry, choice, one.where).read()
        readkinds.by_result(one)
        general = fields["feedback"].general
        fields["feedback"] = Feedback(general, one.correct, one.incorrect)
        if one.setting("kind") == "true/false":
            both = readanswers.of_choice(one, options, scoring)
            return Question(answer=both, **fields)
        answer = Choice(
            options=options, many=not choice.single, scoring=scoring, shuffle=choice.shuffle
        )
        return Question(answer=answer, **fields)


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
    always: bool
    fixed: bool
    span: Span
