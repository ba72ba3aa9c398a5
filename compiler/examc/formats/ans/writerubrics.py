"""Writes rubrics as ANS-style JSON: criteria that are summed, or levels of which one is chosen."""

from collections.abc import Callable, Iterable
from typing import TypeAlias, assert_never

from examc.core.content import Blocks
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.formats.ans import losses, values
from examc.formats.ans.dump import Json
from examc.formats.ans.writekinds import Fields, exact, some

Texts: TypeAlias = Callable[[Blocks], str | None]
"""Writes a text as HTML; None for no text."""

_PARTS: dict[type[Criterion | Level], tuple[Feature, str]] = {
    Criterion: (Feature.CRITERIA, "criterion"),
    Level: (Feature.LEVELS, "level"),
}


def fields(rubric: Rubric | None, html: Texts, told: Losses) -> Fields:
    """What a rubric adds to the fields of a question; nothing without one."""
    made: Fields = {}
    match rubric:
        case Criteria(criteria):
            # The sum is capped whether or not the criteria offer more than the points.
            made |= {"grading_type": "criteria", "max_bound": True}
            made["criteria"] = _parts(criteria, html, told)
        case Levels(levels):
            made["grading_type"] = "rubric"
            made["criteria"] = _parts(levels, html, told)
        case None:
            pass
        case _:
            assert_never(rubric)
    return made


def _parts(parts: Iterable[Criterion | Level], html: Texts, told: Losses) -> list[Json]:
    return [_part(place, part, html, told) for place, part in enumerate(parts, 1)]


def _part(position: int, part: Criterion | Level, html: Texts, told: Losses) -> Json:
    feature, noun = _PARTS[type(part)]
    losses.number(feature, f"points of this {noun}", part.points, part, told)
    percent = part.percent if isinstance(part, Level) else ""
    in_form = values.is_percentage(percent)
    return some(
        id=values.whole_id(part.id),
        x_id=part.id or None,
        x_position=position,
        name=part.name or None,
        description=html(part.text),
        points=values.decimal(part.points),
        x_points_exact=exact(part.points),
        x_percentage=percent if in_form else values.percentage(percent),
        x_percentage_printed=percent or None if not in_form else None,
    )
