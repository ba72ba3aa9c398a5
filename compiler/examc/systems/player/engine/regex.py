"""Regular expressions held against whole texts, in time that a pattern and a text bound together.

A machine of states is stepped through the text, so that no pattern of a stranger takes long.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import assert_never

from examc.core.records import Mutable, field
from examc.systems.player.engine.regexnodes import Edge, Either, Holds, Many, One, Regex, Row, read
from examc.systems.reading import NotUnderstood

MOST_STATES = 5_000
LONGEST_TEXT = 10_000  # characters that are held against a pattern


def fits(pattern: str, text: str) -> bool:
    """Whether a pattern fits the whole of a text; raises NotUnderstood."""
    if len(text) > LONGEST_TEXT:
        raise NotUnderstood("a text is too long for a pattern")
    machine = _machine(pattern)
    states = machine.closed({0}, 0, len(text))
    for place, character in enumerate(text, 1):
        taken = {
            target for state in states for holds, target in machine.steps[state] if holds(character)
        }
        states = machine.closed(taken, place, len(text))
        if not states:
            return False
    return machine.end in states


class _Machine(Mutable):
    """States with steps that take a character, jumps that take none, and jumps at an edge alone."""

    steps: list[list[tuple[Holds, int]]] = field(default_factory=lambda: [[]])
    jumps: list[list[int]] = field(default_factory=lambda: [[]])
    edges: list[list[tuple[bool, int]]] = field(default_factory=lambda: [[]])
    end: int = 0

    def state(self) -> int:
        """One state more; raises NotUnderstood."""
        if len(self.steps) >= MOST_STATES:
            raise NotUnderstood("a pattern is too large")
        self.steps.append([])
        self.jumps.append([])
        self.edges.append([])
        return len(self.steps) - 1

    def closed(self, states: Iterable[int], place: int, length: int) -> set[int]:
        """These states and all that jumps lead to at a place of a text."""
        reached = set(states)
        waiting = list(reached)
        while waiting:
            state = waiting.pop()
            open_edges = [
                target for is_end, target in self.edges[state] if place == (length if is_end else 0)
            ]
            for target in (*self.jumps[state], *open_edges):
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
        return reached

    def add(self, node: Regex, start: int) -> int:
        """Build a node from a state on; the state in which it has been taken."""
        match node:
            case One(holds):
                end = self.state()
                self.steps[start].append((holds, end))
                return end
            case Edge(is_end):
                end = self.state()
                self.edges[start].append((is_end, end))
                return end
            case Row(parts):
                for part in parts:
                    start = self.add(part, start)
                return start
            case Either(options):
                end = self.state()
                for option in options:
                    self.jumps[self.add(option, start)].append(end)
                return end
            case Many():
                return self._many(node, start)
            case _:
                assert_never(node)

    def _many(self, node: Many, start: int) -> int:
        """A part as often as it must stand, then as often as it may."""
        for _ in range(node.least):
            start = self.add(node.part, self._next(start))
        end = self.state()
        self.jumps[start].append(end)
        if node.most is None:
            loop = self.state()
            self.jumps[end].append(loop)
            self.jumps[self.add(node.part, loop)].append(end)
            return end
        for _ in range(node.most - node.least):
            start = self.add(node.part, self._next(start))
            self.jumps[start].append(end)
        return end

    def _next(self, state: int) -> int:
        """A state that a jump leads to: a part that takes nothing is counted too."""
        target = self.state()
        self.jumps[state].append(target)
        return target


@lru_cache(maxsize=256)
def _machine(pattern: str) -> _Machine:
    machine = _Machine()
    machine.end = machine.add(read(pattern), 0)
    return machine
