"""Rich text → the HTML of the API's content fields, with formulas as KaTeX finds them."""

from typing import ClassVar

from examc.core.content import Blocks, GapRef, Link, Math
from examc.text.delimiters import Formula, pieces
from examc.text.xhtml import Writer, escape

GAP = "examc-gap"
"""The class of the element that stands for a gap."""

_CONTROLS = {"\t": "&#9;", "\n": "&#10;"}
_DISPLAY = ("$$", "$$")


class Html(Writer):
    """Writes content with `\\(…\\)` and `$$…$$` around formulas, such that it reads back exactly."""

    display_delimiters: ClassVar[tuple[str, str]] = _DISPLAY

    def html(self, content: Blocks) -> str | None:
        """Write a text; nothing for one without blocks."""
        return self.blocks(content) if content else None

    def text(self, text: str) -> str:
        """Write characters; one that would join the delimiter of a formula after it stands apart."""
        if text.endswith(("$", "\\")):
            return f'{super().text(text[:-1])}<span class="examc-literal">{text[-1]}</span>'
        return super().text(text)

    def math(self, math: Math) -> str:
        """Write a formula; one that no delimiter closes (`x\\`) stands in an element of its own."""
        written = self.delimited(math)
        if not _is_closed(math):
            written = f'<span class="examc-formula">{written}</span>'
        return self.read_aloud(math, written)

    def gap(self, gap: GapRef) -> str:
        """Write the place of a gap, as its readers know it."""
        return f'<span class="{GAP}">[[{escape(gap.id)}]]</span>'

    def link(self, link: Link) -> str:
        """Write a link; a line end in its title is kept from becoming a space."""
        title = escape(link.title)
        for control, reference in _CONTROLS.items():
            title = title.replace(control, reference)
        attribute = f' title="{title}"' if title else ""
        return f'<a href="{escape(link.href)}"{attribute}>{self.inlines(link.content)}</a>'


def _is_closed(math: Math) -> bool:
    """Whether a reader finds the end of a formula where it is."""
    start, end = _DISPLAY if math.display else ("\\(", "\\)")
    found = list(pieces(f"{start}{math.tex}{end}"))
    return len(found) == 3 and isinstance(found[1], Formula) and found[2] == ""
