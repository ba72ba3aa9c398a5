"""Tests and manifests of other systems: sections, weights, times, metadata, what is left out."""

import io
import zipfile
from fractions import Fraction

import pytest

from examc.core.content import plain
from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import ChoiceQuestion, Exam, TextBlock, questions
from examc.files.package import pack
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.formats.qti21.read import read
from qti21.foreign import (
    MAP,
    SCORE,
    assessment,
    body,
    choices,
    item,
    package,
    read_files,
    reference,
    response,
    score,
    section,
)
from support import choice_question, exam_of


def question(name: str, points: str = "2") -> bytes:
    """An item whose options A and B are worth a point each, and C costs one."""
    declared = response("A B", "A=1 B=1 C=-1 lowerBound:0") + (score(points) if points else SCORE)
    return item(declared + body(choices()) + MAP, identifier=name, title=f"Title of {name}")


def items(*names: str) -> dict[str, bytes]:
    """Files with items."""
    return {f"{name}.xml": question(name) for name in names}


def read_test(
    sections: str, *names: str, more: str = "", attributes: str = ""
) -> tuple[Exam, list[Diagnostic]]:
    """Read a folder with a test and items."""
    files = items(*(names or ("a", "b", "c")))
    exam, _, found = read_files(
        {**files, "test.xml": assessment(sections, more=more, attributes=attributes)}
    )
    assert exam is not None
    return exam, found


def outline(exam: Exam) -> list[tuple[str, str, list[str]]]:
    """Id, title and the ids of the items of every exercise."""
    return [(e.id, e.title, [item.id for item in e.items]) for e in exam.exercises]


def codes(found: list[Diagnostic]) -> list[str]:
    """The codes of diagnostics."""
    return [diagnostic.code for diagnostic in found]


# -- sections -----------------------------------------------------------------------------------


def test_sections_are_exercises() -> None:
    first = section(reference("a") + reference("b"), identifier="S1", title="One")
    second = section(reference("c"), identifier="S2", title="Two")
    exam, found = read_test(first + second)
    assert outline(exam) == [("S1", "One", ["a", "b"]), ("S2", "Two", ["c"])]
    assert (exam.title, exam.id) == ("A test", "T")
    assert found == []


def test_a_section_of_sections_is_parted() -> None:
    inner = section(reference("a"), identifier="S1", title="One")
    inner += section(reference("b") + reference("c"), identifier="S2", title="Two")
    exam, found = read_test(section(inner, identifier="S", title="All"))
    assert outline(exam) == [("S1", "One", ["a"]), ("S2", "Two", ["b", "c"])]
    assert codes(found) == ["R528"]
    assert "'All'" in found[0].message


def test_a_section_among_items_joins_them() -> None:
    inner = section(reference("b"), identifier="S2", title="Two")
    exam, found = read_test(section(reference("a") + inner + reference("c")))
    assert outline(exam) == [("S", "A section", ["a", "b", "c"])]
    assert codes(found) == ["R528"]
    assert (found[0].where, "'Two'" in found[0].message) == ("exercise 1", True)


def test_several_parts_of_a_test() -> None:
    part = (
        "</testPart><testPart identifier='p2' navigationMode='linear' submissionMode='individual'>"
    )
    sections = section(reference("a"), identifier="S1") + part
    exam, found = read_test(sections + section(reference("b"), identifier="S2"), "a", "b")
    assert [own for own, _, _ in outline(exam)] == ["S1", "S2"]
    assert codes(found) == ["R528"]


def test_a_section_in_a_file_of_its_own() -> None:
    inner = section(reference("a", more='category="x y"'), identifier="S1", title="One")
    inner = inner.replace('href="a', 'href="../a')
    files = {
        **items("a"),
        "parts/one.xml": inner.encode(),
        "test.xml": assessment('<assessmentSectionRef identifier="S1" href="parts/one.xml"/>'),
    }
    exam, _, found = read_files(files)
    assert exam is not None
    assert outline(exam) == [("S1", "One", ["a"])]
    assert found == []
    assert [q.tags for q in questions(exam)] == [("x", "y")]


