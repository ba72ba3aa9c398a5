"""What only graders see of a written question: its rubric, model answer and notes, as HTML.

Moodle has no rubrics for quiz questions; a table beside the box for the mark is all there is.
Every part has a class, so that a reader can take them apart again.
"""

from fractions import Fraction
from functools import lru_cache

from examc.core import numbers
from examc.core.content import Blocks
from examc.core.model import GradedQuestion
from examc.core.rubrics import Criteria, Criterion, Level, Levels
from examc.formats.moodle.bounds import grade
from examc.formats.moodle.html import Page
from examc.systems.moodle.pages import attribute
from examc.text.xhtml import escape

LINES = (2, 3, 5, 10, 15, 20, 25, 30, 35, 40)
"""The heights of an answer box that Moodle's form offers, in lines."""

LINES_OF_A_PAGE = 40
USUAL_LINES = 15  # what Moodle itself takes where nothing is said


def info(question: GradedQuestion, page: Page) -> str:
    """All that graders see of a question; "" where there is nothing."""
    feedback, words = question.feedback, page.words
    parts = [
        _rubric(question, page),
        _part("examc-solution", words.model_answer, question.solution, page),
        _part("examc-notes", words.notes, question.notes, page),
        _part("examc-correct", words.full_marks, feedback.correct, page),
        _part("examc-incorrect", words.less, feedback.incorrect, page),
    ]
    return "\n".join([part for part in parts if part])


def _part(name: str, title: str, content: Blocks, page: Page) -> str:
    if not content:
        return ""
    head = f'<p class="examc-label"><strong>{title}</strong></p>'
    return f'<div class="{name}">{head}{page.blocks(content)}</div>'


def _rubric(question: GradedQuestion, page: Page) -> str:
    match question.answer.rubric:
        case Criteria(criteria):
            points = numbers.show(numbers.value(grade(question.points)))
            most = page.words.add_up.format(points)
            return _table("examc-criteria", most, criteria, page)
        case Levels(levels):
            return _table("examc-levels", page.words.award_one, levels, page)
        case None:
            return ""


def _table(
    name: str, rule: str, rows: tuple[Criterion, ...] | tuple[Level, ...], page: Page
) -> str:
    """The table of a rubric, without the columns that no row has anything for."""
    named = any(row.name for row in rows)
    shares = any(isinstance(row, Level) and row.percent for row in rows)
    words = page.words
    heads = [words.name] * named + [words.look_for, words.points] + [words.percent] * shares
    head = "".join([f"<th>{text}</th>" for text in heads])
    body = "\n".join([_row(row, named, shares, page) for row in rows])
    return (
        f'<p class="examc-label">{rule}</p>\n<table class="{name} {page.table_class}">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _row(row: Criterion | Level, named: bool, shares: bool, page: Page) -> str:
    cells = [f'<td class="examc-name">{page.name(row.name)}</td>'] * named
    cells.append(f'<td class="examc-text">{page.compact(row.text)}</td>')
    cells.append(f'<td class="examc-points">{numbers.show(row.points)}</td>')
    if shares:
        percent = row.percent if isinstance(row, Level) else ""
        cells.append(f'<td class="examc-percent">{f"{escape(percent)}%" * bool(percent)}</td>')
    own = f' data-examc-id="{attribute(row.id)}"' if row.id else ""
    return f"<tr{own}>{''.join(cells)}</tr>"


@lru_cache(maxsize=256)
def lines(space: Fraction | None) -> int:
    """The height of the answer box, in lines, that is nearest to a space in pages."""
    if space is None:
        return USUAL_LINES
    return min(LINES, key=lambda count: (abs(count - space * LINES_OF_A_PAGE), count))


def space(count: int) -> Fraction | None:
    """The space that a height means, in pages; None for the usual height."""
    return None if count == USUAL_LINES else Fraction(count, LINES_OF_A_PAGE)
