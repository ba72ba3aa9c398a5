"""The further kinds in Moodle XML: what is written, and what is said of it."""

from fractions import Fraction

import pytest
from lxml import etree

from examc.core.answers import (
    UNBOUNDED,
    Answer,
    Choice,
    FillIn,
    Gap,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
    Upload,
)
from examc.core.content import Emphasis, GapRef, Math, Paragraph, Text
from examc.core.diagnostics import Diagnostic, Report
from examc.core.keys import AcceptedNumber, Cell, Label, Match, OrderRule, Pair, Row
from examc.core.model import Feedback, Question
from examc.core.records import replace
from examc.core.responses import Typed, choose, filled
from examc.formats.moodle.gaps import whole_weights
from examc.formats.moodle.write import write
from examc.formats.options import Options
from examc.systems.moodle import filters
from examc.systems.moodle import view as moodle
from examc.systems.view import Seen
from kinds import asked, exam_of, number, option, say, text
from moodle.support import questions, written

CLOZE = Options(offgrid="cloze")
NO_FLOOR = Scoring(floor=None)


def build(
    answer: Answer | Question, points: str = "2", options: Options | None = None
) -> tuple[etree._Element, list[Diagnostic], Seen]:
    """One question as written, what was said of it, and how Moodle sees it."""
    question = answer if isinstance(answer, Question) else asked(answer, points)
    quiz, said = written(exam_of(question), options=options)
    found = moodle.view(etree.tostring(quiz))
    assert not found.refused, found.refused
    (seen,) = found.questions
    return questions(quiz)[0], said, seen


def answers(question: etree._Element) -> list[tuple[str, str]]:
    """The fraction and the text of each answer."""
    return [(a.get("fraction", ""), a.findtext("text") or "") for a in question.iterfind("answer")]


def hints(question: etree._Element, where: str = "examc") -> dict[str, str]:
    """What stands beside for a reader of the file."""
    return {str(name): str(value) for e in question.findall(where) for name, value in e.items()}


def codes(said: list[Diagnostic]) -> list[str]:
    return [f"{d.code} {d.where.rpartition(' › ')[2]}" for d in said]


def stem(question: etree._Element) -> str:
    return question.findtext("questiontext/text") or ""


# -- true/false -----------------------------------------------------------------------------------


def test_a_statement() -> None:
    both = TrueFalse(true=option("0", correct=False), false=option("1", correct=True))
    question, said, seen = build(both, "1")
    assert question.get("type") == "truefalse"
    assert answers(question) == [("0", "true"), ("100", "false")]
    assert said == []
    assert [seen.mark(choose((side,))) for side in (0, 1)] == [0, 1]


def test_feedback_by_result_stands_behind_that_on_a_side() -> None:
    sides = (replace(option("1", correct=True), feedback=say("own")), option("0", correct=False))
    made = asked(TrueFalse(true=sides[0], false=sides[1]), "1")
    made = replace(made, feedback=Feedback(say("all"), say("well done"), say("look again")))
    _, said, seen = build(made)
    assert said == []
    assert {"all", "own", "well done"} <= seen.shows(choose((0,)))
    assert "look again" in seen.shows(choose((1,)))
    assert "look again" not in seen.shows(choose((0,)))


@pytest.mark.parametrize(
    ("language", "words"), [("en", "True False"), ("nl-BE", "Waar Niet"), ("de", "Wahr Falsch")]
)
def test_a_side_that_costs_makes_a_choice_of_it(language: str, words: str) -> None:
    both = TrueFalse(
        true=option("1", correct=True), false=option("-0.5", correct=False), scoring=NO_FLOOR
    )
    quiz, said = written(replace(exam_of(asked(both, "1")), language=language))
    question = questions(quiz)[0]
    assert question.get("type") == "multichoice"
    assert hints(question)["kind"] == "true/false"
    assert [fraction for fraction, _ in answers(question)] == ["100", "-50"]
    assert " ".join(text for _, text in answers(question)).startswith(words)
    assert said == []


def test_a_weight_off_the_grid_is_told_at_its_side() -> None:
    both = TrueFalse(
        true=option("1", correct=True), false=option("-0.45", correct=False), scoring=NO_FLOOR
    )
    _, said, _ = build(both, "1")
    assert codes(said) == ["X310 option 2"]
    question, said, seen = build(both, "1", CLOZE)
    assert "{1:MULTICHOICE_V:%100%True~%-45%False}" in stem(question)
    assert said == []
    assert seen.mark(choose((1,))) == Fraction(-9, 20)


