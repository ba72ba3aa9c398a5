"""Text that looks like markup which was not read: students would see its signs."""

import re
from typing import NamedTuple


class Unread(NamedTuple):
    """What a piece of text was meant as, where it stands, and what to write instead."""

    start: int
    end: int
    message: str
    help: str


_SIGN = re.compile(r"[\[|\\]")
"""One of these is in all of them. A quick look before the rest."""
_KINDS = (
    (
        re.compile(r"!\[[^\[\]]*\] ?\([^()]{0,300}\)"),
        "this is read as text, not as an image",
        "write ![what it shows](<path with spaces.png>), with no space before (",
    ),
    (
        re.compile(r"\[[^\[\]]+\]\([^()\s]{1,300} [^()]{0,300}\)"),
        "this is read as text, not as a link",
        "write [words](<address>), and a title in quotes",
    ),
    (
        re.compile(r"\[\^[^\[\]\s]+\]"),
        "footnotes are not part of the language",
        "write the note into the text, or \\[ for the sign itself",
    ),
    (
        re.compile(r"\| ?:?-{3,}:? ?\|"),
        "this is read as text, not as a table",
        "give the line of dashes as many columns as the head, and an empty line above",
    ),
    (
        re.compile(r"(?<![\w:\\])\\[A-Za-z]{2,}"),
        "a macro of a formula stands outside of one",
        "write $ round the formula, ` round code, or \\\\ for a backslash",
    ),
)


def find(text: str) -> Unread | None:
    """The first piece of a text that was meant as markup, if any."""
    if not _SIGN.search(text):
        return None
    for pattern, message, help_line in _KINDS:
        found = pattern.search(text)
        if found:
            return Unread(found.start(), found.end(), message, help_line)
    return None
