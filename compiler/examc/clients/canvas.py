"""Canvas Classic quizzes: what its QTI 2.1 importer keeps, and how its scorer marks that.

Rules measured by running the importer (qti_exporter) and the quiz scorer: items are found by the
identifier of their reference, correctResponse decides the key, the number of right options decides
between one answer and several, and points come from the reference's weight.
"""

from fractions import Fraction

from lxml import etree

from examc.clients.packages import (
    Package,
    Reference,
    Refused,
    child,
    elements,
    open_package,
    references,
)
from examc.clients.view import FEEDBACK, Award, Chosen, Seen, View
from examc.qtiengine import NotUnderstood, name, text_of

NAME = "Canvas Classic"
LONGEST_PROMPT = 16 * 1024  # bytes of question_text; a longer one is replaced by an apology

_ITEM_TYPE = "imsqti_item_xmlv2p"
_TEST_TYPES = ("imsqti_test_xmlv2p1", "imsqti_assessment_xmlv2p1")


def view(data: bytes) -> View:
    """See a package as Canvas' importer does."""
    try:
        package = open_package(data)
        if not any(kind in _TEST_TYPES for kind in package.types.values()):
            return View(refused="no test that Canvas knows: there would be no quiz")
        items = {
            root.get("identifier", ""): root
            for path, root in package.items.items()
            if package.types.get(path, "").startswith(_ITEM_TYPE)
        }
        return View([_see(reference, items, package) for reference in references(package)])
    except (Refused, NotUnderstood) as refused:
        return View(refused=str(refused))


def _see(reference: Reference, items: dict[str, etree._Element], _: Package) -> Seen:
    root = items.get(reference.identifier)
    if root is None:
        return Seen(reference.identifier, None, refused="no item has the reference's identifier")
    points = max(reference.weight if reference.weight is not None else Fraction(1), Fraction(0))
    interactions = [e for e in root.iter() if name(e).endswith("Interaction")]
    kinds = [name(e) for e in interactions]
    seen = Seen(reference.identifier, points, carries=_carried(root))
    if kinds == ["choiceInteraction"]:
        return _choice(root, interactions[0], seen)
    if kinds == ["extendedTextInteraction"]:
        if elements(root, "correctResponse"):
            seen.refused = "an essay with a correct response becomes a short answer, marked by text"
        return seen
    seen.refused = f"Canvas makes no question of {', '.join(kinds) or 'no interaction'}"
    return seen


def _choice(root: etree._Element, interaction: etree._Element, seen: Seen) -> Seen:
    body = child(root, "itemBody")
    if body is None or interaction not in list(body):
        seen.refused = "the interaction stands inside another element: all its options are lost"
        return seen
    choices = elements(interaction, "simpleChoice")
    ids = [choice.get("identifier", "") for choice in choices]
    values = [
        text_of(v) for c in elements(root, "correctResponse") for v in c if name(v) == "value"
    ]
    right = frozenset(ids.index(value) for value in values if value in ids)
    if not right:
        seen.refused = "Canvas cannot tell the correct answers"
        return seen
    if len(text_of(body).encode()) > LONGEST_PROMPT:
        seen.refused = "the prompt is longer than 16 KB, and is replaced"
        return seen
    seen.options, seen.single = len(ids), len(right) == 1
    points = seen.points or Fraction(0)
    seen.award = _single(right, points) if seen.single else _several(right, points)
    seen.shown = _feedback(root, ids)
    return seen


def _single(right: Chosen, points: Fraction) -> Award:
    """multiple_choice: the chosen answer is worth all or nothing."""
    return lambda chosen: points if chosen and chosen <= right else Fraction(0)


def _several(right: Chosen, points: Fraction) -> Award:
    """multiple_answers: each right one adds a share, each wrong one takes a share, 0 at least."""

    def award(chosen: Chosen) -> Fraction:
        net = len(chosen & right) - len(chosen - right)
        return max(Fraction(0), points * net / len(right))

    return award


def _feedback(root: etree._Element, ids: list[str]) -> frozenset[int]:
    """Feedback hangs on an option where their identifiers say so: RESPONSE_1, feedback_1_fb."""
    present = {e.get("identifier") for e in elements(root, "modalFeedback") if text_of(e).strip()}
    return frozenset(
        place
        for place, own in enumerate(ids)
        if own.startswith("RESPONSE_") and f"feedback_{own.removeprefix('RESPONSE_')}_fb" in present
    )


def _carried(root: etree._Element) -> frozenset[str]:
    names = [e.get("identifier", "") for e in elements(root, "modalFeedback")]
    general = any("general_" in identifier or "_all" in identifier for identifier in names)
    return frozenset({FEEDBACK}) if general else frozenset()
