"""Model → raw form: what an author would write for an exam, and nothing that goes without saying.

Settings that all choice questions share are written once, for the exam; whatever equals its
default is left out. Weights are always written, so that no rule is needed to know them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar, assert_never

from examc.core.answers import Choice, Criteria, Criterion, Level, Levels, Option, Rubric, Written
from examc.core.content import Blocks
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    choice_questions,
    derived_exercise_id,
    derived_item_id,
    kind_of,
    narrowed,
)
from examc.core.source import Allow, Source
from examc.formats.exam.raw import RawEntry, RawExam, RawExercise, RawItem, RawList, Word
from examc.formats.exam.wording import exact

_NOWHERE = Source("", "").line_span(1)
_Node = TypeVar("_Node")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all choice questions have in common; None where they differ, or say the default."""

    floor: str | None
    cap: str | None
    rule: str | None
    options: bool
    questions: bool


def unbuild(exam: Exam) -> RawExam:
    """The raw form of an exam, in one file."""
    shared = _shared_settings(exam)
    course = exam.course
    settings = {
        "id": exam.id,
        "language": exam.language if exam.language != "en" else "",
        "date": exam.date,
        "duration": str(exam.duration) if exam.duration else "",
        "points": "" if exam.points is None else exact(exam.points),
        "shuffle": _shuffle(shared.questions, shared.options) if _any_shuffle(shared) else "",
    }
    names = {"code": course.code, "name": course.name, "year": course.year, "period": course.period}
    return RawExam(
        _NOWHERE,
        settings={"title": _word(exam.title), **_words(settings)},
        course=_words(names),
        scoring=_words({"floor": shared.floor, "cap": shared.cap, "rule": shared.rule}),
        tags=_list(exam.tags),
        allow=_allow(exam.allow),
        description=exam.description,
        exercises=[_exercise(i, one, shared) for i, one in enumerate(exam.exercises, 1)],
    )


def _shared_settings(exam: Exam) -> _Shared:
    choices = list(choice_questions(exam))
    responses = [q for q in choices if q.answer.many]
    floor, rule = _common(choices, _floor), _common(responses, _rule)
    bent = any(_cap(question) != exact(question.points) for question in choices)
    return _Shared(
        floor=floor if floor != "0" else None,
        cap=_common(choices, _cap) if bent else None,
        rule=rule if rule != "sum" else None,
        options=_common(choices, lambda question: question.answer.shuffle) or False,
        questions=_common(exam.exercises, lambda exercise: exercise.shuffle) or False,
    )


def _common(nodes: Iterable[_Node], value: Callable[[_Node], _Value]) -> _Value | None:
    """The value that all nodes have; None where two differ, or where there is no node."""
    values = {value(node) for node in nodes}
    return values.pop() if len(values) == 1 else None


def _exercise(number: int, exercise: Exercise, shared: _Shared) -> RawExercise:
    settings = {
        "id": exercise.id if exercise.id != derived_exercise_id(number) else "",
        "points": "" if exercise.points is None else exact(exercise.points),
        "bank": exercise.bank,
        "updated": exercise.updated,
    }
    if exercise.shuffle != shared.questions:
        settings["shuffle"] = _shuffle(exercise.shuffle, shared.options)
    return RawExercise(
        _NOWHERE,
        _word(exercise.title),
        settings=_words(settings),
        tags=_list(exercise.tags),
        allow=_allow(exercise.allow),
        items=[_item(exercise, i, item, shared) for i, item in enumerate(exercise.items, 1)],
    )


def _item(exercise: Exercise, place: int, item: Item, shared: _Shared) -> RawItem:
    own = item.id if item.id != derived_item_id(exercise.id, place) else ""
    raw = RawItem(_NOWHERE, _word(kind_of(item)), _words({"id": own}), allow=_allow(item.allow))
    match item:
        case TextBlock():
            raw.texts["prompt"] = item.content
            raw.settings |= _words({"repeat": "yes" if item.repeat else ""})
        case ImageBlock():
            raw.image = item.image
            repeat = "yes" if item.repeat else ""
            raw.settings |= _words({"space": _space(item.space), "repeat": repeat})
        case Question():
            _question(raw, item)
            _answer(raw, item, shared)
        case _:
            assert_never(item)
    return raw


