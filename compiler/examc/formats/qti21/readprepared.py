"""Items of other systems, put into the form that is read: rules of another file, names, first values.

Nothing here changes what an item awards at the first attempt; what is taken for granted, or has no
place in an exam, is told. What cannot be put so stays as it is, and is refused where it is met.
"""

import copy
import posixpath

from examc.core import lazyre
from examc.files.xmltree import Element, child, children, drop, elements, name, parts
from examc.formats.foreign.packages import Package
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21 import (
    readassumed,
    readcomposite,
    readfirstvalues,
    readrules,
    readslips,
    readstimulus,
)
from examc.formats.qti21.readbody import Body, interactions
from examc.formats.qti21.readscored import READ

_TEMPLATE = lazyre.compile(r"(?:.*[/:])?(?P<name>(?:CC2_)?(?:match|map)_[a-z]+)(?:\.xml)?/*")
_KNOWN = ("match_correct", "map_response", "CC2_match", "CC2_map_response")
_PAIRS = {
    "matchInteraction": "directedPair",
    "gapMatchInteraction": "directedPair",
    "associateInteraction": "pair",
}
_BESIDE = {
    "companionMaterialsInfo": "materials, such as a calculator or a ruler,",
    "catalogInfo": "other forms of its texts, as for a screen reader,",
}
"""What QTI 3 has beside the texts of an item."""
_ATTEMPTS = frozenset({"numAttempts", "completionStatus", "duration"})
"""Built-in variables that differ from one attempt to the next."""


def prepare(body: Body, package: Package, where: str) -> None:
    """Put the item of a body into the form that is read, and tell what was taken for granted."""
    root = body.document.root
    for kind, noun in _BESIDE.items():
        found = elements(root, kind)
        if found:
            message = f"{noun} that go with the item have no place in an exam, and are left out"
            body.tell("R420", message, found[0], where, "give students what they need")
            drop(root, f"{{*}}{kind}")
    readstimulus.settle(body, package, where)
    _fetch_rules(root, body, package, where)
    _shorten_names(root)
    readslips.settle(body, where)
    readfirstvalues.settle(body, where)
    _take_first_attempt(body, where)
    readcomposite.settle(body, where)
    asked = interactions(root)
    for interaction in asked:
        _make_pairs(root, interaction)
    if len(asked) == 1 and name(asked[0]) == "textEntryInteraction":
        _leave_to_graders(body, asked[0], where)
    elif asked and {name(element) for element in asked} <= {*READ, "choiceInteraction"}:
        readassumed.complete(body, where)
        readslips.fill_empty(body, where)


# -- rules --------------------------------------------------------------------------------------


def _fetch_rules(root: Element, body: Body, package: Package, where: str) -> None:
    """Put the rules of a file of the package where an item names it, or a template by its name."""
    processing = child(root, "responseProcessing")
    if processing is None or parts(processing):
        return
    template = processing.get("template", "")
    known = _TEMPLATE.fullmatch(template)
    if known and known["name"] in _KNOWN:
        return
    folder = posixpath.dirname(body.file)
    for address in (processing.get("templateLocation", ""), template):
        file = package.find(folder, address) if address else None
        document = None if file is None else package.load(file, where)
        if document is not None and name(document.root) == "responseProcessing":
            processing.extend(copy.deepcopy(list(document.root)))
            if template:
                del processing.attrib["template"]
            for attribute, given in document.root.items():
                processing.set(attribute, given)
            return
    if not template:
        named = _TEMPLATE.fullmatch(processing.get("templateLocation", ""))
        if named and named["name"] in _KNOWN:
            processing.set("template", named["name"])


def _shorten_names(root: Element) -> None:
    """Take the item's own identifier off the names of its variables, as in `ITEM.RESPONSE_1`."""
    start = f"{root.get('identifier', '')}."
    kinds = ("responseDeclaration", "outcomeDeclaration", "templateDeclaration")
    declared = {e.get("identifier", "") for kind in kinds for e in children(root, kind)}
    for processing in children(root, "responseProcessing"):
        for element in processing.iter():
            own = element.get("identifier", "")
            if own.startswith(start) and own not in declared and own[len(start) :] in declared:
                element.set("identifier", own[len(start) :])


def _make_pairs(root: Element, interaction: Element) -> None:
    """Declare as pairs what a system declares as identifiers with a blank in each."""
    kind, own = _PAIRS.get(name(interaction)), interaction.get("responseIdentifier", "")
    declared = [r for r in children(root, "responseDeclaration") if r.get("identifier") == own]
    if kind is None or not declared or declared[0].get("baseType") not in ("identifier", "string"):
        return
    said = [(value.text or "") for value in elements(declared[0], "value")]
    said += [entry.get("mapKey", "") for entry in elements(declared[0], "mapEntry")]
    if said and all(len(text.split()) == 2 for text in said):
        declared[0].set("baseType", kind)


def _leave_to_graders(body: Body, box: Element, where: str) -> None:
    """Make a box without a right answer one whose answer a grader marks."""
    root = body.document.root
    own = [r for r in children(root, "responseDeclaration") if len(r)]
    rules = [r for p in children(root, "responseProcessing") for r in parts(p)]
    if own or any(readrules.matters(rule, {readrules.SCORE}) for rule in rules):
        readassumed.complete(body, where)
        return
    message = "nothing says what is right; here a grader marks the answer"
    body.tell("R578", message, box, where, "write the answers that are right")
    box.tag = str(box.tag).replace("textEntryInteraction", "extendedTextInteraction")
    box.set("expectedLines", "1")


# -- attempts -----------------------------------------------------------------------------------


def _take_first_attempt(body: Body, where: str) -> None:
    """Read an adaptive item as its first attempt, where nothing in it asks which attempt it is."""
    root = body.document.root
    if root.get("adaptive") not in ("true", "1"):
        return
    asks = any(
        element.get("identifier") in _ATTEMPTS
        for processing in children(root, "responseProcessing")
        for element in processing.iter()
        if name(element) == "variable"
    )
    if asks or elements(root, "endAttemptInteraction"):
        return
    message = "candidates may go on after an answer there; the marks of the first attempt are read"
    body.tell("R575", message, root, where, f"see whether {quoted('adaptive')} matters there")
    root.set("adaptive", "false")