def test_shuffled_questions() -> None:
    ordering = '<ordering shuffle="true"/>'
    exam, found = read_test(section(ordering + reference("a")), "a")
    assert exam.exercises[0].shuffle
    assert found == []
    pinned = reference("a", more='fixed="true"')
    exam, found = read_test(section(ordering + pinned + reference("b")), "a", "b")
    assert [q.fixed for q in questions(exam)] == [True, False]
    assert found == []
    exam, found = read_test(section(pinned + reference("b")), "a", "b")
    assert [q.fixed for q in questions(exam)] == [False, False]
    assert found == []


def test_text_of_a_section_is_shown_with_every_question() -> None:
    block = '<rubricBlock view="candidate"><p>Answer all.</p></rubricBlock>'
    exam, found = read_test(section(block + reference("a") + reference("b")), "a", "b")
    first = exam.exercises[0].items[0]
    assert isinstance(first, TextBlock)
    assert (first.id, plain(first.content), first.repeat) == ("S-1", "Answer all.", True)
    assert found == []
    _, found = read_test(section(block.replace("candidate", "scorer") + reference("a")), "a")
    assert codes(found) == ["R420"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('<selection select="0"/>', "only 0 of its items are drawn"),
        ('<timeLimits maxTime="60"/>', "time limit is not kept"),
        ("<preCondition><isNull/></preCondition>", "preCondition is not kept"),
        ("<branchRule target='EXIT_TEST'><isNull/></branchRule>", "branchRule is not kept"),
        ('<itemSessionControl maxAttempts="3"/>', "maxAttempts='3'"),
        ('<itemSessionControl showSolution="true"/>', "showSolution='true'"),
    ],
)
def test_rules_that_exams_do_not_have(rule: str, said: str) -> None:
    exam, found = read_test(section(rule + reference("a")), "a")
    assert outline(exam) == [("S", "A section", ["a"])]
    assert codes(found) == ["R529"]
    assert said in found[0].message


def test_a_selection_is_a_pool_unless_it_is_of_all_there_is() -> None:
    for count, pick, said in (
        ("1", 1, []),
        ("2", None, []),
        ("3", None, []),
        ("x", None, ["R529"]),
        ('1" withReplacement="true', None, ["R529"]),
    ):
        inside = f'<selection select="{count}"/>' + reference("a") + reference("b")
        exam, found = read_test(section(inside), "a", "b")
        assert (exam.exercises[0].pick, codes(found)) == (pick, said)


def test_what_is_always_drawn() -> None:
    always = reference("a", more='required="true"')
    exam, _ = read_test(section('<selection select="1"/>' + always + reference("b")), "a", "b")
    assert [q.always for q in questions(exam)] == [True, False]
    exam, found = read_test(section(always + reference("b")), "a", "b")
    assert [q.always for q in questions(exam)] == [False, False]
    assert found == []


def test_a_pool_of_sections_is_read_whole() -> None:
    inner = section(reference("a"), identifier="I") + reference("b")
    exam, found = read_test(section('<selection select="1"/>' + inner), "a", "b")
    assert exam.exercises[0].pick is None
    assert codes(found) == ["R528", "R529"]


def test_a_pool_of_unequal_questions_is_read_whole() -> None:
    declared = response("A", "A=1 B=0 C=0 lowerBound:0") + score("1")
    other = item(declared + body(choices()) + MAP, identifier="b")
    test = assessment(section('<selection select="1"/>' + reference("a") + reference("b")))
    exam, _, found = read_files({**items("a"), "b.xml": other, "test.xml": test})
    assert exam is not None
    assert [q.points for q in questions(exam)] == [2, 1]
    assert exam.exercises[0].pick is None
    assert "they are not worth the same" in found[-1].message


