"""One question while it is read: its texts, its hints, and what is told of it."""

from fractions import Fraction

from examc.core import limits
from examc.core.answers import Scoring
from examc.core.content import Blocks, LineBreak, Paragraph
from examc.core.records import Mutable, field
from examc.files.xmltree import Element
from examc.formats.foreign.quoting import quoted
from examc.formats.moodle import readparts, readscoring
from examc.formats.moodle.readentry import Entry
from examc.formats.moodle.readparts import Parts
from examc.formats.moodle.readtext import Texts
from examc.systems.moodle.grid import share

_EMPTY: Blocks = (Paragraph((LineBreak(),)),)
"""What we write for a text that is none, since Moodle leaves out what is empty."""


class NoQuestion(Exception):
    """Why a question has no place in an exam: the text says it, `help` what to do about it."""

    def __init__(self, message: str, help: str = "", code: str = "R494") -> None:
        super().__init__(message)
        self.help = help
        self.code = code


class One(Mutable):
    """A question that is read, and what was found of it on the way.

    `correct` and `incorrect` are the feedback by result that stands on its answers; `unit` is what
    our writer put below the text of a number.
    """

    texts: Texts
    entry: Entry
    where: str
    points: Fraction
    correct: Blocks = ()
    incorrect: Blocks = ()
    unit: str = ""
    told: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    """What was told of it already, by message and by code."""

    @property
    def ours(self) -> bool:
        """Whether the file is just as our writer wrote it."""
        return self.texts.ours

    @property
    def beside(self) -> Element | None:
        """What our writer found no field for."""
        return self.entry.first("examc")

    def setting(self, name: str) -> str:
        """A value of what stands beside the question; "" where there is none."""
        return "" if self.beside is None else self.beside.get(name, "")

    def hints(self, tag: str) -> list[Element]:
        """The hints of a name, in order."""
        return [] if self.beside is None else list(self.beside.iterfind(tag))

    def tell(
        self,
        code: str,
        message: str,
        help: str = "",
        *,
        at: Element | None = None,
        under: str = "",
    ) -> None:
        """Report what is said of the question, or of a line `under` it; the same is said once."""
        where = f"{self.where} › {under}" if under else self.where
        if f"{where} {message}" in self.told:
            return
        self.told.add(f"{where} {message}")
        self.codes.add(code)
        span = self.texts.document.span(self.entry.element if at is None else at)
        self.texts.report.add(code, message, span, help=help, where=where)

    # -- texts ----------------------------------------------------------------------------------

    def text(
        self, element: Element | None, *, html: str | None = None, parts: Parts | None = None
    ) -> Blocks:
        """A text; `html` stands in place of the element's own."""
        take = (Parts() if parts is None else parts).take
        found = self.texts.read(element, self.where, take=take, html=html)
        return () if found == _EMPTY else found

    def note(self, element: Element | None, *, html: str | None = None) -> Blocks:
        """The feedback on an answer, without that by result, which stands behind it."""
        parts = Parts()
        found = self.text(element, html=html, parts=parts)
        self.correct = self.correct or parts.texts.get(readparts.CORRECT, ())
        self.incorrect = self.incorrect or parts.texts.get(readparts.INCORRECT, ())
        return found

    # -- marks ----------------------------------------------------------------------------------

    def share(self, answer: Element, under: str) -> Fraction:
        """The share of the points that an answer earns; one that Moodle does not have is told."""
        written = answer.get("fraction", "0")
        found = share(written)
        if found is None:
            raise NoQuestion(
                f"the fraction {quoted(written)} is no number",
                "write a percentage such as 33.33333",
            )
        if not found[1]:
            message = f"Moodle has no fraction {written[:20]}, and refuses it; it is kept"
            self.tell("R501", message, at=answer, under=under)
        return found[0]

    def scoring(self, usual: Scoring, *, matrix: bool = False) -> Scoring:
        """How the question is marked, where Moodle does so by `usual`."""
        tell = lambda message: self.tell("R494", message)
        return readscoring.kept(self.beside, usual, tell, matrix=matrix)


def weight(written: str, otherwise: Fraction) -> Fraction:
    """A weight that a hint says, or else the one that Moodle's share says."""
    found = limits.held(written) if written else None
    return otherwise if found is None else found
