"""Patterns and texts as regular expressions for engines, and what is read back from them."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from examc.core.patternfit import fits
from examc.core.patterns import Node
from examc.core.patternwords import Meant, anchored, anchored_text, spelled, unanchored
from examc.core.typedtexts import cleaned, contains, fold, same
from patterntexts import ANSWERS, NODES, node_of

KEYS = st.text(alphabet="abAB1 éÉüßẞσςΣµ.*+?()[]{}|^$\\/-&\"<'ậİx\u0323\u0302", max_size=8).map(
    cleaned
)
SPACED = st.lists(st.sampled_from([" ", "  ", "\t", "\u00a0"]), min_size=3, max_size=3)


@pytest.mark.parametrize(
    ("pattern", "written", "exactly"),
    [
        ("Paris", "[Pp][aA][rR][iI][sS]", "Paris"),
        ("New York", r"[Nn][eE][wW]\s+[Yy][oO][rR][kK]", r"New\s+York"),
        (
            "colou?r(s|ing)?",
            "[cC][oO][lL][oO][uU]?[rR]([sS]|[iI][nN][gG])?",
            "colou?r(s|ing)?",
        ),
        (r"\d{2,3}", "[0-9]{2,3}", "[0-9]{2,3}"),
        (r"\w+", "[A-Za-z0-9_]+", "[A-Za-z0-9_]+"),
        (r"a\s*b", r"[aA]\s*[bB]", r"a\s*b"),
        ("a|b", "([aA]|[bB])", "(a|b)"),
        (r"\$5\.0\^", r"[$]5\.0[\^]", r"[$]5\.0[\^]"),
        ("[a-c]", "[a-cA-C]", "[a-c]"),
        ("[^b]", r"[!-AC-ac-\ufffd]", r"[!-ac-\ufffd]"),
        ("x[^b]y", r"[xX]([!-AC-ac-\ufffd]|\s+)[yY]", r"x([!-ac-\ufffd]|\s+)y"),
        ("ü", "([üÜ]|[uU]\u0308)", "(ü|u\u0308)"),
        ("ü+", "([üÜ]|[uU]\u0308)+", "(ü|u\u0308)+"),
        ("[üa]", "([üÜaA]|u\u0308|U\u0308)", "([üa]|u\u0308)"),
        ("ß", "[ßẞ]", "ß"),
        ("a.b", r"[aA](\S|\s+)[bB]", r"a(\S|\s+)b"),
        ("a.*b", "[aA].*[bB]", "a.*b"),
        ("a.*", "[aA].*", "a.*"),
        (".*", r"\S.*", r"\S.*"),
        (".+", r"\S.*", r"\S.*"),
        (".*a.*", ".*[aA].*", ".*a.*"),
        (".", r"\S", r"\S"),
        ("a?", "[aA]", "a"),
        ("[a-z ]+x", r"[a-zA-Z][\sa-zA-Z]*[xX]", r"[a-z][\sa-z]*x"),
        ("x[a-z ]{2,}x", r"[xX]([a-zA-Z]|\s+){2}[\sa-zA-Z]*[xX]", r"x([a-z]|\s+){2}[\sa-z]*x"),
        ("[x😀]", "([xX]|😀)", "(x|😀)"),
        ("😀+", "(😀)+", "(😀)+"),
        ("[%-&&-(]", "[%&-(]", "[%&-(]"),
    ],
)
def test_written_patterns(pattern: str, written: str, exactly: str) -> None:
    node = node_of(pattern)
    written, exactly = (one.replace(r"\ufffd", "\ufffd") for one in (written, exactly))
    assert anchored(node, exact=False) == rf"^\s*{written}\s*$"
    assert anchored(node, exact=True) == rf"^\s*{exactly}\s*$"


def test_written_texts() -> None:
    assert anchored_text(" New  York ", False, False) == r"^\s*[Nn][eE][wW]\s+[Yy][oO][rR][kK]\s*$"
    assert anchored_text("x^2", True, False) == r"^\s*x[\^]2\s*$"
    assert anchored_text("kg", False, True) == "^.*[kK][gG].*$"
    assert anchored_text("*p++", True, True) == r"^.*\*p\+\+.*$"


def respaced(answer: str, blanks: list[str]) -> str:
    """An answer with other blanks round it and between its words."""
    before, between, after = blanks
    return before + between.join(cleaned(answer).split(" ")) + after


def takes(pattern: str, answer: str) -> bool:
    """Whether an engine that knows no anchors of its own finds the pattern in an answer."""
    return re.search(pattern, answer) is not None


@given(NODES, st.lists(ANSWERS, min_size=1, max_size=8), st.booleans(), st.sampled_from(["", " "]))
def test_an_engine_agrees_with_us(node: Node, answers: list[str], exact: bool, end: str) -> None:
    """Answers with single blanks between their words: these are held exactly as `fits` does."""
    pattern = anchored(node, exact)
    for answer in answers:
        typed = f"{end}{cleaned(answer)}{end}"
        assert takes(pattern, typed) is fits(node, typed, exact), (spelled(node), answer)


@given(NODES, st.lists(ANSWERS, min_size=1, max_size=8), st.booleans(), SPACED)
def test_what_fits_is_taken_with_any_blanks(
    node: Node, answers: list[str], exact: bool, blanks: list[str]
) -> None:
    pattern = anchored(node, exact)
    for answer in filter(lambda one: fits(node, one, exact), answers):
        assert takes(pattern, respaced(answer, blanks)), (spelled(node), answer)


@given(NODES, st.booleans())
def test_blanks_alone_are_never_taken(node: Node, exact: bool) -> None:
    pattern = anchored(node, exact)
    assert not any(takes(pattern, blanks) for blanks in ("", " ", "   ", "\t "))


@given(KEYS.filter(bool), ANSWERS, st.booleans(), SPACED, st.sampled_from(["NFC", "NFD"]))
def test_texts_are_held_as_an_engine_holds_them(
    key: str, answer: str, exact: bool, blanks: list[str], form: str
) -> None:
    for typed in (answer, key, fold(key), key.swapcase(), f"{answer} {key}"):
        spaced = respaced(typed, blanks)
        given_ = unicodedata.normalize("NFD" if form == "NFD" else "NFC", spaced)
        whole, part = anchored_text(key, exact, False), anchored_text(key, exact, True)
        assert takes(whole, given_) is same(given_, key, exact), (key, given_)
        if contains(given_, key, exact):
            assert takes(part, given_), (key, given_)
        elif not any(map(unicodedata.combining, unicodedata.normalize("NFD", key + typed))):
            assert not takes(part, given_), (key, given_)


@pytest.mark.parametrize("typed", ["ậ", "ạ\u0302", "â\u0323", "a\u0323\u0302", "A\u0302\u0323"])
def test_letters_with_two_marks(typed: str) -> None:
    assert takes(anchored_text("ậ", exact=False, anywhere=False), typed)


# other engines


_XS = "{http://www.w3.org/2001/XMLSchema}"


def schema_of(pattern: str) -> etree.XMLSchema:
    """A schema of texts that fit a pattern; XML Schema knows no anchors, and needs none."""
    schema = etree.Element(f"{_XS}schema", nsmap={"xs": _XS[1:-1]})
    element = etree.SubElement(schema, f"{_XS}element", name="answer")
    kind = etree.SubElement(element, f"{_XS}simpleType")
    base = etree.SubElement(kind, f"{_XS}restriction", base="xs:string")
    etree.SubElement(base, f"{_XS}pattern", value=pattern.removeprefix("^").removesuffix("$"))
    return etree.XMLSchema(schema)


def is_valid(schema: etree.XMLSchema, answer: str) -> bool:
    """Whether a schema takes an answer."""
    element = etree.Element("answer")
    element.text = answer
    return schema.validate(element)


@given(NODES, st.lists(ANSWERS, min_size=1, max_size=8), st.booleans())
def test_xml_schema_reads_a_pattern_alike(node: Node, answers: list[str], exact: bool) -> None:
    pattern = anchored(node, exact)
    schema = schema_of(pattern)
    for answer in answers:
        assert is_valid(schema, answer) is takes(pattern, answer), (pattern, answer)


@given(KEYS.filter(bool), st.booleans())
def test_xml_schema_reads_a_text_alike(key: str, exact: bool) -> None:
    schema = schema_of(anchored_text(key, exact, anywhere=False))
    part = schema_of(anchored_text(key, exact, anywhere=True))
    for answer in (key, f" {key}", key.swapcase(), f"x{key}"):
        assert is_valid(schema, answer) is same(answer, key, exact)
        assert is_valid(part, answer) or not contains(answer, key, exact)


def escaped_inside(pattern: str, knows_brackets: bool) -> str:
    """As qti-sdk prepares a pattern: anchors cut, each further `^` and `$` a character.

    It looks for a backslash before them, at the place that they would have were every character
    one byte. Of late it leaves a `^` behind a bracket.
    """
    inner = pattern.lstrip("^").rstrip("$")
    found = ""
    for place, character in enumerate(inner):
        before = inner.encode()[:place]
        backslashes = len(before) - len(before.rstrip(b"\\"))
        is_set = knows_brackets and character == "^" and before.endswith(b"[")
        found += "\\" if character in "^$" and backslashes % 2 == 0 and not is_set else ""
        found += character
    return f"^{found}$"


@given(NODES, KEYS.filter(bool), st.lists(ANSWERS, min_size=1, max_size=8), st.booleans())
def test_an_engine_that_escapes_signs_holds_the_same(
    node: Node, key: str, answers: list[str], exact: bool
) -> None:
    for pattern in (anchored(node, exact), anchored_text(key, exact, anywhere=False)):
        for answer in (*answers, key):
            for knows_brackets in (False, True):
                escaped = escaped_inside(pattern, knows_brackets)
                assert takes(escaped, answer) is takes(pattern, answer), (escaped, answer)


# reading back


@given(KEYS.filter(bool), st.booleans(), st.booleans())
def test_texts_are_read_back(key: str, exact: bool, anywhere: bool) -> None:
    pattern = anchored_text(key, exact, anywhere)
    found = unanchored(pattern)
    assert found is not None
    assert (found.match, found.text) == ("contains" if anywhere else "text", key)
    is_said_either_way = pattern == anchored_text(key, not exact, anywhere)
    assert found.exact is (exact and not is_said_either_way)


@given(NODES, st.booleans())
def test_patterns_are_read_back(node: Node, exact: bool) -> None:
    pattern = anchored(node, exact)
    found = unanchored(pattern)
    assert found is not None, (spelled(node), pattern)
    if found.match == "pattern":
        assert anchored(node_of(found.text), found.exact) == pattern
    else:
        assert anchored_text(found.text, found.exact, found.match == "contains") == pattern


@pytest.mark.parametrize(
    "text",
    [
        *("colou?r(s|ing)?", r"\d{2,3}", r"\w+", "[^ab]+", "[äö]x", "x.{2,3}y", "..", "a.b", ".+"),
        *("a|b", "[A-Z][a-z]*", "Ü(b|c)", "é+", r"\$5|\^x", "[aeiou]", "a( b)*", "a.*", ".*a.*"),
        *("(a|B)+c", r"[\]\^\-]x", "[^x]", "x[^b]y", "x[a-z ]y"),
    ],
)
def test_spellings_that_survive(text: str) -> None:
    assert unanchored(anchored(node_of(text), exact=False)) == Meant("pattern", text, exact=False)
    found = unanchored(anchored(node_of(text), exact=True))
    assert found is not None
    assert (found.match, found.text) == ("pattern", text)


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        (r"^\s*[Nn][Ee][Ww]\s+[Yy]\s*$", Meant("text", "NEW Y", False)),
        (r"^\s*42\s*$", Meant("text", "42", False)),
        (r"^\s*[pP]aris\s*$", Meant("pattern", "[pP]aris", True)),
        (r"^.*[pP][aA].*$", Meant("contains", "pa", False)),
        ("", None),
        ("^$", None),
        (r"^\s*$", None),
        (r"^\s*\s*$", None),
        ("^.*$", None),
        ("^.*.*$", None),
        (r"^\s*3[.,]140*\s*$", Meant("pattern", "3[.,]140*", False)),
        (r"^\s*(?:a)\s*$", None),
        (r"^\s*a(\s*$", None),
        (r"\s*[pP]\s*", None),
        (r"^[pP]aris$", None),
        ("[0-9]+", None),
    ],
)
def test_what_others_wrote(pattern: str, meant: Meant | None) -> None:
    assert unanchored(pattern) == meant


@given(st.text(alphabet="ab^$\\s*.+[]()|{}1-S ", max_size=20), st.text(max_size=8))
def test_any_text_is_read_or_not(text: str, other: str) -> None:
    for pattern in (text, other, rf"^\s*{text}\s*$", f"^.*{text}.*$"):
        found = unanchored(pattern)
        if found is not None and found.match == "pattern":
            assert anchored(node_of(found.text), found.exact) == pattern
        elif found is not None:
            assert anchored_text(found.text, found.exact, found.match == "contains") == pattern
