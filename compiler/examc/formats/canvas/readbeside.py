"""Texts of QTI 1.2 that stand beside questions: of Blackboard's tests students read them first."""

from collections.abc import Iterator

from examc.core.content import Blocks
from examc.files.xmltree import Element, characters, child, children, elements
from examc.formats.canvas.readtext import Texts
from examc.formats.foreign.documents import Document

_INSTRUCTIONS, _BEFORE = "rubric", "presentation_material"
NAMES = {
    _BEFORE: "words before questions",
    _INSTRUCTIONS: "instructions",
    "objectives": "objectives",
}
"""Elements of an assessment, a section or an item that hold texts, and what these are called."""
_TEXTS = ("mattext", "mat_formattedtext")


def kept(document: Document, root: Element, texts: Texts) -> Blocks:
    """What students read first in a test of Blackboard; of others, nothing."""
    if not _is_blackboards(root):
        return ()
    found = [
        texts.material(document, element, "")
        for kind in (_BEFORE, _INSTRUCTIONS)
        for element in children(root, kind)
    ]
    return tuple(block for text in found for block in text)


def left(root: Element, kind: str) -> Iterator[tuple[Element, str]]:
    """Yield the elements of a kind that say something and are not kept, and their words."""
    for element in elements(root, kind):
        if element.getparent() is root and kind != "objectives" and _is_blackboards(root):
            continue
        texts = [text for name in _TEXTS for text in elements(element, name)]
        words = " ".join(" ".join(map(characters, texts)).split())
        if words:
            yield element, words


def _is_blackboards(root: Element) -> bool:
    return child(root, "assessmentmetadata") is not None
