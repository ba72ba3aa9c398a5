"""Losses are told at the place of their node, and once."""

from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import questions
from support import exam_of

EXAM = exam_of("---\ntitle: T\n---\n\n# E\n\n## 1 pt · open\n\nWhy?\n\n## 1 pt · open\n\nWhen?\n")


def test_a_loss_has_the_place_of_its_node() -> None:
    report = Report()
    losses = Losses(EXAM, "qti", report, "QTI 2.1")
    _, second = questions(EXAM)
    losses.add(Feature.POINTS, second, "rounds the points", "write others")
    losses.add("X381", EXAM, "cannot hold this", system="Canvas Classic")
    one, other = report.diagnostics
    assert (one.code, one.message) == ("X315", "QTI 2.1 rounds the points")
    assert (one.where, one.target, one.help) == ("exercise 1 › question 2", "qti", "write others")
    assert one.span == second.span
    assert (other.where, other.system) == ("", "Canvas Classic")


def test_what_is_met_twice_is_told_once() -> None:
    report = Report()
    losses = Losses(EXAM, "qti", report)
    first, second = questions(EXAM)
    for node in (first, second, first):
        losses.add(Feature.MATH, node, "keeps LaTeX")
    assert [d.where[-1] for d in report.diagnostics] == ["1", "2"]
