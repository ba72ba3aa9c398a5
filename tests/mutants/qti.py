"""Changes of a QTI 2.1 package: every weight, bound, key, condition and text of its items."""

import copy
from collections.abc import Iterator
from fractions import Fraction

from lxml import etree

from examc.files.package import pack, unpack
from mutants.mutant import (
    Change,
    Changes,
    Mutant,
    changed,
    local_name,
    named,
    other_numbers,
    remove,
    set_attribute,
    set_text,
    swap_contents,
    swap_places,
    take_out,
    twice,
)
from qti21.engine import run, subsets

_MARKS = "every response earns the same marks, and brings up the same feedback"
_NAMESPACE = "the namespace of the manifest says QTI 2.1 as well"
_UNUSED = "nothing asks for the mapping"
_SET_ANYWAY = "every branch sets SCORE"
_OTHER_VARIABLE = {"SCORE": "RESPONSE", "RESPONSE": "OTHER"}


def of_item(data: bytes, path: str = "q.xml") -> Iterator[Mutant]:
    """Yield all changes of one item of a package."""
    files = unpack(data)
    root = etree.fromstring(files[path])
    choice = bool(named(root, "choiceInteraction"))
    for what, change in (*_numbers(root), *_texts(root), *(_choice(root) if choice else _open())):
        made, same = changed(root, change)
        yield Mutant(what, _packed(files, path, made), same)
    for what, change in (*_mapping(root), *_processing(root)) if choice else ():
        made, same = changed(root, change)
        yield Mutant(what, _packed(files, path, made), same or _same_marks(root, made))


