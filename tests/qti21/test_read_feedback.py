"""Feedback of other systems: whose it is shows in when it is shown."""

import pytest

from examc.core.answers import Choice
from examc.core.content import Blocks, plain
from examc.core.model import Question, kind_of
from qti21.foreign import (
    IS_NULL,
    IS_RIGHT,
    MAPPED,
    RESPONSE,
    SCORE,
    body,
    choice,
    choices,
    chooses,
    is_exactly,
    item,
    one,
    processing,
    response,
    set_to,
    when,
)

FEEDBACK = (
    '<outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>'
)
BASIC = '<outcomeDeclaration identifier="BASIC" cardinality="single" baseType="identifier"/>'


def modal(identifier: str, text: str, *, show: str = "show", outcome: str = "FEEDBACK") -> str:
    """A modalFeedback."""
    return (
        f'<modalFeedback outcomeIdentifier="{outcome}" identifier="{identifier}" '
        f'showHide="{show}"><p>{text}</p></modalFeedback>'
    )


def give(identifier: str) -> str:
    """A rule that adds an identifier to FEEDBACK."""
    value = f'<baseValue baseType="identifier">{identifier}</baseValue>'
    return set_to(f'<multiple><variable identifier="FEEDBACK"/>{value}</multiple>', "FEEDBACK")


def asked(rules: str, *modals: str, single: bool = True, options: str = "A B C") -> bytes:
    """A choice item in which A is right, and SCORE is its mapping."""
    declared = response("A", "A=1", single=single)
    return item(
        declared
        + SCORE
        + FEEDBACK
        + BASIC
        + body(choices(options, most=int(single)))
        + processing(set_to(MAPPED), rules)
        + "".join(modals)
    )


def texts(question: Question) -> dict[str, str]:
    """The feedback on a question and on its options, in plain text."""
    found: dict[str, Blocks] = {
        "general": question.feedback.general,
        "correct": question.feedback.correct,
        "incorrect": question.feedback.incorrect,
        "solution": question.solution,
        "notes": question.notes,
    }
    if isinstance(question.answer, Choice):
        options = enumerate(question.answer.options)
        found |= {"ABCDEFGH"[i]: option.feedback for i, option in options}
    return {name: plain(text) for name, text in found.items() if text}


@pytest.mark.parametrize("single", [True, False])
def test_feedback_on_options(single: bool) -> None:
    rules = "".join(when(chooses(name), give(f"fb{name}")) for name in "ABC")
    modals = [modal(f"fb{name}", f"about {name}") for name in "ABC"]
    question, codes = choice(asked(rules, *modals, single=single))
    assert texts(question) == {"A": "about A", "B": "about B", "C": "about C"}
    assert codes == []


def test_an_outcome_that_is_the_response_itself() -> None:
    rules = set_to(RESPONSE, "BASIC")
    modals = [modal(name, f"about {name}", outcome="BASIC") for name in "AB"]
    assert texts(choice(asked(rules, *modals))[0]) == {"A": "about A", "B": "about B"}


def test_feedback_for_right_and_wrong_answers() -> None:
    rules = when(IS_RIGHT, give("yes"), otherwise=give("no"))
    found, codes = choice(asked(rules, modal("yes", "Yes."), modal("no", "No.")))
    assert texts(found) == {"correct": "Yes.", "incorrect": "No."}
    assert codes == []


def test_one_feedback_that_is_shown_and_hidden() -> None:
    rules = when(IS_RIGHT, give("yes"))
    modals = [modal("yes", "Yes."), modal("yes", "No.", show="hide")]
    assert texts(choice(asked(rules, *modals))[0]) == {"correct": "Yes.", "incorrect": "No."}


def test_feedback_by_way_of_other_outcomes() -> None:
    rules = (
        when(IS_NULL, set_to('<baseValue baseType="identifier">empty</baseValue>', "BASIC"))
        + when(
            IS_RIGHT,
            set_to('<baseValue baseType="identifier">right</baseValue>', "BASIC"),
            otherwise=set_to('<baseValue baseType="identifier">wrong</baseValue>', "BASIC"),
        )
        + when(
            '<and><match><baseValue baseType="identifier">right</baseValue>'
            '<variable identifier="BASIC"/></match></and>',
            give("F1"),
        )
    )
    assert texts(choice(asked(rules, modal("F1", "Well done.")))[0]) == {"correct": "Well done."}


def test_feedback_by_the_score() -> None:
    condition = '<gte><variable identifier="SCORE"/><baseValue baseType="float">1</baseValue></gte>'
    rules = when(condition, give("full"))
    found, _ = choice(asked(rules, modal("full", "Full marks."), single=False))
    assert texts(found) == {"correct": "Full marks."}


