"""Model → raw form: what an author would write for an exam, and nothing that goes without saying.

Settings that all choice questions share are written once, for the exam; whatever equals its
default is left out. Weights are always written, so that no rule is needed to know them.
"""

from fractions import Fraction
from typing import assert_never

from examc.core.answers import (
    Choice,
    Composite,
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
from examc.core.content import Blocks
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
    kind_of,
    narrowed,
)
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.formats.exam import rawwords
from examc.formats.exam.buildhanded import upload_settings
from examc.formats.exam.raw import RawEntry, RawExam, RawExercise, RawItem, RawList
from examc.formats.exam.sharedsettings import (
    Shared,
    bounds,
    choice_settings,
    rule_setting,
    shared_settings,
    shuffle_setting,
)
from examc.formats.exam.unbuildkeys import (
    answers,
    any_options,
    gaps,
    has_shuffle,
    key_settings,
    option,
    truths,
)
from examc.formats.exam.unbuildparts import unbuild_matching, unbuild_matrix, unbuild_ordering
from examc.formats.exam.wording import exact


def unbuild(exam: Exam) -> RawExam:
    """The raw form of an exam, in one file."""
    shared = shared_settings(exam)
    course = exam.course
    settings = {
        "id": exam.id,
        "language": exam.language if exam.language != "en" else "",
        "date": exam.date,
        "duration": str(exam.duration) if exam.duration else "",
        "points": "" if exam.points is None else exact(exam.points),
        "attempts": str(exam.attempts) if exam.attempts else "",
        "shuffle": _shuffle(shared.questions, shared.options) if _any_shuffle(shared) else "",
    }
    names = {"code": course.code, "name": course.name, "year": course.year, "period": course.period}
    return RawExam(
        rawwords.NOWHERE,
        settings={"title": rawwords.word(exam.title), **rawwords.words(settings)},
        course=rawwords.words(names),
        scoring=rawwords.words({"floor": shared.floor, "cap": shared.cap, "rule": shared.rule}),
        tags=rawwords.listed(exam.tags),
        allow=rawwords.allowed(exam.allow),
        description=exam.description,
        instructions=exam.instructions,
        exercises=[_exercise(i, one, shared) for i, one in enumerate(exam.exercises, 1)],
    )


def _exercise(number: int, exercise: Exercise, shared: Shared) -> RawExercise:
    settings = {
        "id": exercise.id if exercise.id != derived_exercise_id(number) else "",
        "points": "" if exercise.points is None else exact(exercise.points),
        "bank": exercise.bank,
        "updated": exercise.updated,
        "pick": str(exercise.pick) if exercise.pick else "",
    }
    if exercise.shuffle != shared.questions:
        settings["shuffle"] = _shuffle(exercise.shuffle, shared.options)
    return RawExercise(
        rawwords.NOWHERE,
        rawwords.word(exercise.title),
        settings=rawwords.words(settings),
        tags=rawwords.listed(exercise.tags),
        allow=rawwords.allowed(exercise.allow),
        items=[_item(exercise, i, item, shared) for i, item in enumerate(exercise.items, 1)],
    )


def _item(exercise: Exercise, place: int, item: Item, shared: Shared) -> RawItem:
    own = item.id if item.id != derived_item_id(exercise.id, place) else ""
    raw = RawItem(
        rawwords.NOWHERE,
        rawwords.word(kind_of(item)),
        rawwords.words({"id": own}),
        allow=rawwords.allowed(item.allow),
    )
    match item:
        case TextBlock():
            raw.texts["prompt"] = item.content
            raw.settings |= rawwords.words({"repeat": "yes" if item.repeat else ""})
        case ImageBlock():
            raw.image = item.image
            repeat = "yes" if item.repeat else ""
            raw.settings |= rawwords.words({"space": _space(item.space), "repeat": repeat})
        case Question():
            _question(raw, item)
            _answer(raw, item, shared)
        case _:
            assert_never(item)
    return raw


