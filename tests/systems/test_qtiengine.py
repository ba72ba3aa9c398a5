"""The QTI engine at its edges: what it does not know it refuses, and it never falls over."""

from fractions import Fraction

import pytest
from lxml import etree

from examc.systems.player import engine as qtiengine
from examc.systems.player.engine import Value, load
from examc.systems.reading import NotUnderstood, number

SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
TRUE = '<baseValue baseType="boolean">true</baseValue>'
FALSE = '<baseValue baseType="boolean">false</baseValue>'
A = '<baseValue baseType="identifier">A</baseValue>'
R = '<variable identifier="R"/>'
NULL = "<null/>"


def num(text: str) -> str:
    """A number as an expression."""
    return f'<baseValue baseType="float">{text}</baseValue>'


def item(
    processing: str, declared: str = "", score: str = 'cardinality="single" baseType="float"'
) -> qtiengine.Item:
    """An item with responses R (several identifiers) and S (one), and the outcome SCORE."""
    text = (
        f'<assessmentItem xmlns="{SPACE}" identifier="q">'
        '<responseDeclaration identifier="R" cardinality="multiple" baseType="identifier">'
        "<correctResponse><value>A</value><value>B</value></correctResponse><mapping "
        'defaultValue="-1"><mapEntry mapKey="A" mappedValue="2"/></mapping></responseDeclaration>'
        '<responseDeclaration identifier="S" cardinality="single" baseType="identifier"/>'
        f'<outcomeDeclaration identifier="SCORE" {score}/>{declared}'
        f"<responseProcessing>{processing}</responseProcessing></assessmentItem>"
    )
    return load(etree.fromstring(text))


def score_of(expression: str, value: Value = ("A",)) -> Fraction:
    """The SCORE that an expression gives for a response of R."""
    rule = f'<setOutcomeValue identifier="SCORE">{expression}</setOutcomeValue>'
    return item(rule).score({"R": value})


def holds(test: str, value: Value = ("A",)) -> bool:
    """Whether a test is true for a response of R."""
    rule = (
        f"<responseCondition><responseIf>{test}<setOutcomeValue identifier='SCORE'>{num('1')}"
        "</setOutcomeValue></responseIf></responseCondition>"
    )
    return item(rule).score({"R": value}) == 1


# -- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", "1"),
        ("-0.50", "-1/2"),
        ("+.5", "1/2"),
        ("1.", "1"),
        ("1e3", "1000"),
        ("2.5E-3", "1/400"),
        (" 7 ", "7"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    assert number(text) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    ["", ".", "1e", "e5", "1/2", "1_0", "NaN", "INF", "0x1", "1,5", "--1", "٣", "1e999", "9" * 41],
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(NotUnderstood):
        number(text)


# -- arithmetic -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (f"<sum>{num('0.1')}{num('0.2')}</sum>", "3/10"),
        (f"<subtract>{num('1')}{num('3')}</subtract>", "-2"),
        (f"<product>{num('2')}{num('1.5')}{num('2')}</product>", "6"),
        (f"<divide>{num('1')}{num('3')}</divide>", "1/3"),
        (f"<max>{num('1')}{num('3')}</max>", "3"),
        (f"<min>{num('1')}{num('3')}</min>", "1"),
        ('<containerSize><variable identifier="R"/></containerSize>', "1"),
        ('<mapResponse identifier="R"/>', "2"),
    ],
)
def test_arithmetic(expression: str, value: str) -> None:
    assert score_of(expression) == Fraction(value)


def test_division_by_zero_is_null() -> None:
    assert score_of(f"<divide>{num('1')}{num('0')}</divide>") == 0


def test_null_makes_null() -> None:
    assert score_of(f"<sum>{num('1')}{NULL}</sum>") == 0
    assert not holds(f"<gt>{num('1')}{NULL}</gt>")


@pytest.mark.parametrize(
    "expression",
    [
        "<sum/>",
        "<max/>",
        "<min/>",
        f"<subtract>{num('1')}</subtract>",
        f"<subtract>{num('1')}{num('1')}{num('1')}</subtract>",
        f"<divide>{num('1')}</divide>",
        f"<sum>{TRUE}</sum>",
        f"<sum>{A}</sum>",
        "<containerSize/>",
        f"<containerSize>{R}{R}</containerSize>",
        '<mapResponse identifier="S"/>',
        '<mapResponse identifier="X"/>',
        '<variable identifier="X"/>',
        '<correct identifier="X"/>',
        "<randomInteger/>",
        A,
        R,
        TRUE,
        "",
        f"{num('1')}{num('1')}",
        num("much"),
    ],
)
def test_what_is_no_score(expression: str) -> None:
    with pytest.raises(NotUnderstood):
        score_of(expression)


