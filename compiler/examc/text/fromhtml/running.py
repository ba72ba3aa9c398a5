"""Running text of HTML: what stands in a line, and what all readers of a text share."""

import re
from collections.abc import Callable
from typing import TypeAlias

from examc.core.content import (
    Block,
    Code,
    Emphasis,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    Paragraph,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
    plain,
)
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.files.xmltree import Element, characters
from examc.text.delimiters import Formula, Unclosed, pieces
from examc.text.folding import append, fold, hoisted, merged
from examc.text.htmltree import BLOCKS, CODE, CONTAINERS, HIDDEN, PLAIN, name
from examc.text.tex import check

DEEPEST = 100  # elements inside each other; libxml2 itself drops what is below 256

Nodes: TypeAlias = tuple[Block | Inline, ...]
Wrapper: TypeAlias = Callable[[Inlines], Inline]

_SPACE_AT_END = re.compile(r"(?<!\\)((?:\\\\)*)\\[ \t]*\n[ \t]*")
"""A backslash at the end of a line, which is a space in LaTeX."""
_LAST_SPACE = re.compile(r"(?<!\\)((?:\\\\)*)\\\s*\Z")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?=\n)")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")

WRAPPERS: dict[str, Wrapper] = {
    "em": Emphasis,
    "i": Emphasis,
    "cite": Emphasis,
    "dfn": Emphasis,
    "var": Emphasis,
    "strong": Strong,
    "b": Strong,
    "s": Strikethrough,
    "del": Strikethrough,
    "strike": Strikethrough,
    "sub": Subscript,
    "sup": Superscript,
}
"""Elements that are emphasis of a kind."""


class TooDeep(Exception):
    """A text with more than `DEEPEST` elements inside each other; never leaves this package."""


