"""Questions of text2qti → questions of an exam, marked as Canvas marks what text2qti makes of them."""

from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.answers import (
    Answer,
    Choice,
    Numeric,
    Option,
    Scoring,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.content import is_empty
from examc.core.keys import AcceptedNumber, AcceptedText
from examc.core.limits import LARGEST_POINTS, LONGEST_ANSWER
from examc.core.model import Feedback, Question
from examc.core.records import Record, replace
from examc.core.schemes import ZERO
from examc.core.typednumbers import LARGEST, Interval, spelling
from examc.core.typedtexts import cleaned
from examc.formats.foreign.quoting import line, quoted
from examc.formats.text2qti.drafts import RESPONSES, Asked
from examc.formats.text2qti.elements import Element
from examc.formats.text2qti.texts import Texts
from examc.systems.canvas import marks

_TRUTHS = {"true": True, "True": True, "false": False, "False": False}
_DIGITS = lazyre.compile(r"(?<=[0-9])_(?=[0-9])")


class NoQuestion(Exception):
    """Why a question has no place in an exam, and the element that is at fault."""

    def __init__(self, message: str, at: Element, help: str = "") -> None:
        super().__init__(message)
        self.at = at
        self.help = help


class Reading(Record, frozen=True):
    """How questions are read: texts, what options do, and whether feedback is the model answer."""

    texts: Texts
    shuffle: bool = False
    feedback_solves: bool = False

    def question(self, asked: Asked, own: str, points: Fraction, where: str) -> Question:
        """A question that is worth so many points; raises NoQuestion."""
        if asked.flaw is not None:
            raise NoQuestion(*asked.flaw)
        prompt = self.texts.read(asked.element, where)
        if is_empty(prompt):
            raise NoQuestion("it has no text", asked.element, "write it behind the number")
        said = {kind: self.texts.read(element, where) for kind, element in asked.said.items()}
        general = said.get("feedback", ())
        solution = said.get("solution", ()) or (general if self.feedback_solves else ())
        return Question(
            id=own,
            points=points,
            prompt=prompt,
            answer=self._answer(asked, points, where),
            title=line(asked.title.text) if asked.title else "",
            feedback=Feedback(general, said.get("correct", ()), said.get("incorrect", ())),
            solution=solution,
            span=asked.span,
        )

    def _answer(self, asked: Asked, points: Fraction, where: str) -> Answer:
        if not asked.choices:
            help_line = "write options as a) and *b), or another answer, below it"
            raise NoQuestion("it has no answer", asked.element, help_line)
        match RESPONSES[asked.choices[0].element.kind]:
            case "open":
                return Written()
            case "upload":
                return Upload()
            case "numeric":
                return _numeric(asked, points)
            case "short answer":
                return _short_answer(asked, points)
            case kind:
                return self._choice(asked, points, where, many=kind == "multiple response")

    def _choice(
        self, asked: Asked, points: Fraction, where: str, *, many: bool
    ) -> Choice | TrueFalse:
        found = asked.choices
        right = frozenset(
            place for place, one in enumerate(found) if one.element.kind in ("right", "also right")
        )
        if len(found) < 2:
            raise NoQuestion("it has fewer than two options", asked.element, "add one")
        if not right:
            raise NoQuestion("none of its options is right", asked.element, "put a star before it")
        if len(right) > 1 and not many:
            help_line = "write [*] and [ ] before options of which several are right"
            raise NoQuestion("several of its options are right", asked.element, help_line)
        empty = next((one.element for one in found if not one.element.text), None)
        if empty is not None:
            raise NoQuestion("one of its options has no text", empty, "write it behind the letter")
        weights = marks.weights(len(found), right, points, one=not many)
        options = tuple(
            Option(
                text=self.texts.read(one.element, f"{where} › option {place + 1}"),
                points=weights[place],
                correct=place in right,
                feedback=self.texts.read(one.feedback, f"{where} › option {place + 1}"),
                span=one.element.span,
            )
            for place, one in enumerate(found)
        )
        scoring = Scoring(cap=points)
        words = [_TRUTHS.get(one.element.text) for one in found]
        if not many and len(words) == 2 and set(words) == {True, False}:
            true, false = options if words[0] else options[::-1]
            return TrueFalse(
                true=replace(true, text=()), false=replace(false, text=()), scoring=scoring
            )
        return Choice(options=options, many=many, scoring=scoring, shuffle=self.shuffle)


def points_of(element: Element | None) -> Fraction:
    """The points that a question states, 1 where it states none; raises NoQuestion."""
    if element is None:
        return Fraction(1)
    points = numbers.parse_float(element.text)
    if points is None or not 0 < points <= LARGEST_POINTS:
        message = f"its points are {quoted(element.text)}"
        raise NoQuestion(message, element, "write a number such as 2 or 0.5")
    return points


def _short_answer(asked: Asked, points: Fraction) -> ShortAnswer:
    """A text to type; Canvas passes over letter case."""
    accepted: dict[str, AcceptedText] = {}
    for one in asked.choices:
        text = cleaned(one.element.text)
        if not text or len(text) > LONGEST_ANSWER:
            message = "an accepted text is empty" if not text else "an accepted text is too long"
            raise NoQuestion(message, one.element, "write the text behind the star")
        made = AcceptedText(points=points, text=text, span=one.element.span)
        accepted.setdefault(text.lower(), made)
    return ShortAnswer(accepted=tuple(accepted.values()), scoring=Scoring(cap=points))


def _numeric(asked: Asked, points: Fraction) -> Numeric:
    element = asked.choices[0].element
    found = _interval(element.text)
    if found is None or max(abs(found.low), abs(found.high)) > LARGEST:
        message = f"the accepted number {quoted(element.text)} is none"
        help_line = "write = 42, = 3.14 +- 0.01, or = [3, 4]"
        raise NoQuestion(message, element, help_line)
    written = spelling(found.low, found.high, found.value)
    accepted = AcceptedNumber(
        points=points,
        low=found.low,
        high=found.high,
        value=found.value,
        written=written,
        span=element.span,
    )
    return Numeric(accepted=(accepted,), scoring=Scoring(cap=points))


def _interval(text: str) -> Interval | None:
    """The numbers that are accepted: a range, a number with a margin, or a number."""
    if text.startswith("[") and text.endswith("]"):
        ends = [_number(end) for end in text[1:-1].split(",")]
        if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] > ends[1]:
            return None
        return Interval(ends[0], ends[1], (ends[0] + ends[1]) / 2)
    stated, sign, margin = text.partition("+-")
    value = _number(stated)
    half: Fraction | None = ZERO
    if sign:
        size = margin.strip()
        half = _number(size.removesuffix("%"))
        if half is not None and value is not None and size.endswith("%"):
            half = abs(value) * half / 100
    if value is None or half is None or half < 0:
        return None
    return Interval(value - half, value + half, value)


def _number(text: str) -> Fraction | None:
    return numbers.parse_answer(_DIGITS.sub("", text.strip()))