def test_a_side_that_is_checked_without_points_is_told() -> None:
    both = TrueFalse(true=option("1", correct=True), false=option("0", correct=True))
    _, said, _ = build(both, "1")
    assert codes(said) == ["X314 option 2"]


def test_a_side_that_earns_where_the_question_has_no_points_is_told() -> None:
    both = TrueFalse(true=option("1/3", correct=True), false=option("0", correct=False))
    _, said, seen = build(replace(both, scoring=Scoring(cap=Fraction(20))), "0")
    assert "X310 option 1" in codes(said)
    assert seen.mark(choose((0,))) == 0


# -- numbers --------------------------------------------------------------------------------------


def _tolerances(question: etree._Element) -> list[str]:
    return [a.findtext("tolerance") or "" for a in question.iterfind("answer")]


def test_numbers_in_order() -> None:
    numeric = Numeric(accepted=(number("3.13", "3.15", "2"), number("3", "3.2", "1")))
    question, said, seen = build(numeric)
    assert question.get("type") == "numerical"
    assert answers(question) == [("100", "3.14"), ("50", "3.1")]
    assert _tolerances(question) == ["0.01", "0.1"]
    assert said == []
    typed = {"3.13": 2, "3.15": 2, "3.151": 1, "3": 1, "2.99": 0, "3.14 m": 2, "3,14": 0, "": 0}
    assert {text: seen.mark(Typed(text) if text else None) for text in typed} == typed


def test_a_number_that_should_cost_costs_nothing() -> None:
    numeric = Numeric(accepted=(number("5", "5", "2"), number("9", "9", "-1")), scoring=NO_FLOOR)
    question, said, _ = build(numeric)
    assert answers(question) == [("100", "5"), ("0", "9")]
    assert codes(said) == ["X373 answer 2"]
    floored = replace(numeric, scoring=Scoring(cap=Fraction(2)))
    question, said, _ = build(floored)
    assert said == []
    assert [e.get("points") for e in question.iterfind("answer/examc")] == [None, "-1"]


def test_a_third_is_cut_outwards() -> None:
    third = AcceptedNumber(
        points=Fraction(2),
        low=Fraction(1, 3) - Fraction(1, 100),
        high=Fraction(1, 3) + Fraction(1, 100),
        value=Fraction(1, 3),
        written="1/3 ± 0.01",
    )
    question, _, seen = build(Numeric(accepted=(third,)))
    assert answers(question) == [("100", "0.333333333333333")]
    assert hints(question, "answer/examc")["written"] == "1/3 ± 0.01"
    assert seen.mark(Typed("0.34333333333333")) == 2
    assert seen.mark(Typed("0.3434")) == 0


def test_a_comma_and_what_stands_behind_are_told() -> None:
    numeric = Numeric(accepted=(number("3.13", "3.15", "2"),), unit="m")
    question, said, _ = build(numeric)
    assert codes(said) == ["X348 question 1", "X360 question 1"]
    assert '"3.14 m" gets 2 instead of 0' in said[0].message
    assert stem(question).endswith('<p class="examc-unit">… m</p>')
    german = replace(exam_of(asked(replace(numeric, unit=""))), language="de")
    _, said = written(german)
    assert codes(said) == ["X348 question 1"]
    assert '"3,14" gets 2 instead of 0' in said[0].message


def test_weights_off_the_grid() -> None:
    numeric = Numeric(accepted=(number("5", "5", "8"), number("4", "6", "3")))
    question, said, _ = build(numeric, "8")
    assert answers(question)[1][0] == "40"
    assert codes(said) == ["X373 answer 2"]
    assert "3.2 (40%) is written, +0.2" in said[0].message
    question, said, seen = build(numeric, "8", CLOZE)
    assert stem(question) == "<p>?</p>\n<div>{8:NUMERICAL:=5:0~%37.5%5:1}</div>"
    assert said == []
    assert seen.mark(Typed("4")) == 3
    _, said, _ = build(numeric, "8.5", CLOZE)
    assert "its points are no whole number" in said[0].message


