"""Gaps of a text, `[[name]]`: hidden from Markdown as a whole, whatever stands in their names."""

from examc.core import lazyre
from examc.text.markup.signs import GAP, hidden

_GAP = lazyre.compile(r"(?<!!)\[\[([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\]\](?!\()")
"""What is followed by a parenthesis is a link, `[[1]](https://…)`; `![[a.png]]` is a slip for an image."""


def mark_gaps(lines: list[str]) -> None:
    """Mark the gaps of a text, in place; brackets behind a backslash are none."""
    for number, line in enumerate(lines):
        if "[[" not in line:
            continue
        for found in _GAP.finditer(line):
            before = line[: found.start()]
            if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
                marked = GAP[0] * 2 + hidden(found[1]) + GAP[1] * 2
                line = line[: found.start()] + marked + line[found.end() :]
        lines[number] = line
