"""A question as data of its template: what students answer in, and what stands in the key."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import assert_never

from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.content import Blocks, spoken
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.localforms import Forms
from examc.core.model import Exam, Question, is_by_hand
from examc.core.responses import option_letter
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.core.scoringwords import scoring
from examc.core.wording import wording
from examc.files.rendering import Markup
from examc.formats.html import gaps
from examc.formats.html.text import TextWriter, is_rich

Data = dict[str, object]
_LINES = 36  # of a page, where an answer is typed
_FEWEST, _MOST, _USUAL = 3, 30, 8  # lines of a box
_BYTES = ((1024**3, "GB"), (1024**2, "MB"), (1024, "kB"))


class Questions:
    """Writes questions with the words of their exam's language."""

    def __init__(self, writer: TextWriter, said: dict[str, str], exam: Exam, *, practice: bool):
        self.writer, self.said, self.wording = writer, said, wording(exam.language)
        self.language, self.practice = exam.language, practice
        self.forms = Forms(exam.language)

    def data(self, question: Question, number: str, place: int) -> Data:
        """All that the template has of a question; `place` is that of its marks (from 0)."""
        self.writer.node = question
        answer, by_hand = self.answer(question), is_by_hand(question)
        return {
            "id": question.id,
            "number": number,
            "place": place,
            "title": self.writer.title(question.title),
            "points": self.forms.number(question.points),
            "one": self.forms.is_one(question.points),
            "by_hand": by_hand,
            "tried": not by_hand or bool(question.feedback.general),
            "always": question.always,
            "tags": ", ".join(question.tags),
            "scoring": scoring(question, self.language),
            **answer,
            "prompt": self.prompt(question),
            "feedback": self.feedback(question),
            "solution": self.writer.markup(question.solution),
            "notes": self.writer.markup(question.notes),
        }

    def prompt(self, question: Question) -> Markup:
        """The prompt; gaps in it are boxes and drop-downs."""
        if isinstance(question.answer, FillIn):
            self.writer.gaps = gaps.controls(
                question.answer, question.id, self.said, practice=self.practice
            )
        made = self.writer.markup(question.prompt)
        self.writer.gaps = {}
        return made

    def feedback(self, question: Question) -> list[Data]:
        """The feedback on the whole question: when it is shown, under which words."""
        own = question.feedback
        found = (
            ("general", self.said["feedback"], own.general),
            ("correct", self.said["correct"], own.correct),
            ("incorrect", self.said["incorrect"], own.incorrect),
        )
        return [
            {"when": when, "label": label, "text": self.writer.markup(text)}
            for when, label, text in found
            if text
        ]

    def answer(self, question: Question) -> Data:
        """What is particular to the kind of a question, and its shape, which names a template."""
        match question.answer:
            case Choice() as choice:
                return {"shape": "options", "many": choice.many, **self.options(choice)}
            case TrueFalse() as both:
                return {"shape": "options", "many": False, **self.truths(both)}
            case Numeric() | ShortAnswer() as key:
                return {"shape": "typed", **self.typed(key)}
            case FillIn() as fill:
                return {"shape": "gaps", **self.gaps(fill)}
            case Matching() as matching:
                return {"shape": "pairs", **self.pairs(matching, question.id)}
            case Ordering() as ordering:
                return {"shape": "order", **self.order(ordering, question.id)}
            case Matrix() as matrix:
                return {"shape": "matrix", **self.matrix(matrix)}
            case Written() as written:
                space = None if written.free else written.space
                rubric = self.rubric(written.rubric, question.points)
                return {"shape": "lines", "start": "", "code": False, **_lines(space), **rubric}
            case Program() as program:
                rubric = self.rubric(program.rubric, question.points)
                box = _lines(program.space, program.start)
                return {"shape": "lines", "start": program.start, "code": True, **box, **rubric}
            case Upload() as upload:
                rubric = self.rubric(upload.rubric, question.points)
                return {"shape": "files", **self.files(upload), **rubric}
            case _:
                assert_never(question.answer)

    # -- options --------------------------------------------------------------------------------

    def options(self, choice: Choice) -> Data:
        """The options of a choice."""
        texts = [self.writer.line(option.text) for option in choice.options]
        return self._options(choice, texts)

    def truths(self, both: TrueFalse) -> Data:
        """The two options of a statement, in the language of the exam."""
        return self._options(
            both, [Markup.escape(w) for w in (self.wording.true, self.wording.false)]
        )

    def _options(self, answer: Choice | TrueFalse, texts: list[Markup]) -> Data:
        return {
            "options": [
                {
                    "id": option.id,
                    "text": text,
                    "weight": self.forms.signed(option.points),
                    "right": option.correct,
                    "label": label(at, option.text),
                    "feedback": self.writer.markup(option.feedback),
                }
                for at, (option, text) in enumerate(zip(answer.options, texts, strict=True))
            ]
        }

    # -- typed ----------------------------------------------------------------------------------

    def typed(self, key: Numeric | ShortAnswer) -> Data:
        """A box, and the answers that are accepted in it."""
        numeric = isinstance(key, Numeric)
        return {
            "numeric": numeric,
            "unit": key.unit if isinstance(key, Numeric) else "",
            "case": isinstance(key, ShortAnswer) and key.case,
            "accepted": [self.accepted(one) for one in key.accepted],
        }

    def accepted(self, one: AcceptedNumber | AcceptedText) -> Data:
        """An accepted answer in the key."""
        match one:
            case AcceptedNumber():
                how, text = "", one.written
            case AcceptedText(match=Match.TEXT):
                how, text = "", one.text
            case AcceptedText():
                how, text = self.said[one.match.value], one.text
            case _:
                assert_never(one)
        weight, feedback = self.forms.signed(one.points), self.writer.markup(one.feedback)
        return {"id": one.id, "how": how, "text": text, "weight": weight, "feedback": feedback}

    def gaps(self, fill: FillIn) -> Data:
        """What fills each gap; a drop-down whose options have formulas shows them below the prompt."""
        return {
            "gaps": [
                {
                    "name": gap.id,
                    "case": isinstance(gap.key, ShortAnswer) and gap.key.case,
                    "unit": gap.key.unit if isinstance(gap.key, Numeric) else "",
                    "accepted": []
                    if isinstance(gap.key, Choice)
                    else [self.accepted(one) for one in gap.key.accepted],
                    "options": self.options(gap.key)["options"]
                    if isinstance(gap.key, Choice)
                    else [],
                    "rich": isinstance(gap.key, Choice)
                    and is_rich(option.text for option in gap.key.options),
                }
                for gap in fill.gaps
            ]
        }

    # -- arranged -------------------------------------------------------------------------------

    def pairs(self, matching: Matching, own: str) -> Data:
        """Left sides with a menu of right ones each, in an order that tells nothing."""
        rights = matching.rights
        shown = shuffled(len(rights), own)
        letters = {place: option_letter(at) for at, place in enumerate(shown)}
        return {
            "rich": is_rich(rights),
            "rights": [
                {
                    "place": place,
                    "letter": letters[place],
                    "text": self.writer.line(rights[place]),
                    "plain": spoken(rights[place]),
                }
                for place in shown
            ],
            "lefts": [
                {
                    "id": pair.id,
                    "left": self.writer.line(pair.left),
                    "plain": spoken(pair.left),
                    "right": self.writer.line(pair.right),
                    "weight": self.forms.signed(pair.points),
                    "wrong": self.forms.signed(pair.wrong) if pair.wrong else "",
                    "feedback": self.writer.markup(pair.feedback),
                }
                for pair in matching.pairs
            ],
            "distractors": [self.writer.line(one.text) for one in matching.distractors],
        }

    def order(self, ordering: Ordering, own: str) -> Data:
        """Items in an order that is not the right one, and that one."""
        items = [
            {"place": place, "text": self.writer.line(item.text), "plain": spoken(item.text)}
            for place, item in enumerate(ordering.items)
        ]
        return {"shown": [items[place] for place in shuffled(len(items), own)], "items": items}

    def matrix(self, matrix: Matrix) -> Data:
        """Columns and rows, with the weight of each cell."""
        return {
            "several": matrix.several,
            "columns": [
                {"text": self.writer.line(c.text), "plain": spoken(c.text)} for c in matrix.columns
            ],
            "rows": [
                {
                    "id": row.id,
                    "text": self.writer.line(row.text),
                    "plain": spoken(row.text),
                    "cells": [
                        {
                            "weight": self.forms.signed(cell.points) if cell.points else "",
                            "right": cell.correct,
                        }
                        for cell in row.cells
                    ],
                }
                for row in matrix.rows
            ],
        }

    # -- by hand --------------------------------------------------------------------------------

    def rubric(self, rubric: Rubric | None, points: Fraction) -> Data:
        """What a person marks by, and how it adds up."""
        match rubric:
            case Criteria(criteria):
                rule = self.wording.add_up.replace("{}", self.forms.number(points))
                lines = list(criteria)
            case Levels(levels):
                return {"rule": self.wording.award_one, "lines": [*map(self._line, levels)]}
            case None:
                return {"rule": self.said["no_rubric"], "lines": []}
            case _:
                assert_never(rubric)
        return {"rule": rule, "lines": [self._line(line) for line in lines]}

    def _line(self, line: Criterion | Level) -> Data:
        percent = line.percent if isinstance(line, Level) else ""
        return {
            "id": line.id,
            "name": self.writer.title(line.name),
            "points": self.forms.number(line.points),
            "percent": self.forms.percent(percent) if percent else "",
            "text": self.writer.line(line.text),
        }

    def files(self, upload: Upload) -> Data:
        """How many files there may be, of which types and how large."""
        most, fewest = upload.most, upload.fewest
        count = f"{fewest}+" if most is None else str(most)
        if most is not None and most != fewest:
            count = f"{fewest}–{most}"
        noun = self.said["file" if most == 1 else "files"]
        hint = [f"{count} {noun}", ", ".join(upload.types)]
        if upload.size is not None:
            hint.append(self.said["each"].format(_size(upload.size)))
        return {
            "hint": " · ".join(filter(None, hint)),
            "several": most != 1,
            "types": ",".join(upload.types),
        }


def _size(size: int) -> str:
    for unit, name in _BYTES:
        if size % unit == 0:
            return f"{size // unit} {name}"
    return f"{size} B"


def _lines(space: Fraction | None, start: str = "") -> Data:
    """The size of a box: in lines on the screen, and in shares of a page on paper."""
    wanted = _USUAL if space is None else ceil(space * _LINES)
    rows = max(_FEWEST, min(_MOST, max(wanted, start.count("\n") + 2 if start else 0)))
    pages = "" if space is None else f"{float(min(space, Fraction(20))):.4f}"
    return {"box": rows, "pages": pages}


def label(place: int, text: Blocks) -> str:
    """What an option is called where its own text cannot name it; "" where it can.

    A control takes its name from words, and from no formula or image beside it.
    """
    if not is_rich([text]):
        return ""
    return f"{option_letter(place)}: {spoken(text)}"


def shuffled(size: int, seed: str) -> Sequence[int]:
    """An order that is always the same for a seed, and never the right one."""
    from random import Random

    places = list(range(size))
    Random(seed).shuffle(places)
    return places if places != list(range(size)) else [*places[1:], *places[:1]]
