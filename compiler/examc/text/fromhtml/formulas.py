"""Formulas in HTML: between delimiters in running text, in scripts of MathJax, and in MathML."""

from collections.abc import Callable

from examc.core import lazyre
from examc.core.content import Inline, Math, Text
from examc.core.diagnostics import Report
from examc.core.records import replace
from examc.core.source import Span
from examc.files.xmltree import Element, characters
from examc.text.delimiters import Formula, Unclosed, pieces
from examc.text.folding import append, fold
from examc.text.htmlshown import latex, own_latex, reading
from examc.text.tex import check

_SPACE_AT_END = lazyre.compile(r"(?<!\\)((?:\\\\)*)\\[ \t]*\n[ \t]*")
"""A backslash at the end of a line, which is a space in LaTeX."""
_LAST_SPACE = lazyre.compile(r"(?<!\\)((?:\\\\)*)\\\s*\Z")
_COMMENT = lazyre.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?=\n)")
_HELP = "write the formula again, in LaTeX"


class Formulas:
    """Reads the formulas of one text; what is wrong with the text is reported once."""

    def __init__(
        self,
        report: Report,
        where: str,
        image: Callable[[str, str], str] | None,
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
        self.told: set[str] = set()

    def picture(self, address: str, words: str) -> str:
        """The path of the image at an address, "" where there is none: then `words` stand for it.

        A reader that has more to say of it has this as a method of its own, and no `image`: a
        function that knew the reader would keep both, and what they read, until the program ends.
        """
        return "" if self.image is None else self.image(address, words)

    def tell(self, code: str, message: str, help: str = "") -> None:
        """Report what is wrong with this text, each message once."""
        if message not in self.told:
            self.told.add(message)
            self.report.add(code, message, self.span, help=help, where=self.where, path=self.path)

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
        self.tell("R426", message, _HELP)
        return None

    def _script(self, run: list[Inline], element: Element) -> None:
        """Add a formula as MathJax 2 keeps it, or its characters."""
        written = characters(element)
        formula = self._formula(written, display="mode=display" in element.get("type", ""))
        if formula:
            run.append(formula)
        elif written.strip():
            run.append(Text(fold(written)))

    def _mathml(self, run: list[Inline], element: Element) -> None:
        if self.ours:
            given, say = own_latex(element)
        else:
            given, say = latex(element) or _converted(element), reading(element)
        formula = self._formula(given, display=element.get("display") == "block")
        if formula:
            run.append(replace(formula, say=say) if say else formula)
            return
        message = "formula in MathML is not said in LaTeX; its characters alone are kept"
        self.tell("R426", message, _HELP)
        words = " ".join(characters(element).split())
        append(run, words or element.get("alttext", ""))


def _converted(math: Element) -> str:
    """The LaTeX of MathML that says none itself; loaded where there is some."""
    from examc.text.frommathml import latex_of

    return latex_of(math)


def _lines(formula: str) -> list[str]:
    stripped = (line.strip() for line in formula.split("\n"))
    return [line for line in stripped if line]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= 60 else text[:57] + "…")
