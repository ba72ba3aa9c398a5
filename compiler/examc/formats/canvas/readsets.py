"""Formula questions of Canvas: their stored sets of numbers, each as a question with fixed ones."""

from collections.abc import Iterator
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Numeric, Scoring
from examc.core.content import Blocks
from examc.core.keys import AcceptedNumber
from examc.core.model import Question
from examc.core.typednumbers import spelling
from examc.files.xmltree import Element, characters, child, elements
from examc.formats.canvas import blackboard, names
from examc.formats.canvas.readcontext import Context
from examc.formats.canvas.readfeedback import Feedbacks
from examc.formats.canvas.readmarks import stated_points
from examc.formats.foreign import identifiers
from examc.formats.foreign.quoting import quoted
from examc.systems.canvas.dialecttyped import calculated_sets
from examc.systems.reading import NotUnderstood
from examc.text.xhtml import escape

_SHARES = {
    "partial_credit_points_percent": "numbers within a wider tolerance",
    "unit_points_percent": "units",
}


def questions(item: Element, context: Context, ids: identifiers.Ids) -> Iterator[Question]:
    """Yield a question for each set of numbers; none, and a warning, where there is no set."""
    title = names.line(item.get("title", ""))
    try:
        found = list(calculated_sets(item))
    except NotUnderstood as problem:
        context.tell("R514", item, f"formula question {quoted(title)} is left out: {problem}")
        return
    if not found:
        message = f"formula question {quoted(title)} is left out: it has no set of numbers"
        context.tell("R514", item, message, "export it after Canvas has made its solutions")
        return
    if len(found) > 1:
        message = (
            f"formula question {quoted(title)} has {len(found)} sets of numbers: each is read as a"
            " question of a pool of which one is drawn"
        )
        context.tell("R529", item, message, "formulas themselves are not kept")
    points = context.points
    if points is None and blackboard.kind_of(item):
        points = blackboard.points_of(item, context)
        _tell_shares(item, context)
    elif points is None:
        points = stated_points(item)[0] or Fraction(1)
    feedback = Feedbacks(item, context).question()
    for place, (values, answer, margin) in enumerate(found, 1):
        given = f"{item.get('ident', '')}-{place}" if len(found) > 1 else item.get("ident", "")
        yield Question(
            id=ids.own(given, f"sum-{place}"),
            points=points,
            prompt=_prompt(item, values, context),
            answer=_numeric(answer, margin, points),
            title=title if len(found) == 1 else "",
            feedback=feedback,
            span=context.document.span(item),
        )


def _prompt(item: Element, values: dict[str, str], context: Context) -> Blocks:
    if blackboard.kind_of(item):
        return blackboard.prompt(item, values, context)
    presentation = child(item, "presentation")
    material = child(presentation, "material") if presentation is not None else None
    html = "" if material is None else characters(material)
    for name, value in values.items():
        html = html.replace(f"[{name}]", escape(value))
    return context.texts.read(context.document, item, html, context.where)


def _tell_shares(item: Element, context: Context) -> None:
    """Report what Blackboard gives for answers nearby and for units, which an exam cannot."""
    for label, called in _SHARES.items():
        said = next((characters(e).strip() for e in elements(item, label)), "")
        if numbers.parse_float(said):
            message = f"{called} earn {said} % of the points, which is left out"
            context.tell("R516", item, message, "accept them as answers of their own")


def _numeric(answer: Fraction, margin: Fraction, points: Fraction) -> Numeric:
    low, high = answer - margin, answer + margin
    written = spelling(low, high, answer)
    accepted = AcceptedNumber(points=points, low=low, high=high, value=answer, written=written)
    return Numeric(accepted=(accepted,), scoring=Scoring(cap=points))