def _packed(files: dict[str, bytes], path: str, root: etree._Element) -> bytes:
    return pack({**files, path: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def _same_marks(root: etree._Element, made: etree._Element) -> str:
    """Why a changed mapping or processing is the same: another engine says so of each response.

    That engine takes `isNull` for granted, and so does not judge what stands in it.
    """
    nulls = [named(test, "variable") for test in named(made, "isNull")]
    if [[v.get("identifier") for v in inner] for inner in nulls] not in ([["RESPONSE"]], []):
        return ""
    for chosen in subsets(root):
        score, feedback = run(root, chosen)
        try:
            other, shown = run(made, chosen)
        except (AssertionError, KeyError, IndexError, TypeError):
            return ""
        if score != other or feedback != shown:
            return ""
    return _MARKS


# -- numbers and keys -----------------------------------------------------------------------------


def _numbers(root: etree._Element) -> Changes:
    for place, outcome in enumerate(named(root, "outcomeDeclaration")):
        own = outcome.get("identifier", "")
        for attribute in ("normalMaximum", "normalMinimum"):
            if outcome.get(attribute) is not None:
                value = str(
                    Fraction(outcome.get(attribute, "")) + (1 if "Max" in attribute else -1)
                )
                yield (
                    f"{own} {attribute}",
                    set_attribute("outcomeDeclaration", place, attribute, value),
                )
        if outcome.get("normalMaximum") is not None:
            yield (
                f"{own} without normalMaximum",
                set_attribute("outcomeDeclaration", place, "normalMaximum", None),
            )
        if outcome.get("interpretation"):
            yield (
                f"{own} interpretation",
                set_attribute("outcomeDeclaration", place, "interpretation", "?"),
            )
        if own in ("SCORE", "MAXSCORE"):
            yield f"{own} default", _default(place, own)


def _default(place: int, own: str) -> Change:
    def change(root: etree._Element) -> str:
        value = named(named(root, "outcomeDeclaration")[place], "value")[0]
        value.text = str(Fraction(value.text or "") + 1)
        return _SET_ANYWAY if own == "SCORE" and named(root, "choiceInteraction") else ""

    return change


def _mapping(root: etree._Element) -> Changes:
    mapping = named(root, "mapping")[0]
    for place, entry in enumerate(named(root, "mapEntry")):
        key = entry.get("mapKey", "")
        for value in other_numbers(entry.get("mappedValue", "")):
            yield f"{key} mapped to {value}", set_attribute("mapEntry", place, "mappedValue", value)
        yield f"no entry for {key}", remove("mapEntry", place)
    for bound in ("lowerBound", "upperBound"):
        given = mapping.get(bound)
        for value in ("-1", "0", "0.5", "1.5", "7"):
            if given is None or Fraction(value) != Fraction(given):
                yield f"{bound} {value}", set_attribute("mapping", 0, bound, value)
        if given is not None:
            yield f"no {bound}", set_attribute("mapping", 0, bound, None)
    yield "defaultValue -1", set_attribute("mapping", 0, "defaultValue", "-1")
    yield "no mapping", _unmapped
    yield "defaultValue 1", set_attribute("mapping", 0, "defaultValue", "1")


def _unmapped(root: etree._Element) -> str:
    take_out(named(root, "mapping")[0])
    return "" if named(root, "mapResponse") else _UNUSED


def _choice(root: etree._Element) -> Changes:
    values = [value.text or "" for value in named(named(root, "correctResponse")[0], "value")]
    ids = [choice.get("identifier", "") for choice in named(root, "simpleChoice")]
    rest = [own for own in ids if own not in values]
    for place, value in enumerate(values):
        yield f"{value} is no key", _key(place, None)
        yield f"{value} is another key", _key(place, rest[0])
        yield f"{value} with a space", _key(place, f" {value}")
    for place, entry in enumerate(named(root, "mapEntry")):
        key = entry.get("mapKey", "")
        yield f"{key} in small letters", set_attribute("mapEntry", place, "mapKey", key.lower())
    if values:
        yield "one more key", _key(0, rest[0], more=True)
        yield "one key of nothing more", _key(0, "other", more=True)
    yield "no correctResponse", remove("correctResponse", 0)
    single = named(root, "responseDeclaration")[0].get("cardinality") == "single"
    for most in ("0", "2") if single else ("1", "2"):
        yield f"maxChoices {most}", set_attribute("choiceInteraction", 0, "maxChoices", most)
    for place, own in enumerate(ids):
        before = (place or len(ids)) - 1
        low, high = sorted((before, place))
        yield f"{own} swapped with {ids[before]}", swap_places("simpleChoice", low, high)
        yield f"text of {own} at {ids[before]}", swap_contents("simpleChoice", low, high)
        yield f"{own} says something else", set_text("simpleChoice", place, "?")
        yield f"{own} twice", twice("simpleChoice", place)
        yield f"{own} removed", remove("simpleChoice", place)
    other = "multiple" if single else "single"
    yield (
        f"cardinality {other}",
        set_attribute("responseDeclaration", 0, "cardinality", other),
    )
    yield (
        "cardinality record",
        set_attribute("responseDeclaration", 0, "cardinality", "record"),
    )
    yield (
        "an interaction of another response",
        set_attribute("choiceInteraction", 0, "responseIdentifier", "OTHER"),
    )
    yield "an option with another's name", set_attribute("simpleChoice", 0, "identifier", ids[1])
    yield (
        "an option with a name of its own",
        set_attribute("simpleChoice", 0, "identifier", "other"),
    )
    yield "interaction inside a div", _wrapped
    yield "no interaction", remove("choiceInteraction", 0)


def _key(place: int, value: str | None, *, more: bool = False) -> Change:
    def change(root: etree._Element) -> str:
        element = named(named(root, "correctResponse")[0], "value")[place]
        if value is None:
            take_out(element)
        elif more:
            extra = copy.deepcopy(element)
            extra.text = value
            element.addnext(extra)
        else:
            element.text = value
        return ""

    return change


def _wrapped(root: etree._Element) -> str:
    interaction = named(root, "choiceInteraction")[0]
    div = etree.Element("{http://www.imsglobal.org/xsd/imsqti_v2p1}div")
    interaction.addprevious(div)
    div.append(interaction)
    return ""


def _open() -> Changes:
    yield "a correct response", _answer
    yield "no interaction", remove("extendedTextInteraction", 0)


def _answer(root: etree._Element) -> str:
    space = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
    correct = etree.SubElement(named(root, "responseDeclaration")[0], f"{space}correctResponse")
    etree.SubElement(correct, f"{space}value").text = "gravity"
    return ""


# -- processing -----------------------------------------------------------------------------------


def _processing(root: etree._Element) -> Changes:
    ids = [choice.get("identifier", "") for choice in named(root, "simpleChoice")]
    ids += [feedback.get("identifier", "") for feedback in named(root, "modalFeedback")]
    for local in ("setOutcomeValue", "responseCondition", "mapResponse"):
        for place in range(len(named(root, local))):
            yield f"{local} {place + 1} removed", remove(local, place)
    for place, value in enumerate(named(root, "baseValue")):
        text = value.text or ""
        for other in other_numbers(text) if value.get("baseType") == "float" else ids:
            if other != text:
                yield f"{text} {place + 1} becomes {other}", set_text("baseValue", place, other)
    for local, other in (
        ("gte", "lt"),
        ("lt", "gte"),
        ("isNull", "match"),
        ("mapResponse", "correct"),
    ):
        for place in range(len(named(root, local))):
            yield f"{local} {place + 1} becomes {other}", _renamed(local, place, other)
    for place, variable in enumerate(named(root, "variable")):
        yield f"variable {place + 1} removed", remove("variable", place)
        new = _OTHER_VARIABLE[variable.get("identifier", "")]
        yield f"variable {place + 1} is {new}", set_attribute("variable", place, "identifier", new)
    yield "branches swapped", _swapped
    yield "no guard for no answer", _unguarded
    yield "no processing", remove("responseProcessing", 0)


def _renamed(local: str, place: int, other: str) -> Change:
    def change(root: etree._Element) -> str:
        element = named(root, local)[place]
        element.tag = str(element.tag).replace(local, other)
        return ""

    return change


def _swapped(root: etree._Element) -> str:
    first, second = list(named(root, "responseCondition")[0])
    test = first[0]
    one, other = list(first)[1:], list(second)
    first[:] = [test, *other]
    second[:] = one
    return ""


def _unguarded(root: etree._Element) -> str:
    condition = named(root, "responseCondition")[0]
    rules = list(condition[1])
    parent = condition.getparent()
    assert parent is not None
    parent[:] = rules
    return ""


# -- texts ----------------------------------------------------------------------------------------


def _texts(root: etree._Element) -> Changes:
    yield "another question", set_text("p", 0, "?")
    yield "no question", remove("p", 0)
    feedback = named(root, "modalFeedback")
    for place, modal in enumerate(feedback):
        own = modal.get("identifier", "")
        yield f"{own} removed", remove("modalFeedback", place)
        yield f"{own} empty", set_text("modalFeedback", place, "")
        yield f"{own} hidden", set_attribute("modalFeedback", place, "showHide", "hide")
        yield f"{own} of SCORE", set_attribute("modalFeedback", place, "outcomeIdentifier", "SCORE")
        yield f"{own} renamed", set_attribute("modalFeedback", place, "identifier", "other_fb")
    if len(feedback) > 1:
        yield "feedback swapped", _swapped_feedback
    for place, block in enumerate(named(root, "rubricBlock")):
        css = block.get("class", "")
        yield f"{css} removed", remove("rubricBlock", place)
        yield f"{css} empty", set_text("rubricBlock", place, "")
        yield f"{css} inside a div", _inside_a_div(place)
        yield f"{css} for candidates", set_attribute("rubricBlock", place, "view", "candidate")
    for place, row in enumerate(named(root, "tr")[1:], 1):
        yield f"line {place} removed", remove("tr", place)
        yield f"line {place} worth more", _cell(place, "examc-points", "9")
        yield f"line {place} says something else", _cell(place, "examc-text", "?")
        assert len(row) > 1


def _inside_a_div(place: int) -> Change:
    """Canvas drops a text for graders only where it stands directly in the body."""

    def change(root: etree._Element) -> str:
        block = named(root, "rubricBlock")[place]
        named(root, "itemBody")[0].find("{*}div").append(block)  # type: ignore[union-attr]
        return ""

    return change


def _swapped_feedback(root: etree._Element) -> str:
    first, second = named(root, "modalFeedback")[:2]
    one, other = first.get("identifier", ""), second.get("identifier", "")
    first.set("identifier", other)
    second.set("identifier", one)
    return ""


def _cell(row: int, css: str, text: str) -> Change:
    def change(root: etree._Element) -> str:
        cell = next(cell for cell in named(root, "tr")[row] if cell.get("class") == css)
        cell[:] = []
        cell.text = text
        return ""

    return change


# -- the package ----------------------------------------------------------------------------------


def of_package(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of what holds the items together: the test, and the manifest."""
    files = unpack(data)
    for path, changes in (("test.xml", _test), ("imsmanifest.xml", _manifest)):
        root = etree.fromstring(files[path])
        for what, change in changes(root):
            made, same = changed(root, change)
            yield Mutant(what, _packed(files, path, made), same)
    manifest = files["imsmanifest.xml"].replace(b"QTIv2.1", b"IMS Content")
    yield Mutant("another schema", pack({**files, "imsmanifest.xml": manifest}), _NAMESPACE)
    manifest = manifest.replace(b"imsqti_v2p1", b"ims_v3")
    yield Mutant("no sign of QTI 2", pack({**files, "imsmanifest.xml": manifest}))
    for path in sorted(files):
        if path.endswith(".xml"):
            rest = {name: content for name, content in files.items() if name != path}
            yield Mutant(f"no {path}", pack(rest))
            yield Mutant(f"{path} cut off", pack({**files, path: files[path][:-20]}))


def _test(root: etree._Element) -> Changes:
    refs = named(root, "assessmentItemRef")
    for place, ref in enumerate(refs):
        own = ref.get("identifier", "")
        weight = named(ref, "weight")[0].get("value", "")
        for value in other_numbers(weight):
            yield f"{own} weighs {value}", set_attribute("weight", place, "value", value)
        yield f"{own} has no weight", remove("weight", place)
        yield f"{own} renamed", set_attribute("assessmentItemRef", place, "identifier", "other")
        yield f"{own} elsewhere", set_attribute("assessmentItemRef", place, "href", "other.xml")
        yield f"{own} left out", remove("assessmentItemRef", place)
        yield f"{own} twice", twice("assessmentItemRef", place)
    yield "items swapped", _items_swapped
    yield "some questions for each student", _selected
    yield "a second part of the test", _second_part
    yield "a time limit without an end", _endless
    yield "another total", set_attribute("outcomeDeclaration", 0, "normalMaximum", "8")
    yield "no outcome processing", remove("outcomeProcessing", 0)
    yield "no total", remove("setOutcomeValue", 0)
    yield "an empty sum", remove("testVariables", 0)
    yield (
        "a sum of other variables",
        set_attribute("testVariables", 0, "variableIdentifier", "MAXSCORE"),
    )
    yield (
        "weights that count twice",
        set_attribute("testVariables", 0, "weightIdentifier", "POINTS"),
    )


def _items_swapped(root: etree._Element) -> str:
    first, second = named(root, "assessmentItemRef")[:2]
    second.addnext(first)
    return ""


def _added(parent: str, local: str, attributes: dict[str, str]) -> Change:
    """Put a new element first into another."""

    def change(root: etree._Element) -> str:
        element = named(root, parent)[0]
        space = etree.QName(element).namespace
        element.insert(0, element.makeelement(f"{{{space}}}{local}", attributes))
        return ""

    return change


_selected = _added("assessmentSection", "selection", {"select": "1"})
_endless = _added("testPart", "timeLimits", {"minTime": "60"})


def _second_part(root: etree._Element) -> str:
    part = named(root, "testPart")[0]
    other = copy.deepcopy(part)
    part.addnext(other)
    for element in (part, other):
        refs = named(element, "assessmentItemRef")
        for ref in refs[1:] if element is part else refs[:1]:
            take_out(ref)
    other.set("identifier", "P2")
    return ""


def _manifest(root: etree._Element) -> Changes:
    for place, resource in enumerate(named(root, "resource")):
        own = resource.get("href", "")
        yield f"{own} is no resource", remove("resource", place)
        yield f"{own} is web content", set_attribute("resource", place, "type", "webcontent")
        yield f"{own} elsewhere", set_attribute("resource", place, "href", "other.xml")
    assert local_name(root) == "manifest"
