"""Options in a form of another system's, and the list items that the source has for them."""

import re
from collections.abc import Container, Iterable, Sequence

from examc.core import lazyre
from examc.core.content import CodeBlock, Paragraph, Table
from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.formats.exam import otherwords
from examc.formats.exam.raw import RawEntry, RawItem
from examc.text.markup import ListItem

_MARK = r" ?(?P<mark>[ xXvVyY*✓✔✗]?) ?"
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
_CHECKED = frozenset("xXvVyY*✓✔☑☒■=")
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
        forget(source, found, report)
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


def as_option(line: str, key: str = "", most: int = 40) -> str:
    """A line that was meant as an option, as the source writes it; `key` is the correct letter.

    `most` is how many characters of its text are shown.
    """
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
    text = text if len(text) <= most else text[: most - 1].rstrip() + "…"
    return f"- [{'x' if checked else ' '}] {'{' + amount + '} ' if amount else ''}{text}"


_GLUED = lazyre.compile(
    r"(?:(?:[-*+•·]\s*)?\(?(?:[A-Ja-j]|[2-9])[.)]\s+|[•·◦▪‣☐☑☒✓✔✗✘]\s*)(?!\[ ?[xX]? ?\])\S.*"
)
"""A line that begins as an option of another system; boxes are told of where they are read."""


_LOOSE = lazyre.compile(r"[A-Z0-9À-ÖØ-Þ]")
_SHORT = 50  # characters of a line that nobody would have broken
_UNBULLETED = lazyre.compile(r"(?:--+\s*)?\[[ xX]?\]\s+\S.*")
"""A box without one dash before it."""


def tell_glued(item: ListItem, report: Report) -> bool:
    """Report a line at the left margin that looks like an option and goes on the one above it.

    Returns whether there is such a line.
    """
    text = item.content[0] if item.content else None
    if not isinstance(text, Paragraph) or text.span is None:
        return False
    for number in range(text.span.line + 1, text.span.end_line + 1):
        line = text.span.source.line(number)
        if _UNBULLETED.fullmatch(line):
            forget(text.span.source, [number], report)
        elif _GLUED.fullmatch(line) is None:
            if _LOOSE.match(line) and len(text.span.source.line(number - 1)) < _SHORT:
                message = "this line goes on the option above it"
                help_line = f"write {as_option(line)}, or indent it below the text of the option"
                place = text.span.source.line_span(number)
                report.add("L227", message, place, help=help_line)
                return False
            continue
        message = "this line goes on the option above it"
        help_line = f"write {as_option(line.lstrip('-'))}"
        report.add("S140", message, text.span.source.line_span(number), help=help_line)
        return True
    return False


_BARE_WEIGHT = lazyre.compile(
    r"(?P<box>\s*[-*+]\s+\[[ xX]\]\s+)(?P<sign>[-+−]?)(?P<number>\d+(?:\.\d+|/\d+)?):?\s+(?P<text>\S.*)"
)


def tell_bare_weights(item: RawItem, entries: list[RawEntry], report: Report) -> None:
    """Tell of a signed number before the text of an option that was meant as its weight.

    So where another option has its weight in braces; or where every option begins with a number,
    above zero with a check alone, before words of its own: `-1 m/s` and `+1 m/s` are answers.
    """
    lines = [entry.span.source.line(entry.span.line) for entry in entries]
    bare = [
        None if entry.points else _BARE_WEIGHT.fullmatch(line)
        for entry, line in zip(entries, lines, strict=True)
    ]
    signed = [(i, found) for i, found in enumerate(bare) if found and found["sign"]]
    if not signed or not (any(entry.points for entry in entries) or _are_weights(entries, bare)):
        return
    index, slip = signed[0]
    weight = slip["sign"] + slip["number"]
    help_line = f"write {as_option(lines[index])[:5]} {{{weight}}} {slip['text'][:40]}"
    place = entries[index].span.source.line_span(
        entries[index].span.line, slip.start("sign") + 1, slip.end("number") + 1
    )
    report.add(
        "L227",
        "this is read as text, not as a weight",
        place,
        help=f"{help_line}, or \\{slip['sign']} for the sign itself",
    )


def _are_weights(entries: list[RawEntry], bare: Sequence[re.Match[str] | None]) -> bool:
    texts = {found["text"] for found in bare if found}
    return len(texts) == len(entries) and all(
        found is not None and entry.checked == (found["sign"] == "+")
        for entry, found in zip(entries, bare, strict=True)
    )


def forget(source: Source, found: Container[int], report: Report) -> None:
    """Leave out what was told of these lines as text; what they are says it all."""
    report.diagnostics[:] = [
        told
        for told in report.diagnostics
        if not (
            told.code in ("L227", "S140")
            and told.span is not None
            and told.span.source is source
            and told.span.line in found
        )
    ]
