"""Expressions over texts: patterns as XML Schema has them, matches, places, roundings."""

import re
import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.systems.player.engine import Value, bound, regex
from examc.systems.player.engine.values import Declaration
from examc.systems.reading import NotUnderstood
from systems.test_qtiengine import NULL, R, holds, num, score_of


def txt(text: str) -> str:
    """A text as an expression."""
    return f'<baseValue baseType="string">{text}</baseValue>'


def var(cardinality: str, *values: str) -> str:
    """A container of identifiers as an expression."""
    inner = "".join(f'<baseValue baseType="identifier">{value}</baseValue>' for value in values)
    return f"<{cardinality}>{inner}</{cardinality}>"


# -- patterns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "fitting", "others"),
    [
        ("colou?r", ["color", "colour"], ["colouur", "a color", "colors", ""]),
        ("^colou?r$", ["color"], ["a color", "^color$"]),
        (r"^\s*[Nn]ew\s+York\s*$", [" new  York ", "New\tYork"], ["NewYork", "New York City"]),
        ("a|bc", ["a", "bc"], ["abc", "ab", "c"]),
        ("(a|b)*c", ["c", "abbac"], ["ab", "d"]),
        ("a{2}", ["aa"], ["a", "aaa"]),
        ("a{2,}", ["aa", "aaaa"], ["a"]),
        ("a{1,2}b{0}", ["a", "aa"], ["aaa", "ab", ""]),
        ("a+?b*?", ["a", "aab"], ["b"]),
        ("(?:ab)+", ["ab", "abab"], ["a"]),
        ("[^a-c]x", ["dx", "-x"], ["ax", "x"]),
        (r"[\]\-a]+", ["]-a"], ["b"]),
        ("[a-]", ["a", "-"], ["b"]),
        (r"\d+", ["42", "٤"], ["4a", "-4"]),
        (r"\w+", ["Zürich", "a1"], ["a b", "a-b", "a_b"]),
        (r"\D\S\W", ["a. ", "xy."], ["1a ", "a  "]),
        (r"\p{Lu}\P{L}", ["A1"], ["a1", "AA"]),
        (r"\x41B\.\$", ["AB.$"], ["ABx$"]),
        (".*", ["", "anything"], ["two\nlines"]),
        ("[!-!]{0}", [""], ["!"]),
        ("(^a|b$)+", ["a", "b"], ["ba", "ab a"]),
        ("(){9}x", ["x"], [""]),
    ],
)
def test_a_pattern_fits_whole_texts(pattern: str, fitting: list[str], others: list[str]) -> None:
    assert [text for text in fitting if not regex.fits(pattern, text)] == []
    assert [text for text in others if regex.fits(pattern, text)] == []


@pytest.mark.parametrize(
    "pattern",
    [
        *("(", ")", "a)", "[a", "a{", "a{2", "a{x}", "a{2,1}", "*a", "a**", "a{2}{3}", "a++"),
        *(r"\1", r"\b", "(?=a)", "(?<n>a)", "[a-z-[aeiou]]", "[[:alpha:]]", "[b-a]", "\\"),
        *(r"\p{Greek}", r"\pL", r"\x4", "a{1000000000}", "(" * 60 + ")" * 60, "a{6000}"),
        "(((a{99}){99}){99}){99}",
        "((){99999}){99999}",
        "a" * 30_000,
    ],
)
def test_a_pattern_of_another_form_is_not_guessed(pattern: str) -> None:
    with pytest.raises(NotUnderstood):
        regex.fits(pattern, "a")


def test_a_pattern_that_others_try_for_ever_takes_no_time() -> None:
    begin = time.process_time()
    assert not regex.fits("(a+)+b", "a" * 2000)
    assert not regex.fits("(a|aa|a?)*c", "a" * 2000)
    assert time.process_time() - begin < 10
    with pytest.raises(NotUnderstood):
        regex.fits("a*", "a" * 20_000)


