"""Items that ask for several answers, and texts that items share in files of their own."""

from fractions import Fraction

import pytest

from examc.core.answers import Choice, FillIn, Written
from examc.core.content import plain
from examc.core.model import Question, questions
from examc.core.responses import Filled, Response, Typed, choose
from examc.core.schemes import award, meant
from qti21.foreign import (
    QTI,
    SCORE,
    add,
    body,
    choices,
    item,
    one,
    processing,
    read_files,
    read_item,
    refused,
    response,
    set_to,
    when,
)
from support import DOT_PNG


def _named(text: str, number: int) -> str:
    return text.replace("RESPONSE", f"R{number}").replace("Which?", f"Which {number}?")


def _right(number: int) -> str:
    return _named(
        '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>', number
    )


def _two(second: str = "", *, single: bool = True, rules: str = "") -> bytes:
    """An item with two lists of choices, and what stands behind them."""
    declared = "".join(_named(response(key, single=single), n) for n, key in ((1, "B"), (2, "A")))
    asked = "".join(_named(choices(most=1 if single else 0), n) for n in (1, 2))
    rules = rules or when(_right(1), add("2")) + when(_right(2), add("1"))
    return item(declared + SCORE + body(f"<p>Read this.</p>{asked}{second}") + processing(rules))


def _marks(question: Question, *given: Response | None) -> Fraction | None:
    return award(meant(question), Filled(given))


def test_lists_of_choices_become_drop_downs_with_the_same_marks() -> None:
    question, codes = one(_two())
    assert codes == ["R565", "R518"]
    assert isinstance(question.answer, FillIn)
    assert plain(question.prompt).split() == [
        *("Read", "this.", "Which", "1?", "[R1]", "Which", "2?", "[R2]")
    ]
    right, other = choose((1,)), choose((0,))
    assert [
        _marks(question, right, other),
        _marks(question, right, right),
        _marks(question, other, None),
    ] == [3, 2, 0]


def test_lists_that_count_together_alone() -> None:
    question, _ = one(_two(rules=when(f"<and>{_right(1)}{_right(2)}</and>", set_to("4"))))
    assert _marks(question, choose((1,)), choose((0,))) == 4
    assert _marks(question, choose((1,)), choose((1,))) == 0


def test_a_list_beside_a_box_in_the_text() -> None:
    box = '<p>Name it: <textEntryInteraction responseIdentifier="BOX"/></p>'
    declared = (
        '<responseDeclaration identifier="BOX" cardinality="single" baseType="string">'
        "<correctResponse><value>Seine</value></correctResponse></responseDeclaration>"
    )
    data = _two(box, rules=when(_right(1), add("1"))).replace(
        b"</itemBody><responseProcessing>",
        b"</itemBody><responseProcessing>"
        + when(
            '<match><variable identifier="BOX"/><correct identifier="BOX"/></match>', add("1")
        ).encode(),
    )
    data = data.replace(b"<outcomeDeclaration", declared.encode() + b"<outcomeDeclaration", 1)
    question, codes = one(data)
    assert _marks(question, choose((1,)), None, Typed("Seine")) == 2
    assert "R565" in codes


def test_what_no_drop_down_can_say_is_kept_out() -> None:
    code, message = refused(_two('<extendedTextInteraction responseIdentifier="R3"/>'))
    assert code == "R514"
    assert "(2 choiceInteraction, 1 extendedTextInteraction)" in message


def test_lists_of_which_several_choices_are_right_are_a_question_each() -> None:
    exam, found = read_item(_two(single=False))
    assert exam is not None
    assert [str(question.points) for question in questions(exam)] == ["2", "1"]
    assert [d.code for d in found] == ["R584"]


def test_a_film_beside_a_question_is_told_and_left_out() -> None:
    film = '<mediaInteraction responseIdentifier="M"><object data="x.mp4" type="video/mp4"/></mediaInteraction>'
    declared = response("B", single=True) + SCORE
    rules = processing(when(_right(1).replace("R1", "RESPONSE"), set_to("1")))
    question, codes = one(item(declared + body(film + choices(most=1)) + rules))
    assert isinstance(question.answer, Choice)
    assert codes == ["R420", "R420"]


# -- shared texts -----------------------------------------------------------------------------------

STIMULUS = (
    f'<assessmentStimulus xmlns="{QTI}" identifier="s" title="S"><stimulusBody><p>A long story.</p>'
    '<p><img src="a.png" alt="a map"/></p></stimulusBody></assessmentStimulus>'
)


def _about(reference: str, before: str = "") -> dict[str, bytes]:
    asked = body(before + choices(most=1))
    data = item(response("B", single=True) + SCORE + reference + asked)
    return {"items/i.xml": data, "texts/s.xml": STIMULUS.encode(), "texts/a.png": DOT_PNG}


def test_a_text_that_items_share_is_read() -> None:
    reference = '<assessmentStimulusRef identifier="s" href="../texts/s.xml"/>'
    exam, _, found = read_files(_about(reference, "Now then: "))
    assert exam is not None
    (question,) = questions(exam)
    assert plain(question.prompt).startswith("A long story.")
    assert "Now then:" in plain(question.prompt)
    assert not [d.message for d in found if "not in the package" in d.message]
    assert "R524" in {d.code for d in found}


def test_a_text_stands_where_the_item_has_a_place_for_it() -> None:
    reference = '<assessmentStimulusRef identifier="s" href="../texts/s.xml"/>'
    place = '<p>First.</p><div data-stimulus-idref="s"></div>'
    exam, _, _ = read_files(_about(reference, place))
    assert exam is not None
    (question,) = questions(exam)
    assert plain(question.prompt).split()[:3] == ["First.", "A", "long"]


def test_a_shared_text_that_is_not_there_is_told() -> None:
    reference = '<assessmentStimulusRef identifier="s" href="../texts/other.xml"/>'
    exam, _, found = read_files(_about(reference))
    assert exam is not None
    assert [d.message for d in found if d.code == "R420"] == [
        "text '../texts/other.xml' that it shares is not read"
    ]


@pytest.mark.parametrize(
    ("attributes", "space"),
    [
        ('class="qti-height-lines-15"', Fraction(15, 40)),
        ('class="other" expectedLines="0"', None),
        ('class="qti-height-lines-99999"', None),
    ],
)
def test_the_height_of_a_box_in_the_words_of_qti_3(attributes: str, space: Fraction | None) -> None:
    box = f'<p>Why?</p><extendedTextInteraction responseIdentifier="RESPONSE" {attributes}/>'
    declared = '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"/>'
    question, _ = one(item(declared + SCORE + body(box)))
    assert isinstance(question.answer, Written)
    assert question.answer.space == space
