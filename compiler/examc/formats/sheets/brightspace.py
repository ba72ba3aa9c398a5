"""Reads the CSV of Brightspace's question library: blocks of rows, each begun by `NewQuestion`."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from examc.core import numbers, patterns
from examc.core.answers import (
    Answer,
    Choice,
    Matching,
    Option,
    Ordering,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
    Written,
)
from examc.core.content import Blocks, Paragraph, Text, is_empty
from examc.core.diagnostics import Report
from examc.core.keys import AcceptedText, Label, Match, OrderRule, Pair
from examc.core.limits import LARGEST_POINTS
from examc.core.model import Feedback, Question
from examc.core.records import Mutable, field
from examc.formats.foreign.identifiers import Ids
from examc.formats.foreign.quoting import quoted
from examc.formats.sheets.asked import Asked
from examc.formats.sheets.cells import Row, Sheet
from examc.formats.sheets.texts import Texts

OMITTED: Blocks = (Paragraph((Text("…"),)),)
_NAMES = "id title questiontext points difficulty image hint feedback scoring initialtext answerkey"
_FIELDS = frozenset((*_NAMES.split(), "inputbox"))


def is_one(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first rows are those of such a file; comments begin with two slashes."""
    first = next((row for row in rows if row and not row[0].startswith("//")), ())
    return bool(first) and first[0].strip().casefold() == "newquestion"


class _Block(Mutable):
    """A question: the first row of each field, and the rows that may stand many times."""

    line: int
    kind: str
    fields: dict[str, Row] = field(default_factory=dict)
    rows: list[tuple[str, Row]] = field(default_factory=list)

    def value(self, name: str) -> str:
        """What a field says."""
        row = self.fields.get(name)
        return row.at(1) if row else ""

    def named(self, *names: str) -> list[Row]:
        """The rows of these names."""
        return [row for name, row in self.rows if name in names]


def questions(sheet: Sheet, texts: Texts, report: Report, ids: Ids) -> Iterator[Question]:
    """Yield the questions of a file; those of a kind that is not known are told."""
    reader = _Reader(sheet, texts, report, ids)
    for block in _blocks(sheet):
        made = reader.question(block)
        if made is not None:
            yield made


def _blocks(sheet: Sheet) -> Iterator[_Block]:
    block: _Block | None = None
    for row in sheet.rows:
        name = row.at(0).casefold()
        if row.is_empty or name.startswith("//"):
            continue
        if name == "newquestion":
            if block is not None:
                yield block
            block = _Block(row.line, row.at(1).upper())
        elif block is not None and name in _FIELDS:
            block.fields.setdefault(name, row)
        elif block is not None:
            block.rows.append((name, row))
    if block is not None:
        yield block