def _question(raw: RawItem, question: Question) -> None:
    raw.settings |= _words({"points": exact(question.points), "title": question.title})
    raw.tags = _list(question.tags)
    texts: dict[str, Blocks] = {
        "prompt": question.prompt,
        "solution": question.solution,
        "feedback": question.feedback.general,
        "feedback: correct": question.feedback.correct,
        "feedback: incorrect": question.feedback.incorrect,
        "for graders": question.notes,
    }
    raw.texts = {part: text for part, text in texts.items() if text}


def _answer(raw: RawItem, question: Question, shared: _Shared) -> None:
    match question.answer:
        case Choice() as choice:
            raw.settings |= _choice_settings(narrowed(question, choice), shared)
            raw.lists["options"] = RawList(_NOWHERE, [_option(one) for one in choice.options])
        case Written() as written:
            raw.settings |= _words({"space": _space(written.space)})
            _rubric(raw, written.rubric)
        case _:
            assert_never(question.answer)


def _choice_settings(question: ChoiceQuestion, shared: _Shared) -> dict[str, Word]:
    settings: dict[str, str] = {}
    if shared.floor is None and _floor(question) != "0":
        settings["floor"] = _floor(question)
    if shared.cap is None and _cap(question) != exact(question.points):
        settings["cap"] = _cap(question)
    if shared.rule is None and question.answer.many and _rule(question) != "sum":
        settings["rule"] = _rule(question)
    if question.answer.shuffle != shared.options:
        settings["shuffle"] = "options" if question.answer.shuffle else "none"
    return _words(settings)


def _rubric(raw: RawItem, rubric: Rubric | None) -> None:
    match rubric:
        case Criteria(criteria):
            raw.lists["criteria"] = RawList(_NOWHERE, [_entry(one) for one in criteria])
        case Levels(levels):
            raw.lists["levels"] = RawList(_NOWHERE, [_entry(one) for one in levels])
        case None:
            pass
        case _:
            assert_never(rubric)


def _option(option: Option) -> RawEntry:
    return RawEntry(
        _NOWHERE,
        option.text,
        points=_word(exact(option.points)),
        checked=option.correct,
        fixed=option.fixed,
        feedback=option.feedback,
        id=_word(option.id) if option.id else None,
        allow=_allow(option.allow),
    )


def _entry(entry: Criterion | Level) -> RawEntry:
    percent = entry.percent if isinstance(entry, Level) else ""
    return RawEntry(
        _NOWHERE,
        entry.text,
        points=_word(exact(entry.points)),
        percent=_word(f"{percent}%") if percent else None,
        id=_word(entry.id) if entry.id else None,
        name=_word(entry.name) if entry.name else None,
        allow=_allow(entry.allow),
    )


# -- words --------------------------------------------------------------------------------------


def _floor(question: ChoiceQuestion) -> str:
    return _bound(question.answer.scoring.floor)


def _cap(question: ChoiceQuestion) -> str:
    return _bound(question.answer.scoring.cap)


def _rule(question: ChoiceQuestion) -> str:
    return question.answer.scoring.rule.value


def _bound(value: Fraction | None) -> str:
    return "none" if value is None else exact(value)


def _shuffle(questions: bool, options: bool) -> str:
    if questions:
        return "all" if options else "questions"
    return "options" if options else "none"


def _any_shuffle(shared: _Shared) -> bool:
    return shared.questions or shared.options


def _space(value: Fraction | None) -> str:
    return "" if value is None else f"{value} {'page' if value <= 1 else 'pages'}"


def _word(value: str) -> Word:
    return Word(value, _NOWHERE)


def _words(values: dict[str, str | None] | dict[str, str]) -> dict[str, Word]:
    """The settings that say something."""
    return {name: _word(value) for name, value in values.items() if value}


def _list(values: Iterable[str]) -> list[Word]:
    return [_word(value) for value in values]


def _allow(codes: Iterable[Allow]) -> list[Word]:
    return [_word(allow.code) for allow in codes]
