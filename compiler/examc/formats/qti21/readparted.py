"""An item with several interactions whose marks add up → items with one interaction each.

Nothing is parted on trust: each rule that SCORE hangs on must be about the answer to one part alone,
and add to SCORE, or be the sum of what such rules found. Then the parts together award what the item
does, whatever is answered.
"""

import copy

from examc.core.records import Record
from examc.files.xmltree import Element, child, children, elements, name, parts
from examc.formats.qti21 import readrules
from examc.formats.qti21.readbody import interactions
from examc.formats.qti21.readrules import SCORE, SETS
from examc.formats.qti21.readscored import READ
from examc.systems.reading import NotUnderstood

_KINDS = READ | {"choiceInteraction"}
_GAPS = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
_ASKS = frozenset({"variable", "correct", "mapResponse", "mapResponsePoint", "default"})
_TOTALS = ("MAXSCORE", "MINSCORE")
_FEEDBACK = ("feedbackInline", "feedbackBlock")
MOST_PARTS = 50


class _Part(Record, frozen=True):
    """What of a body goes together: elements side by side, and the responses that they ask for."""

    blocks: tuple[Element, ...]
    responses: frozenset[str]


def parted(root: Element) -> list[Element]:
    """Items that together ask and award what an item does; [] where it cannot be parted so."""
    asked = interactions(root)
    own = [one.get("responseIdentifier", "") for one in asked]
    declared = {r.get("identifier", "") for r in children(root, "responseDeclaration")}
    body = child(root, "itemBody")
    if body is None or len(set(own)) < len(own) or not declared.issuperset(own):
        return []
    if not {name(one) for one in asked} <= _KINDS:
        return []
    found = _in_blocks(body, asked)
    owners = {response: at for at, part in enumerate(found) for response in part.responses}
    if not 1 < len(found) <= MOST_PARTS or not _adds_up(root, owners, len(found)):
        return []
    return [_alone(root, at, found, owners) for at in range(len(found))]


# -- texts ----------------------------------------------------------------------------------------


def _in_blocks(body: Element, asked: list[Element]) -> list[_Part]:
    """The parts of a body; [] where interactions of several kinds share a block."""
    around = body
    while True:
        holders = [e for e in parts(around) if any(_is_inside(one, e) for one in asked)]
        if len(holders) != 1 or holders[0] in asked:
            break
        around = holders[0]
    found: list[_Part] = []
    blocks: list[Element] = []
    for block in around:
        blocks.append(block)
        inside = [one for one in asked if _is_inside(one, block)]
        if len(inside) > 1 and not {name(one) for one in inside} <= _GAPS:
            return []
        if inside:
            own = frozenset(one.get("responseIdentifier", "") for one in inside)
            found.append(_Part(tuple(blocks), own))
            blocks = []
    if blocks and found:
        last = found.pop()
        found.append(_Part((*last.blocks, *blocks), last.responses))
    return found


def _is_inside(inner: Element, outer: Element) -> bool:
    return inner is outer or outer in inner.iterancestors()


# -- rules ----------------------------------------------------------------------------------------


def _adds_up(root: Element, owners: dict[str, int], count: int) -> bool:
    """Whether every rule that SCORE hangs on adds what one part alone earns; `owners` grow."""
    processing = child(root, "responseProcessing")
    score = next(
        (o for o in children(root, "outcomeDeclaration") if o.get("identifier") == SCORE), None
    )
    if processing is None or score is None or _begins_above_nothing(score):
        return False
    if elements(processing, "exitResponse"):
        return False
    try:
        needed = readrules.needed(processing, [SCORE])
    except NotUnderstood:
        return False
    pruned = readrules.pruned(processing, needed)
    rules = [] if pruned is None else parts(pruned)
    _find_owners(rules, owners)
    marked: set[int] = set()
    for rule in rules:
        about = _about(rule, owners)
        if about is None or not _adds(rule, about, owners):
            return False
        marked |= about
    return marked == set(range(count))


def _begins_above_nothing(score: Element) -> bool:
    values = [(value.text or "").strip() for value in elements(score, "value")]
    return any(value.strip("0.") for value in values)


def _find_owners(rules: list[Element], owners: dict[str, int]) -> None:
    """Add the outcomes, but for SCORE, that hang on the answers to one part alone."""
    setting: dict[str, list[Element]] = {}
    for rule in rules:
        for own in _sets(rule):
            setting.setdefault(own, []).append(rule)
    for _ in range(readrules.MOST_ROUNDS):
        before = len(owners)
        for own, its in setting.items():
            known = owners | {own: -1}
            about = [_about(rule, known) for rule in its]
            if own not in owners and own != SCORE and None not in about:
                groups = {group for one in about if one for group in one} - {-1}
                if len(groups) == 1:
                    owners[own] = groups.pop()
        if len(owners) == before:
            return


def _sets(rule: Element) -> set[str]:
    return {e.get("identifier", "") for e in rule.iter() if name(e) in SETS}


def _about(rule: Element, owners: dict[str, int]) -> frozenset[int] | None:
    """The parts whose answers a rule asks about; None where it asks for something else.

    A rule that sets SCORE may ask for what that was before.
    """
    asked = {e.get("identifier", "") for e in rule.iter() if name(e) in _ASKS}
    if SCORE in _sets(rule) or _is_score(rule):
        asked.discard(SCORE)
    if not asked <= owners.keys():
        return None
    return frozenset(owners[own] for own in asked)


