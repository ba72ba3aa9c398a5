"""The exam in Moodle's terms: categories, descriptions, essays and choices, in order."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from examc.core import numbers
from examc.core.answers import Choice, Option, Written
from examc.core.content import Blocks, Paragraph, is_empty
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Node,
    Question,
    StimulusBlock,
    TextBlock,
    WrittenQuestion,
    is_by_hand,
    narrowed,
)
from examc.core.numbers import show
from examc.core.wording import wording
from examc.formats.moodle import (
    bounds,
    cloze,
    entries,
    graders,
    info,
    names,
    weights,
)
from examc.formats.moodle.html import Page, attribute, braced
from examc.formats.options import Options
from examc.systems.moodle import grid


class Builder:
    """Makes the entries of one exam, and reports what they bend or lose."""

    def __init__(
        self, exam: Exam, files: Mapping[str, bytes], options: Options, losses: Losses
    ) -> None:
        self.exam = exam
        self.options = options
        self.losses = losses
        self.page = Page(files, options.math, wording(exam.language))
        self.refused = False
        self.ids = names.Unique()

    def quiz(self) -> Iterator[entries.Entry]:
        """Yield all entries: each category before what is in it."""
        exam = self.exam
        title = names.of_category(exam.title) or "Exam"
        path = names.category_path([title])
        about = info.of_exam(exam, title, self.page)
        yield entries.Category(
            path=entries.line(path), info=about, idnumber=self._category_id(exam, path)
        )
        if not is_empty(exam.description):
            html = f'<div class="examc-description">{self.page.blocks(exam.description)}</div>'
            name = names.numbered(names.padded(0, len(exam.exercises)), title)
            yield entries.Description(
                name=entries.line(name), text=self._text(exam, html), idnumber=""
            )
        for number, exercise in enumerate(exam.exercises, 1):
            yield from self._exercise(title, names.padded(number, len(exam.exercises)), exercise)

    def _exercise(self, exam: str, number: str, exercise: Exercise) -> Iterator[entries.Entry]:
        title = names.readable(exercise.title)
        name = names.numbered(number, title)
        path = names.category_path([exam, name])
        kept = name.removeprefix(number).strip()
        about = info.of_exercise(exercise, kept, self.page)
        yield entries.Category(
            path=entries.line(path), info=about, idnumber=self._category_id(exercise, path)
        )
        self.ids = names.Unique()
        repeated: StimulusBlock | None = None
        for place, item in enumerate(exercise.items, 1):
            label = f"{number}.{names.padded(place, len(exercise.items))}"
            entry = self._item(label, item, repeated)
            if isinstance(item, TextBlock | ImageBlock):
                repeated = replace(item, id=entry.idnumber) if item.repeat else None
            yield entry

    def _category_id(self, node: Exam | Exercise, path: str) -> str:
        if not node.id:
            return ""
        written = names.category_id(node.id, path)
        if not written.startswith(f"{node.id}@"):
            feature = Feature.EXAM_ID if isinstance(node, Exam) else Feature.PART_ID
            message = f"Moodle needs another id number than {node.id[:40]!r}"
            self.losses.add(feature, node, f"{message}: {written!r} is written")
        return written

    def _item(self, number: str, item: Item, repeated: StimulusBlock | None) -> entries.Entry:
        match item:
            case TextBlock() | ImageBlock():
                return self._block(number, item)
            case Question():
                return self._question(number, item, repeated)
            case _:
                assert_never(item)

    # -- texts ----------------------------------------------------------------------------------

    def _text(self, node: Node, html: str) -> entries.Text:
        """A page of HTML that belongs to a node of the exam."""
        for formula in self.page.failed:
            message = "formula cannot be written as MathML, and stays LaTeX"
            self.losses.add(
                Feature.MATH, node, message, "use simpler macros, or --math latex", formula.span
            )
        self.page.failed.clear()
        return self.page.page(html)

    def _blocks(self, node: Node, content: Blocks) -> entries.Text:
        return self._text(node, self.page.blocks(content)) if content else entries.EMPTY

    # -- blocks ---------------------------------------------------------------------------------

    def _block(self, number: str, block: StimulusBlock) -> entries.Description:
        content = _content(block)
        html = self.page.blocks(content)
        if isinstance(block, ImageBlock) or block.repeat:
            kind = "image" if isinstance(block, ImageBlock) else "text"
            repeat = ' data-examc-repeat="true"' * block.repeat
            html = f'<div class="examc-{kind}-block"{repeat}>{html}</div>'
        if isinstance(block, ImageBlock) and block.space is not None:
            message = f"Moodle has no pages: the height of {block.space} page is lost"
            self.losses.add(Feature.SPACE, block, message)
        return entries.Description(
            name=entries.line(names.numbered(number, names.label(content))),
            text=self._text(block, html),
            idnumber=self._id(block),
        )

    def _repeated(self, block: StimulusBlock | None) -> str:
        """A block that every question shows again, since no order of questions is certain."""
        if block is None:
            return ""
        html = self.page.blocks(_content(block))
        return f'<div class="examc-repeated" data-examc-block="{attribute(block.id)}">{html}</div>'

    # -- questions ------------------------------------------------------------------------------

    def _question(
        self, number: str, question: Question, repeated: StimulusBlock | None
    ) -> entries.Essay | entries.Multichoice | entries.Cloze:
        html = self._repeated(repeated) + self.page.blocks(question.prompt)
        fields: entries.Fields = {
            "name": entries.line(names.numbered(number, self._label(number, question))),
            "text": self._text(question, html),
            "idnumber": self._id(question),
            "feedback": self._general(question),
            "grade": self._grade(question),
            "tags": tuple(self._tags(question)),
        }
        match question.answer:
            case Written() as written:
                return self._essay(narrowed(question, written), fields)
            case Choice() as choice:
                return self._choice(narrowed(question, choice), fields, html)
            case _:
                assert_never(question.answer)

    def _label(self, number: str, question: Question) -> str:
        """The title of a question, or else the beginning of its prompt."""
        label = names.label(question.prompt)
        if not question.title:
            return label
        title = names.readable(question.title)
        written = names.numbered(number, title).removeprefix(number).strip()
        if written != question.title:
            message = f"Moodle bends the title to {names.cut(written, 80)!r}"
            self.losses.add(Feature.TITLE, question, message)
        elif title == label:
            message = "Moodle cannot tell this title from the beginning of the question"
            self.losses.add(Feature.TITLE, question, message)
        return title

    def _id(self, item: Item) -> str:
        written = self.ids.name(item.id)
        if written != item.id:
            message = (
                f"Moodle needs another id number than {item.id[:40]!r}: {written!r} is written"
            )
            self.losses.add(Feature.PART_ID, item, message)
        return written

    def _grade(self, question: Question) -> str:
        """The points with the seven decimals that Moodle keeps."""
        text = bounds.grade(question.points)
        if numbers.parse(text) != question.points:
            message = f"Moodle keeps 7 decimals of points: {show(question.points)} becomes {text}"
            self.losses.add(Feature.POINTS, question, message)
        return text

    def _tags(self, question: Question) -> Iterator[entries.Xml]:
        taken: set[str] = set()
        for tag in question.tags:
            written = names.tag(tag)
            if written != tag or written.lower() in taken:
                became = f"becomes {written!r}" if written else "is lost"
                became = "stands twice" if written.lower() in taken else became
                message = f"Moodle bends the tag {tag[:60]!r}, which {became}"
                self.losses.add(Feature.TAGS, question, message)
            if written and written.lower() not in taken:
                yield entries.line(written)
            taken.add(written.lower())

    def _general(self, question: Question) -> entries.Text:
        """What everyone sees afterwards; of a choice question, the model answer as well."""
        html = self.page.blocks(question.feedback.general)
        if question.solution and not is_by_hand(question):
            html += f'<div class="examc-solution">{self.page.blocks(question.solution)}</div>'
        return self._text(question, html)

    def _essay(self, question: WrittenQuestion, fields: entries.Fields) -> entries.Essay:
        space = question.answer.space
        lines = graders.lines(space)
        if graders.space(lines) != space and space is not None:
            message = f"Moodle bends the answer space of {space} page to {lines} lines"
            self.losses.add(Feature.SPACE, question, message)
        if question.feedback.correct or question.feedback.incorrect:
            message = "Moodle has no feedback by result on written answers: only graders see it"
            self.losses.add(Feature.FEEDBACK, question, message)
        graderinfo = self._text(question, graders.info(question, self.page))
        return entries.Essay(lines=lines, graderinfo=graderinfo, **fields)

    def _choice(
        self, question: ChoiceQuestion, fields: entries.Fields, prompt: str
    ) -> entries.Multichoice | entries.Cloze:
        offgrid, barred = self.options.offgrid, ""
        if offgrid == "cloze":
            barred = cloze.bar(question, weights.exact_fractions(question))
        plan = weights.plan(question, offgrid, barred, self.losses)
        self.refused = self.refused or plan.refused
        if question.notes:
            message = "Moodle has no place for the notes for graders on a choice question"
            self.losses.add(Feature.NOTES, question, message)
        if len(question.answer.options) < 2:
            message = "Moodle refuses a choice question with fewer than two options"
            self.losses.add("X381", question, message, "add an option")
        if plan.cloze:
            return self._cloze(question, plan, fields, prompt)
        return entries.Multichoice(
            single=not question.answer.many,
            shuffle=self._shuffle(question),
            correct=self._blocks(question, question.feedback.correct),
            incorrect=self._blocks(question, question.feedback.incorrect),
            answers=tuple(self._answers(question, plan.fractions)),
            beside=plan.beside,
            **fields,
        )

    def _shuffle(self, question: ChoiceQuestion) -> bool:
        if question.answer.shuffle and any(option.fixed for option in question.answer.options):
            message = "Moodle cannot keep one option in its place: none changes its place"
            help_line = "remove fixed where the place does not matter"
            self.losses.add(Feature.OPTION_SHUFFLE, question, message, help_line)
            return False
        return question.answer.shuffle

    def _answers(
        self, question: ChoiceQuestion, fractions: bounds.Fractions
    ) -> Iterator[entries.Answer]:
        for option, share in zip(question.answer.options, fractions, strict=True):
            yield entries.Answer(
                grid.legal_percent(share),
                self._text(option, self._option(option)),
                self._blocks(option, option.feedback),
            )

    def _option(self, option: Option) -> str:
        """An option in HTML; it is never empty, since Moodle leaves out empty options."""
        html = self.page.compact(option.text) or "<br/>"
        if not option.id and not option.fixed:
            return html
        own = f' data-examc-id="{attribute(option.id)}"' if option.id else ""
        fixed = ' data-examc-fixed="true"' * option.fixed
        return f'<div class="examc-option"{own}{fixed}>{html}</div>'

    def _cloze(
        self, question: ChoiceQuestion, plan: weights.Plan, fields: entries.Fields, prompt: str
    ) -> entries.Cloze:
        if question.feedback.correct or question.feedback.incorrect:
            message = "Moodle has no feedback by result on embedded answers"
            self.losses.add(Feature.FEEDBACK, question, message)
        options = [(self._option(o), self.page.blocks(o.feedback)) for o in question.answer.options]
        embedded = cloze.answer(question, plan.fractions, options, shuffle=self._shuffle(question))
        html = f"{cloze.prompt(braced(prompt))}\n<div>{embedded}</div>"
        fields["text"] = entries.Text(entries.cdata(html), fields["text"].files)
        return entries.Cloze(beside=plan.beside, **fields)


def _content(block: StimulusBlock) -> Blocks:
    return block.content if isinstance(block, TextBlock) else (Paragraph((block.image,)),)
