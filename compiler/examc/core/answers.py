"""What a question asks for: a closed union, one record a kind of answer.

A kind is its fields and its parts here; what a response to it is worth stands in `scoring`. All
weights are exact, in points.
"""

from enum import Enum
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core.content import Blocks
from examc.core.keys import AcceptedNumber, AcceptedText, Label, OrderRule, Pair, Row
from examc.core.records import Meant, replace
from examc.core.rubrics import Criterion, Level, Rubric, rubric_parts
from examc.core.source import Sourced


class Rule(Enum):
    """How the chosen options become a mark."""

    SUM = "sum"
    ALL_OR_NOTHING = "all-or-nothing"
    KPRIM = "kprim"
    """Of a matrix: all rows right earn the points, all but one half of them, else 0."""


class Scoring(Meant, frozen=True):
    """How options or parts become a mark; floor and cap bound it, None means no bound."""

    rule: Rule = Rule.SUM
    floor: Fraction | None = Fraction(0)
    cap: Fraction | None = None


class Option(Sourced, frozen=True, kw_only=True):
    """One option of a choice question; `points` is its weight, `correct` whether it is checked."""

    text: Blocks
    points: Fraction
    correct: bool
    feedback: Blocks = ()
    id: str = ""
    fixed: bool = False


class Choice(Meant, frozen=True, kw_only=True):
    """Options to choose from: one of them, or any number of them where `many`."""

    options: tuple[Option, ...]
    many: bool
    scoring: Scoring = Scoring()
    shuffle: bool = False


class Written(Meant, frozen=True, kw_only=True):
    """A text that a grader marks; `space` is the room for it, in pages.

    `free`: the author lays out the room in the prompt itself, so that there is no `space`.
    """

    rubric: Rubric | None = None
    space: Fraction | None = None
    free: bool = False


class TrueFalse(Meant, frozen=True, kw_only=True):
    """A statement that holds or not; the two options are "true" and "false", and have no text."""

    true: Option
    false: Option
    scoring: Scoring = Scoring()

    @property
    def options(self) -> tuple[Option, Option]:
        """Both options, "true" first: their places are those of a response."""
        return self.true, self.false


class Numeric(Meant, frozen=True, kw_only=True):
    """A number to type; the first interval that holds it counts. `unit` is shown behind the box."""

    accepted: tuple[AcceptedNumber, ...]
    unit: str = ""
    scoring: Scoring = Scoring()


class ShortAnswer(Meant, frozen=True, kw_only=True):
    """A text to type; the first accepted one that fits counts. `case`: letter case counts too."""

    accepted: tuple[AcceptedText, ...]
    case: bool = False
    scoring: Scoring = Scoring()


Key: TypeAlias = Numeric | ShortAnswer | Choice
"""What fills a gap. Its own scoring is without bounds: those are the question's."""

UNBOUNDED = Scoring(floor=None, cap=None)
"""The scoring of what is one part of a question."""


def within(value: Fraction, floor: Fraction | None, cap: Fraction | None) -> Fraction:
    """A mark within a floor and a cap; the floor wins."""
    if cap is not None and value > cap:
        value = cap
    return floor if floor is not None and value < floor else value


def bounded(value: Fraction, scoring: Scoring) -> Fraction:
    """A mark within the floor and the cap; the floor wins."""
    return within(value, scoring.floor, scoring.cap)


class Gap(Sourced, frozen=True, kw_only=True):
    """A gap of a text, which a `content.GapRef` of its id stands for in the prompt.

    A choice is a drop-down: one of its options, each one line.
    """

    id: str
    key: Key


class FillIn(Meant, frozen=True, kw_only=True):
    """Gaps in the prompt, in the order in which they stand there."""

    gaps: tuple[Gap, ...]
    scoring: Scoring = Scoring()


