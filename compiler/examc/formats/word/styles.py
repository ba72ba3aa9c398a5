"""The look of characters and the level of headings, through the styles that Word has for them."""

from examc.core import lazyre
from examc.core.records import Mutable, field, replace
from examc.files.xmltree import Element, child, children, elements, name, parts
from examc.formats.word.package import attribute, is_on
from examc.formats.word.pieces import PLAIN, Look

DEEPEST = 20  # styles based on one another

_HEADING = lazyre.compile(r"heading ([1-9])")
_MONO = lazyre.compile(
    r"courier|consolas|menlo|monaco|lucida console|typewriter|\bmono\b|mono$|inconsolata|fira code"
    r"|source code|cascadia",
)
_BLACK = frozenset(("auto", "000000", "windowtext", "none", ""))
_TOGGLES = {"b": "bold", "i": "italic", "strike": "strike", "dstrike": "strike", "vanish": "hidden"}


class Style(Mutable):
    """A style: what it is based on, and its own properties."""

    name: str = ""
    base: str = ""
    run: Element | None = None
    paragraph: Element | None = None


class Styles(Mutable):
    """All styles of a file, by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)
    usual: Look = PLAIN
    default: str = ""
    """The style of paragraphs that name none."""
    _looks: dict[tuple[str, Look], Look] = field(default_factory=dict)

    def chain(self, identifier: str) -> list[Style]:
        """A style and those that it is based on, the nearest first."""
        found: list[Style] = []
        while identifier in self.by_id and len(found) < DEEPEST:
            found.append(self.by_id[identifier])
            identifier = found[-1].base
        return found

    def look(self, identifier: str, under: Look) -> Look:
        """How a style makes characters look that looked like `under`."""
        key = identifier, under
        if key not in self._looks:
            made = under
            for style in reversed(self.chain(identifier)):
                made = looked(made, style.run)
            self._looks[key] = made
        return self._looks[key]

    def of_paragraph(self, identifier: str) -> Look:
        """The look of the characters of a paragraph of a style."""
        return self.look(identifier or self.default, self.usual)

    def heading(self, identifier: str) -> int:
        """The level of a style of headings, from 1; 0 for any other style, -1 for a title."""
        for style in self.chain(identifier):
            found = _HEADING.fullmatch(style.name.lower())
            if found:
                return int(found[1])
            if style.name.lower() == "title":
                return -1
            level = outline(style.paragraph)
            if level:
                return level
        return 0


def outline(properties: Element | None) -> int:
    """The level of a heading that paragraph properties state; 0 for none."""
    level = None if properties is None else child(properties, "outlineLvl")
    value = "" if level is None else attribute(level, "val")
    return int(value) + 1 if value in tuple("012345678") else 0


def styles(root: Element | None) -> Styles:
    """The styles of `styles.xml`; none of them without it."""
    found = Styles()
    if root is None:
        return found
    for usual in elements(root, "rPrDefault")[:1]:
        found.usual = looked(PLAIN, child(usual, "rPr"))
    for one in children(root, "style"):
        own = attribute(one, "styleId")
        named, base = child(one, "name"), child(one, "basedOn")
        found.by_id[own] = Style(
            "" if named is None else attribute(named, "val"),
            "" if base is None else attribute(base, "val"),
            child(one, "rPr"),
            child(one, "pPr"),
        )
        if attribute(one, "type") == "paragraph" and attribute(one, "default") in ("1", "true"):
            found.default = own
    return found


def looked(under: Look, properties: Element | None) -> Look:
    """A look, as run properties change it."""
    if properties is None:
        return under
    changes: dict[str, object] = {}
    for one in parts(properties):
        local = name(one)
        if local in _TOGGLES:
            changes[_TOGGLES[local]] = is_on(one)
        elif local == "u":
            changes["underline"] = attribute(one, "val", "single") != "none"
        elif local == "color":
            colour = attribute(one, "val").lower()
            changes["colour"] = "" if colour in _BLACK else colour
        elif local == "highlight":
            changes["highlight"] = _unless(attribute(one, "val").lower(), "none")
        elif local == "shd":
            fill = attribute(one, "fill").lower()
            changes["highlight"] = _unless(fill, "auto", "ffffff")
        elif local == "vertAlign":
            changes["raised"] = _unless(attribute(one, "val"), "baseline")
        elif local == "rFonts":
            font = attribute(one, "ascii").lower()
            changes["mono"] = bool(font and _MONO.search(font))
    return replace(under, **changes) if changes else under


def _unless(value: str, *nothing: str) -> str:
    return "" if value in nothing else value
