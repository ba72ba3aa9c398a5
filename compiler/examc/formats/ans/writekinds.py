"""The further kinds of question as objects of ANS-style JSON.

Rows, columns and cells, `fill_content` and `predefined_answer` are names of the API; what it says of
accepted answers, orders and files is not public, so these stand in names of ours (`x_…`).
"""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core import content
from examc.core.answers import (
    Choice,
    FillIn,
    Gap,
    Key,
    Matching,
    Matrix,
    Numeric,
    Option,
    Ordering,
    Program,
    Rule,
    Scoring,
    ShortAnswer,
    Upload,
)
from examc.core.content import Blocks, CodeBlock, GapRef
from examc.core.keys import AcceptedNumber, AcceptedText, Label, Match, Pair, Row
from examc.core.model import Node, Question, kind_of
from examc.formats.ans import bounds, values
from examc.formats.ans.dump import Json
from examc.systems.ans import marks

Fields: TypeAlias = dict[str, Json]
Keyed: TypeAlias = Numeric | ShortAnswer | FillIn | Matching | Ordering | Matrix
"""Answers that a machine marks, and that are not options to choose from."""
CATEGORY: dict[type[Keyed], str] = {
    Numeric: "numeric",
    ShortAnswer: "fill",
    FillIn: "fill",
    Matching: "match",
    Ordering: "order",
    Matrix: "match",
}
Html: TypeAlias = Callable[[Blocks], str | None]


def some(**fields: Json) -> Fields:
    """The fields that hold something."""
    return {name: value for name, value in fields.items() if value is not None}


def exact(value: Fraction | None) -> str | None:
    """What stands beside a number that had to be rounded."""
    return None if value is None or values.is_exact(value) else values.exact(value)


def points(value: Fraction) -> Fields:
    """What something earns: rounded as the API has it, and exactly beside where that differs."""
    return some(points=values.decimal(value), x_points_exact=exact(value))


def scoring(question: Question, own: Scoring) -> Fields:
    """The rule and the bounds of a mark: the API's booleans, and ours where they do not say it."""
    worth = question.points
    return some(
        partial_scoring=own.rule is Rule.SUM,
        zero_bound=marks.zero_bound(own.floor),
        max_bound=marks.max_bound(own.cap, worth),
        x_rule=None if own.rule is Rule.SUM else own.rule.value,
        x_floor=None if bounds.is_plain_floor(own) else _text(own.floor),
        x_cap=None if bounds.is_plain_cap(own, worth) else _text(own.cap),
    )


def _text(value: Fraction | None) -> str:
    return "none" if value is None else values.exact(value)


