"""Holds typed texts against a pattern, and finds the texts that it can mean."""

from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from typing import assert_never

from examc.core.patternnodes import (
    BLANK,
    Any,
    Class,
    Either,
    Literal,
    Node,
    Sequence,
    Several,
)
from examc.core.records import Mutable, field
from examc.core.typedtexts import cases, cleaned, fold

_Test = str | Class | Any
"""What a step of the machine takes: this character, one of a class, any one."""


def fits(node: Node, text: str, exact: bool) -> bool:
    """Whether a pattern fits the whole of a typed text, blanks cut and collapsed.

    Letter case counts where `exact` is set. Blanks alone are nothing typed and never fit.
    """
    typed = cleaned(text)
    machine = machine_of(node)
    states = machine.closed({0})
    for character in typed:
        forms = (character,) if exact else cases(character)
        states = machine.closed(
            {
                target
                for state in states
                for test, target in machine.steps[state]
                if _takes(test, character, forms)
            }
        )
    return typed != "" and machine.end in states


def _takes(test: _Test, character: str, forms: tuple[str, ...]) -> bool:
    """Whether a step takes a character, which may stand for any of its forms."""
    match test:
        case str():
            return test == character or (len(forms) > 1 and fold(test) == fold(character))
        case Class(ranges, negated):
            return any(low <= form <= high for form in forms for low, high in ranges) is not negated
        case Any():
            return True
        case _:
            assert_never(test)


def example(node: Node) -> str:
    """A shortest text that fits a pattern; "" where none does, since blanks never fit."""
    machine = machine_of(node)
    start = (0, True)  # a state, and whether a blank may not come next
    seen, queue = {start}, deque([(start, "")])
    while queue:
        (state, after_blank), text = queue.popleft()
        reached = machine.closed({state})
        if machine.end in reached and not after_blank:
            return text
        for inner in sorted(reached):
            for test, target in machine.steps[inner]:
                for character in _samples(test):
                    is_blank = character == BLANK
                    if not (is_blank and after_blank) and (target, is_blank) not in seen:
                        seen.add((target, is_blank))
                        queue.append(((target, is_blank), text + character))
    return ""


_USUAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def _samples(test: _Test) -> Iterator[str]:
    """Characters that a step takes, for an example: one that is no blank, and the blank."""
    if isinstance(test, str):
        yield test
    elif isinstance(test, Any):
        yield from ("a", BLANK)
    else:
        ends = [one for low, high in test.ranges for one in (low, chr(ord(low) + 1)) if one <= high]
        tried = (*_USUAL, *map(chr, range(33, 0x250))) if test.negated else ends
        yield from (one for one in (*_first_held(test, tried), BLANK) if test.holds(one))


def _first_held(test: Class, tried: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The first of these characters that the class holds and that is no blank."""
    found = next((one for one in tried if test.holds(one) and not one.isspace()), None)
    return () if found is None else (found,)


def texts(node: Node, most: int) -> tuple[str, ...] | None:
    """All texts that a pattern can mean, in its order; None where they are more than `most`.

    Texts that nobody can type, with blanks at their ends or two in a row, are left out.
    """
    found = _texts(node, most)
    if found is None:
        return None
    return tuple(text for text in found if text and text == cleaned(text))


def _texts(node: Node, most: int) -> tuple[str, ...] | None:
    """The texts of one node, the empty one among them; None where there are too many."""
    match node:
        case Literal(text):
            return (text,)
        case Any():
            return None
        case Class(ranges, negated):
            count = sum(ord(high) - ord(low) + 1 for low, high in ranges)
            if negated or count > most:
                return None
            return _once(
                chr(code) for low, high in ranges for code in range(ord(low), ord(high) + 1)
            )
        case Several(part, least, limit):
            return _repeated(part, least, 1 if part == Literal(BLANK) else limit, most)
        case Either(options):
            each = [_texts(option, most) for option in options]
            found = _once(text for one in each for text in one or ())
            return None if None in each or len(found) > most else found
        case Sequence(parts):
            return _joined(list(parts), most)
        case _:
            assert_never(node)


def _joined(parts: list[Node], most: int) -> tuple[str, ...] | None:
    """The texts of parts in a row."""
    found: tuple[str, ...] = ("",)
    for part in parts:
        tails = _texts(part, most)
        if tails is None or len(found) * len(tails) > most * most:
            return None
        found = _once(head + tail for head in found for tail in tails)
        if len(found) > most:
            return None
    return found


def _repeated(part: Node, least: int, limit: int | None, most: int) -> tuple[str, ...] | None:
    """The texts of a part that is repeated, the fewest times first."""
    if limit is None:
        return None
    found: dict[str, None] = {}
    for count in range(least, limit + 1):
        more = _joined([part] * count, most)
        if more is None:
            return None
        found.update(dict.fromkeys(more))
        if len(found) > most:
            return None
    return tuple(found)


def _once(found: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


# the machine: states with steps that take a character, and jumps that take none


class Machine(Mutable):
    """A nondeterministic automaton: state 0 is where it starts."""

    steps: list[list[tuple[_Test, int]]] = field(default_factory=lambda: [[]])
    jumps: list[list[int]] = field(default_factory=lambda: [[]])
    end: int = 0

    def state(self) -> int:
        """One state more."""
        self.steps.append([])
        self.jumps.append([])
        return len(self.steps) - 1

    def closed(self, states: set[int]) -> set[int]:
        """These states and all that jumps lead to."""
        reached, waiting = set(states), list(states)
        while waiting:
            for target in self.jumps[waiting.pop()]:
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
        return reached

    def add(self, node: Node, start: int) -> int:
        """Build a node from a state on; the state in which it has been taken."""
        match node:
            case Literal(text):
                for character in text:
                    start = self._step(start, character)
                return start
            case Any() | Class():
                return self._step(start, node)
            case Several():
                return self._several(node, start)
            case Either(options):
                ends = [self.add(option, start) for option in options]
                end = self.state()
                for one in ends:
                    self.jumps[one].append(end)
                return end
            case Sequence(parts):
                for part in parts:
                    start = self.add(part, start)
                return start
            case _:
                assert_never(node)

    def _step(self, start: int, test: _Test) -> int:
        end = self.state()
        self.steps[start].append((test, end))
        return end

    def _several(self, node: Several, start: int) -> int:
        """A part again and again: at first as often as it must, then as often as it may.

        Blanks in a row are one in a cleaned text, so a blank is never asked for twice.
        """
        is_blank = node.part == Literal(BLANK)
        most = 1 if is_blank else node.most
        for _ in range(min(node.least, 1) if is_blank else node.least):
            start = self.add(node.part, start)
        if most is None:
            loop = self.state()
            self.jumps[start].append(loop)
            self.jumps[self.add(node.part, loop)].append(loop)
            return loop
        exits = [start]
        for _ in range(node.least, most):
            start = self.add(node.part, start)
            exits.append(start)
        end = self.state()
        for one in exits:
            self.jumps[one].append(end)
        return end


@lru_cache(maxsize=256)
def machine_of(node: Node) -> Machine:
    """The automaton that takes the cleaned texts which a pattern fits."""
    machine = Machine()
    machine.end = machine.add(node, 0)
    return machine
