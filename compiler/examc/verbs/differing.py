"""The verb diff: what changed between two exams that were read."""

from examc.changes import Bends, Change, compare
from examc.formats import TARGETS
from examc.verbs.pipeline import Reading, known


def diff(a: Reading, b: Reading, target: str = "") -> list[Change]:
    """Every change from `a` to `b`, what changes a mark first; empty where they mean the same.

    With a `target`, what it is known to bend is left out. Raises ValueError for an unknown target,
    and where one of the two was read with errors.
    """
    bends = Bends(TARGETS[known([target])[0]].statement) if target else None
    if a.usable is None or b.usable is None:
        raise ValueError("an exam that was read with errors cannot be compared")
    return compare(a.usable, b.usable, a.files, b.files, bends=bends)
