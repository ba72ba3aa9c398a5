"""Slips in other systems' items that leave one meaning are put right and told; what leaves two is not."""

import pytest

from examc.core.answers import Choice, FillIn, Rule
from examc.core.content import plain
from examc.core.responses import choose, filled, typed
from qti21.foreign import (
    IS_NULL,
    MAP,
    MAPPED,
    MATCH,
    SCORE,
    add,
    body,
    choice,
    choices,
    item,
    one,
    processing,
    read_item,
    refused,
    response,
    score,
    set_to,
    when,
)
from qti21.test_read_kinds import box, declared, mapping, mark, variable

RADIO = response("A", single=True)


def _asks(own: str) -> str:
    return body(choices(most=1).replace("RESPONSE", own))


def _is_right(own: str) -> str:
    return f'<match>{variable(own)}<correct identifier="{own}"/></match>'


def test_the_only_response_is_that_of_the_only_interaction() -> None:
    question, codes = choice(item(RADIO + SCORE + _asks("MR01") + MATCH))
    assert [option.points for option in question.answer.options] == [1, 0, 0]
    assert codes == ["R583"]


@pytest.mark.parametrize(
    ("declarations", "asked", "rules"),
    [
        (response("X", single=True), _asks("MR01"), MATCH),  # a key of other options
        (response(single=True), _asks("MR01"), MATCH),  # no key at all
        (RADIO + RADIO.replace("RESPONSE", "R2"), _asks("MR01"), MATCH),  # which of two?
        (RADIO, _asks("MR01"), processing(when(_is_right("MR01"), set_to("1")))),
    ],
)
def test_a_response_that_may_be_another_keeps_the_item_out(
    declarations: str, asked: str, rules: str
) -> None:
    assert refused(item(declarations + SCORE + asked + rules))[0] == "R515"


def test_blanks_round_an_identifier_are_no_part_of_it() -> None:
    made = item(RADIO + score("1") + _asks("RESPONSE") + MATCH).decode()
    question, codes = choice(
        made.replace('identifier="RESPONSE"', 'identifier=" RESPONSE "', 1).encode()
    )
    assert [option.points for option in question.answer.options] == [1, 0, 0]
    assert codes == []


def _gaps(pairs: str, entries: str, many: str = "multiple", more: str = "") -> bytes:
    words = "".join(f'<gapText identifier="{own}" matchMax="0">{own}</gapText>' for own in "WS")
    asked = (
        f'<gapMatchInteraction responseIdentifier="RESPONSE">{words}'
        f'<p>A <gap identifier="G1"/> or{more}.</p></gapMatchInteraction>'
    )
    said = declared("directedPair", pairs, mapping(entries) if entries else "", many=many)
    return item(said + score("2") + body(asked) + (MAP if entries else MATCH))


def test_pairs_with_the_gap_before_the_word() -> None:
    more = ' <gap identifier="G2"/>'
    question, codes = one(_gaps("G1 W|G2 S", "G1 W=0.5|G2 S=1.5", more=more))
    given = [filled([choose((a,)), choose((b,))]) for a, b in ((0, 1), (0, 0), (1, 0))]
    assert [str(mark(question, each)) for each in given] == ["2", "1/2", "0"]
    assert codes[0] == "R583"


def test_pairs_of_which_one_alone_is_turned_are_as_they_stand() -> None:
    question, codes = one(_gaps("W G1|G2 S", "W G1=2|G2 S=1", more=' <gap identifier="G2"/>'))
    assert mark(question, filled([choose((0,)), choose((1,))])) == 2
    assert "R583" not in codes


def test_one_pair_of_single_cardinality() -> None:
    question, _ = one(_gaps("W G1", "", "single"))
    assert isinstance(question.answer, FillIn)
    marks = [mark(question, filled([choose((place,))])) for place in (0, 1)]
    assert sorted(map(str, marks)) == ["0", "1"]
    assert marks[0] == 1


def test_as_many_pairs_can_be_made_as_are_right() -> None:
    choice = '<simpleAssociableChoice identifier="{0}" matchMax="1">{0}</simpleAssociableChoice>'
    sets = ["".join(map(choice.format, names)) for names in ("LK", "XY")]
    asked = "".join(f"<simpleMatchSet>{each}</simpleMatchSet>" for each in sets)
    asked = f'<matchInteraction responseIdentifier="RESPONSE"><prompt>?</prompt>{asked}</matchInteraction>'
    said = declared("directedPair", "L X|K Y", many="multiple")
    question, codes = one(item(said + score("1") + body(asked) + MATCH))
    given = [filled([choose((a,)), choose((b,))]) for a, b in ((0, 1), (0, 0))]
    assert [str(mark(question, each)) for each in given] == ["1", "0"]
    assert codes[0] == "R583"
    limited = asked.replace("<matchInteraction", '<matchInteraction maxAssociations="1"')
    assert refused(item(said + score("1") + body(limited) + MATCH))[0] == "R516"


