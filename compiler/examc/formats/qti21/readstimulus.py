"""Texts in files of their own that items of QTI 2.2 and 3 share → the beginning of their prompts."""

import copy
import posixpath

from examc.files.xmltree import Element, child, children, elements, made
from examc.formats.foreign.packages import Package
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21.readbody import Body

_REFERENCE = "assessmentStimulusRef"
_PLACE = "data-stimulus-idref"


def settle(body: Body, package: Package, where: str) -> None:
    """Put each text that an item refers to into its body; what is not there is told later."""
    root = body.document.root
    content = child(root, "itemBody")
    for reference in children(root, _REFERENCE):
        text = _text(body, package, reference, where)
        if content is None or text is None:
            continue
        _put(content, text, reference.get("identifier", ""))
        root.remove(reference)
        message = (
            f"text {quoted(reference.get('href', ''))}, which other questions may have as well, is"
            " read as a part of the prompt"
        )
        help_line = "write it once as a text block, if several questions are about it"
        body.tell("R524", message, content, where, help_line)


def _text(body: Body, package: Package, reference: Element, where: str) -> Element | None:
    """What the file of a reference says, with addresses as the item would write them."""
    folder = posixpath.dirname(body.file)
    file = package.find(folder, reference.get("href", ""))
    document = None if file is None else package.load(file, where)
    found = None if document is None else child(document.root, "stimulusBody")
    if file is None or found is None:
        return None
    text = copy.deepcopy(found)
    text.tag = str(text.tag).replace("stimulusBody", "div")
    text.tail = None
    _move(text, posixpath.dirname(file), folder)
    return text


def _move(text: Element, before: str, after: str) -> None:
    """Change the addresses of pictures for a document in another folder of the package."""
    if before == after:
        return
    for attribute in ("src", "data"):
        for element in text.iter():
            address = element.get(attribute, "")
            if address and ":" not in address and not address.startswith("/"):
                whole = posixpath.join(before, address)
                element.set(attribute, posixpath.relpath(whole, after or "."))


def _put(content: Element, text: Element, identifier: str) -> None:
    """Put a text where a body has a place for it, or before everything."""
    for place in elements(content, "div"):
        if identifier and place.get(_PLACE) == identifier:
            place.append(text)
            return
    before = made(str(text.tag))
    before.text, content.text = content.text, None
    if (before.text or "").strip():
        content.insert(0, before)
    content.insert(0, text)