class Kinds:
    """Makes the fields that a kind has beside those of every question."""

    def __init__(self, html: Html, option: Callable[[int, Option, Node], Json]) -> None:
        self.html = html
        self.option = option

    def fields(self, question: Question, answer: Keyed) -> Fields:
        """What a question has beside what all have."""
        match answer:
            case Numeric():
                return self._numeric(question, answer)
            case ShortAnswer():
                return self._short_answer(question, answer)
            case FillIn():
                return self._fill_in(question, answer)
            case Matching():
                return self._matching(question, answer)
            case Ordering():
                return self._ordering(answer)
            case Matrix():
                return self._matrix(question, answer)
            case _:
                assert_never(answer)

    # -- typed answers --------------------------------------------------------------------------

    def _numeric(self, question: Question, answer: Numeric) -> Fields:
        """A number: the accepted ones are ours."""
        return {**self._key(answer), **scoring(question, answer.scoring)}

    def _short_answer(self, question: Question, answer: ShortAnswer) -> Fields:
        """A text: `fill` with one gap."""
        own = some(x_kind=kind_of(question))
        return {**own, **self._key(answer), **scoring(question, answer.scoring)}

    def _key(self, key: Numeric | ShortAnswer) -> Fields:
        match key:
            case Numeric():
                return some(
                    x_unit=key.unit or None,
                    x_answers=[self._number(place, n) for place, n in enumerate(key.accepted, 1)],
                )
            case ShortAnswer():
                return some(
                    x_case_sensitive=key.case or None,
                    x_answers=[self._typed(place, t) for place, t in enumerate(key.accepted, 1)],
                )
            case _:
                assert_never(key)

    def _number(self, place: int, one: AcceptedNumber) -> Json:
        return {
            "x_position": place,
            **points(one.points),
            **some(
                x_answer=one.written,
                x_id=one.id or None,
                x_feedback=self.html(one.feedback),
            ),
        }

    def _typed(self, place: int, one: AcceptedText) -> Json:
        return {
            "x_position": place,
            **points(one.points),
            **some(
                x_answer=one.text,
                x_match=None if one.match is Match.TEXT else one.match.value,
                x_id=one.id or None,
                x_feedback=self.html(one.feedback),
            ),
        }

    # -- gaps -----------------------------------------------------------------------------------

    def _fill_in(self, question: Question, answer: FillIn) -> Fields:
        """Gaps: the text with them is the API's, what fills them is ours."""
        before, behind = parted(question.prompt)
        return {
            "content": self.html(before) or "",
            **some(fill_content=self.html(behind)),
            **scoring(question, answer.scoring),
            "x_gaps": [self._gap(place, gap) for place, gap in enumerate(answer.gaps, 1)],
        }

    def _gap(self, place: int, gap: Gap) -> Json:
        return {"x_position": place, "x_id": gap.id, **self._filling(gap.key)}

    def _filling(self, key: Key) -> Fields:
        match key:
            case Numeric():
                return {"x_kind": "numeric", **self._key(key)}
            case ShortAnswer():
                return {"x_kind": "text", **self._key(key)}
            case Choice():
                return {
                    "x_kind": "drop-down",
                    **some(x_shuffle=key.shuffle or None),
                    "choices": [self.option(p, o, o) for p, o in enumerate(key.options, 1)],
                }
            case _:
                assert_never(key)

    # -- rows and columns -----------------------------------------------------------------------

    def _matching(self, question: Question, answer: Matching) -> Fields:
        """Left sides as rows, right sides as columns, and a cell for each pair that weighs."""
        rights = answer.rights
        return {
            "choice_type": "single",
            **scoring(question, answer.scoring),
            "rows": [self._pair(place, pair, rights) for place, pair in enumerate(answer.pairs, 1)],
            "columns": [
                self._column(place, text, self._distractor(answer, text))
                for place, text in enumerate(rights, 1)
            ],
            "cells": [
                self._cell(row, column, pair.points if text == pair.right else pair.wrong)
                for row, pair in enumerate(answer.pairs, 1)
                for column, text in enumerate(rights, 1)
            ],
        }

    def _distractor(self, answer: Matching, text: Blocks) -> str:
        return next((one.id for one in answer.distractors if one.text == text), "")

    def _pair(self, place: int, pair: Pair, rights: tuple[Blocks, ...]) -> Json:
        return {
            **self._named(place, pair.left, pair.id),
            **some(
                x_correct=rights.index(pair.right) + 1,
                x_wrong=values.exact(pair.wrong) if pair.wrong else None,
                x_feedback=self.html(pair.feedback),
            ),
        }

    def _matrix(self, question: Question, answer: Matrix) -> Fields:
        """Rows, columns and a cell for each of both."""
        return {
            "x_kind": "matrix",
            "choice_type": "multiple" if answer.several else "single",
            **scoring(question, answer.scoring),
            "rows": [self._row(place, row) for place, row in enumerate(answer.rows, 1)],
            "columns": [
                self._column(place, column.text, column.id)
                for place, column in enumerate(answer.columns, 1)
            ],
            "cells": [
                self._cell(number, column, cell.points)
                for number, row in enumerate(answer.rows, 1)
                for column, cell in enumerate(row.cells, 1)
            ],
        }

    def _row(self, place: int, row: Row) -> Json:
        right: list[Json] = [n for n, cell in enumerate(row.cells, 1) if cell.correct]
        return {**self._named(place, row.text, row.id), "x_correct": right}

    def _column(self, place: int, text: Blocks, own: str) -> Json:
        return self._named(place, text, own)

    def _named(self, place: int, text: Blocks, own: str) -> Fields:
        """A row or a column: the API has a name of characters, ours is the whole text."""
        return {
            "id": place,
            "name": content.plain(text),
            "position": place,
            **some(x_content=self.html(text), x_id=own or None),
        }

    def _cell(self, row: int, column: int, worth: Fraction) -> Json:
        return {"row_id": row, "column_id": column, **points(worth)}

    # -- the rest -------------------------------------------------------------------------------

    def _ordering(self, answer: Ordering) -> Fields:
        """Items in their right order; how they are marked is ours."""
        return {
            "x_rule": answer.rule.value,
            "x_items": [self._item(place, item) for place, item in enumerate(answer.items, 1)],
        }

    def _item(self, place: int, item: Label) -> Json:
        return some(x_position=place, x_content=self.html(item.text), x_id=item.id or None)

    def upload(self, answer: Upload) -> Fields:
        """Files: their number, types and size are ours."""
        return some(
            x_files_least=answer.fewest,
            x_files_most=answer.most,
            x_file_types=list(answer.types) or None,
            x_file_size=answer.size,
        )

    def program(self, answer: Program) -> Fields:
        """Code: what stands in the box before is the API's predefined answer."""
        start: Blocks = (CodeBlock(answer.start, answer.language),) if answer.start else ()
        return some(
            predefined_answer=self.html(start),
            x_start=answer.start or None,
            x_language=answer.language or None,
        )


def parted(prompt: Blocks) -> tuple[Blocks, Blocks]:
    """A prompt before the first block with a gap, and from there on."""
    for place, block in enumerate(prompt):
        if any(isinstance(node, GapRef) for node in content.walk((block,))):
            return prompt[:place], prompt[place:]
    return prompt, ()