def test_feedback_for_everyone() -> None:
    found, codes = choice(asked(give("all"), modal("all", "Read chapter 3.")))
    assert texts(found) == {"general": "Read chapter 3."}
    assert codes == []
    found, _ = choice(asked(when(IS_NULL, otherwise=give("x")), modal("x", "For answers.")))
    assert texts(found) == {"general": "For answers."}


def test_feedback_for_some_radio_buttons_is_on_each_of_them() -> None:
    rules = when(f"<or>{chooses('A')}{chooses('B')}</or>", give("near"))
    found, codes = choice(asked(rules, modal("near", "Near.")))
    assert texts(found) == {"A": "Near.", "B": "Near."}
    assert codes == []


def test_feedback_for_a_set_of_boxes_is_a_note() -> None:
    rules = when(is_exactly("A C"), give("both"))
    found, codes = choice(asked(rules, modal("both", "Not both."), single=False))
    assert texts(found) == {"notes": "Not both."}
    assert codes == ["R523"]


def test_feedback_inside_options() -> None:
    inline = (
        '<simpleChoice identifier="A">Yes <feedbackInline outcomeIdentifier="BASIC" '
        'identifier="A" showHide="show">Right.</feedbackInline></simpleChoice>'
    )
    data = asked(set_to(RESPONSE, "BASIC")).decode()
    data = data.replace('<simpleChoice identifier="A">option A</simpleChoice>', inline)
    question, codes = choice(data.encode())
    assert texts(question) == {"A": "Right."}
    assert plain(question.answer.options[0].text) == "Yes"
    assert codes == []


def test_feedback_inside_the_body() -> None:
    block = (
        '<feedbackBlock outcomeIdentifier="FEEDBACK" identifier="no" showHide="show">'
        "<p>Try again.</p></feedbackBlock>"
    )
    rules = when(f"<not>{IS_RIGHT}</not>", give("no"))
    data = asked(rules).replace(b"</itemBody>", block.encode() + b"</itemBody>")
    question, _ = choice(data)
    assert texts(question) == {"incorrect": "Try again."}
    assert plain(question.prompt) == "Which?"


def test_a_title_of_feedback_is_kept() -> None:
    data = asked(give("all"), modal("all", "Text.").replace("show>", 'show" title="Note">'))
    data = data.replace(b'showHide="show"', b'showHide="show" title="Note"')
    assert texts(choice(data)[0]) == {"general": "Note Text."}


def test_a_model_answer_by_its_name() -> None:
    for one_modal in (
        modal("SOLUTION1", "It is A."),
        modal("x", "It is A.", outcome="SOLUTIONMODAL"),
    ):
        assert texts(choice(asked("", one_modal))[0]) == {"solution": "It is A."}


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        ("general_fb", "general"),
        ("correct_fb", "correct"),
        ("incorrect_fb", "incorrect"),
        ("question_IC", "incorrect"),
        ("question_C", "correct"),
        ("other", "notes"),
    ],
)
def test_feedback_that_is_never_shown(identifier: str, kind: str) -> None:
    found, codes = choice(asked("", modal(identifier, "Text.")))
    assert texts(found) == {kind: "Text."}
    assert codes == ["R523"]


def test_feedback_that_canvas_pairs_with_options() -> None:
    data = asked("", modal("feedback_2_fb", "Text."), options="RESPONSE_1 RESPONSE_2 RESPONSE_3")
    assert texts(choice(data)[0]) == {"B": "Text."}


def test_rules_for_feedback_that_nobody_understands() -> None:
    rules = when("<customOperator/>", give("x_correct"))
    found, codes = choice(asked(rules, modal("x_correct", "Text.")))
    assert texts(found) == {"correct": "Text."}
    assert codes == ["R523"]


def test_feedback_on_a_written_answer() -> None:
    declared = '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"/>'
    written = '<extendedTextInteraction responseIdentifier="RESPONSE"><prompt>Why?</prompt></extendedTextInteraction>'
    outcomes = SCORE.replace("/>", ' normalMaximum="2"/>') + FEEDBACK
    data = item(
        declared + outcomes + body(written) + processing(give("x")) + modal("x", "For all.")
    )
    question, codes = one(data)
    assert texts(question) == {"general": "For all."}
    assert codes == []
    quiet = item(declared + outcomes + body(written) + modal("correct", "Yes."))
    assert texts(one(quiet)[0]) == {"correct": "Yes."}
    assert one(quiet)[1] == ["R523"]


def test_many_feedbacks_on_many_options_end_in_time() -> None:
    options = " ".join(f"C{number}" for number in range(900))
    rules = "".join(when(chooses(f"C{n}"), give(f"f{n}")) for n in range(900))
    modals = [modal(f"f{n}", f"about {n}") for n in range(900)]
    declared = response("", "C0=1")
    content = declared + SCORE + FEEDBACK + body(choices(options))
    data = item(content + processing(set_to(MAPPED), rules) + "".join(modals))
    question, codes = choice(data)
    assert kind_of(question) != "multiple choice"
    assert set(codes) == {"R523"}
