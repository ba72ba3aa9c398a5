"""Texts of QTI 1.2 in which boxes stand between the words, as the specification itself shows them."""

from fractions import Fraction

from examc.core import limits, numbers
from examc.core.answers import UNBOUNDED, FillIn, Gap, Rule, Scoring, ShortAnswer
from examc.core.content import Blocks
from examc.core.keys import AcceptedText, Match
from examc.core.records import Record
from examc.core.typedtexts import cleaned
from examc.files.xmltree import Element, characters, elements, name
from examc.formats.canvas import names
from examc.formats.canvas.readcontext import Context
from examc.formats.canvas.readgaps import Found, completed
from examc.systems.canvas.kinds import share

ZERO = Fraction(0)


def gaps(presentation: Element) -> list[Found]:
    """The boxes in their order; one whose identifier cannot be an id is called by its number."""
    found: list[Found] = []
    for place, box in enumerate(elements(presentation, "response_str"), 1):
        ident = box.get("ident", "")
        taken = {one.own for one in found}
        own = ident if limits.is_id(ident) and ident not in taken else f"gap{place}"
        found.append(Found(box, ident, own))
    return found


def prompt(presentation: Element, found: list[Found], context: Context) -> Blocks:
    """The text with a gap for each box, where it stands."""
    own = {one.element: one.own for one in found}
    html: list[str] = []
    for element in presentation.iter():
        if element in own:
            html.append(f' <span class="{names.GAP}">{own[element]}</span>')
        elif name(element) == "material":
            text = context.texts.html(context.document, element, context.where)
            html.append(f" {text}" if html and text[:1].isalnum() else text)
    made = context.texts.read(
        context.document, presentation, "".join(html), context.where, gaps=True
    )
    return completed(made, found, presentation, context)


class _Compared(Record, frozen=True):
    """A text that a condition compares with a box, and what the condition gives."""

    box: str
    text: str
    match: Match
    exact: bool
    mark: Fraction
    together: bool
    """Whether the condition compares other boxes too."""


def fill_in(item: Element, found: list[Found], points: Fraction, context: Context) -> FillIn | str:
    """Gaps that earn what their conditions add, or all together where one condition wants all."""
    compared = [one for c in elements(item, "respcondition") for one in _compared(c)]
    together = [one for one in compared if one.together]
    by_box: dict[str, list[_Compared]] = {}
    for one in together or compared:
        by_box.setdefault(one.box, []).append(one)
    total = sum((max(one.mark for one in same) for same in by_box.values()), ZERO)
    made: list[Gap] = []
    for gap in found:
        same = by_box.get(gap.name, [])
        best = max((one.mark for one in same), default=ZERO)
        each = share(points, len(found)) if together else points * best / (total or 1)
        accepted = _accepted(gap, same, each, context)
        if not accepted:
            return f"no text is accepted in gap {gap.name!r}"
        exact = any(one.exact for one in same)
        key = ShortAnswer(accepted=accepted, case=exact, scoring=UNBOUNDED)
        made.append(Gap(id=gap.own, key=key, span=context.document.span(gap.element)))
    rule = Rule.ALL_OR_NOTHING if together else Rule.SUM
    return FillIn(gaps=tuple(made), scoring=Scoring(rule=rule, cap=points))


def _compared(condition: Element) -> list[_Compared]:
    """What a condition compares, if it gives marks."""
    marks = [numbers.parse_float(characters(e)) for e in elements(condition, "setvar")]
    mark = sum((one for one in marks if one is not None), ZERO)
    if mark <= 0:
        return []
    found = [
        (e.get("respident", ""), e, how)
        for kind, how in (("varequal", Match.TEXT), ("varsubstring", Match.CONTAINS))
        for e in elements(condition, kind)
        if not any(name(outer) == "not" for outer in e.iterancestors())
    ]
    together = len({box for box, _, _ in found}) > 1
    return [
        _Compared(
            box, cleaned(characters(e)), how, e.get("case", "").lower() == "yes", mark, together
        )
        for box, e, how in found
    ]


def _accepted(
    gap: Found, compared: list[_Compared], points: Fraction, context: Context
) -> tuple[AcceptedText, ...]:
    span = context.document.span(gap.element)
    made = {
        (one.text.lower(), one.match): AcceptedText(
            points=points, text=one.text, match=one.match, span=span
        )
        for one in compared
        if one.text
    }
    return tuple(made.values())
