"""Functions of numbers, statistics, tables and points, as the standard defines them."""

import math
from fractions import Fraction

import pytest

from examc.files.xmlreading import strict
from examc.systems.player.engine import Value, load
from examc.systems.reading import NotUnderstood


def _number(value: str, base_type: str = "float") -> str:
    return f'<baseValue baseType="{base_type}">{value}</baseValue>'


def _run(expression: str, *, base_type: str = "float", cardinality: str = "single") -> Value:
    """The value of an expression."""
    item = strict(
        f'<assessmentItem><outcomeDeclaration identifier="X" cardinality="{cardinality}" '
        f'baseType="{base_type}"/><responseProcessing><setOutcomeValue identifier="X">{expression}'
        "</setOutcomeValue></responseProcessing></assessmentItem>".encode()
    )
    return load(item).run({})["X"]


def _of(name: str, *values: str, attributes: str = "") -> str:
    return f"<{name} {attributes}>{''.join(map(_number, values))}</{name}>"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (_of("integerModulus", "-7", "3"), "2"),
        (_of("integerModulus", "7", "0"), None),
        (_of("integerToFloat", "7"), "7"),
        (_of("power", "2", "-3"), "1/8"),
        (_of("power", "0", "-1"), None),
        (_of("power", "4", "0.5"), "2"),
        (_of("power", "-1", "0.5"), None),
        (_of("power", "10", "999999"), None),
        (_of("gcd", "12", "18", "27"), "3"),
        (_of("lcm", "4", "6"), "12"),
        (_of("mathOperator", "-2.5", attributes='name="floor"'), "-3"),
        (_of("mathOperator", "-2.5", attributes='name="ceil"'), "-2"),
        (_of("mathOperator", "-2.5", attributes='name="abs"'), "5/2"),
        (_of("mathOperator", "-2.5", attributes='name="signum"'), "-1"),
        (_of("mathOperator", "100", attributes='name="log"'), "2"),
        (_of("mathOperator", "-1", attributes='name="ln"'), None),
        (_of("mathOperator", "0", "1", attributes='name="atan2"'), "0"),
        (_of("statsOperator", "1", "2", "6", attributes='name="mean"'), "3"),
        (_of("statsOperator", "1", "2", "6", attributes='name="sampleVariance"'), "7"),
        (_of("statsOperator", "1", "2", "6", attributes='name="popVariance"'), "14/3"),
        (_of("statsOperator", "1", attributes='name="sampleVariance"'), None),
        (_of("statsOperator", "1", "3", attributes='name="popSD"'), "1"),
    ],
)
def test_functions_of_numbers(expression: str, expected: str | None) -> None:
    found = _run(expression)
    assert found == (None if expected is None else Fraction(expected))


def test_a_real_function_gives_the_double_that_engines_give() -> None:
    found = _run(_of("mathOperator", "1", attributes='name="sin"'))
    assert found == Fraction.from_float(math.sin(1))
    assert _run('<mathConstant name="pi"/>') == Fraction.from_float(math.pi)


@pytest.mark.parametrize(
    "expression",
    [
        _of("gcd", "1.5", "2"),
        _of("power", "1e300", "900"),
        _of("mathOperator", "1", attributes='name="gamma"'),
        _of("mathOperator", "1", "2", attributes='name="sin"'),
        _of("statsOperator", "1", attributes='name="median"'),
        '<mathConstant name="phi"/>',
        '<mapResponsePoint identifier="R"/>',
        _of("repeat", "1", attributes='numberRepeats="9999999"'),
        f'<inside shape="star" coords="1,2">{_number("1 1", "point")}</inside>',
        f'<inside shape="rect" coords="1,2,3,4">{_number("1", "point")}</inside>',
        '<randomInteger min="1" max="3"/>',
    ],
)
def test_what_is_not_defined_is_not_guessed(expression: str) -> None:
    with pytest.raises(NotUnderstood):
        _run(expression)


def test_values_are_repeated_in_order() -> None:
    given = _of("repeat", "1", "2", attributes='numberRepeats="2"')
    assert _run(given, cardinality="ordered") == (1, 2, 1, 2)


@pytest.mark.parametrize(
    ("shape", "coords", "point", "expected"),
    [
        ("rect", "0,0,10,20", "10 20", True),
        ("rect", "0,0,10,20", "11 20", False),
        ("circle", "5,5,5", "8 9", True),
        ("circle", "5,5,5", "9 9", False),
        ("ellipse", "0,0,4,2", "4 0", True),
        ("ellipse", "0,0,4,2", "3 2", False),
        ("poly", "0,0,10,0,0,10", "5 5", True),
        ("poly", "0,0,10,0,0,10", "1 1", True),
        ("poly", "0,0,10,0,0,10", "6 5", False),
        ("poly", "0,0,10,0,0,10", "0 10", True),
        ("default", "", "99 99", True),
    ],
)
def test_edges_of_an_area_belong_to_it(shape: str, coords: str, point: str, expected: bool) -> None:
    inside = f'<inside shape="{shape}" coords="{coords}">{_number(point, "point")}</inside>'
    assert _run(inside, base_type="boolean") is expected


@pytest.mark.parametrize(
    ("table", "value", "expected"),
    [
        ("matchTable", "2", "20"),
        ("matchTable", "4", "5"),
        ("interpolationTable", "4", "30"),
        ("interpolationTable", "3", "20"),
        ("interpolationTable", "0", "5"),
    ],
)
def test_an_outcome_is_looked_up_in_its_table(table: str, value: str, expected: str) -> None:
    entries = (
        '<{0}Entry sourceValue="3" includeBoundary="false" targetValue="30"/>'
        '<{0}Entry sourceValue="2" targetValue="20"/>'
    )
    item = strict(
        '<assessmentItem><outcomeDeclaration identifier="SCORE" cardinality="single" '
        f'baseType="float"><{table} defaultValue="5">{entries.format(table)}</{table}>'
        '</outcomeDeclaration><responseProcessing><lookupOutcomeValue identifier="SCORE">'
        f"{_number(value)}</lookupOutcomeValue></responseProcessing></assessmentItem>".encode()
    )
    assert load(item).score({}) == Fraction(expected)