def test_nothing_is_written_where_no_weight_may_change() -> None:
    numeric = Numeric(accepted=(number("5", "5", "8"), number("4", "6", "3")))
    report = Report()
    assert write(exam_of(asked(numeric, "8")), {}, Options(offgrid="error"), report) is None
    assert [d.code for d in report.diagnostics] == ["X316"]


# -- texts ----------------------------------------------------------------------------------------


def test_texts_parts_of_texts_and_patterns() -> None:
    short = ShortAnswer(
        accepted=(
            text("a*b", "2"),
            text("c*", "1", Match.CONTAINS),
            text("gr(a|e)y", "0.5", Match.PATTERN),
            text("x.*y", "0.5", Match.PATTERN),
        ),
        case=True,
    )
    question, said, seen = build(short)
    assert question.findtext("usecase") == "1"
    assert answers(question) == [
        ("100", "a\\*b"),
        ("50", "*c\\**"),
        ("25", "gray"),
        ("25", "grey"),
        ("25", "x*y"),
    ]
    assert said == []
    marks = {"a*b": "2", "A*B": "0", "zc*z": "1", "grey": "0.5", "x12y": "0.5", "axb": "0"}
    assert {t: seen.mark(Typed(t)) for t in marks} == {t: Fraction(m) for t, m in marks.items()}


def test_a_pattern_without_end_is_told() -> None:
    short = ShortAnswer(accepted=(text("no+", "2", Match.PATTERN),))
    _, said, _ = build(short)
    assert "X376 answer 1" in codes(said)


def test_blanks_inside_are_told() -> None:
    _, said, _ = build(ShortAnswer(accepted=(text("New York", "2"),)))
    assert codes(said) == ["X376 question 1"]
    assert '"New  York" gets 0 instead of 2' in said[0].message


def test_a_text_may_cost_where_there_is_no_floor() -> None:
    short = ShortAnswer(accepted=(text("yes", "2"), text("no", "-1")), scoring=NO_FLOOR)
    question, said, seen = build(short)
    assert [fraction for fraction, _ in answers(question)] == ["100", "-50"]
    assert said == []
    assert seen.mark(Typed("no")) == -1


def test_a_short_answer_without_full_marks_is_not_lost() -> None:
    question, said, seen = build(ShortAnswer(accepted=(text("Paris", "1"),)))
    assert answers(question) == [("50", "Paris"), ("100", "")]
    assert said == []
    assert seen.mark(Typed("Paris")) == 1


def test_feedback_for_others_stands_at_a_text_that_everything_fits() -> None:
    made = asked(ShortAnswer(accepted=(text("Paris", "2"),)))
    question, said, seen = build(replace(made, feedback=Feedback(incorrect=say("look again"))))
    assert answers(question)[-1] == ("0", "*")
    assert said == []
    assert "look again" in seen.shows(Typed("Rome"))
    assert "look again" not in seen.shows(Typed("Paris"))


def test_signs_of_embedded_answers_in_a_text() -> None:
    sign = "a*b}c~d#e\\}f\\#g&<h>\\"
    short = ShortAnswer(accepted=(text(sign, "8"), text("x", "3")))
    question, said, seen = build(short, "8", CLOZE)
    assert question.get("type") == "cloze"
    assert said == []
    assert seen.mark(Typed(sign)) == 8
    assert seen.mark(Typed("axb}c~d#e\\}f\\#g&<h>\\")) == 0


# -- gaps -----------------------------------------------------------------------------------------


def _city(*keys: tuple[str, str]) -> Gap:
    accepted = tuple(text(key, points) for key, points in keys)
    return Gap(id="city", key=ShortAnswer(accepted=accepted, scoring=UNBOUNDED))


def _gapped(*gaps: Gap, points: str, scoring: Scoring | None = None) -> Question:
    content = tuple(piece for gap in gaps for piece in (Text(f"{gap.id} "), GapRef(gap.id)))
    answer = FillIn(gaps=gaps, scoring=scoring or Scoring(cap=Fraction(points)))
    return replace(asked(answer, points), prompt=(Paragraph(content),))


