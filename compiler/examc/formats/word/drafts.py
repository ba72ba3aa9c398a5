"""A question as it stands in the file, before anything of it is judged."""

from fractions import Fraction

from examc.core.records import Mutable, field
from examc.formats.word.pieces import Flow, Para


class RawOption(Mutable):
    """An option: the paragraph as it stands, where its text begins, and what is below it."""

    para: Para
    start: int
    label: str
    checked: bool | None = None
    """What a sign before its letter says."""
    more: list[Flow] = field(default_factory=list)
    feedback: list[Flow] = field(default_factory=list)


class Said(Mutable):
    """An answer line from behind its colon, what stands below it, and how many options above."""

    line: Para
    after: int
    more: list[Flow] = field(default_factory=list)


class Draft(Mutable):
    """A question, or a text between questions where it has no `number` and nothing else."""

    line: int
    number: str = ""
    points: Fraction | None = None
    stem: list[Flow] = field(default_factory=list)
    options: list[RawOption] = field(default_factory=list)
    answers: list[Said] = field(default_factory=list)
    feedback: list[Flow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    room: int = 0
    """Lines to write on."""
    is_text: bool = False
    is_unnumbered: bool = False
    truth: bool = False
    """It says `True / False` behind a statement, and has no options."""
    key: Para | None = None
    """What the answer key at the end of the file says of it."""


class Part(Mutable):
    """A heading and what is below it."""

    line: int
    title: Para | None = None
    points: Fraction | None = None
    each: Fraction | None = None
    """The points of each question, where the heading or the text below it states them so."""
    drafts: list[Draft] = field(default_factory=list)


class Paper(Mutable):
    """The whole file: its title, what stands before the first question, and its parts."""

    title: Para | None = None
    before: list[Flow] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    key: list[Flow] = field(default_factory=list)
    """The answer key at the end."""
    key_line: int = 0

    def drafts(self) -> list[Draft]:
        """All questions in order."""
        return [d for part in self.parts for d in part.drafts if not d.is_text]
