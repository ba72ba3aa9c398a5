"""The further kinds in Canvas' dialect: how they are written, and that a build tells what is found."""

from fractions import Fraction

import pytest
from lxml import etree

from canvas.support import Built, Q, build, item_fields, write_exam
from examc.core.answers import Program, Upload
from examc.core.content import GapRef, Paragraph, Text
from examc.core.diagnostics import Diagnostic
from examc.core.model import Exercise, Question, TextBlock
from examc.core.records import replace
from examc.core.responses import filled, typed
from examc.proof.verify import Cell, Verdict, prove
from examc.systems.canvas.marks import NAME
from examc.systems.marking import is_of_marks
from examc.systems.newquizzes.marks import NAME as NEW_QUIZZES
from examc.systems.table import SYSTEMS, System
from qti21 import kinds

CLASSIC, NEW = (
    tuple(s for s in SYSTEMS if s.target == "canvas" and s.name == name)
    for name in (NAME, NEW_QUIZZES)
)
EVERY = pytest.mark.parametrize(
    "question", [pytest.param(kinds.asked(a), id=name) for name, a in kinds.ANSWERS.items()]
)


def written(answer: str) -> Built:
    """The package of a question with an answer of that name."""
    return write_exam(kinds.exam(kinds.asked(kinds.ANSWERS[answer])))


def proved(made: Built, systems: tuple[System, ...] = CLASSIC) -> Cell:
    """What Canvas Classic, or New Quizzes, makes of the one question."""
    ((_, cell),) = prove(made.exam, {"canvas": made.data}, systems).cells()
    return cell


def told(made: Built, system: str = NAME) -> list[Diagnostic]:
    """What is said of marks in Canvas Classic, or in New Quizzes."""
    return [d for d in made.diagnostics if d.system == system and is_of_marks(d)]


def conditions(made: Built) -> list[str]:
    """The conditions of the one question, without white space between elements."""
    found = []
    for condition in made.items[0].iter(f"{Q}respcondition"):
        text = etree.tostring(condition, encoding="unicode").replace(f' xmlns="{Q[1:-1]}"', "")
        found.append("".join(line.strip() for line in text.splitlines()))
    return found


# -- the law --------------------------------------------------------------------------------------


@pytest.mark.parametrize("systems", [CLASSIC, NEW], ids=["classic", "new"])
@EVERY
def test_a_build_tells_what_is_found(question: Question, systems: tuple[System, ...]) -> None:
    made = write_exam(kinds.exam(question))
    cell = proved(made, systems)
    assert cell.verdict is not Verdict.REFUSED, cell.words()
    said = {d.message for d in told(made, systems[0].name) if d.code != "X366"}
    assert said == {fact.message for fact in cell.facts}
    assert all(d.help for d in told(made))


@pytest.mark.parametrize("systems", [CLASSIC, NEW], ids=["classic", "new"])
@EVERY
def test_what_is_lost_is_told(question: Question, systems: tuple[System, ...]) -> None:
    made = write_exam(kinds.exam(question))
    codes = {d.code for d in made.diagnostics if d.system in ("", systems[0].name)}
    for label in proved(made, systems).lost:
        if label.startswith("feedback on") and systems is NEW and "X369" in codes:
            continue
        if label.startswith("feedback on"):
            assert "X375" in codes, label
        else:
            assert label == "the texts of what can be chosen"
            assert "X350" in codes


@EVERY
def test_what_is_written_is_as_it_was(question: Question) -> None:
    made = write_exam(kinds.exam(question))
    assert write_exam(kinds.exam(question)).data == made.data
    item = made.items[0]
    responses = {e.get("ident") for e in item.iter(f"{Q}response_lid", f"{Q}response_str")}
    assert {e.get("respident") for e in item.iter(f"{Q}varequal")} <= responses
    links = {e.get("linkrefid") for e in item.iter(f"{Q}displayfeedback")}
    present = [e.get("ident") for e in item.iter(f"{Q}itemfeedback")]
    assert links <= set(present)
    assert len(present) == len(set(present))


@pytest.mark.parametrize("name", ["order", "pairs, all or nothing", "matrix, all or nothing"])
def test_new_quizzes_have_a_rule_that_the_older_ones_have_not(name: str) -> None:
    made = written(name)
    assert told(made)
    assert not told(made, NEW_QUIZZES)
    assert item_fields(made.items[0])["scoring_algorithm"] == "AllOrNothing"


# -- typed answers --------------------------------------------------------------------------------


def test_a_number_has_both_ends_and_the_margin() -> None:
    assert conditions(written("number"))[1] == (
        '<respcondition continue="No"><conditionvar><or>'
        '<varequal respident="response1" margintype="absolute" margin="0.01">9.81</varequal>'
        '<and><vargte respident="response1">9.8</vargte>'
        '<varlte respident="response1">9.82</varlte></and></or></conditionvar>'
        '<setvar action="Set" varname="SCORE">100</setvar></respcondition>'
    )


