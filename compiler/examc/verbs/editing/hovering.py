"""What an editor shows of the place under the pointer, as Markdown."""

from typing import assert_never

from examc.core import codes
from examc.core.answers import Gap, Option, Part
from examc.core.content import plain
from examc.core.diagnostics import Diagnostic
from examc.core.keys import AcceptedNumber, AcceptedText, Label, Pair, Row
from examc.core.model import (
    Exam,
    Exercise,
    Question,
    exercise_points,
    exercise_questions,
    kind_of,
    parts,
    questions,
    total_points,
)
from examc.core.rubrics import Criterion, Level
from examc.core.source import Position
from examc.core.walking import walk
from examc.verbs.editing.desk import Look
from examc.verbs.editing.outlining import points

_ROWS = 12  # parts of a question that are shown


def hover(look: Look, path: str, at: Position) -> str:
    """What is to be said of a place: the pages of its diagnostics, or what stands there; "" for nothing."""
    pages = [_page(entry) for entry in look.by_file().get(path, ()) if _covers(entry, at)]
    if pages:
        return "\n\n---\n\n".join(dict.fromkeys(pages))
    exam = look.reading.exam
    return _node(exam, path, at) if exam is not None else ""


def _covers(entry: Diagnostic, at: Position) -> bool:
    if entry.span is None:
        return False
    span = entry.span.root()
    return (span.line, span.column) <= at <= (span.end_line, span.end_column)


def _page(entry: Diagnostic) -> str:
    """The page of a code, whose title is no larger than other text."""
    return "**" + codes.page(entry.code).rstrip().removeprefix("# ").replace("\n", "**\n", 1)


def _node(exam: Exam, path: str, at: Position) -> str:
    """The exam, the exercise or the question whose heading the place is in."""
    for _, node in walk(exam):
        root = node.span.root() if node.span is not None else None
        if root is None or root.source.path != path:
            continue
        if (root.line, root.column) <= at <= (root.end_line, root.end_column):
            match node:
                case Exam():
                    return _exam(node)
                case Exercise():
                    return _exercise(node)
                case Question():
                    return _question(node)
                case _:
                    return ""
    return ""


def _exam(exam: Exam) -> str:
    count = len(list(questions(exam)))
    rows = [
        f"| {_cell(each.title)} | {len(list(exercise_questions(each)))} | {points(exercise_points(each))} |"
        for each in exam.exercises
    ]
    head = f"**{_escaped(exam.title)}**: {_counted(count)}, {points(total_points(exam))}"
    table = ["| exercise | questions | points |", "|---|---|---|", *rows]
    return "\n".join([head, "", *table] if rows else [head])


def _exercise(exercise: Exercise) -> str:
    found = list(exercise_questions(exercise))
    total = points(exercise_points(exercise))
    rows = [f"| {_cell(one.id)} | {kind_of(one)} | {points(one.points)} |" for one in found]
    head = f"**{_escaped(exercise.title)}**: {_counted(len(found))}, {total}"
    table = ["| question | kind | points |", "|---|---|---|", *rows]
    return "\n".join([head, "", *table] if rows else [head])


def _question(question: Question) -> str:
    """The kind of a question, its points, its prompt and its parts."""
    head = f"**{kind_of(question)}**, {points(question.points)}, id `{question.id}`"
    lines = [head, "", _escaped(_words(plain(question.prompt)))]
    entries = [f"- {_escaped(_said(part))}" for part in parts(question)]
    more = ["- …"] if len(entries) > _ROWS else []
    return "\n".join([*lines, "", *entries[:_ROWS], *more]).rstrip()


def _said(part: Part) -> str:
    """A part in one line: what it earns, and its text."""
    match part:
        case Option() | Criterion():
            return f"{points(part.points)}: {_words(plain(part.text))}"
        case AcceptedNumber():
            return f"{points(part.points)}: {part.written}"
        case AcceptedText():
            return f"{points(part.points)}: {_words(part.text)}"
        case Level() | Label() | Row():
            return _words(plain(part.text))
        case Pair():
            return (
                f"{points(part.points)}: {_words(plain(part.left))} → {_words(plain(part.right))}"
            )
        case Gap():
            return f"gap {part.id}"
        case _:
            assert_never(part)


def _counted(count: int) -> str:
    return f"{count} question{'s' * (count != 1)}"


def _words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199] + "…"


def _cell(text: str) -> str:
    return _escaped(text).replace("|", "\\|")


def _escaped(text: str) -> str:
    """A text whose signs are no Markdown, so that nothing of an exam acts in an editor."""
    return "".join("\\" + char if char in "\\`*_[]<>#|!$&~" else char for char in text)
