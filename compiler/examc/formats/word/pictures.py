"""The images that a Word file shows."""

import posixpath

from examc.core.content import Image
from examc.files.xmltree import Element, elements
from examc.formats.foreign.images import Images
from examc.formats.word.package import Docx, attribute

_OWN_NAMES = ("picture ", "image", "grafik", "afbeelding", "bild ", "immagine", "imagen")
"""How names begin that Word gives by itself, and that say nothing."""


def picture(
    docx: Docx, part: str, images: Images, drawn: Element
) -> tuple[Image, tuple[str, str] | None] | None:
    """The image of a drawing, and its name and why it cannot be had; None for no image at all."""
    found = _references(drawn)
    if not found:
        return None
    alt = _description(drawn)
    file = docx.target(part, found[0])
    if file is None:
        address = docx.relations(part).get(found[0], ("", ""))[1]
        away = images.elsewhere(address)
        if away is None or away[1]:
            return Image("", alt), (address or found[0], "is not in the file")
        return Image(away[0], alt), None
    kept = images.known(file) or images.keep(
        file, posixpath.basename(file), docx.package.files[file]
    )
    if kept[1]:
        return Image("", alt), (posixpath.basename(file), kept[1])
    return Image(kept[0], alt), None


def _references(drawn: Element) -> list[str]:
    blips = (attribute(b, "embed") or attribute(b, "link") for b in elements(drawn, "blip"))
    old = (attribute(one, "id") for one in elements(drawn, "imagedata"))
    return [identifier for identifier in (*blips, *old) if identifier]


def _description(drawn: Element) -> str:
    """What somebody wrote for those who cannot see the image; a file's name is no such text."""
    for one in elements(drawn, "docPr"):
        for text in (attribute(one, "descr"), attribute(one, "title")):
            words = " ".join(text.split())
            if words and not words.lower().startswith(_OWN_NAMES):
                return words
    return ""