def test_an_exact_number_has_both_ends_too() -> None:
    text = conditions(written("whole number"))[1]
    assert '<varequal respident="response1">42</varequal>' in text
    assert '<vargte respident="response1">42</vargte>' in text
    assert '<varlte respident="response1">42</varlte>' in text


def test_a_range_that_is_no_decimal_is_rounded_outward() -> None:
    made = written("third")
    assert "<varequal" not in "".join(conditions(made))
    assert [d.message for d in made.diagnostics if d.code == "X348"] == [
        "Canvas rounds the lowest number 997/3000 outward, to 0.332333333333333",
        "Canvas rounds the highest number 1003/3000 outward, to 0.334333333333334",
    ]


@pytest.mark.parametrize(
    ("heading", "answers", "codes"),
    [
        ("numeric", "- 0 ± 1", ["X348"]),
        ("numeric", "- 5 ± 1", []),
        ("numeric", "- 5 ± 1\n- {1} 7", ["X373"]),
        ("numeric", "- 5 ± 1\n- {-1} 7", []),
        ("short answer", "- Paris\n- Rome", []),
        ("short answer", "- New York", ["X376"]),
        ("short answer", "- {contains} paris", ["X376"]),
        ("short answer", "- {pattern} `colou?r`", []),
        ("short answer", "- {pattern} `a+`", ["X376"]),
        ("short answer", "- Paris\n- {1} Lutetia", ["X373"]),
    ],
)
def test_what_is_said_of_marks(heading: str, answers: str, codes: list[str]) -> None:
    made = build(f"## 2 pts · {heading} {{#q}}\n\nWhat?\n\n### answer\n\n{answers}\n")
    assert [d.code for d in told(made)] == codes


def test_a_pattern_of_few_texts_is_written_out() -> None:
    made = written("pattern")
    texts = [e.text for e in made.items[0].iter(f"{Q}varequal")]
    well = ["color", "colors", "coloring", "colour", "colours", "colouring"]
    assert set(well) <= set(texts)
    shown = {text: made.seen[0].shows(typed(text)) for text in ("COLOUR", "coloring", "red")}
    assert ["Well." in shown[text] for text in shown] == [True, True, False]


def test_feedback_of_the_same_answer_is_written_once() -> None:
    made = written("pattern")
    notes = [e.get("ident") for e in made.items[0].iter(f"{Q}itemfeedback")]
    assert notes == ["general_fb", "correct_fb", "general_incorrect_fb", "1_fb"]


def test_a_unit_stands_below_the_prompt() -> None:
    made = written("number")
    assert made.seen[0].stem == "Answer this.… m/s²"
    assert [d.severity.value for d in made.diagnostics if d.code == "X360"] == ["note"]


# -- gaps -----------------------------------------------------------------------------------------


def test_gaps_that_are_all_drop_downs_stay_so() -> None:
    made = written("one drop-down")
    assert item_fields(made.items[0])["question_type"] == "multiple_dropdowns_question"
    assert made.seen[0].parts[0].choices == ("a", "b")
    assert not told(made)


def test_beside_a_box_a_drop_down_is_one_as_well() -> None:
    made = written("gaps")
    assert item_fields(made.items[0])["question_type"] == "fill_in_multiple_blanks_question"
    seen = made.seen[0]
    assert seen.mark(filled([typed("paris"), typed("2.1"), typed("seine")])) == 2
    assert "[g1]" not in (seen.stem or "")
    assert "million" in (seen.stem or "")
    assert "X350" in made.codes()


def test_feedback_on_a_drop_down_that_is_typed_is_told_as_it_is_shown() -> None:
    made = build(
        "## 2 pts · fill in {#q}\n\nIt is [[a]] and [[b]].\n\n### answer: a\n\n- {1} one\n\n"
        "### answer: b\n\n- [x] {1} up\n\n  > Well.\n\n- [ ] {0} down\n\n  > Look again.\n"
    )
    (shown,) = made.items[0].iter(f"{Q}itemfeedback")
    assert [e.text for e in shown.iter(f"{Q}mattext")] == ["<p>Well.</p>"]
    assert [d.message for d in made.diagnostics if d.code == "X375"] == [
        "Canvas shows feedback on this option to those who type it",
        "Canvas does not show feedback on an option that it does not accept",
    ]


def test_a_gap_is_called_otherwise_where_its_name_is_a_text() -> None:
    prompt = (Paragraph((Text("See [g1]: "), GapRef("g1"), Text("."))),)
    question = replace(kinds.asked(kinds.ANSWERS["one gap"]), prompt=prompt)
    made = write_exam(kinds.exam(question))
    lists = [e.get("ident") for e in made.items[0].iter(f"{Q}response_lid")]
    assert lists == ["response_g1_2"]
    assert made.seen[0].stem == "See [g1]:  ."
    assert "calls the gap 'g1' 'g1_2'" in made.said("X350")


