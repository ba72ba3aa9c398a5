"""Slips in other systems' items that leave no doubt of what is meant: put right, and told.

Each is one that some system overlooks: a response under another name than its declaration has, pairs
with the gap before the word, a rule about an answer that is nowhere asked, an entry of a menu that
says nothing.
"""

from examc.files.xmltree import Element, child, children, elements, name, parts
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21.readbody import Body, interactions, says_something

NOTHING = "–"
"""What an entry of a menu says that says nothing."""
_COMPARE = "compare it with its system"
_NAMES = ("identifier", "responseIdentifier", "outcomeIdentifier")
_CHOICES = ("simpleChoice", "inlineChoice", "simpleAssociableChoice", "gapText", "gapImg", "gap")
_DECLARATION = "responseDeclaration"
_TESTS = frozenset({"match", "equal", "stringMatch", "member", "contains", "substring"})
"""Conditions that do not hold where one of their values is unknown (QTI 2.1, section 15)."""
_BUILT_IN = frozenset({"numAttempts", "duration", "completionStatus"})


def settle(body: Body, where: str) -> None:
    """Put right what an item says of its responses."""
    root = body.document.root
    _trim(root)
    asked = interactions(root)
    if len(asked) == 1:
        _bind(body, asked[0], where)
    for interaction in asked:
        match name(interaction):
            case "gapMatchInteraction":
                _turn(body, interaction, where)
            case "matchInteraction" | "associateInteraction":
                _pair(body, interaction, where)
            case _:
                pass
    _leave_out_unknown(body, where)


def _trim(root: Element) -> None:
    """Blanks round an identifier are no part of it, by the schema of QTI."""
    for element in root.iter():
        for attribute in _NAMES:
            given = element.get(attribute)
            if given is not None and given != given.strip():
                element.set(attribute, given.strip())


def _said(declared: Element) -> list[str]:
    """The values that a declaration names as right, or gives points."""
    right = child(declared, "correctResponse")
    values = [] if right is None else children(right, "value")
    entries = elements(declared, "mapEntry")
    return [(v.text or "").strip() for v in values] + [e.get("mapKey", "") for e in entries]


def _bind(body: Body, interaction: Element, where: str) -> None:
    """Take the only response of an item for the only one that is asked."""
    root, own = body.document.root, interaction.get("responseIdentifier", "")
    declared = children(root, _DECLARATION)
    if len(declared) != 1 or declared[0].get("identifier") == own:
        return
    rules = [e for p in children(root, "responseProcessing") for e in p.iter()]
    choices = {e.get("identifier") for kind in _CHOICES for e in elements(interaction, kind)}
    words = [word for said in _said(declared[0]) for word in said.split()]
    fits = not choices or choices.issuperset(words)
    if not words or not fits or any(e.get("identifier") == own for e in rules):
        return
    meant = declared[0].get("identifier", "")
    interaction.set("responseIdentifier", meant)
    message = (
        f"response {quoted(own)} is not declared; the only one, {quoted(meant)}, is taken for it"
    )
    body.tell("R583", message, interaction, where, _COMPARE)


def _declared(body: Body, interaction: Element) -> list[Element]:
    """The declarations of what an interaction asks for."""
    own, known = interaction.get("responseIdentifier"), children(body.document.root, _DECLARATION)
    return [response for response in known if response.get("identifier") == own]


def _pair(body: Body, interaction: Element, where: str) -> None:
    """Let candidates make as many pairs as are right; pairs of one set of choices have no order."""
    declared = _declared(body, interaction)
    if len(declared) != 1:
        return
    most, right = interaction.get("maxAssociations"), child(declared[0], "correctResponse")
    count = 0 if right is None else len(children(right, "value"))
    if most is None and count > 1:
        interaction.set("maxAssociations", "0")
        message = f"{count} pairs are right, and one can be made, as nothing says how many"
        body.tell("R583", f"{message}; any number is taken", interaction, where, _COMPARE)
    of_one_set = name(interaction) == "associateInteraction"
    if of_one_set and declared[0].get("baseType") == "directedPair":
        declared[0].set("baseType", "pair")
        message = "pairs of one set of choices are declared to have an order, which they have not"
        body.tell("R583", message, declared[0], where, _COMPARE)


def _turn(body: Body, interaction: Element, where: str) -> None:
    """Put the word before the gap in pairs that have all of them the other way round."""
    declared = _declared(body, interaction)
    gaps = {gap.get("identifier", "") for gap in elements(interaction, "gap")}
    words = {
        e.get("identifier", "")
        for kind in ("gapText", "gapImg")
        for e in elements(interaction, kind)
    }
    pairs = [said.split() for said in _said(declared[0])] if len(declared) == 1 else []
    if not pairs or gaps & words or not all(_is_turned(pair, gaps, words) for pair in pairs):
        return
    for value in elements(declared[0], "value"):
        value.text = " ".join(reversed((value.text or "").split()))
    for entry in elements(declared[0], "mapEntry"):
        entry.set("mapKey", " ".join(reversed(entry.get("mapKey", "").split())))
    message = "its pairs name the gap before the word; they are read as if the word came first"
    body.tell("R583", message, declared[0], where, _COMPARE)


def _is_turned(pair: list[str], gaps: set[str], words: set[str]) -> bool:
    return len(pair) == 2 and pair[0] in gaps and pair[1] in words


# -- rules ----------------------------------------------------------------------------------------


def _leave_out_unknown(body: Body, where: str) -> None:
    """Take out conditions on answers that are not declared, beside rules for all that are asked.

    They never hold.
    """
    root = body.document.root
    asked = {one.get("responseIdentifier", "") for one in interactions(root)}
    kinds = ("responseDeclaration", "outcomeDeclaration", "templateDeclaration")
    known = {e.get("identifier", "") for kind in kinds for e in children(root, kind)} | _BUILT_IN
    for processing in children(root, "responseProcessing"):
        found = [
            (rule, _unknown(rule, known)) for rule in children(processing, "responseCondition")
        ]
        used = {e.get("identifier", "") for rule, own in found if not own for e in rule.iter()}
        for rule, own in found if used >= asked else ():
            if own:
                processing.remove(rule)
                message = f"rule about {quoted(own)}, which is not declared, is left out"
                body.tell("R583", f"{message}: it never holds", rule, where, _COMPARE)


def _unknown(rule: Element, known: set[str]) -> str:
    """The variable that keeps the only condition of a rule from ever holding; "" for none."""
    match parts(rule):
        case [branch] if name(branch) == "responseIf" and len(branch):
            test = parts(branch)[0]
        case _:
            return ""
    if name(test) not in _TESTS:
        return ""
    asked = [e.get("identifier", "") for e in parts(test) if name(e) in ("variable", "correct")]
    return next((own for own in asked if own and own not in known), "")


# -- menus ----------------------------------------------------------------------------------------


def fill_empty(body: Body, where: str) -> None:
    """Give a sign to entries of menus that say nothing: they are chosen, and marked, as any other."""
    for menu in elements(body.document.root, "inlineChoiceInteraction"):
        for entry in children(menu, "inlineChoice"):
            if not says_something(entry):
                entry.text = NOTHING
                message = f"empty entry of a menu stands as {NOTHING!r}"
                body.tell("R583", message, entry, where, "see if it says that nothing is chosen")
