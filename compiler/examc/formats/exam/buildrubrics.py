"""Decides what the raw rubric of a question means: criteria that add up, or levels to choose from."""

from fractions import Fraction

from examc.core import numbers
from examc.core.limits import LARGEST_POINTS
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.formats.exam import pointslips
from examc.formats.exam.raw import RawEntry, RawItem, RawList, spelled
from examc.formats.exam.refusals import bounded_entries, refuse_twins
from examc.formats.exam.values import Words, accepted, text


def build_rubric(raw: RawItem, points: Fraction, words: Words) -> Rubric | None:
    """Make the rubric of a question worth `points`; None where it has none."""
    return _Rubrics(words).rubric(raw, points)


class _Rubrics:
    """Makes rubrics of the model; what is wrong is reported, and a harmless value stands for it."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.report = words.report

    def rubric(self, raw: RawItem, points: Fraction) -> Rubric | None:
        """The criteria or the levels of a question, whichever it has."""
        criteria, levels = raw.lists.get("criteria"), raw.lists.get("levels")
        if criteria is not None and levels is not None:
            help_line = "keep criteria (each awarded on its own) or levels (one is chosen)"
            message = "a question has criteria or levels, not both"
            self.report.add("S157", message, levels.span, help=help_line)
        if criteria is not None:
            self._not_empty(criteria, "criteria")
            entries = bounded_entries(raw, "criteria", self.report)
            refuse_twins(entries, self.report)
            return Criteria(tuple(self._criterion(entry) for entry in entries))
        if levels is not None:
            self._not_empty(levels, "levels")
            entries = bounded_entries(raw, "levels", self.report)
            refuse_twins(entries, self.report)
            return Levels(tuple(self._level(entry, points) for entry in entries))
        return None

    def _not_empty(self, found: RawList, part: str) -> None:
        if not found.entries:
            help_line = "write a list: - {2} what earns two points"
            help_line = spelled(found.span, help_line, "list them, each with points: and text:")
            self.report.add("S142", f"there are no {part} here", found.span, help=help_line)

    def _criterion(self, entry: RawEntry) -> Criterion:
        points = self.words.number(entry.points)
        if entry.points is None:
            help_line = pointslips.of_criterion(entry)
            self.report.add("S137", "criterion has no points", entry.span, help=help_line)
        return Criterion(
            text=entry.content,
            points=points if points is not None else Fraction(0),
            name=text(entry.name),
            id=self.words.identifier(entry.id),
            span=entry.span,
            allow=accepted(entry.allow),
        )

    def _level(self, entry: RawEntry, total: Fraction) -> Level:
        points = self.words.number(entry.points)
        share = None
        if entry.percent is not None:
            share = numbers.parse_percent(entry.percent.value)
            if share is None or abs(share * total) > LARGEST_POINTS:
                self.words.bad_number(entry.percent, share=True)
                share = None
        if entry.points is None and entry.percent is None:
            help_line = "write them first: - {2} or - {50%} what the level means"
            help_line = spelled(entry.span, help_line, "add points: 2, or percent: 50")
            self.report.add("S137", "level has no points", entry.span, help=help_line)
        if entry.points is None and share is not None:
            points = share * total
        percent = entry.percent.value[:-1].rstrip() if entry.percent and share is not None else ""
        if entry.points and percent and points is not None and total:
            self._percent_agrees(points, percent, total, entry)
        return Level(
            text=entry.content,
            points=points if points is not None else Fraction(0),
            percent=percent,
            name=text(entry.name),
            id=self.words.identifier(entry.id),
            span=entry.span,
            allow=accepted(entry.allow),
        )

    def _percent_agrees(
        self, points: Fraction, percent: str, total: Fraction, entry: RawEntry
    ) -> None:
        share = points * 100 / total
        if not numbers.printed_as(share, percent) and entry.percent is not None:
            places = len(percent.partition(".")[2])
            self.report.add(
                "S147",
                f"{numbers.show(points)} of {numbers.show(total)} points are not {percent}%",
                entry.percent.span,
                help=f"write {numbers.rounded(share, places)}%, or leave one of the two out",
                fix=f"{numbers.rounded(share, places)}%",
            )
