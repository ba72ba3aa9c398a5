"""Options in a form of another system's, and the list items that the source has for them."""

import re
from collections.abc import Iterable

from examc.core import lazyre
from examc.core.content import CodeBlock, Table
from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.formats.exam import otherwords

_MARK = r"(?P<mark>[ xXvV*✓✔✗]?)"
_FORMS = tuple(
    lazyre.compile(rf"(?P<indent>\s*){pattern}(?P<text>\S.*)")
    for pattern in (
        rf"(?:[-*+•·o]\s*)?\[{_MARK}\](?:(?P<weight>[-+]?\d[\d.,/]*)(?=\s))?\s*",
        rf"(?:[-*+]\s+)?\({_MARK}\)\s*",
        r"(?:[-*+]\s+)?(?P<mark>[☐☑☒✓✔✗✘□■])\s*",
        r"(?P<mark>\*?)(?:[-+]\s+)?\(?(?P<letter>[A-Ja-j])[.)]\s+",
        r"(?P<mark>[=~])\s*",
        r"(?:[•·◦▪‣]|o(?=\s))\s*",
        r"(?P<mark>\*?)(?:[-*+]|\d{1,2}[.)])\s+",
    )
)
"""How options are written elsewhere, what is clearest first."""
_CHECKED = frozenset("xXvV*✓✔☑☒■=")
_ANSWER = lazyre.compile(
    r"\s*\**(?:correct |right )?(?:answers?|antwoord|key|antwort)\**\s*:\s*\**\(?(?P<letter>[A-Ja-j])\b",
    re.IGNORECASE,
)
_WEIGHT = lazyre.compile(
    rf"[(\[](?P<number>[-+−]?[\d.,/½¼¾]+)\s*{otherwords.POINTS}?\.?[)\]]\s*(?=\S)", re.IGNORECASE
)


def tell(source: Source, pieces: Iterable[object], report: Report) -> bool:
    """Report what looks like the options of a question that has none; False where nothing does.

    Two lines of one form are options, and so is a table at the end.
    """
    pieces = list(pieces)
    spans = [getattr(piece, "span", None) for piece in pieces if not isinstance(piece, CodeBlock)]
    numbers = [n for span in spans if span for n in range(span.line, span.end_line + 1)]
    found = _lines(source, numbers)
    if found:
        number, help_line = found[0], _help(source, found, numbers)
        _forget(source, found, report)
        line = source.line(number)
        start = len(line) - len(line.lstrip())
        place = source.line_span(number, start + 1, len(line.rstrip()) + 1)
    elif pieces and isinstance(table := pieces[-1], Table) and table.span:
        place = source.line_span(table.span.line)
        help_line = "write a list item for each option: - [x] for a correct one, - [ ] for another"
    else:
        return False
    report.add("S140", "options are list items with a box", place, help=help_line)
    return True


def _lines(source: Source, numbers: list[int]) -> list[int]:
    """The lines of the first form that two lines have."""
    for form in _FORMS:
        found = [number for number in numbers if form.fullmatch(source.line(number))]
        if len(found) > 1:
            return found
    return []


def _help(source: Source, found: list[int], numbers: list[int]) -> str:
    key = next((m for n in numbers if (m := _ANSWER.match(source.line(n)))), None)
    lines = [as_option(source.line(number), key["letter"] if key else "") for number in found]
    first = lines[0]
    other = next((line for line in lines if line[:5] != first[:5]), "")
    if other:
        return f"write {first} and {other}"
    box = "- [ ]" if first.startswith("- [x]") else "- [x]"
    return f"write {first} and {box} for {'another' if box == '- [ ]' else 'a correct one'}"


def as_option(line: str, key: str = "") -> str:
    """A line that was meant as an option, as the source writes it; `key` is the correct letter."""
    found = next((match for form in _FORMS if (match := form.fullmatch(line))), None)
    if found is None:
        return "- [ ] " + line.strip()
    groups = found.groupdict()
    letter, text = groups.get("letter") or "", found["text"].strip()
    checked = (groups.get("mark") or "") in _CHECKED or bool(key and letter.lower() == key.lower())
    weight = _WEIGHT.match(text)
    amount = otherwords.written(groups.get("weight") or (weight["number"] if weight else ""))
    if weight and amount:
        text = text[weight.end() :]
    text = text if len(text) <= 40 else text[:39].rstrip() + "…"
    return f"- [{'x' if checked else ' '}] {'{' + amount + '} ' if amount else ''}{text}"


def _forget(source: Source, found: list[int], report: Report) -> None:
    """Leave out what was told of these lines as text; what they are says it all."""
    report.diagnostics[:] = [
        told
        for told in report.diagnostics
        if not (
            told.code == "L227"
            and told.span is not None
            and told.span.source is source
            and told.span.line in found
        )
    ]
