"""The runs of one paragraph → pieces: characters, formulas, images, references, boxes to tick."""

from collections.abc import Callable

from examc.core import links
from examc.core.content import Math, Text
from examc.core.records import Mutable, field
from examc.files.xmltree import Element, characters, child, elements, name, parts
from examc.formats.foreign.images import Images, lost
from examc.formats.foreign.quoting import quoted
from examc.formats.word.package import Docx, attribute, is_on
from examc.formats.word.pictures import picture
from examc.formats.word.pieces import OBJECT, Look, Piece, Told
from examc.formats.word.styles import Styles, looked
from examc.text.omml import Unsaid, latex
from examc.text.standins import words_for
from examc.text.tex import check

_SYMBOLS = {
    **dict.fromkeys(("f0fc", "fc", "f050", "50"), "✓"),
    **dict.fromkeys(("f0fe", "fe", "f052", "52"), "☑"),
    **dict.fromkeys(("f0fd", "fd", "f053", "53"), "☒"),
    **dict.fromkeys(("f0a8", "a8", "f06f", "6f", "f0a3", "a3"), "☐"),
    **dict.fromkeys(("f0e0", "e0"), "→"),
    **dict.fromkeys(("f0fb", "fb", "f04f", "4f"), "✗"),
}
"""Characters of Wingdings, by their numbers."""
_GREEK = {
    f"f0{ord(plain):x}": greek
    for plain, greek in zip("abcdefghiklmnpqrstuwxyz", "αβχδεφγηικλμνπθρστυωξψζ", strict=True)
}
"""Letters of the font Symbol, by their numbers."""
_INSIDE = frozenset(
    ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
"""What text stands in as if it were not there."""
_GONE = {"del", "moveFrom"}
_SPACES = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "", "ptab": "\t"}
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


class Found(Mutable):
    """What stands in a paragraph beside its text: boxes, notes of the page, comments."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Footnotes and endnotes: their sort and id."""
    comments: list[str] = field(default_factory=list)


