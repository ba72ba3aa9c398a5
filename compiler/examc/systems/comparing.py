"""Holds the marks that a question means against those of a system, and tells how far they are apart.

Schemes that are equal by structure give the same marks, at once. Of others every response is marked
twice. Where there are too many responses, a sample is compared; the worst response of all is then
sought by the structure of the question, since a random sample would hardly ever contain it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from examc.core import schemes
from examc.core.answers import Choice
from examc.core.enumeration import cover, possible, responses
from examc.core.model import Question
from examc.core.numbers import is_decimal, rounded, show
from examc.core.responses import Response, order, picked, words
from examc.core.schemes import ROUNDING, Scheme
from examc.systems.trying import Marks, seek

Answer: TypeAlias = tuple[Response | None, Fraction | None]
"""A response, and what it is worth; None where a system gives another mark."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A response whose mark differs; `awarded` is None where students cannot give the response."""

    response: Response | None
    meant: Fraction
    awarded: Fraction | None

    @property
    def size(self) -> Fraction:
        """How many points it is off."""
        return abs(self.meant - (self.awarded if self.awarded is not None else Fraction(0)))

    def words(self) -> str:
        """`a student who chooses A and C gets 1 instead of 0.5`."""
        who = words(self.response)
        if self.awarded is None:
            return f"{who} cannot do so any more; it is worth {points_words(self.meant)}"
        return f"{who} gets {points_words(self.awarded)} instead of {points_words(self.meant)}"


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it: responses with another mark, of those `tried`, of all `possible`."""

    deviations: tuple[Deviation, ...] = ()
    tried: int = 0
    possible: int = 0
    question: Question | None = field(default=None, compare=False, repr=False)

    def answers(self) -> Iterator[Answer]:
        """Yield the responses that can be given, each with its mark where it is the one meant.

        Where all marks are the same, those that stand for all: one option more or less, at the ends.
        """
        if self.question is None:
            return
        off = {d.response: d.awarded for d in self.deviations}
        asked = schemes.meant(self.question)
        for response in cover(self.question) if not off else responses(self.question):
            if response not in off:
                yield response, schemes.award(asked, response)
            elif off[response] is not None:
                yield response, None

    def only(self, some: Collection[Response | None]) -> "Compared":
        """The same with none but some of the deviations; with all where it is none of these."""
        found = tuple([d for d in self.deviations if d.response in some])
        return replace(self, deviations=found) if found else self

    @property
    def sampled(self) -> bool:
        """Whether there are responses that were not compared."""
        return self.tried < self.possible

    @property
    def worst(self) -> Deviation | None:
        """The response that is farthest off."""
        return max(self.deviations, key=lambda d: (d.size, -len(picked(d.response))), default=None)

    def words(self) -> str:
        """The worst response, and how many others differ; "" where none does."""
        worst = self.worst
        if worst is None:
            return ""
        rest = len(self.deviations) - 1
        if rest:
            verb = "differs" if rest == 1 else "differ"
            return f"{worst.words()}, and {rest} more of {self.counted()} {verb}"
        return worst.words() + (f" (of {self.counted()})" if self.sampled else "")

    def counted(self) -> str:
        """`16 responses`, or `a sample of 1500 of the 16384 responses`."""
        if self.sampled:
            return f"a sample of {self.tried} of the {self.possible} responses"
        return f"{self.tried} responses"


def compare(question: Question, given: Scheme) -> Compared:
    """Hold the marks that a question means against those of a scheme of as many options."""
    asked = schemes.meant(question)
    if schemes.same(asked, given):
        count = possible(question)
        return Compared((), count, count, question)
    marks = _tried(question, asked, given)
    tried = len(marks.both)
    count = possible(question) if isinstance(question.answer, Choice) else tried
    return Compared(tuple(_deviations(marks)), tried, count, question)


def deviations(question: Question, one: Scheme, other: Scheme) -> list[Deviation]:
    """The responses to a question that two schemes give other marks."""
    return [] if schemes.same(one, other) else _deviations(_tried(question, one, other))


def differs(question: Question, one: Scheme, other: Scheme) -> bool:
    """Whether two schemes for a question give another mark for some response."""
    return bool(deviations(question, one, other))


def _tried(question: Question, one: Scheme, other: Scheme) -> Marks:
    """Both marks of every response, or of a sample and the worst ones.

    Of what can be typed, and of several parts, there are no more than those that stand for all.
    """
    marks = Marks(one, other)
    for response in responses(question):
        marks.off(response)
    if isinstance(question.answer, Choice) and len(marks.both) < possible(question):
        seek(question, marks)
    return marks


def _deviations(marks: Marks) -> list[Deviation]:
    """The responses whose marks differ by more than rounding, in points, the shortest first."""
    unit, most = Fraction(marks.unit, 1), ROUNDING * marks.unit
    found: list[Deviation] = []
    for response, (meant, awarded) in marks.both.items():
        if awarded is None:
            found.append(Deviation(response, meant / unit, None))
        elif meant != awarded and not -most <= meant - awarded <= most:
            found.append(Deviation(response, meant / unit, awarded / unit))
    return sorted(found, key=lambda deviation: order(deviation.response))


# -- words ----------------------------------------------------------------------------------------


def points_words(value: Fraction) -> str:
    """A number of points as people read it."""
    return show(value) if is_decimal(value) else rounded(value, 4)