# -- left and right sides -------------------------------------------------------------------------


def test_no_two_sides_have_the_same_number() -> None:
    made = written("pairs")
    item = made.items[0]
    lefts = [e.get("ident") for e in item.iter(f"{Q}response_lid")]
    rights = [e.get("ident") for e in item.iter(f"{Q}response_label")]
    assert lefts == ["response_1", "response_2", "response_3"]
    assert rights == ["4", "5", "6", "7"] * 3
    assert {e.get("texttype") for e in item.iter(f"{Q}mattext")} == {"text/html", "text/plain"}


def test_places_are_matched_with_items() -> None:
    made = written("order by place")
    seen = made.seen[0]
    assert [part.label for part in seen.parts] == ["1", "2", "3", "4"]
    assert seen.labels == ("w", "x", "y", "z")
    assert not told(made)
    assert [d.code for d in told(written("order"))] == ["X352"]


# -- what a person marks --------------------------------------------------------------------------


def test_files_have_no_conditions_and_keep_their_types() -> None:
    answer = Upload(fewest=1, most=2, types=(".py", ".pdf"))
    made = write_exam(kinds.exam(kinds.asked(answer)))
    item = made.items[0]
    assert item_fields(item)["question_type"] == "file_upload_question"
    assert not list(item.iter(f"{Q}resprocessing", f"{Q}response_str"))
    (presentation,) = item.iter(f"{Q}presentation")
    assert presentation.get("allowed_types") == "py,pdf"
    assert presentation.get("files_count") == "2"
    assert proved(made).lost == (
        "feedback for full marks",
        "feedback for less than full marks",
    )
    assert {"X377", "X321"} <= set(made.codes())


def test_code_begins_below_the_prompt() -> None:
    answer = Program(language="python", start="def f():\n    ...")
    made = write_exam(kinds.exam(kinds.asked(answer)))
    assert "def f():\n    ..." in (made.seen[0].stem or "")
    assert "X378" in made.codes()
    assert item_fields(made.items[0])["examc_kind"] == "code python"


# -- the quiz -------------------------------------------------------------------------------------


def test_a_pool_is_a_group_behind_its_texts() -> None:
    source = (
        "# Trees {#trees pick=1}\n\nRead this.\n\n## 2 pts · true/false {#a answer=true}\n\nA.\n\n"
        "## 2 pts · true/false {#b answer=false}\n\nB.\n\n"
        "## text block {#t}\n\nRead that.\n\n## 2 pts · true/false {#c answer=true}\n\nC.\n"
    )
    made = build(source)
    sections = {e.get("title") or "": e for e in made.quiz.iter(f"{Q}section")}
    assert [seen.drawn for seen in made.seen] == [(1, 3)] * 3
    assert made.meta["points_possible"] == "2"
    assert len(list(sections["Trees"].iter(f"{Q}item"))) == 3
    assert "before the questions of which some are drawn" in made.said("X330")
    proof = prove(made.exam, {"canvas": made.data}, CLASSIC)
    assert {cell.verdict for _, cell in proof.cells()} == {Verdict.SAME}


@pytest.mark.parametrize(("language", "name"), [("en", "Text"), ("nl", "Tekst"), ("pl", "Text")])
def test_a_block_has_a_name_in_the_language_of_the_exam(language: str, name: str) -> None:
    block = TextBlock(id="t", content=kinds.text("Lees dit."))
    exam = replace(kinds.exam(block, kinds.asked(kinds.ANSWERS["true"])), language=language)
    assert name in [item.get("title") for item in write_exam(exam).items]


def test_a_group_that_draws_others_than_meant_is_refused() -> None:
    question = kinds.asked(kinds.ANSWERS["true"])
    items = (question, replace(question, id="q2"))
    pool = Exercise(id="e", title="Part", items=items, pick=1)
    made = write_exam(replace(kinds.exam(), exercises=(pool,)))
    all_of_them = replace(made.exam, exercises=(replace(pool, pick=None),))
    cells = [cell for _, cell in prove(all_of_them, {"canvas": made.data}, CLASSIC).cells()]
    assert [cell.reason for cell in cells] == ["students see 1 of 2 questions of its group"] * 2


def test_attempts_and_instructions_are_settings_of_the_quiz() -> None:
    exam = replace(kinds.exam(), attempts=2, instructions=kinds.text("Begin."))
    made = write_exam(exam)
    assert made.meta["allowed_attempts"] == "2"
    assert made.meta["description"] == "<p>Begin.</p>"
    assert Fraction(made.meta["points_possible"]) == 0
