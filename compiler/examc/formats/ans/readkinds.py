"""Reads the further kinds of question of ANS-style JSON: ours exactly, others as far as they say."""

from fractions import Fraction

from examc.core.answers import (
    Answer,
    Choice,
    FillIn,
    Matching,
    Matrix,
    Option,
    Ordering,
    Program,
    Scoring,
    TrueFalse,
    Upload,
)
from examc.core.content import Blocks, CodeBlock, GapRef, Paragraph, Text, walk
from examc.core.diagnostics import did_you_mean
from examc.core.keys import (
    Cell,
    Label,
    OrderRule,
    Pair,
    Row,
)
from examc.core.rubrics import Rubric
from examc.formats.ans import names, scales
from examc.formats.ans.objects import Object, ordered
from examc.formats.ans.readkeys import Keys, Options, own_id
from examc.formats.ans.texts import Texts
from examc.formats.foreign.quoting import quoted


class Kinds:
    """Reads the answers of one file."""

    def __init__(self, texts: Texts, options: Options) -> None:
        self.texts = texts
        self.keys = Keys(texts, options)

    def answer(self, inner: Object, category: str, points: Fraction) -> Answer | None:
        """The answer of a question of a category; None where the file does not hold its key."""
        match category:
            case "numeric":
                return self.keys.numeric(inner, self._scoring(inner, points))
            case "fill" if inner.line("x_kind") == "short answer":
                return self.keys.short(inner, self._scoring(inner, points))
            case "fill":
                return self.keys.fill_in(inner, self._scoring(inner, points))
            case "match" if inner.line("x_kind") == "matrix":
                return self._matrix(inner, points)
            case "match":
                return self._matching(inner, points)
            case "order":
                return self._ordering(inner)
            case _:
                return None

    def _scoring(self, inner: Object, points: Fraction) -> Scoring:
        return scales.scoring(inner, points, (), single=False)

    # -- rows and columns -----------------------------------------------------------------------

    def _named(self, one: Object) -> Blocks:
        """The text of a row or a column: ours, or its name."""
        own = self.texts.read(one, "x_content")
        name = one.line("name")
        return own or ((Paragraph((Text(name),)),) if name else ())

    def _matching(self, inner: Object, points: Fraction) -> Matching | None:
        rows, columns = self._lists(inner)
        cells = self._cells(inner)
        rights = [self._named(column) for column in columns]
        pairs: list[Pair] = []
        for row in rows:
            place = self._right(row, columns, cells)
            if place is None or not rights:
                row.tell_here("R521", "no column is right for this row")
                return None
            pairs.append(
                Pair(
                    left=self._named(row),
                    right=rights[place],
                    points=cells.get(_cell_of(row, columns[place]), Fraction(0)),
                    wrong=row.number("x_wrong") or Fraction(0),
                    feedback=self.texts.read(row, "x_feedback"),
                    id=own_id(row),
                )
            )
        used = {pair.right for pair in pairs}
        others = tuple(
            Label(text=text, id=own_id(column))
            for column, text in zip(columns, rights, strict=True)
            if text not in used
        )
        if len(pairs) < 2:
            return None
        scoring = self._scoring(inner, points)
        return Matching(pairs=tuple(pairs), distractors=others, scoring=scoring)

    def _right(
        self, row: Object, columns: list[Object], cells: dict[tuple[int, int], Fraction]
    ) -> int | None:
        """The place of the right column: the one that is said, or the one that earns most."""
        said = row.whole("x_correct")
        if said is not None and 1 <= said <= len(columns):
            return said - 1
        worth = [cells.get(_cell_of(row, column), Fraction(0)) for column in columns]
        best = max(worth, default=Fraction(0))
        return worth.index(best) if best > 0 else None

    def _matrix(self, inner: Object, points: Fraction) -> Matrix | None:
        rows, columns = self._lists(inner)
        cells = self._cells(inner)
        if not rows or not columns:
            return None
        made = tuple(
            Row(
                text=self._named(row),
                cells=tuple(
                    self._cell(row, column, n, cells) for n, column in enumerate(columns, 1)
                ),
                id=own_id(row),
            )
            for row in rows
        )
        labels = tuple(Label(text=self._named(c), id=own_id(c)) for c in columns)
        several = inner.line("choice_type") == "multiple"
        scoring = self._scoring(inner, points)
        return Matrix(columns=labels, rows=made, several=several, scoring=scoring)

    def _cell(
        self, row: Object, column: Object, place: int, cells: dict[tuple[int, int], Fraction]
    ) -> Cell:
        worth = cells.get(_cell_of(row, column), Fraction(0))
        said = row.data.get("x_correct")
        return Cell(worth, place in said if isinstance(said, list) else worth > 0)

    def _lists(self, inner: Object) -> tuple[list[Object], list[Object]]:
        rows = ordered(inner.children("rows", names.ROW), "position")
        columns = ordered(inner.children("columns", names.ROW), "position")
        for number, row in enumerate(rows, 1):
            row.where = f"{inner.where} › row {number}"
        return rows, columns

    def _cells(self, inner: Object) -> dict[tuple[int, int], Fraction]:
        found: dict[tuple[int, int], Fraction] = {}
        for cell in inner.children("cells", names.CELL):
            place = cell.whole("row_id") or 0, cell.whole("column_id") or 0
            found[place] = scales.bounded(cell, cell.exact("points"))
        return found

    # -- the rest -------------------------------------------------------------------------------

    def _ordering(self, inner: Object) -> Ordering | None:
        found = ordered(inner.children("x_items", names.ITEM), "x_position")
        rule = inner.line("x_rule") or OrderRule.ALL_OR_NOTHING.value
        known = [one.value for one in OrderRule]
        if rule not in known:
            inner.tell("R406", "x_rule", f"{quoted(rule)} is no rule", did_you_mean(rule, known))
            rule = OrderRule.ALL_OR_NOTHING.value
        items = tuple(
            Label(text=self.texts.read(one, "x_content"), id=own_id(one)) for one in found
        )
        return Ordering(items=items, rule=OrderRule(rule)) if len(items) > 1 else None

    def upload(self, inner: Object, rubric: Rubric | None) -> Upload:
        """Files to hand in; the API says nothing of them that is public."""
        fewest = _within(inner, "x_files_least", 0)
        given = fewest is not None
        return Upload(
            rubric=rubric,
            fewest=1 if fewest is None else fewest,
            most=_within(inner, "x_files_most") if given else 1,
            types=inner.lines("x_file_types"),
            size=_within(inner, "x_file_size"),
        )

    def program(self, inner: Object, rubric: Rubric | None, space: Fraction | None) -> Program:
        """Code to write; what stands in the box before is the predefined answer."""
        start, language = inner.text("x_start"), inner.line("x_language")
        if not start:
            listings = [
                node
                for node in walk(self.texts.read(inner, "predefined_answer"))
                if isinstance(node, CodeBlock)
            ]
            start = listings[0].text if listings else ""
            language = language or (listings[0].language if listings else "")
        return Program(rubric=rubric, language=language, start=start, space=space)


