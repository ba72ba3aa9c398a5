"""Texts as answers: blanks, letter case and composed letters."""

import unicodedata
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core.typedtexts import cases, cleaned, contains, decompositions, fold, same

EVERY = [
    chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000
]  # all letters with case
COMPOSED = [one for one in EVERY if unicodedata.is_normalized("NFC", one)]
WORDS = st.text(alphabet="aAbBüÜßẞéİiıσςΣǆǅ \u00a0\t\u0308\u0331ẖ", max_size=8)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Paris", "Paris"),
        ("  New \t York\n", "New York"),
        ("\u00a0New\u00a0\u2009York\u3000", "New York"),
        ("Mu\u0308nchen", "München"),
        ("\u212b", "Å"),
        (" \u00a0 ", ""),
        ("", ""),
        ("a\u200bb", "a\u200bb"),
        ("ﬁx", "ﬁx"),
    ],
)
def test_cleaned(text: str, clean: str) -> None:
    assert cleaned(text) == clean


@given(st.text())
def test_clean_texts_stay(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert cleaned(f"\u00a0{text} \n") == once
    assert cleaned(unicodedata.normalize("NFD", text)) == once


@given(st.text())
def test_folding_keeps_the_length_and_folds_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("answer", "key", "alike", "exactly"),
    [
        ("paris", "Paris", True, False),
        (" Paris ", "Paris", True, True),
        ("New \u00a0york", "new York", True, False),
        ("New  York", "New York", True, True),
        ("Newyork", "New York", False, False),
        ("MU\u0308NCHEN", "München", True, False),
        ("Mu\u0308nchen", "München", True, True),
        ("Munchen", "München", False, False),
        ("STRASSE", "Straße", False, False),
        ("STRAẞE", "Straße", True, False),
        ("H\u0331", "ẖ", True, False),
        ("istanbul", "İstanbul", False, False),
        ("nacl", "NaCl", True, False),
        ("ΟΔΟΣ", "οδος", True, False),
        ("5 \u00b5m", "5 \u03bcm", True, False),
        ("", "Paris", False, False),
        ("  ", "", False, False),
    ],
)
def test_the_same_text(answer: str, key: str, alike: bool, exactly: bool) -> None:
    assert same(answer, key, exact=False) is alike
    assert same(answer, key, exact=True) is exactly


@pytest.mark.parametrize(
    ("answer", "key", "alike", "exactly"),
    [
        ("It is Paris, I think", "paris", True, False),
        ("It is Paris, I think", "Paris", True, True),
        ("parisian", "Paris", True, False),
        ("the new  york times", "New York", True, False),
        ("the NewYork times", "New York", False, False),
        ("in mu\u0308nchen", "München", True, False),
        ("Paris", "", False, False),
        ("", "Paris", False, False),
    ],
)
def test_a_part_of_a_text(answer: str, key: str, alike: bool, exactly: bool) -> None:
    assert contains(answer, key, exact=False) is alike
    assert contains(answer, key, exact=True) is exactly


@given(WORDS, WORDS, st.booleans())
def test_laws_of_sameness(one: str, other: str, exact: bool) -> None:
    typed_at_all = cleaned(one) != ""
    assert same(one, one, exact) is typed_at_all
    assert contains(one, one, exact) is typed_at_all
    assert same(one, other, exact) is same(other, one, exact)
    assert not same(one, other, exact=True) or same(one, other, exact=False)
    assert not same(one, other, exact) or contains(one, other, exact)
    assert same(f" {one}\u00a0", other, exact) is same(one, other, exact)


@given(WORDS, WORDS, WORDS)
def test_what_stands_between_words_is_contained(before: str, key: str, after: str) -> None:
    begins_a_word = cleaned(key) != "" and not unicodedata.combining(cleaned(key)[0])
    for typed in (key, key.replace("i", "I"), fold(key)):
        text = f"{before} {typed} {after}"
        assert contains(text, key, exact=False) or not begins_a_word


def test_cases_are_all_that_fold_alike() -> None:
    """Over every composed character that may have case, as the typed texts are composed."""
    alike: dict[str, set[str]] = defaultdict(set)
    for character in COMPOSED:
        alike[fold(character)].add(character)
    for character in COMPOSED:
        if character == character.lower() == character.upper() == fold(character):
            assert alike[fold(character)] == {character}
            continue
        forms = cases(character)
        assert forms[0] == character
        assert len(set(forms)) == len(forms)
        composed = {form for form in forms if unicodedata.is_normalized("NFC", form)}
        assert composed == alike[fold(character)], character


@pytest.mark.parametrize(
    ("cluster", "others"),
    [
        ("ü", {"u\u0308"}),
        ("a", set()),
        ("ế", {"ê\u0301", "e\u0302\u0301"}),
        ("ậ", {"ạ\u0302", "â\u0323", "a\u0323\u0302", "a\u0302\u0323"}),
        ("각", {"가\u11a8", "\u1100\u1161\u11a8"}),
        ("x\u0323\u0302", {"x\u0302\u0323"}),
    ],
)
def test_other_ways_to_type_a_letter(cluster: str, others: set[str]) -> None:
    assert set(decompositions(cluster)) == others


def test_decompositions_compose_to_what_they_are_of() -> None:
    for character in COMPOSED:
        if unicodedata.decomposition(character):
            for other in decompositions(character):
                assert other != character
                assert cleaned(other) == cleaned(character)
