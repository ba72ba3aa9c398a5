"""Patterns by their source text, as accepted answers hold them: parsed once, and asked by text."""

from functools import lru_cache
from itertools import islice
from typing import assert_never

from examc.core import patternfit, patternletters, patternnodes, patterns, patternwords
from examc.core.keys import Match

_MOST = 8  # of the texts that a pattern means, those that are tried


@lru_cache(maxsize=512)
def _parsed(pattern: str) -> patternnodes.Node | None:
    found = patterns.parse(pattern)
    return None if isinstance(found, patterns.BadPattern) else found


def matches(pattern: str, text: str, exact: bool) -> bool:
    """Whether a cleaned text fits a pattern as a whole; nothing fits one that cannot be read."""
    node = _parsed(pattern)
    return node is not None and patternfit.fits(node, text, exact)


def machine(pattern: str) -> patternfit.Machine | None:
    """The automaton that takes what fits a pattern; None for one that cannot be read."""
    node = _parsed(pattern)
    return None if node is None else patternfit.machine_of(node)


def ranges(held: patternnodes.Class, exact: bool) -> list[tuple[str, str]]:
    """The ranges of a class, those of the other letter case among them unless `exact`."""
    return list(held.ranges) if exact else patternletters.both_cases(held.ranges)


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


def others(pattern: str) -> tuple[str, ...]:
    """Some texts near a shortest one that fit as well, where a pattern means too many to try all."""
    node = _parsed(pattern)
    if node is None or patternfit.texts(node, _MOST):
        return ()
    text = patternfit.example(node)
    near = [text + text, text + text[-1:], text[:1] + text]
    near += [text[:at] + new + text[at + 1 :] for at in range(len(text)) for new in _OTHER]
    fitting = (one for one in dict.fromkeys(near) if patternfit.fits(node, one, exact=True))
    return tuple(islice((one for one in fitting if one != text), _MOST_OTHERS))


_OTHER = "bZ7"  # in place of a letter
_MOST_OTHERS = 3


def all_texts(pattern: str, most: int) -> tuple[str, ...] | None:
    """All texts that a pattern means, at most so many; None where there are more."""
    node = _parsed(pattern)
    return None if node is None else patternfit.texts(node, most)


def expression(text: str, how: Match, exact: bool) -> str:
    """The regular expression that an engine of QTI compares an accepted answer by."""
    match how:
        case Match.TEXT | Match.CONTAINS:
            return patternwords.anchored_text(text, exact, how is Match.CONTAINS)
        case Match.PATTERN:
            node = _parsed(text)
            return _NEVER if node is None else patternwords.anchored(node, exact)
        case _:
            assert_never(how)


_NEVER = "^[!-!]{0}$"  # what fits no answer, since blanks alone are none
