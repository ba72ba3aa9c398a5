"""The table of `examc targets` is what writers say and do, for one exam of each kind."""

from collections.abc import Mapping
from fractions import Fraction
from importlib import import_module

import pytest

import kinds
from examc.core.answers import Program, Upload
from examc.core.diagnostics import Report
from examc.core.features import Feature, Hold, Statement
from examc.core.model import Exam, Question
from examc.core.rubrics import Criteria, Criterion
from examc.core.uses import LEFT_OUT, uses
from examc.formats import TARGETS
from examc.formats.options import Options

RUBRIC = Criteria((Criterion(text=kinds.say("it runs"), points=Fraction(2)),))
HANDED: Mapping[str, Upload | Program] = {
    "upload": Upload(rubric=RUBRIC, fewest=1, most=2, types=(".pdf",), size=10**6),
    "code": Program(rubric=RUBRIC, language="python", start="x = 1"),
}
EXAMS: Mapping[str, Exam] = {
    **{kind: kinds.exam_of(asked) for kind, asked in kinds.each().items()},
    **{
        kind: kinds.exam_of(
            Question(id="q", points=Fraction(2), prompt=kinds.say("?"), answer=answer)
        )
        for kind, answer in HANDED.items()
    },
}
WRITTEN = [target for target in TARGETS if target != "print"]
"""What is printed is set by a program of its own; tests/print looks at its papers."""
PACKAGES = {"qti": "qti21", "qti3": "qti21.v3"}


def _statement(target: str) -> Statement:
    holds = import_module(f"examc.formats.{PACKAGES.get(target, target)}.holds")
    statement: Statement = holds.STATEMENT
    return statement


@pytest.mark.parametrize("target", WRITTEN)
@pytest.mark.parametrize("kind", EXAMS)
def test_what_is_kept_bent_and_lost(kind: str, target: str) -> None:
    exam, report, statement = EXAMS[kind], Report(), _statement(target)
    assert TARGETS[target].write(exam, {}, Options(), report) is not None
    told = {one.code for one in report.diagnostics if not one.system}
    is_left_out = LEFT_OUT in told  # which says all there is to say of the question
    used = {use.feature for use in uses(exam) if not (is_left_out and "question" in use.where)}
    kept = {feature.code for feature in Feature if statement[feature].hold is Hold.KEPT}
    gone = {f.code for f in used if statement[f].hold in (Hold.BENT, Hold.LOST)}
    assert told & kept == set(), "told of what is kept"
    assert gone - told == set(), "silent on what is bent or lost"
