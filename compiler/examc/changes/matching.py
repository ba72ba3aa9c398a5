"""Which things of two rows belong together, and which of them moved; near linear in their number."""

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Sequence

from examc.core.records import Mutable, field

MOST_POSTINGS = 20  # things that share a word; a word of more tells little about any of them
MOST_CANDIDATES = 4  # things that are weighed against one

Allowed = Callable[[int, int], bool]


class Pairing(Mutable):
    """Pairs of the things of two rows, by their indices; each is in one pair at most."""

    left_count: int
    right_count: int
    left: dict[int, int] = field(default_factory=dict)
    right: dict[int, int] = field(default_factory=dict)

    def join(self, left: int, right: int) -> None:
        """Make a pair of two things that are free."""
        self.left[left] = right
        self.right[right] = left

    def free_left(self) -> list[int]:
        """What is in no pair on the left."""
        return [i for i in range(self.left_count) if i not in self.left]

    def free_right(self) -> list[int]:
        """What is in no pair on the right."""
        return [i for i in range(self.right_count) if i not in self.right]

    def in_order(self) -> list[tuple[int, int]]:
        """The pairs in the order of the right."""
        return [(self.right[j], j) for j in sorted(self.right)]

    def moved(self) -> set[int]:
        """What moved, on the right: as few things as can be."""
        pairs = self.in_order()
        stay = kept([i for i, _ in pairs])
        return {j for index, (_, j) in enumerate(pairs) if index not in stay}


def by_key(
    pairing: Pairing,
    left: Callable[[int], Hashable | None],
    right: Callable[[int], Hashable | None],
    *,
    single: bool = False,
    allowed: Allowed | None = None,
) -> None:
    """Join free things of equal keys in order; `single`: only keys that stand once on each side.

    None is no key.
    """
    lefts = _groups(pairing.free_left(), left)
    rights = _groups(pairing.free_right(), right)
    for key, found in lefts.items():
        partners = rights.get(key)
        if partners is None or (single and (len(found) > 1 or len(partners) > 1)):
            continue
        for i, j in zip(found, partners, strict=False):
            if allowed is None or allowed(i, j):
                pairing.join(i, j)


def _groups(
    free: Iterable[int], key: Callable[[int], Hashable | None]
) -> dict[Hashable, deque[int]]:
    groups: dict[Hashable, deque[int]] = {}
    for index in free:
        value = key(index)
        if value is not None:
            groups.setdefault(value, deque()).append(index)
    return groups


def by_likeness(
    pairing: Pairing,
    lefts: Sequence[int],
    rights: Sequence[int],
    words: tuple[Callable[[int], frozenset[str]], Callable[[int], frozenset[str]]],
    least: float,
    allowed: Allowed,
) -> None:
    """Join the things that share most words, from `least` (0 to 1) on; the most alike first.

    Only the few things that share rare words are weighed against each other, so that the work
    grows with the number of words and not with its square.
    """
    index: dict[str, list[int]] = {}
    for j in rights:
        for word in words[1](j):
            index.setdefault(word, []).append(j)
    found: list[tuple[float, int, int, int]] = []
    for i in lefts:
        own = words[0](i)
        shared = Counter(
            j
            for word in sorted(own)
            if len(index.get(word, ())) <= MOST_POSTINGS
            for j in index.get(word, ())
        )
        for j, _ in sorted(shared.items(), key=lambda e: (-e[1], e[0]))[:MOST_CANDIDATES]:
            likeness = alike(own, words[1](j))
            if likeness >= least and allowed(i, j):
                found.append((-likeness, abs(i - j), i, j))
    for _, _, i, j in sorted(found):
        if i not in pairing.left and j not in pairing.right:
            pairing.join(i, j)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How many words two texts share, from 0 to 1 (Dice's coefficient)."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def kept(places: Sequence[int]) -> set[int]:
    """The indices of a longest run of growing places: what need not have moved."""
    tails: list[int] = []
    tail_indices: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(tails, place)
        before.append(tail_indices[length - 1] if length else -1)
        if length == len(tails):
            tails.append(place)
            tail_indices.append(index)
        else:
            tails[length] = place
            tail_indices[length] = index
    found: set[int] = set()
    index = tail_indices[-1] if tail_indices else -1
    while index >= 0:
        found.add(index)
        index = before[index]
    return found
