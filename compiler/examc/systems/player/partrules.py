"""What rules award for typed answers, gaps, pairs and orders, read off them without a run.

Known is the shape that most items have: nothing answered is 0; then what each answer or part earns,
how the parts become the mark, and its bounds. Whatever else the rules do with numbers is not known
here, and has to be run response by response. Feedback is passed over.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from examc.core.answers import Rule
from examc.core.meaning import best
from examc.core.records import Mutable, field
from examc.core.schemeforms import ZERO, NumberKey, One, Parts, Scheme, TextKey, Typing
from examc.core.schemes import near
from examc.files.xmltree import Element, name, parts
from examc.systems.player import orderrules, pairrules, partbounds, typedkeys
from examc.systems.player.engine import Declaration, Item
from examc.systems.player.interactions import Asked, Boxes, Gap, Pairing, Sorting
from examc.systems.player.shapes import (
    Unknown,
    added,
    branches,
    number_of,
    once_answered,
    one_branch,
    only,
    score,
    setting,
    some_branches,
    summed,
    target,
    variable,
)
from examc.systems.reading import NotUnderstood


def scheme(root: Element, item: Item, asks: Asked) -> Scheme | None:
    """The marking scheme of an item; None where its rules are of another shape."""
    if item.processing is None or any(d.default is not None for d in item.responses.values()):
        return None
    numbers = {own for own, d in item.outcomes.items() if d.base_type in ("float", "integer")}
    if any(not _is_plain(item.outcomes[own]) for own in numbers - {"MAXSCORE"}):
        return None
    if item.score({}) != 0:
        return None
    try:
        rules = once_answered(parts(item.processing), list(item.responses))
        own = [rule for rule in rules if _settles(rule, numbers)]
        found = _Reader(typedkeys.listed(root), item, asks).read(own)
        return found if partbounds.gives_nothing_for_no_number(found, asks) else None
    except (Unknown, NotUnderstood):
        return None


def _is_plain(outcome: Declaration) -> bool:
    """Whether an outcome is one number, and 0 before."""
    return outcome.cardinality == "single" and not outcome.default


def _settles(rule: Element, numbers: Iterable[str]) -> bool:
    """Whether a rule sets a number; whatever else it sets is feedback."""
    inner = [e for e in rule.iter() if name(e)]
    if any(name(e) in _OTHER_RULES for e in inner):
        raise Unknown
    return any(target(e) in numbers for e in inner if name(e) == "setOutcomeValue")


_OTHER_RULES = ("exitResponse", "responseProcessingFragment", "lookupOutcomeValue")


class _Reader(Mutable):
    """Reads the rules of an item in their order."""

    keys: typedkeys.Keys
    item: Item
    asks: Asked
    marks: dict[str, tuple[int, Scheme]] = field(default_factory=dict)
    """The scheme of each part that has an outcome, and the part's place."""
    whole: Scheme | None = None

    def read(self, rules: Sequence[Element]) -> Scheme:
        """The scheme of all rules; raises Unknown."""
        rest = list(rules)
        if isinstance(self.asks, Sorting):
            return orderrules.scheme(self.asks, rest)
        while rest:
            rest = self._take(rest)
        if self.whole is None:
            raise Unknown
        return self.whole

    def _take(self, rules: list[Element]) -> list[Element]:
        """Take the first rule, or several that belong together; the rules that are left."""
        rule, rest = rules[0], rules[1:]
        if self.whole is not None:
            self.whole = partbounds.bounded(self.whole, rule)
            return rest
        if name(rule) == "setOutcomeValue":
            if target(rule) != "SCORE":
                raise Unknown
            self.whole = self._sum(only(rule))
            return rest
        test = branches(rule)[0][0]
        if test is not None and name(test) == "and" and self._is_all(test):
            self.whole = self._all(rule)
        elif test is not None and name(test) == "match" and isinstance(self.asks, Pairing):
            self.whole = pairrules.by_key(self.asks, rule)
        elif test is not None and name(test) == "gte" and self.marks:
            return self._kprim(rules)
        else:
            self._part(rule)
        return rest

    # -- parts ----------------------------------------------------------------------------------

    def _part(self, rule: Element) -> None:
        if isinstance(self.asks, Pairing):
            self._pair(self.asks, rule)
            return
        assert isinstance(self.asks, Boxes)
        test = branches(rule)[0][0]
        if test is not None and name(test) == "not":
            self._drop_down(rule, test)
            return
        self._typed(self.asks, rule)

    def _typed(self, asks: Boxes, rule: Element) -> None:
        """A chain of conditions on what is typed in one box."""
        found: list[NumberKey | TextKey] = []
        outcomes, places = set(), set()
        for test, sets in branches(rule):
            if test is None:
                raise Unknown
            outcome, mark = setting(sets)
            own, key = self.keys.key(test, mark)
            outcomes.add(outcome)
            places.add(_place(asks.gaps, own))
            found.append(key)
        if len(outcomes) != 1 or len(places) != 1:
            raise Unknown
        ((outcome,), (place,)) = outcomes, places
        base_type = "float" if isinstance(found[0], NumberKey) else "string"
        if asks.gaps[place].declared.base_type != base_type:
            raise Unknown
        self._mark(outcome, place, Typing(tuple(found)))

    def _drop_down(self, rule: Element, test: Element) -> None:
        """The mapping of a drop-down, where something is chosen."""
        assert isinstance(self.asks, Boxes)
        own = variable(only(only(test)))
        _, sets = one_branch(rule)
        if len(sets) != 1 or name(only(test)) != "isNull":
            raise Unknown
        value = only(sets[0])
        place = _place(self.asks.gaps, own)
        declared, ids = self.asks.gaps[place].declared, self.asks.gaps[place].ids
        mapped = name(value) == "mapResponse" and value.get("identifier") == own
        if not mapped or declared.mapping is None or not ids:
            raise Unknown
        if declared.mapping.lower is not None or declared.mapping.upper is not None:
            raise Unknown
        self._mark(target(sets[0]), place, One(tuple(declared.mapping.one(one) for one in ids)))

    def _mark(self, outcome: str, place: int, scheme: Scheme) -> None:
        if outcome == "SCORE":
            if not (isinstance(self.asks, Boxes) and len(self.asks.gaps) == 1):
                raise Unknown
            self.whole = scheme if self.asks.lone else self._parts((scheme,), Rule.SUM, ZERO)
            return
        if outcome in self.marks or any(place == other for other, _ in self.marks.values()):
            raise Unknown
        self.marks[outcome] = place, scheme

    def _pair(self, asks: Pairing, rule: Element) -> None:
        """Points that a pair adds to the score of its left side."""
        test, sets = one_branch(rule)
        if test is None or name(test) != "member" or len(sets) != 1:
            raise Unknown
        value, container = parts(test)
        if variable(container) != asks.declared.identifier:
            raise Unknown
        outcome, (left, right) = target(sets[0]), pairrules.pair_of(asks, value)
        place, scheme = self.marks.get(outcome, (left, pairrules.nothing(asks, left)))
        if place != left or any(p == left and o != outcome for o, (p, _) in self.marks.items()):
            raise Unknown
        self.marks[outcome] = left, pairrules.with_points(scheme, right, added(sets[0]))

    # -- the whole ------------------------------------------------------------------------------

    def _sum(self, value: Element) -> Scheme:
        if name(value) == "mapResponse" and isinstance(self.asks, Pairing):
            if value.get("identifier") != self.asks.declared.identifier:
                raise Unknown
            return pairrules.mapped(self.asks)
        return self._parts(self._ordered(summed(value)), Rule.SUM, ZERO)

    def _ordered(self, outcomes: Sequence[str]) -> tuple[Scheme, ...]:
        """The schemes of all parts, in their order; `outcomes` must name each of them once."""
        count = len(self.asks.gaps) if isinstance(self.asks, Boxes) else pairrules.lefts(self.asks)
        numbers = {o for o, d in self.item.outcomes.items() if d.base_type == "float"}
        if len(set(outcomes)) < len(outcomes) or not set(outcomes) <= numbers - {"SCORE"}:
            raise Unknown
        found = dict(self.marks[own] for own in outcomes if own in self.marks)
        idle = len(outcomes) - len(found)
        if len(found) < len(self.marks) or len(found) + idle != count:
            raise Unknown
        return tuple(found.get(place) or self._idle(place) for place in range(count))

    def _idle(self, place: int) -> Scheme:
        """The scheme of a part that no rule gives anything."""
        if isinstance(self.asks, Pairing):
            return pairrules.nothing(self.asks, place)
        assert isinstance(self.asks, Boxes)
        gap = self.asks.gaps[place]
        return One((ZERO,) * len(gap.ids)) if gap.ids else Typing(())

    def _parts(self, found: tuple[Scheme, ...], rule: Rule, points: Fraction) -> Parts:
        full = tuple(best(scheme) for scheme in found)
        return Parts(found, full, points, rule)

    def _is_all(self, test: Element) -> bool:
        return all(name(e) == "gte" and variable(parts(e)[0]) != "" for e in parts(test)) and all(
            variable(parts(e)[0]) not in self.item.responses for e in parts(test)
        )

    def _all(self, rule: Element) -> Scheme:
        """All the points where every part has its full mark."""
        (test, right), (otherwise, wrong) = some_branches(rule, 2)
        if test is None or otherwise is not None or score(wrong) != 0:
            raise Unknown
        return self._reached(parts(test), Rule.ALL_OR_NOTHING, score(right))

    def _reached(self, tests: Sequence[Element], rule: Rule, points: Fraction) -> Scheme:
        """The parts of tests that ask for the full mark of each; raises Unknown for another mark."""
        outcomes = [variable(parts(test)[0]) for test in tests]
        schemes = self._ordered(outcomes)
        bounds = {own: number_of(parts(test)[1]) for own, test in zip(outcomes, tests, strict=True)}
        made = self._parts(schemes, rule, points)
        places = {own: self.marks[own][0] for own in outcomes if own in self.marks}
        for own, bound in bounds.items():
            part = made.parts[places[own]] if own in places else Typing(())
            if not partbounds.asks_for_all(part, bound):
                raise Unknown
        return made

    def _kprim(self, rules: list[Element]) -> list[Element]:
        """Rules that count the parts that are right, and the marks for all and for all but one."""
        tests: list[Element] = []
        counter = ""
        while rules and (test := branches(rules[0])[0][0]) is not None and name(test) == "gte":
            if counter and variable(parts(test)[0]) == counter:
                break
            _, sets = one_branch(rules[0])
            counter = counter or target(sets[0])
            if len(sets) != 1 or target(sets[0]) != counter or added(sets[0]) != 1:
                raise Unknown
            tests.append(test)
            rules = rules[1:]
        if not rules:
            raise Unknown
        (first, right), (second, half), (otherwise, wrong) = some_branches(rules[0], 3)
        for test, least in ((first, len(tests)), (second, len(tests) - 1)):
            operands = [] if test is None or name(test) != "gte" else parts(test)
            if len(operands) != 2 or variable(operands[0]) != counter:
                raise Unknown
            if number_of(operands[1]) != least:
                raise Unknown
        points = score(right)
        if otherwise is not None or not near(score(half) * 2, points) or score(wrong) != 0:
            raise Unknown
        self.whole = self._reached(tests, Rule.KPRIM, points)
        return rules[1:]


def _place(gaps: Sequence[Gap], own: str) -> int:
    found = [place for place, gap in enumerate(gaps) if gap.declared.identifier == own]
    if len(found) != 1:
        raise Unknown
    return found[0]
