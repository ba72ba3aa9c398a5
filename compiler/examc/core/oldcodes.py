"""Codes of earlier versions: what each of them is called now, and what an `allow` of it accepts."""

from dataclasses import dataclass

from examc.core.diagnostics import CODES, Diagnostic


@dataclass(frozen=True, slots=True)
class OldCode:
    """A code that was merged into others.

    `now` are the codes that say the same now, the one whose page tells it first. An `allow` of the
    old code accepts what has one of them, and the target and system that are named here if any:
    of what `check` and `build` say, `of_build`, and of what `verify` finds, `of_proof`.
    """

    name: str
    now: tuple[str, ...]
    target: str = ""
    system: str = ""
    of_build: bool = True
    of_proof: bool = False

    def accepts(self, diagnostic: Diagnostic, *, of_proof: bool) -> bool:
        """Whether the old code says what a diagnostic says; `of_proof`, one that a proof found."""
        return (
            (self.of_proof if of_proof else self.of_build)
            and diagnostic.code in self.now
            and self.target in ("", diagnostic.target)
            and self.system in ("", diagnostic.system)
        )


_BENT = ("X310", "X311", "X312", "X313", "X314", "X315", "X365", "X366", "X368", "X371")
"""All that can be said of a question to which a system gives other marks, or which it does not take."""


def _marks(name: str, target: str, system: str, *, of_build: bool = False) -> OldCode:
    """The code under which the other marks of one system were accepted, whatever the reason."""
    return OldCode(name, _BENT, target, system, of_build, of_proof=True)


def _classic(name: str, *now: str) -> OldCode:
    """A code of what Canvas Classic does with a QTI package, which only the build told."""
    return OldCode(name, now, "qti", "Canvas Classic")


OLD_CODES: dict[str, OldCode] = {
    "R540": OldCode("not-a-canvas-package", ("R510",)),
    "R541": OldCode("canvas-xml", ("R512",)),
    "X361": _classic("canvas-one-full-answer", "X310"),
    "X362": _classic("canvas-no-penalty", "X311"),
    "X363": _classic("canvas-no-partial-credit", "X310", "X312", "X313"),
    "X364": _classic("canvas-response-weights", "X310", "X311", "X312", "X313"),
    "V501": _marks("qti-marks", "qti", "QTI player"),
    "V502": _marks("canvas-classic-marks", "qti", "Canvas Classic"),
    "V503": _marks("new-quizzes-marks", "qti", "Canvas New Quizzes", of_build=True),
    "V504": _marks("moodle-marks", "moodle", "Moodle"),
    "V505": _marks("ans-marks", "ans", "ANS"),
    "V506": _marks("canvas-marks", "canvas", "Canvas Classic"),
}
"""Every code that was, by itself. Builds said nothing of New Quizzes' marks while V503 was a code."""


def find_old(word: str) -> str:
    """The old code that a word means, in any letter case: itself, or its name; "" for none.

    A name that is now that of another code is no old one.
    """
    if word.upper() in OLD_CODES:
        return word.upper()
    if any(entry.name == word.lower() for entry in CODES.values()):
        return ""
    return next((old for old, entry in OLD_CODES.items() if entry.name == word.lower()), "")
