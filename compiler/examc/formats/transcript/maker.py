"""What every maker of a part of the exam has: the texts, a place, and a way to speak of it."""

from collections.abc import Sequence
from fractions import Fraction

from examc.core import numbers
from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.limits import LARGEST_POINTS
from examc.core.source import Source, Span
from examc.formats.transcript.content import Texts
from examc.formats.transcript.outline import Inner, as_text
from examc.formats.transcript.pieces import Box, Content, Mark

OMITTED: Blocks = (Paragraph((Text("…"),)),)
"""Stands where the model needs a text and the transcript has none."""


class Maker:
    """Makes parts of the exam; the place that it speaks of is that of its texts."""

    def __init__(self, source: Source, texts: Texts, report: Report) -> None:
        self.source = source
        self.texts = texts
        self.report = report

    def add(self, code: str, message: str, line: int, help_line: str) -> None:
        """Speak of a line, at the place that is being made."""
        span, where = self.source.line_span(line), self.texts.where
        self.report.add(code, message, span, help=help_line, where=where)

    def span(self, line: int) -> Span:
        """The span of a line."""
        return self.source.line_span(line)

    def contents(self, tokens: Sequence[Inner]) -> list[Content]:
        """Tokens as the text that they are where no mark means anything."""
        return [as_text(self.source, token) for token in tokens]

    def in_range(self, points: Fraction, line: int, least: int = -LARGEST_POINTS) -> Fraction:
        """Points that an exam can hold; others become 0, and are reported."""
        if least <= points <= LARGEST_POINTS:
            return points
        message = f"{numbers.show(points)} points are beyond what an exam can have, and become 0"
        self.add("R518", message, line, "write the points")
        return Fraction(0)

    def refuse(self, tokens: Sequence[Inner], marks: tuple[type[Mark], ...]) -> None:
        """Report marks of these kinds, which are read as text."""
        for token in tokens:
            if isinstance(token, marks) and isinstance(token, Mark):
                option = "option stands where none has a place, and is read as text"
                points = "points stand where none have a place, and are read as text"
                message = option if isinstance(token, Box) else points
                self.add("R465", message, token.line, "see where it belongs")
