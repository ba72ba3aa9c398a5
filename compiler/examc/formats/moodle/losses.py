"""Reports what Moodle bends or loses of an exam, each loss at its place."""

from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.model import Exam, Node
from examc.core.source import Span
from examc.core.walking import walk

TARGET = "moodle"


class Losses:
    """Adds losses to a report, with the place in the exam of the node that they are about."""

    def __init__(self, exam: Exam, report: Report) -> None:
        self.report = report
        self._exam = exam
        self._places: dict[int, str] = {}

    def add(
        self, feature: Feature, node: Node, message: str, help: str = "", span: Span | None = None
    ) -> None:
        """Report that a feature of a node is bent or lost."""
        self.code(feature.code, node, message, help, span)

    def code(
        self,
        code: str,
        node: Node,
        message: str,
        help: str = "",
        span: Span | None = None,
        *,
        system: str = "",
    ) -> None:
        """Report something about a node under any code; `system` where it changes marks."""
        self.report.add(
            code,
            message,
            span or node.span,
            help=help,
            where=self._where(node),
            target=TARGET,
            system=system,
        )

    def _where(self, node: Node) -> str:
        if not self._places:
            self._places = {id(found): where for where, found in walk(self._exam)}
        return self._places.get(id(node), "")
