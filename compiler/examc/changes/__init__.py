"""The semantic diff: what changed between two exams, told as their author would tell it."""

from collections.abc import Mapping

from examc.changes import exams
from examc.changes.bends import NO_BENDS, Bends
from examc.changes.change import Change
from examc.changes.render import as_json, as_text
from examc.core.model import Exam

__all__ = ["Bends", "Change", "as_json", "as_text", "compare"]


def compare(
    a: Exam,
    b: Exam,
    files_a: Mapping[str, bytes] | None = None,
    files_b: Mapping[str, bytes] | None = None,
    *,
    bends: Bends | None = None,
) -> list[Change]:
    """Every change from one exam to another, the most dangerous first; empty where they mean the same.

    Pictures are compared by their bytes where both exams have files, else by their names. What
    `bends` explains is left out. Form, white space and ids that follow from a place are no change.
    """
    return exams.compare(a, b, files_a or {}, files_b or {}, bends or NO_BENDS)
