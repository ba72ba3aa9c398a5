"""Titles and names: texts of one line in which formulas stand between dollars."""

from collections.abc import Iterator

from examc.core import lazyre
from examc.core.content import Math

_FORMULA = lazyre.compile(r"\$(?!\s)([^$]*?[\\^_][^$]*?)(?<!\s)\$(?!\d)")
"""What has no sign of a formula may be two sums of money."""


def parts(title: str) -> Iterator[str | Math]:
    """Yield the words and the formulas of a title, in order."""
    for at, part in enumerate(_FORMULA.split(title)):
        if at % 2:
            yield Math(part)
        elif part:
            yield part
