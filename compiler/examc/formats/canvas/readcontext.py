"""What the items of one exercise share while they are read."""

from fractions import Fraction

from examc.core import numbers
from examc.core.diagnostics import Report
from examc.core.records import Mutable
from examc.files.xmltree import Element
from examc.formats.canvas.readtext import Texts
from examc.formats.foreign.documents import Document


class Context(Mutable):
    """What the items of one exercise share."""

    document: Document
    texts: Texts
    report: Report
    shuffle: bool
    """Whether the quiz changes the order of options."""
    points: Fraction | None
    """What each question of a group is worth, whatever it says itself."""
    where: str = ""

    def tell(self, code: str, element: Element, message: str, help: str = "") -> None:
        """Report something about an element."""
        self.report.add(code, message, self.document.span(element), help=help, where=self.where)


def number(text: str) -> Fraction | None:
    """Points as written (`2`, `2.0`), exactly; None for what is no number."""
    return numbers.parse_float(text)
