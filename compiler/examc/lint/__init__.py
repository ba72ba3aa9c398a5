"""The linter: the engine that runs the rules of `table` over an exam.

A rule is a generator of findings over one kind of node. Its code, its severity (from the table of
codes) and its silencing (by `allow`) are the engine's; a rule knows none of them.
"""

from collections.abc import Collection, Iterator
from typing import TypeVar, assert_never, get_args

from examc.core import places
from examc.core.answers import (
    Choice,
    FillIn,
    Gap,
    Matching,
    Matrix,
    Numeric,
    Option,
    Ordering,
    Part,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
    as_choice,
)
from examc.core.content import CodeBlock, Image, Link, Paragraph, Text
from examc.core.content import walk as walk_text
from examc.core.diagnostics import Report, Severity
from examc.core.keys import AcceptedNumber, AcceptedText, Label, Pair, Row
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Node,
    Question,
    TextBlock,
    narrowed,
)
from examc.core.records import replace
from examc.core.rubrics import Criterion, Level
from examc.core.walking import texts, walk
from examc.lint import names, table
from examc.lint.allow import accept, silence
from examc.lint.findings import Piece, Place, Rules

__all__ = ["accept", "run", "silence"]

NodeT = TypeVar("NodeT")

_PARTS = get_args(Part)
_TRUE, _FALSE = ((Paragraph((Text(word),)),) for word in ("true", "false"))
_PIECES = (Text, Image, Link, CodeBlock)
_REFERENCES = (Image, Link)


def run(exam: Exam, files: Collection[str], report: Report) -> None:
    """Report every flaw of an exam; `files` are the paths of all files in its folder.

    Where the report has errors, a harmless value stands for what could not be read. Nothing is
    then said of the items with errors, nor of totals that they are part of.
    """
    engine = _Engine(exam, files, report)
    exercise = None
    position = exercises = 0
    for group in _groups(exam):
        where, node = group[0]
        position += 1
        match node:
            case Exercise():
                exercise, position = node, 0
                exercises += 1
                engine.exercise(where, node, exercises)
            case Exam() | Option() | Criterion() | Level() | AcceptedNumber() | AcceptedText():
                pass  # the exam comes last; a part stands behind its item
            case Gap() | Pair() | Label() | Row():
                pass
            case Question() | TextBlock() | ImageBlock():
                engine.item(group, node, exercise, position)
            case _:
                assert_never(node)
    engine.exam()


def _groups(exam: Exam) -> Iterator[list[tuple[str, Node]]]:
    """Yield the exam, each exercise, and each item with its parts."""
    group: list[tuple[str, Node]] = []
    for place in walk(exam):
        if group and not isinstance(place[1], _PARTS):
            yield group
            group = []
        group.append(place)
    yield group


class _Engine:
    """Runs the table of rules over nodes, and stamps findings with code and place."""

    def __init__(self, whole: Exam, files: Collection[str], report: Report) -> None:
        self.whole = whole
        self.files = files
        self.report = report
        self.spoiled = _spoiled(whole, report) if report.failed else set()
        self.references: list[Piece] = []
        self.asks = names.asks(whole)

    def item(
        self, group: list[tuple[str, Node]], item: Item, exercise: Exercise | None, position: int
    ) -> None:
        """Run the rules on an item and its parts."""
        where = group[0][0]
        pieces = _pieces(group)
        self.references += [piece for piece in pieces if isinstance(piece.content, _REFERENCES)]
        if where in self.spoiled:
            return
        place = Place(self.whole, self.files, exercise, position, pieces)
        match item:
            case Question():
                self._answer(item, where, place)
                self._apply(table.QUESTION, item, where, place)
                for part, entry in group[1:]:
                    if isinstance(entry, Criterion | Level):
                        self._apply(table.ENTRY, entry, part, place)
            case TextBlock() | ImageBlock():
                pass
            case _:
                assert_never(item)
        self._apply(table.ITEM, item, where, place)
        self._apply(table.CONTENT, item, where, place)

    def _answer(self, question: Question, where: str, place: Place) -> None:
        match question.answer:
            case Choice() as choice:
                self._apply(table.CHOICE, narrowed(question, choice), where, place)
            case Written() | Upload() | Program() as graded:
                self._apply(table.GRADED, narrowed(question, graded), where, place)
            case FillIn() as fill:
                self._apply(table.COMPOSITE, narrowed(question, fill), where, place)
                self._apply(table.KEYS, question, where, place)
            case Matrix() as matrix:
                self._apply(table.COMPOSITE, narrowed(question, matrix), where, place)
                self._apply(table.MATRIX, narrowed(question, matrix), where, place)
            case Matching() as matching:
                self._apply(table.COMPOSITE, narrowed(question, matching), where, place)
                self._apply(table.MATCHING, narrowed(question, matching), where, place)
            case Ordering() as ordering:
                self._apply(table.ORDERING, narrowed(question, ordering), where, place)
            case Numeric() | ShortAnswer() as key:
                self._apply(table.TYPED, narrowed(question, key), where, place)
                self._apply(table.KEYS, question, where, place)
            case TrueFalse() as both:
                choice = as_choice(both, _TRUE, _FALSE)
                judged = narrowed(replace(question, answer=choice), choice)
                self._apply(table.TRUE_FALSE, judged, where, place)
            case _:
                assert_never(question.answer)

    def exercise(self, where: str, exercise: Exercise, position: int) -> None:
        """Run the rules on an exercise without its items."""
        if where not in self.spoiled:
            place = Place(self.whole, self.files, exercise, position, [], self.asks)
            self._apply(table.EXERCISE, exercise, where, place)

    def exam(self) -> None:
        """Run the rules on the exam itself, after all references to files have been seen."""
        pieces = _pieces([("", self.whole)])
        place = Place(self.whole, self.files, None, 0, pieces)
        self._apply(table.CONTENT, self.whole, "", place)
        place = place._replace(pieces=pieces + self.references)
        self._apply(table.EXAM, self.whole, "", place)

    def _apply(self, rules: Rules[NodeT], node: NodeT, where: str, place: Place) -> None:
        for code, rule in rules:
            for finding in rule(node, place):
                if self.spoiled and code in table.WHOLE:
                    continue
                self.report.add(
                    code,
                    finding.message,
                    finding.span,
                    help=finding.help,
                    where=f"{where} › {finding.part}" if finding.part else where,
                    path=finding.path,
                    fix=finding.fix,
                )


def _pieces(group: list[tuple[str, Node]]) -> list[Piece]:
    """The content of a node and its parts, as far as any rule looks at it."""
    found: list[Piece] = []
    head = group[0][0]
    for where, node in group:
        part = where[len(head) + 3 :] if where != head else ""
        for text in texts(node):
            pieces = (inner for inner in walk_text(text) if isinstance(inner, _PIECES))
            found += [Piece(inner, text, node, part) for inner in pieces]
    return found


def _spoiled(exam: Exam, report: Report) -> set[str]:
    """The items and exercises with errors; "" stands for an error beside all of them."""
    found: set[str] = set()
    where = places.Places(exam)
    for diagnostic in report.diagnostics:
        if diagnostic.severity is Severity.ERROR:
            place = where.of(diagnostic.span) if diagnostic.span else diagnostic.where
            found.add(" › ".join(place.split(" › ")[:2]))
    return found
