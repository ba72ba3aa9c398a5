"""Running text of HTML: what stands in a line, and what all readers of a text share."""

from functools import cached_property
from typing import TypeAlias

from examc.core import links, readings
from examc.core.content import (
    Block,
    Code,
    GapRef,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    Text,
)
from examc.core.records import replace
from examc.files.xmltree import Element, characters
from examc.text.folding import append, fold, hoisted, merged
from examc.text.fromhtml.formulas import Formulas
from examc.text.fromhtml.styles import WRAPPERS, Wrapper, emphasis, is_underlined
from examc.text.htmltree import BLOCKS, CODE, CONTAINERS, HEADINGS, HIDDEN, PLAIN, name
from examc.text.lines import in_a_line
from examc.text.listings import code_of, coded, with_gaps
from examc.text.standins import words_for
from examc.text.xhtml import READ_ALOUD

DEEPEST = 100  # elements inside each other; libxml2 itself drops what is below 256

Nodes: TypeAlias = tuple[Block | Inline, ...]

_IN_TABLES = frozenset(["caption", "tbody", "td", "tfoot", "th", "thead", "tr", "summary"])


CODE_WITH_GAPS = "code with a gap in it is read as running text, in lines of code"


class TooDeep(Exception):
    """A text with more than `DEEPEST` elements inside each other; never leaves this package."""


class Running(Formulas):
    """Reads the running text of one text."""

    depth = 0

    @cached_property
    def open(self) -> list[object]:
        """The kinds of emphasis, and links, that the text being read stands in."""
        return []

    def running(self, element: Element) -> Inlines:
        """What is inside an element, as running text; blocks in it lose their form."""
        run: list[Inline] = []
        self._enter()
        self._text(run, element.text)
        for child in element:
            taken = self._taken(child)
            if taken is not None:
                for node in taken:
                    run += in_a_line(node) if isinstance(node, Block) else (node,)
            elif (kind := name(child)) in BLOCKS:
                if kind not in CONTAINERS and kind not in HEADINGS and kind not in _IN_TABLES:
                    self.tell("R420", f"element <{kind}> in a line of text loses its form")
                append(run, " ")
                run += self.running(child)
                append(run, " ")
            else:
                self._inline(run, child)
            self._text(run, child.tail)
        self.depth -= 1
        return merged(run)

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooDeep

    def _taken(self, element: Element) -> Nodes | None:
        """What stands for an element that a format takes out; None for the usual reading."""
        raise NotImplementedError

    # -- inlines --------------------------------------------------------------------------------

    def _inline(self, run: list[Inline], element: Element) -> None:
        """Add an element of running text, in the emphasis that its name or style says."""
        found: tuple[Wrapper, ...] = ()
        if self.ours:
            own = WRAPPERS.get(name(element))
            found = () if own is None else (own,)
        else:
            self._tell_style(element)
            found = tuple(kind for kind in emphasis(element) if kind not in self.open)
        if not found:
            self._bare(run, element)
            return
        inner: list[Inline] = []
        self.open += found
        self._bare(inner, element)
        del self.open[-len(found) :]
        content = merged(inner)
        for wrapper in reversed(found[1:]):
            wrapped: list[Inline] = []
            self._wrap(wrapped, wrapper, content)
            content = merged(wrapped)
        self._wrap(run, found[0], content)

    def _tell_style(self, element: Element) -> None:
        if element.get("style") and Link not in self.open and is_underlined(element):
            self.tell("R420", "underline has no place in a text; the words are kept")

    def _bare(self, run: list[Inline], element: Element) -> None:
        """Add an element of running text, whatever emphasis it is."""
        kind = name(element)
        if kind == "span":
            self._span(run, element)
        elif kind in WRAPPERS:
            run += self.running(element)
        elif kind in CODE:
            self._code(run, element)
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
        elif kind == "script" and element.get("type", "").startswith("math/tex"):
            self._script(run, element)
        elif kind in HIDDEN:
            if kind != "head":
                self.tell("R420", f"element <{kind}> has no place in a text and is left out")
        elif kind:
            self._no_place(kind)
            run += self.running(element)

    def _code(self, run: list[Inline], element: Element) -> None:
        """Add code; where lines break in it, each line is code, and its pictures follow it."""
        if self.ours:
            run.append(Code(fold(characters(element))))
            return
        pieces = coded(element, self._gap)
        code = code_of(pieces)
        if code is None:
            self.tell("R420", CODE_WITH_GAPS)
            run += with_gaps(pieces)
            code = ""
        self._tell_lost(element)
        for number, line in enumerate(code.split("\n")):
            if number:
                run.append(LineBreak())
            if line.strip():
                run.append(Code(line))
        for picture in element.iter():
            if name(picture) == "img":
                self._add_image(run, picture)

    def _gap(self, element: Element) -> GapRef | None:
        """The gap that an element of code is; nothing else in code is taken out of it."""
        taken = None if self.ours else self._taken(element)
        match taken:
            case (GapRef() as gap,):
                return gap
            case _:
                return None

    def _tell_lost(self, element: Element) -> None:
        """Say what of code in running text has no place in it."""
        for inner in element.iterdescendants():
            if name(inner) in ("sub", "sup"):
                self.tell("R420", f"element <{name(inner)}> has no place in code; its text is kept")

    def _span(self, run: list[Inline], element: Element) -> None:
        """A span; those of `xhtml.Writer` mean an image with its caption, or bare characters."""
        kind = element.get("class", "")
        if kind == "examc-literal":
            append(run, element.text or "")
        elif kind == "examc-formula":
            written = characters(element)
            run.append(Math(written[2:-2], not written.startswith("\\(")))
        elif kind == READ_ALOUD or element.get("role") == "math":
            self._read_aloud(run, element)
        elif kind == "examc-figure":
            picture = next((part for part in element.iter() if name(part) == "img"), None)
            words = [child for child in element if child.get("class") == "examc-caption"]
            caption = fold(characters(words[0])) if words else ""
            image = self._image(picture, caption) if picture is not None else None
            run += (image,) if isinstance(image, Image) else self.running(element)
        else:
            run += self.running(element)

    def _read_aloud(self, run: list[Inline], element: Element) -> None:
        """A formula, and how it is read aloud as the element round it says."""
        inner = self.running(element)
        said = element.get("aria-label", element.get("label", ""))
        match inner:
            case (Math() as math,):
                run.append(replace(math, say=readings.of_words(said) or math.say))
            case _:
                run += inner

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
        scheme = links.refused(url) if url else ""
        if scheme:
            self.tell("R424", f"link to {scheme[:40]!r} is not kept", links.ADVICE)
            return None
        return url

    def _add_image(self, run: list[Inline], element: Element) -> None:
        equation = element.get("data-equation-content", "")  # how Canvas shows formulas
        if equation.strip():
            run.append(self._formula(equation) or Text(fold(equation)))
            return
        caption = "" if self.ours else " ".join(element.get("title", "").split())
        run.append(self._image(element, caption))

    def _image(self, element: Element, caption: str) -> Image | Text:
        """An image, or the words that stand for one that cannot be had."""
        src, alt = element.get("src", ""), fold(element.get("alt", ""))
        words = words_for(alt, src)
        if not src:
            self.tell("R470", f"image has no address; {words!r} stands for it", "add the image")
            return Text(words)
        path = self.picture(src, words)
        return Image(path, alt if self.ours else alt.strip(" "), caption) if path else Text(words)

    def _no_place(self, kind: str) -> None:
        if kind not in CONTAINERS and kind not in PLAIN:
            self.tell("R420", f"element <{kind[:40]}> has no place in a text; its text is kept")
