"""`diff --for`: a fresh build has no changes, and one edit afterwards is one, for every target."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changes.edits import edited, loaded, node_at, removed, said
from changes.making import PICTURES, RUBRIC, SIGNED, put
from examc.changes import Change
from examc.core.answers import Option
from examc.core.content import Blocks, Paragraph, Text
from examc.core.model import Exam, Exercise, Question, TextBlock
from examc.core.records import replace
from examc.core.walking import walk
from examc.files import workspace
from examc.formats import READERS, TARGETS
from examc.formats.options import DEFAULTS, Options
from examc.verbs import pipeline
from examc.verbs.differing import diff
from examc.verbs.pipeline import Reading
from strategies import exams, files_of
from support import ROOT, exam_of
from test_agreement import choice_questions

READ = [name for name in TARGETS if name in {reader.name for reader in READERS} - {"aiken"}]
"""The targets that are read; of Aiken, which holds one kind of question alone, see tests/aiken."""
EDITED = ("qti", "moodle", "ans", "canvas")
"""Those of which an edit is one change: in GIFT a weight also says how many options can be chosen,
and QTI 3 is QTI 2.1 in other names."""
MAINS = sorted(
    path for folder in ("sources", "tests/cases") for path in (ROOT / folder).glob("*/exam.*")
)


def _built(source: Reading, target: str, options: Options = DEFAULTS) -> Reading:
    """A target's file of an exam, read."""
    data = pipeline.build(source, [target], options).outputs[target]
    return pipeline.read(f"x.{TARGETS[target].extension}", data)


def _read(path: Path) -> Reading:
    given = workspace.load(str(path))
    return pipeline.read(given.path, given.data, given.folder)


def _exam(question: Question) -> Reading:
    exercise = Exercise(id="e", title="E", items=(question,))
    return Reading(Exam(title="T", exercises=(exercise,)))


# -- a fresh build --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MAINS, ids=lambda path: path.parent.name)
def test_a_fresh_build_has_no_changes(path: Path) -> None:
    source = _read(path)
    for target in READ:
        output = _built(source, target)
        assert diff(source, output, target) == []
        assert diff(output, source, target) == []


@pytest.mark.parametrize("target", READ)
@pytest.mark.parametrize("options", [Options(math="mathml"), Options(offgrid="cloze")])
def test_whatever_it_was_built_with(target: str, options: Options) -> None:
    for name in ("off-grid-weights", "formulas"):
        source = _read(ROOT / "tests" / "cases" / name / "exam.md")
        assert diff(source, _built(source, target, options), target) == []


def test_a_file_that_gives_an_exam_its_name_is_no_change() -> None:
    text = "---\ntitle: T\n---\n\n# E {#e}\n\n## 1 pt · multiple choice {#q}\n\nWhy?\n\n- [x] {1} a\n- [ ] {0} b\n"
    one = pipeline.read("one.md", text.encode())
    other = pipeline.read("other.md", text.replace("title: T", "title: Other").encode())
    assert diff(one, other, "aiken") == []
    data = pipeline.build(one, ["aiken"]).outputs["aiken"]
    printed = pipeline.read("folder/quiz.aiken.txt", data)
    assert diff(other, printed, "aiken") == diff(printed, one, "aiken") == []
    changed = pipeline.read("other.md", text.replace("Why?", "When?").encode())
    assert len(diff(printed, changed, "aiken")) == 1


def test_two_files_of_a_target_are_compared_as_they_are() -> None:
    source = _read(ROOT / "sources" / "tour" / "exam.md")
    assert source.exam is not None
    one = _built(source, "moodle")
    other = _built(replace(source, exam=put(SIGNED, prompt=said("Which?"))(source.exam)), "moodle")
    (change,) = diff(one, other, "moodle")
    assert (change.kind, change.what) == ("reworded", "prompt")


# -- one edit afterwards --------------------------------------------------------------------------


def _other(points: Fraction, more: Fraction) -> Fraction:
    """Another weight, and none beyond the largest that a source may have."""
    return points - abs(more) if points > 1000 else points + more


ZEBRA = Paragraph((Text("zebra"),))
Edit = Callable[[Exam], Exam]


def _with(where: str, name: str, text: Blocks) -> Edit:
    return lambda exam: edited(exam, where, **{name: (*text, ZEBRA)})


def _edits(exam: Exam) -> list[Edit]:
    """Every edit of one weight, and of the words of one text that all targets keep."""
    found: list[Edit] = []
    for where, node in walk(exam):
        match node:
            case Option():
                found.append(put(where, points=_other(node.points, Fraction(1))))
                found += [_with(where, "text", node.text), _with(where, "feedback", node.feedback)]
            case Question():
                found.append(_with(where, "prompt", node.prompt))
                if node.feedback.general:
                    new = replace(node.feedback, general=(*node.feedback.general, ZEBRA))
                    found.append(put(where, feedback=new))
            case TextBlock():
                found.append(_with(where, "content", node.content))
            case _:
                pass
    return found


def _one_change(source: Reading, changed: Reading, target: str) -> None:
    """A source that was changed after the build is one change, if its file is another one."""
    before, after = (pipeline.build(r, [target]).outputs.get(target) for r in (source, changed))
    if before is None or after is None:
        return
    output = pipeline.read(f"x.{TARGETS[target].extension}", before)
    if output.usable is None:
        return
    assert diff(source, output, target) == []
    found = diff(changed, output, target)
    assert len(found) == (before != after), found


@pytest.mark.slow
@pytest.mark.law
@pytest.mark.parametrize("target", READ)
@settings(max_examples=40)
@given(exams())
def test_any_fresh_build_has_no_changes(target: str, exam: Exam) -> None:
    source = Reading(exam, files_of(exam))
    for options in (Options(math="mathml"), Options(offgrid="cloze", math="mathml")):
        if target in pipeline.build(source, [target], options).outputs:
            output = _built(source, target, options)
            assert output.usable is None or diff(source, output, target) == []


