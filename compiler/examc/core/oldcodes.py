"""Codes of earlier versions: what each of them is called now, and what an `allow` of it accepts."""

from typing import NamedTuple

from examc.core.diagnostics import CODES, Diagnostic


class OldCode(NamedTuple):
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
    "R402": OldCode("json-duplicate-name", ("R401",)),
    "R403": OldCode("json-wrong-type", ("R406",)),
    "R407": OldCode("not-ans-json", ("R400",)),
    "R408": OldCode("ans-version", ("R412",)),
    "R411": OldCode("ans-question-kind", ("R514",)),
    "R414": OldCode("ans-identifier", ("R527",)),
    "R415": OldCode("ans-attachment", ("R470",)),
    "R416": OldCode("unprintable-character", ("R451",)),
    "R422": OldCode("html-too-large", ("R409",)),
    "R427": OldCode("html-image", ("R470",)),
    "R450": OldCode("not-a-transcript", ("R400",)),
    "R453": OldCode("unread-time", ("R494",)),
    "R454": OldCode("second-exam", ("R534",)),
    "R455": OldCode("incomplete-exercise-head", ("R452",)),
    "R457": OldCode("unread-points", ("R518",)),
    "R458": OldCode("exercise-count", ("R413",)),
    "R460": OldCode("points-of-parts", ("R459",)),
    "R473": OldCode("unreadable-formula", ("R426",)),
    "R476": OldCode("disagreeing-percent", ("R413",)),
    "R477": OldCode("misplaced-answer-space", ("R410",)),
    "R478": OldCode("text-without-markdown", ("R500",)),
    "R479": OldCode("unsafe-link", ("R424",)),
    "R480": OldCode("repeated-exercise-number", ("R527",)),
    "R481": OldCode("assumed-floor", ("R412",)),
    "R482": OldCode("assumed-language", ("R530",)),
    "R483": OldCode("formula-as-text", ("R426",)),
    "R490": OldCode("moodle-xml-syntax", ("R401",)),
    "R491": OldCode("not-moodle-xml", ("R400", "R513")),
    "R492": OldCode("moodle-xml-bounds", ("R409",)),
    "R493": OldCode("moodle-question-type", ("R514",)),
    "R495": OldCode("moodle-identifier", ("R527",)),
    "R496": OldCode("moodle-file", ("R470",)),
    "R497": OldCode("moodle-category", ("R410", "R534")),
    "R498": OldCode("moodle-unread-value", ("R529",)),
    "R499": OldCode("moodle-partial-feedback", ("R523",)),
    "R502": OldCode("moodle-assumed", ("R412", "R530")),
    "R510": OldCode("not-a-qti-package", ("R400", "R401")),
    "R511": OldCode("qti-xml", ("R401",)),
    "R519": OldCode("disagreeing-points", ("R459",)),
    "R525": OldCode("qti-element", ("R420",)),
    "R526": OldCode("qti-image", ("R470",)),
    "R531": OldCode("qti-metadata", ("R410", "R494")),
    "R532": OldCode("qti-rubric", ("R410",)),
    "R535": OldCode("qti-answer-space", ("R494",)),
    "R540": OldCode("not-a-canvas-package", ("R401", "R512")),
    "R541": OldCode("canvas-xml", ("R512",)),
    "R542": OldCode("canvas-nothing-read", ("R513",)),
    "R543": OldCode("canvas-question-type", ("R514",)),
    "R544": OldCode("canvas-points", ("R518",)),
    "R547": OldCode("canvas-feedback", ("R523",)),
    "R548": OldCode("canvas-image", ("R470",)),
    "R549": OldCode("canvas-course-link", ("R424",)),
    "R550": OldCode("canvas-identifier", ("R527",)),
    "R551": OldCode("canvas-group", ("R529",)),
    "R552": OldCode("canvas-bank", ("R512", "R534")),
    "R553": OldCode("canvas-setting", ("R529",)),
    "R554": OldCode("canvas-language", ("R530",)),
    "R555": OldCode("canvas-material", ("R420",)),
    "X349": OldCode("lost-short-answer", ("X382",)),
    "X361": _classic("canvas-one-full-answer", "X310"),
    "X362": _classic("canvas-no-penalty", "X311"),
    "X363": _classic("canvas-no-partial-credit", "X310", "X312", "X313"),
    "X364": _classic("canvas-response-weights", "X310", "X311", "X312", "X313"),
    "V501": _marks("qti-marks", "qti", "QTI player"),
    "V502": _marks("canvas-classic-marks", "qti", "Canvas Classic"),
    "V503": _marks("new-quizzes-marks", "qti", "Canvas New Quizzes", of_build=True),
    "V504": _marks("moodle-marks", "moodle", "Moodle"),
    "V505": _marks("ans-marks", "ans", "ANS"),
    "V506": _marks("canvas-marks", "canvas", ""),
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
