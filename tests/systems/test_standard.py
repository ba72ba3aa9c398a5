"""A standard QTI player, held against what three independent engines were seen to do."""

import pytest
from lxml import etree

from examc.core.responses import choose
from examc.files.package import pack, unpack
from examc.systems.player import view as standard
from examc.systems.view import Seen, View
from support import shared
from systems.handmade import ESSAY, MAP, choice_item, marks, nonzero, other_item, package

FLOOR = 'lowerBound="0" upperBound="2"'
GUARD = (
    '<responseCondition><responseIf><isNull><variable identifier="RESPONSE"/></isNull>'
    '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue>'
    f"</setOutcomeValue></responseIf><responseElse>{MAP}</responseElse></responseCondition>"
)


def see(item: str) -> Seen:
    (seen,) = standard.view(package(item)).questions
    return seen


def four(*weights: str) -> dict[str, str]:
    return dict(zip("ABCD", weights, strict=True))


def test_two_right_and_two_wrong() -> None:
    seen = see(choice_item(four("1", "1", "-1", "-1"), key="AB", mapping=FLOOR))
    expected = {"A": "1", "B": "1", "AB": "2", "ABC": "1", "ABD": "1"}
    assert nonzero(seen) == expected
    assert len(marks(seen)) == 16


@pytest.mark.parametrize(
    ("bounds", "lowest"), [('lowerBound="0"', "0"), ('lowerBound="-2"', "-2"), ("", "-3")]
)
def test_one_right_and_three_wrong(bounds: str, lowest: str) -> None:
    found = marks(see(choice_item(four("2", "-1", "-1", "-1"), key="A", mapping=bounds)))
    assert found["A"] == "2"
    assert found["AB"] == found["AC"] == found["AD"] == "1"
    assert found["BCD"] == lowest
    assert found["ABCD"] == ("0" if lowest == "0" else "-1")
    assert found[""] == "0"


def test_two_full_answers() -> None:
    seen = see(choice_item(four("2", "2", "0", "0"), key="A", single=True))
    assert marks(seen) == {"": "0", "A": "2", "B": "2", "C": "0", "D": "0"}


def test_penalties_of_a_single_choice() -> None:
    seen = see(choice_item(four("2", "-2", "-2", "-2"), key="A", single=True))
    assert marks(seen) == {"": "0", "A": "2", "B": "-2", "C": "-2", "D": "-2"}


def test_no_answer_is_worth_the_default_of_a_bare_mapping() -> None:
    single = choice_item(
        four("2", "0", "0", "0"), key="A", single=True, mapping='defaultValue="-2"'
    )
    assert marks(see(single))[""] == "-2"
    several = choice_item(four("2", "0", "0", "0"), key="A", mapping='defaultValue="-2"')
    assert marks(see(several))[""] == "-2"


def test_a_lower_bound_lifts_no_answer_unless_a_guard_stands_before_it() -> None:
    item = choice_item(four("1", "1", "-1", "-1"), key="AB", mapping='lowerBound="0.5"')
    assert marks(see(item))[""] == "1/2"
    guarded = item.replace(MAP, GUARD)
    assert marks(see(guarded))[""] == "0"
    assert marks(see(guarded))["C"] == "1/2"


def test_match_correct_is_worth_one_whatever_the_points() -> None:
    template = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
    item = choice_item(four("2", "2", "0", "0"), key="AB", processing="").replace(
        "<responseProcessing>", f'<responseProcessing template="{template}">'
    )
    assert nonzero(see(item)) == {"AB": "1"}
    mapped = item.replace("match_correct", "map_response")
    assert marks(see(mapped))["A"] == "2"


def test_numbers_are_exact() -> None:
    seen = see(choice_item(four("0.1", "0.2", "1e-1", "-0.4"), key="AB"))
    assert marks(seen)["AB"] == "3/10"
    assert marks(seen)["ABCD"] == "0"


def test_the_reference_package_is_exact() -> None:
    found = standard.view(shared("samples", "qti21", "reference-shape.zip").read_bytes())
    several, two, penalty, essay = found.questions
    assert nonzero(several) == {"A": "1", "B": "1", "AB": "2", "ABC": "1", "ABD": "1"}
    assert nonzero(two) == {"A": "2", "B": "2"}
    assert nonzero(penalty) == {"A": "2", "B": "-2", "C": "-2", "D": "-2"}
    assert essay.scheme is None
    assert essay.graders is not None
    assert "SECRET rubric" in essay.graders
    assert several.shows is not None
    (text,) = several.shows(choose({1}))
    assert "about 2" in text
    assert "second paragraph 2" in text


def test_a_foreign_package_that_is_not_well_formed_is_refused() -> None:
    found = standard.view(shared("samples", "canvas", "qti_2_1.zip").read_bytes())
    assert found.refused.startswith("XML is not well-formed")


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip", b"\x00" * 100])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    assert standard.view(data).refused


def test_points_that_disagree_are_told() -> None:
    wrong = (
        '<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">'
        "<defaultValue><value>3</value></defaultValue></outcomeDeclaration>"
    )
    item = choice_item(four("2", "0", "0", "0"), key="A", declared=wrong)
    assert see(item).faults == ("the points: MAXSCORE is 3",)
    assert see(choice_item(four("2", "0", "0", "0"), key="A")).faults == ()
    none = choice_item(four("2", "0", "0", "0"), key="A", maximum="")
    assert see(none).faults == ("the points: there is no normalMaximum",)


