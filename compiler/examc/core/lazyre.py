"""Regular expressions that are compiled when they are first used, not when a module is loaded.

The house has some 400 of them, which would take a tenth of a second; an exam needs a part of them.
"""

import re
from collections.abc import Callable
from typing import AnyStr, cast


class _Later:
    """A pattern to be: its first use compiles it, and then lends it the methods of the pattern."""

    def __init__(self, compiled: Callable[[], object]) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> object:
        pattern = self._compiled()
        for method in ("match", "fullmatch", "search", "sub", "finditer", "split", "findall"):
            setattr(self, method, getattr(pattern, method))
        value: object = getattr(pattern, name)
        return value


def compile(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Like `re.compile`, for a constant of a module; a mistake in it is raised by its first use."""
    return cast("re.Pattern[AnyStr]", _Later(lambda: re.compile(pattern, flags)))
