"""The language of patterns: what it holds, what is said of the rest, and how it is spelled."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core.patterns import (
    DEEPEST,
    LONGEST,
    MOST_STATES,
    MOST_TIMES,
    Any,
    BadPattern,
    Class,
    Either,
    Literal,
    Node,
    Sequence,
    Several,
    parse,
)
from examc.core.patternspelling import spelled
from patterntexts import NODES, SPELLED, node_of

S = Literal("s")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("Paris", Literal("Paris")),
        ("New York", Literal("New York")),
        ("New\u00a0York", Literal("New York")),
        (r"New\sYork", Literal("New York")),
        ("Mu\u0308nchen", Literal("München")),
        (".", Any()),
        ("colou?r", Sequence((Literal("colo"), Several(Literal("u"), 0, 1), Literal("r")))),
        ("as*", Sequence((Literal("a"), Several(S, 0, None)))),
        ("s+", Several(S, 1, None)),
        ("s{2}", Several(S, 2, 2)),
        ("s{2,}", Several(S, 2, None)),
        ("s{0,2}", Several(S, 0, 2)),
        ("s{1}", S),
        ("(ab)+", Several(Literal("ab"), 1, None)),
        ("a(b)c", Literal("abc")),
        ("(s|ing)", Either((S, Literal("ing")))),
        ("s|(ing|(s|t))", Either((S, Literal("ing"), Literal("t")))),
        ("a|b|c", Either((Literal("a"), Literal("b"), Literal("c")))),
        ("[a-z_]", Class((("a", "z"), ("_", "_")))),
        ("[^a-z]", Class((("a", "z"),), negated=True)),
        ("[ab]", Class((("a", "a"), ("b", "b")))),
        ("[a-b]", Class((("a", "a"), ("b", "b")))),
        ("[a]", Literal("a")),
        ("[.]", Literal(".")),
        ("[aab-ca-c]", Class((("a", "a"), ("b", "b"), ("c", "c"), ("a", "c")))),
        ("[-a]", Class((("-", "-"), ("a", "a")))),
        ("[a-]", Class((("a", "a"), ("-", "-")))),
        (r"[\]\[\-\^\\]", Class(tuple((one, one) for one in "][-^\\"))),
        ("[a^]", Class((("a", "a"), ("^", "^")))),
        ("[.*+?(){}|$]", Class(tuple((one, one) for one in ".*+?(){}|$"))),
        (r"\d", Class((("0", "9"),))),
        (r"\w", Class((("A", "Z"), ("a", "z"), ("0", "9"), ("_", "_")))),
        (r"[\d.]", Class((("0", "9"), (".", ".")))),
        (r"[\s-]", Class(((" ", " "), ("-", "-")))),
        (r"\.\*\+\?\(\)\[\]\{\}\|\^\$\\\/\-", Literal(r".*+?()[]{}|^$\/-")),
        (r"x\s*y", Sequence((Literal("x"), Several(Literal(" "), 0, None), Literal("y")))),
        ("a-b,c/d&'\"", Literal("a-b,c/d&'\"")),
    ],
)
def test_patterns(text: str, node: Node) -> None:
    assert parse(text) == node


_SIDE_BY_SIDE = "two blanks stand side by side"
_NO_ANCHORS = "anchors are not needed: a pattern fits the whole answer"


@pytest.mark.parametrize(
    ("text", "place", "message", "help"),
    [
        ("", 0, "the pattern is empty", "colou?r"),
        ("  ", 0, "the pattern is empty", "colou?r"),
        ("^a", 0, _NO_ANCHORS, r"leave it out; write \^"),
        ("a$", 1, _NO_ANCHORS, r"leave it out; write \$"),
        ("(a|$)", 3, _NO_ANCHORS, r"\$"),
        (r"\bfoo", 0, r"\b is not in the language of patterns", r"\d, \s and \w"),
        (r"a\1", 1, r"\1 is not in the language of patterns", r"\d, \s and \w"),
        (r"\p{L}", 0, r"\p is not in the language of patterns", r"\d, \s and \w"),
        (r"\é", 0, r"\é is not in the language of patterns", r"\d, \s and \w"),
        (r"a\D", 1, r"\D is not in the language of patterns", "[^0-9]"),
        (r"\S+", 0, r"\S is not in the language of patterns", "[^ ]"),
        (r"\W", 0, r"\W is not in the language of patterns", r"[^\w]"),
        (r"[\W]", 1, r"\W is not in the language of patterns", r"[^\w]"),
        ("a\\", 1, "there is nothing behind the backslash", r"\\"),
        ("(?:a)", 0, "(? is not in the language of patterns", "(…|…)"),
        ("a(?=b)", 1, "(? is not in the language of patterns", "(…|…)"),
        ("a(?!b)", 1, "(? is not in the language of patterns", "(…|…)"),
        ("(?i)a", 0, "(? is not in the language of patterns", "(…|…)"),
        ("a??", 2, "a repeat is repeated", "{n,m}"),
        ("a*?", 2, "a repeat is repeated", "{n,m}"),
        ("a++", 2, "a repeat is repeated", "{n,m}"),
        ("a{2}{3}", 4, "a repeat is repeated", "{n,m}"),
        ("*a", 0, "there is nothing that is repeated", r"\*"),
        ("a|+", 2, "there is nothing that is repeated", r"\+"),
        ("{2}", 0, "a lone {", r"\{"),
        ("a}", 1, "a lone }", r"\}"),
        ("]", 0, "a lone ]", r"\]"),
        ("a{", 1, "the braces are no repeat", "{2,5}"),
        ("a{x}", 1, "the braces are no repeat", "{2,5}"),
        ("a{,3}", 1, "the braces are no repeat", "{2,5}"),
        ("a{3,2}", 1, "the repeat is never possible", "smaller number first"),
        ("a{0}", 1, "the repeat is never possible", "at least 1"),
        ("a{0,0}", 1, "the repeat is never possible", "at least 1"),
        ("a{51}", 1, "51 times is too often", str(MOST_TIMES)),
        ("a{2,99999999999}", 1, "999999999 times is too often", str(MOST_TIMES)),
        ("(a", 0, "there is a ( without its )", r"\("),
        ("x(a(b)", 1, "there is a ( without its )", r"\("),
        ("a)", 1, "there is a ) without its (", r"\)"),
        ("()", 1, "an alternative or a group is empty", "(…)?"),
        ("(a|)", 3, "an alternative or a group is empty", "(…)?"),
        ("|a", 0, "an alternative or a group is empty", "(…)?"),
        ("a||b", 2, "an alternative or a group is empty", "(…)?"),
        ("x[a-z", 1, "there is a [ without its ]", r"\["),
        ("[", 0, "there is a [ without its ]", r"\["),
        ("[a-", 0, "there is a [ without its ]", r"\["),
        ("[]", 0, "the brackets are empty", "characters"),
        ("[^]", 0, "the brackets are empty", "characters"),
        ("[[a]]", 1, "a lone [ in brackets", r"\["),
        ("[z-a]", 1, "the range z-a is empty", "a-z"),
        (r"[a-\d]", 1, "a range has two characters as its ends", r"\-"),
        (r"[\d-z]", 1, "a range has two characters as its ends", r"\-"),
        (r"a\s\sb", 3, _SIDE_BY_SIDE, "one blank"),
        ("a  b", 2, _SIDE_BY_SIDE, "one blank"),
        (r"a \s?b", 2, _SIDE_BY_SIDE, "one blank"),
        (r"a\s{2}b", 1, _SIDE_BY_SIDE, "one blank"),
        (r"\s", 0, "no answer can fit the pattern", "blanks"),
        (" a", 0, "no answer can fit the pattern", "blanks"),
        ("a( | )", 0, "no answer can fit the pattern", "blanks"),
        ("(((a{50}){50}){50}){50}", 0, "the pattern repeats too much", "braces"),
    ],
)
def test_what_is_no_pattern(text: str, place: int, message: str, help: str) -> None:
    found = parse(text)
    assert isinstance(found, BadPattern)
    assert (found.message, found.place) == (message, place)
    assert help in found.help


def test_bounds() -> None:
    assert parse("a" * LONGEST) == Literal("a" * LONGEST)
    too_long = parse("a" * (LONGEST + 1))
    assert too_long == BadPattern("the pattern is too long", 200, "write at most 200 characters")
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == Literal("a")
    too_deep = parse("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1))
    assert too_deep == BadPattern("the groups are too deep", DEEPEST, "write at most 20")
    assert not isinstance(parse(f"a{{{MOST_TIMES}}}"), BadPattern)
    assert not isinstance(parse("(" + "a" * (MOST_STATES // 50 - 1) + "){50}"), BadPattern)
    assert isinstance(parse("(" + "a" * (MOST_STATES // 50 + 1) + "){50}"), BadPattern)


@given(st.text(alphabet="ab |()[]{}?*+\\.^$-,0123456789dswé", max_size=30) | st.text(max_size=30))
def test_any_text_is_a_pattern_or_has_a_mistake(text: str) -> None:
    found = parse(text)
    if isinstance(found, BadPattern):
        assert 0 <= found.place <= len(unicodedata.normalize("NFC", text))
        assert found.message
        assert found.help
    else:
        assert parse(spelled(found)) == found


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("colou?r(s|ing)?", "colou?r(s|ing)?"),
        ("(a)(b)", "ab"),
        ("[0-9]{2,2}", r"\d{2}"),
        ("[A-Za-z0-9_]", r"\w"),
        ("a{1}b{0,1}c{0,}d{1,}e{2,}", "ab?c*d+e{2,}"),
        (r"\/\-\.", r"/-\."),
        (r"(a|b)|c", "a|b|c"),
        ("(ab|c)d", "(ab|c)d"),
        ("(a?)+", "(a?)+"),
        (r"[\^\-\]a-z]", r"[\^\-\]a-z]"),
        (r"New\s+York", "New +York"),
    ],
)
def test_spellings(text: str, short: str) -> None:
    assert spelled(node_of(text)) == short


@given(NODES)
def test_a_spelling_is_read_as_the_same_pattern(node: Node) -> None:
    assert parse(spelled(node)) == node


@given(SPELLED, SPELLED)
def test_a_group_changes_nothing(one: str, other: str) -> None:
    first, second = parse(f"({one})"), parse(one)
    if not isinstance(second, BadPattern):
        assert first == second
    if not isinstance(parse(f"{one}|{other}"), BadPattern):
        assert parse(f"(({one})|({other}))") == parse(f"{one}|{other}")
