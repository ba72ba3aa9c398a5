"""The further kinds read: our own files up to what was said, those of others as Canvas marks them."""

from fractions import Fraction

import pytest

from canvas.support import export, import_items, import_zip, quiz, write_exam
from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Numeric,
    Ordering,
    Program,
    Rule,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.content import GapRef, Paragraph, Text, joined
from examc.core.keys import Match, OrderRule
from examc.core.model import Exam, Exercise, Item, Question, TextBlock, questions
from examc.core.records import replace
from examc.core.responses import choose, does, filled, typed
from examc.core.schemes import Order, award, meant
from examc.systems.canvas.fromdialect import view
from examc.systems.comparing import compare
from examc.systems.newquizzes.fromcanvas import view as newquizzes
from qti21 import kinds
from support import shared
from systems.test_canvas_kinds import BOX, condition, ends, equal, fed, item, options

EVERY = pytest.mark.parametrize(
    "question", [pytest.param(kinds.asked(a), id=name) for name, a in kinds.ANSWERS.items()]
)
NEW_KEEPS = {"X313", "X352"}
"""Codes of rules that New Quizzes have, so that the file holds them."""
LEFT_OUT = ("nothing accepted", "gap that earns nothing", "kprim of one row")


def _asked(question: Question) -> Question:
    """The question with its texts as a reader has them."""
    prompt = tuple(
        Paragraph(joined(block.content)) if isinstance(block, Paragraph) else block
        for block in question.prompt
    )
    return replace(question, prompt=prompt)


def _again(exam: Exam) -> tuple[Exam, list[str]]:
    again, _, report = import_zip(write_exam(exam).data)
    assert again is not None
    return again, [d.code for d in report.diagnostics]


def _only(exam: Exam) -> Question:
    (question,) = questions(exam)
    return question


# -- our own files --------------------------------------------------------------------------------


@EVERY
def test_what_is_read_is_what_canvas_marks(question: Question) -> None:
    made = write_exam(kinds.exam(question))
    exam, _ = _again(made.exam)
    if not list(questions(exam)):
        assert question in [kinds.asked(kinds.ANSWERS[name]) for name in LEFT_OUT]
        return
    (seen,) = made.seen
    again = _only(exam)
    if isinstance(meant(again), Order) or getattr(meant(again), "rule", Rule.SUM) is not Rule.SUM:
        (seen,) = newquizzes(made.data).questions
    assert seen.scheme is not None
    off = [d for d in compare(again, seen.scheme).deviations if d.awarded is not None]
    # blanks inside a text count in Canvas, and what is no number may be 0 there
    assert all("  " in does(d.response) or _counts_0(again) for d in off), off


def _counts_0(question: Question) -> bool:
    """Whether what is no number earns marks in Canvas."""
    answer = question.answer
    return isinstance(answer, Numeric) and any(one.low <= 0 <= one.high for one in answer.accepted)


@EVERY
def test_what_nothing_was_said_of_is_read_as_it_was(question: Question) -> None:
    made = write_exam(kinds.exam(question))
    exam, said = _again(made.exam)
    if made.codes() in ([], ["X360"]):
        assert said == []
        assert _only(exam) == _asked(question)
    elif list(questions(exam)) and not NEW_KEEPS.issuperset(made.codes()):
        assert _only(exam) != question


@EVERY
def test_a_second_writing_gives_the_same_bytes(question: Question) -> None:
    exam, _ = _again(kinds.exam(question))
    first = write_exam(exam)
    second, _ = _again(exam)
    assert second == exam
    assert write_exam(second).data == first.data


def test_code_and_files_are_read_back() -> None:
    code = kinds.asked(Program(language="python", start="def f():\n    return 1 < 2"))
    files = kinds.asked(Upload(most=2, types=(".py", ".pdf")), own="q2")
    anything = kinds.asked(Upload(most=None), own="q3")
    exam, said = _again(kinds.exam(code, files, anything))
    answers = [question.answer for question in questions(exam)]
    assert answers == [code.answer, files.answer, anything.answer]
    assert said == []


