"""The semantic diff: what changed between two exams, told as their author would tell it."""

from collections.abc import Mapping
from hashlib import sha256

from examc.changes.change import Change
from examc.changes.pairs import pair
from examc.changes.render import as_github, as_json, as_text, totals
from examc.changes.sides import Side
from examc.changes.walk import Walk
from examc.core.model import Exam

__all__ = ["Change", "as_github", "as_json", "as_text", "compare", "totals"]


def compare(
    a: Exam,
    b: Exam,
    files_a: Mapping[str, bytes] | None = None,
    files_b: Mapping[str, bytes] | None = None,
    *,
    sources: tuple[Exam | None, Exam | None] = (None, None),
    together: bool = False,
) -> list[Change]:
    """Every change from one exam to another, the most dangerous first; empty where they mean the same.

    Pictures are compared by their bytes where both exams have files, else by their names. Form,
    white space and ids that follow from a place are no change. `sources` are the exams that `a` and
    `b` are what a target's file says of, if they are: changes are then told in their places.
    `together`: what changed in the scoring of one question is one change, as with a target where one
    weight may be in several.
    """
    by_content = bool(files_a) and bool(files_b)
    old, new = (_names(files) if by_content else {} for files in (files_a, files_b))
    same_pictures = all(new.get(path, name) == name for path, name in old.items())
    one, other = Side(a, old, sources[0]), Side(b, new, sources[1])
    return Walk(one, other, pair(one, other), same_pictures=same_pictures, together=together).run()


def _names(files: Mapping[str, bytes] | None) -> dict[str, str]:
    """A name for the content of each picture, by its path."""
    return {path: sha256(data).hexdigest() for path, data in (files or {}).items()}
