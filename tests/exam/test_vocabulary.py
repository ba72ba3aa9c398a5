"""The tables of the source language are complete."""

from examc.formats.exam import vocabulary


def test_every_kind_has_its_keys() -> None:
    assert set(vocabulary.ITEMS) == set(vocabulary.KINDS)