def test_gaps_of_whole_points() -> None:
    people = Numeric(accepted=(number("2", "2.2", "2"),), unit="million", scoring=UNBOUNDED)
    river = Choice(
        options=(
            option("1", correct=True, text="Seine"),
            option("0", correct=False, text="Rhine"),
        ),
        many=False,
        shuffle=True,
        scoring=UNBOUNDED,
    )
    made = _gapped(
        _city(("Paris", "1"), ("Lutetia", "0.5")),
        Gap(id="people", key=people),
        Gap(id="river", key=river),
        points="4",
    )
    question, said, seen = build(made)
    assert stem(question) == (
        "<p>city {1:SHORTANSWER:=Paris~%50%Lutetia}"
        "people {2:NUMERICAL:=2.1:0.1} million"
        "river {1:MULTICHOICE_S:=Seine~%0%Rhine}</p>"
    )
    assert codes(said) == ["X348 question 1"]  # "2.1 million" is right
    assert seen.points == 4
    assert seen.mark(filled((Typed("lutetia"), Typed("2.2"), choose((1,))))) == Fraction(5, 2)
    names = [gap.get("name") for gap in question.iterfind("examc/gap")]
    assert names == ["city", "people", "river"]


def test_the_mark_to_set_is_named_where_points_are_not_whole() -> None:
    other = replace(_city(("Rome", "1.5")), id="other")
    question, said, seen = build(_gapped(_city(("Paris", "1")), other, points="2.5"))
    assert "{2:SHORTANSWER:=Paris}" in stem(question)
    assert "{3:SHORTANSWER:=Rome}" in stem(question)
    assert codes(said) == ["X315 question 1"]
    assert said[0].help == "set the mark of this question to 2.5 in the quiz"
    assert seen.points == 5
    assert hints(question)["points"] == "2.5"


@pytest.mark.parametrize(
    ("points", "weights"),
    [
        ("1 2 3", (1, 2, 3)),
        ("2 2", (2, 2)),
        ("1 1.5 0.5", (2, 3, 1)),
        ("2.5 2.5", (1, 1)),
        ("1/3 1/3 1/3", (1, 1, 1)),
        ("1/3 1/2", (2, 3)),
        ("0 1.5", (0, 1)),
        ("0 0", (0, 0)),
    ],
)
def test_whole_weights(points: str, weights: tuple[int, ...]) -> None:
    assert whole_weights([Fraction(one) for one in points.split()]) == weights


def test_what_costs_has_no_floor_and_a_rule_is_lost() -> None:
    made = _gapped(_city(("Paris", "1"), ("Rome", "-1")), points="1")
    _, said, seen = build(made)
    assert codes(said) == ["X311 question 1"]
    assert seen.mark(filled((Typed("Rome"),))) == -1
    both = (_city(("Paris", "1")), replace(_city(("Rome", "1")), id="other"))
    whole = Scoring(Rule.ALL_OR_NOTHING, cap=Fraction(2))
    _, said, _ = build(_gapped(*both, points="2", scoring=whole))
    assert codes(said) == ["X313 question 1"]


def test_a_number_in_a_gap_costs_nothing() -> None:
    key = Numeric(accepted=(number("1", "1", "1"), number("2", "2", "-1")), scoring=UNBOUNDED)
    made = _gapped(Gap(id="n", key=key), points="1", scoring=Scoring(floor=None, cap=Fraction(1)))
    question, said, _ = build(made)
    assert "{1:NUMERICAL:=1:0~%0%2:0}" in stem(question)
    assert codes(said) == ["X374 question 1"]


def test_the_form_of_drop_downs_is_lost() -> None:
    right = replace(option("1", correct=True), text=(Paragraph((Emphasis((Text("a"),)),)),))
    key = Choice(
        options=(right, option("0", correct=False, text="b")), many=False, scoring=UNBOUNDED
    )
    _, said, _ = build(_gapped(Gap(id="n", key=key), points="1"))
    assert codes(said) == ["X350 option 1"]


def test_filters_leave_gaps_in_braces_alone() -> None:
    """With a formula in the text, Moodle spoils the element that stands for a gap in braces."""
    made = _gapped(_city(("Paris", "1")), points="1")
    content = (Text("{ "), GapRef("city"), Text(" } of "), Math("x"), Text(" [[1]] {1:SA:=a}"))
    question, said, seen = build(replace(made, prompt=(Paragraph(content),)))
    assert said == []
    assert seen.faults == ()
    assert len(seen.parts) == 1
    assert "[[1" not in stem(question)
    assert filters.shown(stem(question)).startswith("{ {1:SHORTANSWER:=Paris} } of ⟦x⟧ [[1]] {1:SA")


