"""Small changes of a question of the further kinds, as an author could write them.

An edit knows nothing of systems, and does not say whether it keeps the marks: that is tried.
"""

from collections.abc import Sequence
from fractions import Fraction

from examc.core.answers import (
    UNBOUNDED,
    Answer,
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Option,
    Ordering,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
    as_choice,
)
from examc.core.content import Blocks, Paragraph, Text
from examc.core.keys import OrderRule, Pair, Row
from examc.core.meaning import best, part_schemes
from examc.core.model import Question
from examc.core.records import replace
from examc.core.responses import Filled, Ordered, Response, choose, filled, picked
from examc.proof.edits import ZERO, Edited, Given, Part

_MOST_PARTS = 8


# -- one question for each part -------------------------------------------------------------------


def per_gap(question: Question) -> Edited | None:
    """A question for each gap, of the gap's kind."""
    if not isinstance(question.answer, FillIn):
        return None
    keys: list[Answer] = [gap.key for gap in question.answer.gaps]
    return _apart(question, keys, "write a question for each gap instead")


def per_pair(question: Question) -> Edited | None:
    """A multiple choice for each left side."""
    if not isinstance(question.answer, Matching):
        return None
    rights = question.answer.rights
    choices: list[Answer] = [_of_pair(pair, rights) for pair in question.answer.pairs]
    return _apart(question, choices, "write a multiple choice for each left side instead")


def per_row(question: Question) -> Edited | None:
    """A multiple choice, or a multiple response, for each row."""
    if not isinstance(question.answer, Matrix):
        return None
    matrix = question.answer
    choices: list[Answer] = [_of_row(row, matrix) for row in matrix.rows]
    kind = "response" if matrix.several else "choice"
    return _apart(question, choices, f"write a multiple {kind} for each row instead")


def _apart(question: Question, answers: Sequence[Answer], write: str) -> Edited | None:
    """Each part as a question of its own, worth what is best in it."""
    answer = question.answer
    assert isinstance(answer, FillIn | Matching | Matrix)
    worth = [best(scheme) for scheme in part_schemes(answer)]
    adds_up = answer.scoring.rule is Rule.SUM and sum(worth, ZERO) == question.points
    if not adds_up or not 1 < len(answers) <= _MOST_PARTS:
        return None
    floor = answer.scoring.floor
    parts = tuple(
        Part(
            replace(
                question,
                id=f"part-{place + 1}",
                points=points,
                answer=_bounded(own, Scoring(Rule.SUM, floor, points)),
            ),
            _part_of(place),
        )
        for place, (own, points) in enumerate(zip(answers, worth, strict=True))
    )
    return Edited(write, parts)


def _bounded(answer: Answer, scoring: Scoring) -> Answer:
    assert isinstance(answer, Choice | Numeric | ShortAnswer)
    return replace(answer, scoring=scoring)


def _part_of(place: int) -> Given:
    def given(response: Response | None) -> Response | None:
        return response.parts[place] if isinstance(response, Filled) else None

    return given


def _of_pair(pair: Pair, rights: Sequence[Blocks]) -> Choice:
    options = tuple(
        Option(
            text=right,
            points=pair.points if right == pair.right else pair.wrong,
            correct=right == pair.right,
        )
        for right in rights
    )
    return Choice(options=options, many=False, scoring=UNBOUNDED)


def _of_row(row: Row, matrix: Matrix) -> Choice:
    options = tuple(
        Option(text=column.text, points=cell.points, correct=cell.correct)
        for column, cell in zip(matrix.columns, row.cells, strict=True)
    )
    return Choice(options=options, many=matrix.several, scoring=UNBOUNDED)


# -- another kind ---------------------------------------------------------------------------------


def as_multiple_choice(question: Question) -> Edited | None:
    """A true/false as a multiple choice."""
    if not isinstance(question.answer, TrueFalse):
        return None
    made = as_choice(question.answer, _say("true"), _say("false"))
    write = "write multiple choice instead of true/false in its heading"
    return Edited(write, (Part(replace(question, answer=made)),))


def as_matching(question: Question) -> Edited | None:
    """A matrix of one right column a row, or the places of items, as a matching."""
    match question.answer:
        case Matrix(several=False) as matrix:
            return _of_matrix(question, matrix)
        case Ordering(rule=OrderRule.PLACE) as ordering:
            return _of_ordering(question, ordering)
        case _:
            return None


