"""A template and its fields → the bytes of an XML document that is known to be one."""

import re
from collections.abc import Mapping

from lxml import etree

from examc.rendering import TemplateFailure, template

ITEM = "qti21/assessmentItem.xml.j2"
TEST = "qti21/assessmentTest.xml.j2"
MANIFEST = "qti21/imsmanifest.xml.j2"

# What XML 1.0 has no character for (section 2.2); nothing can be written in its place.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PARSER = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False, huge_tree=False)


class IllegalCharacter(Exception):
    """A character that XML cannot hold; the text is its code point, as in U+0007."""


def document(name: str, folder: str, fields: Mapping[str, object], what: str) -> bytes:
    """Fill a template; `what` says of which part of the exam, for messages.

    Raises IllegalCharacter, and TemplateFailure where the template cannot be used or makes what
    is no XML: then with the line of what it made.
    """
    text = template(name, folder)(fields)
    illegal = _ILLEGAL.search(text)
    if illegal:
        raise IllegalCharacter(f"U+{ord(illegal[0]):04X}")
    data = text.encode("utf-8")
    try:
        etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise TemplateFailure(
            f"template {name} makes no XML of {what}: line {error.lineno}: {error.msg}"
        ) from error
    return data
