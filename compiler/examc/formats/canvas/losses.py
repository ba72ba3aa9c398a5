"""Reports what Canvas bends or loses of an exam, each loss at its place."""

from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.model import Exam, Node, Question
from examc.core.source import Span
from examc.core.walking import walk
from examc.formats.canvas.names import NAME, TARGET
from examc.systems.canvas.marks import MARKING
from examc.systems.marking import Fact


class Losses:
    """Adds losses to a report, with the place in the exam of the node that they are about."""

    def __init__(self, exam: Exam, report: Report) -> None:
        self.report = report
        self.exam = exam
        self._places: dict[int, str] = {}

    def add(
        self,
        feature: Feature | str,
        node: Node,
        message: str,
        help: str = "",
        span: Span | None = None,
    ) -> None:
        """Report that a feature of a node is bent or lost, or anything under a code of its own."""
        code = feature.code if isinstance(feature, Feature) else feature
        self._add(code, node, f"{NAME} {message}", help, span)

    def bends(self, code: str, node: Node, message: str, help: str) -> None:
        """Report what Canvas does not take as it is meant."""
        self._add(code, node, f"{NAME} {message}", help, system=MARKING.system)

    def fact(self, question: Question, fact: Fact) -> None:
        """Report what changes the marks of a question."""
        self._add(fact.code, question, fact.message, fact.help, system=MARKING.system)

    def _add(
        self,
        code: str,
        node: Node,
        message: str,
        help: str,
        span: Span | None = None,
        system: str = "",
    ) -> None:
        self.report.add(
            code,
            message,
            span or node.span,
            help=help,
            where=self.where(node),
            target=TARGET,
            system=system,
        )

    def where(self, node: Node) -> str:
        """The place of a node, in words."""
        if not self._places:
            self._places = {id(found): where for where, found in walk(self.exam)}
        return self._places.get(id(node), "")
