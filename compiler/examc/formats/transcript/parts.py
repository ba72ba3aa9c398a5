"""Makes the parts of questions: options, criteria and levels."""

from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Option
from examc.core.content import Blocks, is_empty
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.formats.transcript import choices, rubrics
from examc.formats.transcript.maker import Maker
from examc.formats.transcript.pieces import Content, Paragraph


class PartMaker(Maker):
    """Makes the options of a choice question, and the rubric of a written one."""

    def options(
        self, own: str, points: Fraction, parted: choices.Parted, *, single: bool
    ) -> tuple[Option, ...]:
        """Make options; one without a weight gets what the source language gives it then."""
        correct = sum(option.checked for option in parted.options)
        share = points if single or not correct else points / correct
        where, found = self.texts.where, []
        for number, raw in enumerate(parted.options, 1):
            self.texts.where = f"{where} › option {number}"
            found.append(self._option(own, raw, share))
        self.texts.where = where
        return tuple(found)

    def _option(self, own: str, raw: choices.RawOption, share: Fraction) -> Option:
        text = self.texts.blocks(raw.text, own, dedent=True, figures=False)
        feedback = self.texts.blocks(raw.feedback, own, dedent=True, figures=False)
        weight = raw.weight
        if weight is None:
            weight = share if raw.checked else Fraction(0)
            message = f"option has no weight, and gets {numbers.show(weight)} by the usual rule"
            self.add("R463", message, raw.line, "write its weight")
        if raw.stray:
            message = "text below the weight of an option is read as its feedback"
            self.add("R464", message, raw.stray, "see if it belongs there")
        if is_empty(text):
            self.add("R461", "option has no text", raw.line, "write its text")
        points = self.in_range(weight, raw.line)
        span = self.span(raw.line)
        return Option(text=text, points=points, correct=raw.checked, feedback=feedback, span=span)

    def rubric(self, own: str, points: Fraction, parted: rubrics.Parted) -> Rubric | None:
        """Make criteria or levels; None where there are none."""
        if not parted.entries:
            return None
        where, noun = self.texts.where, "level" if parted.levels else "criterion"
        criteria: list[Criterion] = []
        levels: list[Level] = []
        for number, entry in enumerate(parted.entries, 1):
            self.texts.where = f"{where} › {noun} {number}"
            name, text = self._entry(own, entry)
            worth, span = self.in_range(entry.points, entry.line), self.span(entry.line)
            if parted.levels:
                percent = self._percent(entry, worth, points)
                levels.append(Level(text=text, points=worth, percent=percent, name=name, span=span))
            else:
                criteria.append(Criterion(text=text, points=worth, name=name, span=span))
        self.texts.where = where
        return Levels(tuple(levels)) if parted.levels else Criteria(tuple(criteria))

    def _entry(self, own: str, entry: rubrics.Entry) -> tuple[str, Blocks]:
        """The name and the text of a criterion or level: a title that says nothing is no name."""
        title: list[Content] = [Paragraph(entry.title)] if entry.title else []
        printed = rubrics.body_text(self.source, title)
        below = rubrics.body_text(self.source, entry.body)
        first = rubrics.body_text(self.source, entry.body[:1])
        text = self.texts.blocks(entry.body, own, literal=rubrics.has_same_mark(printed, first))
        if not title:
            if is_empty(text):
                message = "points have neither a title nor a text"
                self.add("R467", message, entry.line, "write what earns them")
            return "", text
        if is_empty(text):
            return "", (*self.texts.blocks(title, own), *text)
        if rubrics.says_nothing(printed, below):
            return "", text
        if rubrics.is_shortened(printed):
            message = "title is shortened, and not the beginning of the text below it"
            self.add("R466", message, entry.title[0].line, "see if it stands in the right place")
        return self.texts.line(entry.title), text

    def _percent(self, entry: rubrics.Entry, worth: Fraction, points: Fraction) -> str:
        share = worth * 100 / points if points else None
        if numbers.parse(entry.percent) is None or (
            share is not None and not numbers.printed_as(share, entry.percent)
        ):
            message = (
                f"{numbers.show(worth)} of {numbers.show(points)} points are not "
                f"{entry.percent[:40]}%, which is left out"
            )
            self.add("R413", message, entry.line, "check the points")
            return ""
        return entry.percent
