"""Texts as answers: what counts as the same text, whatever blanks and letter case were typed."""

import unicodedata
from functools import lru_cache
from itertools import permutations

_ONE_LETTER = {"ς": "σ", "µ": "μ"}
"""Letters of two codes: the sigma that ends a word, and the micro sign of the keyboards."""
_OTHER_FORMS = {"ß": "ẞ", "θ": "ϴ", "σ": "ς", "μ": "µ"}
"""Forms of a small letter that `upper` does not lead to; U+212A and its like are gone under NFC."""


def cleaned(text: str) -> str:
    """A typed text as it is compared: composed (NFC), no blanks at the ends, one between words.

    A blank is any white space of Unicode, the no-break space among it.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """A text without its letter case, one character at a time, so that its length stays.

    A character whose small letter takes two characters is kept; that is `İ` alone.
    """
    return text.lower() if text.isascii() else "".join(map(_folded, text))


def _folded(character: str) -> str:
    small = character.lower()
    return _ONE_LETTER.get(small, small) if len(small) == 1 else character


def same(answer: str, key: str, exact: bool) -> bool:
    """Whether a typed text is the key; letter case counts where `exact` is set.

    Blanks alone are nothing typed, and the same as no key.
    """
    given = compared(answer, exact)
    return given != "" and given == compared(key, exact)


def contains(answer: str, key: str, exact: bool) -> bool:
    """Whether the key stands somewhere in a typed text, in a word or across words."""
    wanted = compared(key, exact)
    return wanted != "" and wanted in compared(answer, exact)


@lru_cache(maxsize=4096)
def compared(text: str, exact: bool) -> str:
    """A text as it is compared with others; small letters may compose where capitals cannot."""
    return cleaned(text) if exact else unicodedata.normalize("NFC", fold(cleaned(text)))


@lru_cache(maxsize=4096)
def cases(character: str) -> tuple[str, ...]:
    """All characters that fold alike with this one: itself first, then the others in their order."""
    small = _folded(character)
    near = {small, small.upper(), small.title(), _OTHER_FORMS.get(small, small)}
    alike = {form for form in near if len(form) == 1 and _folded(form) == small}
    return (character, *sorted(alike - {character}))


@lru_cache(maxsize=4096)
def decompositions(cluster: str) -> tuple[str, ...]:
    """The other ways to type a letter with its marks: the same text under NFC, spelled otherwise.

    `cluster` is one composed character, or a letter and the marks that follow it.
    """
    letters = unicodedata.normalize("NFD", cluster)
    letter, marks = letters[0], letters[1:]
    whole = unicodedata.normalize("NFC", cluster)
    found: dict[str, None] = {}
    orders = permutations(marks) if len(marks) <= _MOST_MARKS else [tuple(marks)]
    for order in orders:
        text = letter + "".join(order)
        if unicodedata.normalize("NFC", text) != whole:
            continue
        for count in range(len(order), -1, -1):
            head = unicodedata.normalize("NFC", text[: 1 + count])
            if len(head) == 1:
                found[head + text[1 + count :]] = None
    found.pop(cluster, None)
    return tuple(found)


_MOST_MARKS = 3  # on a letter, whose orders are all tried; Vietnamese has two
