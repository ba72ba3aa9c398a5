"""Writes an exam as GIFT, for Moodle: model → bytes, with every loss reported."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from examc.core import uses, wording
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
from examc.core.content import Paragraph
from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    choice_questions,
    derived_exercise_id,
    narrowed,
    rubric_of,
)
from examc.core.rubrics import rubric_parts
from examc.formats.gift import choices, pairs, signs, typed
from examc.formats.gift.holds import STATEMENT
from examc.formats.gift.names import TARGET, head
from examc.formats.gift.writing import Writing, lines, shown
from examc.formats.options import Options
from examc.systems.moodle import labels
from examc.systems.moodle.limits import LONGEST_NAME, LONGEST_TAG


def write(exam: Exam, files: Mapping[str, bytes], options: Options, report: Report) -> bytes | None:
    """The exam as GIFT in UTF-8; `files` are its images, which GIFT does not hold."""
    wording.report(exam, TARGET, report)
    builder = _Builder(exam, options, Losses(exam, TARGET, report))
    data = "\n".join(builder.blocks()).encode()
    uses.report(exam, TARGET, "GIFT", STATEMENT, report, builder.writing.left_out)
    return data


class _Builder:
    def __init__(self, exam: Exam, options: Options, losses: Losses) -> None:
        self.exam = exam
        self.losses = losses
        self.writing = Writing(exam, options, losses)

    def blocks(self) -> Iterator[str]:
        """Yield the lines of the file, an empty one behind each block."""
        yield from (head(self.exam.language), "")
        title = labels.of_category(self.exam.title) or "Exam"
        self._tell_exam(title)
        paths: set[str] = set()
        for number, exercise in enumerate(self.exam.exercises, 1):
            items = [block for item in exercise.items if (block := self._item(item))]
            name = self._name(exercise, title, paths)
            if not items:
                self.losses.add(Feature.EXERCISE, exercise, "GIFT holds no exercise without items")
                continue
            if exercise.id != derived_exercise_id(number):
                yield f"// [id:{exercise.id}]"
            names = [title, name] if name else [title]
            path = labels.category_path(names)
            yield from (f"$CATEGORY: {signs.escaped(path)}", "")
            for block in items:
                yield from (*block, "")

    def _tell_exam(self, title: str) -> None:
        if title != self.exam.title:
            message = f"GIFT bends the title of the exam to {labels.cut(title, 80)!r}"
            self.losses.add(Feature.TITLE, self.exam, message)
        if self.exam.tags:
            self.losses.add(Feature.TAGS, self.exam, "GIFT does not hold the exam's tags")
        for question in choice_questions(self.exam):
            if not question.answer.shuffle:
                message = "GIFT cannot say that options keep their places: Moodle shuffles them"
                help_line = "change that in Moodle, where it counts"
                self.losses.add(Feature.OPTION_SHUFFLE, question, message, help_line)
                return  # said once

    def _name(self, exercise: Exercise, exam: str, paths: set[str]) -> str:
        """The name of the category of an exercise: never empty unless alone, and never twice."""
        if exercise.tags:
            self.losses.add(Feature.TAGS, exercise, "GIFT does not hold the exercise's tags")
        name = start = labels.of_category(exercise.title) if exercise.title != exam else exam
        number = 1
        while name in paths:
            number += 1
            name = f"{start} ({number})".strip()
        paths.add(name)
        if name != exercise.title:
            message = f"GIFT bends the title of this exercise to {labels.cut(name or exam, 80)!r}"
            self.losses.add(Feature.EXERCISE, exercise, message)
        return name

    # -- items ----------------------------------------------------------------------------------

    def _item(self, item: Item) -> list[str]:
        """The lines of an item; none where it is left out."""
        match item:
            case TextBlock():
                text = self.writing.text(item, item.content, head=True)
                return [f"// [id:{item.id}]", text] if shown(item.content) else []
            case ImageBlock():
                text = self.writing.text(item, (Paragraph((item.image,)),), head=True)
                has_words = item.image.is_remote or item.image.alt.strip()
                return [f"// [id:{item.id}]", text] if has_words else []
            case Question():
                return self._question(item)
            case _:
                assert_never(item)

    def _question(self, question: Question) -> list[str]:
        answer = self._answer(question)
        if answer is None:
            return []
        for part in rubric_parts(rubric_of(question)):
            if part.id:
                self.losses.add(Feature.PART_ID, part, f"GIFT does not hold the id {part.id!r}")
        self.writing.points(question)
        text = self.writing.text(question, question.prompt, head=True)
        tags = "".join(self._tags(question))
        first, *rest = answer
        return [f"// [id:{question.id}]{tags}", f"{self._title(question)}{text}{first}", *rest]

    def _answer(self, question: Question) -> list[str] | None:
        writing = self.writing
        match question.answer:
            case Choice() as choice:
                return choices.choice(writing, narrowed(question, choice))
            case TrueFalse() as both:
                return choices.true_false(writing, narrowed(question, both))
            case Numeric() as numeric:
                return typed.numeric(writing, narrowed(question, numeric))
            case ShortAnswer() as short:
                return typed.short_answer(writing, narrowed(question, short))
            case Matching() as paired:
                return pairs.matching(writing, narrowed(question, paired))
            case Written() | Upload() | Program():
                writing.without_results(question)
                general = writing.general(question)
                return ["{}"] if not general else list(lines((), general))
            case FillIn() | Ordering() | Matrix():
                return None  # told by what the target holds
            case _:
                assert_never(question.answer)

    def _title(self, question: Question) -> str:
        if not question.title:
            return ""
        title = labels.cut(labels.readable(question.title), LONGEST_NAME)
        if title != question.title:
            message = f"GIFT bends the title to {labels.cut(title, 80)!r}"
            self.losses.add(Feature.TITLE, question, message)
        elif title == labels.label(question.prompt):
            message = "Moodle cannot tell this title from the beginning of the question"
            self.losses.add(Feature.TITLE, question, message)
        return f"::{signs.escaped(title)}::"

    def _tags(self, question: Question) -> Iterator[str]:
        taken: set[str] = set()
        for tag in question.tags:
            written = labels.tag(tag)
            if written != tag or written.lower() in taken:
                message = f"Moodle bends the tag {tag[:LONGEST_TAG]!r}"
                self.losses.add(Feature.TAGS, question, message)
            if written and written.lower() not in taken:
                yield f" [tag:{written.replace(']', chr(92) + ']')}]"
            taken.add(written.lower())