def test_a_pool_is_read_back_with_its_texts() -> None:
    true = kinds.asked(kinds.ANSWERS["true"])
    block = TextBlock(id="t", content=kinds.text("Read."))
    items: tuple[Item, ...] = (block, true, replace(true, id="q2"), replace(true, id="q3"))
    pool = Exercise(id="e", title="Part", items=items, pick=2)
    exam = replace(kinds.exam(), exercises=(pool,), attempts=1, instructions=kinds.text("Begin."))
    again, said = _again(exam)
    assert said == []
    assert again.exercises == exam.exercises
    assert (again.attempts, again.instructions) == (1, exam.instructions)
    silent, _ = _again(replace(exam, attempts=None))
    assert silent.attempts is None


# -- files of others ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples() -> Exam:
    """The measured samples as an exam."""
    exam, _, report = import_zip(shared("samples", "kinds", "canvas", "kinds12.zip").read_bytes())
    assert exam is not None
    assert {d.code for d in report.diagnostics} == {"R545", "R529", "R530"}
    return exam


def test_every_kind_of_the_samples_is_read_as_it_is_marked(samples: Exam) -> None:
    found = view(shared("samples", "kinds", "canvas", "kinds12.zip").read_bytes())
    seen = {seen.name: seen for seen in found.questions if seen.scheme is not None}
    read = {question.id: question for question in questions(samples)}
    assert seen.keys() - read.keys() == {"calc", "calc_pct"}
    for name in seen.keys() & read.keys():
        scheme = seen[name].scheme
        assert scheme is not None
        assert not compare(read[name], scheme).deviations or name == "num_prec", name


def test_a_formula_question_is_a_pool_of_its_sets(samples: Exam) -> None:
    pools = {e.title: e for e in samples.exercises if e.pick == 1}
    assert list(pools) == ["calc", "calc_pct"]
    first, second = pools["calc"].items
    assert isinstance(first, Question)
    assert isinstance(second, Question)
    assert first.prompt == kinds.text("3 + 4?")
    marks = [award(meant(first), typed(text)) for text in ("7", "7.5", "7.6")]
    assert marks == [2, 2, 0]
    assert isinstance(second.answer, Numeric)
    assert second.answer.accepted[0].written == "12 ± 0.5"


def test_groups_are_pools(samples: Exam) -> None:
    pool = samples.exercises[-1]
    assert (pool.pick, len(pool.items)) == (2, 3)
    assert {getattr(question, "points", None) for question in pool.items} == {Fraction(3, 2)}


def test_the_dialect_of_new_quizzes() -> None:
    data = shared("samples", "kinds", "canvas", "kinds12nq.zip").read_bytes()
    exam, _, report = import_zip(data)
    assert exam is not None
    read = {question.id: question.answer for question in questions(exam)}
    choice, several, match = read["sc_points"], read["mr_aon"], read["match_aon"]
    assert isinstance(choice, Choice)
    assert [option.points for option in choice.options] == [2, Fraction(3, 2), 0]
    assert isinstance(several, Choice)
    assert isinstance(match, Matching)
    assert several.scoring.rule is match.scoring.rule is Rule.ALL_OR_NOTHING
    filled, order = read["fib"], read["order"]
    assert isinstance(filled, FillIn)
    keys = [gap.key for gap in filled.gaps]
    assert [key.accepted[0].match for key in keys if isinstance(key, ShortAnswer)] == [
        Match.PATTERN,
        Match.TEXT,
    ]
    assert isinstance(order, Ordering)
    assert order.rule is OrderRule.ALL_OR_NOTHING
    left_out = [d.message for d in report.diagnostics if d.code == "R514"]
    assert ["categorization" in left_out[0], "hot_spot" in left_out[1]] == [True, True]


def _read(inside: str) -> tuple[Question, list[str]]:
    exam, report = import_items(inside)
    return _only(exam), [d.code for d in report.diagnostics if d.code != "R530"]


def test_digits_that_are_cut_are_told() -> None:
    tests = f"<or>{equal('3.14')}<and>{ends('3.135', '3.145', 'vargt')}</and></or>"
    question, said = _read(item("numerical_question", BOX, condition(tests, share="100")))
    assert isinstance(question.answer, Numeric)
    assert question.answer.accepted[0].written == "3.14 (3 digits)"
    assert said == ["R545"]


def test_a_number_that_is_none_is_told() -> None:
    made = item("numerical_question", BOX, condition(equal("many"), share="100"))
    exam, _, report = import_zip(export({"iq/iq.xml": quiz(made)}))
    assert exam is None
    (message,) = [d.message for d in report.diagnostics if d.code == "R514"]
    assert "'many' is compared as a number" in message