def test_attempts_at_the_whole_test() -> None:
    for count, attempts in (("1", None), ("3", 3), ("0", None)):
        control = f'<itemSessionControl maxAttempts="{count}"/>'
        exam, found = read_test(control + section(reference("a")), "a")
        assert (exam.attempts, codes(found)) == (attempts, [])


def test_a_text_above_all_sections_is_an_instruction() -> None:
    block = '<rubricBlock view="candidate"><p>Answer all.</p></rubricBlock>'
    inner = section(reference("a"), identifier="S1") + section(reference("b"), identifier="S2")
    exam, found = read_test(section(block + inner, identifier="T"), "a", "b")
    assert plain(exam.instructions) == "Answer all."
    assert [len(exercise.items) for exercise in exam.exercises] == [1, 1]
    assert codes(found) == ["R528"]


def test_a_survey_of_canvas_is_told() -> None:
    for kind, said in (("survey", ["R529"]), ("assignment", []), ("", [])):
        meta = f'<quiz identifier="T"><title>t</title><quiz_type>{kind}</quiz_type></quiz>'
        files = {**items("a"), "test.xml": assessment(section(reference("a")))}
        _, _, found = read_files({**files, "T/assessment_meta.xml": meta.encode()})
        assert codes(found) == said


def test_settings_that_go_without_saying() -> None:
    control = '<itemSessionControl maxAttempts="1" showSolution="false" showFeedback="true"/>'
    assert read_test(section(control + reference("a")), "a")[1] == []


def test_feedback_on_a_test_is_not_kept() -> None:
    feedback = '<testFeedback access="atEnd" outcomeIdentifier="x" identifier="y" showHide="show"/>'
    assert codes(read_test(section(reference("a")), "a", more=feedback)[1]) == ["R529"]


# -- times and weights --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "minutes", "said"),
    [
        ("7200", 120, []),
        ("90", 2, ["R529"]),
        ("5400.0", 90, []),
        ("0", None, []),
        ("x", None, []),
        ("1e20", None, ["R529"]),
    ],
)
def test_time_limits(seconds: str, minutes: int | None, said: list[str]) -> None:
    limit = f'<timeLimits maxTime="{seconds}"/>'
    exam, found = read_test(section(reference("a")), "a", more=limit)
    assert (exam.duration, codes(found)) == (minutes, said)


def test_the_time_of_the_only_part_is_that_of_the_test() -> None:
    limit = '<timeLimits maxTime="3600"/>'
    exam, found = read_test(limit + section(reference("a")), "a")
    assert (exam.duration, found) == (60, [])


def weighted(value: str, processing: str = "") -> tuple[ChoiceQuestion, list[Diagnostic]]:
    """A question of 2 points with a weight in its test."""
    weight = f'<weight identifier="W" value="{value}"/>'
    files = {**items("a"), "test.xml": assessment(section(reference("a", weight)))}
    files["test.xml"] = files["test.xml"].replace(
        b"</assessmentTest>", processing.encode() + b"</assessmentTest>"
    )
    exam, _, found = read_files(files)
    assert exam is not None
    (asked,) = questions(exam)
    asked = choice_question(asked)
    assert asked.answer.many
    return asked, found


USED = (
    '<outcomeProcessing><setOutcomeValue identifier="SCORE"><sum><testVariables '
    'variableIdentifier="SCORE" weightIdentifier="W"/></sum></setOutcomeValue></outcomeProcessing>'
)


def test_a_weight_that_is_the_points_says_nothing() -> None:
    for value in ("2", "1"):
        asked, found = weighted(value)
        assert (asked.points, found) == (Fraction(2), [])


def test_a_weight_that_nothing_uses_is_not_the_points() -> None:
    asked, found = weighted("5")
    assert asked.points == 2
    assert codes(found) == ["R520"]


