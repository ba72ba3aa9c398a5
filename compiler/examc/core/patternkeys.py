"""Patterns by their source text, as accepted answers hold them: parsed once, and asked by text."""

from functools import lru_cache

from examc.core import patternfit, patternnodes, patterns

_MOST = 8  # of the texts that a pattern means, those that are tried


@lru_cache(maxsize=512)
def _parsed(pattern: str) -> patternnodes.Node | None:
    found = patterns.parse(pattern)
    return None if isinstance(found, patterns.BadPattern) else found


def matches(pattern: str, text: str, exact: bool) -> bool:
    """Whether a cleaned text fits a pattern as a whole; nothing fits one that cannot be read."""
    node = _parsed(pattern)
    return node is not None and patternfit.fits(node, text, exact)


def example(pattern: str) -> str:
    """A short text that fits a pattern; "" for one that cannot be read."""
    node = _parsed(pattern)
    return "" if node is None else patternfit.example(node)


def several(pattern: str) -> tuple[str, ...]:
    """The texts that a pattern means where they are few; else one that fits."""
    node = _parsed(pattern)
    if node is None:
        return ()
    return patternfit.texts(node, _MOST) or (patternfit.example(node),)


def all_texts(pattern: str, most: int) -> tuple[str, ...] | None:
    """All texts that a pattern means, at most so many; None where there are more."""
    node = _parsed(pattern)
    return None if node is None else patternfit.texts(node, most)
