"""Moodle's embedded answers: what the codes in a text say of answers, shares and feedback.

The fractions of a part are not held against the grid. Instead those above 0 of a MULTIRESPONSE are
divided by their sum, and any other part needs one of 100 % (read in multianswer/questiontype.php).
In a MULTIRESPONSE without percentages a wrong box takes as much as a right one gives.
"""

import re
from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from itertools import count
from typing import assert_never

from examc.core import lazyre
from examc.core.records import Record, replace
from examc.core.responses import Response, Typed, picked
from examc.core.schemes import ZERO, One, Parts, Scheme, Sum
from examc.systems.moodle import typed
from examc.systems.moodle.typed import NumberAnswer, TextAnswer
from examc.systems.reading import NotUnderstood, number


class Kind(Enum):
    """What a part asks for."""

    NUMBER = "number"
    TEXT = "text"
    EXACT_TEXT = "text whose letter case counts"
    DROP_DOWN = "drop-down"
    BUTTONS = "radio buttons below each other"
    ROW = "radio buttons in a row"
    BOXES = "check boxes"


_WORDS = {
    Kind.NUMBER: ("NUMERICAL", "NM"),
    Kind.TEXT: ("SHORTANSWER", "SA", "MW"),
    Kind.EXACT_TEXT: ("SHORTANSWER_C", "SAC", "MWC"),
    Kind.DROP_DOWN: ("MULTICHOICE", "MC", "MULTICHOICE_S", "MCS"),
    Kind.BUTTONS: ("MULTICHOICE_V", "MCV", "MULTICHOICE_VS", "MCVS"),
    Kind.ROW: ("MULTICHOICE_H", "MCH", "MULTICHOICE_HS", "MCHS"),
    Kind.BOXES: (
        *("MULTIRESPONSE", "MR", "MULTIRESPONSE_S", "MRS"),
        *("MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_HS", "MRHS"),
    ),
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}
_START = lazyre.compile(r"\{([0-9]*):(" + "|".join(sorted(_KINDS, key=len, reverse=True)) + "):")
_FRACTION = lazyre.compile(r"(?:(=)|%(-?[0-9]+(?:[.,][0-9]*)?)%)?")
_ANSWER = lazyre.compile(r".+?(?<!\\)(?<!&)(?<!&amp;)(?=[~#}])", re.DOTALL)
_NOTE = lazyre.compile(r".*?(?<!\\)(?=[~}])", re.DOTALL)
_MOST_BROKEN = 20  # codes of one text that do not end; each is sought to the end of the text
_DECIMAL = r"-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?"
_NUMBER = lazyre.compile(f"({_DECIMAL})(?::({_DECIMAL}))?")


class Answer(Record, frozen=True):
    """An answer of a part: its share of the part's points, its text, and the feedback on it.

    The text of an option is HTML, as all feedback is; that of a number or a text is as it stands.
    """

    share: Fraction
    text: str
    note: str