class Matching(Meant, frozen=True, kw_only=True):
    """Left sides, each of which has one right side; rights that are equal are one choice."""

    pairs: tuple[Pair, ...]
    distractors: tuple[Label, ...] = ()
    scoring: Scoring = Scoring()

    @property
    def rights(self) -> tuple[Blocks, ...]:
        """What can be chosen for a left side, each once: the pairs' rights, then the distractors."""
        found = [*(pair.right for pair in self.pairs), *(one.text for one in self.distractors)]
        return tuple(dict.fromkeys(found))


class Ordering(Meant, frozen=True, kw_only=True):
    """Items to put in order, here in the right one."""

    items: tuple[Label, ...]
    rule: OrderRule = OrderRule.ALL_OR_NOTHING


class Matrix(Meant, frozen=True, kw_only=True):
    """Rows, in each of which one column is chosen, or any number of them where `several`."""

    columns: tuple[Label, ...]
    rows: tuple[Row, ...]
    several: bool = False
    scoring: Scoring = Scoring()


class Upload(Meant, frozen=True, kw_only=True):
    """Files to hand in, which a grader marks.

    `fewest` and `most` count files (None: any number); `types` are name endings with their point;
    `size` is the largest size of a file, in bytes.
    """

    rubric: Rubric | None = None
    fewest: int = 1
    most: int | None = 1
    types: tuple[str, ...] = ()
    size: int | None = None


class Program(Meant, frozen=True, kw_only=True):
    """Code to write, which a grader marks; `start` is what stands in the box before.

    `space` is the room for it, in pages.
    """

    rubric: Rubric | None = None
    language: str = ""
    start: str = ""
    space: Fraction | None = None


Selection: TypeAlias = Choice | TrueFalse
"""Answers that are options to choose from."""
Graded: TypeAlias = Written | Upload | Program
"""Answers that a person marks, by a rubric."""
Composite: TypeAlias = FillIn | Matching | Matrix
"""Answers of several parts, each with a response and a mark of its own."""
Answer: TypeAlias = (
    Choice
    | TrueFalse
    | Numeric
    | ShortAnswer
    | FillIn
    | Matching
    | Ordering
    | Matrix
    | Written
    | Upload
    | Program
)
Part: TypeAlias = (
    Option | Criterion | Level | AcceptedNumber | AcceptedText | Gap | Pair | Label | Row
)
"""A line of an answer that has a place of its own in the source."""


def scoring_of(answer: Answer) -> Scoring | None:
    """The rule and the bounds of an answer that has some; None for any other."""
    match answer:
        case Choice() | TrueFalse() | Numeric() | ShortAnswer():
            return answer.scoring
        case FillIn() | Matching() | Matrix():
            return answer.scoring
        case Ordering() | Written() | Upload() | Program():
            return None
        case _:
            assert_never(answer)


def answer_parts(answer: Answer) -> tuple[Part, ...]:
    """The lines of an answer, in order: its options, accepted answers, pairs, rows, or rubric."""
    match answer:
        case Choice() | TrueFalse():
            return answer.options
        case Numeric() | ShortAnswer():
            return answer.accepted
        case FillIn(gaps=gaps):
            return tuple(part for gap in gaps for part in (gap, *answer_parts(gap.key)))
        case Matching():
            return (*answer.pairs, *answer.distractors)
        case Ordering():
            return answer.items
        case Matrix():
            return (*answer.columns, *answer.rows)
        case Written() | Upload() | Program():
            return rubric_parts(answer.rubric)
        case _:
            assert_never(answer)


def part_noun(part: Part) -> str:
    """What a place calls a part: "option", "criterion", "answer", "gap" and so on."""
    match part:
        case Option():
            return "option"
        case Criterion():
            return "criterion"
        case Level():
            return "level"
        case AcceptedNumber() | AcceptedText():
            return "answer"
        case Gap():
            return "gap"
        case Pair():
            return "pair"
        case Label():
            return "item"
        case Row():
            return "row"
        case _:
            assert_never(part)


def as_choice(answer: TrueFalse, true: Blocks, false: Blocks) -> Choice:
    """A true/false as the multiple choice that it is, with texts for its two options."""
    options = (replace(answer.true, text=true), replace(answer.false, text=false))
    return Choice(options=options, many=False, scoring=answer.scoring)
