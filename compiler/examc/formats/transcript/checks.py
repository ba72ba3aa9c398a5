"""What a model that was read shows to be lost: cut texts, lost figures, sums that do not hold."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from examc.core import numbers, scoring
from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Emphasis,
    Image,
    Inline,
    Math,
    OrderedList,
    Paragraph,
    Strong,
    Text,
    plain,
    walk,
)
from examc.core.diagnostics import Report
from examc.core.model import (
    Exam,
    Exercise,
    Node,
    Question,
    TextBlock,
    exercise_points,
    item_noun,
    narrowed,
    total_points,
)
from examc.core.source import Span
from examc.core.walking import texts
from examc.core.walking import walk as walk_exam
from examc.formats.transcript import captions

A_LINE = 80  # characters: the print cuts the text of a block where its line ends, at about 100
A_PHRASE = 40  # characters; a shorter paragraph without a full stop may be a title

_SENTENCE_ENDS = frozenset(".?!:;…。？！：；)]}\"'”’»›")
_OPEN_ENDS = frozenset(",([{„“«‹-–—")


def check(exam: Exam, announced: int | None, report: Report) -> None:
    """Report what the model shows; `announced` is the number of exercises that the print names."""
    for where, node in walk_exam(exam):
        _check_cut(where, node, report)
    for number, exercise in enumerate(exam.exercises, 1):
        _check_figures(f"exercise {number}", exercise, report)
        _check_sums(f"exercise {number}", exercise, report)
    _check_exam(exam, announced, report)


# -- cut texts ----------------------------------------------------------------------------------


def _check_cut(where: str, node: Node, report: Report) -> None:
    is_block = isinstance(node, TextBlock)
    for text in texts(node):
        for index, block in enumerate(text):
            after = text[index + 1] if index + 1 < len(text) else None
            if isinstance(block, Paragraph) and _is_cut(block, after, is_block=is_block):
                span = _last_line(block.span.root() if block.span else node.span)
                shown = span.source.line(span.line).strip()[-60:] if span else ""
                message = f"text ends in the middle of a sentence: {shown!r}"
                help_line = "complete it from the exam itself"
                report.add("R469", message, span, help=help_line, where=where)


def _is_cut(block: Paragraph, after: Block | None, *, is_block: bool) -> bool:
    last = _last(block.content)
    if not isinstance(last, Text) or not last.text.strip():
        return False
    end = last.text.rstrip()[-1]
    visible = len(plain((block,)))
    if end in _OPEN_ENDS:
        return visible > 3
    if not is_block or end in _SENTENCE_ENDS or not end.isalnum():
        return False
    return visible >= (A_LINE if _goes_on(after) else A_PHRASE)


def _last(content: tuple[Inline, ...]) -> Inline | None:
    last = content[-1] if content else None
    while isinstance(last, Emphasis | Strong):
        last = last.content[-1] if last.content else None
    return last


def _goes_on(after: Block | None) -> bool:
    """Whether what stands below a paragraph can be the rest of its sentence."""
    match after:
        case Paragraph(content=(Math(display=True), *_)):
            return True
        case BulletList() | OrderedList() | CodeBlock():
            return True
        case _:
            return False


# -- figures ------------------------------------------------------------------------------------


def _check_figures(where: str, exercise: Exercise, report: Report) -> None:
    places = list(_places(where, exercise))
    lost = any(
        isinstance(node, Image) and not node.is_remote for _, text in places for node in walk(text)
    )
    for place, text in places:
        found = captions.mentions(text, numbered=not lost)
        if found:
            span = found[0].span.root() if found[0].span else None
            message = "text speaks of a figure, and the transcript holds none"
            help_line = "check that it still says what it should"
            report.add("R471", message, _last_line(span), help=help_line, where=place)


def _places(where: str, exercise: Exercise) -> Iterator[tuple[str, Blocks]]:
    exam = Exam(title="", exercises=(exercise,))
    for place, node in walk_exam(exam):
        for text in texts(node):
            yield where + place.removeprefix("exercise 1"), text


def _last_line(span: Span | None) -> Span | None:
    if span is None or span.line == span.end_line:
        return span
    return span.source.line_span(span.end_line)


# -- sums ---------------------------------------------------------------------------------------


def _check_sums(where: str, exercise: Exercise, report: Report) -> None:
    found = exercise_points(exercise)
    if exercise.points is not None and exercise.points != found:
        message = _differ("exercise is said to have", exercise.points, "its questions have", found)
        help_line = "look for a question that is missing, or has other points"
        report.add("R459", message, exercise.span, help=help_line, where=where)
    number = 0
    for item in exercise.items:
        number += item_noun(item) == "question"
        if isinstance(item, Question):
            _check_attainable(f"{where} › question {number}", item, report)


def _check_attainable(where: str, item: Question, report: Report) -> None:
    match item.answer:
        case Choice() as choice:
            best = scoring.attainable(narrowed(item, choice))
            if choice.many:
                best = scoring.positive(option.points for option in choice.options)
            found, what = best, "its options give"
        case TrueFalse() | Numeric() | ShortAnswer() | FillIn() | Matching() | Ordering():
            return  # no print of them is known
        case Matrix():
            return
        case Written(rubric=rubric) | Upload(rubric=rubric) | Program(rubric=rubric):
            if rubric is None:
                return
            found, what = scoring.rubric_points(rubric), "its rubric gives"
        case _:
            assert_never(item.answer)
    if found != item.points:
        message = _differ("question has", item.points, what, found)
        help_line = "look for a part that is missing, or has other points"
        report.add("R459", message, item.span, help=help_line, where=where)


def _check_exam(exam: Exam, announced: int | None, report: Report) -> None:
    present = len(exam.exercises)
    if announced is not None and announced != present:
        message = f"number of exercises is announced as {announced}, and is {present}"
        help_line = "look for exercises that the print leaves out"
        report.add("R413", message, exam.span, help=help_line)
    total = total_points(exam)
    if exam.points is not None and exam.points != total:
        message = _differ("exam is said to have", exam.points, "its questions have", total)
        help_line = "look for questions that the print leaves out"
        report.add("R459", message, exam.span, help=help_line)


def _differ(said: str, first: Fraction, then: str, second: Fraction) -> str:
    noun = "point" if first == 1 else "points"
    return f"{said} {numbers.show(first)} {noun}, and {then} {numbers.show(second)}"
