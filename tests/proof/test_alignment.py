"""Texts of an answer are told apart by signs as well: a number from its negative, < from >."""

import pytest

from examc.core.diagnostics import Report
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.proof.verify import Cell, Verdict, prove
from examc.systems.table import SYSTEMS
from support import exam_of

HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"
CHOICE = "## 1 pt · multiple choice {#q}\n\nWhich?\n\n- [x] below -1940\n- [ ] below +1940\n"
ORDER = "## 1 pt · ordering {#q}\n\nSort.\n\n### order\n\n1. -1940\n2. 1940\n3. 1950\n"
PAIRS = "## 1 pt · matching {#q}\n\nMatch.\n\n### pairs\n\n- less → a < b\n- more → a > b\n- no → none\n"
ARROWS = "## 1 pt · matrix {#q}\n\nWhich?\n\n|   | -> | → |\n| - | -- | - |\n| one |   | x |\n| two | x |   |\n"


def _cell(source: str, target: str, old: bytes = b"", new: bytes = b"") -> Cell:
    exam = exam_of(HEAD + source)
    data = TARGETS[target].write(exam, {}, Options(), Report())
    assert data is not None
    assert old in data
    made = data.replace(old, b"\0").replace(new, old).replace(b"\0", new) if old else data
    own = next(system for system in SYSTEMS if system.target == target)
    ((cell,),) = [row.cells for row in prove(exam, {target: made}, (own,)).rows]
    return cell


@pytest.mark.parametrize("source", [CHOICE, ORDER, PAIRS, ARROWS])
@pytest.mark.parametrize("target", ["qti", "moodle", "canvas"])
def test_what_is_written_is_what_is_read(source: str, target: str) -> None:
    lost = _cell(source, target).lost
    assert not any("text" in one for one in lost), lost


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [(CHOICE, b"-1940", b"+1940"), (ORDER, b"[-1940]", b"[1940]"), (PAIRS, b"a < b", b"a > b")],
)
def test_texts_that_differ_by_a_sign_are_not_the_same(source: str, old: bytes, new: bytes) -> None:
    cell = _cell(source, "moodle", old, new)
    assert cell.verdict in (Verdict.LOST, Verdict.BENDS)
    assert cell.lost