def test_an_essay_that_marks_itself_is_told() -> None:
    gift = (
        '<responseProcessing><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1'
        "</baseValue></setOutcomeValue></responseProcessing>"
    )
    assert see(other_item(ESSAY)).faults == ()
    assert see(other_item(ESSAY, more=gift)).faults == ("marks that nobody has given",)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('maxChoices="0"', 'maxChoices="x"', "not a number"),
        ('cardinality="multiple"', 'cardinality="record"', "cardinality 'record'"),
        ('cardinality="multiple"', 'cardinality="single"', "several options"),
        ('responseIdentifier="RESPONSE"', 'responseIdentifier="R"', "not declared"),
        ('identifier="B"', 'identifier="A"', "one identifier"),
        ('<mapResponse identifier="RESPONSE"/>', '<mapResponse identifier="R"/>', "no response"),
        ("<mapping >", "<mapping lowerBound='low'>", "not a number"),
        ('identifier="SCORE"><map', 'identifier="POINTS"><map', "not declared"),
    ],
)
def test_what_is_not_understood_is_refused(old: str, new: str, reason: str) -> None:
    item = choice_item(four("2", "0", "0", "0"), key="A")
    assert old in item
    assert reason in see(item.replace(old, new)).refused


def test_at_most_so_many_choices() -> None:
    item = choice_item(four("1", "1", "0", "0"), key="AB")
    assert "AB" in marks(see(item))
    limited = see(item.replace('maxChoices="0"', 'maxChoices="1"'))
    assert sorted(marks(limited)) == ["", "A", "B", "C", "D"]


# -- the test -------------------------------------------------------------------------------------

SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"{}/>'
SUM = (
    '<outcomeProcessing><setOutcomeValue identifier="SCORE"><sum><testVariables '
    'variableIdentifier="SCORE"{}/></sum></setOutcomeValue></outcomeProcessing>'
)


def whole(test: str, weight: str = "3") -> View:
    """A test; where outcome processing stands does not matter here."""
    item = choice_item(four("1", "1", "0", "0"), key="AB")
    return standard.view(package(item, weight=weight, test=test))


def test_a_test_without_a_total_leaves_the_sum_to_the_system() -> None:
    found = whole("")
    assert found.total is None
    assert marks(found.questions[0])["AB"] == "2"


def test_a_total_must_be_the_sum() -> None:
    declared = SCORE.format(' normalMaximum="5"')
    assert whole(declared + SUM.format("")).total == 5
    assert "not the sum" in whole(declared).refused
    assert "not the sum" in whole(declared + SUM.format(' sectionIdentifier="S"')).refused


def test_weights_count_where_the_total_names_them() -> None:
    found = whole(SCORE.format("") + SUM.format(' weightIdentifier="W"'))
    (seen,) = found.questions
    assert marks(seen)["AB"] == "6"
    assert seen.points == 6


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("</value>", "</value><value>B</value>", "several correct values"),
        ('baseType="float"', 'baseType="float" externalScored="human"', "externalScored"),
        (
            "<itemBody>",
            '<outcomeDeclaration identifier="SCORE" baseType="float"/><itemBody>',
            "two",
        ),
    ],
)
def test_what_engines_refuse_at_once(old: str, new: str, reason: str) -> None:
    item = choice_item({"A": "2", "B": "0"}, key="A", single=True)
    assert not standard.see(etree.fromstring(item)).refused
    assert reason in standard.see(etree.fromstring(item.replace(old, new, 1))).refused


def test_external_scoring_is_of_qti_2_2() -> None:
    item = choice_item({"A": "2", "B": "0"}, key="A", single=True)
    item = item.replace('baseType="float"', 'baseType="float" externalScored="human"')
    other = item.replace("imsqti_v2p1", "imsqti_v2p2")
    assert not standard.see(etree.fromstring(other)).refused


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<value>A<", "<value>Z<", "the key: 'Z' is no option"),
        ('mapKey="B"', 'mapKey="b"', "the key: 'b' is no option"),
        ('"B"', '"1 bad"', "an identifier: '1 bad' is no name"),
    ],
)
def test_names_of_nothing_are_told(old: str, new: str, fault: str) -> None:
    item = choice_item({"A": "2", "B": "0"}, key="A", single=True)
    assert not standard.see(etree.fromstring(item)).faults
    assert fault in standard.see(etree.fromstring(item.replace(old, new))).faults


def test_a_base_type_that_is_none_is_refused() -> None:
    item = choice_item({"A": "2", "B": "0"}, key="A", single=True, processing=GUARD)
    unknown = item.replace('<baseValue baseType="float"', '<baseValue baseType="0"')
    assert "base type '0'" in standard.see(etree.fromstring(unknown)).refused


def test_a_total_that_is_not_declared_is_refused() -> None:
    item = choice_item({"A": "2", "B": "0"}, key="A", single=True)
    files = unpack(package(item))
    rule = (
        '<outcomeProcessing><setOutcomeValue identifier="SCORE"><sum><testVariables '
        'variableIdentifier="SCORE"/></sum></setOutcomeValue></outcomeProcessing></assessmentTest>'
    )
    files["test.xml"] = files["test.xml"].replace(b"</assessmentTest>", rule.encode())
    assert "does not declare" in standard.view(pack(files)).refused
