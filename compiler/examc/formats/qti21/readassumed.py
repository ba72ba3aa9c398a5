"""Items whose rules set no SCORE, though they say what is right: the marks that are taken for granted.

Some systems leave the marks to whoever imports an item, or keep them under a name of their own. Then
the one number that rules set is the mark; or the mapping is, where there is one; or the right answers
to all parts earn the points, and anything else nothing, as the template match_correct has it.
"""

from collections.abc import Iterable
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.files.xmltree import Element, child, children, made, name, parts
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21.readbody import Body
from examc.formats.qti21.readpoints import stated
from examc.formats.qti21.readrules import SCORE, SETS, matters

_COMPARE = "compare it with its system"
_NUMBERS = ("float", "integer")
_RESPONSE = "RESPONSE"
_MATCH = ("match_correct", "CC2_match")
_MAP = ("map_response", "CC2_map_response")
_OTHERS = ("MAXSCORE", "MINSCORE", "completionStatus", "PASS")
"""Outcomes that are no mark."""


def complete(body: Body, where: str) -> None:
    """Give an item rules for SCORE where it has none, and say what was taken for granted."""
    root = body.document.root
    declared = {o.get("identifier", ""): o for o in children(root, "outcomeDeclaration")}
    processing = child(root, "responseProcessing")
    rules = [] if processing is None else parts(processing)
    has_template = processing is not None and not rules and _names_a_template(processing)
    why = _why_not(root, processing) if processing is not None and has_template else ""
    if (has_template and not why) or any(matters(rule, {SCORE}) for rule in rules):
        if SCORE not in declared:
            _declare(root)
        return
    own = _only_number(rules, declared)
    if own:
        message = f"nothing sets SCORE there; the outcome {quoted(own)} is taken for the mark"
        body.tell("R576", message, declared[own], where, _COMPARE)
        for element in root.iter():
            if element.get("identifier") == own and name(element) in (*SETS, "variable", _OUTCOME):
                element.set("identifier", SCORE)
        return
    known = [r for r in children(root, "responseDeclaration") if _says_what_is_right(r)]
    if known:
        _assume(body, known, where, processing, why)
    elif SCORE not in declared:
        _declare(root)  # nothing marks it there, either


_OUTCOME = "outcomeDeclaration"
_BY_KEY = lazyre.compile(r".*/match_correct_\w+(?:\.xml)?")
"""Templates of a system's own that say by their name that the key is what is right."""


def _names_a_template(processing: Element) -> bool:
    template = processing.get("template", "")
    return bool(processing.attrib) and _BY_KEY.fullmatch(template) is None


def _why_not(root: Element, processing: Element) -> str:
    """Why a template of the standard cannot mark an item; "" where it can, or is another one."""
    template = processing.get("template", "").rstrip("/").rpartition("/")[2].removesuffix(".xml")
    declared = {r.get("identifier", ""): r for r in children(root, "responseDeclaration")}
    if template not in (*_MATCH, *_MAP) or not any(map(_says_what_is_right, declared.values())):
        return ""
    if _RESPONSE in declared:
        return ""
    return f"its template marks a response called {_RESPONSE}, which it has not"


def _only_number(rules: Iterable[Element], declared: dict[str, Element]) -> str:
    """The one outcome that rules set to a number; "" where there are several, or none."""
    names = {
        element.get("identifier", "")
        for rule in rules
        for element in rule.iter()
        if name(element) in SETS
    }
    own = [
        found
        for found in names & declared.keys()
        if found not in _OTHERS and declared[found].get("baseType") in _NUMBERS
    ]
    return own[0] if len(own) == 1 and SCORE not in declared else ""


def _says_what_is_right(response: Element) -> bool:
    correct = child(response, "correctResponse")
    return child(response, "mapping") is not None or (correct is not None and len(correct) > 0)


def _declare(root: Element) -> None:
    root.insert(0, made(_OUTCOME, identifier=SCORE, cardinality="single", baseType="float"))


def _assume(
    body: Body, known: list[Element], where: str, processing: Element | None, why: str
) -> None:
    """Mark an item by its mappings or right answers, since `why` says why nothing does."""
    root = body.document.root
    total = stated(root)
    points = Fraction(1) if total is None else total
    own = "" if processing is None else processing.get("template", "")
    by_key = bool(why) and own.rstrip("/").removesuffix(".xml").endswith(_MATCH)
    if not by_key and any(child(response, "mapping") is not None for response in known):
        taken = "the points of its mapping are taken"
        value = _summed([_mapped(response) for response in known])
        rules = [_set(value)]
    else:
        taken = f"{numbers.show(points)} for the correct response is taken"
        rules = [_matching([response.get("identifier", "") for response in known], points)]
    unknown = f"template {quoted(own)} is not known" if own else "nothing marks it there"
    why = why or unknown
    message = f"{why}; {taken}"
    body.tell("R558", message, root, where, _COMPARE)
    if processing is not None:
        root.remove(processing)
    if not any(o.get("identifier") == SCORE for o in children(root, _OUTCOME)):
        _declare(root)
    new = made("responseProcessing")
    new.extend(rules)
    root.append(new)


def _mapped(response: Element) -> Element:
    own = response.get("identifier", "")
    if child(response, "mapping") is not None:
        return made("mapResponse", identifier=own)
    return _number(Fraction(0))


def _summed(values: list[Element]) -> Element:
    total = made("sum")
    total.extend(values)
    return total


def _set(value: Element) -> Element:
    rule = made("setOutcomeValue", identifier=SCORE)
    rule.append(value)
    return rule


def _number(points: Fraction) -> Element:
    value = made("baseValue", baseType="float")
    value.text = numbers.decimal(points) if numbers.is_decimal(points) else "1"
    return value


def _matching(responses: list[str], points: Fraction) -> Element:
    both = made("and")
    for own in responses:
        test = made("match")
        test.append(made("variable", identifier=own))
        test.append(made("correct", identifier=own))
        both.append(test)
    branch, condition = made("responseIf"), made("responseCondition")
    branch.extend([both, _set(_number(points))])
    condition.append(branch)
    return condition
