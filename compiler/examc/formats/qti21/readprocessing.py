"""What an item's own processing awards: as a mapping, as a match with the key, or as a table.

The first two are told by one run for all answers; whatever else is written out is run by the
standard engine, for every response. Rules that SCORE does not hang on are left out before, so that
feedback which nobody understands costs no marks.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import ParamSpec, TypeAlias, TypeVar

from examc.core.records import Mutable, Record, replace
from examc.core.schemes import ZERO
from examc.files.xmltree import Element, children, name
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21 import readrules, readsymbolic
from examc.formats.qti21.readrules import SCORE
from examc.systems.player.engine import Item, ResponseMapping, Value, load
from examc.systems.reading import NotUnderstood

MOST_OPTIONS = 12
"""Options of which every set is tried: 4096 responses."""
MOST_VISITS = 3_000_000
"""Elements of processing that are run in one package; most rules are told without running them."""

P = ParamSpec("P")
R = TypeVar("R")


class Mapped(Record, frozen=True):
    """The mark is the sum of the weights of the chosen options, within the bounds."""

    weights: tuple[Fraction, ...]
    lower: Fraction | None = None
    upper: Fraction | None = None


class Matched(Record, frozen=True):
    """One mark for exactly the key (None where nothing matches), another for the rest."""

    key: frozenset[int] | None
    right: Fraction
    wrong: Fraction


class Table(Record, frozen=True):
    """The mark of every response, by the bits of the options chosen."""

    marks: Mapping[int, Fraction]


Form: TypeAlias = Mapped | Matched | Table


class Awards(Record, frozen=True):
    """What responses earn: any that chooses something, and the empty one."""

    form: Form
    empty: Fraction
    listed: frozenset[int]
    """The options that `correctResponse` lists."""
    declared: Mapped | None = None
    """The mapping that is declared, used or not."""


class Effort(Mutable):
    """How much may still be run in a package."""

    left: int = MOST_VISITS

    def spend(self, runs: int, processing: Element | None) -> None:
        """Account for runs of a processing; raises NotUnderstood where that is too much."""
        size = 1 if processing is None else sum(1 for _ in processing.iter())
        self.take(runs * size)

    def take(self, steps: int) -> None:
        """Account for steps of any kind; raises NotUnderstood where that is too much."""
        self.left -= steps
        if self.left < 0:
            raise NotUnderstood("the package has more to process than can be run")


class Choosing:
    """An item in which options are chosen, and its processing."""

    def __init__(self, root: Element, interaction: Element, effort: Effort) -> None:
        """Take in an item; raises NotUnderstood."""
        self.item: Item = sheltered(load, root)
        self.response = interaction.get("responseIdentifier", "")
        declared = self.item.responses.get(self.response)
        if declared is None:
            raise NotUnderstood(f"the response {quoted(self.response)} is not declared")
        if declared.cardinality not in ("single", "multiple"):
            raise NotUnderstood(f"the response has the cardinality {quoted(declared.cardinality)}")
        if declared.base_type not in ("identifier", "string"):
            raise NotUnderstood(f"the response has the type {quoted(declared.base_type)}")
        self.declared = declared
        elements = children(interaction, "simpleChoice")
        self.choices = [element.get("identifier", "") for element in elements]
        self.places = {choice: place for place, choice in enumerate(self.choices)}
        if len(self.places) < len(self.choices):
            raise NotUnderstood("two choices have one identifier")
        if "" in self.places:
            raise NotUnderstood("a choice has no identifier")
        self.effort = effort

    def awards(self, masks: Iterable[int] | None) -> Awards:
        """What responses earn; `masks` are those to try where the form does not say it.

        Raises NotUnderstood, also where the form does not say it and there are no masks.
        """
        processing = self.item.processing
        score = self.item.outcomes.get(SCORE)
        if processing is not None and score is None:
            raise NotUnderstood("there is no outcome SCORE")
        if score is not None and score.cardinality != "single":
            raise NotUnderstood("SCORE is no single number")
        outcomes = sheltered(readrules.needed, processing, [SCORE])
        form = self._form(sheltered(readsymbolic.score, self.item, self.response, self.places))
        if processing is None:
            start = self._start()
            every = Matched(self._key(), start, start)
            return Awards(form or every, start, self._listed(), self._mapped())
        sliced = replace(self.item, processing=readrules.pruned(processing, outcomes))
        if form is None:
            form = Table(self._scores(sliced, masks))
        return Awards(form, self._scores(sliced, [0])[0], self._listed(), self._mapped())

    def outcomes(self, names: Iterable[str], masks: Iterable[int]) -> dict[int, dict[str, Value]]:
        """What responses do to other outcomes; raises NotUnderstood."""
        processing = self.item.processing
        wanted = sheltered(readrules.needed, processing, names)
        sliced = replace(self.item, processing=readrules.pruned(processing, wanted))
        tried = list(masks)
        self.effort.spend(len(tried), sliced.processing)
        return {mask: sheltered(sliced.run, {self.response: self._value(mask)}) for mask in tried}

    def _start(self) -> Fraction:
        score = self.item.outcomes.get(SCORE)
        start = score.default if score else None
        return start if isinstance(start, Fraction) else ZERO

    def _form(self, found: readsymbolic.Term | None) -> Form | None:
        """What was told as a form; None where it is soon run, or has to be."""
        match found:
            case readsymbolic.Split(right, wrong):
                return Matched(self._key(), right, wrong)
            case readsymbolic.Sum(constant, weights, lower, upper):
                mapped = None if constant else Mapped(weights, lower, upper)
                if mapped and mapped == self._mapped() and (any(weights) or self._asks_mapping()):
                    return mapped
                if found.is_constant:
                    return Matched(self._key(), constant, constant)
                return None if self.declared.cardinality == "single" else mapped
            case _:
                return None

    def _asks_mapping(self) -> bool:
        """Whether the processing asks the mapping, which shows in no mark where all are nothing."""
        processing = self.item.processing
        elements = () if processing is None else processing.iter()
        return any(name(element) == "mapResponse" for element in elements)

    def _scores(self, item: Item, masks: Iterable[int] | None) -> dict[int, Fraction]:
        if masks is None:
            count = len(self.choices)
            raise NotUnderstood(f"the responses to {count} options are too many to try")
        tried = list(masks)
        self.effort.spend(len(tried), item.processing)
        return {mask: sheltered(item.score, {self.response: self._value(mask)}) for mask in tried}

    def _value(self, mask: int) -> Value:
        """The response that chooses the options of some bits."""
        chosen = tuple(choice for place, choice in enumerate(self.choices) if mask >> place & 1)
        if not chosen:
            return None
        return chosen[0] if self.declared.cardinality == "single" else chosen

    def _key(self) -> frozenset[int] | None:
        """The options that equal the correct response; None where no choice of options does."""
        correct = self.declared.correct
        values = correct if isinstance(correct, tuple) else () if correct is None else (correct,)
        places = [self.places.get(str(value), -1) for value in values]
        if not places or -1 in places or len(set(places)) < len(places):
            return None
        return frozenset(places)

    def _listed(self) -> frozenset[int]:
        correct = self.declared.correct
        values = correct if isinstance(correct, tuple) else (correct,)
        return frozenset(self.places[str(v)] for v in values if v and str(v) in self.places)

    def _mapped(self) -> Mapped | None:
        mapping: ResponseMapping | None = self.declared.mapping
        if mapping is None:
            return None
        weights = tuple(mapping.one(choice) for choice in self.choices)
        return Mapped(weights, mapping.lower, mapping.upper)


def sheltered(run: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a part of the engine on rules that may have any form; raises NotUnderstood alone."""
    try:
        return run(*args, **kwargs)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        raise NotUnderstood("its rules do not have the form that QTI gives them") from error
    except RecursionError as error:
        raise NotUnderstood("its rules are nested too deeply") from error