class Runs:
    """Reads the runs of paragraphs; what has no place in an exam is told."""

    def __init__(self, docx: Docx, part: str, styles: Styles, images: Images, told: Told) -> None:
        self.docx = docx
        self.part = part
        self.styles = styles
        self.images = images
        self.told = told
        self.line = 0
        self.found = Found()
        self._makers: dict[str, Callable[[Element, Look], None]] = {
            "r": self._run,
            "hyperlink": self._link,
            "oMath": self._formula,
            "oMathPara": self._display,
            "AlternateContent": self._alternatives,
        }

    def read(self, paragraph: Element, look: Look, line: int) -> Found:
        """The pieces of a paragraph whose characters look so."""
        self.line, self.found = line, Found()
        self._inside(paragraph, look)
        return self.found

    def tell(self, code: str, message: str, help: str = "") -> None:
        """Note something at the paragraph that is read."""
        self.told.add(code, message, self.line, help)

    def _inside(self, element: Element, look: Look) -> None:
        for one in parts(element):
            local = name(one)
            if local in self._makers:
                self._makers[local](one, look)
            elif local in _INSIDE:
                self._inside(one, look)
            elif local in _GONE and any(characters(t).strip() for t in elements(one, "delText")):
                message = "text that was deleted while changes were tracked is left out"
                self.tell("R428", message, "accept or reject the changes in Word to be sure")

    # -- runs -----------------------------------------------------------------------------------

    def _run(self, run: Element, look: Look) -> None:
        properties = child(run, "rPr")
        style = None if properties is None else child(properties, "rStyle")
        if style is not None:
            look = self.styles.look(attribute(style, "val"), look)
        look = looked(look, properties)
        for one in parts(run):
            self._part(one, look)

    def _part(self, one: Element, look: Look) -> None:
        match name(one):
            case "t":
                self._text(characters(one), look)
            case "br":
                kind = attribute(one, "type", "textWrapping")
                self._text("\n" if kind == "textWrapping" else "", look)
            case "tab" | "cr" | "noBreakHyphen" | "softHyphen" | "ptab":
                self._text(_SPACES[name(one)], look)
            case "sym":
                self._symbol(one, look)
            case "drawing" | "pict" | "object":
                self._drawn(one, look)
            case "footnoteReference" | "endnoteReference":
                self._note(one, look)
            case "commentReference":
                self.found.comments.append(attribute(one, "id"))
            case "fldChar":
                self._box(one, look)
            case "AlternateContent":
                self._alternatives(one, look)
            case _:
                pass  # marks of breaks, positions and instructions of fields

    def _text(self, text: str, look: Look) -> None:
        if not text:
            return
        if look.hidden:
            if text.strip():
                self.tell("R428", "hidden text is left out", "show hidden text in Word to see it")
            return
        self.found.pieces.append(Piece(text.replace(OBJECT, " "), look))

    def _symbol(self, one: Element, look: Look) -> None:
        font, code = attribute(one, "font").lower(), attribute(one, "char").lower()
        char = _SYMBOLS.get(code) if "wingdings" in font else None
        if font == "symbol":
            char = _GREEK.get(code)
        if char is None:
            message = f"sign {quoted(code)} of the font {quoted(font)} is left out"
            self.tell("R451", message, "write it as a character of any font")
            return
        self._text(char, look)

    def _box(self, one: Element, look: Look) -> None:
        """A box to tick, as forms of old had it."""
        for box in elements(one, "checkBox"):
            checked, usual = child(box, "checked"), child(box, "default")
            state = usual if checked is None else checked
            self._text("☒ " if is_on(state) else "☐ ", look)

    def _note(self, one: Element, look: Look) -> None:
        own = attribute(one, "id")
        self.found.notes.append((NOTES[name(one)], own))
        self._text(f"[{own}]", look)

    def _link(self, link: Element, look: Look) -> None:
        before = len(self.found.pieces)
        self._inside(link, look)
        address = self.docx.relations(self.part).get(attribute(link, "id"), ("", ""))[1]
        url = links.address(address)
        for index in range(before, len(self.found.pieces)):
            piece = self.found.pieces[index]
            plain = Look(bold=piece.look.bold, italic=piece.look.italic, mono=piece.look.mono)
            self.found.pieces[index] = Piece(piece.text, plain, piece.node, url)

    # -- formulas -------------------------------------------------------------------------------

    def _formula(self, element: Element, look: Look, *, display: bool = False) -> None:
        try:
            tex = latex(element)
            flaw = check(tex)
        except Unsaid as unsaid:
            tex, flaw = "", None
            self._lost(element, look, f"part {unsaid} has no LaTeX here")
        if flaw is not None:
            self._lost(element, look, flaw.message)
        elif tex:
            self.found.pieces.append(Piece(OBJECT, look, Math(tex, display)))

    def _lost(self, element: Element, look: Look, why: str) -> None:
        words = "".join(map(characters, elements(element, "t")))
        message = f"formula {quoted(words)} cannot be read: {why}; its characters are kept"
        self.tell("R426", message, "write the formula again, in LaTeX")
        self._text(words, look)

    def _display(self, element: Element, look: Look) -> None:
        for one in parts(element):
            if name(one) == "oMath":
                self._formula(one, look, display=True)

    # -- drawings -------------------------------------------------------------------------------

    def _alternatives(self, element: Element, look: Look) -> None:
        """What a newer program shows, with what an older one shows in its place."""
        chosen = child(element, "Choice")
        chosen = child(element, "Fallback") if chosen is None else chosen
        for one in parts(chosen) if chosen is not None else []:
            if name(one) in self._makers:
                self._makers[name(one)](one, look)
            elif name(one) in _INSIDE:
                self._inside(one, look)
            else:
                self._part(one, look)

    def _drawn(self, element: Element, look: Look) -> None:
        boxes = _outermost(element, "txbxContent")
        self.found.boxes += boxes
        shown = picture(self.docx, self.part, self.images, element)
        if shown is None:
            if not boxes and name(element) != "pict":
                message = "drawing, chart or old formula that is no image is left out"
                self.tell("R470", message, "save it as a PNG, and put that into the text")
            return
        node, problem = shown
        if problem:
            words = words_for(node.alt, problem[0])
            self.tell("R470", lost(*problem, words), "save it as a PNG, and add that by hand")
            self.found.pieces.append(Piece(OBJECT, look, Text(words)))
            return
        self.found.pieces.append(Piece(OBJECT, look, node))


def _outermost(element: Element, local: str) -> list[Element]:
    """The elements of a name inside an element, but for those inside one another."""
    found: list[Element] = []
    rest = parts(element)
    while rest:
        one = rest.pop()
        if name(one) == local:
            found.append(one)
        else:
            rest += parts(one)
    return found[::-1]
