"""A question as it was read, held against how Moodle marks the file: where they differ is told."""

from typing import assert_never

from examc.core.answers import FillIn, Numeric, ShortAnswer
from examc.core.model import Question
from examc.core.responses import Awarded, Chosen, Filled, Ordered, Response, Typed
from examc.core.schemes import ZERO, Parts
from examc.core.typednumbers import typed as number
from examc.core.typedtexts import cleaned
from examc.formats.moodle.readone import One
from examc.formats.moodle.readxml import text_of
from examc.systems.comparing import compare
from examc.systems.moodle import cloze, kinds, reading
from examc.systems.reading import NotUnderstood
from examc.systems.view import Seen

_COMPARE = "compare the marks with Moodle's"


def check(one: One, question: Question) -> None:
    """Tell what Moodle marks otherwise than the question that was read from it.

    How it counts blanks, and that it takes units, is no matter of one question: it is told once of
    the file.
    """
    if one.ours or one.beside is not None or "R561" in one.codes or "R563" in one.codes:
        return
    seen = Seen(question.id, question.points)
    try:
        _see(one, question, seen)
    except NotUnderstood as problem:
        message = f"Moodle refuses this question: {problem}; it is read all the same"
        one.tell("R566", message, "correct it before it is used in Moodle again")
        return
    if seen.scheme is None:
        return
    compared = compare(question, seen.scheme)
    off = [d.response for d in compared.deviations if _is_plain(d.response)]
    if off:
        one.tell("R516", f"Moodle marks it otherwise: {compared.only(off).words()}", _COMPARE)
    span, otherwise = one.texts.document.span(one.entry.element), one.texts.otherwise
    if any(_has_other_blanks(d.response) for d in compared.deviations):
        otherwise.blanks.setdefault(one.where, span)
    if "R560" not in one.codes and any(_has_a_unit(d.response) for d in compared.deviations):
        otherwise.units.setdefault(one.where, span)


def _is_plain(response: Response | None) -> bool:
    """Whether what is typed is read by all alike: no other blanks, no unit, no comma in a number."""
    match response:
        case Typed(text):
            value = number(text)
            is_other = value is None and text[:1] in "+-.0123456789"
            is_huge = value is not None and abs(value) > reading.MOST
            return text == cleaned(text) and not is_other and not is_huge
        case Filled(parts):
            return all(map(_is_plain, parts))
        case Chosen() | Awarded() | Ordered() | None:
            return True
        case _:
            assert_never(response)


def _has_other_blanks(response: Response | None) -> bool:
    """Whether a text is typed with other blanks than one between words."""
    match response:
        case Typed(text):
            return text != cleaned(text) and number(text) is None
        case Filled(parts):
            return any(map(_has_other_blanks, parts))
        case Chosen() | Awarded() | Ordered() | None:
            return False
        case _:
            assert_never(response)


def _has_a_unit(response: Response | None) -> bool:
    """Whether a number is typed with something behind it."""
    match response:
        case Typed(text):
            return number(text) is None and number(text.split(" ")[0]) is not None
        case Filled(parts):
            return any(map(_has_a_unit, parts))
        case Chosen() | Awarded() | Ordered() | None:
            return False
        case _:
            assert_never(response)


def _see(one: One, question: Question, seen: Seen) -> None:
    """What the model of Moodle finds in the question."""
    element = one.entry.element
    match question.answer:
        case Numeric() if one.entry.kind == "numerical":
            kinds.numerical(element, seen, comma=False)
            if "R560" in one.codes:
                seen.scheme = None
        case ShortAnswer() if one.entry.kind == "shortanswer":
            kinds.short_answer(element, seen)
        case FillIn() if one.entry.kind == "cloze":
            parts = cloze.read(text_of(one.entry.first("questiontext"))).parts
            schemes = tuple(cloze.scheme(part, comma=False) for part in parts)
            full = tuple(part.points for part in parts)
            seen.scheme = Parts(schemes, full, sum(full, ZERO))
        case _:
            return  # of equal shares as there, or told where it was read