@pytest.mark.parametrize(
    ("value", "said"), [("3", ["R520"]), ("2.5", ["R520"]), ("1", []), ("2", [])]
)
def test_a_weight_beside_an_item_that_states_no_points(value: str, said: list[str]) -> None:
    weight = f'<weight identifier="W" value="{value}"/>'
    files = {"a.xml": question("a", ""), "test.xml": assessment(section(reference("a", weight)))}
    exam, _, found = read_files(files)
    assert exam is not None
    assert [asked.points for asked in questions(exam)] == [2]
    assert codes(found) == said


def test_a_weight_that_the_test_multiplies_with() -> None:
    asked, found = weighted("1.5", USED)
    assert asked.points == 3
    assert [option.points for option in asked.answer.options] == [
        Fraction(3, 2),
        Fraction(3, 2),
        Fraction(-3, 2),
    ]
    assert codes(found) == ["R520"]
    assert weighted("1", USED)[1] == []


# -- items and files ----------------------------------------------------------------------------


def test_items_that_are_not_there() -> None:
    exam, found = read_test(section(reference("a") + reference("gone")), "a")
    assert outline(exam) == [("S", "A section", ["a"])]
    assert codes(found) == ["R512"]
    assert found[0].where == "exercise 1"
    assert "'gone.xml'" in found[0].message


def test_items_outside_of_the_test() -> None:
    exam, found = read_test(section(reference("a")), "a", "b")
    assert outline(exam) == [("S", "A section", ["a"]), ("e2", "Items outside of the test", ["b"])]
    assert codes(found) == ["R534"]


def test_an_item_that_stands_twice() -> None:
    exam, found = read_test(section(reference("a") + reference("a")), "a")
    assert outline(exam) == [("S", "A section", ["a", "a-2"])]
    assert codes(found) == ["R527"]


def test_items_without_a_test_in_the_order_of_their_numbers() -> None:
    exam, _, found = read_files(items("q10", "q9", "q1"))
    assert exam is not None
    assert outline(exam) == [("e1", "folder", ["q1", "q9", "q10"])]
    assert found == []


def test_a_manifest_gives_the_order_and_what_it_knows() -> None:
    metadata = (
        '<metadata><schema>QTIv2.1 Package</schema><lom xmlns="http://ltsc.ieee.org/xsd/LOM">'
        "<general><title><string>Exam of May</string></title><language>nl</language>"
        "<keyword><langstring>one, two</langstring></keyword>"
        "<description><string>About all.</string></description></general></lom></metadata>"
    )
    report = Report()
    exam, _ = read("x.zip", package(dict(reversed(items("a", "b").items())), metadata), report)
    assert exam is not None
    assert outline(exam) == [("e1", "Exam of May", ["b", "a"])]
    assert (exam.title, exam.language, exam.tags) == ("Exam of May", "nl", ("one", "two"))
    assert (plain(exam.description), exam.instructions) == ("About all.", ())
    assert report.diagnostics == []


def test_a_manifest_in_a_folder_of_the_zip() -> None:
    files = {f"exam/{name}": data for name, data in items("a").items()}
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources>'
        '<resource identifier="r" type="imsqti_item_xmlv2p2" href="a.xml"/></resources></manifest>'
    )
    exam, _, found = read_files({"exam/imsmanifest.xml": manifest.encode(), **files})
    assert exam is not None
    assert outline(exam) == [("e1", "folder", ["a"])]
    assert found == []


def test_two_tests_of_which_one_is_read() -> None:
    files = {
        **items("a", "b"),
        "t1.xml": assessment(section(reference("a"))),
        "t2.xml": assessment(section(reference("b"))),
    }
    exam, _, found = read_files(files)
    assert exam is not None
    assert [ids for _, _, ids in outline(exam)] == [["a"], ["b"]]
    assert codes(found) == ["R534", "R534"]