def true_false(choice: Choice) -> TrueFalse | None:
    """A choice of two, as the true/false that it was written for; None for any other."""
    if choice.many or len(choice.options) != 2:
        return None
    true, false = (
        Option(
            text=(),
            points=option.points,
            correct=option.correct,
            feedback=option.feedback,
            id=option.id,
        )
        for option in choice.options
    )
    return TrueFalse(true=true, false=false, scoring=choice.scoring)


def without_lost_gaps(inner: Object, prompt: Blocks, answer: Answer) -> None:
    """Tell of gaps in a prompt that nothing fills, and of those that stand nowhere."""
    shown = [node.id for node in walk(prompt) if isinstance(node, GapRef)]
    keyed = [gap.id for gap in answer.gaps] if isinstance(answer, FillIn) else []
    if sorted(shown) != sorted(keyed):
        inner.tell("R413", "x_gaps", "these are not the gaps of fill_content")


def _cell_of(row: Object, column: Object) -> tuple[int, int]:
    return row.whole("id") or 0, column.whole("id") or 0


def _within(inner: Object, name: str, least: int = 1) -> int | None:
    """A count that is large enough; None where there is none."""
    value = inner.whole(name)
    if value is not None and value < least:
        inner.tell("R406", name, f"{value} is no such number", "write 1")
        return None
    return value
