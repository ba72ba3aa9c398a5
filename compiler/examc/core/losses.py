"""What a target bends or loses of an exam: told by its writer where it is met, at its place."""

from examc.core import content
from examc.core.diagnostics import Report, Severity
from examc.core.features import Feature
from examc.core.model import Exam, Node
from examc.core.source import Span
from examc.core.walking import walk


class Losses:
    """Adds losses to a report, with the place in the exam of the node that they are about.

    `name` stands before every message; what is met twice, as in a block that is shown with
    several questions, is told once.
    """

    def __init__(self, exam: Exam, target: str, report: Report, name: str = "") -> None:
        self.report = report
        self.target = target
        self._start = f"{name} " if name else ""
        self._exam = exam
        self._places: dict[int, str] = {}
        self._made: list[Node] = []  # kept, so that no other node gets their identity
        self._told: set[tuple[str, int, str, Span | None]] = set()

    def add(
        self,
        feature: Feature | str,
        node: Node,
        message: str,
        help: str = "",
        span: Span | None = None,
        *,
        system: str = "",
        note: bool = False,
    ) -> None:
        """Report that a feature of a node is bent or lost, or anything under a code of its own.

        `system` is the one that does so, where others that read the same file do not. `note` says
        that nobody but staff notices it here, whatever else the code stands for.
        """
        code = feature.code if isinstance(feature, Feature) else feature
        self.tell(code, node, f"{self._start}{message}", help, span, system=system, note=note)

    def unread(
        self, node: Node, text: content.Blocks, target: str = "", *, note: bool = False
    ) -> None:
        """Report how formulas of a text are read aloud, where it becomes characters alone.

        `target` is the first word of the message where losses have no name before it; `note` as
        in `add`.
        """
        for part in content.walk(text):
            if isinstance(part, content.Math) and part.say:
                message = "has characters alone here: how this formula is read aloud is lost"
                message = f"{target} {message}" if target else message
                self.add(Feature.SAY, node, message, "write it in words", part.span, note=note)

    def tell(
        self,
        code: str,
        node: Node,
        message: str,
        help: str = "",
        span: Span | None = None,
        *,
        system: str = "",
        note: bool = False,
    ) -> None:
        """Report what names its subject itself, as a fact of a system does."""
        span = span or node.span
        key = (code, id(node), message, span)
        if key in self._told:
            return
        self._told.add(key)
        self.report.add(
            code,
            message,
            span,
            help=help,
            where=self.where(node),
            target=self.target,
            system=system,
            severity=Severity.NOTE if note else None,
        )

    def stands_for(self, made: Node, node: Node) -> None:
        """Tell what is met in a node that was made for writing at the place of the one it is for."""
        self._places[id(made)] = self.where(node)
        self._made.append(made)

    def where(self, node: Node) -> str:
        """The place of a node, in words; "" for the exam itself."""
        if not self._places:
            self._places = {id(found): where for where, found in walk(self._exam)}
        return self._places.get(id(node), "")