# -- tests ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("test", "value", "true"),
    [
        (f"<isNull>{R}</isNull>", None, True),
        (f"<isNull>{R}</isNull>", ("A",), False),
        (f"<not>{FALSE}</not>", ("A",), True),
        (f"<not>{NULL}</not>", ("A",), False),
        (f"<and>{TRUE}{NULL}</and>", ("A",), False),
        (f"<and>{TRUE}{TRUE}</and>", ("A",), True),
        (f"<or>{NULL}{TRUE}</or>", ("A",), True),
        (f"<or>{NULL}{FALSE}</or>", ("A",), False),
        (f'<match>{R}<correct identifier="R"/></match>', ("B", "A"), True),
        (f'<match>{R}<correct identifier="R"/></match>', ("A", "A", "B"), False),
        (f"<match>{R}{NULL}</match>", ("A",), False),
        (f"<member>{A}{R}</member>", ("B", "A"), True),
        (f"<member>{A}{R}</member>", ("B",), False),
        (f"<contains>{R}<multiple>{A}{A}</multiple></contains>", ("A", "B"), False),
        (f"<contains>{R}<multiple>{A}{A}</multiple></contains>", ("A", "B", "A"), True),
        (f"<lt>{num('1')}{num('2')}</lt>", ("A",), True),
        (f"<lte>{num('2')}{num('2')}</lte>", ("A",), True),
        (f"<gt>{num('2')}{num('2')}</gt>", ("A",), False),
        (f"<gte>{num('2')}{num('2')}</gte>", ("A",), True),
        (f'<equal toleranceMode="exact">{num("2")}{num("2.0")}</equal>', ("A",), True),
        (
            f'<equal toleranceMode="absolute" tolerance="0.5">{num("2")}{num("2.5")}</equal>',
            ("A",),
            True,
        ),
        (
            f'<equal toleranceMode="relative" tolerance="10">{num("2")}{num("2.3")}</equal>',
            ("A",),
            False,
        ),
    ],
)
def test_tests(test: str, value: Value, true: bool) -> None:
    assert holds(test, value) is true


@pytest.mark.parametrize(
    "test",
    [
        "<isNull/>",
        f"<isNull>{R}{R}</isNull>",
        "<not/>",
        f"<not>{num('1')}</not>",
        "<and/>",
        f"<and>{num('1')}</and>",
        f"<or>{A}</or>",
        num("1"),
        f"<match>{R}</match>",
        f"<member>{R}{R}</member>",
        f"<member>{A}</member>",
        f"<contains>{R}</contains>",
        f"<lt>{num('1')}</lt>",
        f"<gte>{num('1')}{R}</gte>",
        f"<equal>{num('1')}</equal>",
        f'<equal toleranceMode="absolute">{num("1")}{num("1")}</equal>',
        f'<equal toleranceMode="absolute" tolerance="">{num("1")}{num("1")}</equal>',
        f'<equal toleranceMode="near" tolerance="1">{num("1")}{num("1")}</equal>',
    ],
)
def test_what_is_no_test(test: str) -> None:
    with pytest.raises(NotUnderstood):
        holds(test)


def test_true_is_not_one() -> None:
    assert not holds(f"<match>{TRUE}{num('1')}</match>")
    assert not holds(f"<member>{num('1')}<multiple>{TRUE}</multiple></member>")
    assert not holds(f"<contains><multiple>{TRUE}</multiple>{num('1')}</contains>")
    assert not holds(f"<match><multiple>{TRUE}</multiple><multiple>{num('1')}</multiple></match>")


# -- responses ------------------------------------------------------------------------------------


def test_a_value_given_twice_counts_once() -> None:
    assert score_of('<mapResponse identifier="R"/>', ("A", "A")) == 2
    assert score_of('<mapResponse identifier="R"/>', ("A", "X", "X")) == 1


def test_no_answer_to_several_is_worth_the_default() -> None:
    assert score_of('<mapResponse identifier="R"/>', None) == -1


@pytest.mark.parametrize(
    ("base", "entry", "answer", "points"),
    [
        ("float", 'mapKey="2.50" mappedValue="3"', Fraction(5, 2), 3),
        ("integer", 'mapKey="2" mappedValue="3"', Fraction(2), 3),
        ("string", 'mapKey="York" mappedValue="3"', "york", 3),
        ("string", 'mapKey="York" mappedValue="3" caseSensitive="true"', "york", 0),
        ("string", 'mapKey="York" mappedValue="3" caseSensitive="true"', "York", 3),
        ("identifier", 'mapKey="York" mappedValue="3"', "york", 0),
    ],
)
def test_keys_of_a_mapping(base: str, entry: str, answer: Value, points: int) -> None:
    declared = (
        f'<responseDeclaration identifier="T" cardinality="single" baseType="{base}">'
        f"<mapping><mapEntry {entry}/></mapping></responseDeclaration>"
    )
    rule = '<setOutcomeValue identifier="SCORE"><mapResponse identifier="T"/></setOutcomeValue>'
    assert item(rule, declared).score({"T": answer}) == points


def test_a_record_is_refused() -> None:
    declared = '<responseDeclaration identifier="T" cardinality="record" baseType="float"/>'
    with pytest.raises(NotUnderstood, match="record"):
        item("", declared)


# -- rules ----------------------------------------------------------------------------------------


