"""Fill in questions: text gaps, or drop-downs where every gap is one.

A gap is its name in brackets in the prompt, and a list of its own: of all texts that are right, or of
options. Where some gaps are typed, drop-downs are typed as well.
"""

from fractions import Fraction

from examc.core.answers import Choice, FillIn, Gap, Key, Numeric, Scoring, ShortAnswer
from examc.core.content import Blocks, Paragraph, Text, plain, walk
from examc.core.features import Feature
from examc.core.keys import Match
from examc.core.losses import Losses
from examc.core.model import Node, Question
from examc.core.numbers import rounded
from examc.core.records import Mutable, field
from examc.core.schemes import Scheme
from examc.formats.canvas import keys, names, typed
from examc.formats.canvas.choices import settings
from examc.formats.canvas.html import Blank, Page
from examc.formats.canvas.points import kept
from examc.formats.canvas.shapes import Answered, Choices, Condition, Equal, Label
from examc.systems import marking
from examc.systems.canvas import bends
from examc.systems.canvas.kinds import share
from examc.systems.canvas.marks import MARKING

_HUNDRED = Fraction(100)
_SHARE_PLACES = 2


def fill_in(asked: Question, answer: FillIn, page: Page, losses: Losses) -> Answered:
    """A text with gaps, whose losses are reported."""
    facts = marking.facts(MARKING, asked, scheme(asked, answer))
    for fact in facts:
        losses.tell(fact.code, asked, fact.message, fact.help, system=MARKING.system)
    prompt, blanks = _prompt(asked, answer, page, losses)
    drops = all(isinstance(gap.key, Choice) for gap in answer.gaps)
    made = _Lists(page, percent(len(answer.gaps)))
    for gap in answer.gaps:
        name = blanks[gap.id].name
        if drops and isinstance(gap.key, Choice):
            made.drop_down(name, gap.key)
            _options(gap.key, losses)
        else:
            made.box(name, gap)
            _typed(gap, losses)
    said = _settings(asked, answer) if not facts else ""
    return Answered(
        names.DROP_DOWNS if drops else names.BLANKS,
        choices=tuple(made.lists),
        conditions=(*made.shown, *made.marks),
        feedback=tuple(made.feedback),
        prompt=prompt,
        fields=((names.SCORING_FIELD, said),) if said else (),
    )


def scheme(asked: Question, answer: FillIn) -> Scheme:
    """How Canvas marks gaps as they are written."""
    return bends.of_gaps(answer, kept(asked.points))


def percent(parts: int) -> str:
    """The percentage that a part adds; Canvas does not read it."""
    return rounded(share(_HUNDRED, parts), _SHARE_PLACES)


def _settings(asked: Question, answer: FillIn) -> str:
    return " ".join(settings(answer.scoring, Scoring(cap=asked.points)))


# -- names ----------------------------------------------------------------------------------------


def _prompt(
    asked: Question, answer: FillIn, page: Page, losses: Losses
) -> tuple[str, dict[str, Blank]]:
    """The prompt with its gaps, and what each is called: a name that stands nowhere else in it."""
    found: dict[str, Blank] = {}
    for gap in answer.gaps:
        unit = gap.key.unit if isinstance(gap.key, Numeric) else ""
        found[gap.id] = Blank(gap.id, unit)
    page.gaps = found
    html = page.blocks(asked.prompt)
    for gap in answer.gaps:
        name, number = gap.id, 2
        while html.count(f"[{name}]") > (name == gap.id):
            name, number = f"{gap.id}_{number}", number + 1
        if name != gap.id:
            message = f"calls the gap {gap.id!r} {name!r}: the prompt has [{gap.id}] as a text"
            losses.add(Feature.FILL_IN, gap, message, "give the gap another name")
            found[gap.id] = Blank(name, found[gap.id].unit)
            html = page.blocks(asked.prompt)
    page.gaps = {}
    return html, found


# -- lists ----------------------------------------------------------------------------------------