class Running:
    """Reads the running text of one text; what has no place in it is reported once."""

    def __init__(
        self,
        report: Report,
        where: str,
        image: Callable[[str], str],
        *,
        span: Span | None = None,
        path: str = "",
        ours: bool = False,
    ) -> None:
        self.report = report
        self.where = where
        self.image = image
        self.span = span
        self.path = path
        self.ours = ours
        self.depth = 0
        self.open: list[object] = []
        """The kinds of emphasis, and links, that the text being read stands in."""
        self.told: set[str] = set()

    def running(self, element: Element) -> Inlines:
        """What is inside an element, as running text; blocks in it lose their form."""
        run: list[Inline] = []
        self._enter()
        self._text(run, element.text)
        for child in element:
            taken = self._taken(child)
            if taken is not None:
                for node in taken:
                    run += flat(node) if isinstance(node, Block) else (node,)
            elif name(child) in BLOCKS:
                append(run, " ")
                run += self.running(child)
                append(run, " ")
            else:
                self._inline(run, child)
            self._text(run, child.tail)
        self.depth -= 1
        return merged(run)

    def tell(self, code: str, message: str, help: str = "") -> None:
        """Report what is wrong with this text, each message once."""
        if message not in self.told:
            self.told.add(message)
            self.report.add(code, message, self.span, help=help, where=self.where, path=self.path)

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooDeep

    def _taken(self, element: Element) -> Nodes | None:
        """What stands for an element that a format takes out; None for the usual reading."""
        raise NotImplementedError

    # -- inlines --------------------------------------------------------------------------------

    def _inline(self, run: list[Inline], element: Element) -> None:
        kind = name(element)
        if kind == "span":
            self._span(run, element)
        elif kind in WRAPPERS:
            self._emphasis(run, WRAPPERS[kind], element)
        elif kind in CODE:
            run.append(Code(fold(characters(element))))
        elif kind == "br":
            run.append(LineBreak())
        elif kind == "img":
            self._add_image(run, element)
        elif kind == "a":
            self._link(run, element)
        elif kind == "math":
            self._mathml(run, element)
        elif kind == "q":
            append(run, "“")
            run += self.running(element)
            append(run, "”")
        elif kind in HIDDEN:
            self._hidden(run, element, kind)
        elif kind:
            self._no_place(kind)
            run += self.running(element)

    def _text(self, run: list[Inline], text: str | None) -> None:
        """Add characters, and the formulas in them, which stand between delimiters."""
        if not text:
            return
        bare: list[str] = []
        for piece in pieces(text):
            match piece:
                case str():
                    bare.append(piece)
                case Formula():
                    formula = self._formula(piece.tex, display=piece.display)
                    if formula:
                        append(run, "".join(bare))
                        bare.clear()
                        run.append(formula)
                    else:
                        bare.append(piece.written)
                case Unclosed():
                    message = f"formula that begins with {piece.opening} is never closed"
                    self.tell("R423", message)
                    bare.append(piece.text)
        append(run, "".join(bare))

    def _formula(self, text: str, *, display: bool = False) -> Math | None:
        """A formula without white space at the ends of its lines, and without empty lines.

        In running text a formula is one line, as a source has it. None where there is nothing, or
        nothing that LaTeX can be; other systems keep whatever somebody typed.
        """
        if self.ours:
            return Math("\n".join(_lines(text)), display) if text.strip() else None
        text = text.replace("\r", "\n").replace("\u00a0", " ")
        text = _SPACE_AT_END.sub(r"\1\\ ", _LAST_SPACE.sub(r"\1", text))
        if not display:
            text = _COMMENT.sub(r"\1", text)
        tex = ("\n" if display else " ").join(_lines(text))
        flaw = check(tex)
        if flaw is None or flaw.unknown:
            return Math(tex, display) if tex else None
        message = f"formula {_short(tex)} cannot be read: {flaw.message}; its characters are kept"
        self.tell("R426", message, "write the formula again, in LaTeX")
        return None

    def _span(self, run: list[Inline], element: Element) -> None:
        """A span; those of `xhtml.Writer` mean an image with its caption, or bare characters."""
        kind = element.get("class", "")
        if kind == "examc-literal":
            append(run, element.text or "")
        elif kind == "examc-formula":
            written = characters(element)
            run.append(Math(written[2:-2], not written.startswith("\\(")))
        elif kind == "examc-figure":
            picture = next((part for part in element.iter() if name(part) == "img"), None)
            words = [child for child in element if child.get("class") == "examc-caption"]
            caption = fold(characters(words[0])) if words else ""
            image = self._image(picture, caption) if picture is not None else None
            run += (image,) if image else self.running(element)
        elif "line-through" in element.get("style", ""):
            self._emphasis(run, Strikethrough, element)
        else:
            run += self.running(element)

    def _emphasis(self, run: list[Inline], wrapper: Wrapper, element: Element) -> None:
        """Add emphasis; that inside its like says no more."""
        if wrapper in self.open and not self.ours:
            run += self.running(element)
            return
        self.open.append(wrapper)
        inner = self.running(element)
        self.open.pop()
        self._wrap(run, wrapper, inner)

    def _wrap(self, run: list[Inline], wrapper: Wrapper, inner: Inlines) -> None:
        """Add emphasis or the like; white space at its ends belongs outside of it."""
        if self.ours:
            run.append(wrapper(inner))
            return
        before, inner, after = hoisted(inner)
        run += before
        if inner:
            run.append(wrapper(inner))
        run += after

    def _link(self, run: list[Inline], element: Element) -> None:
        url = self._address(element)
        self.open.append(Link)
        inner = self.running(element)
        self.open.pop()
        if url is None:
            run += inner
        else:
            title = element.get("title", "")
            self._wrap(run, lambda content: Link(content, url, title), inner)

    def _address(self, element: Element) -> str | None:
        """Where a link leads; None where it is none, or stands inside another."""
        url = None if Link in self.open and not self.ours else element.get("href")
        scheme = _SCHEME.match(url) if url else None
        if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
            message = f"link to {scheme[1] + ':'!r} is not kept"
            self.tell("R424", message, "link to an http, https or mailto address")
            return None
        return url

    def _add_image(self, run: list[Inline], element: Element) -> None:
        equation = element.get("data-equation-content", "")  # how Canvas shows formulas
        if equation.strip():
            run.append(self._formula(equation) or Text(fold(equation)))
            return
        caption = "" if self.ours else " ".join(element.get("title", "").split())
        image = self._image(element, caption)
        if image:
            run.append(image)
        elif element.get("src"):
            append(run, element.get("alt", ""))

    def _image(self, element: Element, caption: str) -> Image | None:
        src, alt = element.get("src", ""), fold(element.get("alt", ""))
        if not src:
            self.tell("R427", "image without an address is left out")
            return None
        path = self.image(src)
        return Image(path, alt if self.ours else alt.strip(" "), caption) if path else None

    def _mathml(self, run: list[Inline], element: Element) -> None:
        given = element.get("alttext", "")
        for part in element.iterdescendants():
            if name(part) == "annotation" and "tex" in part.get("encoding", "").lower():
                given = characters(part) or given
        if not self.ours:
            given = _between_dollars(given)
        formula = self._formula(given, display=element.get("display") == "block")
        if formula:
            run.append(formula)
            return
        message = "formula in MathML says no LaTeX; its characters alone are kept"
        self.tell("R426", message, "write the formula again, in LaTeX")
        append(run, " ".join(characters(element).split()))

    def _hidden(self, run: list[Inline], element: Element, kind: str) -> None:
        media = element.get("type", "")
        if kind == "script" and media.startswith("math/tex"):  # where MathJax 2 keeps formulas
            written = characters(element)
            formula = self._formula(written, display="mode=display" in media)
            run += (formula,) if formula else (Text(fold(written)),) if written.strip() else ()
        elif kind != "head":
            self.tell("R420", f"element <{kind}> has no place in a text and is left out")

    def _no_place(self, kind: str) -> None:
        if kind not in CONTAINERS and kind not in PLAIN:
            self.tell("R420", f"element <{kind[:40]}> has no place in a text; its text is kept")


def _lines(formula: str) -> list[str]:
    stripped = (line.strip() for line in formula.split("\n"))
    return [line for line in stripped if line]


def _between_dollars(formula: str) -> str:
    """A formula without the dollars that some systems keep round it."""
    bare = formula.strip()
    for fence in ("$$", "$"):
        if len(bare) > 2 * len(fence) and bare.startswith(fence) and bare.endswith(fence):
            return bare.removeprefix(fence).removesuffix(fence)
    return formula


def _short(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= 60 else text[:57] + "…")


def flat(block: Block) -> Inlines:
    """A block as running text."""
    if isinstance(block, Paragraph | Heading):
        return block.content
    text = plain((block,))
    return (Text(text),) if text else ()
