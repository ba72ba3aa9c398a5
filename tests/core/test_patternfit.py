"""Patterns held against typed texts, with Python's own engine as the judge."""

import re
import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core.patternfit import example, fits, texts
from examc.core.patterns import Node
from examc.core.patternspelling import spelled
from examc.core.typedtexts import cleaned, fold
from patterntexts import ANSWERS, NODES, node_of


@pytest.mark.parametrize(
    ("pattern", "answer", "alike", "exactly"),
    [
        ("colou?r(s|ing)?", "color", True, True),
        ("colou?r(s|ing)?", "  Colouring ", True, False),
        ("colou?r(s|ing)?", "a colour", False, False),
        ("colou?r(s|ing)?", "colour red", False, False),
        (r"\d{2}", "12", True, True),
        (r"\d{2}", "123", False, False),
        (r"\d", "٣", False, False),
        (r"\w+", "Zürich", False, False),
        (r"\w+", "Zurich_1", True, True),
        (r"New\sYork", "new \u00a0 york", True, False),
        (r"New\s+York", "New York", True, True),
        (r"New\s*York", "NewYork", True, True),
        ("[a-z]+", "ABC", True, False),
        ("[^a]", "A", False, True),
        ("[^a]", "b", True, True),
        ("Mü.*", "mu\u0308nchen", True, False),
        ("[ü-ü]x", "U\u0308X", True, False),
        (".", "ü", True, True),
        (".", "😀", True, True),
        (".", "u\u0308", True, True),
        (".*", "", False, False),
        (".*", " \u00a0 ", False, False),
        (".*", "x", True, True),
        (".?", " ", False, False),
        ("a.b", "a  b", True, True),
        ("a.b", "ab", False, False),
        ("a.*", "a ", True, True),
        (r"a\.b", "axb", False, False),
        ("ß", "ẞ", True, False),
        ("straße", "STRASSE", False, False),
        ("(a|b)*c", "aBabC", True, False),
        ("(a|ab)(c|bcd)", "abcd", True, True),
        ("a{2,3}", "aaaa", False, False),
        ("a{2,}", "a" * 60, True, True),
    ],
)
def test_fits(pattern: str, answer: str, alike: bool, exactly: bool) -> None:
    node = node_of(pattern)
    assert fits(node, answer, exact=False) is alike
    assert fits(node, answer, exact=True) is exactly


def pythons(node: Node, exact: bool) -> re.Pattern[str]:
    r"""The pattern for Python; `\d` and `\w` are spelled so that it takes them as we do."""
    flags = 0 if exact else re.IGNORECASE
    text = spelled(node).replace(r"\d", "[0-9]").replace(r"\w", "[A-Za-z0-9_]")
    return re.compile(text, flags)


@given(NODES, st.lists(ANSWERS, min_size=1, max_size=8), st.booleans())
def test_python_agrees(node: Node, answers: list[str], exact: bool) -> None:
    judge = pythons(node, exact)
    for answer in (*answers, example(node), example(node).swapcase()):
        typed = cleaned(answer)
        expected = typed != "" and judge.fullmatch(typed) is not None
        assert fits(node, answer, exact) is expected, (spelled(node), answer)


@given(NODES)
def test_the_example_fits_and_none_is_shorter(node: Node) -> None:
    found = example(node)
    assert fits(node, found, exact=True)
    assert cleaned(found) == found
    alphabet = "abABxé1_ü .\\$^NewYork-c"
    for length in range(1, min(len(found), 3)):
        for one in product(alphabet, repeat=length):
            assert not fits(node, "".join(one), exact=True)


@given(NODES, st.sampled_from([1, 3, 50]))
def test_all_texts_of_a_pattern(node: Node, most: int) -> None:
    found = texts(node, most)
    if found is None:
        return
    assert len(set(found)) == len(found) <= most
    assert found == texts(node, most)
    assert all(fits(node, one, exact=True) for one in found)
    assert example(node) in found
    judge = pythons(node, exact=True)
    for length in (1, 2):
        for letters in product("abABxé1_ü .\\$^-cZ5", repeat=length):
            text = "".join(letters)
            assert (text in found) is (cleaned(text) == text and judge.fullmatch(text) is not None)


@pytest.mark.parametrize(
    ("pattern", "most", "found"),
    [
        ("colou?r(s|ing)?", 6, "color colors coloring colour colours colouring"),
        ("[Pp]aris", 2, "Paris paris"),
        ("a{1,3}", 3, "a aa aaa"),
        ("(a|b)(a|b)", 4, "aa ab ba bb"),
        ("(a|a|aa?)", 2, "a aa"),
        (r"a\s?b", 2, "ab,a b"),
        (r"a\s+b", 1, "a b,"),
        ("(a|b )c?", 9, "a,ac,b c"),
    ],
)
def test_finite_patterns(pattern: str, most: int, found: str) -> None:
    expected = [one for one in found.split("," if "," in found else " ") if one]
    assert texts(node_of(pattern), most) == tuple(expected)


@pytest.mark.parametrize(
    ("pattern", "most"),
    [
        ("colou?r(s|ing)?", 5),
        ("a.b", 99),
        ("a*", 99),
        ("[^a]", 99),
        (r"\w{3}", 50),
        ("[一-龯]", 50),
    ],
)
def test_patterns_of_too_many_texts(pattern: str, most: int) -> None:
    assert texts(node_of(pattern), most) is None


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("colou?r(s|ing)?", "color"),
        (".*", "a"),
        (".{3}", "aaa"),
        (r"(a| )b\d", "ab0"),
        ("[^a-y]", "z"),
        ("[ x]y", "xy"),
        ("a[ ]b", "a b"),
        ("[ -~]", "!"),
        ("[^a-zA-Z0-9]", "!"),
    ],
)
def test_examples(pattern: str, found: str) -> None:
    assert example(node_of(pattern)) == found


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|a)*b", "(a|aa)+b", "(a?){50}b", "(.*a){9}b"])
def test_no_pattern_takes_long(pattern: str) -> None:
    node = node_of(pattern)
    start = time.process_time()
    assert not fits(node, "a" * 5000, exact=False)
    assert time.process_time() - start < 5


@given(NODES, ANSWERS)
def test_case_and_blanks_do_not_count(node: Node, answer: str) -> None:
    for exact in (False, True):
        assert fits(node, f" {answer}\u00a0", exact) is fits(node, answer, exact)
        assert fits(node, answer.replace(" ", "\t  "), exact) is fits(node, answer, exact)
    assert fits(node, fold(answer), exact=False) is fits(node, answer, exact=False)