def test_gaps_stand_where_their_names_stood_and_else_behind_the_text() -> None:
    lists = options("response_x", "x", ("1", "one")) + options("response_y z", "y z", ("2", "two"))
    made = item("fill_in_multiple_blanks_question", lists, "")
    made = made.replace(">?<", '>&lt;p title="[x]"&gt;An [x], [x] and [w].&lt;/p&gt;<')
    question, said = _read(made)
    assert isinstance(question.answer, FillIn)
    assert [gap.id for gap in question.answer.gaps] == ["x", "gap2"]
    assert question.prompt == (
        Paragraph((Text("An "), GapRef("x"), Text(", [x] and [w]."))),
        Paragraph((Text("gap2: "), GapRef("gap2"))),
    )
    assert said == ["R413"]


NUMBER = "0a1b2c3d-0000-4000-8000-00000000000"


def _new_quizzes(kind: str, reuse: str) -> str:
    """Two gaps that are named by numbers, in whose lists the right words stand."""
    said = f'scoring_algorithm="TextEquivalence" answer_type="{kind}" allow_reuse="{reuse}" ident='
    lists = "".join(
        options(f"response_{NUMBER}{own}", right, ("p", "wine"), ("w", "water"))
        for own, right in (("1", "wine"), ("2", "water"))
    )
    tests = "".join(
        condition(equal(word, f"response_{NUMBER}{own}"), share="50")
        for own, word in (("1", "p"), ("2", "w"))
    )
    made = item("fill_in_multiple_blanks_question", lists, tests)
    made = made.replace("<response_label ident=", f"<response_label {said}")
    return made.replace(">?<", f">In [{NUMBER}1] is truth, in [{NUMBER}2] is health.<")


@pytest.mark.parametrize(
    ("kind", "reuse", "told"),
    [("dropdown", "false", []), ("wordbank", "true", []), ("wordbank", "false", ["R559"])],
)
def test_a_word_of_a_list_is_right_in_the_gap_that_a_condition_names(
    kind: str, reuse: str, told: list[str]
) -> None:
    """Every word of a bank was taken as right in each gap, and no gap was found in the text."""
    made = _new_quizzes(kind, reuse)
    question, said = _read(made)
    assert said == told
    assert isinstance(question.answer, FillIn)
    keys = [gap.key for gap in question.answer.gaps]
    assert [isinstance(key, Choice) and [o.correct for o in key.options] for key in keys] == [
        [True, False],
        [False, True],
    ]
    (block,) = question.prompt
    assert isinstance(block, Paragraph)
    assert [node for node in block.content if isinstance(node, GapRef)] == [
        GapRef("gap1"),
        GapRef("gap2"),
    ]
    (seen,) = newquizzes(export({"iq/iq.xml": quiz(made)})).questions
    chosen = [[choose([one]), choose([other])] for one in (0, 1) for other in (0, 1)]
    marks = [award(meant(question), filled(parts)) for parts in chosen]
    assert marks == [seen.mark(filled(parts)) for parts in chosen] == [1, 2, 0, 1]
    assert not seen.faults


def test_how_new_quizzes_compare_a_gap_is_kept_or_told() -> None:
    lists = options("response_x", "x", ("1", "Paris"), ("2", "(a")).replace(
        'ident="1"', 'ident="1" scoring_algorithm="TextCloseEnough"'
    )
    lists = lists.replace('ident="2"', 'ident="2" scoring_algorithm="TextRegex"')
    question, said = _read(item("fill_in_multiple_blanks_question", lists, ""))
    assert isinstance(question.answer, FillIn)
    key = question.answer.gaps[0].key
    assert isinstance(key, ShortAnswer)
    assert [(one.text, one.match) for one in key.accepted] == [
        ("Paris", Match.TEXT),
        ("(a", Match.TEXT),
    ]
    assert said.count("R545") == 2


def test_feedback_of_a_text_a_number_and_a_pair_finds_its_place() -> None:
    note = fed("7_fb", "note")
    short = condition(equal("a"), link="7_fb") + condition(equal("a") + equal("b"), share="100")
    number = condition(ends("1", "2"), share="100", link="7_fb")
    for kind, tests in (("short_answer_question", short), ("numerical_question", number)):
        question, _ = _read(item(kind, BOX, tests, more=note))
        assert isinstance(question.answer, ShortAnswer | Numeric)
        assert question.answer.accepted[0].feedback == kinds.text("note")
    right = equal("8", "response_1")
    tests = condition(right, share="50") + condition(f"<not>{right}</not>", link="7_fb")
    tests += condition(equal("9", "response_2"), share="50")
    lists = "".join(options(f"response_{left}", left, ("8", "A"), ("9", "B")) for left in "12")
    question, _ = _read(item("matching_question", lists, tests, more=note))
    assert isinstance(question.answer, Matching)
    assert [pair.feedback for pair in question.answer.pairs] == [kinds.text("note"), ()]


