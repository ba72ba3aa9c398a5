"""Sorts the feedback of an item that has no options: on its lines, or on the whole question."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import islice

from examc.core.answers import Numeric, ShortAnswer, answer_parts, part_noun
from examc.core.enumeration import responses
from examc.core.meaning import typing_keys
from examc.core.model import Question
from examc.core.records import replace
from examc.core.responses import Filled, Response, Typed
from examc.core.schemeforms import LANGUAGE
from examc.core.schemes import fits, near
from examc.core.typedtexts import cleaned
from examc.formats.qti21 import readfeedback, readlines
from examc.formats.qti21.readbody import Body, Shown
from examc.formats.qti21.readfeedback import Kind, Sorted, is_visible
from examc.formats.qti21.readtrial import Trial
from examc.systems.player.engine import Value
from examc.systems.reading import NotUnderstood

MOST_TRIED = 200
"""Responses by which it is told when a feedback is shown."""


def ours(body: Body, question: Question, found: list[Shown], where: str) -> tuple[Question, Sorted]:
    """Our own feedback, by its identifiers."""
    nouns = [part_noun(part) for part in answer_parts(question.answer)]
    sorted_out = readfeedback.of_lines(body, found, nouns, where)
    answer = readlines.with_feedback(question.answer, sorted_out.options)
    return replace(question, answer=answer), sorted_out


def foreign(
    body: Body, question: Question, found: list[Shown], trial: Trial, where: str
) -> tuple[Question, Sorted]:
    """Feedback of another system, by the responses that it is shown for."""
    result = Sorted()
    if not found:
        return question, result
    tried = list(islice(filter(_is_plain, responses(question)), MOST_TRIED))
    outcomes: dict[Response | None, dict[str, Value]] = {}
    with suppress(NotUnderstood):  # then only its name can say what it is for
        outcomes = trial.outcomes(sorted({one.outcome for one in found}), tried)
    for one in found:
        visible = {response: is_visible(one, values) for response, values in outcomes.items()}
        kind = Kind.SOLUTION if readfeedback.is_solution(one) else _kind(question, visible, trial)
        shown = dict(enumerate(visible.values(), 1))
        readfeedback.put(body, one, kind, shown, where, result)
    answer = readlines.with_feedback(question.answer, result.options)
    return replace(question, answer=answer), result


def _is_plain(response: Response | None) -> bool:
    """Whether something is answered that items and questions read alike: without blanks round it."""
    match response:
        case None:
            return False
        case Typed(text):
            return cleaned(text) == text
        case Filled(parts):
            return all(part is None or _is_plain(part) for part in parts)
        case _:
            return True


def _kind(
    question: Question, visible: Mapping[Response | None, bool], trial: Trial
) -> Kind | frozenset[int] | None:
    """Whose feedback it is; None where it is shown never, or as nothing of ours is."""
    seen = {response for response, is_shown in visible.items() if is_shown}
    if not seen:
        return None
    if len(seen) == len(visible):
        return Kind.GENERAL
    line = _line(question, seen, visible)
    if line is not None:
        return line
    best = {r for r in visible if near(trial.earns(r), question.points)}
    if seen == best:
        return Kind.CORRECT
    return Kind.INCORRECT if seen == set(visible) - best else None


def _line(
    question: Question, seen: set[Response | None], visible: Mapping[Response | None, bool]
) -> frozenset[int] | None:
    """The accepted answer whose responses a feedback is shown for, of several."""
    answer = question.answer
    if not isinstance(answer, Numeric | ShortAnswer) or len(answer.accepted) < 2:
        return None
    keys = typing_keys(answer)
    first: dict[Response | None, int | None] = {}
    for response in visible:
        text = response.text if isinstance(response, Typed) else ""
        first[response] = next(
            (place for place, key in enumerate(keys) if fits(key, text, LANGUAGE)), None
        )
    for place in range(len(keys)):
        if seen and seen == {response for response, own in first.items() if own == place}:
            return frozenset({place})
    return None