def test_pairs_of_one_set_of_choices_have_no_order() -> None:
    choice = '<simpleAssociableChoice identifier="{0}" matchMax="1">{0}</simpleAssociableChoice>'
    asked = "".join(map(choice.format, "LKXY"))
    asked = f'<associateInteraction responseIdentifier="RESPONSE" maxAssociations="2"><prompt>?</prompt>{asked}</associateInteraction>'
    said = declared("directedPair", "X L|K Y", many="multiple")
    question, codes = one(item(said + score("1") + body(asked) + MATCH))
    given = [filled([choose((a,)), choose((b,))]) for a, b in ((0, 1), (1, 0))]
    assert [str(mark(question, each)) for each in given] == ["1", "0"]
    assert codes[0] == "R583"


def test_pairs_of_which_a_mapping_alone_says_what_is_right() -> None:
    choice = '<simpleAssociableChoice identifier="{0}" matchMax="1">{0}</simpleAssociableChoice>'
    asked = "".join(map(choice.format, "LKXY"))
    asked = f'<associateInteraction responseIdentifier="RESPONSE" maxAssociations="2"><prompt>?</prompt>{asked}</associateInteraction>'
    said = declared("pair", "", mapping("L X=1|Y K=0.5"), many="multiple")
    question, _ = one(item(said + score("1.5") + body(asked) + MAP))
    given = [filled([choose((a,)), choose((b,))]) for a, b in ((0, 1), (1, 0))]
    assert [str(mark(question, each)) for each in given] == ["3/2", "0"]


def test_rules_about_what_nobody_is_asked() -> None:
    rules = processing(when(_is_right("RESPONSE"), add("1")), when(_is_right("R2"), add("1")))
    question, codes = choice(item(RADIO + SCORE + _asks("RESPONSE") + rules))
    assert [option.points for option in question.answer.options] == [1, 0, 0]
    assert codes[0] == "R583"
    negated = processing(when(f"<not>{_is_right('R2')}</not>", set_to("1")))
    assert refused(item(RADIO + SCORE + _asks("RESPONSE") + negated))[0] == "R515"


def _menu(rules: str, said: str = "") -> bytes:
    entries = '<inlineChoice identifier="O"></inlineChoice>' + "".join(
        f'<inlineChoice identifier="{own}">{own}</inlineChoice>' for own in "AB"
    )
    asked = f'<p>It is <inlineChoiceInteraction responseIdentifier="RESPONSE">{entries}'
    asked += "</inlineChoiceInteraction>.</p>"
    return item((said or RADIO) + score("1") + body(asked) + rules)


@pytest.mark.parametrize(
    ("said", "rules", "marks"),
    [
        (RADIO, MATCH, ["0", "1", "0"]),
        (response("O", single=True), MATCH, ["1", "0", "0"]),
        (
            response("A", "A=1 O=-1", single=True),
            processing(when(IS_NULL, otherwise=set_to(MAPPED))),
            ["-1", "1", "0"],
        ),
    ],
)
def test_an_empty_entry_of_a_menu_stands_as_a_sign(said: str, rules: str, marks: list[str]) -> None:
    question, codes = one(_menu(rules, said))
    assert isinstance(question.answer, FillIn)
    (gap,) = question.answer.gaps
    assert isinstance(gap.key, Choice)
    assert [plain(option.text) for option in gap.key.options] == ["–", "A", "B"]
    assert [str(mark(question, filled([choose((place,))]))) for place in range(3)] == marks
    assert codes == ["R583"]


def test_a_gap_beside_others_that_nothing_says_the_answer_of() -> None:
    boxes = declared("string", "oak", name="R1") + declared("string", name="R2")
    rules = processing(when(_is_right("R1"), set_to("1")))
    asked = body(f"<p>{box('R1')} and {box('R2')}</p>")
    code, message = refused(item(boxes + score("1") + asked + rules))
    assert (code, "nothing says what is right in one of its gaps" in message) == ("R516", True)


# -- templates that cannot mark the item ----------------------------------------------------------


def _two(more: str, template: str) -> bytes:
    boxes = "".join(
        declared("string", own, more, name=name) for own, name in (("oak", "R1"), ("elm", "R2"))
    )
    return item(boxes + score("2") + body(f"<p>{box('R1')} and {box('R2')}</p>") + template)


def test_a_template_for_a_response_of_another_name_marks_all_of_them() -> None:
    question, codes = one(_two("", MATCH))
    assert isinstance(question.answer, FillIn)
    assert question.answer.scoring.rule is Rule.ALL_OR_NOTHING
    texts = (("oak", "elm"), ("oak", "ash"))
    assert [mark(question, filled(map(typed, pair))) for pair in texts] == [2, 0]
    assert codes[0] == "R558"
    question, codes = one(_two(mapping("oak=0.5|elm=1.5"), MAP))
    assert [str(mark(question, filled(map(typed, pair)))) for pair in texts] == ["2", "1/2"]
    assert codes[0] == "R558"


def test_an_item_that_nothing_marks_has_no_points() -> None:
    echo = '<outcomeDeclaration identifier="ECHO" cardinality="single" baseType="identifier"/>'
    rules = processing(set_to(variable("RESPONSE"), "ECHO"))
    exam, found = read_item(item(response(single=True) + echo + _asks("RESPONSE") + rules))
    assert exam is not None
    assert [d.code for d in found] == ["R518"]
    assert "no answer earns any" in found[0].message
