"""The pages of the diagnostics: one a code, for `examc explain` and for the tests."""

from pathlib import Path

from examc.core.diagnostics import CODES

FOLDER = Path(__file__).parent


def find(word: str) -> str | None:
    """The code that a word means, in any letter case: itself, or a rule's name."""
    if word.upper() in CODES:
        return word.upper()
    for code, entry in CODES.items():
        if entry.name == word.lower():
            return code
    return None


def page(code: str) -> str:
    """The page of a code, in Markdown."""
    return (FOLDER / f"{code}-{CODES[code].name}.md").read_text(encoding="utf-8")