def _adds(rule: Element, about: frozenset[int], owners: dict[str, int]) -> bool:
    """Whether a rule about some parts adds to SCORE what each earns, or finds what one earns."""
    if SCORE not in _sets(rule):
        return len(about) == 1
    scores = [e for e in rule.iter() if _is_score(e)]
    if name(rule) == "setOutcomeValue":
        groups = [_about(one, owners) for one in _operands(rule)]
        direct = sum(map(_is_score, _operands(rule)))
        is_sum = bool(groups) and all(group is not None and len(group) < 2 for group in groups)
        return is_sum and len(scores) == direct < 2
    sets = [e for e in rule.iter() if name(e) in SETS and e.get("identifier") == SCORE]
    grows = [sum(map(_is_score, _operands(each))) == 1 for each in sets]
    return len(about) == 1 and all(grows) and len(scores) == len(sets)


def _operands(rule: Element) -> list[Element]:
    """What a rule sums up; [] where it is no sum."""
    inner = parts(rule)
    return parts(inner[0]) if len(inner) == 1 and name(inner[0]) == "sum" else []


def _is_score(element: Element) -> bool:
    return name(element) == "variable" and element.get("identifier") == SCORE


def feedback(root: Element) -> list[Element]:
    """The feedback of an item, but for that on its options, wherever it stands."""
    body = child(root, "itemBody")
    inside = () if body is None else body.iter()
    found = [one for one in inside if name(one) in _FEEDBACK and not _is_on_option(one)]
    return [*found, *children(root, "modalFeedback")]


def _is_on_option(element: Element) -> bool:
    return any(name(outer).endswith("Interaction") for outer in element.iterancestors())


def shows(root: Element, feedback: Element) -> bool:
    """Whether the rules of an item ever set the outcome that a feedback is shown for."""
    wanted = feedback.get("outcomeIdentifier", ""), feedback.get("identifier", "")
    return any(
        element.get("identifier") == wanted[0]
        and any((value.text or "").strip() == wanted[1] for value in elements(element, "baseValue"))
        for processing in children(root, "responseProcessing")
        for element in elements(processing, "setOutcomeValue")
    )


# -- parts ----------------------------------------------------------------------------------------


def _alone(root: Element, at: int, found: list[_Part], owners: dict[str, int]) -> Element:
    """An item with one part of another, and with the rules about it."""
    places = {element: place for place, element in enumerate(root.iter())}
    whole = copy.deepcopy(root)
    copies = list(whole.iter())
    blocks = {part: [copies[places[block]] for block in part.blocks] for part in found}
    _cut(blocks[found[at]], first=at == 0, last=at == len(found) - 1)
    for declared in children(whole, "responseDeclaration"):
        if owners.get(declared.get("identifier", ""), at) != at:
            whole.remove(declared)
    for processing in children(whole, "responseProcessing"):
        _keep_rules(processing, at, owners)
    _give_feedback(root, whole)
    for outcome in children(whole, "outcomeDeclaration"):
        if outcome.get("identifier") in _TOTALS:
            whole.remove(outcome)
        elif outcome.get("identifier") == SCORE:
            for bound in ("normalMaximum", "normalMinimum"):
                if bound in outcome.attrib:
                    del outcome.attrib[bound]
    if at:
        whole.set("identifier", f"{root.get('identifier', '')}-{at + 1}")
    return whole


def _cut(kept: list[Element], *, first: bool, last: bool) -> None:
    """Take out of a body what other parts show: the first has what is above all, the last the rest."""
    step = kept[0].getparent()
    others = [] if step is None else [element for element in step if element not in kept]
    while step is not None:
        for element in others:
            step.remove(element)
        if not first:
            step.text = None
        above = step.getparent()
        if name(step) == "itemBody" or above is None:
            return
        place = above.index(step)
        beside = list(above)
        others = [
            *(beside[place + 1 :] if not last else []),
            *(beside[:place] if not first else []),
        ]
        if not last:
            step.tail = None
        step = above


def _give_feedback(root: Element, part: Element) -> None:
    """Leave a part the feedback that its own rules show, wherever that stands in the whole."""
    for element in feedback(part):
        _take_out(element)
    body = child(part, "itemBody")
    for element in feedback(root):
        if shows(part, element) and body is not None:
            twin = copy.deepcopy(element)
            twin.tail = None
            if name(element) == "modalFeedback":
                part.append(twin)
            else:
                body.insert(0, twin)  # nobody reads it there, but as feedback


def _take_out(element: Element) -> None:
    """Remove an element; the text after it stays."""
    above, before = element.getparent(), element.getprevious()
    if above is None:
        return
    if before is None:
        above.text = (above.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    above.remove(element)


def _keep_rules(processing: Element, at: int, owners: dict[str, int]) -> None:
    """Take out rules, and operands of sums, that are about other parts."""
    for rule in parts(processing):
        about = _known(rule, owners)
        if about <= {at}:
            continue
        if at in about and name(rule) == "setOutcomeValue" and SCORE in _sets(rule):
            total = parts(rule)[0]
            for one in parts(total):
                if not _known(one, owners) <= {at}:
                    total.remove(one)
        else:
            processing.remove(rule)


def _known(rule: Element, owners: dict[str, int]) -> set[int]:
    """The parts whose answers a rule asks about, whatever else it asks for."""
    asked = (e.get("identifier", "") for e in rule.iter() if name(e) in _ASKS)
    return {owners[own] for own in asked if own in owners}
