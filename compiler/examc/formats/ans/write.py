"""Writes an exam as ANS-style JSON, of which `read` makes exactly the same exam again."""

from collections.abc import Mapping
from typing import assert_never

from examc.core import uses, wording
from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Option,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
    as_choice,
)
from examc.core.content import Blocks, CodeBlock, Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    Exercise,
    ImageBlock,
    Node,
    Question,
    StimulusBlock,
    TextBlock,
    choice_questions,
    kind_of,
    narrowed,
    parts,
)
from examc.core.records import replace
from examc.formats.ans import (
    attach,
    bounds,
    holds,
    losses,
    names,
    values,
    writekinds,
    writerubrics,
    writevalues,
)
from examc.formats.ans.dump import Json, dump
from examc.formats.ans.html import Html
from examc.formats.ans.writekinds import Fields, exact, some
from examc.formats.options import Options
from examc.systems.ans import marks


def write(exam: Exam, files: Mapping[str, bytes], options: Options, report: Report) -> bytes:
    """Write an exam and its files as one JSON text; what ANS itself would bend is reported."""
    uses.report(exam, names.TARGET, names.NAME, holds.STATEMENT, report)
    told = Losses(exam, names.TARGET, report, names.NAME)
    root: Fields = {
        "format": names.FORMAT,
        "format_version": names.VERSION,
        "generator": names.GENERATOR,
        "assignment": _Writer(told, exam.language).assignment(exam),
    }
    attachments = attach.attachments(exam, files)
    if attachments:
        root["x_attachments"] = attachments
    return dump(root)


