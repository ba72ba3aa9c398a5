"""Matching and matrix: pairs of a left and a right side, or of a row and a column.

Sums are a mapping of every pair that earns or costs something, signed, with the bounds in the mapping.
All or nothing is `match` with `correct` where the right pairs are the only best ones. For the rest each
left side has a score of its own, `SCORE_n`, which its pairs add to; the mapping then is for readers alone.
A matrix says so by its class.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from markupsafe import Markup

from examc.core.answers import Matching, Matrix, Rule
from examc.core.content import Blocks
from examc.core.keys import Cell, Label, Pair
from examc.core.meaning import best, part_schemes
from examc.core.model import Question
from examc.core.schemeforms import One, Scheme, Sum
from examc.formats.qti21 import names, rules, scored, scores
from examc.formats.qti21.html import Html, attribute
from examc.formats.qti21.rules import MapEntry, PartScore, Response, Setting, Test
from examc.formats.qti21.scored import Associable, Pairs, Scored

Pairing = Matching | Matrix


def item(
    question: Question, answer: Pairing, shown: Sequence[Setting | None], html: Html
) -> Scored:
    """The item of a matching or a matrix, but for what frames every kind."""
    table = weights(answer)
    response = Response(
        identifier=names.RESPONSE,
        base_type="directedPair",
        cardinality="multiple",
        correct=list(_correct(answer)),
    )
    pairs = _matching(answer, html) if isinstance(answer, Matching) else _matrix(answer, html)
    made = Scored(responses=[response], rules=[], pairs=pairs)
    response.entries = _entries(table, set(response.correct))
    if answer.scoring.rule is Rule.SUM:
        response.lower, response.upper = scored.mapped_bounds(answer.scoring)
        mapped = Setting(outcome=names.SCORE, mapped=names.RESPONSE)
        made.rules.append(rules.always(mapped))
    elif answer.scoring.rule is Rule.ALL_OR_NOTHING and _is_by_key(answer):
        test = Test(kind="correct", variable=names.RESPONSE)
        made.rules.append(scored.all_right(test, question.points))
    else:
        _by_part(made, answer, question.points)
    made.rules += _feedback(answer, shown)
    return made


def weights(answer: Pairing) -> list[tuple[Fraction, ...]]:
    """What each right side earns, or costs, for each left side."""
    return [
        scheme.marks if isinstance(scheme, One) else scheme.weights
        for scheme in part_schemes(answer)
        if isinstance(scheme, One | Sum)
    ]


def _pair(left: int, right: int) -> str:
    """A pair by the places of its sides (from 0)."""
    return f"{names.left(left + 1)} {names.right(right + 1)}"


# -- the key ------------------------------------------------------------------------------------


def _correct(answer: Pairing) -> Iterator[str]:
    """Yield the right pairs: of a matching as it says, of a matrix those that earn points."""
    if isinstance(answer, Matching):
        rights = answer.rights
        for place, pair in enumerate(answer.pairs):
            yield _pair(place, rights.index(pair.right))
        return
    for place, row in enumerate(weights(answer)):
        earning = [column for column, points in enumerate(row) if points > 0]
        if earning and not answer.several:
            earning = [max(earning, key=lambda column: row[column])]
        yield from (_pair(place, column) for column in earning)


def right_places(answer: Pairing) -> list[int | None]:
    """The right side of each left one, or the column of each row; None where none is right."""
    correct = set(_correct(answer))
    return [
        next((place for place in range(len(row)) if _pair(left, place) in correct), None)
        for left, row in enumerate(weights(answer))
    ]


def has_several(answer: Pairing) -> bool:
    """Whether a left side or a row has more than one right place."""
    lefts = [pair.split()[0] for pair in _correct(answer)]
    return len(set(lefts)) < len(lefts)


def _entries(table: list[tuple[Fraction, ...]], right: set[str]) -> list[MapEntry]:
    """The mapping: right pairs, and those that cost; one pair at least, since QTI asks for it."""
    found = [
        MapEntry(key=_pair(left, place), value=scores.number(points))
        for left, row in enumerate(table)
        for place, points in enumerate(row)
        if points or _pair(left, place) in right
    ]
    return found or [MapEntry(key=_pair(0, 0), value="0")]


def _is_by_key(answer: Pairing) -> bool:
    """Whether the right pairs, and no others, give every left side its full mark."""
    correct = set(_correct(answer))
    return all(
        _best_responses(scheme)
        == [frozenset(place for place in range(_size(scheme)) if _pair(left, place) in correct)]
        for left, scheme in enumerate(part_schemes(answer))
    )


def _size(scheme: Scheme) -> int:
    return len(scheme.marks) if isinstance(scheme, One) else len(weights_of(scheme))


def weights_of(scheme: Scheme) -> tuple[Fraction, ...]:
    """The weights of a row where several columns can be chosen."""
    return scheme.weights if isinstance(scheme, Sum) else ()


def _best_responses(scheme: Scheme) -> list[frozenset[int]]:
    """The choices for one left side that earn its full mark; two at most, which tells enough."""
    if isinstance(scheme, One):
        full = best(scheme)
        found = [frozenset({place}) for place, mark in enumerate(scheme.marks) if mark == full]
        return [*([frozenset[int]()] if full == 0 else []), *found]
    row = weights_of(scheme)
    earning = frozenset(place for place, points in enumerate(row) if points > 0)
    idle = [place for place, points in enumerate(row) if points == 0]
    return [earning, *(earning | {place} for place in idle[:1])]


# -- by part ------------------------------------------------------------------------------------


def _by_part(made: Scored, answer: Pairing, points: Fraction) -> None:
    """Add the score of every left side, and how they become the mark."""
    earned = []
    for left, (row, scheme) in enumerate(zip(weights(answer), part_schemes(answer), strict=True)):
        own, full = names.part_score(left + 1), scores.summed(best(scheme), len(row))
        made.scores.append(PartScore(own, scores.maximum(full)))
        earned.append((own, scores.reached(full, row)))
        made.rules += [
            rules.when(_holds(left, place), rules.scored(own, weight, more=True))
            for place, weight in enumerate(row)
            if weight
        ]
    scored.total(made, answer.scoring.rule, earned, points)


def _holds(left: int, *rights: int) -> Test:
    return Test(
        kind="holds",
        variable=names.RESPONSE,
        base_type="directedPair",
        values=tuple(_pair(left, place) for place in rights),
    )


def _feedback(answer: Pairing, shown: Sequence[Setting | None]) -> Iterator[rules.Rule]:
    """Yield the feedback on pairs: it is for those who gave the left side another right one."""
    if isinstance(answer, Matching):
        rights = answer.rights
        for left, pair in enumerate(answer.pairs):
            feedback = shown[left]
            others = [place for place, right in enumerate(rights) if right != pair.right]
            if feedback is not None and others:
                yield rules.when(_holds(left, *others), feedback)


# -- the sides ----------------------------------------------------------------------------------


def _matching(answer: Matching, html: Html) -> Pairs:
    """Every left side once, a right side as often as one likes: equal ones serve several lefts."""
    owners: dict[Blocks, Pair | Label] = {one.text: one for one in reversed(answer.distractors)}
    owners |= {pair.right: pair for pair in reversed(answer.pairs)}
    lefts = [
        _side(names.left(place), 1, pair.left, pair.id, html.of(pair), _wrong(answer, pair))
        for place, pair in enumerate(answer.pairs, 1)
    ]
    rights = [
        _side(names.right(place), 0, right, _own_id(owners[right]), html.of(owners[right]))
        for place, right in enumerate(answer.rights, 1)
    ]
    return Pairs("", shuffle=True, lefts=lefts, rights=rights)


def _own_id(owner: Pair | Label) -> str:
    """The id of a distractor; that of a pair stands at its left side."""
    return owner.id if isinstance(owner, Label) else ""


def _matrix(answer: Matrix, html: Html) -> Pairs:
    most = 0 if answer.several else 1
    rows = [
        _side(names.left(place), most, row.text, row.id, html.of(row), _right_cells(row.cells))
        for place, row in enumerate(answer.rows, 1)
    ]
    columns = [
        _side(names.right(place), 0, column.text, column.id, html.of(column))
        for place, column in enumerate(answer.columns, 1)
    ]
    return Pairs(f"{names.MATRIX} {names.TABLE}", shuffle=False, lefts=rows, rights=columns)


def _wrong(answer: Matching, pair: Pair) -> str:
    """The class that says what a wrong right side costs, where no pair of the mapping can."""
    if not pair.wrong or len(answer.rights) > 1:
        return ""
    return names.WRONG + scores.number(pair.wrong)


def _right_cells(cells: tuple[Cell, ...]) -> str:
    """The class that lists the right columns of a row, where its weights say something else."""
    if all(cell.correct == (cell.points > 0) for cell in cells):
        return ""
    right = [f"-{place}" for place, cell in enumerate(cells, 1) if cell.correct]
    return names.RIGHT_CELLS + "".join(right)


def _side(
    identifier: str, most: int, text: Blocks, own: str, html: Html, css: str = ""
) -> Associable:
    content: Markup = html.compact_markup(text)
    return Associable(identifier, most, content, attribute(own), css)
