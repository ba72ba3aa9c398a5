"""Multiple choice and embedded answers → choice questions that are marked as Moodle marks them."""

from collections.abc import Iterator
from fractions import Fraction

from examc.core import limits
from examc.core.answers import Option, Scoring
from examc.core.content import Blocks, LineBreak, Paragraph
from examc.core.records import Record, replace
from examc.files.xmltree import Element
from examc.formats.foreign.identifiers import part_ids
from examc.formats.foreign.quoting import quoted
from examc.formats.moodle import readcloze, readscoring
from examc.formats.moodle.readembedded import Embedded, exact
from examc.formats.moodle.readentry import Entry, LeftOut
from examc.formats.moodle.readparts import Parts
from examc.formats.moodle.readtext import Texts, format_of
from examc.formats.moodle.readxml import text_of
from examc.systems.moodle import reading
from examc.systems.moodle.cloze import Kind
from examc.systems.moodle.grid import share

MOST_OPTIONS = 1000  # of one question

_EMPTY: Blocks = (Paragraph((LineBreak(),)),)
"""What we write for an option without a text, since Moodle leaves out what is empty."""


class Answer(Record, frozen=True):
    """An option before its text is read; `html` and `note` are given for embedded answers."""

    share: Fraction
    element: Element
    on_grid: bool = True
    html: str | None = None
    note: str | None = None


class Glance(Record, frozen=True):
    """What can be told of a choice question at a glance; `prompt` is given for a cloze."""

    points: Fraction
    single: bool
    shuffle: bool
    answers: tuple[Answer, ...]
    empty: int = 0
    prompt: str | None = None


def embedded_choice(entry: Entry) -> Glance | None:
    """A question whose options are embedded in its text as our writer does it; None for others."""
    element = entry.first("questiontext")
    found = readcloze.find(text_of(element).strip())
    if found is None or element is None:
        return None
    answers = tuple(
        Answer(worth, element, html=html, note=note) for worth, html, note in found.options
    )
    return Glance(found.points, found.single, found.shuffle, answers, prompt=found.prompt)


def of_embedded(entry: Entry, embedded: Embedded) -> Glance | LeftOut:
    """One list of options, which stands at the end of a text; their shares are as Moodle counts them."""
    element = entry.first("questiontext")
    (part,) = embedded.parts
    if element is None or len(part.answers) > MOST_OPTIONS:
        message = f"question {entry.shown_name()} is left out: it has {len(part.answers)} options"
        return LeftOut("R494", message, f"keep {MOST_OPTIONS} at most")
    answers = tuple(
        Answer(exact(answer.share), element, html=answer.text, note=answer.note)
        for answer in part.answers
    )
    single = part.kind is not Kind.BOXES
    return Glance(part.points, single, part.shuffle, answers, prompt=embedded.prompt())


def glance(entry: Entry) -> Glance | LeftOut:
    """What can be told of a multiple choice at a glance, or why it cannot be read."""
    points = entry.points()
    if isinstance(points, LeftOut):
        return points
    given = entry.inside.get("answer", [])
    if len(given) > MOST_OPTIONS:
        message = f"question {entry.shown_name()} is left out: it has {len(given)} options"
        return LeftOut("R494", message, f"keep {MOST_OPTIONS} at most")
    answers: list[Answer] = []
    for element in given:
        if not text_of(element).strip():
            continue  # as Moodle does (multichoice/questiontype.php)
        written = element.get("fraction", "0")
        worth = share(written)
        if worth is None:
            message = f"question {entry.shown_name()} is left out: the fraction {quoted(written)} "
            return LeftOut("R494", message + "is no number", "write a percentage such as 33.33333")
        answers.append(Answer(worth[0], element, worth[1]))
    if len(answers) < 2:
        message = f"question {entry.shown_name()} is left out: it has fewer than two options"
        return LeftOut("R494", message, "add an option in Moodle")
    return Glance(
        points,
        entry.is_on("single", otherwise=True),
        entry.is_on("shuffleanswers", otherwise=False),
        tuple(answers),
        len(given) - len(answers),
    )


class Options:
    """Reads the options and the scoring of one choice question."""

    def __init__(self, texts: Texts, entry: Entry, choice: Glance, where: str) -> None:
        self.texts = texts
        self.entry = entry
        self.choice = choice
        self.where = where
        self.shares = tuple([answer.share for answer in choice.answers])

    def read(self) -> tuple[tuple[Option, ...], Scoring]:
        """The options with exact weights in points, and how they make a mark."""
        choice = self.choice
        if choice.empty:
            self._tell("R494", "options without a text are left out, as Moodle leaves them out")
        options = list(self._options())
        ids = part_ids([option.id for option in options])
        if ids != [option.id for option in options]:
            self._tell("R527", "ids of options that cannot be, or stand twice, are left out")
        scoring = reading.usual(self.shares, choice.points, single=choice.single)
        beside = self.entry.first("examc")
        weights: list[Fraction] = []
        if beside is not None:
            tell = lambda message: self._tell("R494", message)
            scoring = readscoring.kept(beside, scoring, tell)
            weights = self._weights(beside)
        return tuple(
            replace(option, id=own, points=weight)
            for option, own, weight in zip(
                options, ids, weights or [option.points for option in options], strict=True
            )
        ), scoring

    def _options(self) -> Iterator[Option]:
        document = self.texts.document
        form = format_of(self.entry.first("questiontext"))
        for number, answer in enumerate(self.choice.answers, 1):
            where = f"{self.where} › option {number}"
            if not answer.on_grid:
                written = answer.element.get("fraction", "")
                message = f"Moodle has no fraction {written[:20]}, and refuses it; it is kept"
                span = document.span(answer.element)
                self.texts.report.add("R501", message, span, where=where)
            parts = Parts()
            text = self.texts.read(
                answer.element, where, otherwise=form, take=parts.take, html=answer.html
            )
            yield Option(
                text=() if text == _EMPTY else text,
                points=answer.share * self.choice.points,
                correct=answer.share > 0,
                feedback=self._feedback(answer, where, form),
                id=parts.id,
                fixed=parts.fixed,
                span=document.span(answer.element),
            )

    def _feedback(self, answer: Answer, where: str, form: str) -> Blocks:
        if answer.note is not None:
            return self.texts.read(answer.element, where, html=answer.note)
        return self.texts.read(answer.element.find("feedback"), where, otherwise=form)

    def _weights(self, beside: Element) -> list[Fraction]:
        words = beside.get("weights", "").split()
        weights = [weight for weight in map(limits.held, words) if weight is not None]
        if words and (len(weights) != len(words) or len(weights) != len(self.choice.answers)):
            self._tell("R494", "weights of an all-or-nothing question cannot be read")
            return []
        return weights

    def _tell(self, code: str, message: str) -> None:
        span = self.texts.document.span(self.entry.element)
        self.texts.report.add(code, message, span, where=self.where)
