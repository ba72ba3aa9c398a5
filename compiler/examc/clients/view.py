"""What a system makes of an emitted file: the questions it sees, and how it would mark them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

Chosen: TypeAlias = frozenset[int]
"""The options that a student chose, by their place in the file (from 0)."""
Award: TypeAlias = Callable[[Chosen], Fraction]
"""The mark a system gives for the options chosen, in points."""

FEEDBACK = "feedback"
RUBRIC = "rubric"
SOLUTION = "model answer"
NOTES = "notes for graders"


@dataclass(slots=True)
class Seen:
    """A question as a system sees it.

    `points` is the highest mark that the system shows (None where it shows none). `award` is None
    for a question that a person marks. `options` counts what can be chosen, `single` says that
    one answer at most can be. `shown` holds the option places whose feedback students get to see,
    `carries` what else reaches students or graders, in the words above. `refused` says why the
    system would not take the question, "" if it would.
    """

    name: str
    points: Fraction | None
    award: Award | None = None
    options: int = 0
    single: bool = False
    shown: frozenset[int] = frozenset()
    carries: frozenset[str] = frozenset()
    refused: str = ""


@dataclass(slots=True)
class View:
    """A whole file as a system sees it; `refused` says why it would not take it at all."""

    questions: list[Seen] = field(default_factory=list)
    refused: str = ""
