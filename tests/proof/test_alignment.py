"""Texts of an answer are told apart by signs as well: a number from its negative, < from >."""

import pytest

from examc.core.diagnostics import Report
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.proof.verify import Cell, Verdict, prove
from examc.systems.table import SYSTEMS
from mutants import pictures
from support import DOT_PNG, exam_of

HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"
CHOICE = "## 1 pt · multiple choice {#q}\n\nWhich?\n\n- [x] below -1940\n- [ ] below +1940\n"
ORDER = "## 1 pt · ordering {#q}\n\nSort.\n\n### order\n\n1. -1940\n2. 1940\n3. 1950\n"
PAIRS = "## 1 pt · matching {#q}\n\nMatch.\n\n### pairs\n\n- less → a < b\n- more → a > b\n- no → none\n"
ARROWS = "## 1 pt · matrix {#q}\n\nWhich?\n\n|   | -> | → |\n| - | -- | - |\n| one |   | x |\n| two | x |   |\n"


SORTED = "## 1 pt · ordering {#q}\n\nSort.\n\n### order\n\n1. ![a](a.png)\n2. ![b](b.png)\n3. ![c](c.png)\n"
IMAGES = {f"{name}.png": DOT_PNG + name.encode() for name in "abc"}


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


@pytest.mark.parametrize("target", ["qti", "qti3", "moodle"])
def test_a_swapped_image_of_an_item_in_order_is_found(target: str) -> None:
    exam = exam_of(HEAD + SORTED, IMAGES)
    data = TARGETS[target].write(exam, IMAGES, Options(), Report())
    assert data is not None
    own = next(system for system in SYSTEMS if system.target == target)
    changed = list(pictures.of_file(data, IMAGES))
    assert len(changed) == 6
    for number, made in enumerate([data, *changed]):
        ((cell,),) = [row.cells for row in prove(exam, {target: made}, (own,), IMAGES).rows]
        assert ("an image" in cell.lost) == (number > 0), (number, cell.lost)


MATRIX = "## 2 pts · matrix {#q}\n\nWhich?\n\n|   | yes | no |\n| - | --- | -- |\n| one | | x |\n| two | x | |\n"


def test_columns_that_moodle_lists_otherwise_are_told_by_their_name() -> None:
    assert _cell(MATRIX, "moodle").lost == ("the order of its columns",)
