"""Reports what Canvas bends or loses of an exam, each loss at its place."""

from examc.core.diagnostics import Report
from examc.core.features import Feature
from examc.core.model import Exam, Node
from examc.core.source import Span
from examc.core.walking import walk
from examc.formats.canvas.names import NAME, TARGET


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
        self.report.add(
            code,
            f"{NAME} {message}",
            span or node.span,
            help=help,
            where=self.where(node),
            target=TARGET,
        )

    def where(self, node: Node) -> str:
        """The place of a node, in words."""
        if not self._places:
            self._places = {id(found): where for where, found in walk(self.exam)}
        return self._places.get(id(node), "")
