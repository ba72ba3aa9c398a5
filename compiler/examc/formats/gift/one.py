"""One question while it is read: its parts, and what is told of it at its place."""

from fractions import Fraction

from examc.core.content import Blocks, LineBreak, Paragraph
from examc.core.records import Mutable, field
from examc.core.source import Span
from examc.formats.gift.blocks import Block
from examc.formats.gift.pieces import Part
from examc.formats.gift.texts import Texts, Written, written
from examc.systems.moodle import forms, grid

POINTS = Fraction(1)
"""What every question is worth, since GIFT has no points: the mark that Moodle gives it."""
_BLANK = "_____"
"""What Moodle shows where the braces stood inside a sentence."""


_EMPTY: Blocks = (Paragraph((LineBreak(),)),)
"""What our own writer writes for a text that is none, since Moodle leaves out what is empty."""


class NoQuestion(Exception):
    """Why a question has no place in an exam: the text says it, `help` what to do about it."""

    def __init__(self, message: str, help: str = "", code: str = "R494") -> None:
        super().__init__(message)
        self.help = help
        self.code = code


class One(Mutable):
    """A question: its name (None without any), its text, and what stands between its braces.

    `answers` is None for a text that asks nothing.
    """

    block: Block
    texts: Texts
    name: str | None
    prompt: Written
    answers: Part | None
    general: Written | None
    stray: Span | None = None
    """A brace in the text of the question that is not escaped."""
    where: str = ""
    incorrect: Blocks = ()
    told: set[tuple[str, str]] = field(default_factory=set)

    def tell(self, code: str, message: str, help: str = "", *, at: Part | None = None) -> None:
        """Report what is said of the question, or of a part of it; the same is said once."""
        if (code, message) in self.told:
            return
        self.told.add((code, message))
        span = self.block.span() if at is None else self.span(at)
        self.texts.report.add(code, message, span, help=help, where=self.where)

    def span(self, part: Part) -> Span:
        """Where a part stands."""
        return self.block.span(part.start, part.start + len(part.text))

    def text(self, part: Part | None) -> Blocks:
        """A part as rich text, in the format of the question where it names none."""
        if part is None or not part.text:
            return ()
        found = self.texts.read(written(part.text, self.prompt.form, self.span(part)), self.where)
        return () if self.texts.ours and found == _EMPTY else found

    def plain(self, part: Part) -> str:
        """The characters of an accepted answer, which has no form of its own."""
        return written(part.text, self.prompt.form, self.span(part)).text

    def share(self, weight: str, at: Part) -> Fraction:
        """The share of the points that a weight means; one that Moodle does not have is told."""
        found = grid.share(weight)
        if found is None:
            message = f"the weight {weight[:20]}% is no number"
            raise NoQuestion(message, "write a percentage such as 33.33333")
        if not found[1]:
            message = f"Moodle has no fraction {weight[:20]}, and refuses it; it is kept"
            self.tell("R501", message, at=at)
        return found[0]


def taken_apart(block: Block, texts: Texts) -> One | str:
    """A block as a question, or why it cannot be one."""
    whole = Part(block.text, 0).part(0)
    name, rest = _name(whole)
    opening, closing = rest.text.find("{"), rest.text.find("}")
    if (opening < 0) != (closing < 0) or closing < opening:
        sign = "`{` without `}`" if closing < 0 else "`}` without `{` before it"
        return f"it has {sign}"
    if opening < 0:
        span = block.span(rest.start, rest.start + len(rest.text))
        return One(block, texts, name, written(rest.text, forms.AUTOMATIC, span), None, None)
    before, behind = rest.text[:opening], rest.text[closing + 1 :]
    asked = before + behind if not behind else before + _BLANK + behind
    prompt = written(asked, forms.AUTOMATIC, block.span(rest.start, rest.start + max(opening, 1)))
    answers, general = _general(rest.part(opening + 1, closing))
    said = None
    if general is not None and general.text:
        said = written(general.text, prompt.form, block.span(general.start))
    found = One(block, texts, name, prompt, answers, said)
    at = next((at for at, sign in enumerate(behind) if sign in "{}"), -1)
    if at >= 0:
        start = rest.start + closing + 1 + at
        found.stray = block.span(start, start + 1)
    return found


def _name(whole: Part) -> tuple[str | None, Part]:
    if not whole.text.startswith("::"):
        return None, whole
    end = whole.text.find("::", 2)
    if end < 0:
        return None, whole.part(2)
    return whole.text[2:end], whole.part(end + 2)


def _general(answers: Part) -> tuple[Part, Part | None]:
    at = answers.text.rfind("####")
    if at < 0:
        return answers, None
    return answers.part(0, at), answers.part(at + 4)
