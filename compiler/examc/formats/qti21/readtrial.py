"""Runs an item for responses, and holds a question against all that are worth trying.

Nothing is taken on trust: a question is made only if it gives the mark of the item for each of them,
but for differences that are told: blanks round a typed text, and ends that do not belong to an
interval.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from itertools import chain, combinations

from examc.core import numbers
from examc.core.answers import FillIn, Matching, Matrix, Numeric
from examc.core.enumeration import responses
from examc.core.meaning import part_schemes
from examc.core.model import Question
from examc.core.records import Mutable, Record, field, replace
from examc.core.responses import Filled, Response, Typed, choose, does, filled
from examc.core.schemeforms import One
from examc.core.schemes import ZERO, award, meant, near
from examc.core.typednumbers import typed
from examc.core.typedtexts import cleaned
from examc.formats.qti21 import readrules
from examc.formats.qti21.readprocessing import Effort, sheltered
from examc.formats.qti21.readrules import SCORE
from examc.systems.player.engine import Item, Value

Variables = Callable[[Response | None], Mapping[str, Value] | None]
"""What a response sets the variables of an item to; None where students cannot give it."""


class Difference(Enum):
    """Of what a question marks otherwise than the item: told, and no reason to leave it out."""

    BLANKS = "blanks"
    ENDS = "ends"
    WHOLE = "whole"


class Strict(Record, frozen=True):
    """How an item is stricter than a question: ends that are no part of an interval, whole numbers.

    `of_numbers`: what is no number is not looked at.
    """

    ends: frozenset[Fraction] = frozenset()
    whole: bool = False
    of_numbers: bool = False


_IN_ALL = Strict()


class Trial(Mutable):
    """An item that is run for one response after another; marks are those in the test."""

    item: Item
    variables: Variables
    effort: Effort
    factor: Fraction = Fraction(1)
    _scored: Item | None = None
    _marks: dict[Response | None, Fraction | None] = field(default_factory=dict)

    def mark(self, response: Response | None) -> Fraction | None:
        """What a response earns; None where students cannot give it. Raises NotUnderstood."""
        if response not in self._marks:
            self._marks[response] = self._run(response)
        return self._marks[response]

    @property
    def most(self) -> Fraction:
        """The best mark of all responses that were run."""
        return max((mark for mark in self._marks.values() if mark is not None), default=ZERO)

    def earns(self, response: Response | None) -> Fraction:
        """What a response earns, 0 where it cannot be given."""
        return self.mark(response) or ZERO

    def _run(self, response: Response | None) -> Fraction | None:
        if self._scored is None:
            processing = self.item.processing
            outcomes = sheltered(readrules.needed, processing, [SCORE])
            self._scored = replace(self.item, processing=readrules.pruned(processing, outcomes))
        given = sheltered(self.variables, response)
        if given is None:
            return None
        self.effort.spend(1, self._scored.processing)
        return sheltered(self._scored.score, given) * self.factor

    def outcomes(
        self, names: Iterable[str], tried: Iterable[Response | None]
    ) -> dict[Response | None, dict[str, Value]]:
        """What responses do to other outcomes; raises NotUnderstood."""
        wanted = sheltered(readrules.needed, self.item.processing, names)
        sliced = replace(self.item, processing=readrules.pruned(self.item.processing, wanted))
        found = {}
        for response in tried:
            given = sheltered(self.variables, response)
            if given is not None:
                self.effort.spend(1, sliced.processing)
                found[response] = sheltered(sliced.run, given)
        return found


class Verdict(Mutable):
    """What holding a question against an item came to; `why` says in words where they differ."""

    why: str = ""
    told: dict[Difference, str] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether the question marks as the item does, but for what is told."""
        return not self.why


def verdict(trial: Trial, question: Question, strict: Strict = _IN_ALL) -> Verdict:
    """Hold a question against an item; raises NotUnderstood.

    No answer is left out, which may earn something there.
    """
    found, scheme = Verdict(), meant(question)
    for response in chain(responses(question), _exchanged(question)):
        if response is None or (strict.of_numbers and not _is_number(question, response)):
            continue
        there = trial.mark(response)
        here = award(scheme, response)
        if there is None or near(there, here):
            continue
        earned = f"earns {numbers.show(there)} there"
        said = f"{does(response)} {earned}, and {numbers.show(here or ZERO)} by any weights"
        kind = _difference(response, strict)
        if kind is None:
            found.why = f"a student who {said}"
            return found
        found.told.setdefault(kind, _shown(response, there, here or ZERO))
    return found


def _exchanged(question: Question) -> Iterator[Response | None]:
    """Yield the right choices with two of them exchanged, for items that use each choice once."""
    answer = question.answer
    if not isinstance(answer, FillIn | Matching | Matrix):
        return
    marks = [scheme.marks for scheme in part_schemes(answer) if isinstance(scheme, One)]
    if not 1 < len(marks) <= _MOST_EXCHANGED or len({len(row) for row in marks}) > 1:
        return
    right = [row.index(max(row)) for row in marks]
    for one, other in combinations(range(len(right)), 2):
        places = list(right)
        places[one], places[other] = places[other], places[one]
        yield filled(choose((place,)) for place in places)


_MOST_EXCHANGED = 20  # parts of which two are exchanged in all ways


def _difference(response: Response, strict: Strict) -> Difference | None:
    texts = [part.text for part in _parts(response) if isinstance(part, Typed)]
    if any(cleaned(text) != text for text in texts):
        return Difference.BLANKS
    values = [typed(text) for text in texts]
    if strict.ends and any(value in strict.ends for value in values):
        return Difference.ENDS
    points = any("." in text or "e" in text for text in texts)
    return Difference.WHOLE if strict.whole and points else None


def _is_number(question: Question, response: Response) -> bool:
    """Whether a number is typed wherever one is asked for, if anything is."""
    answer = question.answer
    keys = [gap.key for gap in answer.gaps] if isinstance(answer, FillIn) else [answer]
    return all(
        typed(part.text) is not None
        for key, part in zip(keys, _parts(response), strict=False)
        if isinstance(key, Numeric) and isinstance(part, Typed)
    )


def _parts(response: Response) -> tuple[Response | None, ...]:
    return response.parts if isinstance(response, Filled) else (response,)


def _shown(response: Response, there: Fraction, here: Fraction) -> str:
    texts = [part.text for part in _parts(response) if isinstance(part, Typed)]
    odd = (text for text in texts if cleaned(text) != text or "." in text)
    text = next(odd, texts[0])
    return f'"{text}" earns {numbers.show(there)} there, and {numbers.show(here)} here'
