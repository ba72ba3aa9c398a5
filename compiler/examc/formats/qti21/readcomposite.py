"""Several interactions of one item, put into the form of one question: gaps in a text.

A list of which one choice is right becomes a drop-down where the list stands: every response earns
what it earned. Sound and films beside an answer are no question by themselves.
"""

from examc.files.xmltree import Element, child, children, made, name
from examc.formats.qti21.readbody import Body, interactions

_CHOICE = "choiceInteraction"
_MEDIA = "mediaInteraction"
_GAPS = frozenset({"textEntryInteraction", "inlineChoiceInteraction", _CHOICE})


def settle(body: Body, where: str) -> None:
    """Make gaps of the lists of an item that asks for several answers, where all can be gaps."""
    root = body.document.root
    found = interactions(root)
    if len(found) > 1:
        found = [one for one in found if not _is_media(body, one, where)]
    kinds = {name(one) for one in found}
    lists = [one for one in found if name(one) == _CHOICE]
    if len(found) < 2 or not lists or not kinds <= _GAPS:
        return
    responses = {one.get("responseIdentifier", "") for one in found}
    if len(responses) < len(found) or not all(_is_single(root, one) for one in lists):
        return
    for one in lists:
        _make_drop_down(one)
    message = "lists of choices are drop-downs here, since one question asks for several answers"
    body.tell("R565", message, lists[0], where, "see if the text reads well with them")


def _is_single(root: Element, interaction: Element) -> bool:
    """Whether students give one choice, by the declaration of the response."""
    own = interaction.get("responseIdentifier", "")
    declared = [r for r in children(root, "responseDeclaration") if r.get("identifier") == own]
    return len(declared) == 1 and declared[0].get("cardinality") == "single"


def _make_drop_down(interaction: Element) -> None:
    """Turn a list into a paragraph with a drop-down, below what it asks."""
    tag = str(interaction.tag)
    menu = made(tag.replace(_CHOICE, "inlineChoiceInteraction"))
    for attribute in ("responseIdentifier", "shuffle"):
        if attribute in interaction.attrib:
            menu.set(attribute, interaction.attrib.pop(attribute))
    for choice in children(interaction, "simpleChoice"):
        choice.tag = str(choice.tag).replace("simpleChoice", "inlineChoice")
        menu.append(choice)
    paragraph = made(tag.replace(_CHOICE, "p"))
    paragraph.append(menu)
    prompt = child(interaction, "prompt")
    if prompt is not None:
        prompt.tag = tag.replace(_CHOICE, "div")
    interaction.tag = tag.replace(_CHOICE, "div")
    interaction.append(paragraph)


def _is_media(body: Body, interaction: Element, where: str) -> bool:
    """Whether an interaction plays something; it is a part of the text then, and told."""
    if name(interaction) != _MEDIA:
        return False
    message = "sound or film that goes with the question is left out"
    body.tell("R420", message, interaction, where, "give students a link to it")
    interaction.tag = str(interaction.tag).replace(_MEDIA, "div")
    return True
