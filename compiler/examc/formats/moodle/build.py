"""The exam in Moodle's terms: categories, descriptions, essays and choices, in order."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from examc.core import numbers
from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.content import Blocks, Paragraph
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Question,
    StimulusBlock,
    TextBlock,
    narrowed,
)
from examc.core.numbers import show
from examc.core.records import replace
from examc.formats.moodle import (
    bounds,
    choices,
    entries,
    essays,
    info,
    names,
)
from examc.formats.moodle.writing import Writing
from examc.formats.options import Options
from examc.systems.moodle import labels
from examc.systems.moodle.pages import attribute


class Builder:
    """Makes the entries of one exam, and reports what they bend or lose."""

    def __init__(
        self, exam: Exam, files: Mapping[str, bytes], options: Options, losses: Losses
    ) -> None:
        self.exam = exam
        self.losses = losses
        self.writing = Writing(exam, files, options, losses)
        self.page = self.writing.page
        self.ids = names.Unique()

    @property
    def refused(self) -> bool:
        """Whether the user wants no weight changed, and one would be."""
        return self.writing.refused

    def quiz(self) -> Iterator[entries.Entry]:
        """Yield all entries: each category before what is in it."""
        exam = self.exam
        title = labels.of_category(exam.title) or "Exam"
        path = labels.category_path([title])
        about = info.of_exam(exam, title, self.page)
        yield entries.Category(
            path=entries.line(path), info=about, idnumber=self._category_id(exam, path)
        )
        for number, exercise in enumerate(exam.exercises, 1):
            yield from self._exercise(title, names.padded(number, len(exam.exercises)), exercise)

    def _exercise(self, exam: str, number: str, exercise: Exercise) -> Iterator[entries.Entry]:
        title = labels.readable(exercise.title)
        name = names.numbered(number, title)
        path = labels.category_path([exam, name])
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
            name=entries.line(names.numbered(number, labels.label(content))),
            text=self.writing.text(block, html),
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
    ) -> entries.Entry:
        html = self._repeated(repeated) + self.page.blocks(question.prompt)
        fields: entries.Fields = {
            "name": entries.line(names.numbered(number, self._label(number, question))),
            "text": self.writing.text(question, html),
            "idnumber": self._id(question),
            "feedback": self.writing.general(question),
            "grade": self._grade(question),
            "tags": tuple(self._tags(question)),
        }
        return _with_place(question, self._answer(question, fields, html))

    def _answer(self, question: Question, fields: entries.Fields, html: str) -> entries.Entry:
        """What a question asks for, by its kind."""
        writing = self.writing
        match question.answer:
            case Written() | Upload() | Program() as graded:
                return essays.entry(writing, narrowed(question, graded), fields)
            case Choice() as choice:
                return choices.multichoice(writing, narrowed(question, choice), fields, html)
            case TrueFalse() as both:
                return choices.true_false(writing, narrowed(question, both), fields, html)
            case Numeric() as numeric:
                from examc.formats.moodle import typedanswers

                return typedanswers.entry(writing, narrowed(question, numeric), fields, html)
            case ShortAnswer() as short:
                from examc.formats.moodle import typedanswers

                return typedanswers.entry(writing, narrowed(question, short), fields, html)
            case FillIn() as gapped:
                from examc.formats.moodle import gaps

                return gaps.entry(writing, narrowed(question, gapped), fields, html)
            case Matching() as paired:
                from examc.formats.moodle import pairs

                return pairs.matching(writing, narrowed(question, paired), fields, html)
            case Matrix() as rows:
                from examc.formats.moodle import pairs

                return pairs.matrix(writing, narrowed(question, rows), fields, html)
            case Ordering() as ordering:
                from examc.formats.moodle import orders

                return orders.entry(writing, narrowed(question, ordering), fields)
            case _:
                assert_never(question.answer)

    def _label(self, number: str, question: Question) -> str:
        """The title of a question, or else the beginning of its prompt."""
        label = labels.label(question.prompt)
        if not question.title:
            return label
        title = labels.readable(question.title)
        written = names.numbered(number, title).removeprefix(number).strip()
        if written != question.title:
            message = f"Moodle bends the title to {labels.cut(written, 80)!r}"
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
            written = labels.tag(tag)
            if written != tag or written.lower() in taken:
                became = f"becomes {written!r}" if written else "is lost"
                became = "stands twice" if written.lower() in taken else became
                message = f"Moodle bends the tag {tag[:60]!r}, which {became}"
                self.losses.add(Feature.TAGS, question, message)
            if written and written.lower() not in taken:
                yield entries.line(written)
            taken.add(written.lower())


def _with_place(question: Question, entry: entries.Entry) -> entries.Entry:
    """A question with what is said of its place in a pool, which Moodle has no field for."""
    if not (question.always or question.fixed) or isinstance(entry, entries.Category):
        return entry
    place = [("always", "true")] * question.always + [("fixed", "true")] * question.fixed
    return replace(entry, beside=(*entry.beside, *place))


def _content(block: StimulusBlock) -> Blocks:
    return block.content if isinstance(block, TextBlock) else (Paragraph((block.image,)),)
