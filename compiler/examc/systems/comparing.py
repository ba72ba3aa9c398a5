"""Holds the marks that a question means against those of a system, and tells how far they are apart.

Schemes that are equal by structure give the same marks, at once. Of others every response is marked
twice. Where there are too many responses, a sample is compared; the worst response of all is then
sought by the structure of the question, since a random sample would hardly ever contain it.
"""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import ClassVar, TypeAlias

from examc.core import schemes
from examc.core.answers import Choice
from examc.core.enumeration import cover, possible, responses
from examc.core.model import ChoiceQuestion, Question, narrowed
from examc.core.numbers import is_decimal, rounded, show
from examc.core.records import Meant, replace
from examc.core.responses import Response, order, picked, words
from examc.core.schemes import ROUNDING, ZERO, Scheme, near
from examc.core.trials import Trials, awarded, meant_marks, trials
from examc.systems.trying import Marks, seek

Answer: TypeAlias = tuple[Response | None, Fraction | None]
"""A response, and what it is worth; None where a system gives another mark."""


class Deviation(Meant, frozen=True):
    """A response whose mark differs; `awarded` is None where students cannot give the response."""

    APART: ClassVar[frozenset[str]] = frozenset({"place"})

    response: Response | None
    meant: Fraction
    awarded: Fraction | None
    place: int = -1
    """Where the response stands among those tried (`trials`); -1 for one that chooses options."""

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


class Compared(Meant, frozen=True):
    """What came of it: responses with another mark, of those `tried`, of all `possible`."""

    APART: ClassVar[frozenset[str]] = frozenset({"question"})

    deviations: tuple[Deviation, ...] = ()
    tried: int = 0
    possible: int = 0
    question: Question | None = None

    def answers(self) -> Iterator[Answer]:
        """Yield the responses that can be given, each with its mark where it is the one meant.

        Where all marks are the same, those that stand for all: one option more or less, at the ends.
        """
        if self.question is None:
            return
        if not isinstance(self.question.answer, Choice):
            yield from self._tried(self.question)
            return
        off = {d.response: d.awarded for d in self.deviations}
        asked = schemes.meant(self.question)
        for response in cover(self.question) if not off else responses(self.question):
            if response not in off:
                yield response, schemes.award(asked, response)
            elif off[response] is not None:
                yield response, None

    def _tried(self, question: Question) -> Iterator[Answer]:
        """Yield the same of responses that were all tried."""
        off = {d.place: d.awarded for d in self.deviations}
        tried = zip(trials(question).responses, meant_marks(question), strict=True)
        for place, (response, mark) in enumerate(tried):
            if place not in off:
                yield response, mark
            elif off[place] is not None:
                yield response, None

    def at(self, some: Collection[int]) -> "Compared":
        """The same with the deviations of these places among its own alone."""
        return replace(self, deviations=tuple([self.deviations[place] for place in sorted(some)]))

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
        sizes: dict[tuple[int, int], Fraction] = {}  # by identity: there are few different marks
        for one in self.deviations:
            if (id(one.meant), id(one.awarded)) not in sizes:
                sizes[id(one.meant), id(one.awarded)] = one.size
        most = max(sizes.values(), default=ZERO)
        largest = {marks for marks, size in sizes.items() if size == most}
        off = (d for d in self.deviations if (id(d.meant), id(d.awarded)) in largest)
        return min(off, key=lambda d: len(picked(d.response)), default=None)

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
    if isinstance(question.answer, Choice):
        return _compare_choice(narrowed(question, question.answer), asked, given)
    tried = trials(question)
    off = _apart(tried, meant_marks(question), awarded(given, tried))
    return Compared(tuple(off), len(tried.responses), len(tried.responses), question)


def _compare_choice(question: ChoiceQuestion, asked: Scheme, given: Scheme) -> Compared:
    marks = _marks_of_choice(question, asked, given)
    return Compared(tuple(_deviations(marks)), len(marks.both), possible(question), question)


def deviations(question: Question, one: Scheme, other: Scheme) -> list[Deviation]:
    """The responses to a question that two schemes give other marks."""
    if schemes.same(one, other):
        return []
    if isinstance(question.answer, Choice):
        return _deviations(_marks_of_choice(narrowed(question, question.answer), one, other))
    tried = trials(question)
    return list(_apart(tried, awarded(one, tried), awarded(other, tried)))


def differs(question: Question, one: Scheme, other: Scheme) -> bool:
    """Whether two schemes for a question give another mark for some response."""
    return bool(deviations(question, one, other))


def _apart(
    tried: Trials, meant: Sequence[Fraction | None], given: Sequence[Fraction | None]
) -> Iterator[Deviation]:
    """Yield the responses tried whose marks differ by more than rounding, the shortest first.

    One that cannot be given under either scheme is none of them.
    """
    pairs = list(zip(meant, given, strict=True))
    marks = [ZERO if one is None and other is None else other for one, other in pairs]
    asked = [ZERO if one is None else one for one in meant]
    off = apart(asked, marks)
    for place in tried.ranked:
        if place in off:
            yield Deviation(tried.responses[place], asked[place], marks[place], place)


def apart(some: Sequence[Fraction | None], other: Sequence[Fraction | None]) -> set[int]:
    """The places at which marks differ by more than rounding; schemes give few different ones."""
    known: dict[tuple[int, int], bool] = {}
    found: set[int] = set()
    for place, (one, two) in enumerate(zip(some, other, strict=True)):
        pair = id(one), id(two)
        if pair not in known:
            known[pair] = near(one, two)
        if not known[pair]:
            found.add(place)
    return found


def _marks_of_choice(question: ChoiceQuestion, one: Scheme, other: Scheme) -> Marks:
    """Both marks of every selection of options, or of a sample and the worst ones."""
    marks = Marks(one, other)
    for response in responses(question):
        marks.off(response)
    if len(marks.both) < possible(question):
        seek(question.answer, marks)
    return marks


def _deviations(marks: Marks) -> list[Deviation]:
    """The responses whose marks differ by more than rounding, in points, the shortest first."""
    unit, most = Fraction(marks.unit, 1), ROUNDING * marks.unit
    found: list[Deviation] = []
    for response, (meant, given) in marks.both.items():
        if given is None:
            found.append(Deviation(response, meant / unit, None))
        elif meant != given and not -most <= meant - given <= most:
            found.append(Deviation(response, meant / unit, given / unit))
    return sorted(found, key=lambda deviation: order(deviation.response))


# -- words ----------------------------------------------------------------------------------------


def points_words(value: Fraction) -> str:
    """A number of points as people read it."""
    return show(value) if is_decimal(value) else rounded(value, 4)
