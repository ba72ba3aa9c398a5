"""Names, identifiers and paths, and the ways back from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.support import OPEN, build
from examc.core.records import replace
from examc.formats.canvas import names

TEXT = st.text(min_size=1, max_size=20)


@given(TEXT)
def test_an_id_comes_back_from_its_identifier(own: str) -> None:
    ident = names.identifier("q", own, "0123abcd")
    assert names.own_id(ident) == own
    assert ident.isascii()
    assert "--" not in ident


@pytest.mark.parametrize("ident", ["i3afbe57bb4973cb95d9b035147f704b8", "q_a", "exam.0123abcd", ""])
def test_identifiers_of_others_are_not_ours(ident: str) -> None:
    assert names.own_id(ident) is None


@given(st.lists(TEXT, min_size=2, max_size=2, unique=True))
def test_no_two_images_share_a_name(paths: list[str]) -> None:
    one, other = map(names.media_name, paths)
    assert one != other
    assert one.count("/") == 1


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("images/dot.png", "images/dot.png"),
        ("images/second dot.png", "images/second~20dot.png"),
        ("b.png", "images/~2Fb.png"),
        ("a/b+c.png", "images/~2Fa~2Fb~2Bc.png"),
    ],
)
def test_an_image_has_a_name_that_no_address_changes(path: str, name: str) -> None:
    assert names.media_name(path) == name
    assert names.media_source(name) == path


def test_an_exam_without_an_id_is_told_by_its_title_and_course() -> None:
    exam = build(OPEN).exam
    other = replace(exam, course=replace(exam.course, code="X1"))
    assert names.scope(exam) != names.scope(other)
    assert names.scope(replace(exam, id="a")) == names.scope(replace(other, id="a", title="B"))


def test_identifiers_that_are_taken_get_a_number() -> None:
    unique = names.Unique()
    assert [unique.name(name) for name in ("a", "A", "a", "b")] == ["a", "A-2", "a-3", "b"]
