"""The items of a quiz as the template lays them out, field by field.

The order of conditions matters to Canvas (choice_interaction.rb): each that names an option sets
whether it is right, and the first feedback that a condition shows becomes the option's own. So
feedback on options stands before the marks, and feedback for full marks is linked by its
identifier alone: in a condition for marks, Canvas would show it as the option's feedback too.
"""

from typing import NamedTuple, TypeAlias

from examc.core.records import Record
from examc.formats.canvas import names

RESPONSE = "response1"
"""The identifier of the response of an item that has one."""


Fields: TypeAlias = tuple[tuple[str, str], ...]
"""Fields of the metadata of an item, and what stands in each."""


class Label(NamedTuple):
    """A text with an identifier: an option, a right side, a feedback.

    `plain` says that it is no HTML; `algorithm` is how New Quizzes compares it with what is typed.
    """

    ident: str
    html: str
    plain: bool = False
    algorithm: str = ""


class Choices(NamedTuple):
    """A list of options to choose from, with what stands `beside` it, if anything."""

    labels: tuple[Label, ...]
    ident: str = RESPONSE
    many: bool = False
    beside: Label | None = None

    @property
    def cardinality(self) -> str:
        """How many options can be chosen, in QTI's word."""
        return "Multiple" if self.many else "Single"


class Box(NamedTuple):
    """A box to type in; `fib` is the type of what is typed there, in QTI's word."""

    fib: str = ""


class Equal(NamedTuple):
    """That a response is an option, or a text; `differs`: that it is not."""

    value: str
    of: str = RESPONSE
    differs: bool = False


class Within(NamedTuple):
    """That a number lies between two others, the middle of which is `value` where it is written.

    `margin` is half the width, for New Quizzes, which would subtract binary fractions.
    """

    low: str
    high: str
    value: str = ""
    margin: str = ""


class Condition(NamedTuple):
    """What follows from an answer: marks and feedback. Without a test it holds for any answer."""

    equal: tuple[Equal, ...] = ()
    """One of these, or `together` all of them; else:"""
    together: bool = False
    within: Within | None = None
    share: str = ""
    """The percentage of the points that it earns, "" for none."""
    adds: bool = False
    feedback: str = ""


class Limits(Record, frozen=True):
    """What New Quizzes keeps of the files that may be handed in."""

    types: str = ""
    count: int = 0


class Answered(Record, frozen=True):
    """What an item has beside its text: what is answered, and what follows from it."""

    kind: str
    choices: tuple[Choices, ...] = ()
    box: Box | None = None
    conditions: tuple[Condition, ...] = ()
    feedback: tuple[Label, ...] = ()
    prompt: str = ""
    """The HTML of the prompt, where it holds gaps."""
    after: str = ""
    """HTML below the prompt."""
    fields: Fields = ()
    limits: Limits | None = None


class Item(Record, frozen=True):
    """One item of a quiz; `fields` are what Canvas has no field for, where it changes no mark."""

    ident: str
    title: str
    kind: str
    points: str
    html: str
    fields: Fields = ()
    choices: tuple[Choices, ...] = ()
    box: Box | None = None
    conditions: tuple[Condition, ...] = ()
    feedback: tuple[Label, ...] = ()
    limits: Limits | None = None

    @property
    def is_processed(self) -> bool:
        """Whether conditions are asked: not of a text, nor of files, which a person marks."""
        return self.kind not in (names.TEXT, names.UPLOAD)
