"""Marks and points of QTI 1.2 as other systems than Canvas state them."""

import pytest

from canvas.support import export, import_items, import_zip, item, quiz
from examc.core.answers import Numeric
from examc.core.model import ChoiceQuestion, Question, choice_questions
from examc.core.numbers import show

SCALES = [("100", "{}"), ("1", "0.{}")]


def marked(
    marks: dict[str, str],
    *,
    kind: str = "multiple_answers_question",
    declared: str = "",
) -> str:
    """An item of three options with a mark for some of them."""
    action = "Add" if kind == "multiple_answers_question" else "Set"
    conditions = "".join(
        f'<respcondition><conditionvar><varequal respident="r">{ident}</varequal></conditionvar>'
        f'<setvar action="{action}" varname="SCORE">{mark}</setvar></respcondition>'
        for ident, mark in marks.items()
    )
    plain = item(kind, answers=("one", "two", "three"), right=(), points="4")
    outcomes = f"<outcomes><decvar varname='SCORE' {declared}/></outcomes>"
    return plain.replace("<resprocessing>", f"<resprocessing>{outcomes}{conditions}")


def read_one(text: str) -> tuple[ChoiceQuestion, list[str]]:
    """The question of an item, and the codes of what was said beside the language."""
    exam, report = import_items(text)
    (question,) = choice_questions(exam)
    return question, [d.code for d in report.diagnostics if "language" not in d.message]


def weights(question: ChoiceQuestion) -> list[str]:
    """The weights of the options, and whether each is checked."""
    return [f"{show(o.points)}{' x' * o.correct}" for o in question.answer.options]


def test_shares_that_are_added_are_weights() -> None:
    question, codes = read_one(marked({"1": "75", "2": "25", "3": "-10"}))
    assert weights(question) == ["3 x", "1 x", "-0.4"]
    assert question.answer.scoring.floor == 0
    assert codes == ["R545"]


def test_a_part_of_the_marks_of_one_option_is_a_part() -> None:
    question, codes = read_one(
        marked({"1": "100", "2": "50", "3": "0"}, kind="multiple_choice_question")
    )
    assert weights(question) == ["4 x", "2", "0"]
    assert codes == ["R545"]


OTHER = (
    "<respcondition><conditionvar><other/></conditionvar>"
    '<setvar action="Set" varname="SCORE">{}</setvar></respcondition></resprocessing>'
)


def test_nothing_for_any_other_answer_leaves_the_marks_of_options() -> None:
    half = marked({"1": "100", "2": "50"}, kind="multiple_choice_question")
    question, codes = read_one(half.replace("</resprocessing>", OTHER.format("0")))
    assert weights(question) == ["4 x", "2", "0"]
    assert codes == ["R545"]


@pytest.mark.parametrize("mark", ["-25", "50", "100"])
def test_marks_for_any_other_answer_are_told(mark: str) -> None:
    right = marked({"1": "100"}, kind="multiple_choice_question")
    _, codes = read_one(right.replace("</resprocessing>", OTHER.format(mark)))
    assert codes == ["R545"]


def test_a_part_of_the_marks_beside_marks_together_is_told() -> None:
    mixed = item("multiple_answers_question", answers=("a", "b", "c"), right=(1, 2))
    part = (
        '<respcondition><conditionvar><varequal respident="r">1</varequal></conditionvar>'
        '<setvar action="Set" varname="SCORE">50</setvar></respcondition></resprocessing>'
    )
    _, codes = read_one(mixed.replace("</resprocessing>", part))
    assert codes == ["R545"]


def test_the_scale_is_what_the_outcome_declares() -> None:
    question, codes = read_one(marked({"1": "1", "2": "-1", "3": "-1"}, declared='maxvalue="1"'))
    assert weights(question) == ["4 x", "-4", "-4"]
    assert codes == []  # as Canvas marks it, too


def test_a_minimum_below_nothing_is_the_floor() -> None:
    declared = 'minvalue="-50" maxvalue="100"'
    question, _ = read_one(marked({"1": "100", "2": "-50"}, declared=declared))
    assert question.answer.scoring.floor == -2


def test_marks_for_options_together_are_all_or_nothing() -> None:
    question, codes = read_one(
        item("multiple_answers_question", answers=("a", "b", "c"), right=(1, 2))
    )
    assert weights(question) == ["0.5 x", "0.5 x", "-0.5"]
    assert codes == []


@pytest.mark.parametrize(
    ("field", "points"),
    [
        ("cc_weighting", "5"),
        ("weighting", "2.5"),
        ("qmd_weighting", "4"),
        ("respondusapi_qpoints", "3"),
    ],
)
def test_points_stand_in_other_fields(field: str, points: str) -> None:
    text = item(points="", fields={field: points}).replace(
        "<qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry></fieldentry>"
        "</qtimetadatafield>",
        "",
    )
    question, codes = read_one(text)
    assert (show(question.points), codes) == (points, [])


