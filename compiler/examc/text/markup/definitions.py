"""Link definitions, which are no part of the language: they would act far from where they stand."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.text.markup.trees import kind_of, plain_words

_DEFINES = lazyre.compile(
    r"(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*(\[(?:[^\[\]\\]|\\.)+\]):"
)


_LABEL = lazyre.compile(r"\[[^\[\]]+\]")


_HOLDERS = ("List", "Item", "TaskItem", "BlockQuote")


def refuse_definitions(
    root: Any, lines: list[str], first_line: int, source: Source, report: Report
) -> None:
    """Refuse `[Hint]: think`: it defines a link, and where none uses it, it is shown nowhere."""
    found = {
        n: m for n, line in enumerate(lines, 1) if "]:" in line and (m := _DEFINES.match(line))
    }
    if not found:
        return
    written = Counter(label[0].casefold() for line in lines for label in _LABEL.finditer(line))
    defined = Counter(match[1].casefold() for match in found.values())
    for number in _shown_lines(root, found):
        found.pop(number, None)
    for number, match in found.items():
        label = match[1].casefold()
        place = source.line_span(number + first_line - 1, match.start(1) + 1)
        if label.startswith("[^"):
            help_line = "write the note into the text, or below it"
            report.add("S153", "footnotes are not part of the language", place, help=help_line)
        elif written[label] == defined[label]:
            name = source.line(place.line)[match.start(1) : match.end(1)]
            message = f"{name} defines a link that is used nowhere, and the line is not shown"
            help_line = f"write {name}\\: for the words themselves, and links as [text](address)"
            report.add("S153", message, place, help=help_line)


def _shown_lines(root: Any, found: Mapping[int, re.Match[str]]) -> Iterator[int]:
    """Yield the lines whose words are in a block; definitions are only in the lines between."""
    stack = list(root.children)
    while stack:
        node = stack.pop()
        first, last = node.sourcepos.start.line, node.sourcepos.end.line
        if kind_of(node) in _HOLDERS:
            stack += node.children
        elif kind_of(node) == "Paragraph" and first in found:
            shown = "".join(filter(str.isalnum, "".join(plain_words(node))))
            for number in range(first, last + 1):
                label = "".join(filter(str.isalnum, found[number][1])) if number in found else ""
                if shown.startswith(label):
                    yield from range(number, last + 1)
                    break
        else:
            yield from range(first, last + 1)
