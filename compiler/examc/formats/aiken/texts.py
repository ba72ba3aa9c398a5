"""Texts of Aiken: plain lines, as Moodle shows them, formulas between their delimiters among them."""

from examc.core.content import Blocks
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.systems.moodle import forms
from examc.text import fromhtml


def of_lines(lines: list[str], report: Report, where: str, span: Span | None) -> Blocks:
    """Lines as rich text."""
    html = forms.html_of("\n".join(lines), forms.PLAIN)
    return fromhtml.blocks(html, report, where, lambda *_: "", span=span)
