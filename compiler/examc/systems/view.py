"""What a system makes of an emitted file: the questions it sees, and how it would mark them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

Chosen: TypeAlias = frozenset[int]
"""The options that a student chose, by their place in the file (from 0)."""
Award: TypeAlias = Callable[[Chosen], Fraction]
"""The mark a system gives for the options chosen, in points."""
Shows: TypeAlias = Callable[[Chosen], frozenset[str]]
"""The feedback that a student sees who chose these options: the characters of each text."""

FEEDBACK = "feedback"
RUBRIC = "rubric"
SOLUTION = "model answer"
NOTES = "notes for graders"


@dataclass(frozen=True, slots=True)
class Grade:
    """A line of a rubric as a grader sees it; `points` is None where it names none."""

    words: str
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class Scale:
    """A rubric as a grader sees it; `one` says whether one line is awarded, None if unknown."""

    grades: tuple[Grade, ...]
    one: bool | None = None


def _nothing(_: Chosen) -> frozenset[str]:
    return frozenset()


@dataclass(slots=True)
class Seen:
    """A question as a system sees it.

    `points` is the highest mark that the system shows (None where it shows none), `least` the
    lowest it declares. `award` is None for a question that a person marks. `options` counts what
    can be chosen, `single` says that one answer at most can be, `most` how many (0: any number).

    What arrives is told in texts: `stem` what students read before they answer, `labels` the text
    of each option, `images` the pictures in both, `shows` the feedback they see, `graded` what they
    see of it once a person has marked, depending on the mark, `graders` all that graders read, `scales` their rubric, once for each way in which the file tells it, and
    `beside` where that stands if not beside the answers.

    `faults` are what a system shows wrongly beyond marks. `refused` says why it would not take the
    question, "" if it would.
    """

    name: str
    points: Fraction | None
    award: Award | None = None
    options: int = 0
    single: bool = False
    refused: str = ""
    most: int = 0
    least: Fraction | None = None
    stem: str | None = None
    labels: tuple[str, ...] | None = None
    images: tuple[bytes, ...] | None = None
    shows: Shows = field(default=_nothing)
    graded: frozenset[str] = frozenset()
    graders: str = ""
    scales: tuple[Scale, ...] = ()
    beside: str = ""
    faults: tuple[str, ...] = ()

    def can_choose(self, chosen: Chosen) -> bool:
        """Whether students can give this response at all."""
        most = 1 if self.single else self.most
        return not most or len(chosen) <= most


@dataclass(slots=True)
class View:
    """A whole file as a system sees it.

    `refused` says why it would not take it at all. `total` is the highest mark of the whole that
    it shows (None where it adds up the questions itself).
    """

    questions: list[Seen] = field(default_factory=list)
    refused: str = ""
    total: Fraction | None = None
