"""The package that Canvas imports: its files, its settings, its items, and what is said of losses."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from canvas.support import (
    CHOICE,
    META,
    OPEN,
    RESPONSE,
    Built,
    Q,
    build,
    item_fields,
    texts,
    write_exam,
)
from examc.core.content import Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.model import Exam, questions
from examc.core.records import replace
from examc.core.responses import choose
from examc.files.package import pack, unpack
from examc.files.rendering import TemplateFailure
from examc.formats.canvas import names
from examc.formats.canvas.holds import STATEMENT
from examc.formats.canvas.read import read
from examc.formats.canvas.write import beside, write
from examc.formats.options import Options
from examc.systems.canvas.fromdialect import view
from support import DOT_PNG, shared

IMAGE = {"images/dot.png": DOT_PNG}
CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"


def with_question(**changes: Any) -> Exam:
    """The exam of one open question, changed as no source could say it."""
    exam = build(OPEN).exam
    (question,) = questions(exam)
    exercise = replace(exam.exercises[0], items=(replace(question, **changes),))
    return replace(exam, exercises=(exercise,))


def test_the_statement_answers_every_feature() -> None:
    assert set(STATEMENT) == set(Feature)


# -- files ----------------------------------------------------------------------------------------


def test_the_manifest_names_the_quiz_its_settings_and_the_images() -> None:
    built = build("## 1 pt · open {#q}\n\n![d](images/dot.png)\n", IMAGE)
    manifest = etree.fromstring(built.files["imsmanifest.xml"])
    ident = names.quiz_identifier(built.exam)
    resources = {r.get("identifier"): r for r in manifest.iter(f"{CP}resource")}
    assert resources[ident].get("type") == "imsqti_xmlv1p2"
    named = [file.get("href") for file in manifest.iter(f"{CP}file")]
    assert named == [
        f"{ident}/{ident}.xml",
        f"{ident}/assessment_meta.xml",
        "web_resources/images/dot.png",
    ]
    assert set(named) | {"imsmanifest.xml"} == set(built.files)
    assert resources["image_1"].get("type") == "webcontent"


def test_one_identifier_ties_quiz_settings_and_folder_together() -> None:
    """Canvas passes over settings with another identifier without a word (text2qti #16)."""
    built = build(f"---\ntitle: T\nid: resit-2022\n---\n\n# Part {{#p}}\n\n{OPEN}")
    assessment = built.quiz.find(f"{Q}assessment")
    assert assessment is not None
    ident = assessment.get("ident", "")
    meta = etree.fromstring(built.files[f"{ident}/assessment_meta.xml"])
    assert meta.get("identifier") == ident
    assert meta.tag == f"{META}quiz"
    assert f"{ident}/{ident}.xml" in built.files


def test_identifiers_are_names_that_the_import_leaves_alone() -> None:
    """Canvas' tool renames what does not begin with a letter, and would part quiz and settings."""
    built = build("# Part {#1}\n\n## 1 pt · open {#15880--x}\n\nWhy?\n")
    idents = [item.get("ident", "") for item in built.quiz.iter(f"{Q}item")]
    idents += [section.get("ident", "") for section in built.quiz.iter(f"{Q}section")]
    for ident in idents:
        assert ident[0].isalpha()
        assert "--" not in ident
    assert len(set(idents)) == len(idents)


def test_two_exams_with_the_same_ids_have_different_identifiers() -> None:
    """Else the import of one could overwrite the questions of the other."""
    one, other = (build(f"---\ntitle: {t}\n---\n\n# Part {{#p}}\n\n{OPEN}") for t in ("A", "B"))
    assert one.items[0].get("ident") != other.items[0].get("ident")
    again = build(f"---\ntitle: A\n---\n\n# Part {{#p}}\n\n{OPEN.replace('3', '4')}")
    assert one.items[0].get("ident") == again.items[0].get("ident")


def test_rubrics_stand_beside_the_package() -> None:
    built = build(f"{OPEN}\n### criteria\n\n- {{3}} right\n")
    assert not [name for name in built.files if name.endswith(".csv")]
    assert beside(built.exam)["rubrics.csv"].startswith(b"Rubric Name,Criteria Name,")
    assert beside(build(OPEN).exam) == {}


def test_the_same_exam_gives_the_same_bytes() -> None:
    exam = build(CHOICE + RESPONSE.replace("{#q}", "{#r}")).exam
    assert write_exam(exam).data == write_exam(exam).data


def test_a_quiz_is_valid_by_the_schema_of_qti_1_2() -> None:
    schema = etree.XMLSchema(etree.parse(str(shared("schemas", "qti12", "ims_qtiasiv1p2.xsd"))))
    source = (
        f"# Part {{#p shuffle=questions}}\n\n{CHOICE}\n  > feedback\n\n### feedback\n\nAll\n\n"
        f"# Other {{#o}}\n\n{RESPONSE.replace('{#q}', '{#r}')}\n{OPEN.replace('{#q}', '{#s}')}"
    )
    built = build(source)
    assert schema.validate(built.quiz), schema.error_log


# -- settings -------------------------------------------------------------------------------------


def test_settings_of_the_quiz() -> None:
    front = "---\ntitle: Resit & *more*\nduration: 90\ninstructions: Read $x<y$ first.\n"
    front += "description: For staff.\n---\n\n"
    built = build(f"{front}# P {{#p}}\n\n{CHOICE}\n{OPEN.replace('{#q}', '{#r}')}")
    assert built.meta["title"] == "Resit & *more*"
    assert built.meta["description"] == "<p>Read \\(x&lt;y\\) first.</p>"
    assert built.meta["points_possible"] == "5"
    assert built.meta["time_limit"] == "90"
    assert built.meta["allowed_attempts"] == "1"
    assert built.meta["quiz_type"] == "assignment"
    assert "qmd_timelimit" in etree.tostring(built.quiz).decode()
    assert "time_limit" not in build(OPEN).meta


def test_the_date_is_said_to_be_lost_and_the_duration_is_not() -> None:
    source = f"# P {{#p}}\n\n{OPEN}"
    assert "X302" not in build(f"---\ntitle: T\nduration: 90\n---\n\n{source}").codes()
    dated = build(f"---\ntitle: T\ndate: 2022-02-14\n---\n\n{source}")
    assert dated.said("X302") == "Canvas does not hold the date 2022-02-14"


def test_options_are_shuffled_for_the_whole_quiz_or_not_at_all() -> None:
    other = RESPONSE.replace("{#q}", "{#r shuffle=options}")
    both = CHOICE.replace("{#q}", "{#q shuffle=options}") + other
    assert build(both).meta["shuffle_answers"] == "true"
    assert "X327" not in build(both).codes()
    one = build(CHOICE + other)
    assert one.meta["shuffle_answers"] == "false"
    assert "those of another question do not" in one.said("X327")


def test_an_option_that_keeps_its_place_keeps_all_of_them() -> None:
    built = build(CHOICE.replace("{#q}", "{#q shuffle=options}").replace("{2}", "{2 fixed}"))
    assert built.meta["shuffle_answers"] == "false"
    assert "one of them keeps its place" in built.said("X327")


def test_a_long_title_is_cut_where_canvas_would_fail() -> None:
    built = build(f"---\ntitle: {'x' * 300}\n---\n\n# P {{#p}}\n\n{OPEN}")
    assert built.meta["title"] == "x" * 255
    assert "X334" in built.codes()


# -- exercises ------------------------------------------------------------------------------------


def test_exercises_are_sections_that_begin_with_their_title() -> None:
    built = build(f"# One {{#a}}\n\n{OPEN}\n# Two {{#b}}\n\n{CHOICE.replace('{#q}', '{#r}')}")
    root = next(built.quiz.iter(f"{Q}section"))
    sections = root.findall(f"{Q}section")
    assert [section.get("title") for section in sections] == ["One", "Two"]
    first = sections[1].findall(f"{Q}item")[0]
    assert item_fields(first)["question_type"] == "text_only_question"
    assert texts(first) == ['<h3 class="examc-exercise">Two</h3>']


def test_questions_of_one_worth_are_shuffled_as_a_group() -> None:
    other = OPEN.replace("{#q}", "{#r}")
    built = build(f"# One {{#a shuffle=questions}}\n\n{OPEN}\n{other}")
    group = next(
        s for s in built.quiz.iter(f"{Q}section") if s.find(f"{Q}selection_ordering") is not None
    )
    assert group.findtext(f".//{Q}selection_number") == "2"
    assert group.findtext(f".//{Q}points_per_item") == "3"
    assert len(group.findall(f"{Q}item")) == 2, "a heading in a group would be picked as a question"
    assert "X308" not in built.codes()
    assert [seen.points for seen in built.seen] == [3, 3]


def test_a_long_name_of_a_group_is_cut_where_canvas_would_fail() -> None:
    source = f"# {'x' * 300} {{#a shuffle=questions}}\n\n{OPEN}"
    built = build(source)
    assert built.said("X335").startswith("Canvas cuts the name of the question group off after 255")
    assert [s.get("title") for s in built.quiz.iter(f"{Q}section")][1:] == ["x" * 300, "x" * 255]
    assert not built.seen[0].refused
    assert "X335" not in build(source.replace(" shuffle=questions", "")).codes()


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (OPEN + OPEN.replace("3 pts", "4 pts").replace("{#q}", "{#r}"), "different points"),
        ("## text block {#t}\n\nText\n\n" + OPEN, "text between its questions"),
    ],
)
def test_other_exercises_keep_their_order(inside: str, reason: str) -> None:
    built = build(f"# One {{#a shuffle=questions}}\n\n{inside}")
    assert reason in built.said("X308")
    assert built.quiz.find(f".//{Q}selection_ordering") is None


