"""The pages of the diagnostics: one a code, for `examc explain` and for the tests."""

from pathlib import Path

from examc.core.diagnostics import CODES
from examc.core.oldcodes import OLD_CODES, find_old

FOLDER = Path(__file__).parent


def find(word: str) -> str | None:
    """The code that a word means, in any letter case: itself, or a rule's name.

    For an old code, the one that its page is under now.
    """
    if word.upper() in CODES:
        return word.upper()
    for code, entry in CODES.items():
        if entry.name == word.lower():
            return code
    old = find_old(word)
    return OLD_CODES[old].now[0] if old else None


def page(code: str) -> str:
    """The page of a code, in Markdown."""
    return (FOLDER / f"{code}-{CODES[code].name}.md").read_text(encoding="utf-8")