PARTS = st.sampled_from(
    ["a", "b", ".", "[ab]", "[^a]", r"\.", "(a|b)", "(ab)?", "a*", "b+", "(a|)", "a{1,2}", "^", "$"]
)


@given(st.lists(PARTS, max_size=6).map("".join), st.text("ab.c", max_size=6))
def test_a_pattern_fits_what_it_fits_elsewhere(pattern: str, text: str) -> None:
    """As Python's own expressions do, of which these are a part."""
    assert regex.fits(pattern, text) == (re.fullmatch(pattern, text) is not None)


def test_an_expression_asks_a_pattern() -> None:
    assert holds(f'<patternMatch pattern="b.n">{txt("bin")}</patternMatch>')
    assert not holds(f'<patternMatch pattern="b.n">{txt("a bin")}</patternMatch>')
    null = f'<patternMatch pattern=".*">{NULL}</patternMatch>'
    assert not holds(null)
    assert not holds(f"<not>{null}</not>")
    with pytest.raises(NotUnderstood):
        holds(f'<patternMatch pattern="a">{num("1")}</patternMatch>')


# -- texts ----------------------------------------------------------------------------------------


def test_two_texts_match() -> None:
    pair = txt("Paris") + txt("paris")
    assert not holds(f'<stringMatch caseSensitive="true">{pair}</stringMatch>')
    assert holds(f'<stringMatch caseSensitive="false">{pair}</stringMatch>')
    longer = txt("in Paris") + txt("paris")
    assert holds(f'<stringMatch caseSensitive="false" substring="true">{longer}</stringMatch>')
    assert not holds(f'<stringMatch caseSensitive="false">{longer}</stringMatch>')
    assert not holds(
        f'<not><stringMatch caseSensitive="false">{NULL}{txt("a")}</stringMatch></not>'
    )


def test_a_text_stands_in_another() -> None:
    assert holds(f'<substring caseSensitive="true">{txt("ari")}{txt("Paris")}</substring>')
    assert not holds(f'<substring caseSensitive="true">{txt("ARI")}{txt("Paris")}</substring>')
    assert holds(f'<substring caseSensitive="false">{txt("ARI")}{txt("Paris")}</substring>')
    assert not holds(f'<substring caseSensitive="false">{txt("Paris")}{txt("ari")}</substring>')


# -- containers -----------------------------------------------------------------------------------


def test_order_counts_where_one_side_is_ordered() -> None:
    ab, ba = var("ordered", "A", "B"), var("ordered", "B", "A")
    assert holds(f"<match>{ab}{ab}</match>")
    assert not holds(f"<match>{ab}{ba}</match>")
    assert holds(f"<match>{R}{var('multiple', 'B', 'A')}</match>", ("A", "B"))
    assert not holds(f"<match>{R}{ba}</match>", ("A", "B"))


@pytest.mark.parametrize(("n", "value"), [("1", "A"), ("2", "B")])
def test_a_place_of_an_order(n: str, value: str) -> None:
    one = f'<baseValue baseType="identifier">{value}</baseValue>'
    order = var("ordered", "A", "B")
    assert holds(f'<match><index n="{n}">{order}</index>{one}</match>')


def test_a_place_beyond_the_end_is_null() -> None:
    assert holds(f'<isNull><index n="3">{var("ordered", "A", "B")}</index></isNull>')
    assert holds(f'<isNull><index n="1">{NULL}</index></isNull>')
    for n in ("0", "-1", "x", "N"):
        with pytest.raises(NotUnderstood):
            holds(f'<isNull><index n="{n}">{var("ordered", "A")}</index></isNull>')


def test_a_value_is_deleted() -> None:
    one = '<baseValue baseType="identifier">A</baseValue>'
    left = f"<delete>{one}{var('ordered', 'A', 'B', 'A')}</delete>"
    assert holds(f"<match>{left}{var('ordered', 'B')}</match>")
    assert holds(f"<isNull><delete>{one}{var('multiple', 'A')}</delete></isNull>")


