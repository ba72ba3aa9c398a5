"""The engine, held against what three independent engines gave for items of the further kinds."""

import json
from fractions import Fraction
from functools import lru_cache

import pytest

from examc.files import xmlreading
from examc.systems.player.engine import Item, Value, bound, load
from examc.systems.reading import NotUnderstood
from support import shared

ITEMS = (
    *("code", "fill", "fill_all", "fill_exact", "gapmatch", "hotspot", "match", "match_all"),
    *("match_many", "matrix", "num_abs", "num_abs_incl", "num_ans_dialect", "num_bounds"),
    *("num_dec", "num_exact", "num_range", "num_rel", "num_rel_incl", "num_rel_ref", "num_sig"),
    *("num_text", "num_unit", "order_all", "order_pairs", "order_pos", "short_case", "short_map"),
    *("short_match", "short_match_guard", "short_pattern", "short_regex", "short_regex_anchor"),
    *("select_point", "short_substring", "tf", "upload"),
)
NOT_RUN = {"template"}
"""Numbers that are drawn: no kind of question here has them."""
DIFFER = {
    ("num_abs", "3.15"): "2",  # both ends of a tolerance count, and the third leaves them out
    ("num_abs", "3,14"): "0",
    ("num_abs", "314e-2"): "2",
    ("num_abs", "abc"): "0",
    ("num_abs_incl", "3.15"): "2",
    ("num_ans_dialect", "3.14"): None,  # a text is no number: nothing that `equal` can compare
    ("num_ans_dialect", "3.145"): None,
    ("num_ans_dialect", "3,14"): None,
    ("num_ans_dialect", "3"): None,
    ("num_dec", "3.15"): "0",
    ("num_dec", "3.1"): "0",
    ("num_exact", "42.0"): "0",  # no whole number
    ("num_rel", "202"): "2",
    ("num_rel_incl", "202"): "2",
    ("num_rel_incl", "198"): "2",
    ("num_rel_ref", "202"): "2",
    ("num_rel_ref", "198"): "2",
    ("num_text", "3.1400001"): "0",  # a pattern fits the whole text
    ("num_text", "13.14"): "0",
    ("short_regex", "a colour"): "0",
    ("short_regex", "colours x"): "0",
    ("short_substring", "It is paris."): "2",
    ("short_substring", ""): "0",
    ("short_match", ""): "0",
    ("fill", "paris 2.2 c1"): "2.25",
}
"""Where engines differ, what the specification says; None for an expression that it does not allow."""
IN_DOUBLES = {
    ("num_abs", "3.13"): "2",
    ("num_abs", "3.05"): "1",
    ("num_abs_incl", "3.13"): "2",
}
"""Where all three are off by a double: 3.14 - 0.01 is not 3.13 to them."""

Given = dict[str, str | list[str] | None]


@lru_cache(maxsize=1)
def marks_table() -> dict[str, list[str]]:
    """The marks that were seen, by item, in the order of the responses."""
    text = shared("samples", "kinds", "README.md").read_text(encoding="utf-8")
    section = text.split("## QTI 2.1 items")[1].split("\n## ")[0]
    found = {}
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 2 and "→" in cells[1]:
            entries = cells[1].split(" · ")
            found[cells[0]] = [entry.rpartition(" → ")[2].strip() for entry in entries]
    return found


@lru_cache(maxsize=1)
def given_table() -> dict[str, list[Given]]:
    """The responses that were given, by item."""
    path = shared("samples", "kinds", "qti21", "responses.json")
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {row["item"].removesuffix(".xml"): row["responses"] for row in rows}


def _load(item: str) -> Item:
    path = shared("samples", "kinds", "qti21", f"{item}.xml")
    return load(xmlreading.strict(path.read_bytes()))


def _value(given: str | list[str] | None, item: Item, own: str) -> Value:
    declared = item.responses[own]
    if isinstance(given, list):
        return tuple(given)
    typed = declared.base_type in ("string", "float", "integer")
    return bound(given, declared) if given and typed else given or None


def marks_of(item: str) -> list[str]:
    """The marks that were seen for an item, in the order of its responses."""
    return marks_table()[item]


def given_of(item: str) -> list[Given]:
    """The responses to an item."""
    return given_table()[item]


def words_of(given: Given) -> str:
    """What a response says, in a row."""
    return " ".join(str(value) for value in given.values() if value is not None)


@pytest.mark.parametrize("item", ITEMS)
def test_every_response_earns_what_engines_gave(item: str) -> None:
    loaded, marks, given = _load(item), marks_of(item), given_of(item)
    assert len(marks) == len(given)
    for response, seen in zip(given, marks, strict=True):
        key = item, words_of(response)
        expected = IN_DOUBLES.get(key) or (DIFFER[key] if seen.startswith("**") else seen)
        values = {own: _value(value, loaded, own) for own, value in response.items()}
        if expected is None:
            with pytest.raises(NotUnderstood):
                loaded.score(values)
        else:
            assert loaded.score(values) == Fraction(expected), key


def test_all_items_are_known() -> None:
    assert set(marks_table()) == set(ITEMS) | NOT_RUN


@pytest.mark.parametrize("item", sorted(NOT_RUN))
def test_what_no_kind_has_is_not_guessed(item: str) -> None:
    with pytest.raises(NotUnderstood):
        _load(item).score({"RESPONSE": "15 20"})