def test_a_test_alone_has_no_items() -> None:
    report = Report()
    exam, _ = read("test.xml", assessment(section(reference("a"))), report)
    assert exam is None
    assert [d.code for d in report.diagnostics] == ["R512", "R513"]


TEXT = '<rubricBlock view="candidate"><p>Answer all.</p></rubricBlock>'


@pytest.mark.parametrize(
    ("inside", "said", "message"),
    [
        ("", ["R513"], "test has no items, so there is no question in it"),
        (TEXT, ["R513"], "test has no items, so there is no question in it"),
        (TEXT + reference("a"), ["R512", "R513"], "none of its items can be read"),
    ],
)
def test_a_test_without_a_question_is_no_exam(inside: str, said: list[str], message: str) -> None:
    exam, files, found = read_files({"test.xml": assessment(section(inside))})
    assert (exam, files, codes(found)) == (None, {}, said)
    assert found[-1].message == message


def test_an_exam_of_ours_without_questions_stays_one() -> None:
    made = exam_of("---\ntitle: T\nlanguage: en\n---\n\n# Part {#p}\n")
    report = Report()
    data = TARGETS["qti"].write(made, {}, Options(), report)
    assert data is not None
    exam, _ = read("q.zip", data, report)
    assert exam is not None
    assert [e.title for e in exam.exercises] == ["Part"]


def test_the_language_of_test_or_items() -> None:
    assert read_test(section(reference("a")), "a", attributes='xml:lang="de"')[0].language == "de"
    data = question("a").replace(b'title="', b'xml:lang="fr" title="')
    report = Report()
    exam, _ = read("a.xml", data, report)
    assert exam is not None
    assert exam.language == "fr"
    assert report.diagnostics == []


def test_a_language_that_is_none_is_assumed_and_said() -> None:
    report = Report()
    exam, _ = read("a.xml", question("a").replace(b"title=", b'xml:lang="x-none" title='), report)
    assert exam is not None
    assert exam.language == "en"
    assert [d.code for d in report.diagnostics] == ["R530"]


def test_identifiers_of_sections_and_tests() -> None:
    data = assessment(section(reference("a"), identifier="_S 1")).replace(
        b'identifier="T"', b'identifier="_T!"'
    )
    exam, _, found = read_files({**items("a"), "test.xml": data})
    assert exam is not None
    assert (exam.id, exam.exercises[0].id) == ("T", "S-1")
    assert codes(found) == ["R527", "R527"]


@pytest.mark.parametrize(("stated", "left"), [("7.5", Fraction(15, 2)), ("-1", None), ("x", None)])
def test_points_that_our_own_package_states(stated: str, left: Fraction | None) -> None:
    source = "---\ntitle: T\npoints: 7\n---\n# E {#e points=7}\n\n## 1 pt · open {#q}\n\nWhy?\n"
    data = TARGETS["qti"].write(exam_of(source), {}, Options(), Report())
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = parts["imsmanifest.xml"].replace(b"string>7<", f"string>{stated}<".encode())
    assert manifest != parts["imsmanifest.xml"]
    report = Report()
    exam, _ = read("x.zip", pack({**parts, "imsmanifest.xml": manifest}), report)
    assert exam is not None
    assert (exam.points, exam.exercises[0].points) == (left, left)
    assert codes(report.diagnostics) == ([] if left else ["R494", "R494"])


def test_an_item_that_the_manifest_forgets_is_read_and_told() -> None:
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources>'
        '<resource identifier="r" type="imsqti_item_xmlv2p1" href="a.xml"/></resources></manifest>'
    )
    report = Report()
    files = {"imsmanifest.xml": manifest.encode(), "a.xml": question("a"), "b.xml": question("b")}
    exam, _ = read("x.zip", pack(files), report)
    assert exam is not None
    assert len(list(questions(exam))) == 2
    (told,) = [one for one in report.diagnostics if one.code == "R534"]
    assert told.message == "items that the manifest does not name are read all the same: 'b.xml'"
