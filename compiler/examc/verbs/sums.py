"""What a build has to tell, as values: counted by `verbs.summing`, put into words by `cli.summary`."""

from typing import NamedTuple

from examc.core.alike import Fold
from examc.core.diagnostics import Diagnostic


class Bent(NamedTuple):
    """What changes the marks of a question in some systems, which are named as `System.label`."""

    entry: Diagnostic
    question: str
    systems: tuple[str, ...]
    words: str


class Marks(NamedTuple):
    """How many questions a system marks otherwise, and how many of these the author accepts."""

    system: str
    bent: int
    accepted: int


class Target(NamedTuple):
    """What becomes of an exam in a target: its marks, and how often only staff can notice what."""

    name: str
    marks: tuple[Marks, ...]
    notes: tuple[tuple[str, int], ...]
    """Codes of facts, each with the number of places, in the order of the codes."""
    rounded: bool
    """Whether numbers are written otherwise than meant, which no system marks otherwise for it."""
    beside: tuple[str, ...] = ()
    """The extensions of files that stand beside its output."""


class Head(NamedTuple):
    """What an exam is called, its number of questions, and their points."""

    name: str
    questions: int
    points: str


class Summary(NamedTuple):
    """What a build has to tell: `read` is what students read otherwise, `remarks` are on the source."""

    head: Head
    targets: tuple[Target, ...]
    bent: tuple[Bent, ...]
    read: tuple[Fold, ...]
    remarks: tuple[Diagnostic, ...]
