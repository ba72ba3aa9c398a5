"""What scorers need and candidates do not see: rubrics, model answers, notes.

QTI 2.1 has no rubric. Per criterion we declare an outcome that a scorer's system can fill, and
show the rubric as a table in a `rubricBlock` for scorers. It is a direct child of `itemBody`:
inside a div, Canvas would show it to students.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from markupsafe import Markup

from examc import numbers
from examc.content import Blocks, plain
from examc.formats.qti21 import names
from examc.formats.qti21.html import Html, attribute
from examc.formats.qti21.scores import number
from examc.model import Criteria, Criterion, Level, Levels, Question, Rubric
from examc.xhtml import escape


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome that a scorer sets; `maximum` is in points, "" where it is no number."""

    identifier: str
    base_type: str
    interpretation: Markup
    maximum: str = ""


@dataclass(frozen=True, slots=True)
class RubricBlock:
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
                    attribute(plain(criterion.text) or criterion.name),
                    number(criterion.points),
                )
                for place, criterion in enumerate(criteria, 1)
            ]
        case Levels(levels):
            meanings = [
                f"LEVEL_{place} ({numbers.show(level.points)}): {plain(level.text) or level.name}"
                for place, level in enumerate(levels, 1)
            ]
            return [Outcome("LEVEL", "identifier", attribute("; ".join(meanings)))]
        case None:
            return []
        case _:
            assert_never(rubric)


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
            found.append(RubricBlock(view, css, html.markup(text)))
    return found


def _criteria(criteria: tuple[Criterion, ...], html: Html) -> Markup:
    rows = [
        _row(criterion.id, [_points(criterion.points), escape(criterion.name)], criterion.text, html)
        for criterion in criteria
    ]
    return _table(["Points", "Name", "Criterion"], rows)


def _levels(levels: tuple[Level, ...], html: Html) -> Markup:
    rows = [
        _row(level.id, [_points(level.points), _percent(level), escape(level.name)], level.text, html)
        for level in levels
    ]
    return _table(["Points", "Percent", "Name", "Level"], rows)


def _table(head: list[str], rows: list[str]) -> Markup:
    """A table with a head; without rows there is none, since QTI asks for one in a body."""
    if not rows:
        return Markup("")
    cells = "".join([f"<th>{cell}</th>" for cell in head])
    body = "".join(rows)
    return Markup(f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>")


def _row(own: str, cells: list[str], text: Blocks, html: Html) -> str:
    label = f' label="{attribute(own)}"' if own else ""
    short = "".join([f"<td>{cell}</td>" for cell in cells])
    return f"<tr{label}>{short}<td>{html.compact(text)}</td></tr>"


def _points(points: Fraction) -> str:
    """The points exactly, `1/3` included: unlike an outcome, a table can say it."""
    return numbers.show(points)


def _percent(level: Level) -> str:
    return f"{escape(level.percent)}%" if level.percent else ""
