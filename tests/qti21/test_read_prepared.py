"""Items in the forms of other systems: rules in files, names, attempts, fixed values, feedback."""

import pytest

from examc.core.content import plain
from examc.core.model import Question
from examc.files.package import pack
from qti21.foreign import (
    IS_RIGHT,
    MATCH,
    QTI,
    SCORE,
    body,
    choice,
    choice_item,
    choices,
    item,
    one,
    processing,
    read_files,
    read_item,
    refused,
    response,
    score,
    set_to,
    when,
)

KEY = response("B", single=True)
RULES = processing(when(IS_RIGHT, set_to("2"))).replace(
    "<responseProcessing", f'<responseProcessing xmlns="{QTI}"'
)


def _points(data: bytes) -> tuple[object, object]:
    question, codes = choice(data)
    return [option.points for option in question.answer.options], codes


def _located(attributes: str) -> bytes:
    return choice_item(KEY, f"<responseProcessing {attributes}/>", most=1, outcomes=score("2"))


# -- rules of another file --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attributes",
    [
        'templateLocation="../rules/match.xml"',
        'template="http://there/own" templateLocation="../rules/match.xml"',
        'template="../rules/match.xml"',
    ],
)
def test_rules_that_stand_in_a_file_of_the_package(attributes: str) -> None:
    files = {"items/i.xml": _located(attributes), "rules/match.xml": RULES.encode()}
    exam, _, found = read_files(files)
    assert exam is not None
    (question,) = exam.exercises[0].items
    assert isinstance(question, Question)
    assert question.points == 2
    assert not {d.code for d in found} & {"R515", "R516", "R558"}


def test_a_template_that_is_known_by_its_place() -> None:
    data = _located('templateLocation="http://there/rptemplates/match_correct.xml"')
    assert _points(data.replace(b'normalMaximum="2"', b""))[0] == [0, 1, 0]


@pytest.mark.parametrize(
    "there", [None, b"<assessmentItem/>", b"<broken", b"<responseProcessing/>"]
)
def test_rules_that_cannot_be_had_are_not_guessed(there: bytes | None) -> None:
    files = {"i.xml": _located('templateLocation="r.xml"')} | ({"r.xml": there} if there else {})
    exam, _, found = read_files(files)
    assert exam is None
    assert "R515" in {d.code for d in found}


def test_a_template_that_says_by_its_name_that_the_key_is_right() -> None:
    data = choice_item(KEY, '<responseProcessing template="http://x/match_correct_all"/>', most=1)
    assert _points(data) == ([0, 1, 0], ["R558"])
    code, _ = refused(choice_item(KEY, '<responseProcessing template="http://x/odd"/>', most=1))
    assert code == "R515"


# -- names ------------------------------------------------------------------------------------------


def test_variables_that_begin_with_the_name_of_the_item() -> None:
    rules = processing(when(IS_RIGHT, set_to("1"))).replace('"RESPONSE"', '"i1.RESPONSE"')
    assert _points(choice_item(KEY, rules, most=1)) == ([0, 1, 0], [])
    other = rules.replace("i1.", "i2.")
    assert refused(choice_item(KEY, other, most=1))[0] == "R515"


def test_feedback_of_a_boolean_outcome() -> None:
    shown = '<outcomeDeclaration identifier="FB" cardinality="single" baseType="boolean"/>'
    yes, no = (f'<baseValue baseType="boolean">{v}</baseValue>' for v in ("true", "false"))
    rules = processing(when(IS_RIGHT, set_to("1"), set_to(yes, "FB"), otherwise=set_to(no, "FB")))
    modal = "".join(
        f'<modalFeedback outcomeIdentifier="FB" identifier="{v}" showHide="show">{t}</modalFeedback>'
        for v, t in (("true", "Well done."), ("false", "Read again."))
    )
    data = item(KEY + SCORE + shown + body(choices(most=1)) + rules + modal)
    question, codes = choice(data)
    assert codes == []
    assert plain(question.feedback.correct) == "Well done."
    assert plain(question.feedback.incorrect) == "Read again."