def _question(raw: RawItem, question: Question) -> None:
    flags = {"always": question.always, "fixed": question.fixed}
    raw.settings |= rawwords.words({"points": exact(question.points), "title": question.title})
    raw.settings |= rawwords.words({name: "yes" for name, value in flags.items() if value})
    raw.tags = rawwords.listed(question.tags)
    texts: dict[str, Blocks] = {
        "prompt": question.prompt,
        "solution": question.solution,
        "feedback": question.feedback.general,
        "feedback: correct": question.feedback.correct,
        "feedback: incorrect": question.feedback.incorrect,
        "for graders": question.notes,
    }
    raw.texts = {part: text for part, text in texts.items() if text}


def _answer(raw: RawItem, question: Question, shared: Shared) -> None:
    match question.answer:
        case Choice() as choice:
            raw.settings |= choice_settings(narrowed(question, choice), shared)
            raw.lists["options"] = RawList(
                rawwords.NOWHERE, [option(one) for one in choice.options]
            )
        case Numeric() | ShortAnswer() as key:
            raw.settings |= bounds(question, key.scoring, shared) | key_settings(key)
            raw.lists["answer"] = answers(key)
        case TrueFalse() as both:
            raw.settings |= bounds(question, both.scoring, shared)
            raw.lists["options"] = RawList(rawwords.NOWHERE, truths(both))
        case FillIn() | Matching() | Matrix() as several:
            raw.settings |= bounds(question, several.scoring, shared)
            raw.settings |= rule_setting(several.scoring, shared)
            _parts(raw, several, shared)
        case Written() as written:
            raw.settings |= rawwords.words({"space": _space(written.space)})
            _rubric(raw, written.rubric)
        case Ordering() as ordering:
            unbuild_ordering(raw, ordering)
        case Upload() as upload:
            raw.settings |= rawwords.words(upload_settings(upload))
            raw.types = rawwords.listed(upload.types)
            _rubric(raw, upload.rubric)
        case Program() as program:
            raw.settings |= rawwords.words(
                {"language": program.language, "space": _space(program.space)}
            )
            raw.start = rawwords.word(program.start) if program.start else None
            _rubric(raw, program.rubric)
        case _:
            assert_never(question.answer)


def _parts(raw: RawItem, answer: Composite, shared: Shared) -> None:
    """The parts of an answer of several: its gaps, pairs or rows."""
    match answer:
        case FillIn():
            if any_options(answer):
                raw.settings |= shuffle_setting(has_shuffle(answer), shared)
            raw.gaps = gaps(answer, has_shuffle(answer))
        case Matching():
            unbuild_matching(raw, answer)
        case Matrix():
            unbuild_matrix(raw, answer)
        case _:
            assert_never(answer)


def _rubric(raw: RawItem, rubric: Rubric | None) -> None:
    match rubric:
        case Criteria(criteria):
            raw.lists["criteria"] = RawList(rawwords.NOWHERE, [_entry(one) for one in criteria])
        case Levels(levels):
            raw.lists["levels"] = RawList(rawwords.NOWHERE, [_entry(one) for one in levels])
        case None:
            pass
        case _:
            assert_never(rubric)


def _entry(entry: Criterion | Level) -> RawEntry:
    percent = entry.percent if isinstance(entry, Level) else ""
    return RawEntry(
        rawwords.NOWHERE,
        entry.text,
        points=rawwords.word(exact(entry.points)),
        percent=rawwords.word(f"{percent}%") if percent else None,
        id=rawwords.word(entry.id) if entry.id else None,
        name=rawwords.word(entry.name) if entry.name else None,
        allow=rawwords.allowed(entry.allow),
    )


def _shuffle(questions: bool, options: bool) -> str:
    if questions:
        return "all" if options else "questions"
    return "options" if options else "none"


def _any_shuffle(shared: Shared) -> bool:
    return shared.questions or shared.options


def _space(value: Fraction | None) -> str:
    return "" if value is None else f"{value} {'page' if value <= 1 else 'pages'}"