class _Writer:
    """Makes the objects of one file; fields that hold nothing are left out."""

    def __init__(self, told: Losses, language: str) -> None:
        self.losses = told
        self.language = language
        self.html = Html().html
        self.kinds = writekinds.Kinds(self.html, self._option)

    def assignment(self, exam: Exam) -> Json:
        """The whole exam."""
        self._stated(exam)
        return some(
            id=values.whole_id(exam.id),
            **writevalues.named(exam.title),
            external_id=exam.id or None,
            x_language=exam.language,
            x_course=writevalues.course(exam.course),
            x_date=exam.date or None,
            x_duration=exam.duration,
            x_points=None if exam.points is None else values.decimal(exam.points),
            x_points_exact=exact(exam.points),
            x_attempts=exam.attempts,
            x_tags=list(exam.tags) or None,
            x_description=self.html(exam.description),
            x_cover=self._cover(exam),
            exercises=[
                self._exercise(place, exercise) for place, exercise in enumerate(exam.exercises, 1)
            ],
        )

    def _stated(self, node: Exam | Exercise) -> None:
        losses.number(Feature.STATED_POINTS, "stated points", node.points, node, self.losses)

    def _cover(self, exam: Exam) -> Json:
        choices = list(choice_questions(exam))
        shuffled = bool(choices) and all(question.answer.shuffle for question in choices)
        cover = some(
            description=self.html(exam.instructions),
            shuffle_choices=True if shuffled else None,
        )
        return cover or None

    def _exercise(self, place: int, exercise: Exercise) -> Json:
        asked: list[Json] = []
        blocks: list[Json] = []
        for position, item in enumerate(exercise.items, 1):
            match item:
                case TextBlock() | ImageBlock():
                    blocks.append(self._block(position, item))
                case Question():
                    asked.append(self._question(position, item))
                case _:
                    assert_never(item)
        self._stated(exercise)
        in_form = values.is_timestamp(exercise.updated)
        return some(
            id=values.whole_id(exercise.id),
            **writevalues.named(exercise.title),
            external_id=exercise.id or None,
            position=place,
            points=None if exercise.points is None else values.decimal(exercise.points),
            x_points_exact=exact(exercise.points),
            tags=[writevalues.tag(tag) for tag in exercise.tags] or None,
            x_question_bank={"name": exercise.bank} if exercise.bank else None,
            updated_at=exercise.updated if in_form else None,
            x_updated=exercise.updated or None if not in_form else None,
            x_shuffle=exercise.shuffle or None,
            x_pick=exercise.pick,
            questions=asked,
            x_blocks=blocks or None,
        )

    # -- blocks ---------------------------------------------------------------------------------

    def _block(self, position: int, block: StimulusBlock) -> Json:
        match block:
            case TextBlock(content=(CodeBlock() as listing,)):
                kind: Fields = some(
                    kind="code",
                    position=position,
                    language=listing.language or None,
                    code=listing.text,
                )
            case TextBlock():
                kind = some(kind="text", position=position, content=self.html(block.content) or "")
            case ImageBlock():
                image = block.image
                kind = {
                    "kind": "image",
                    "position": position,
                    "attachment_key": None if image.is_remote else image.src,
                    **some(
                        x_src=image.src if image.is_remote else None,
                        x_alt=image.alt or None,
                        caption=image.caption or None,
                        space=writevalues.space(block.space),
                    ),
                }
            case _:
                assert_never(block)
        return {**kind, **some(x_id=block.id or None, x_repeat=block.repeat or None)}

    # -- questions ------------------------------------------------------------------------------

    def _asked(self, question: Question) -> tuple[str, Fields]:
        """The category of a question, and the fields that only its kind has."""
        match question.answer:
            case Choice() as choice:
                return "choice", self._choice(narrowed(question, choice), question)
            case TrueFalse() as both:
                return "choice", self._true_false(question, both)
            case Numeric() | ShortAnswer() | FillIn() | Matching() | Ordering() | Matrix() as keyed:
                losses.keyed(question, keyed, self.losses)
                return writekinds.CATEGORY[type(keyed)], self.kinds.fields(question, keyed)
            case Written() as written:
                category = "free_formatted" if written.free else "open"
                space = some(x_answer_space=writevalues.space(written.space))
                return category, {
                    **space,
                    **writerubrics.fields(written.rubric, self.html, self.losses),
                }
            case Upload() as upload:
                return "upload", {
                    **self.kinds.upload(upload),
                    **writerubrics.fields(upload.rubric, self.html, self.losses),
                }
            case Program() as program:
                space = some(x_answer_space=writevalues.space(program.space))
                fields = {**space, **self.kinds.program(program)}
                return "code", {
                    **fields,
                    **writerubrics.fields(program.rubric, self.html, self.losses),
                }
            case _:
                assert_never(question.answer)

    def _question(self, position: int, question: Question) -> Json:
        losses.question(question, self.losses)
        category, special = self._asked(question)
        feedback = question.feedback
        return {
            **some(
                id=values.whole_id(question.id),
                x_id=question.id or None,
                position=position,
                category=category,
                x_title=question.title or None,
                x_always=question.always or None,
                x_fixed=question.fixed or None,
            ),
            "content": self.html(question.prompt),
            **some(points=values.decimal(question.points), x_points_exact=exact(question.points)),
            **special,
            **some(
                feedback_correct=self.html(feedback.correct),
                feedback_incorrect=self.html(feedback.incorrect),
                feedback_mistake=self.html(feedback.incorrect),
                x_feedback=self.html(feedback.general),
            ),
            **self._for_graders(question.solution, question.notes),
            **some(x_tags=list(question.tags) or None),
        }

    def _for_graders(self, solution: Blocks, notes: Blocks) -> Fields:
        """The API has one text for graders: the model answer, and after it the notes."""
        return some(
            grading_description=self.html((*solution, *notes)),
            x_solution=self.html(solution),
            x_notes=self.html(notes) if solution else None,
        )

    def _choice(self, question: ChoiceQuestion, node: Question) -> Fields:
        """Options; `node` is the question of the exam, where this one was made of it."""
        losses.marks(question, bounds.scheme(question), node, self.losses)
        scoring, points = question.answer.scoring, question.points
        pairs = zip(question.answer.options, parts(node), strict=True)
        plain_cap = bounds.is_plain_cap(scoring, points)
        return some(
            choice_type="single" if not question.answer.many else "multiple",
            partial_scoring=bounds.partial(question),
            zero_bound=marks.zero_bound(scoring.floor),
            max_bound=marks.max_bound(scoring.cap, points),
            x_rule=None if bounds.is_plain_rule(question) else scoring.rule.value,
            x_floor=None if bounds.is_plain_floor(scoring) else writevalues.text(scoring.floor),
            x_cap=None if plain_cap else writevalues.text(scoring.cap),
            x_shuffle=question.answer.shuffle or None,
            choices=[
                self._option(place, option, of) for place, (option, of) in enumerate(pairs, 1)
            ],
        )

    def _option(self, position: int, option: Option, node: Node) -> Json:
        losses.number(Feature.WEIGHT, "weight of this option", option.points, node, self.losses)
        return {
            **some(id=values.whole_id(option.id), qti_identifier=option.id or None),
            "position": position,
            "content": self.html(option.text),
            **some(
                points=values.decimal(option.points),
                x_points_exact=exact(option.points),
                x_correct=option.correct,
                x_fixed_position=option.fixed or None,
                feedback=self.html(option.feedback),
            ),
        }

    def _true_false(self, question: Question, both: TrueFalse) -> Fields:
        """A choice of two, with the words of the exam's language."""
        words = wording.wording(self.language)
        said = ((Paragraph((Text(word),)),) for word in (words.true, words.false))
        choice = as_choice(both, *said)
        made = self._choice(narrowed(replace(question, answer=choice), choice), question)
        return {"x_kind": kind_of(question), **made}
