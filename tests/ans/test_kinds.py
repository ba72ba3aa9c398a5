"""The further kinds in ANS-style JSON: read back exactly, valid, and marked as far as that is public."""

from fractions import Fraction

import jsonschema
import pytest

from ans.support import written
from examc.core.answers import Matching, Matrix, Program, Rule, Upload
from examc.core.diagnostics import Report
from examc.core.model import Exam, Question
from examc.core.records import replace
from examc.core.rubrics import Criteria, Criterion
from examc.formats.ans.read import read
from examc.formats.ans.schema import schema
from examc.formats.ans.write import write
from examc.formats.options import Options
from examc.proof.verify import Verdict, prove
from examc.systems.table import SYSTEMS
from kinds import CAPITALS, TREES, asked, each, exam_of, say

KINDS = each()
RUBRIC = Criteria((Criterion(text=say("it runs"), points=Fraction(3)),))
GRADED: dict[str, Upload | Program] = {
    "upload": Upload(rubric=RUBRIC, fewest=1, most=2, types=(".py", ".pdf"), size=10 * 2**20),
    "any files": Upload(rubric=RUBRIC, fewest=2, most=None),
    "code": Program(
        rubric=RUBRIC, language="python", start="def f(x):\n    ...\n", space=Fraction(1, 4)
    ),
}


def _round(exam: Exam) -> None:
    data = write(exam, {}, Options(), Report())
    report = Report()
    found, _ = read("exam.ans.json", data, report)
    assert report.diagnostics == []
    assert found == exam
    jsonschema.Draft202012Validator(schema()).validate(written(exam, {}))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_reads_back_exactly(kind: str) -> None:
    _round(exam_of(KINDS[kind]))


@pytest.mark.parametrize("kind", GRADED)
def test_what_is_handed_in_reads_back_exactly(kind: str) -> None:
    _round(exam_of(asked(GRADED[kind], "4")))


def test_pools_attempts_and_instructions_read_back() -> None:
    exam = exam_of(
        replace(asked(TREES), always=True), replace(asked(CAPITALS), fixed=True), asked(TREES)
    )
    pool = replace(exam.exercises[0], pick=2, shuffle=True)
    _round(replace(exam, exercises=(pool,), attempts=3, instructions=say("Read first.")))


def _verdict(question: Question) -> tuple[Verdict, list[str], list[str]]:
    exam = exam_of(question)
    report = Report()
    data = write(exam, {}, Options(), report)
    (system,) = [one for one in SYSTEMS if one.target == "ans"]
    (row,) = prove(exam, {"ans": data}, (system,)).rows
    (cell,) = row.cells
    told = [d.code for d in report.diagnostics if d.system]
    return cell.verdict, list(cell.codes), told


@pytest.mark.parametrize("kind", KINDS)
def test_build_tells_what_verify_finds(kind: str) -> None:
    verdict, codes, told = _verdict(KINDS[kind])
    if kind in ("numeric", "short answer", "fill in", "ordering"):
        assert verdict is Verdict.REFUSED
    else:
        assert verdict in (Verdict.SAME, Verdict.LOST)
    assert sorted(set(codes)) == sorted(set(told))


def test_a_rule_that_the_booleans_do_not_say_bends() -> None:
    kprim = replace(TREES, scoring=replace(TREES.scoring, rule=Rule.KPRIM))
    verdict, codes, told = _verdict(asked(kprim, "1.5"))
    assert verdict is Verdict.BENDS
    assert codes == told == ["X374"]
    assert isinstance(kprim, Matrix)


def test_a_penalty_stands_in_the_cells() -> None:
    verdict, _, told = _verdict(asked(CAPITALS, "3"))
    assert verdict is Verdict.SAME
    assert told == []
    assert isinstance(CAPITALS, Matching)
