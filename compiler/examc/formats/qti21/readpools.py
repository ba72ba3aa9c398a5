"""Pools: how many questions of a section are drawn, and which are always in, or keep their place."""

from collections.abc import Sequence

from examc.core.diagnostics import Report
from examc.core.model import Item, Question
from examc.core.records import replace
from examc.formats.qti21.readtest import Part


def pick(part: Part, made: Sequence[Item], where: str, report: Report) -> int | None:
    """How many questions are drawn; None, and why, where exams cannot draw so."""
    if part.pick is None:
        return None
    asked = [item for item in made if isinstance(item, Question)]
    always = sum(question.always for question in asked)
    worth = {question.points for question in asked}
    if len(worth) == 1 and max(always, 1) <= part.pick <= len(asked):
        return part.pick
    why = "they are not worth the same" if len(worth) > 1 else "some of them are left out"
    message = f"only {part.pick} of its items are drawn for a candidate; all are read, since {why}"
    span = part.piece.document.span(part.piece.element) if part.piece else None
    help_line = "choose them where the exam is given"
    report.add("R529", message, span, help=help_line, where=where)
    return None


def in_pool(item: Item, *, drawn: bool, moves: bool) -> Item:
    """An item of another system without what means nothing where nothing is drawn, or moves."""
    if not isinstance(item, Question):
        return item
    return replace(item, always=item.always and drawn, fixed=item.fixed and (drawn or moves))