# -- pairs and rows -------------------------------------------------------------------------------


def _pairs(*wrong: str, points: str = "1") -> Matching:
    return Matching(
        pairs=tuple(
            Pair(left=say(left), right=say(right), points=Fraction(points), wrong=Fraction(off))
            for left, right, off in zip(
                ("France", "Spain"), ("Paris", "Madrid"), wrong, strict=True
            )
        ),
        distractors=(Label(text=say("Vienna")),),
        scoring=Scoring(cap=Fraction(2)),
    )


def test_pairs() -> None:
    question, said, seen = build(_pairs("0", "0"))
    assert question.get("type") == "matching"
    found = [
        (pair.findtext("text") or "", pair.findtext("answer/text"))
        for pair in question.iterfind("subquestion")
    ]
    assert found == [("France", "Paris"), ("Spain", "Madrid"), ("", "Vienna")]
    assert said == []
    assert seen.mark(filled((choose((0,)), choose((2,))))) == 1


def test_pairs_that_cost_are_embedded_if_the_user_wants_it() -> None:
    _, said, _ = build(_pairs("0", "-1"))
    assert codes(said) == ["X374 question 1"]
    question, said, seen = build(replace(_pairs("0", "-1"), scoring=NO_FLOOR), "2", CLOZE)
    assert "<tr><td>Spain</td><td>{1:MULTICHOICE:%-100%Paris~=Madrid~%-100%Vienna}</td></tr>" in (
        stem(question)
    )
    assert said == []
    assert [part.label for part in seen.parts] == ["France", "Spain"]
    assert seen.mark(filled((choose((0,)), choose((2,))))) == 0


def test_feedback_on_pairs_is_lost_or_for_those_who_miss_one() -> None:
    made = _pairs("0", "-1")
    pairs = (made.pairs[0], replace(made.pairs[1], feedback=say("look at a map")))
    made = replace(made, pairs=pairs, scoring=NO_FLOOR)
    _, said, _ = build(made)
    assert codes(said) == ["X374 question 1", "X375 pair 2"]
    _, said, seen = build(made, "2", CLOZE)
    assert said == []
    assert "look at a map" in seen.shows(filled((None, choose((0,)))))
    assert "look at a map" not in seen.shows(filled((None, choose((1,)))))


def test_the_form_of_a_right_side_is_lost() -> None:
    made = _pairs("0", "0")
    right = (Paragraph((Math("x < 1"),)),)
    question, said, _ = build(
        replace(made, pairs=(replace(made.pairs[0], right=right), made.pairs[1]))
    )
    assert codes(said) == ["X351 pair 1"]
    assert question.findtext("subquestion/answer/text") == "\\(x < 1\\)"


def test_what_refuses_pairs_is_an_error() -> None:
    made = _pairs("0", "0")
    for right in (say("x" * 256), (Paragraph((Text(" "),)),)):
        made = replace(made, pairs=(replace(made.pairs[0], right=right), made.pairs[1]))
        quiz, said = written(exam_of(asked(made)))
        assert "X381 pair 1" in codes(said)
        assert moodle.view(etree.tostring(quiz)).refused


def _rows(right: str, wrong: str, columns: int = 2, *, several: bool = False) -> Matrix:
    return Matrix(
        columns=tuple(Label(text=say(name)) for name in ("true", "false", "maybe")[:columns]),
        rows=tuple(
            Row(
                text=say(f"Row {key}"),
                cells=tuple(
                    Cell(Fraction(right if place == key else wrong), place == key)
                    for place in range(columns)
                ),
            )
            for key in (0, 1)
        ),
        several=several,
        scoring=Scoring(floor=None, cap=2 * Fraction(right)),
    )


def test_rows_of_equal_worth_are_pairs() -> None:
    question, said, seen = build(_rows("1/3", "0", 3), "2/3")
    assert question.get("type") == "matching"
    assert hints(question)["kind"] == "matrix"
    assert [e.findtext("answer/text") for e in question.iterfind("subquestion")] == [
        *("true", "false"),
        "maybe",
    ]
    assert codes(said) == ["X315 question 1"]  # seven decimals of two thirds
    assert abs(seen.mark(filled((choose((0,)), None))) - Fraction(1, 3)) < Fraction(1, 10**6)