class _Reader:
    def __init__(self, sheet: Sheet, texts: Texts, report: Report, ids: Ids) -> None:
        self.sheet = sheet
        self.texts = texts
        self.report = report
        self.ids = ids
        self.count = 0
        self.makers: dict[str, Callable[[_Block, Asked], Answer]] = {
            "MC": self._choice,
            "TF": self._truth,
            "MS": self._several,
            "SA": self._short,
            "M": self._matching,
            "O": self._ordering,
            "WR": lambda _, __: Written(),
        }

    def question(self, block: _Block) -> Question | None:
        """Make a question; None where its kind is not known."""
        span = self.sheet.span(block.line)
        maker = self.makers.get(block.kind)
        where = f"exercise 1 › question {self.count + 1}"
        if maker is None:
            message = f"question of the type {quoted(block.kind)} is left out"
            self.report.add("R514", message, span, help="write it by hand", where=where)
            return None
        self.count += 1
        asked = Asked(self._points(block, where), span, where, self.texts, self.report)
        prompt = self._text(asked, block.fields.get("questiontext"), 2)
        if is_empty(prompt):
            asked.tell("R461", "question has no prompt", "write what is asked")
            prompt = OMITTED
        self._say_lost(block, asked)
        return Question(
            id=self.ids.own(block.value("id"), f"q{self.count}"),
            title=" ".join(block.value("title").split()),
            points=asked.points,
            prompt=prompt,
            answer=maker(block, asked),
            feedback=Feedback(general=self._text(asked, block.fields.get("feedback"), 2)),
            solution=self._text(asked, block.fields.get("answerkey"), 2),
            span=span,
        )

    def _points(self, block: _Block, where: str) -> Fraction:
        value = numbers.parse(block.value("points").replace(",", "."))
        if value is None or not 0 <= value <= LARGEST_POINTS:
            span = self.sheet.span(block.line)
            help_line = "write the points of each question"
            self.report.add(
                "R518", "points are not stated; 1 is taken", span, help=help_line, where=where
            )
            return Fraction(1)
        return value

    def _text(self, asked: Asked, row: Row | None, form: int) -> Blocks:
        """The text of the second cell, in HTML where a later one says so."""
        if row is None:
            return ()
        return self._cell(asked, row, 1, row.at(form).upper() == "HTML")

    def _cell(self, asked: Asked, row: Row, place: int, html: bool) -> Blocks:
        span = self.sheet.span(row.line)
        read = self.texts.html if html else self.texts.plain
        return read(row.at(place), span, asked.where)

    def _say_lost(self, block: _Block, asked: Asked) -> None:
        for name in ("hint", "image", "initialtext"):
            if block.value(name):
                message = f"{name} {quoted(block.value(name))} has no place in an exam"
                asked.tell("R410", message, "add it by hand where it matters")

    # -- kinds ----------------------------------------------------------------------------------

    def _share(self, asked: Asked, row: Row, place: int) -> Fraction:
        share = numbers.parse(row.at(place).replace(",", ".").rstrip("%"))
        if share is None or abs(share) > 100:
            message = f"percentage {quoted(row.at(place))} is no number; 0 is taken"
            asked.tell("R494", message, "write what the option earns")
            return Fraction(0)
        return asked.points * share / 100

    def _option(self, asked: Asked, row: Row, weight: Fraction) -> Option:
        html = [row.at(3).upper() == "HTML", row.at(5).upper() == "HTML"]
        return Option(
            text=self._cell(asked, row, 2, html[0]),
            points=weight,
            correct=weight > 0,
            feedback=self._cell(asked, row, 4, html[1]),
            span=self.sheet.span(row.line),
        )

    def _choice(self, block: _Block, asked: Asked) -> Answer:
        rows = block.named("option")
        options = tuple(self._option(asked, row, self._share(asked, row, 1)) for row in rows)
        self._say_nothing_right(options, asked)
        return Choice(options=options, many=False, scoring=Scoring(cap=asked.points))

    def _say_nothing_right(self, options: Sequence[Option], asked: Asked) -> None:
        if not any(option.correct for option in options):
            asked.tell("R546", "no option is right", "mark the right one with [x]")

    def _truth(self, block: _Block, asked: Asked) -> Answer:
        found: dict[bool, Option] = {}
        for row in block.named("true", "false"):
            weight = self._share(asked, row, 1)
            html = row.at(3).upper() == "HTML"
            feedback = self._cell(asked, row, 2, html)
            found[row.at(0).casefold() == "true"] = Option(
                text=(), points=weight, correct=weight > 0, feedback=feedback
            )
        zero = Option(text=(), points=Fraction(0), correct=False)
        true, false = found.get(True, zero), found.get(False, zero)
        scoring = Scoring(cap=asked.points)
        if true.correct != false.correct:
            return TrueFalse(true=true, false=false, scoring=scoring)
        self._say_nothing_right((), asked)
        options = tuple(
            Option(text=(Paragraph((Text(word),)),), points=one.points, correct=one.correct)
            for word, one in (("True", true), ("False", false))
        )
        return Choice(options=options, many=False, scoring=scoring)

    def _several(self, block: _Block, asked: Asked) -> Answer:
        rows = block.named("option")
        right = [numbers.parse(row.at(1)) not in (None, 0) for row in rows]
        count = sum(right) or 1
        rule = block.value("scoring").casefold().replace(" ", "")
        wrong = -asked.points / count if rule == "rightminuswrong" else Fraction(0)
        options = tuple(
            self._option(asked, row, asked.points / count if is_right else wrong)
            for row, is_right in zip(rows, right, strict=True)
        )
        self._say_nothing_right(options, asked)
        if rule == "allornothing":
            scoring = Scoring(rule=Rule.ALL_OR_NOTHING, cap=asked.points)
            return Choice(options=options, many=True, scoring=scoring)
        costs = "costs as much" if wrong else "costs nothing"
        message = (
            f"scoring {quoted(block.value('scoring'))}: each right option is taken to earn an equal "
            f"share, and a wrong one {costs}; Brightspace may count options left open as well"
        )
        asked.tell("R516", message, "compare it with a try in Brightspace")
        return Choice(options=options, many=True, scoring=Scoring(cap=asked.points))

    def _short(self, block: _Block, asked: Asked) -> Answer:
        accepted: list[AcceptedText] = []
        for row in block.named("answer"):
            text, is_pattern = row.at(2), row.at(3).casefold() == "regexp"
            if is_pattern and isinstance(patterns.parse(text), patterns.BadPattern):
                message = f"pattern {quoted(text)} is none that every system reads alike; left out"
                asked.tell("R494", message, "write the answers that it means")
            elif text:
                match = Match.PATTERN if is_pattern else Match.TEXT
                share = self._share(asked, row, 1)
                accepted.append(AcceptedText(points=share, text=text, match=match))
        if not accepted:
            asked.tell("R462", "short answer has no accepted text; it is read as open", "write one")
            return Written()
        return ShortAnswer(accepted=tuple(accepted), scoring=Scoring(cap=asked.points))

    def _matching(self, block: _Block, asked: Asked) -> Answer:
        lefts = {row.at(1): row for row in block.named("choice")}
        rights = block.named("match")
        pairs = [(lefts[row.at(1)], row) for row in rights if row.at(1) in lefts]
        if len(pairs) < 2:
            asked.tell(
                "R462", "matching has fewer than two pairs; it is read as open", "write them"
            )
            return Written()
        rule = block.value("scoring").casefold().replace(" ", "")
        share = asked.points / len(pairs)
        wrong = -share if rule == "rightminuswrong" else Fraction(0)
        made = tuple(
            Pair(
                left=self._cell(asked, left, 2, left.at(3).upper() == "HTML"),
                right=self._cell(asked, right, 2, right.at(3).upper() == "HTML"),
                points=share,
                wrong=wrong,
            )
            for left, right in pairs
        )
        others = tuple(
            Label(text=self._cell(asked, row, 2, row.at(3).upper() == "HTML"))
            for row in rights
            if row.at(1) not in lefts
        )
        kept = Rule.ALL_OR_NOTHING if rule == "allornothing" else Rule.SUM
        scoring = Scoring(rule=kept, cap=asked.points)
        return Matching(pairs=made, distractors=others, scoring=scoring)

    def _ordering(self, block: _Block, asked: Asked) -> Answer:
        rows = block.named("item")
        if len(rows) < 2:
            asked.tell(
                "R462", "ordering has fewer than two items; it is read as open", "write them"
            )
            return Written()
        items = tuple(
            Label(text=self._cell(asked, row, 1, row.at(2).upper() == "HTML")) for row in rows
        )
        rule = block.value("scoring").casefold().replace(" ", "")
        is_whole = rule in ("allornothing", "")
        if rule == "rightminuswrong":
            message = "scoring RightMinusWrong of an order is read as a share for each right place"
            asked.tell("R516", message, "compare it with a try in Brightspace")
        return Ordering(items=items, rule=OrderRule.ALL_OR_NOTHING if is_whole else OrderRule.PLACE)
