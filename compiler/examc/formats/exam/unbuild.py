"""Model → raw form: what an author would write for an exam, and nothing that goes without saying.

Settings that all choice questions share are written once, for the exam; whatever equals its
default is left out. Weights are always written, so that no rule is needed to know them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar, assert_never

from examc.core.answers import (
    Answer,
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
    scoring_of,
)
from examc.core.content import Blocks
from examc.core.model import (
    ChoiceQuestion,
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
    questions,
)
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.core.source import Allow, Source
from examc.formats.exam.buildhanded import upload_settings
from examc.formats.exam.raw import RawEntry, RawExam, RawExercise, RawItem, RawList, Word
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
        "attempts": str(exam.attempts) if exam.attempts else "",
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
        instructions=exam.instructions,
        exercises=[_exercise(i, one, shared) for i, one in enumerate(exam.exercises, 1)],
    )


def _shared_settings(exam: Exam) -> _Shared:
    scored = [(one, own) for one in questions(exam) if (own := scoring_of(one.answer)) is not None]
    bounds = [own for _, own in scored]
    floor = _common(bounds, lambda own: _bound(own.floor))
    cap = _common(bounds, lambda own: _bound(own.cap))
    rule = _common(
        [own for one, own in scored if _has_rule(one.answer)], lambda own: own.rule.value
    )
    bent = any(_bound(own.cap) != exact(one.points) for one, own in scored)
    shuffled = [way for one in questions(exam) if (way := _shuffled(one.answer)) is not None]
    return _Shared(
        floor=floor if floor != "0" else None,
        cap=cap if bent else None,
        rule=rule if rule not in ("sum", "kprim") else None,
        options=_common(shuffled, bool) or False,
        questions=_common(exam.exercises, lambda exercise: exercise.shuffle) or False,
    )


def _common(nodes: Iterable[_Node], value: Callable[[_Node], _Value]) -> _Value | None:
    """The value that all nodes have; None where two differ, or where there is no node."""
    values = {value(node) for node in nodes}
    return values.pop() if len(values) == 1 else None


def _has_rule(answer: Answer) -> bool:
    """Whether a rule for the whole exam reaches an answer."""
    match answer:
        case Choice():
            return answer.many
        case FillIn() | Matching() | Matrix():
            return True
        case TrueFalse() | Numeric() | ShortAnswer() | Ordering():
            return False
        case Written() | Upload() | Program():
            return False
        case _:
            assert_never(answer)


def _shuffled(answer: Answer) -> bool | None:
    """Whether the options of an answer change their order; None for an answer without options."""
    match answer:
        case Choice():
            return answer.shuffle
        case FillIn():
            return has_shuffle(answer) if any_options(answer) else None
        case _:
            return None


def _exercise(number: int, exercise: Exercise, shared: _Shared) -> RawExercise:
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
    flags = {"always": question.always, "fixed": question.fixed}
    raw.settings |= _words({"points": exact(question.points), "title": question.title})
    raw.settings |= _words({name: "yes" for name, value in flags.items() if value})
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
            raw.lists["options"] = RawList(_NOWHERE, [option(one) for one in choice.options])
        case Numeric() | ShortAnswer() as key:
            raw.settings |= _bounds(question, key.scoring, shared) | key_settings(key)
            raw.lists["answer"] = answers(key)
        case TrueFalse() as both:
            raw.settings |= _bounds(question, both.scoring, shared)
            raw.lists["options"] = RawList(_NOWHERE, truths(both))
        case FillIn() as fill:
            raw.settings |= _bounds(question, fill.scoring, shared)
            raw.settings |= _rule_setting(fill.scoring, shared)
            if any_options(fill):
                raw.settings |= _shuffle_setting(has_shuffle(fill), shared)
            raw.gaps = gaps(fill, has_shuffle(fill))
        case Written() as written:
            raw.settings |= _words({"space": _space(written.space)})
            _rubric(raw, written.rubric)
        case Matching() as matching:
            raw.settings |= _bounds(question, matching.scoring, shared)
            raw.settings |= _rule_setting(matching.scoring, shared)
            unbuild_matching(raw, matching)
        case Ordering() as ordering:
            unbuild_ordering(raw, ordering)
        case Matrix() as matrix:
            raw.settings |= _bounds(question, matrix.scoring, shared)
            raw.settings |= _rule_setting(matrix.scoring, shared)
            unbuild_matrix(raw, matrix)
        case Upload() as upload:
            raw.settings |= _words(upload_settings(upload))
            raw.types = _list(upload.types)
            _rubric(raw, upload.rubric)
        case Program() as program:
            raw.settings |= _words({"language": program.language, "space": _space(program.space)})
            raw.start = _word(program.start) if program.start else None
            _rubric(raw, program.rubric)
        case _:
            assert_never(question.answer)


def _choice_settings(question: ChoiceQuestion, shared: _Shared) -> dict[str, Word]:
    choice = question.answer
    rule = _rule_setting(choice.scoring, shared) if choice.many else {}
    bounds = _bounds(question, choice.scoring, shared)
    return bounds | rule | _shuffle_setting(choice.shuffle, shared)


def _bounds(question: Question, scoring: Scoring, shared: _Shared) -> dict[str, Word]:
    """The bounds of a mark that are neither shared nor the default."""
    floor, cap = _bound(scoring.floor), _bound(scoring.cap)
    settings: dict[str, str] = {}
    if shared.floor is None and floor != "0":
        settings["floor"] = floor
    if shared.cap is None and cap != exact(question.points):
        settings["cap"] = cap
    return _words(settings)


def _rule_setting(scoring: Scoring, shared: _Shared) -> dict[str, Word]:
    rule = scoring.rule.value
    own = (shared.rule or "sum") if scoring.rule is not Rule.KPRIM else ""
    return {} if rule == own else _words({"rule": rule})


def _shuffle_setting(shuffle: bool, shared: _Shared) -> dict[str, Word]:
    """Whether options change their order, where that is not shared."""
    return (
        {} if shuffle == shared.options else _words({"shuffle": "options" if shuffle else "none"})
    )


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
