"""Ordering: items in order, all or nothing, by place, or by neighbours.

All or nothing is `match` with `correct`. By place, `index n` of the response is held against each item;
by neighbours, each pair may stand at any two places one behind the other. The items stand in the file
in another order than the right one, and are named by it.
"""

from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from typing import assert_never

from examc.core import numbers
from examc.core.answers import Ordering
from examc.core.keys import OrderRule
from examc.core.model import Question
from examc.formats.qti21 import names, rules, scored
from examc.formats.qti21.html import Html, attribute
from examc.formats.qti21.rules import Response, Rule, Test
from examc.formats.qti21.scored import Scored, Sortable
from examc.formats.qti21.scores import number


def share(question: Question, answer: Ordering) -> Fraction:
    """What one place, or one pair of neighbours, earns of the points as the package has them."""
    count = len(answer.items)
    points = numbers.value(number(question.points))
    match answer.rule:
        case OrderRule.ALL_OR_NOTHING:
            return points
        case OrderRule.PLACE:
            return points / max(count, 1)
        case OrderRule.NEIGHBOURS:
            return points / max(count - 1, 1)
        case _:
            assert_never(answer.rule)


def item(question: Question, answer: Ordering, html: Html) -> Scored:
    """The item of an ordering, but for what frames every kind."""
    count = len(answer.items)
    order = _shown_order(question.id, count)
    identifiers = [names.ordered(order.index(place) + 1) for place in range(count)]
    response = Response(
        identifier=names.RESPONSE,
        base_type="identifier",
        cardinality="ordered",
        correct=identifiers,
    )
    items = [
        Sortable(
            identifiers[place],
            html.of(answer.items[place]).compact_markup(answer.items[place].text),
            attribute(answer.items[place].id),
        )
        for place in order
    ]
    own = _rules(answer.rule, identifiers, question.points, share(question, answer))
    return Scored(responses=[response], rules=own, order=items)


def _shown_order(seed: str, count: int) -> list[int]:
    """The items in the order of the file, which is not the right one where there are two."""
    order = sorted(range(count), key=lambda place: sha256(f"{seed} {place}".encode()).digest())
    return order[::-1] if order == sorted(order) else order


def _rules(
    rule: OrderRule, identifiers: list[str], points: Fraction, share: Fraction
) -> list[Rule]:
    earns = rules.scored(names.SCORE, share, more=True)
    match rule:
        case OrderRule.ALL_OR_NOTHING:
            return [scored.all_right(Test(kind="correct", variable=names.RESPONSE), points)]
        case OrderRule.PLACE:
            return [
                rules.when(_places((own,), (place,)), earns)
                for place, own in enumerate(identifiers, 1)
            ]
        case OrderRule.NEIGHBOURS:
            starts = tuple(range(1, len(identifiers)))
            return [rules.when(_places(pair, starts), earns) for pair in pairwise(identifiers)]
        case _:
            assert_never(rule)


def _places(values: tuple[str, ...], starts: tuple[int, ...]) -> Test:
    return Test(
        kind="places",
        variable=names.RESPONSE,
        base_type="identifier",
        values=values,
        starts=starts,
    )
