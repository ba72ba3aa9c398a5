"""Boxes, drop-downs and gaps of other systems → numbers, texts and choices that earn the same marks."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import (
    UNBOUNDED,
    Choice,
    FillIn,
    Gap,
    Key,
    Numeric,
    Option,
    Scoring,
    ShortAnswer,
)
from examc.core.content import Blocks, Paragraph, Text, plain
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.records import Mutable
from examc.core.responses import Chosen, Response, choose, typed
from examc.core.schemeforms import LANGUAGE, NumberKey, TextKey
from examc.core.schemes import fits
from examc.core.typedtexts import cases
from examc.files.xmltree import Element
from examc.formats.foreign.quoting import line
from examc.formats.qti21.readbody import Body
from examc.formats.qti21.readcandidates import Candidate, Unheld
from examc.formats.qti21.readkeys import candidates
from examc.formats.qti21.readprocessing import sheltered
from examc.formats.qti21.readweights import Choices, Weighed
from examc.systems.player.engine import Declaration, Item

_NUMBERS = ("float", "integer")


class Box(Mutable):
    """A box on its way to a key: what the rules hold its answer against."""

    declared: Declaration
    found: list[Candidate]
    ends: frozenset[Fraction] = frozenset()

    @property
    def tried(self) -> tuple[Response, ...]:
        """What to type to see what each candidate earns."""
        return tuple(own for one in self.found if (own := typed(one.probe)))

    @property
    def right(self) -> Response | None:
        """What to type for the right answer, if the item shows one."""
        correct = self.declared.correct
        for one in self.found:
            text = correct if isinstance(correct, str) else one.probe
            is_right = isinstance(correct, str) or _holds(one, correct)
            if is_right and fits(one.key, text, LANGUAGE):
                return typed(one.probe or text)
        return None

    def key(self, weights: Sequence[Fraction], scoring: Scoring, unit: str = "") -> Key:
        """The key in which the candidates that earn something stand in their order."""
        worth: list[tuple[Candidate, Fraction]] = []
        given = iter(weights)
        for one in self.found:
            if one.probe:
                worth.append((one, next(given)))
        kept = [pair for place, pair in enumerate(worth) if pair[1] or _shadows(worth, place)]
        if self.declared.base_type in _NUMBERS:
            return Numeric(accepted=tuple(_numbers(kept)), unit=unit, scoring=scoring)
        case = any(isinstance(one.key, TextKey) and one.key.exact for one, _ in kept)
        return ShortAnswer(accepted=tuple(_texts(kept, case)), case=case, scoring=scoring)


def _holds(one: Candidate, value: object) -> bool:
    key = one.key
    return (
        isinstance(value, Fraction) and isinstance(key, NumberKey) and key.low <= value <= key.high
    )


def _shadows(worth: list[tuple[Candidate, Fraction]], place: int) -> bool:
    """Whether what earns nothing keeps a later answer from earning something."""
    one, _ = worth[place]
    later = worth[place + 1 :]
    return any(points and _overlap(one, other) for other, points in later)


def _overlap(one: Candidate, other: Candidate) -> bool:
    match one.key, other.key:
        case NumberKey(low, high), NumberKey(its_low, its_high):
            return low <= its_high and its_low <= high
        case _:
            return fits(other.key, one.probe, LANGUAGE)


def box(declared: Declaration, item: Item) -> Box:
    """What the rules hold a response against; raises Unheld and NotUnderstood."""
    found = sheltered(candidates, item.processing, declared)
    if found and all(isinstance(one.key, NumberKey) for one in found):
        as_number(declared)
    of_number = declared.base_type in _NUMBERS
    kind = NumberKey if of_number else TextKey
    found = [one for one in found if isinstance(one.key, kind)]
    ends = frozenset(end for one in found for end in one.open)
    return Box(declared, found, ends)


def as_number(declared: Declaration) -> None:
    """Take a response for a number whose text is compared with numbers alone, as R/exams writes it."""
    if declared.base_type == "string":
        declared.base_type = "float"
        correct = declared.correct
        declared.correct = numbers.parse_answer(correct) if isinstance(correct, str) else None


def _numbers(kept: list[tuple[Candidate, Fraction]]) -> Iterator[AcceptedNumber]:
    for one, points in kept:
        if isinstance(one.key, NumberKey):
            yield AcceptedNumber(
                points=points,
                low=one.key.low,
                high=one.key.high,
                value=one.value,
                written=one.written,
            )


def _texts(kept: list[tuple[Candidate, Fraction]], case: bool) -> Iterator[AcceptedText]:
    for one, points in kept:
        if isinstance(one.key, TextKey):
            key = _exact(one.key) if case and not one.key.exact else one.key
            yield AcceptedText(points=points, text=key.text, match=key.match)


def _exact(key: TextKey) -> TextKey:
    """A text in any letter case as a pattern, beside others whose case counts."""
    if all(len(cases(sign)) == 1 for sign in key.text) and key.match is not Match.PATTERN:
        return key
    if key.match is Match.PATTERN:
        raise Unheld("letter case counts in one accepted answer, and not in another")
    body = "".join(map(_any_case, key.text))
    text = f".*{body}.*" if key.match is Match.CONTAINS else body
    return TextKey(text, Match.PATTERN, True, key.mark)


def _any_case(sign: str) -> str:
    found = cases(sign)
    if len(found) > 1:
        return f"[{''.join(found)}]"
    return sign if sign.isalnum() or sign == " " else f"\\{sign}"


# -- drop-downs and gaps --------------------------------------------------------------------------


class Menu(Mutable):
    """A drop-down, or a gap for words: its options with their texts, and the place of the right one."""

    elements: tuple[Element, ...]
    texts: tuple[Blocks, ...]
    correct: int | None
    shuffle: bool = False

    @property
    def tried(self) -> tuple[Response, ...]:
        """Every option, chosen alone."""
        return tuple(Chosen(frozenset({place})) for place in range(len(self.elements)))

    @property
    def right(self) -> Response | None:
        """The right option, if the item names one."""
        return None if self.correct is None else choose((self.correct,))

    def key(self, weights: Sequence[Fraction], body: Body) -> Key:
        """The options with what each of them earns."""
        listed = frozenset() if self.correct is None else frozenset({self.correct})
        earning = frozenset(place for place, points in enumerate(weights) if points > 0)
        right = earning or listed
        options = tuple(
            Option(
                text=text,
                points=points,
                correct=place in right,
                fixed=element.get("fixed", "") in ("true", "1"),
                span=body.document.span(element),
            )
            for place, (element, text, points) in enumerate(
                zip(self.elements, self.texts, weights, strict=True)
            )
        )
        return Choice(options=options, many=False, scoring=UNBOUNDED, shuffle=self.shuffle)


def one_line(body: Body, element: Element, where: str) -> Blocks:
    """The text of something that is to be one line of running text."""
    text = body.read(element, where)
    match text:
        case (Paragraph(),):
            return text
        case _:
            words = line(plain(text))
            if not words:
                raise Unheld("one of its choices has no text")
            if len(text) > 1:
                message = "text of several lines is made one line"
                body.tell("R557", message, element, where, "write it shorter")
            return (Paragraph((Text(words),)),)


Part = Box | Menu


def choices(parts: Sequence[Part]) -> Choices:
    """What is tried of some boxes and drop-downs."""
    return Choices(tuple(part.tried for part in parts), tuple(part.right for part in parts))


def filled_in(parts: Sequence[Part], ids: Sequence[str], way: Weighed, body: Body) -> FillIn:
    """The gaps as one way to mark them says; raises Unheld."""
    gaps = []
    for part, own, weights in zip(parts, ids, way.weights, strict=True):
        key = part.key(weights, UNBOUNDED) if isinstance(part, Box) else part.key(weights, body)
        if not isinstance(key, Choice) and not key.accepted:
            raise Unheld("nothing says what is right in one of its gaps")
        gaps.append(Gap(id=own, key=key))
    return FillIn(gaps=tuple(gaps), scoring=way.scoring)