def set_score(points: str) -> str:
    """The rule that sets SCORE."""
    return f'<setOutcomeValue identifier="SCORE">{num(points)}</setOutcomeValue>'


def test_exit_ends_processing() -> None:
    rules = f"{set_score('1')}<exitResponse/>{set_score('2')}"
    assert item(rules).score({}) == 1


def test_branches() -> None:
    condition = (
        f"<responseCondition><responseIf>{FALSE}{set_score('1')}</responseIf>"
        f"<responseElseIf>{NULL}{set_score('2')}</responseElseIf>"
        f"<responseElse>{set_score('3')}</responseElse></responseCondition>"
    )
    assert item(condition).score({}) == 3


def test_a_fragment_runs_in_its_place() -> None:
    rules = f"<responseProcessingFragment>{set_score('2')}</responseProcessingFragment>"
    assert item(rules).score({}) == 2


def test_no_processing_is_worth_nothing() -> None:
    assert item("").score({"R": ("A",)}) == 0


@pytest.mark.parametrize(
    "rules",
    [
        "<lookupOutcomeValue/>",
        "<responseCondition><responseIf/></responseCondition>",
        "<responseCondition><setOutcomeValue/></responseCondition>",
        '<setOutcomeValue identifier="OTHER"><null/></setOutcomeValue>',
        '<setOutcomeValue identifier="SCORE"/>',
        f'<setOutcomeValue identifier="SCORE">{R}</setOutcomeValue>',
    ],
)
def test_what_is_no_rule(rules: str) -> None:
    with pytest.raises(NotUnderstood):
        item(rules).score({"R": ("A",)})


def test_a_score_that_is_not_declared() -> None:
    root = etree.fromstring(f'<assessmentItem xmlns="{SPACE}" identifier="q"/>')
    with pytest.raises(NotUnderstood, match="no outcome SCORE"):
        load(root).score({})


def test_a_score_of_many_values() -> None:
    rule = f'<setOutcomeValue identifier="SCORE">{R}</setOutcomeValue>'
    several = 'cardinality="multiple" baseType="identifier"'
    with pytest.raises(NotUnderstood, match="not a number"):
        item(rule, score=several).score({"R": ("A",)})


@pytest.mark.parametrize("template", ["match_correct", "map_response", "CC2_match", "made_up"])
def test_templates_need_what_they_are_about(template: str) -> None:
    root = etree.fromstring(
        f'<assessmentItem xmlns="{SPACE}" identifier="q"><outcomeDeclaration identifier="SCORE" '
        'cardinality="single" baseType="float"/><responseProcessing '
        f'template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{template}"/>'
        "</assessmentItem>"
    )
    with pytest.raises(NotUnderstood):
        load(root).score({})


# -- attacks --------------------------------------------------------------------------------------


def nested(depth: int, open_one: str, close_one: str, inside: str) -> str:
    """One element inside another, many times."""
    return open_one * depth + inside + close_one * depth


def test_deep_nesting_is_refused() -> None:
    expression = nested(150, "<sum>", "</sum>", num("1"))
    with pytest.raises(NotUnderstood, match="nested too deeply"):
        score_of(expression)
    condition = nested(
        80, f"<responseCondition><responseIf>{TRUE}", "</responseIf></responseCondition>", ""
    )
    assert item(condition).score({}) == 0
    deeper = nested(
        120, f"<responseCondition><responseIf>{TRUE}", "</responseIf></responseCondition>", ""
    )
    with pytest.raises(NotUnderstood, match="nested too deeply"):
        item(deeper).score({})


def test_nesting_beyond_a_parser_is_refused() -> None:
    root = etree.fromstring(
        f'<assessmentItem xmlns="{SPACE}" identifier="q"><outcomeDeclaration identifier="SCORE" '
        'cardinality="single" baseType="float"/><responseProcessing><setOutcomeValue '
        'identifier="SCORE"/></responseProcessing></assessmentItem>'
    )
    inner = root[-1][0]
    for _ in range(5000):
        inner = etree.SubElement(inner, f"{{{SPACE}}}sum")
    with pytest.raises(NotUnderstood, match="nested too deeply"):
        load(root).score({})


def test_too_many_steps_are_refused() -> None:
    with pytest.raises(NotUnderstood, match="too many steps"):
        item(set_score("1") * (qtiengine.MOST_STEPS + 1)).score({})


def test_containers_that_grow_are_refused() -> None:
    several = '<outcomeDeclaration identifier="F" cardinality="multiple" baseType="identifier"/>'
    double = (
        '<setOutcomeValue identifier="F"><multiple><variable identifier="F"/>'
        f'<variable identifier="F"/>{A}</multiple></setOutcomeValue>'
    )
    with pytest.raises(NotUnderstood, match="values"):
        item(double * 40, several).score({})


def test_numbers_that_grow_are_refused() -> None:
    square = (
        '<setOutcomeValue identifier="SCORE"><product><variable identifier="SCORE"/>'
        '<variable identifier="SCORE"/></product></setOutcomeValue>'
    )
    with pytest.raises(NotUnderstood, match="too long"):
        item(set_score("1.1") + square * 40).score({})
