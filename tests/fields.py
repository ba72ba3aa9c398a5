"""Every field of an exam, changed one at a time: what the test of silent losses is driven by.

A change is found by walking the dataclasses themselves, so that a field that is new is changed
too, or is asked about here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from examc.core.answers import (
    UNBOUNDED,
    Choice,
    FillIn,
    Gap,
    Matching,
    Matrix,
    Numeric,
    ShortAnswer,
    TrueFalse,
    Written,
)
from examc.core.answers import Rule as ScoringRule
from examc.core.content import (
    BulletList,
    CodeBlock,
    Emphasis,
    Heading,
    Image,
    LineBreak,
    Link,
    Math,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from examc.core.content import Code as CodeSpan
from examc.core.model import Exam
from examc.core.records import Record, meant_names, replace
from examc.core.rubrics import Criteria, Criterion, Level, Levels

WORDS = (Text("words"),)
TEXT = (Paragraph(WORDS),)

EVERYTHING = (
    Paragraph(
        (
            Text("a "),
            Emphasis(WORDS),
            Text(" b "),
            Strong(WORDS),
            Strikethrough(WORDS),
            Subscript(WORDS),
            Superscript(WORDS),
            CodeSpan("code"),
            Math("x"),
            LineBreak(),
            Link(WORDS, "https://example.org/", "title"),
            Text(" c "),
            Image("a.png", "alternative", "caption"),
        )
    ),
    Paragraph((Math("y", True),)),
    Heading(4, WORDS),
    CodeBlock("listing", "python"),
    BulletList((TEXT, TEXT)),
    OrderedList((TEXT, TEXT), 3),
    Quote(TEXT),
    Table((WORDS, WORDS), ((WORDS, WORDS), (WORDS, WORDS)), ("left", "")),
    Rule(),
    Paragraph((Text("end"),)),
)
"""A text that holds every kind of block and inline."""

VALUES: dict[str, tuple[Any, ...]] = {
    "Scoring.floor": (None, Fraction(-1), Fraction(1, 2)),
    "Scoring.cap": (None, Fraction(1), Fraction(5)),
    "Written.space": (None, Fraction(1, 4), Fraction(3, 7)),
    "ImageBlock.space": (None, Fraction(1, 4)),
    "Exam.points": (None, Fraction(7), Fraction(1, 3)),
    "Exercise.points": (None, Fraction(7), Fraction(1, 3)),
    "Exam.duration": (None, 45),
    "Exam.attempts": (None, 5),
    "Exercise.pick": (None, 1),
    "Upload.fewest": (2,),
    "Upload.most": (None, 2),
    "Upload.size": (None, 1000),
    "Upload.types": ((), (".py",)),
    "FillIn.gaps": (),  # each stands in the prompt
    "Matching.distractors": ((),),
    "Gap.id": (),  # it is a name that stands in the prompt as well
    "GapRef.id": (),
    "AcceptedNumber.low": (),  # they follow from what is written
    "AcceptedNumber.high": (),
    "AcceptedNumber.value": (),
    "AcceptedNumber.written": (),
    "Exam.date": ("", "2027-03-01"),
    "Exam.language": ("nl", "he"),
    "Exam.id": ("", "another"),
    "Exercise.updated": ("", "2027-03-01T10:00"),
    "Heading.level": (5, 6),
    "OrderedList.start": (1, 7),
    "Image.src": ("b.png", "https://example.org/c.png"),
    "Link.url": ("https://example.org/other",),
    "CodeBlock.language": ("", "java"),
    "Table.alignments": (("", ""), ("right", ""), ("left", "center")),
    "Table.head": ((WORDS, (Text("other"),)),),
    "Level.percent": ("", "66.7"),
    "Math.tex": ("z",),
    "Written.rubric": (
        None,
        Criteria((Criterion(text=TEXT, points=Fraction(1)),)),
        Levels((Level(text=TEXT, points=Fraction(1)),)),
    ),
}
"""What is tried for a field that has few values; other fields are changed by the type of theirs."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field of one node that has another value; `path` leads to the node from the exam."""

    field: str
    path: str
    exam: Exam


def changes(exam: Exam) -> Iterator[Change]:
    """Yield every exam that differs in one field of one node."""
    for name, path, made in _changes(exam, ""):
        assert isinstance(made, Exam)
        yield Change(name, path, made)


def _changes(node: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Yield the field, the path and the whole node for every change of or below it."""
    if isinstance(node, tuple):
        for place, inner in enumerate(node):
            for name, where, made in _changes(inner, f"{path}[{place}]"):
                yield name, where, (*node[:place], made, *node[place + 1 :])
        return
    if not isinstance(node, Record):
        return
    for field in meant_names(node):
        old = getattr(node, field)
        name, where = f"{type(node).__name__}.{field}", f"{path}.{field}"
        for value in _others(name, old):
            made = replace(node, **{field: value})
            if value != old and not _contradicts_itself(made):
                yield name, where, made
        for inner_name, inner_where, made in _changes(old, where):
            outer = replace(node, **{field: made})
            if not _contradicts_itself(outer):
                yield inner_name, inner_where, outer


def _contradicts_itself(node: Any) -> bool:
    """Whether no source can say so, or says nothing by it."""
    match node:
        case Written():
            return node.free and node.space is not None
        case TrueFalse():
            has_own = any(option.text or option.fixed for option in node.options)
            return has_own or node.scoring.rule is not ScoringRule.SUM
        case Numeric() | ShortAnswer():
            return node.scoring.rule is not ScoringRule.SUM
        case Gap(key=key):
            return key.scoring != UNBOUNDED or (isinstance(key, Choice) and key.many)
        case Choice() | FillIn() | Matching():
            return node.scoring.rule is ScoringRule.KPRIM
        case Matrix(columns=columns, rows=rows):
            return any(len(row.cells) != len(columns) for row in rows)
        case _:
            return False


def _others(name: str, value: Any) -> tuple[Any, ...]:
    if name in VALUES:
        return VALUES[name]
    if name == "Level.percent":
        return ("", "66.7") if value else ()
    match value:
        case bool():
            return (not value,)
        case str() if name.endswith(".id"):
            return (f"x{value}",)
        case str():
            return (f"{value} more".strip(),)
        case Fraction():
            return (value + 1, value + Fraction(1, 3), value + Fraction(1, 64))
        case Enum():
            return tuple(type(value))
        case tuple():
            return _other_tuples(name, value)
        case Record():
            return ()  # its fields are changed
        case _:
            raise AssertionError(f"no other value is known for {name}, which is {value!r}")


def _other_tuples(name: str, value: tuple[Any, ...]) -> tuple[Any, ...]:
    if name.endswith(".tags"):
        return ((), ("alone",), tuple(reversed(value)))
    if not value:
        return (TEXT,)
    if value == WORDS:
        return ((Text("other words"),),)
    shorter = (value[:-1],) if len(value) > 1 else ()
    longer = ((*value, value[0]),) if isinstance(value[-1], Paragraph) else ()
    return (*shorter, *longer, tuple(reversed(value)))
