"""Parts of a question as our source can say them: one line where it has one, and each text once."""

from collections.abc import Sequence
from typing import TypeVar

from examc.core.answers import (
    Answer,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    Upload,
)
from examc.core.content import (
    Blocks,
    CodeBlock,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    Paragraph,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
    is_empty,
    joined,
)
from examc.core.keys import Cell, Label, Pair, Row
from examc.core.records import replace
from examc.formats.exam.buildhanded import is_type
from examc.formats.exam.buildpairs import is_line
from examc.formats.exam.sayablekeys import sayable_key
from examc.formats.exam.sayabletext import Sayer, Tell
from examc.text.folding import merged, on_one_line, stripped
from examc.text.lines import lines

_NO_TEXT: Blocks = (Paragraph((Text("…"),)),)
_Line = TypeVar("_Line", Label, Row)


def sayable_answer(answer: Answer, sayer: Sayer, tell: Tell) -> Answer:
    """An answer whose parts can be said; each change is told."""
    match answer:
        case Numeric() | ShortAnswer() | FillIn():
            return sayable_key(answer, tell, lambda text: _one_line(text, "option", tell))
        case Matching():
            return _matching(answer, tell)
        case Ordering():
            return replace(answer, items=tuple(_filled(item, tell) for item in answer.items))
        case Matrix():
            columns = tuple(_lined(column, "column", tell) for column in answer.columns)
            rows = tuple(_lined(row, "row", tell) for row in answer.rows)
            if answer.several:
                rows = tuple(_earning(row, tell) for row in rows)
            return replace(answer, columns=_told_apart(columns, tell), rows=rows)
        case Program():
            return _program(answer, sayer)
        case Upload():
            types = tuple(dict.fromkeys(filter(is_type, answer.types)))
            if len(types) < len(answer.types):
                tell("S162", "types of files that are no endings of names are left out")
            return replace(answer, types=types)
        case _:
            return answer


def _matching(answer: Matching, tell: Tell) -> Matching:
    pairs = tuple(_pair(pair, tell) for pair in answer.pairs)
    rights = {pair.right for pair in pairs}
    distractors: dict[Blocks, Label] = {}
    for label in answer.distractors:
        lined = _lined(label, "right side", tell)
        if lined.text not in rights:
            distractors.setdefault(lined.text, lined)
    if len(distractors) < len(answer.distractors):
        tell("S162", "right sides that look alike stand once")
    return replace(answer, pairs=pairs, distractors=tuple(distractors.values()))


def _pair(pair: Pair, tell: Tell) -> Pair:
    left = pair.left
    if is_empty(left):
        tell("S162", "pair without a left side: '…' stands for it")
        left = _NO_TEXT
    return replace(pair, left=left, right=_one_line(pair.right, "right side", tell))


def _lined(part: _Line, noun: str, tell: Tell) -> _Line:
    return replace(part, text=_one_line(part.text, noun, tell))


def _filled(label: Label, tell: Tell) -> Label:
    if not is_empty(label.text):
        return label
    tell("S162", "item without a text: '…' stands for it")
    return replace(label, text=_NO_TEXT)


def _one_line(content: Blocks, noun: str, tell: Tell) -> Blocks:
    """A text on one line of running text."""
    if is_empty(content):
        tell("S162", f"{noun} without a text: '…' stands for it")
        return _NO_TEXT
    if is_line(content):
        return content
    tell("S162", f"{noun} of several lines stands on one")
    found: list[Inlines] = [line for line in lines(content) if line]
    flat: Inlines = ()
    for line in found:
        parts = tuple(_in_line(inline) for inline in line)
        flat = (*flat, *((Text(" "),) if flat else ()), *parts)
    return (Paragraph(stripped(merged(flat))),)


def _in_line(inline: Inline) -> Inline:
    """An inline without line breaks, and with its formulas in the line."""
    match inline:
        case LineBreak():
            return Text(" ")
        case Math(display=True):
            return replace(inline, tex=" ".join(inline.tex.split()), display=False)
        case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript() | Link():
            return replace(inline, content=merged(tuple(map(_in_line, inline.content))))
        case _:
            return inline


def _told_apart(columns: Sequence[Label], tell: Tell) -> tuple[Label, ...]:
    """The columns with different texts; a number stands behind one that was there before."""
    found: list[Label] = []
    for label in columns:
        seen = [one.text for one in found]
        text, number = label.text, 2
        while text in seen:
            text = (*label.text[:-1], *_numbered(label.text[-1:], number))
            number += 1
        if text != label.text:
            tell("S162", "columns that are called alike are numbered")
        found.append(replace(label, text=text))
    return tuple(found)


def _numbered(content: Blocks, number: int) -> Blocks:
    match content:
        case (Paragraph(content=inlines),):
            return (Paragraph(joined((*inlines, Text(f" ({number})")))),)
        case _:
            return content


def _earning(row: Row, tell: Tell) -> Row:
    """The row in which every cell that earns points is right, as it is under `several`."""
    cells = tuple(Cell(cell.points, cell.correct or cell.points > 0) for cell in row.cells)
    if cells != row.cells:
        tell("S162", "a cell that earns points is a right one")
    return replace(row, cells=cells)


def _program(answer: Program, sayer: Sayer) -> Program:
    (block,) = sayer.blocks((CodeBlock(answer.start),))
    start = block.text if isinstance(block, CodeBlock) else ""
    return replace(answer, language=on_one_line(answer.language), start=start.rstrip("\n"))