# -- items ----------------------------------------------------------------------------------------


def test_blocks_become_texts_without_points() -> None:
    built = build(
        "## text block {#t}\n\nText\n\n## image block {#i}\n\n![d](images/dot.png)\n", IMAGE
    )
    assert [item_fields(item)["question_type"] for item in built.items] == [
        "text_only_question"
    ] * 2
    assert [item_fields(item)["points_possible"] for item in built.items] == ["0", "0"]
    (image,) = texts(built.items[1])
    shown = '<img src="$IMS-CC-FILEBASE$/images/dot.png" alt="d"/>'
    assert image == f'<div class="examc-image-block">{shown}</div>'
    assert built.seen == []


def test_each_full_answer_has_marks_of_its_own() -> None:
    built = build(CHOICE.replace("[ ] {0}", "[x] {2}"))
    marks = [
        c for c in built.items[0].iter(f"{Q}respcondition") if c.find(f"{Q}setvar") is not None
    ]
    assert [c.findtext(f".//{Q}varequal") for c in marks] == ["1", "2"]
    assert item_fields(built.items[0])["question_type"] == "multiple_choice_question"
    assert [d.code for d in built.diagnostics] == []


def test_all_right_options_together_have_the_marks_of_a_multiple_response() -> None:
    (condition,) = build(RESPONSE).items[0].iter(f"{Q}respcondition")
    both = condition.find(f"{Q}conditionvar/{Q}and")
    assert both is not None
    assert [etree.QName(e).localname for e in both] == ["varequal", "varequal", "not"]
    assert condition.findtext(f"{Q}setvar") == "100"


