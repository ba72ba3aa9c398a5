"""What a system makes of an emitted file: the questions it sees, and how it would mark them."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from examc.core import schemes
from examc.core.records import Mutable, Record, field
from examc.core.responses import Response
from examc.core.schemes import Scheme
from examc.systems.marking import NOT_TAKEN

Shows: TypeAlias = Callable[[Response | None], frozenset[str]]
"""The feedback that a student sees who gives a response: the characters of each text."""

FEEDBACK = "feedback"
RUBRIC = "rubric"
SOLUTION = "model answer"
NOTES = "notes for graders"


class Grade(Record, frozen=True):
    """A line of a rubric as a grader sees it; `points` is None where it names none."""

    words: str
    points: Fraction | None


class Scale(Record, frozen=True):
    """A rubric as a grader sees it; `one` says whether one line is awarded, None if unknown."""

    grades: tuple[Grade, ...]
    one: bool | None = None


def _nothing(_: Response | None) -> frozenset[str]:
    return frozenset()


class SeenPart(Record, frozen=True):
    """A part of an answer as a system shows it, in the order of the file: what stands beside it (a
    left side, a row; "" for a gap), and what can be chosen for it, in the order of its scheme."""

    label: str = ""
    choices: tuple[str, ...] = ()


class Place(Record, frozen=True):
    """What is said of a question among those of its group."""

    always: bool = False
    fixed: bool = False
    shuffled: bool = False


class Seen(Mutable):
    """A question as a system sees it.

    `points` is the highest mark that the system shows (None where it shows none), `least` the
    lowest it declares. `scheme` is how it marks the options, in the order of the file; None for a
    question that a person marks.

    What arrives is told in texts: `stem` what students read before they answer, `labels` the text
    of each option (or item, in the order that is right), `parts` what each part of an answer shows, `images` the pictures in
    both, `shows` the feedback they see, `graded` what they
    see of it once a person has marked, depending on the mark, `graders` all that graders read, `scales` their rubric, once for each way in which the file tells it, and
    `beside` where that stands if not beside the answers.

    `drawn` is how many of how many questions of its group students get, None for all of them;
    `place` whether it is always among them, whether it keeps its place, and whether the others change
    theirs, None where the system knows nothing of that.
    `faults` are what a system shows wrongly beyond marks. `refused` says why it would not take the
    question, "" if it would, and `code` under which code that is told.
    """

    name: str
    points: Fraction | None
    scheme: Scheme | None = None
    refused: str = ""
    code: str = NOT_TAKEN
    least: Fraction | None = None
    stem: str | None = None
    labels: tuple[str, ...] | None = None
    parts: "tuple[SeenPart, ...]" = ()
    images: tuple[bytes, ...] | None = None
    shows: Shows = _nothing
    graded: frozenset[str] = frozenset()
    graders: str = ""
    scales: tuple[Scale, ...] = ()
    beside: str = ""
    drawn: tuple[int, int] | None = None
    place: "Place | None" = None
    faults: tuple[str, ...] = ()

    @property
    def options(self) -> int:
        """How many options can be chosen from."""
        return 0 if self.scheme is None else schemes.size_of(self.scheme)

    @property
    def single(self) -> bool:
        """Whether one option at most can be chosen."""
        return self.scheme is not None and schemes.most_of(self.scheme) == 1

    def mark(self, response: Response | None) -> Fraction:
        """The mark of a response; 0 where a person gives it, or the response cannot be given."""
        given = None if self.scheme is None else schemes.award(self.scheme, response)
        return Fraction(0) if given is None else given


class View(Mutable):
    """A whole file as a system sees it.

    `refused` says why it would not take it at all. `total` is the highest mark of the whole that
    it shows (None where it adds up the questions itself). `draws`: it can draw some of a group.
    """

    questions: list[Seen] = field(default_factory=list)
    refused: str = ""
    total: Fraction | None = None
    draws: bool = False