@pytest.mark.parametrize("declared", ['vartype="Integer"', 'minvalue="0" maxvalue="10"'])
def test_points_are_the_outcome_of_respondus(declared: str) -> None:
    outcomes = f'<outcomes><decvar varname="que_score" {declared}/></outcomes>'
    text = (
        item(points="")
        .replace(">100<", ">10<")
        .replace("<resprocessing>", f"<resprocessing>{outcomes}")
    )
    question, codes = read_one(text)
    assert weights(question) == ["10 x", "0"]
    assert (show(question.points), codes) == ("10", [])


def test_nothing_that_states_points_is_one_as_in_canvas() -> None:
    exam, report = import_items(item(points=""))
    (question,) = choice_questions(exam)
    assert question.points == 1
    assert any("Canvas makes it worth 1" in d.message for d in report.diagnostics)


# -- feedback, material and the shape of a package ------------------------------------------------


def shown(ident: str, option: str, text: str) -> tuple[str, str]:
    """A condition that shows a feedback for an option, and the feedback."""
    condition = (
        f'<respcondition><conditionvar><varequal respident="r">{option}</varequal></conditionvar>'
        f'<displayfeedback feedbacktype="Response" linkrefid="{ident}"/></respcondition>'
    )
    feedback = f'<itemfeedback ident="{ident}"><material><mattext>{text}</mattext></material></itemfeedback>'
    return condition, feedback


def test_feedback_belongs_to_the_one_option_that_shows_it() -> None:
    pairs = [shown("Q_C", "1", "Yes."), shown("Q1_IC", "2", "No."), shown("Q2_IC", "3", "Never.")]
    text = item(answers=("a", "b", "c"), more="".join(feedback for _, feedback in pairs))
    text = text.replace("</resprocessing>", "".join(c for c, _ in pairs) + "</resprocessing>")
    question, _ = read_one(text)
    assert [str(o.feedback[0].content[0].text) for o in question.answer.options] == [  # type: ignore[union-attr]
        "Yes.",
        "No.",
        "Never.",
    ]
    assert not question.feedback.incorrect


def test_several_feedbacks_of_one_class_are_all_kept() -> None:
    more = "".join(
        shown(ident, "", text)[1] for ident, text in (("general_a", "1."), ("x_all", "2."))
    )
    question, _ = read_one(item(more=more))
    assert len(question.feedback.general) == 2


def test_material_beside_the_options_is_part_of_the_prompt() -> None:
    inside = "<material><mattext>Is it true?</mattext></material><render_choice>"
    behind = "</render_choice><material><mattext>Think.</mattext></material>"
    text = (
        item(stem="Before.").replace("<render_choice>", inside).replace("</render_choice>", behind)
    )
    question, _ = read_one(text)
    assert len(question.prompt) == 3
    only = item(stem="").replace("<render_choice>", inside)
    assert len(read_one(only)[0].prompt) == 1


def test_a_section_below_the_assessment_can_be_a_group() -> None:
    group = (
        "<selection_ordering><selection><selection_number>1</selection_number><selection_extension>"
        "<points_per_item>3</points_per_item></selection_extension></selection></selection_ordering>"
    )
    data = quiz(group + item() + item(ident="i2"))
    exam, _, report = import_zip(export({"q.xml": data}))
    assert exam is not None
    assert [show(q.points) for q in choice_questions(exam)] == ["3", "3"]
    assert [exercise.pick for exercise in exam.exercises] == [1]
    assert {d.code for d in report.diagnostics} == {"R530"}


def test_items_may_stand_in_files_of_their_own() -> None:
    head = '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
    files: dict[str, bytes | str] = {
        "q/q.xml": quiz(
            '<itemref linkrefid="i2"/><itemref linkrefid="i1"/><itemref linkrefid="x"/>'
        ),
        "items/1.xml": f"{head}{item(ident='i1')}{item(ident='i3')}</questestinterop>",
        "items/2.xml": f"{head}{item(ident='i2')}</questestinterop>",
    }
    exam, _, report = import_zip(export(files))
    assert exam is not None
    assert [[i.id for i in e.items] for e in exam.exercises] == [["i2", "i1"], ["i3"]]
    (lost,) = [d.message for d in report.diagnostics if d.code == "R512"]
    assert "'x'" in lost


def test_a_number_that_is_asked_is_a_number() -> None:
    number = (
        item(title="Sum")
        .replace("response_lid", "response_num")
        .replace("multiple_choice_question", "")
    )
    exam, _ = import_items(number)
    (question,) = exam.exercises[0].items
    assert isinstance(question, Question)
    assert isinstance(question.answer, Numeric)
    assert [one.written for one in question.answer.accepted] == ["1"]