@pytest.mark.slow
@pytest.mark.law
@pytest.mark.parametrize("target", EDITED)
@settings(max_examples=40)
@given(exams(), st.integers(0, 10**6))
def test_one_edit_of_the_source_is_one_change(target: str, exam: Exam, number: int) -> None:
    files, made = files_of(exam), _edits(exam)
    if made:
        changed = made[number % len(made)](exam)
        _one_change(Reading(exam, files), Reading(changed, files), target)


@pytest.mark.slow
@pytest.mark.law
@pytest.mark.parametrize("target", EDITED)
@settings(max_examples=80)
@given(choice_questions(), st.integers(0, 3), st.sampled_from((1, -1, Fraction(1, 2))))
def test_one_weight_is_one_change_also_where_marks_bend(
    target: str, question: Question, place: int, more: Fraction
) -> None:
    source = _exam(question)
    assert source.exam is not None
    where = f"exercise 1 › question 1 › option {place % 2 + 1}"
    weight = node_at(source.exam, where).points
    changed = edited(source.exam, where, points=_other(weight, Fraction(more)))
    _one_change(source, Reading(changed), target)


@pytest.mark.slow
@pytest.mark.law
@pytest.mark.parametrize("target", EDITED)
@settings(max_examples=40)
@given(exams(), st.integers(0, 10**6))
def test_one_edit_of_the_output_is_one_change(target: str, exam: Exam, number: int) -> None:
    source = Reading(exam, files_of(exam))
    if target not in pipeline.build(source, [target]).outputs:
        return
    output = _built(source, target)
    made = _edits(output.exam) if output.usable is not None and output.exam is not None else []
    if made and output.exam is not None:
        changed = replace(output, exam=made[number % len(made)](output.exam))
        assert len(diff(source, changed, target)) == 1


BENT = """---
title: Bent
---

# One {#one}

Read this first.

## 2 pts · multiple response {#signed}

Which?

- [x] {+1} a
- [x] {+1} b
- [ ] {-1} c
- [ ] {-0.3} d

# Two {#two}

## 1 pt · multiple choice {#single}

Who?

- [x] {+1} e
- [ ] {-0.35} f
"""


@pytest.mark.parametrize("target", READ)
def test_changes_are_told_in_the_places_of_the_source(target: str) -> None:
    source = Reading(exam_of(BENT))
    for old, new, told in (
        ("] {+1} e", "] {+1} egg", ("exercise 2 › question 1 › option 1", 24, "")),
        ("Who?", "Who then?", ("exercise 2 › question 1", 22, "single")),
    ):
        changed = Reading(exam_of(BENT.replace(old, new)))
        (change,) = diff(changed, _built(source, target), target)
        assert change.span is not None
        assert (change.where, change.span.line, change.id) == told


@pytest.mark.parametrize("target", ["moodle", "canvas"])
def test_a_weight_that_bends_is_one_change_of_the_scoring(target: str) -> None:
    source = Reading(exam_of(BENT))
    changed = Reading(exam_of(BENT.replace("[ ] {-1} c", "[x] {+1} c")))
    (change,) = diff(changed, _built(source, target), target)
    assert change.where.startswith("exercise 1 › question 1")
    assert change.impact == "mark"


# -- two sources ----------------------------------------------------------------------------------


def _sources(*edits: Edit) -> tuple[Reading, Reading]:
    exam, files = loaded("tour")
    changed = exam
    for edit in edits:
        changed = edit(changed)
    return Reading(exam, files), Reading(changed, files)


def test_what_a_target_does_not_hold_is_no_change_for_it() -> None:
    one, other = _sources(put("", date="2030-01-01"), put(RUBRIC, space=Fraction(1)))
    assert len(diff(one, other)) == 2
    assert diff(one, other, "canvas") == []
    assert [change.what for change in diff(one, other, "ans")] == ["date", "answer space"]


@pytest.mark.parametrize("target", READ)
def test_what_a_target_holds_is_told(target: str) -> None:
    one, other = _sources(put(SIGNED, prompt=said("Which of these hold?")))
    (change,) = diff(one, other, target)
    assert (change.where, change.what, change.impact) == (SIGNED, "prompt", "student")
    one, other = _sources(lambda exam: removed(exam, SIGNED))
    assert "removed" in [change.kind for change in diff(one, other, target)]


def test_a_block_that_a_target_puts_elsewhere_is_told_where_it_stands() -> None:
    one, other = _sources(put(PICTURES, content=said("No pictures.")))
    for target in READ:
        found = diff(one, other, target)
        assert found
        assert {change.impact for change in found} == {"student"}


# -- what cannot be compared ----------------------------------------------------------------------


def test_an_exam_that_cannot_be_read_back_is_an_error() -> None:
    heavy = exam_of(BENT)
    heavy = edited(heavy, "exercise 2 › question 1 › option 1", points=Fraction(10_001))
    with pytest.raises(ValueError, match=r"cannot be read back: .*more than 10000 points"):
        diff(Reading(heavy), Reading(heavy), "ans")


def test_changes_know_their_line() -> None:
    """A text that changed stands at its own line, anything else at that of its question or option."""
    one = exam_of(BENT)
    for old, new, line in (
        ("Who?", "Whom?", 22),
        ("## 1 pt", "## 2 pts", 20),
        ("-0.35", "-0.4", 25),
    ):
        found: list[Change] = diff(Reading(one), Reading(exam_of(BENT.replace(old, new))))
        assert {change.span.line if change.span else 0 for change in found} == {line}
