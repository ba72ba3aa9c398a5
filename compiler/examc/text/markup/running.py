"""Running text as it is collected: white space folded, neighbours joined, ends tidied."""

from examc.core import lazyre
from examc.core.content import Inline, Inlines, LineBreak, Subscript, Superscript, Text
from examc.core.source import Span
from examc.text.markup.signs import DOWN, UP, shown

SPACE = lazyre.compile(r"[ \t\n]+")
_WRAPPERS: dict[str, type[Superscript] | type[Subscript]] = {UP[1]: Superscript, DOWN[1]: Subscript}
_OPENING = {UP[1]: UP[0], DOWN[1]: DOWN[0]}


def folded(text: str) -> str:
    """A text of one line: white space is single spaces, and none stands at the ends."""
    return SPACE.sub(" ", text).strip(" ")


class Running:
    """Collects inlines: texts in a row are one, white space is folded, none follows a break."""

    def __init__(self) -> None:
        self.inlines: list[Inline] = []
        self.words: list[str] = []
        self.span: Span | None = None
        self.opened: list[tuple[str, list[Inline], Span | None]] = []
        """Marks of what is raised or lowered that are not closed yet, and what stands before each."""

    def __bool__(self) -> bool:
        return bool(self.inlines or self.words or self.opened)

    def text(self, text: str, span: Span | None) -> None:
        """Add characters of a text."""
        if "  " in text or not text.isprintable():
            text = SPACE.sub(" ", text)
        if self.words:
            bare = self.words[-1].endswith(" ")
        else:
            bare = bool(self.inlines) and isinstance(self.inlines[-1], LineBreak)
        if bare:
            text = text.lstrip(" ")
        if text:
            self.words.append(text)
            self.span = self.span.to(span) if self.span and span else self.span or span

    def add(self, inline: Inline) -> None:
        """Add what is no text."""
        self._end_text()
        self.inlines.append(inline)

    def last(self) -> Inline | None:
        """What the next text stands right behind, if that is no text."""
        return self.inlines[-1] if self.inlines and not self.words else None

    def mark(self, mark: str, span: Span | None) -> None:
        """Add a mark of what is raised or lowered; one without its other half is a sign."""
        opening = _OPENING.get(mark)
        if opening is None:
            self._end_text()
            self.opened.append((mark, self.inlines, span))
            self.inlines = []
        elif any(opening == opened for opened, _, _ in self.opened):
            while self.opened[-1][0] != opening:
                self._give_up()
            self._end_text()
            inside = tuple(self.inlines)
            self.inlines = self.opened.pop()[1]
            self.inlines.append(_WRAPPERS[mark](inside))
        else:
            self.text(shown(mark), span)

    def _give_up(self) -> None:
        """The last mark that is open begins nothing."""
        self._end_text()
        inside = self.inlines
        mark, self.inlines, span = self.opened.pop()
        if self.inlines and isinstance(last := self.inlines[-1], Text):
            self.words, self.span = [last.text], last.span
            self.inlines.pop()
        for inline in (Text(shown(mark), span), *inside):
            if isinstance(inline, Text):
                self.text(inline.text, inline.span)
            else:
                self.add(inline)

    def close(self) -> Inlines:
        """All that was collected."""
        while self.opened:
            self._give_up()
        self._end_text()
        return tuple(self.inlines)

    def _end_text(self) -> None:
        if self.words:
            self.inlines.append(Text("".join(self.words), self.span))
            self.words, self.span = [], None


def stripped(inlines: Inlines) -> Inlines:
    """Without white space at the ends, as a removed comment leaves it."""
    if inlines and isinstance(inlines[0], Text) and inlines[0].text[0] == " ":
        rest = inlines[0].text.lstrip(" ")
        inlines = ((Text(rest, inlines[0].span),) if rest else ()) + inlines[1:]
    if inlines and isinstance(inlines[-1], Text) and inlines[-1].text[-1] == " ":
        rest = inlines[-1].text.rstrip(" ")
        inlines = inlines[:-1] + ((Text(rest, inlines[-1].span),) if rest else ())
    return inlines