def _of_matrix(question: Question, matrix: Matrix) -> Edited | None:
    pairs: list[Pair] = []
    for row in matrix.rows:
        right = [place for place, cell in enumerate(row.cells) if cell.correct]
        wrong = {cell.points for cell in row.cells if not cell.correct}
        if len(right) != 1 or len(wrong) != 1:
            return None
        pairs.append(
            Pair(
                left=row.text,
                right=matrix.columns[right[0]].text,
                points=row.cells[right[0]].points,
                wrong=wrong.pop(),
            )
        )
    used = {pair.right for pair in pairs}
    others = tuple(column for column in matrix.columns if column.text not in used)
    made = Matching(pairs=tuple(pairs), distractors=others, scoring=matrix.scoring)
    if made.scoring.rule is Rule.KPRIM or len(made.rights) != len(matrix.columns):
        return None
    to = [made.rights.index(column.text) for column in matrix.columns]

    def given(response: Response | None) -> Response | None:
        if not isinstance(response, Filled):
            return response
        return filled(choose(to[place] for place in picked(part)) for part in response.parts)

    write = "write matching instead of matrix, with its columns as right sides"
    return Edited(write, (Part(replace(question, answer=made), given),))


def _of_ordering(question: Question, ordering: Ordering) -> Edited | None:
    size = len(ordering.items)
    pairs = tuple(
        Pair(left=item.text, right=_say(str(place)), points=question.points / size)
        for place, item in enumerate(ordering.items, 1)
    )
    made = Matching(pairs=pairs, scoring=Scoring(cap=question.points))

    def given(response: Response | None) -> Response | None:
        if not isinstance(response, Ordered):
            return response
        places = {item: place for place, item in enumerate(response.items)}
        return filled(choose((places[item],)) if item in places else None for item in range(size))

    write = "write matching instead of ordering, with the places 1, 2, … as right sides"
    return Edited(write, (Part(replace(question, answer=made), given),))


def _say(word: str) -> Blocks:
    return (Paragraph((Text(word),)),)


# -- how a question is marked ---------------------------------------------------------------------


def whole_order(question: Question) -> Edited | None:
    """All points for the right order, none for any other."""
    answer = question.answer
    if not isinstance(answer, Ordering) or answer.rule is OrderRule.ALL_OR_NOTHING:
        return None
    made = replace(answer, rule=OrderRule.ALL_OR_NOTHING)
    write = "write rule=all-or-nothing in the braces of its heading"
    return Edited(write, (Part(replace(question, answer=made)),))


def no_penalties(question: Question) -> Edited | None:
    """Nothing taken off for what is wrong."""
    made = _without_penalties(question.answer)
    if made is None or made == question.answer:
        return None
    write = "give nothing a weight below 0, and leave out wrong=minus"
    return Edited(write, (Part(replace(question, answer=made)),))


def _without_penalties(answer: Answer) -> Answer | None:
    match answer:
        case TrueFalse():
            return replace(answer, true=_no_less(answer.true), false=_no_less(answer.false))
        case Numeric():
            numbers = tuple(replace(a, points=max(a.points, ZERO)) for a in answer.accepted)
            return replace(answer, accepted=numbers)
        case ShortAnswer():
            texts = tuple(replace(a, points=max(a.points, ZERO)) for a in answer.accepted)
            return replace(answer, accepted=texts)
        case Matching():
            return replace(answer, pairs=tuple(replace(p, wrong=ZERO) for p in answer.pairs))
        case Matrix():
            return replace(answer, rows=tuple(map(_no_row_less, answer.rows)))
        case _:
            return None


def _no_less(option: Option) -> Option:
    return replace(option, points=max(option.points, ZERO))


def _no_row_less(row: Row) -> Row:
    cells = tuple(replace(cell, points=max(cell.points, ZERO)) for cell in row.cells)
    return replace(row, cells=cells)


def full_answers(question: Question) -> Edited | None:
    """Every accepted answer that earns anything earns all points."""
    answer = question.answer

    def full(points: Fraction) -> Fraction:
        return question.points if points > 0 else ZERO

    match answer:
        case Numeric():
            made: Answer = replace(
                answer, accepted=tuple(replace(a, points=full(a.points)) for a in answer.accepted)
            )
        case ShortAnswer():
            made = replace(
                answer, accepted=tuple(replace(a, points=full(a.points)) for a in answer.accepted)
            )
        case _:
            return None
    if made == answer:
        return None
    write = "let every accepted answer earn all points: leave out their weights"
    return Edited(write, (Part(replace(question, answer=made)),))


def equal_parts(question: Question) -> Edited | None:
    """Every left side, or row, its share of the points, and nothing taken off."""
    answer = question.answer
    match answer:
        case Matching(pairs=pairs):
            share = question.points / len(pairs)
            even = tuple(replace(pair, points=share, wrong=ZERO) for pair in pairs)
            made: Answer = replace(answer, pairs=even, scoring=Scoring(cap=question.points))
        case Matrix(rows=rows, several=False):
            share = question.points / len(rows)
            made = replace(
                answer,
                rows=tuple(_even_row(row, share) for row in rows),
                scoring=Scoring(cap=question.points),
            )
        case _:
            return None
    if made == answer:
        return None
    write = "give all its lines the same weight, and take nothing off: leave out their weights"
    return Edited(write, (Part(replace(question, answer=made)),))


def _even_row(row: Row, share: Fraction) -> Row:
    cells = tuple(replace(cell, points=share if cell.correct else ZERO) for cell in row.cells)
    return replace(row, cells=cells)