def test_nothing_right_has_no_marks_at_all() -> None:
    """Canvas takes the first option that a condition names as right, even inside <not>."""
    source = RESPONSE.replace("[x] {+1}", "[ ] {-1}")
    built = build(source)
    assert list(built.items[0].iter(f"{Q}respcondition")) == []
    assert "no option is right" in built.said("X366")
    assert {built.seen[0].mark(choose({i})) for i in range(3)} == {0}


def shown(built: Built, *chosen: int) -> set[str]:
    """The feedback that a student sees of the first question."""
    return set(built.seen[0].shows(choose(chosen))) - {""}


def test_feedback_on_options_stands_before_the_marks() -> None:
    """A later condition on an option overrules an earlier one, and would make it wrong."""
    built = build(CHOICE.replace("{2} one", "{2} one\n\n  > Right.\n"))
    first, second = built.items[0].iter(f"{Q}respcondition")
    assert [e.get("linkrefid") for e in first.iter(f"{Q}displayfeedback")] == ["1_fb"]
    assert second.find(f"{Q}setvar") is not None
    assert [shown(built, place) for place in range(2)] == [{"Right."}, set()]


def test_feedback_for_full_marks_does_not_become_that_of_the_option() -> None:
    built = build(f"{CHOICE}\n### feedback: correct\n\nYes\n\n### feedback: incorrect\n\nNo\n")
    assert [f.get("ident") for f in built.items[0].iter(f"{Q}itemfeedback")] == [
        "correct_fb",
        "general_incorrect_fb",
    ]
    assert [shown(built, place) for place in range(2)] == [{"Yes"}, {"No"}]


def test_general_feedback_reaches_students() -> None:
    assert shown(build(f"{OPEN}\n### feedback\n\nAll\n")) == {"All"}


def test_feedback_by_result_is_not_shown_on_written_answers() -> None:
    built = build(f"{OPEN}\n### feedback: correct\n\nYes\n")
    assert built.said("X321").endswith("where a person marks")
    assert "X321" not in build(f"{CHOICE}\n### feedback: correct\n\nYes\n").codes()


def test_an_essay_has_no_correct_text() -> None:
    (made,) = build(f"{OPEN}\n### solution\n\nBecause.\n").items
    assert item_fields(made)["question_type"] == "essay_question"
    assert list(made.iter(f"{Q}varequal")) == []
    assert "Because" not in etree.tostring(made).decode()


def test_points_are_decimals() -> None:
    built = build("## 1/3 pt · open {#q}\n\nWhy?\n\n## 2.50 pts · open {#r}\n\nWhy?\n")
    assert [item_fields(item)["points_possible"] for item in built.items] == [
        "0.333333333333333",
        "2.5",
    ]
    assert built.said("X315") == "Canvas keeps the points 1/3 as 0.333333333333333"


