"""Settings that questions share, and what is left to say of each: bounds, rule, shuffling."""

from collections.abc import Callable, Iterable
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
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    Question,
    questions,
)
from examc.core.records import Record
from examc.formats.exam import rawwords
from examc.formats.exam.raw import Word
from examc.formats.exam.unbuildkeys import (
    any_options,
    has_shuffle,
)
from examc.formats.exam.wording import exact

_Node = TypeVar("_Node")
_Value = TypeVar("_Value")


class Shared(Record, frozen=True):
    """What all choice questions have in common; None where they differ, or say the default."""

    floor: str | None
    cap: str | None
    rule: str | None
    options: bool
    questions: bool


def shared_settings(exam: Exam) -> Shared:
    """What the questions of an exam share, to be said once."""
    scored = [(one, own) for one in questions(exam) if (own := scoring_of(one.answer)) is not None]
    bounds = [own for _, own in scored]
    floor = _common(bounds, lambda own: _bound(own.floor))
    cap = _common(bounds, lambda own: _bound(own.cap))
    rule = _common(
        [own for one, own in scored if _has_rule(one.answer)], lambda own: own.rule.value
    )
    bent = any(_bound(own.cap) != exact(one.points) for one, own in scored)
    shuffled = [way for one in questions(exam) if (way := _shuffled(one.answer)) is not None]
    return Shared(
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
        case TrueFalse() | Numeric() | ShortAnswer() | Matching() | Ordering() | Matrix():
            return None
        case Written() | Upload() | Program():
            return None
        case _:
            assert_never(answer)


def choice_settings(question: ChoiceQuestion, shared: Shared) -> dict[str, Word]:
    """The bounds, the rule and the shuffling of a choice, where they are not shared."""
    choice = question.answer
    rule = rule_setting(choice.scoring, shared) if choice.many else {}
    own = bounds(question, choice.scoring, shared) | rule
    return own | shuffle_setting(choice.shuffle, shared)


def bounds(question: Question, scoring: Scoring, shared: Shared) -> dict[str, Word]:
    """The bounds of a mark that are neither shared nor the default."""
    floor, cap = _bound(scoring.floor), _bound(scoring.cap)
    settings: dict[str, str] = {}
    if shared.floor is None and floor != "0":
        settings["floor"] = floor
    if shared.cap is None and cap != exact(question.points):
        settings["cap"] = cap
    return rawwords.words(settings)


def rule_setting(scoring: Scoring, shared: Shared) -> dict[str, Word]:
    """The rule, where it is not the shared one."""
    rule = scoring.rule.value
    own = (shared.rule or "sum") if scoring.rule is not Rule.KPRIM else ""
    return {} if rule == own else rawwords.words({"rule": rule})


def shuffle_setting(shuffle: bool, shared: Shared) -> dict[str, Word]:
    """Whether options change their order, where that is not shared."""
    return (
        {}
        if shuffle == shared.options
        else rawwords.words({"shuffle": "options" if shuffle else "none"})
    )


def _bound(value: Fraction | None) -> str:
    return "none" if value is None else exact(value)
