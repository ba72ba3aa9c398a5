"""Texts in which no gap can be: what looks like one is the characters that it is written with."""

from typing import Any

from examc.core.content import Blocks, GapRef, Inlines, Node, Text, walk
from examc.core.diagnostics import Report
from examc.core.records import replace
from examc.formats.exam.raw import RawExam, RawExercise, RawItem, RawList


def without_gaps(exam: RawExam, exercises: list[RawExercise], report: Report) -> None:
    """Make text of all gaps of an exam but those in the prompts of fill in questions.

    A name in double brackets that a student of another kind of question would read is reported.
    """
    exam.description = as_text(exam.description)
    exam.instructions = as_text(exam.instructions)
    sources = {id(exercise.span.source): exercise.span.source for exercise in exercises}
    marked = {key for key, source in sources.items() if "[[" in source.text}
    for exercise in exercises:
        if id(exercise.span.source) in marked:
            for item in exercise.items:
                _tell(item, report)
                _item(item)


def _tell(raw: RawItem, report: Report) -> None:
    """Report the first gap of the prompt or the entries of an item that can have none."""
    if raw.kind is None or raw.kind.value in ("fill in", ""):
        return
    lists = [found for name, found in raw.lists.items() if name not in ("criteria", "levels")]
    texts = [entry.content + entry.right for found in lists for entry in found.entries]
    for node in walk((*raw.texts.get("prompt", ()), *(block for text in texts for block in text))):
        if isinstance(node, GapRef) and not node.id.isdigit():
            message = "this is read as text, not as a gap"
            help_line = f"use kind fill in, or write \\[[{node.id}]] for the brackets"
            report.add("L227", message, node.span, help=help_line)
            return


def _item(raw: RawItem) -> None:
    keeps = raw.kind is not None and raw.kind.value == "fill in"
    for part, text in raw.texts.items():
        if part != "prompt" or not keeps:
            raw.texts[part] = as_text(text)
    for found in (*raw.lists.values(), *(gap.found for gap in raw.gaps)):
        _entries(found)


def _entries(found: RawList) -> None:
    for entry in found.entries:
        entry.content, entry.right = as_text(entry.content), as_text(entry.right)
        entry.feedback = as_text(entry.feedback)


def as_text(content: Blocks) -> Blocks:
    """The content with the characters of each gap in its place."""
    if not any(isinstance(node, GapRef) for node in walk(content)):
        return content
    return tuple(_node(block) for block in content)


def _node(node: Any) -> Any:
    """A block, or what of running text holds others."""
    for name in ("content", "items", "head", "rows"):
        inner = getattr(node, name, None)
        if isinstance(inner, tuple):
            node = replace(node, **{name: _several(inner)})
    return node


def _several(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
    """Blocks, inlines, items of a list, or rows and cells of a table."""
    if any(isinstance(node, GapRef) for node in nodes):
        nodes = _joined(nodes)
    return tuple(_several(n) if isinstance(n, tuple) else _node(n) for n in nodes)


def _joined(content: Inlines) -> Inlines:
    found: list[Node] = []
    for inline in content:
        text = Text(f"[[{inline.id}]]", inline.span) if isinstance(inline, GapRef) else inline
        last = found[-1] if found else None
        if isinstance(text, Text) and isinstance(last, Text):
            span = last.span.to(text.span) if last.span and text.span else last.span or text.span
            found[-1] = Text(last.text + text.text, span)
        else:
            found.append(text)
    return tuple(found)  # type: ignore[arg-type]
