"""What scorers need and candidates do not see: rubrics, model answers, notes.

QTI 2.1 has no rubric. Per criterion we declare an outcome that a scorer's system can fill, and
show the rubric as a table in a `rubricBlock` for scorers. It is a direct child of `itemBody`:
inside a div, Canvas would show it to students.
"""

from typing import NamedTuple, assert_never

from markupsafe import Markup

from examc.core import numbers
from examc.core.content import plain
from examc.core.model import Question
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.formats.qti21 import losses, names
from examc.formats.qti21.html import Html, attribute
from examc.formats.qti21.scores import maximum
from examc.text.xhtml import escape


class Outcome(NamedTuple):
    """An outcome that a scorer sets; `maximum` is in points, "" where there is none."""

    identifier: str
    base_type: str
    interpretation: Markup
    maximum: str = ""


class RubricBlock(NamedTuple):
    """A text for some views; its class says what it is."""

    view: str
    css: str
    content: Markup


def outcomes(rubric: Rubric | None) -> list[Outcome]:
    """The outcomes of a rubric: points for each criterion, or which level was chosen."""
    match rubric:
        case Criteria(criteria):
            return [
                Outcome(
                    f"CRITERION_{place}",
                    "float",
                    attribute(_said(criterion)),
                    maximum(criterion.points),
                )
                for place, criterion in enumerate(criteria, 1)
            ]
        case Levels(levels):
            meanings = [
                f"LEVEL_{place} ({numbers.show(level.points)}): {_said(level)}"
                for place, level in enumerate(levels, 1)
            ]
            return [Outcome("LEVEL", "identifier", attribute("; ".join(meanings)))]
        case None:
            return []
        case _:
            assert_never(rubric)


def _said(line: Criterion | Level) -> str:
    """What a line of a rubric asks for, in characters."""
    return plain(line.text, read=True) or line.name


def rubric_blocks(question: Question, rubric: Rubric | None, html: Html) -> list[RubricBlock]:
    """The blocks of a question that candidates do not see: rubric, model answer, notes."""
    found: list[RubricBlock] = []
    match rubric:
        case Criteria(criteria):
            found.append(RubricBlock("scorer", names.CRITERIA, _criteria(criteria, html)))
        case Levels(levels):
            found.append(RubricBlock("scorer", names.LEVELS, _levels(levels, html)))
        case None:
            pass
    for text, view, css in (
        (question.solution, "scorer tutor", names.SOLUTION),
        (question.notes, "scorer", names.NOTES),
    ):
        if text:
            found.append(RubricBlock(view, css, html.of(question).markup(text)))
    return found


def _criteria(criteria: tuple[Criterion, ...], html: Html) -> Markup:
    for criterion in criteria:
        losses.criterion(criterion, html.losses)
    return _table(html.words.criterion, criteria, html)


def _levels(levels: tuple[Level, ...], html: Html) -> Markup:
    return _table(html.words.level, levels, html)


def _table(noun: str, rows: tuple[Criterion | Level, ...], html: Html) -> Markup:
    """A table whose cells say by class what they hold; a column that no row fills is left out.

    Unlike an outcome, it says 1/3 exactly. Without rows there is no table, since QTI asks for one
    in its body.
    """
    if not rows:
        return Markup("")
    percent, name = any(map(_percent, rows)), any(row.name for row in rows)
    words = html.words
    heads = [words.points, *[words.percent] * percent, *[words.name] * name, noun]
    head = "".join([f"<th>{cell}</th>" for cell in heads])
    body = "".join([_cells(row, percent, name, html) for row in rows])
    return Markup(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def _percent(row: Criterion | Level) -> str:
    return f"{escape(row.percent)}%" if isinstance(row, Level) and row.percent else ""


def _cells(row: Criterion | Level, percent: bool, name: bool, html: Html) -> str:
    label = f' label="{attribute(row.id)}"' if row.id else ""
    cells = [_cell(names.CELL_POINTS, numbers.show(row.points))]
    if percent:
        cells.append(_cell(names.CELL_PERCENT, _percent(row)))
    if name:
        cells.append(_cell(names.CELL_NAME, escape(row.name)))
    cells.append(_cell(names.CELL_TEXT, html.of(row).compact(row.text)))
    return f"<tr{label}>{''.join(cells)}</tr>"


def _cell(css: str, content: str) -> str:
    return f'<td class="{css}">{content}</td>'
