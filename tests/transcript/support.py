"""Reading transcripts from strings, and what a model says, as text to compare with the print."""

from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    GapRef,
    Heading,
    Image,
    Inline,
    Inlines,
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
from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import Exam
from examc.formats.exam import write
from examc.formats.exam.proving import proved
from examc.formats.transcript.read import read

CASES = Path(__file__).parent / "cases"

HEAD = """## A test

TST1 Testing 22/23 (P1) · 1 exercises · {points} points

## Exam: One #100

{points} pts · Last updated 1 Feb, 2023, 10:00 · Saved in Bank

"""
"""The head of a transcript with one exercise."""

Read = tuple[Exam | None, dict[str, bytes], list[Diagnostic]]


def transcript(text: str | bytes, name: str = "transcript.md") -> Read:
    """Read a transcript."""
    report = Report()
    data = text.encode() if isinstance(text, str) else text
    exam, files = read(name, data, report)
    return exam, files, report.diagnostics


def one_exercise(items: str, points: str = "2") -> Exam:
    """Read items as the only exercise of an exam, which can be written as a source."""
    exam, files, _ = transcript(HEAD.format(points=points) + items)
    assert exam is not None
    assert_writable(exam, files)
    return exam


def codes(items: str, points: str = "2") -> list[tuple[str, int]]:
    """What is said of items that are the only exercise: codes, and lines from their first."""
    _, _, found = transcript(HEAD.format(points=points) + items)
    above = HEAD.count("\n")
    return [
        (one.code, one.span.line - above)
        for one in found
        if one.span is not None and one.code != "R530"
    ]


def assert_writable(exam: Exam, files: dict[str, bytes]) -> None:
    """The model can be written in both spellings, and means the same when it is read again."""
    for spelling in write.SPELLINGS:
        report = Report()
        text = proved(exam, files, spelling, report)
        assert text is not None, [(one.message, one.where) for one in report.diagnostics]


def shown(blocks: Blocks) -> str:
    """A text with its Markdown signs, a line a block; images leave their alternative text."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(content) | Heading(_, content):
            line = inline(content)
            if line:
                yield line
        case CodeBlock(text):
            yield from ("```", *text.split("\n"), "```")
        case BulletList(items):
            for item in items:
                yield "- " + shown(item)
        case OrderedList(items, start):
            for number, item in enumerate(items, start):
                yield f"{number}. " + shown(item)
        case Quote(content):
            yield shown(content)
        case Table(head, rows):
            for row in (head, *rows):
                yield " ".join(map(inline, row))
        case Rule():
            yield "---"
        case _:
            assert_never(block)


def inline(nodes: Inlines) -> str:
    """Inlines with their Markdown signs."""
    return "".join(map(_sign, nodes))


def _sign(node: Inline) -> str:
    match node:
        case Text(text):
            return text
        case Code(text):
            return f"`{text}`"
        case Math(tex, display):
            return f"$${tex}$$" if display else f"${tex}$"
        case Emphasis(content):
            return f"*{inline(content)}*"
        case Strong(content):
            return f"**{inline(content)}**"
        case Strikethrough(content) | Subscript(content) | Superscript(content):
            return inline(content)
        case Link(content, url):
            return f"{inline(content)} {url}"
        case Image():
            return node.alt
        case LineBreak():
            return " "
        case GapRef():
            return f"[[{node.id}]]"
        case _:
            assert_never(node)
