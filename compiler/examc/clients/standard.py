"""A standard QTI 2.1 player: it runs each item's own response processing."""

from collections.abc import Callable
from fractions import Fraction

from lxml import etree

from examc.clients.packages import Refused, child, elements, open_package, references
from examc.clients.view import (
    FEEDBACK,
    NOTES,
    RUBRIC,
    SOLUTION,
    Award,
    Chosen,
    Seen,
    View,
)
from examc.qtiengine import Item, NotUnderstood, Value, load, name, number, text_of

NAME = "QTI player"


def view(data: bytes) -> View:
    """See a package as a standard player does."""
    try:
        package = open_package(data)
    except Refused as refused:
        return View(refused=str(refused))
    found = View()
    for reference in references(package):
        root = package.items.get(reference.path)
        if root is None:
            found.questions.append(
                Seen(reference.identifier, None, refused=f"there is no item {reference.path}")
            )
        else:
            found.questions.append(see(root))
    return found


def see(root: etree._Element) -> Seen:
    """See one item."""
    identifier = root.get("identifier", "")
    try:
        item = load(root)
        points = _maximum(root)
        choices = elements(root, "choiceInteraction")
        if not choices:
            return Seen(identifier, points, carries=_carried(root, item, None))
        ids = [choice.get("identifier", "") for choice in elements(choices[0], "simpleChoice")]
        response = choices[0].get("responseIdentifier", "")
        if response not in item.responses:
            raise NotUnderstood(f"response {response!r} is not declared")
        single = item.responses[response].cardinality == "single"
        answer = _answer(response, ids, single=single)
        seen = Seen(identifier, points, _award(item, answer), len(ids), single)
        seen.award(frozenset())  # type: ignore[misc]
        seen.shown = _shown(root, item, answer, len(ids))
        seen.carries = _carried(root, item, answer)
        return seen
    except NotUnderstood as problem:
        return Seen(identifier, None, refused=str(problem))


def _answer(response: str, ids: list[str], *, single: bool) -> Callable[[Chosen], dict[str, Value]]:
    def answer(chosen: Chosen) -> dict[str, Value]:
        values = tuple(ids[place] for place in sorted(chosen))
        value: Value = (values[0] if single else values) if values else None
        return {response: value}

    return answer


def _award(item: Item, answer: Callable[[Chosen], dict[str, Value]]) -> Award:
    return lambda chosen: item.score(answer(chosen))


def _maximum(root: etree._Element) -> Fraction | None:
    for outcome in elements(root, "outcomeDeclaration"):
        if outcome.get("identifier") == "SCORE" and outcome.get("normalMaximum"):
            return number(outcome.get("normalMaximum", ""))
    return None


def _shown(
    root: etree._Element, item: Item, answer: Callable[[Chosen], dict[str, Value]], count: int
) -> frozenset[int]:
    """The options that bring a feedback of their own on the screen when chosen alone."""
    nothing = _visible(root, item.run(answer(frozenset())))
    alone = [
        _visible(root, item.run(answer(frozenset({place})))) - nothing for place in range(count)
    ]
    return frozenset(
        place
        for place, shown in enumerate(alone)
        if shown - set().union(*(other for index, other in enumerate(alone) if index != place))
    )


def _visible(root: etree._Element, outcomes: dict[str, Value]) -> set[str]:
    """The identifiers of the modal feedback that the outcomes bring on the screen."""
    shown: set[str] = set()
    for feedback in elements(root, "modalFeedback"):
        value = outcomes.get(feedback.get("outcomeIdentifier", ""))
        values = value if isinstance(value, tuple) else (value,)
        hit = feedback.get("identifier") in values
        if hit == (feedback.get("showHide", "show") == "show") and text_of(feedback).strip():
            shown.add(feedback.get("identifier", ""))
    return shown


def _carried(
    root: etree._Element, item: Item, answer: Callable[[Chosen], dict[str, Value]] | None
) -> frozenset[str]:
    found: set[str] = set()
    outcomes = item.run(answer(frozenset()) if answer else {})
    if any("general" in identifier for identifier in _visible(root, outcomes)):
        found.add(FEEDBACK)
    body = child(root, "itemBody")
    for block in body if body is not None else ():
        if name(block) == "rubricBlock" and "scorer" in block.get("view", "").split():
            words = block.get("class", "")
            kind = SOLUTION if "solution" in words else NOTES if "notes" in words else RUBRIC
            found.add(kind)
    return frozenset(found)
