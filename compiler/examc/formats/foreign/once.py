"""What most questions of a file have is said once: at its first place, with how often it stands."""

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Place = TypeVar("Place")


class Once(Generic[Key, Place]):
    """Counts things by a key; iterating gives each key, its first place, and its count."""

    def __init__(self) -> None:
        self._found: dict[Key, tuple[Place, int]] = {}

    def count(self, key: Key, place: Place) -> None:
        """Note that a thing stands at a place."""
        first, count = self._found.get(key, (place, 0))
        self._found[key] = (first, count + 1)

    def __iter__(self) -> Iterator[tuple[Key, Place, int]]:
        for key, (first, count) in self._found.items():
            yield key, first, count
