"""Tells from a text's words that it speaks of an image, or is written below one."""

import re

from examc.content import Blocks, Image, Paragraph, Text, plain, walk
from examc.formats.transcript import words

_WORD = re.compile(r"([^\W\d_]+)(\.? ?[0-9])?")
_CAPTION = re.compile(
    r"\(?([^\W\d_]+)\.?(?: ?[0-9]{1,3}[a-z]?)?"
    r"(?: ?[:–—]| - |[.)](?: |$)| (?:credit|source|bron|quelle)\b)",
    re.IGNORECASE,
)


def is_caption(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is the line below an image: `Figure 3: …`, `(figure credit …)`."""
    found = _CAPTION.match(plain((paragraph,))[:200])
    return found is not None and found[1].casefold() in words.FIGURES


def mentions(blocks: Blocks, *, numbered: bool) -> list[Text]:
    """The pieces of a text that speak of a figure, where the text itself holds no image.

    `numbered` asks for figures with a number: a figure without one may be the student's to draw.
    """
    if any(isinstance(node, Image) for node in walk(blocks)):
        return []
    return [
        node
        for node in walk(blocks)
        if isinstance(node, Text)
        and any(
            word[1].casefold() in words.FIGURES and (word[2] or not numbered)
            for word in _WORD.finditer(node.text)
        )
    ]