@pytest.mark.parametrize("base_type", ["identifier", "directedPair"])
def test_pairs_that_are_declared_as_identifiers(base_type: str) -> None:
    declared = response("", "A=1").replace('mapKey="A"', 'mapKey="L1 R1"')
    declared = declared.replace(
        "</mapping>", '<mapEntry mapKey="L2 R2" mappedValue="1"/></mapping>'
    ).replace('baseType="identifier"', f'baseType="{base_type}"')
    sets = "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{s}{n}" matchMax="1">{s}{n}</simpleAssociableChoice>'
            for n in (1, 2)
        )
        + "</simpleMatchSet>"
        for s in "LR"
    )
    asked = f'<matchInteraction responseIdentifier="RESPONSE" maxAssociations="0">{sets}</matchInteraction>'
    rules = processing(set_to('<mapResponse identifier="RESPONSE"/>'))
    question, codes = one(item(declared + score("2") + body(f"<p>Which?</p>{asked}") + rules))
    assert question.points == 2
    assert codes == ["R559"]


def test_materials_and_other_forms_of_texts_are_told() -> None:
    extras = (
        "<catalogInfo><catalog id='c'><card>Spoken.</card></catalog></catalogInfo>",
        "<companionMaterialsInfo><rule/></companionMaterialsInfo>",
    )
    asked = body(f"<p>Read.</p><div>Look.{extras[0]}</div>" + choices(most=1))
    question, codes = choice(item(KEY + SCORE + asked + MATCH + extras[1]))
    assert codes == ["R420", "R420"]
    assert "Spoken" not in plain(question.prompt)
    assert "Look." in plain(question.prompt)


# -- attempts and values ----------------------------------------------------------------------------


def test_an_adaptive_item_is_its_first_attempt() -> None:
    data = choice_item(KEY, MATCH, most=1).replace(b'adaptive="false"', b'adaptive="true"')
    assert _points(data) == ([0, 1, 0], ["R575"])


def _drawn(rule: str, default: str = "<defaultValue><value>B</value></defaultValue>") -> bytes:
    declared = (
        f'<templateDeclaration identifier="T" cardinality="single" baseType="identifier">{default}'
        "</templateDeclaration>"
    )
    asked = body('<p>Is it <printedVariable identifier="T"/>, or not?</p>' + choices(most=1))
    test = '<match><variable identifier="RESPONSE"/><variable identifier="T"/></match>'
    rules = processing(when(test, set_to("3")))
    processed = f"<templateProcessing>{rule}</templateProcessing>" if rule else ""
    return item(declared + KEY + SCORE + processed + asked + rules)


def test_a_template_variable_with_one_value() -> None:
    question, codes = choice(_drawn(""))
    assert [option.points for option in question.answer.options] == [0, 3, 0]
    assert plain(question.prompt).startswith("Is it B, or not?")
    assert codes == ["R577"]


def test_a_template_variable_that_is_computed() -> None:
    value = '<baseValue baseType="identifier">C</baseValue>'
    data = _drawn(f'<setTemplateValue identifier="T">{value}</setTemplateValue>', "")
    assert _points(data) == ([0, 0, 3], ["R577", "R521"])
    right = f'<setCorrectResponse identifier="RESPONSE">{value}</setCorrectResponse>'
    assert _points(
        _drawn(right + f'<setTemplateValue identifier="T">{value}</setTemplateValue>')
    ) == (
        [0, 0, 3],
        ["R577"],
    )


@pytest.mark.parametrize(
    ("rule", "default"),
    [
        (
            '<setTemplateValue identifier="T"><randomInteger min="1" max="3"/></setTemplateValue>',
            "",
        ),
        ("<exitTemplate/>", "<defaultValue><value>B</value></defaultValue>"),
        ("", ""),
        ("<setTemplateValue/>", ""),
    ],
)
def test_values_that_are_drawn_keep_the_item_out(rule: str, default: str) -> None:
    code, message = refused(_drawn(rule, default))
    assert (code, "every candidate gets other values" in message) == ("R514", True)


def test_what_is_told_of_an_item_that_is_kept_out_is_only_why() -> None:
    data = choice_item(KEY, processing("<odd/>"), most=1).replace(
        b'adaptive="false"', b'adaptive="true"'
    )
    exam, found = read_item(data)
    assert exam is None
    assert {d.code for d in found} == {"R515", "R513"} & {d.code for d in found}
    assert pack({"i.xml": data})
