"""Template variables whose values are the same for every candidate, put in where they are used.

A value is the declared default, or what rules without chance set (QTI 2.1, section 16). An item in
which anything is drawn stays as it is.
"""

from fractions import Fraction

from examc.core import numbers
from examc.files.xmltree import Element, child, children, elements, made, name, parts
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21.readbody import Body
from examc.formats.qti21.readprocessing import sheltered
from examc.systems.player.engine import Declaration, Value
from examc.systems.player.engine.expressions import State
from examc.systems.player.engine.nodes import Node
from examc.systems.player.engine.values import declaration, many
from examc.systems.reading import NotUnderstood

_SHOWN = ("templateInline", "templateBlock")


def settle(body: Body, where: str) -> None:
    """Put the values of template variables in where all are known, and take the variables out."""
    root = body.document.root
    declared = children(root, "templateDeclaration")
    if not declared:
        return
    try:
        values = sheltered(_values, root, declared)
    except NotUnderstood:
        return  # the item is kept out, since its values differ from one candidate to the next
    names = ", ".join(quoted(own) for own in list(values)[:3])
    message = f"template variables have one value for everybody, which is put in: {names}"
    body.tell("R577", message, declared[0], where)
    types = {e.get("identifier", ""): e.get("baseType", "") for e in declared}
    for kind in ("templateDeclaration", "templateProcessing"):
        for element in children(root, kind):
            root.remove(element)
    _put_into_rules(root, values, types)
    in_formulas = {e.get("identifier") for e in declared if e.get("mathVariable") in ("true", "1")}
    content = child(root, "itemBody")
    for top in (*([] if content is None else [content]), *children(root, "modalFeedback")):
        _put_into_text(top, values, in_formulas)


def _values(root: Element, declared: list[Element]) -> dict[str, Value]:
    known = {one.identifier: one for one in map(declaration, declared)}
    state = State({}, known, {})
    for processing in children(root, "templateProcessing"):
        for rule in parts(processing):
            _run(rule, state, known, root)
    values = {own: state.values[own] for own in known}
    if any(value is None for value in values.values()):
        raise NotUnderstood("a template variable has no value")
    return values


def _run(rule: Element, state: State, known: dict[str, Declaration], root: Element) -> None:
    own, inner = rule.get("identifier", ""), parts(rule)
    if len(inner) != 1:
        raise NotUnderstood(f"the rule {name(rule)} is not known")
    value = state.value(Node(inner[0]))
    match name(rule):
        case "setTemplateValue" if own in known:
            state.values[own] = value
        case "setCorrectResponse":
            _set_correct(root, own, value)
        case _:
            raise NotUnderstood(f"the rule {name(rule)} is not known")


def _set_correct(root: Element, own: str, value: Value) -> None:
    for response in children(root, "responseDeclaration"):
        if response.get("identifier") == own:
            for old in children(response, "correctResponse"):
                response.remove(old)
            correct = made("correctResponse")
            for one in many(value):
                said = made("value")
                said.text = _said(one)
                correct.append(said)
            response.insert(0, correct)


def _put_into_rules(root: Element, values: dict[str, Value], types: dict[str, str]) -> None:
    for processing in children(root, "responseProcessing"):
        for used in elements(processing, "variable"):
            own = used.get("identifier", "")
            parent = used.getparent()
            if own not in values or parent is None:
                continue
            constants = []
            for one in many(values[own]):
                constant = made("baseValue", baseType=types[own])
                constant.text = _said(one)
                constants.append(constant)
            if len(constants) == 1 and not isinstance(values[own], tuple):
                new = constants[0]
            else:
                new = made("multiple")
                new.extend(constants)
            new.tail = used.tail
            parent.replace(used, new)


def _put_into_text(content: Element, values: dict[str, Value], maths: set[str | None]) -> None:
    for element in list(content.iter()):
        parent = element.getparent()
        if parent is None:
            continue
        if name(element) == "printedVariable" and element.get("identifier", "") in values:
            shown = made("span")
            shown.text = " ".join(map(_said, many(values[element.get("identifier", "")])))
            shown.tail = element.tail
            parent.replace(element, shown)
        elif name(element) == "mi" and (element.text or "").strip() in maths:
            element.text = " ".join(map(_said, many(values[(element.text or "").strip()])))
        elif name(element) in _SHOWN and element.get("templateIdentifier", "") in values:
            held = map(_said, many(values[element.get("templateIdentifier", "")]))
            is_held = element.get("identifier", "") in held
            if is_held is not (element.get("showHide", "show") == "show"):
                _hide(element)


def _hide(element: Element) -> None:
    """Empty an element that nobody sees; the text after it stays."""
    for inner in list(element):
        element.remove(inner)
    element.text = None


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return numbers.show(value) if isinstance(value, Fraction) else str(value)