class _Lists(Mutable):
    """The lists of all gaps as they come to be; labels are numbered through."""

    page: Page
    percent: str
    lists: list[Choices] = field(default_factory=list)
    shown: list[Condition] = field(default_factory=list)
    marks: list[Condition] = field(default_factory=list)
    feedback: list[Label] = field(default_factory=list)
    count: int = 0

    def box(self, name: str, gap: Gap) -> None:
        """Add a gap to type in: all that is right there, each with its feedback."""
        lines = keys.in_gap(gap.key)
        labels = [self._label(line.text, algorithm(gap.key, lines)) for line in lines]
        self._add(name, labels, labels[0] if labels else None)
        parts = gap.key.options if isinstance(gap.key, Choice) else gap.key.accepted
        for label, line in zip(labels, lines, strict=True):
            self._show(name, label, parts[line.place].feedback)

    def drop_down(self, name: str, key: Choice) -> None:
        """Add a gap with its options, of which one is right."""
        labels = [self._label(plain(option.text)) for option in key.options]
        right = bends.best([option.points for option in key.options])
        self._add(name, labels, labels[right])
        for label, option in zip(labels, key.options, strict=True):
            self._show(name, label, option.feedback)

    def _label(self, text: str, algorithm: str = "") -> Label:
        self.count += 1
        return Label(str(self.count), text, plain=True, algorithm=algorithm)

    def _add(self, name: str, labels: list[Label], right: Label | None) -> None:
        of = names.RESPONSE_TO + name
        self.lists.append(Choices(tuple(labels), of, beside=Label("", name, plain=True)))
        if right is not None:
            test = (Equal(right.ident, of),)
            self.marks.append(Condition(test, share=self.percent, adds=True))

    def _show(self, name: str, label: Label, feedback: Blocks) -> None:
        if feedback:
            ident = names.option_feedback(label.ident)
            self.feedback.append(Label(ident, self.page.blocks(feedback)))
            test = (Equal(label.ident, names.RESPONSE_TO + name),)
            self.shown.append(Condition(test, feedback=ident))


def algorithm(key: Key, lines: list[keys.Line]) -> str:
    """How New Quizzes compares a gap: a part of a text, where that is all that is accepted."""
    if not isinstance(key, ShortAnswer) or len(lines) != 1:
        return ""
    is_part = key.accepted[lines[0].place].match is Match.CONTAINS
    return "TextContainsAnswer" if is_part else ""


# -- losses ---------------------------------------------------------------------------------------


def _options(key: Choice, losses: Losses) -> None:
    """Report what a drop-down shows otherwise: it has plain text, and one right option."""
    right = bends.best([option.points for option in key.options])
    for place, option in enumerate(key.options):
        plainly(option.text, Feature.FILL_IN, option, "option", losses)
        if option.correct != (place == right):
            shown = "wrong" if option.correct else "right"
            message = f"shows this option as {shown}, which is not how it is checked"
            losses.add(Feature.CHECK, option, message, "check the one option that earns points")


def _typed(gap: Gap, losses: Losses) -> None:
    """Report feedback in a gap that is typed, and a drop-down that becomes one."""
    lines = keys.in_gap(gap.key)
    right = list(dict.fromkeys(line.place for line in lines))
    match gap.key:
        case Numeric() | ShortAnswer() as key:
            shown = keys.misfed(key, keys.fit_text(lines))
            typed.feedback(key.accepted, shown, right, losses)
        case Choice(options=options):
            message = "has a box in place of this drop-down, since other gaps have boxes"
            help_line = "ask for drop-downs in a question of their own"
            losses.add(Feature.FILL_IN, gap, message, help_line)
            for place, option in enumerate(options):
                if option.feedback:
                    message = "does not show feedback on an option that it does not accept"
                    if place in right:
                        message = "shows feedback on this option to those who type it"
                    losses.add(Feature.ANSWER_FEEDBACK, option, message, help_line)


def plainly(text: Blocks, feature: Feature, node: Node, what: str, losses: Losses) -> bool:
    """Whether a text is plain; where it is not, that is reported."""
    if all(isinstance(part, Text | Paragraph) for part in walk(text)) and len(text) == 1:
        return True
    message = f"shows this {what} as plain text: {plain(text)}"
    losses.add(feature, node, message, "write it without markup")
    losses.unread(node, text)
    return False
