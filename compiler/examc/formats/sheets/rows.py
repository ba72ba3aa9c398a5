"""Reads a table with a question a row, by the names of its columns."""

import re
from collections.abc import Iterator
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.answers import Choice
from examc.core.content import Blocks, Paragraph, Text, is_empty
from examc.core.diagnostics import Report, listed
from examc.core.limits import LARGEST_POINTS
from examc.core.model import Feedback, Item, Kind, Question, derived_item_id
from examc.core.records import Mutable, field
from examc.formats.foreign.identifiers import HELP, Ids, changed
from examc.formats.foreign.quoting import quoted
from examc.formats.sheets.answers import Given, answer, kind_of
from examc.formats.sheets.asked import Asked
from examc.formats.sheets.cells import Row, Sheet
from examc.formats.sheets.layout import KINDS, Columns, columns
from examc.formats.sheets.texts import Texts

OMITTED: Blocks = (Paragraph((Text("…"),)),)
_MONTHS = "jan|feb|mar|mrt|apr|may|mei|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez"
_DATE = lazyre.compile(
    rf"\d{{1,2}}[-/. ](?:{_MONTHS})[a-z]*\.?|(?:{_MONTHS})[-/. ]\d{{2,4}}"
    r"|\d{4}-\d{2}-\d{2} 00:00:00",
    re.IGNORECASE,
)
"""What Excel makes of `3-4` and the like, in a CSV that it wrote."""


class Made(Mutable):
    """The questions of a table, by the names of their exercises in the order of the first of each."""

    exercises: dict[str, list[Item]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def header(sheet: Sheet) -> tuple[int, Columns] | None:
    """The row of names, as its place among the rows, and what its columns hold; None without one.

    It stands among the first, below a title or a word of explanation.
    """
    for place, row in enumerate(sheet.rows[:20]):
        found = columns(row.cells)
        if found.is_known:
            return place, found
    return None


class Rows:
    """Makes the questions of one table."""

    def __init__(self, sheet: Sheet, texts: Texts, report: Report, ids: Ids) -> None:
        self.sheet = sheet
        self.texts = texts
        self.report = report
        self.ids = ids
        self.assumed: list[int] = []
        self.shared: list[int] = []

    def read(self, place: int, found: Columns, made: Made, otherwise: str) -> None:
        """Add the questions below a row of names; `otherwise` is the exercise of those without one."""
        self._say_columns(self.sheet.rows[place], found)
        exercise = otherwise
        for row in self.sheet.rows[place + 1 :]:
            if row.is_empty:
                continue
            exercise = self._cell(row, found, "exercise") or exercise
            items = made.exercises.setdefault(exercise, [])
            made.lines.setdefault(exercise, row.line)
            number = list(made.exercises).index(exercise) + 1
            where = f"exercise {number} › question {len(items) + 1}"
            items.append(
                self._question(row, found, where, derived_item_id(f"e{number}", len(items) + 1))
            )
        self._say_assumed()

    def _cell(self, row: Row, found: Columns, role: str) -> str:
        return row.at(found.roles.get(role, -1))

    # -- what is said of the whole table --------------------------------------------------------

    def _say_columns(self, row: Row, found: Columns) -> None:
        span = self.sheet.span(row.line)
        if found.guessed:
            read = listed([f"{name!r} as {role}" for name, role in found.guessed])
            message = f"columns are read by their names: {read}"
            self.report.add("R592", message, span, help="see examc import --formats for ours")
        if found.unknown:
            names = listed([quoted(name, 30) for name in found.unknown[:8]])
            message = f"columns with other names are left out: {names}"
            self.report.add("R405", message, span, help="see examc import --formats for ours")

    def _say_assumed(self) -> None:
        if self.assumed:
            more = f" ({len(self.assumed)} questions)" if len(self.assumed) > 1 else ""
            message = f"points are not stated; 1 is taken{more}"
            span = self.sheet.span(self.assumed[0])
            self.report.add("R518", message, span, help="add a column of points")
        if self.shared:
            more = f" ({len(self.shared)} questions)" if len(self.shared) > 1 else ""
            message = (
                "several options are right: each earns an equal share of the points, and a wrong "
                f"one costs nothing{more}"
            )
            span = self.sheet.span(self.shared[0])
            self.report.add("R558", message, span, help="write weights where that is not meant")

    # -- one question ---------------------------------------------------------------------------

    def _question(self, row: Row, found: Columns, where: str, otherwise: str) -> Question:
        span = self.sheet.span(row.line)
        asked = Asked(self._points(row, found, where), span, where, self.texts, self.report)
        prompt = asked.text(self._cell(row, found, "question"))
        if is_empty(prompt):
            asked.tell("R461", "question has no prompt", "write what is asked")
            prompt = OMITTED
        self._say_dates(row, found, asked)
        given = self._given(row, found)
        kind = self._kind(row, found, asked) or kind_of(given)
        made, solution = answer(asked, given, kind)
        if isinstance(made, Choice) and made.many and not any(given.weights):
            self.shared.append(row.line)
        return Question(
            id=self._id(self._cell(row, found, "id"), otherwise, asked),
            title=" ".join(self._cell(row, found, "title").split()),
            points=asked.points,
            prompt=prompt,
            answer=made,
            feedback=Feedback(general=asked.text(self._cell(row, found, "feedback"))),
            solution=(*solution, *asked.text(self._cell(row, found, "solution"))),
            notes=asked.text(self._cell(row, found, "notes")),
            tags=tuple(_tags(self._cell(row, found, "tags"))),
            span=span,
        )

    def _id(self, written: str, otherwise: str, asked: Asked) -> str:
        own = self.ids.own(written or otherwise, otherwise)
        why = changed(written, own) if written else ""
        if why:
            asked.tell("R527", why, HELP)
        return own

    def _given(self, row: Row, found: Columns) -> Given:
        count = range(len(found.options))
        return Given(
            tuple(row.at(place) for place in found.options),
            tuple(row.at(found.weights.get(place, -1)) for place in count),
            tuple(row.at(found.feedbacks.get(place, -1)) for place in count),
            self._cell(row, found, "answer"),
        )

    def _kind(self, row: Row, found: Columns, asked: Asked) -> Kind | None:
        written = self._cell(row, found, "kind")
        kind = KINDS.get(" ".join(written.casefold().replace("_", " ").replace("-", " ").split()))
        if written and kind is None:
            message = f"kind {quoted(written)} is not known; the other cells tell what it is"
            asked.tell("R456", message, "see examc import --formats for the kinds")
        return kind

    def _points(self, row: Row, found: Columns, where: str) -> Fraction:
        written = self._cell(row, found, "points").replace(",", ".")
        if not written:
            self.assumed.append(row.line)
            return Fraction(1)
        value = numbers.parse(written)
        if value is None or not 0 <= value <= LARGEST_POINTS:
            message = f"points {quoted(written)} are no number of points; 1 is taken"
            span = self.sheet.span(row.line)
            self.report.add("R518", message, span, help="write the points", where=where)
            return Fraction(1)
        return value

    def _say_dates(self, row: Row, found: Columns, asked: Asked) -> None:
        places = [*found.options, found.roles.get("answer", -1)]
        dates = [row.at(place) for place in places if _DATE.fullmatch(row.at(place)[:30])]
        if dates:
            message = f"{listed([quoted(one) for one in dates])} may be what Excel made of a text"
            asked.tell("R590", message, "see what was typed: Excel makes dates of 3-4 or 1/2")


def _tags(written: str) -> Iterator[str]:
    for tag in written.replace(";", ",").split(","):
        if tag.strip():
            yield " ".join(tag.split())