@pytest.mark.parametrize(
    ("least", "most", "result"),
    [("1", "2", True), ("2", "3", True), ("3", "3", False), ("0", "1", False)],
)
def test_so_many_are_true(least: str, most: str, result: bool) -> None:
    inner = "".join(
        f'<baseValue baseType="boolean">{v}</baseValue>' for v in ("true", "true", "false")
    )
    assert holds(f'<anyN min="{least}" max="{most}">{inner}</anyN>') is result


def test_so_many_are_true_as_far_as_is_known() -> None:
    true = '<baseValue baseType="boolean">true</baseValue>'
    assert holds(f'<anyN min="1" max="2">{true}{NULL}</anyN>')
    assert holds(f'<isNull><anyN min="2" max="2">{true}{NULL}</anyN></isNull>')
    assert not holds(f'<anyN min="3" max="3">{true}{NULL}</anyN>')


def test_pairs_are_read_without_their_blanks() -> None:
    def pair(kind: str, text: str) -> str:
        return f'<baseValue baseType="{kind}">{text}</baseValue>'

    assert holds(f"<match>{pair('directedPair', ' A   B ')}{pair('directedPair', 'A B')}</match>")
    assert not holds(f"<match>{pair('directedPair', 'B A')}{pair('directedPair', 'A B')}</match>")
    assert holds(f"<match>{pair('pair', 'B A')}{pair('pair', 'A B')}</match>")


# -- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "figures", "one", "other", "equal"),
    [
        ("significantFigures", "3", "0.012345", "0.0123", True),
        ("significantFigures", "3", "0.0124", "0.0123", False),
        ("significantFigures", "2", "1250", "1349", True),
        ("significantFigures", "1", "0", "0.00", True),
        ("decimalPlaces", "2", "3.14159", "3.1449", True),
        ("decimalPlaces", "2", "3.14159", "3.15", False),
        ("decimalPlaces", "0", "2.5", "3.4", True),
        ("decimalPlaces", "1", "-0.25", "-0.3", True),
    ],
)
def test_numbers_are_equal_once_rounded(
    mode: str, figures: str, one: str, other: str, equal: bool
) -> None:
    test = f'<equalRounded roundingMode="{mode}" figures="{figures}">{num(one)}{num(other)}</equalRounded>'
    assert holds(test) is equal


def test_a_number_is_rounded() -> None:
    assert score_of(
        f'<roundTo roundingMode="decimalPlaces" figures="1">{num("2.25")}</roundTo>'
    ) == (Fraction(23, 10))
    assert score_of(f"<round>{num('-2.5')}</round>") == -2
    assert score_of(f"<round>{num('2.5')}</round>") == 3
    assert score_of(f"<truncate>{num('-2.9')}</truncate>") == -2
    assert score_of(f"<integerDivide>{num('-7')}{num('2')}</integerDivide>") == -4
    for bad in ('figures="x"', 'figures="99"', 'figures="0"', 'roundingMode="up" figures="1"'):
        with pytest.raises(NotUnderstood):
            score_of(f"<roundTo {bad}>{num('2')}</roundTo>")


# -- what is typed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base_type", "text", "value"),
    [
        ("float", " 3.14 ", Fraction(157, 50)),
        ("float", "314e-2", Fraction(157, 50)),
        ("float", "3,14", None),
        ("float", "", None),
        ("float", "1e300", Fraction(10) ** 300),
        ("integer", "42", Fraction(42)),
        ("integer", "-7", Fraction(-7)),
        ("integer", "42.0", None),
        ("integer", "4e1", None),
        ("string", " a ", " a "),
        ("string", "", None),
    ],
)
def test_what_is_typed_is_of_the_base_type(base_type: str, text: str, value: Value) -> None:
    assert bound(text, Declaration("R", "single", base_type)) == value


def test_nothing_is_typed_for_an_identifier() -> None:
    with pytest.raises(NotUnderstood):
        bound("A", Declaration("R", "single", "identifier"))