def test_a_true_or_false_in_another_order_is_turned() -> None:
    lists = options("response1", "", ("1", "False"), ("2", "True"))
    tests = condition(equal("1"), share="100")
    question, _ = _read(item("true_false_question", lists, tests))
    assert isinstance(question.answer, TrueFalse)
    assert [option.points for option in question.answer.options] == [0, 2]


def test_one_set_of_numbers_is_a_question_where_it_stands() -> None:
    sets = '<var_set><var name="a">&lt;3</var><answer>7</answer></var_set>'
    extension = f"<itemproc_extension><calculated><var_sets>{sets}</var_sets></calculated></itemproc_extension>"
    made = item("calculated_question", BOX, "", more=extension).replace(">?<", ">[a]?<")
    data = export({"iq/iq.xml": quiz(made)})
    exam, _, report = import_zip(data)
    assert exam is not None
    question = _only(exam)
    assert question.prompt == kinds.text("<3?")
    assert exam.exercises[0].pick is None
    assert [d.code for d in report.diagnostics] == ["R530"]


def _of_ilias(asked: str, tests: str) -> str:
    return item("", asked, tests).replace("question_type", "QUESTIONTYPE")


_ORDER = options("OQT", "", ("a", "first"), ("b", "then")).replace(
    'ident="OQT"', 'ident="OQT" rcardinality="Ordered"'
)
_STATEMENTS = options("MCMR", "", ("0", "yes"), ("1", "no")).replace(
    'ident="MCMR"', 'ident="MCMR" rcardinality="Multiple"'
)
_SUBSET = '<varsubset respident="response1">a</varsubset>'


@pytest.mark.parametrize(
    ("asked", "tests"),
    [
        (_ORDER, condition(equal("0", "OQT"), share="1")),
        (_STATEMENTS, condition(f"<and>{equal('1', '0')}{equal('0', '1')}</and>", share="1")),
        (BOX, condition(_SUBSET, share="1")),
    ],
    ids=["order", "statements", "some of several texts"],
)
def test_what_only_looks_like_options_or_an_essay_is_left_out(asked: str, tests: str) -> None:
    """An order became options of which none is right, statements became options that all are."""
    exam, report = import_items(_of_ilias(asked, tests), item("essay_question", BOX, ""))
    assert _only(exam).answer == Written()
    (told,) = [d.message for d in report.diagnostics if d.code == "R514"]
    assert "of an unknown kind is left out" in told


def test_options_of_ilias_are_read() -> None:
    tests = condition(equal("0", "MCMR"), share="0") + condition(equal("1", "MCMR"), share="1")
    single = _STATEMENTS.replace("Multiple", "Single")
    question, _ = _read(_of_ilias(single, tests))
    assert isinstance(question.answer, Choice)
    assert [option.correct for option in question.answer.options] == [False, True]


@pytest.mark.parametrize(
    ("rule", "marks"), [("0", [0, 0, 0, 2]), ("1", [1, 0, 0, 2]), ("", [1, 0, 0, 2])]
)
def test_wrong_options_that_brightspace_counts_are_not_right(rule: str, marks: list[int]) -> None:
    """They were read as right ones, since both counts go up by 1."""
    counted = (("a", "D2L_Correct"), ("b", "D2L_Correct"), ("c", "D2L_Incorrect"))
    tests = "".join(
        condition(equal(own, "r"), share="1").replace('"SCORE"', f'"{variable}"')
        for own, variable in counted
    )
    asked = options("r", "", *((own, own) for own, _ in counted))
    asked = asked.replace('ident="r"', 'ident="r" rcardinality="Multiple"')
    more = f"<response_extension><grading_type>{rule}</grading_type></response_extension>"
    made = item("", asked + more, tests).replace("question_type", "qmd_questiontype")
    question, said = _read(made)
    assert said == ["R545"]
    given = [(0,), (2,), (0, 2), (0, 1)]
    assert [award(meant(question), choose(places)) for places in given] == marks
