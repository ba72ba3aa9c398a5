"""Codes of earlier versions: what each of them is called now, and what an `allow` of it accepts."""

from dataclasses import dataclass

from examc.core.diagnostics import CODES, Diagnostic


@dataclass(frozen=True, slots=True)
class OldCode:
    """A code that was merged into others.

    `now` are the codes that say the same now, the one whose page tells it first. An `allow` of the
    old code accepts what has one of them, and the target and system that are named here if any.
    `of_proof` says that it accepted what `verify` finds, and nothing that `check` or `build` say;
    any other old code, the reverse.
    """

    name: str
    now: tuple[str, ...]
    target: str = ""
    system: str = ""
    of_proof: bool = False

    def accepts(self, diagnostic: Diagnostic) -> bool:
        """Whether the old code says what a diagnostic says."""
        return (
            diagnostic.code in self.now
            and self.target in ("", diagnostic.target)
            and self.system in ("", diagnostic.system)
        )


OLD_CODES: dict[str, OldCode] = {
    "R540": OldCode("not-a-canvas-package", ("R510",)),
    "R541": OldCode("canvas-xml", ("R512",)),
}
"""Every code that was, by itself."""


def find_old(word: str) -> str:
    """The old code that a word means, in any letter case: itself, or its name; "" for none.

    A name that is now that of another code is no old one.
    """
    if word.upper() in OLD_CODES:
        return word.upper()
    if any(entry.name == word.lower() for entry in CODES.values()):
        return ""
    return next((old for old, entry in OLD_CODES.items() if entry.name == word.lower()), "")