def test_cells_that_are_right_without_points_stand_beside() -> None:
    made = _rows("1", "0", 3)
    first = made.rows[0]
    cells = (first.cells[0], Cell(Fraction(0), True), first.cells[2])
    question, _, _ = build(replace(made, rows=(replace(first, cells=cells), made.rows[1])))
    assert hints(question, "subquestion/examc") == {"right": "1 2"}


def test_rows_that_cost_are_buttons_in_a_table() -> None:
    question, said, seen = build(_rows("1", "-0.5"))
    assert "<tr><td>Row 0</td><td>{1:MULTICHOICE_H:%100%true~%-50%false}</td></tr>" in stem(
        question
    )
    assert said == []
    assert [part.label for part in seen.parts] == ["Row 0", "Row 1"]
    assert seen.mark(filled((choose((1,)), choose((0,))))) == -1


def test_rows_with_several_right_columns_are_boxes() -> None:
    question, said, _ = build(_rows("1", "0", 3, several=True))
    assert "{1:MULTIRESPONSE_H:%100%true~%0%false~%0%maybe}" in stem(question)
    assert said == []


# -- order, files, code ---------------------------------------------------------------------------


def _items(rule: OrderRule) -> Ordering:
    return Ordering(items=tuple(Label(text=say(year)) for year in ("1", "2", "3")), rule=rule)


def test_an_order() -> None:
    question, said, seen = build(_items(OrderRule.ALL_OR_NOTHING))
    assert question.findtext("gradingtype") == "ALL_OR_NOTHING"
    assert question.findtext("selecttype") == "ALL"
    assert len(question.findall("hint")) == 2
    assert answers(question) == [("1", "1"), ("2", "2"), ("3", "3")]
    assert [(d.code, d.severity.value) for d in said] == [("X352", "note")]
    assert seen.mark(None) == 0
    assert seen.labels == ("1", "2", "3")


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        (OrderRule.PLACE, "ABSOLUTE_POSITION"),
        (OrderRule.NEIGHBOURS, "RELATIVE_NEXT_EXCLUDE_LAST"),
    ],
)
def test_an_order_by_shares_rewards_who_moves_nothing(rule: OrderRule, word: str) -> None:
    question, said, _ = build(_items(rule), "3")
    assert question.findtext("gradingtype") == word
    assert codes(said) == ["X352 question 1"]


def test_files() -> None:
    question, said, seen = build(Upload(fewest=1, most=2, types=(".py", ".pdf"), size=10**7))
    values = {
        *("responseformat=noinline", "attachments=2", "attachmentsrequired=1"),
        *("filetypeslist=.py,.pdf", "maxbytes=10000000"),
    }
    assert values <= {f"{e.tag}={e.text}" for e in question}
    assert said == []
    assert seen.scheme is None
    question, said, _ = build(Upload(fewest=2, most=7))
    assert question.findtext("attachments") == "-1"
    assert codes(said) == ["X377 question 1"]
    question, said, _ = build(Upload(fewest=1, most=None))
    assert question.findtext("attachments") == "-1"
    assert said == []


def test_code() -> None:
    program = Program(language="python", start="def f(x):\n    return x < 1", space=Fraction(1, 4))
    question, said, _ = build(program)
    assert question.findtext("responseformat") == "monospaced"
    assert question.findtext("responsefieldlines") == "10"
    assert question.findtext("responsetemplate/text") == program.start
    assert [(d.code, d.severity.value) for d in said] == [("X378", "note")]


# -- the whole test -------------------------------------------------------------------------------


def test_pools_attempts_and_instructions_are_told_to_who_makes_the_quiz() -> None:
    exam = exam_of(replace(asked(_pairs("0", "0")), always=True), asked(_pairs("0", "0")))
    exam = replace(
        exam,
        attempts=2,
        instructions=say("Read all of it."),
        exercises=(replace(exam.exercises[0], pick=1),),
    )
    quiz, said = written(exam)
    about, pool = (e.findtext("info/text") or "" for e in quiz.findall("question")[:2])
    assert '<dd class="examc-attempts">2</dd>' in about
    assert "<p>Read all of it.</p>" in about
    assert '<dt>Questions for each student</dt><dd class="examc-pick">1</dd>' in pool
    assert hints(questions(quiz)[0])["always"] == "true"
    assert sorted(d.code for d in said) == ["X356", "X357", "X358", "X359"]
