"""What all kinds of question are written to GIFT with: texts, losses, marks."""

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

from examc.core import schemes, uses
from examc.core.answers import Scoring
from examc.core.content import Blocks, Image, is_empty
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import Exam, Node, Question
from examc.core.numbers import show, show_signed
from examc.core.schemes import ZERO, Scheme
from examc.core.wording import has_decimal_comma, wording
from examc.formats.gift import signs
from examc.formats.options import Options
from examc.systems.marking import facts
from examc.systems.moodle import grid, marks, pages, reading

SYSTEM = marks.MARKING.system
NO_IMAGE = "X383"
ONE = Fraction(1)


class Page(pages.Page):
    """Writes texts; images of the exam's folder have no place, so that their words stand for them."""

    def __init__(self, exam: Exam, options: Options) -> None:
        super().__init__(options.math, wording(exam.language))
        self.lost: list[Image] = []

    def image(self, image: Image) -> str:
        """Write an image of the web, or the words of any other."""
        if image.is_remote:
            return super().image(image)
        self.lost.append(image)
        return self.text(image.alt)


class Writing:
    """Makes the texts of one exam's questions, and reports what they lose."""

    def __init__(self, exam: Exam, options: Options, losses: Losses) -> None:
        self.losses = losses
        self.left_out: set[str] = set()
        """The places of questions that are not written."""
        self.page = Page(exam, options)
        self.comma = has_decimal_comma(exam.language)

    # -- texts ----------------------------------------------------------------------------------

    def text(
        self, node: Node, content: Blocks, *, compact: bool = False, head: bool = False
    ) -> str:
        """A text of a node as GIFT has it; `head`: it says its format, which others take over."""
        html = self.page.compact(content) if compact else self.page.blocks(content)
        for image in self.page.lost:
            message = f"GIFT holds no images: {image.src[:60]!r} is lost, its words are written"
            help_line = "build for moodle, which holds them"
            self.losses.add(NO_IMAGE, node, message, help_line, image.span)
        for formula in self.page.failed:
            message = "formula cannot be written as MathML, and stays LaTeX"
            help_line = "use simpler macros, or --math latex"
            self.losses.add(Feature.MATH, node, message, help_line, formula.span)
        self.page.lost.clear()
        self.page.failed.clear()
        html = pages.braced(html)
        written = html.replace("%", "&#37;", 1) if html.startswith("%") else html
        return ("[html]" if head or html.startswith("[") else "") + signs.escaped(written)

    def option(self, node: Node, content: Blocks) -> str:
        """The text of an option or a left side, which is never empty."""
        return self.text(node, content, compact=True) or signs.escaped("<br/>")

    def feedback(self, node: Node, content: Blocks) -> str:
        """Feedback on an answer, behind its sign; "" where there is none."""
        written = self.text(node, content) if content else ""
        return f"#{written}" if written else ""

    def general(self, question: Question) -> str:
        """The feedback for everyone, behind its sign."""
        general = question.feedback.general
        return f"####{self.text(question, general)}" if general else ""

    def without_results(self, question: Question, *, but_wrong: bool = False) -> None:
        """Report feedback by result, which GIFT has for wrong answers that are typed, at most."""
        found = [("right", question.feedback.correct)]
        found += [] if but_wrong else [("other", question.feedback.incorrect)]
        for result, content in found:
            if content:
                message = f"GIFT has no feedback on {result} answers"
                self.losses.add(Feature.FEEDBACK, question, message)

    def leave_out(self, question: Question, why: str, help_line: str = "") -> None:
        """Report a question that is not written."""
        self.left_out.add(self.losses.where(question))
        message = f"question is left out of GIFT: {why}"
        help_line = help_line or "build for moodle, which holds it"
        self.losses.add(uses.LEFT_OUT, question, message, help_line, system=SYSTEM)

    # -- marks ----------------------------------------------------------------------------------

    def tell_marks(
        self, question: Question, given: Scheme, told_apart: Iterable[Feature]
    ) -> set[str]:
        """Report what Moodle changes of the marks, but under codes that each answer is told with."""
        found = facts(marks.MARKING, question, given)
        apart = {feature.code for feature in told_apart}
        for fact in found:
            if fact.code not in apart:
                self.losses.add(fact.code, question, fact.message, fact.help, system=SYSTEM)
        return {fact.code for fact in found}

    def points(self, question: Question) -> None:
        """Report points that are not the 1 that Moodle gives every question."""
        if question.points != 1:
            message = "GIFT does not hold the points of this question: Moodle makes it worth 1"
            self.losses.add(Feature.POINTS, question, message, "set its mark in Moodle")

    def weight(
        self,
        feature: Feature,
        question: Question,
        node: Node,
        meant: Fraction,
        share: Fraction,
        *,
        bends: bool,
    ) -> None:
        """Report a weight that is written as another share, a note where no mark changes."""
        value = share * max(question.points, ZERO)
        if value == meant:
            return
        message = f"GIFT writes {grid.percent(share)}% for the weight {show(meant)} of "
        message += f"{show(question.points)}, {show_signed(value - meant)}"
        if bends:
            self.losses.add(feature, node, message, marks.GRID_HELP, system=SYSTEM)
        else:
            self.losses.add(feature, node, f"{message}; no mark changes", note=True)

    def scoring(
        self,
        question: Question,
        own: Scoring,
        shares: Iterable[Fraction],
        told: Collection[str] = (),
        *,
        single: bool,
    ) -> None:
        """Report what of a scoring a reader does not find again, though no mark changes.

        Under the codes of `told` it was said that marks change.
        """
        points = question.points
        usual = reading.usual(shares, points, single=single)
        parts = (
            (Feature.ALL_OR_NOTHING, own.rule is not usual.rule),
            (Feature.FLOOR, own.floor != usual.floor),
            (Feature.CAP, own.cap != usual.cap),
        )
        for feature, differs in parts:
            if differs and feature.code not in told:
                message = f"GIFT does not say the {feature.label} of this question"
                self.losses.add(feature, question, f"{message}; no mark changes", note=True)


def percent(share: Fraction) -> str:
    """A weight as GIFT writes it."""
    return f"%{grid.percent(share)}%"


def lines(answers: Iterable[str], general: str) -> Iterator[str]:
    """Yield the lines between the braces of a question."""
    yield "{"
    yield from (f"\t{answer}" for answer in answers)
    if general:
        yield f"\t{general}"
    yield "}"


def shown(content: Blocks) -> bool:
    """Whether anything of a text can be seen."""
    return not is_empty(content)


def best(question: Question) -> Fraction:
    """The points that stand for all of a question."""
    return (
        question.points
        if question.points > 0
        else max(schemes.one_of(schemes.meant(question)).marks)
    )
