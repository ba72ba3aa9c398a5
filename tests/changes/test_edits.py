"""One edit is one change: every kind of edit an author makes, told as they would tell it."""

import pytest

from changes import edits_of_questions, edits_of_structure
from changes.edits import anonymous, loaded
from examc.changes import compare

EDITS = {**edits_of_structure.EDITS, **edits_of_questions.EDITS}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("named", [True, False], ids=["ids", "no ids"])
def test_one_edit_is_one_change(name: str, named: bool) -> None:
    exam, files = loaded("tour")
    before = exam if named else anonymous(exam)
    edit, expected = EDITS[name]
    assert compare(before, edit(before), files, files) == [expected]


MIRRORED = {"added": "removed", "removed": "added"}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_undone_is_the_change_mirrored(name: str) -> None:
    exam, files = loaded("tour")
    edit, there = EDITS[name]
    [back] = compare(edit(exam), exam, files, files)
    assert back.kind == MIRRORED.get(there.kind, there.kind)
    assert (back.what, back.impact) == (there.what, there.impact)
    if there.kind != "moved":
        assert (back.old, back.new) == (there.new, there.old)
