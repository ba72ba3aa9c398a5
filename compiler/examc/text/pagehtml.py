"""Rich text for self-contained pages: formulas as MathML, images inside the page itself."""

import base64
import hashlib
import posixpath
from collections.abc import Iterator, Mapping

from examc.core.content import (
    Blocks,
    Code,
    CodeBlock,
    Heading,
    Image,
    LineBreak,
    Math,
    Paragraph,
    Table,
    Text,
    walk,
)
from examc.core.records import replace
from examc.files.imagefiles import MEDIA_TYPES
from examc.text import tex, xhtml

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
"""The Content-Security-Policy of a page of ours: it runs nothing, and loads nothing but what it holds."""


def policy(script: str, *, live: bool = False) -> str:
    """The same for a page that runs this one script; `live`: it may ask its own server for more."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    asks = " connect-src 'self';" if live else ""
    return f"{POLICY}; script-src 'sha256-{digest}';{asks}"


_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"})


def direction(language: str) -> str:
    """The direction in which a language is written: "rtl" or "ltr"."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


class PageWriter(xhtml.Writer):
    """Writes content for a browser that shall load nothing else."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def math(self, math: Math) -> str:
        """Write a formula as MathML; as LaTeX where that cannot be made."""
        made = tex.mathml(math.tex, display=math.display)
        return self.labelled(made, math) if made else super().math(math)

    def labelled(self, element: str, math: Math) -> str:
        """MathML with how it is read aloud, where its author says so."""
        if not math.say:
            return element
        said = self.value(math.say)
        return element.replace("<math", f'<math alttext="{said}" aria-label="{said}"', 1)

    def image(self, image: Image) -> str:
        """Write an image of the exam; of a missing or remote one its text only."""
        if image.src not in self.files:
            return f"<em>[{xhtml.escape(image.alt or image.src)}]</em>"
        return super().image(image)

    def opening(self, content: Blocks, most: int) -> str:
        """Write the beginning of a text on one line, with its formulas and without its form.

        It has about `most` characters: a formula counts as half of its LaTeX, and is never cut.
        """
        parts, more = list[str](), False
        words = [block for block in content if not isinstance(block, Table)] or content
        for leaf in _on_one_line(tuple(words)):
            if most <= 0:
                more = True
                break
            if isinstance(leaf, str) and not parts:
                leaf = leaf.lstrip()
            if isinstance(leaf, Math):
                parts.append(self.math(replace(leaf, display=False)))
                most -= len(leaf.tex) // 2 + 1
            else:
                parts.append(xhtml.escape(_begun(leaf, most)))
                most -= len(leaf)
        written = "".join(parts).strip()
        return written.rstrip(" .,:") + "…" if more or most < 0 else written

    def image_src(self, src: str) -> str:
        """The bytes of an image as an address."""
        kind = MEDIA_TYPES.get(posixpath.splitext(src)[1].lower(), "application/octet-stream")
        return f"data:{kind};base64,{base64.b64encode(self.files[src]).decode()}"


def _begun(text: str, most: int) -> str:
    """The beginning of a text, cut between words where it can be."""
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0] or text[:most]


def _on_one_line(content: Blocks) -> Iterator[str | Math]:
    """Yield the texts and formulas of a text in order, with one space between blocks and words."""
    text = ""
    for node in walk(content):
        match node:
            case Math():
                if text:
                    yield text
                yield node
                text = ""
            case Text() | Code() | CodeBlock():
                text += node.text
            case Image():
                text += node.alt
            case LineBreak() | Paragraph() | Heading() | Table():
                text += " "
            case _:
                pass
        text = _spaced(text)
    if text.strip():
        yield text


def _spaced(text: str) -> str:
    """A text with single spaces, at its ends as well."""
    return " ".join(f"|{text}|".split())[1:-1]
