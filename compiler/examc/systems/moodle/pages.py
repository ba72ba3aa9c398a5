"""Rich text → the HTML that Moodle shows as it was meant, whichever file it stands in.

Moodle's filters work on the characters of the HTML. What they would take for their own is written
so that they do not see it: as an entity or, in running text, inside an element of its own. This is
done in every text, since a site may give its filters other delimiters than Moodle's.
"""

import re
from itertools import pairwise

from examc.core import lazyre
from examc.core.content import (
    Code,
    CodeBlock,
    GapRef,
    Image,
    Inlines,
    Link,
    Math,
    Text,
    joined,
)
from examc.core.wording import ENGLISH, Wording
from examc.systems.moodle.filters import EMOTICONS
from examc.text import delimiters, tex
from examc.text.delimiters import Formula
from examc.text.xhtml import Writer, escape

_SEEN = (*EMOTICONS, "{-)")  # this one winks once its brace is an entity
_FIRST = "".join(sorted({emoticon[0] for emoticon in _SEEN}))
_ALL = "|".join(map(re.escape, _SEEN))
_EMOTICON = lazyre.compile(f"(?=[{re.escape(_FIRST)}])(?:{_ALL})")
# The filter looks at HTML source: `<-)` is `&lt;-)` there, and its last three signs wink.
_EMOTICON_TO_BE = lazyre.compile(f'(?=[{re.escape(_FIRST)}&<>"])(?:{_ALL}|[&<>"]-\\))')
_BRACES = lazyre.compile(r"\{[^}]+\}")
_NUMBERED = lazyre.compile(r"\[\[(?=[0-9]+\]\])")
_DELIMITER = lazyre.compile(r"(?<=\\)[()\[\]]|(?<=\$)\$")
_NAME_FORMULA = lazyre.compile(r"\$(?!\s)([^$]+?)(?<!\s)\$(?!\d)")


def nolink(html: str) -> str:
    """HTML inside the one element that keeps Moodle's filters away from text."""
    return f'<span class="nolink">{html}</span>'


def braced(html: str) -> str:
    """A text without braces round tags: in a text with formulas, Moodle shows such tags."""
    end = html.rfind("}") + 1  # after the last one, each brace would be sought to the end in vain
    return _BRACES.sub(_without_brace, html[:end]) + html[end:]


def unnumbered(html: str) -> str:
    """A text in which no `[[1]]` is taken for a gap."""
    return _NUMBERED.sub("&#91;&#91;", html) if "[[" in html else html


def _without_brace(found: re.Match[str]) -> str:
    has_tag = "<" in found[0] or ">" in found[0]
    return found[0].replace("{", "&#123;") if has_tag else found[0]


def _coded(html: str) -> str:
    """A code, a formula or a value in HTML, in which no delimiter of a formula can be seen."""
    return _DELIMITER.sub(lambda found: f"&#{ord(found[0])};", html)


def _shielded(html: str) -> str:
    """An element with its attributes, kept from the emoticon filter where it has to be."""
    return nolink(html) if _EMOTICON.search(html) else html


def attribute(value: str) -> str:
    """A value between double quotes, in which filters see no emoticon and no formula."""
    return _EMOTICON.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", _value(value))


def _value(value: str) -> str:
    return _coded(escape(value))


GAP = "\x02\x03"
"""What stands round the name of a gap in a text, in an element, until its code is put there."""


class Page(Writer):
    """Writes the texts of one exam; collects formulas that MathML cannot hold."""

    image_class = "img-fluid"  # else a picture keeps its width, and runs off the page
    table_class = "table table-sm table-bordered"  # else a table has neither lines nor room

    def __init__(self, math: str, words: Wording = ENGLISH) -> None:
        self.words = words
        self.mathml = math == "mathml"
        self.failed: list[Math] = []

    def name(self, text: str) -> str:
        """A name of a criterion or level, which may hold formulas between `$` signs."""
        pieces: list[str] = []
        end = 0
        for match in _NAME_FORMULA.finditer(text):
            if not is_formula(match[1]):
                continue
            pieces += [self.text(text[end : match.start()]), self.math(Math(match[1]))]
            end = match.end()
        return "".join([*pieces, self.text(text[end:])])

    # -- what Moodle's filters would change -----------------------------------------------------

    def inlines(self, content: Inlines) -> str:
        """Write running text; texts side by side are joined, as the filters see them."""
        if any(isinstance(a, Text) and isinstance(b, Text) for a, b in pairwise(content)):
            content = joined(content)
        return super().inlines(content)

    def text(self, text: str) -> str:
        """Write characters; what looks like an emoticon or a formula is kept from being one."""
        pieces: list[str] = []
        end = 0
        for match in _EMOTICON_TO_BE.finditer(text):
            pieces += [super().text(text[end : match.start()]), nolink(escape(match[0]))]
            end = match.end()
        return "".join([*pieces, super().text(text[end:])]) if pieces else super().text(text)

    def code(self, code: Code) -> str:
        """Write code in running text."""
        return _shielded(_coded(super().code(code)))

    def code_block(self, block: CodeBlock) -> str:
        """Write a listing."""
        return _coded(super().code_block(block))

    def value(self, value: str) -> str:
        """Write the value of an attribute."""
        return _value(value)

    def link(self, link: Link) -> str:
        """Write a link; its address must not become a picture, nor a line end in its title a space."""
        html = super().link(link)
        start = html[: html.index(">") + 1]
        if "\n" in start:
            html = start.replace("\n", "&#10;") + html[len(start) :]
        return nolink(html) if _EMOTICON.search(start) else html

    def image(self, image: Image) -> str:
        """Write an image, and its caption on a line below it."""
        element = _shielded(super().image(Image(image.src, image.alt)))
        if not image.caption:
            return element
        caption = f'<br/><span class="examc-caption">{self.text(image.caption)}</span>'
        return f'<span class="examc-figure">{element}{caption}</span>'

    def gap(self, gap: GapRef) -> str:
        """Write where a gap stands; its code is put there once the text is safe from filters."""
        return f"<{GAP[0]}{gap.id}{GAP[1]}>"

    def math(self, math: Math) -> str:
        """Write a formula for MathJax, or as MathML with its LaTeX as alternative text."""
        if self.mathml:
            element = tex.mathml(math.tex, display=math.display)
            if element is not None and math.say:
                return _shielded(_coded(tex.read_aloud(element, math.tex, math.say)))
            if element is not None:
                source = escape(math.tex).replace("\n", "&#10;")  # a newline is read as a space
                return _shielded(_coded(element.replace("<math", f'<math alttext="{source}"', 1)))
            self.failed.append(math)
        written = self.delimited(math)
        return self.read_aloud(math, f"{written[:2]}{_coded(written[2:-2])}{written[-2:]}")

    def read_aloud(self, math: Math, written: str) -> str:
        """Put an element round a formula; no emoticon is seen in how it is read aloud."""
        if not math.say or not _EMOTICON.search(math.say):
            return super().read_aloud(math, written)
        shown = attribute(math.say)
        return super().read_aloud(math, written).replace(self.value(math.say), shown, 1)


def is_formula(tex: str) -> bool:
    """Whether a formula ends where it should once it stands between its delimiters."""
    return list(delimiters.pieces(f"\\({tex}\\)")) == ["", Formula(tex, False, f"\\({tex}\\)"), ""]