class Part(Record, frozen=True):
    """An embedded answer; `points` are its weight, a whole number; `shuffle` is for its options."""

    kind: Kind
    points: Fraction
    answers: tuple[Answer, ...]
    shuffle: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether its answers are options to choose from."""
        return self.kind in (Kind.DROP_DOWN, Kind.BUTTONS, Kind.ROW, Kind.BOXES)

    @property
    def is_question(self) -> bool:
        """Whether it looks as a question with options does, its boxes below each other."""
        return self.kind in (Kind.BUTTONS, Kind.BOXES)

    @property
    def labels(self) -> tuple[str, ...]:
        """The texts of its options."""
        return tuple(answer.text for answer in self.answers) if self.is_choice else ()


class Text(Record, frozen=True):
    """A text with embedded answers; `pieces` is the HTML round them, one more than there are parts."""

    parts: tuple[Part, ...]
    pieces: tuple[str, ...]

    @property
    def around(self) -> str:
        """The text without the codes."""
        return "".join(self.pieces)

    @property
    def page(self) -> str:
        """The text as filters see it, where a mark stands for each part (multianswer/renderer.php)."""
        marks = (f'<span class="nolink">qtypemultianswer{n}marker</span>' for n in count(1))
        rest = self.pieces[1:]
        return self.pieces[0] + "".join(
            f"{mark}{piece}" for mark, piece in zip(marks, rest, strict=False)
        )


def read(text: str) -> Text:
    """A text with one embedded answer at least; raises NotUnderstood."""
    parts, pieces, end = list[Part](), list[str](), 0
    for start, after, part in _parts(text):
        parts.append(part)
        pieces.append(text[end:start])
        end = after
    if not parts:
        raise NotUnderstood("embedded answers are not recognised")
    return Text(tuple(parts), (*pieces, text[end:]))


def _parts(text: str) -> Iterator[tuple[int, int, Part]]:
    """Yield where each code begins and ends, and what it says."""
    end = broken = 0
    for start in _START.finditer(text):
        if start.start() < end:
            continue
        found = _answers(text, start.end(), _KINDS[start[2]])
        if found is None:
            broken += 1
            if broken > _MOST_BROKEN:
                raise NotUnderstood("its embedded answers never end")
            continue
        answers, end = found
        part = _part(_KINDS[start[2]], number(start[1] or "1"), answers)
        yield start.start(), end, replace(part, shuffle=start[2].endswith("S"))


def _answers(text: str, at: int, kind: Kind) -> tuple[list[Answer], int] | None:
    """The answers from a place on, and where the code ends; None where it does not."""
    answers, is_plain = list[Answer](), True
    at += text.startswith("~", at)  # before the first one as well
    while True:
        fraction = _FRACTION.match(text, at)
        assert fraction is not None
        body = _ANSWER.match(text, fraction.end())
        if body is None:
            return None
        at, note = body.end(), ""
        if text[at] == "#":
            feedback = _NOTE.match(text, at + 1)
            if feedback is None:
                return None
            at, note = feedback.end(), _decoded(feedback[0]).replace("\\#", "#")
        share = Fraction(1) if fraction[1] else _share(fraction[2])
        is_plain = is_plain and fraction[2] is None
        own = body[0] if kind is Kind.NUMBER else _decoded(body[0]).replace("\\#", "#")
        answers.append(Answer(share, own, note))
        if text[at] == "}":
            return _costing(answers) if is_plain and kind is Kind.BOXES else answers, at + 1
        at += 1


def _costing(answers: list[Answer]) -> list[Answer]:
    """Boxes without percentages: a wrong one takes as much as a right one gives."""
    right = sum(answer.share > 0 for answer in answers)
    return [a if a.share or not right else replace(a, share=Fraction(-1, right)) for a in answers]


def _share(percentage: str | None) -> Fraction:
    return number(percentage.replace(",", ".")) / 100 if percentage else ZERO


def _part(kind: Kind, points: Fraction, answers: list[Answer]) -> Part:
    if kind is Kind.BOXES:
        positive = sum((a.share for a in answers if a.share > 0), ZERO)
        if not positive:
            raise NotUnderstood("an embedded answer needs an option above 0 %")
        answers = [replace(a, share=a.share / positive) if a.share > 0 else a for a in answers]
    elif all(answer.share != 1 for answer in answers):
        raise NotUnderstood("an embedded answer needs one of 100 %")
    part = Part(kind, points, tuple(answers))
    if part.is_choice and sum(bool(answer.text.strip()) for answer in answers) < 2:
        raise NotUnderstood("an embedded answer needs two options")
    if kind is Kind.NUMBER:
        numbers_of(part, comma=False)
    return part


def numbers_of(part: Part, *, comma: bool) -> list[NumberAnswer]:
    """The accepted numbers of a part, as they are read where the comma is the decimal sign or not."""
    return [_number(answer, comma) for answer in part.answers]


def _number(answer: Answer, comma: bool) -> NumberAnswer:
    if answer.text == "*":
        return NumberAnswer(None, ZERO, answer.share)
    found = _NUMBER.fullmatch(answer.text)
    if found is None:
        raise NotUnderstood(f"{answer.text!r} is no accepted number")
    value, tolerance = (typed.number(text or "0", comma) for text in found.groups())
    if value is None or tolerance is None:
        raise NotUnderstood(f"{answer.text!r} is no accepted number")
    return NumberAnswer(value, tolerance, answer.share)


def scheme(part: Part, *, comma: bool) -> Scheme:
    """How a part is marked; a text or an option may cost marks, a number never does."""
    match part.kind:
        case Kind.NUMBER:
            return typed.of_numbers(numbers_of(part, comma=comma), part.points, comma=comma)
        case Kind.TEXT | Kind.EXACT_TEXT:
            answers = [TextAnswer(answer.text, answer.share) for answer in part.answers]
            return typed.of_texts(answers, part.points, exact=part.kind is Kind.EXACT_TEXT)
        case Kind.DROP_DOWN | Kind.BUTTONS | Kind.ROW:
            return One(tuple(answer.share * part.points for answer in part.answers))
        case Kind.BOXES:
            weights = tuple(answer.share * part.points for answer in part.answers)
            return Sum(weights, ZERO, part.points)
        case _:
            assert_never(part.kind)


def answered(part: Part, response: Response | None, *, comma: bool) -> tuple[int, ...]:
    """The places of the answers of a part that a response is, and whose feedback is shown."""
    if part.is_choice or not isinstance(response, Typed):
        return tuple(sorted(picked(response)))
    if part.kind is Kind.NUMBER:
        asked = numbers_of(part, comma=comma)
        place, _ = typed.near(asked, response.text, comma=comma, units=typed.Units())
    else:
        texts = [TextAnswer(answer.text, answer.share) for answer in part.answers]
        exact = part.kind is Kind.EXACT_TEXT
        place = typed.fitting(texts, response.text, exact=exact)
    return () if place is None else (place,)


def together(parts: tuple[Part, ...], *, comma: bool, alone: bool = False) -> Scheme:
    """How a text is marked: the sum of its parts, without a floor.

    One part `alone` is taken for the question itself, and not for its only gap.
    """
    schemes = tuple(scheme(part, comma=comma) for part in parts)
    if len(parts) == 1 and (alone or parts[0].is_question):
        return schemes[0]
    full = tuple(part.points for part in parts)
    return Parts(schemes, full, sum(full, ZERO))


def _decoded(text: str) -> str:
    """A text of a part: Moodle resolves entities once, and then takes away some backslashes."""
    from html import unescape  # its table of names is long, and a build has no need of it

    return unescape(text).replace("\\}", "}")
