"""Rich text → the HTML that Canvas' sanitizer leaves whole, and the images that it shows."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from examc.core.content import GapRef, Image, Inlines, Link, Math, Strikethrough, Text, joined
from examc.core.wording import wording
from examc.formats.canvas import names
from examc.text import tex
from examc.text.delimiters import Formula, pieces
from examc.text.xhtml import DISPLAY, Writer, escape

_CONTROLS = {"\t": "&#9;", "\n": "&#10;"}


def attribute(text: str) -> str:
    """Text for an attribute, in which a line end does not become a space."""
    text = escape(text)
    for control, reference in _CONTROLS.items():
        text = text.replace(control, reference)
    return text


class Blank(NamedTuple):
    """What stands for a gap: its name in brackets, and a unit behind it."""

    name: str
    unit: str = ""


class Page(Writer):
    """Writes the texts of one exam; collects its images, and formulas that MathML cannot hold."""

    def __init__(self, files: Mapping[str, bytes], math: str, language: str) -> None:
        self.files = files
        self.language = language
        self.words = wording(language)
        self.gaps: Mapping[str, Blank] = {}
        """What stands for each gap of the prompt that is being written, by its id."""
        self.mathml = math == "mathml"
        self.used: dict[str, str] = {}
        """The file in the package of each image that was shown, by its path in the exam."""
        self.failed: list[Math] = []

    def image_src(self, src: str) -> str:
        """The address of an image: a file of the package, or of the web."""
        if Image(src, "").is_remote:
            return src
        if src in self.files:
            self.used[src] = names.WEB + names.media_name(src)
        return names.FILE_BASE + names.media_name(src)

    def inlines(self, content: Inlines) -> str:
        """Write running text; texts side by side are joined, as Canvas sees them."""
        if any(isinstance(a, Text) and isinstance(b, Text) for a, b in pairwise(content)):
            content = joined(content)
        return super().inlines(content)

    def text(self, text: str) -> str:
        """Write characters; one that would join the delimiter of a formula after it stands apart."""
        if text.endswith(("$", "\\")):
            return f'{super().text(text[:-1])}<span class="examc-literal">{text[-1]}</span>'
        return super().text(text)

    def math(self, math: Math) -> str:
        """Write a formula as LaTeX for Canvas' MathJax, or as MathML with its LaTeX beside it.

        An image of a formula, as Canvas' own editor makes it, would not be larger on display and
        would leave nothing of a formula in the plain text that Canvas keeps of an answer.
        """
        if self.mathml:
            element = tex.mathml(math.tex, display=math.display)
            if element is not None and math.say:
                return tex.read_aloud(element, math.tex, math.say)
            if element is not None:
                return element.replace("<math", f'<math alttext="{attribute(math.tex)}"', 1)
            self.failed.append(math)
        written = self.delimited(math)
        if not _is_closed(math):
            written = f'<span class="{names.DISPLAY}">{written}</span>'
        return self.read_aloud(math, written)

    def strikethrough(self, inline: Strikethrough) -> str:
        """Write struck text; `<s>` does not pass the sanitizer."""
        return f"<del>{self.inlines(inline.content)}</del>"

    def link(self, link: Link) -> str:
        """Write a link."""
        title = f' title="{attribute(link.title)}"' if link.title else ""
        return f'<a href="{escape(link.href)}"{title}>{self.inlines(link.content)}</a>'

    def image_block(self, image: Image) -> str:
        """Write an image that stands alone."""
        return f'<div class="{names.IMAGE_BLOCK}">{self.image(image)}</div>'

    def gap(self, gap: GapRef) -> str:
        """Write the name of a gap in brackets, and its unit."""
        blank = self.gaps.get(gap.id, Blank(gap.id))
        unit = f'<span class="{names.UNIT}">\u00a0{escape(blank.unit)}</span>' if blank.unit else ""
        return f"[{blank.name}]{unit}"

    def unit_below(self, unit: str) -> str:
        """Write the unit of a number below its prompt; nothing for no unit."""
        return f'<p class="{names.UNIT}">… {escape(unit)}</p>' if unit else ""

    def start_of_code(self, text: str) -> str:
        """Write what an answer should begin with below the prompt; nothing for nothing."""
        return f'<pre class="{names.START}"><code>{escape(text)}</code></pre>' if text else ""

    def heading(self, title: str) -> str:
        """Write the title of an exercise."""
        return f'<h3 class="{names.HEADING}">{self.text(title)}</h3>'


def _is_closed(math: Math) -> bool:
    """Whether a reader finds the end of a formula where it is."""
    start, end = DISPLAY if math.display else ("\\(", "\\)")
    found = list(pieces(f"{start}{math.tex}{end}"))
    return len(found) == 3 and isinstance(found[1], Formula) and found[2] == ""
