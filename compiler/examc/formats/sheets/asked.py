"""A question of a table before its answer is made, and how its maker speaks of it."""

from fractions import Fraction

from examc.core.content import Blocks
from examc.core.diagnostics import Report
from examc.core.records import Mutable
from examc.core.source import Span
from examc.formats.sheets.texts import Texts


class Asked(Mutable):
    """What the makers of answers need: points, the row, and a way to speak of it."""

    points: Fraction
    span: Span
    where: str
    texts: Texts
    report: Report

    def tell(self, code: str, message: str, help: str = "") -> None:
        """Say something of the question."""
        self.report.add(code, message, self.span, help=help, where=self.where)

    def text(self, written: str) -> Blocks:
        """The text of a cell."""
        return self.texts.plain(written, self.span, self.where)
