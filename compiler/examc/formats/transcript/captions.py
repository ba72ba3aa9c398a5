"""Tells from a text's words that it speaks of an image, or is written below one."""

import re

from examc.core import lazyre
from examc.core.content import Blocks, Image, Paragraph, Text, plain, walk
from examc.formats.transcript import words

NEAR = 2  # words; what points at a figure stands beside it

_WORD = lazyre.compile(r"([^\W\d_]+)(\.? ?[0-9])?")
_CAPTION = lazyre.compile(
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

    `numbered` asks for figures with a number, or at which the text points: any other may be the
    student's to draw.
    """
    if any(isinstance(node, Image) for node in walk(blocks)):
        return []
    return [
        node
        for node in walk(blocks)
        if isinstance(node, Text) and _speaks(node.text, numbered=numbered)
    ]


def _speaks(text: str, *, numbered: bool) -> bool:
    found = [(word[1].casefold(), word[2]) for word in _WORD.finditer(text)]
    for index, (word, number) in enumerate(found):
        if word in words.FIGURES and (number or not numbered):
            return True
        near = found[max(index - NEAR, 0) : index + NEAR + 1]
        if word in words.DRAWN and any(other in words.POINTING for other, _ in near):
            return True
    return False
