"""Names of a package: legal everywhere, different for different things, and readable again."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from examc.formats.qti21 import names

NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
IDS = st.one_of(
    st.text(min_size=1, max_size=8),
    st.text("qs_x0F.-1", min_size=1, max_size=8),
    st.sampled_from(("test", "Test", "imsmanifest", "CON", "con.a", "q_1", "s_1", "1", "e1-1")),
)


@pytest.mark.parametrize(
    ("own", "identifier"),
    [
        ("nerf", "nerf"),
        ("e1-1", "e1-1"),
        ("15880633", "q_15880633"),
        ("q_1", "q_q_1"),
        ("s_1", "q_s_1"),
        ("test", "q_test"),
        ("IMSMANIFEST", "q_IMSMANIFEST"),
        ("aux.2", "q_aux.2"),
        ("a b", "q_a_x20_b"),
        ("_x20_", "q__x5F_x20_"),
        ("é", "q__xE9_"),
    ],
)
def test_item_identifiers(own: str, identifier: str) -> None:
    assert names.item_identifier(own) == identifier
    assert names.item_id(identifier) == own


@given(IDS)
def test_identifiers_can_be_undone(own: str) -> None:
    item, section, exam = (
        names.item_identifier(own),
        names.section_identifier(own),
        names.test_identifier(own),
    )
    assert names.item_id(item) == own
    assert names.exercise_id(section) == own
    assert names.exam_id(exam) == own
    for identifier in (item, section, exam):
        assert NCNAME.fullmatch(identifier)
    assert item.lower() not in ("test", "imsmanifest")
    assert item != section


def test_an_exam_without_an_id_has_none_again() -> None:
    assert names.test_identifier("") == "exam"
    assert names.exam_id("exam") == ""
    assert names.exam_id(names.test_identifier("exam")) == "exam"


@pytest.mark.parametrize(
    ("src", "name"),
    [
        ("images/val_acc.png", "media/val_acc.png"),
        ("val_acc.png", "media/~2Fval_acc.png"),
        ("figs/a.png", "media/~2Ffigs~2Fa.png"),
        ("images/sub/a.png", "media/sub~2Fa.png"),
        ("images/a b+c.png", "media/a~20b~2Bc.png"),
        ("images/ü~.png", "media/~C3~BC~7E.png"),
        ("images/.hidden.png", "media/~2Ehidden.png"),
    ],
)
def test_media_names(src: str, name: str) -> None:
    assert names.media_name(src) == name
    assert names.media_source(name) == src


@given(st.one_of(st.text(min_size=1), st.text("/.images~%2F", min_size=1)))
@example("images/")
@example("images//a.png")
@example("/images/a.png")
def test_media_names_can_be_undone(src: str) -> None:
    name = names.media_name(src)
    assert re.fullmatch(r"media/[A-Za-z0-9._~-]+", name)
    assert names.media_source(name) == src