def test_a_question_without_a_title_is_named_after_its_exercise() -> None:
    built = build(f"# Cells {{#c}}\n\n{OPEN}\n{OPEN.replace('{#q}', '{#r title=Energy}')}")
    assert [item.get("title") for item in built.items] == ["Cells 1", "Energy"]
    assert "X334" not in built.codes()


def test_a_title_like_the_usual_one_cannot_be_told_from_none() -> None:
    built = write_exam(with_question(title="Part 1"))
    assert "cannot tell the title 'Part 1'" in built.said("X334")


def test_a_long_text_is_replaced_by_canvas() -> None:
    built = build(OPEN.replace("Why?", "why " * 5000))
    assert "16384 are the limit" in built.said("X368")
    assert built.seen[0].refused
    assert "X368" not in build(OPEN.replace("Why?", "why " * 4000)).codes()


def test_formulas_stay_latex_or_become_mathml() -> None:
    source = OPEN.replace("Why?", "Why $x < y$ and $$z$$?")
    (html,) = texts(build(source).items[0])
    assert html == "<p>Why \\(x &lt; y\\) and \\[z\\]?</p>"
    (html,) = texts(build(source, options=Options(math="mathml")).items[0])
    assert '<math alttext="x &lt; y"' in html
    broken = OPEN.replace("Why?", "Why $\\substack{a \\\\ b}$?")
    assert "X346" not in build(broken).codes()


def test_struck_text_passes_the_sanitizer() -> None:
    (html,) = texts(build(OPEN.replace("Why?", "~~no~~")).items[0])
    assert html == "<p><del>no</del></p>"


def test_hostile_text_stays_text() -> None:
    nasty = "\\]\\]> \\<script>alert(1)\\</script> &amp;amp; \\<!-- -->"
    built = build(OPEN.replace("Why?", nasty))
    (html,) = texts(built.items[0])
    assert html == ("<p>]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &lt;!-- --&gt;</p>")


def test_a_character_that_xml_cannot_hold_is_an_error() -> None:
    bad, report = with_question(prompt=(Paragraph((Text("a\x07"),)),)), Report()
    assert write(bad, {}, Options(), report) is None
    assert [d.message for d in report.diagnostics if d.code == "X381"] == [
        "Canvas cannot hold the character U+0007, for which XML has no place"
    ]


def test_an_identifier_that_is_too_long_is_said() -> None:
    built = write_exam(with_question(id="a" * 200))
    assert "needs another identifier" in built.said("X329")
    assert len(built.items[0].get("ident", "")) < 200


def test_a_template_that_makes_no_xml_is_an_error_of_the_template(tmp_path: Path) -> None:
    (tmp_path / "canvas").mkdir()
    (tmp_path / "canvas" / "quiz.xml.j2").write_text("<a>{{ quiz.title }}")
    exam, options = build(OPEN).exam, Options(templates=str(tmp_path))
    with pytest.raises(TemplateFailure, match="makes no XML"):
        write(exam, {}, options, Report())


def test_losses_name_their_place_and_target() -> None:
    built = build(f"{OPEN}\n### for graders\n\nBe mild.\n")
    (loss,) = [d for d in built.diagnostics if d.code == "X325"]
    assert (loss.where, loss.target) == ("exercise 1 › question 1", "canvas")


# -- images ---------------------------------------------------------------------------------------


def test_images_stand_where_exports_of_canvas_have_them() -> None:
    built = build(OPEN.replace("Why?", "Why ![d](images/dot.png)?"), IMAGE)
    assert built.files["web_resources/images/dot.png"] == DOT_PNG
    assert 'src="$IMS-CC-FILEBASE$/images/dot.png"' in texts(built.items[0])[0]
    (seen,) = view(built.data).questions
    assert seen.images == (DOT_PNG,)


def test_images_at_the_root_as_before_are_found_too() -> None:
    """As 0.1.0 wrote them, below an address with `%24` for `$`."""
    built = build(OPEN.replace("Why?", "Why ![d](images/dot.png)?"), IMAGE)
    before = pack(
        {
            name.removeprefix("web_resources/"): data
            if name.endswith(".png")
            else data.replace(b"$IMS-CC-FILEBASE$", b"%24IMS-CC-FILEBASE%24").replace(
                b"web_resources/", b""
            )
            for name, data in built.files.items()
        }
    )
    assert "images/dot.png" in unpack(before)
    assert read("a.zip", before, Report()) == read("a.zip", built.data, Report())
    assert read("a.zip", before, Report())[1] == IMAGE
    (seen,) = view(before).questions
    assert seen.images == (DOT_PNG,)
