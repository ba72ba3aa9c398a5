"""Entries of the Markdown spelling: list items that are options, criteria or levels."""

import re

from examc.core import lazyre
from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    OrderedList,
    Paragraph,
    Quote,
    Text,
    walk,
)
from examc.core.diagnostics import Fix, Report, nearest
from examc.core.source import Span
from examc.formats.exam import attributes, optionslips, otherwords
from examc.formats.exam.raw import RawEntry, Word, spelled
from examc.formats.exam.vocabulary import ENTRY_ATTRIBUTES
from examc.text import markup
from examc.text.markup import ItemList, ListItem

_WEIGHT_BEHIND = lazyre.compile(r"\{[-+−]?[\d./]+%?( [^{}]*)?\}$")
_INNER_WEIGHT = lazyre.compile(
    r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)+(\{[-+−–]?[\d./]+%?(?: [^{}]*)?\})"
)
_WEIGHT = lazyre.compile(r"[-+−]?\d+(?:[./]\d+)?%?")
_SECOND_BRACES = lazyre.compile(
    r"\s*(?P<braces>\{(?:[-+−]?[\d.,/]+%?(?: [^{}]*)?|#[\w.-]+|fixed)\})(?=\s|$)"
)
MATCHES = ("contains", "pattern")
"""Flags of an accepted answer."""
_BOX = lazyre.compile(r"\s*(?:[-*+]|\d+[.)])\s+(\[[ xX]\]\s+)")
_PLURAL = {"answer": "answers", "order": "items in order"}
_IN_YAML = "make it an entry of its own, with points:, or write \\{ for the brace itself"
_BEHIND_LETTER = lazyre.compile(
    r"(?P<box>\s*[-*+]\s+\[[ xX]\]\s+)(?:\(?[A-Ja-j1-9][.)]|\*\*)\s*"
    r"(?P<weight>\{[-+−]?\d+(?:[./]\d+)?\})(?P<rest>\s.*)"
)
_OTHER_BRACKETS = lazyre.compile(
    r"\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s+"
    r"(?P<open>[(\[])(?P<sign>[-+−]?)(?P<number>\d[\d.,/]*%?)"
    rf"(?P<unit>\s*{otherwords.POINTS}\.?)?(?P<close>[)}}\]])(?=\s+\S)",
    re.IGNORECASE,
)


def read_entries(piece: ItemList, part: str, report: Report) -> list[RawEntry]:
    """Read the items of a list as entries of a part: options, criteria or levels."""
    return [_entry(item, part, report) for item in piece.items]


def _entry(item: ListItem, part: str, report: Report) -> RawEntry:
    entry = RawEntry(first_line(item.span), item.content)
    refuse_inner_weights(item.content, part, report)
    if part == "options":
        if item.checked is None:
            _without_box(item, report)
        entry.checked = bool(item.checked)
        entry.told = optionslips.tell_glued(item, report)
        entry.content, entry.feedback = option_text(item.content)
    elif item.checked is not None:
        help_line = "remove the box"
        fix = _without(entry.span, _BOX)
        message = f"{_PLURAL.get(part, part)} have no boxes"
        report.add("S139", message, entry.span, help=help_line, fix=fix)
    if item.attributes is not None:
        _entry_attributes(entry, item.attributes, part, report)
    elif item.checked is not None or part != "options":
        _other_brackets(item, report)
        behind = Report() if part == "order" else report  # which tells that it has no weight at all
        entry.points = (
            _unclosed_attributes(item, report)
            or _weight_behind(item, behind)
            or _weight_behind_letter(item, report)
        )
    return entry


def _without(span: Span, pattern: re.Pattern[str]) -> Fix | None:
    """The line of an entry without what a group of a pattern finds in it."""
    found = pattern.match(span.source.line(span.line), span.column - 1)
    if found is None:
        return None
    return Fix(span.source.line_span(span.line, found.start(1) + 1, found.end(1) + 1), "")


def _without_box(item: ListItem, report: Report) -> None:
    help_line = "for a list of the prompt above the options, use * as its bullet"
    line = item.span.source.line(item.span.line)
    own, whole = optionslips.as_option(line), optionslips.as_option(line, most=len(line))
    message = "list item among options has no box"
    place = first_line(item.span)
    fix = whole if line[: place.column - 1].strip() == "" else None
    report.add("S140", message, place, help=f"write {own}; {help_line}", fix=fix)


def _unclosed_attributes(item: ListItem, report: Report) -> Word | None:
    """Report a brace that is never closed; the number behind it is taken for the weight."""
    line = item.span.source.line(item.span.line)
    start = re.match(r"\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(?=\{)", line)
    if start and not line[start.end() :].startswith("{,"):
        place = item.span.source.line_span(item.span.line, start.end() + 1, start.end() + 2)
        message = "attribute list is never closed on this line"
        report.add("S134", message, place, help="close it with }, or write \\{ for a brace")
        number = _WEIGHT.match(line, start.end() + 1)
        return Word(number[0], place) if number else None
    return None


def _other_brackets(item: ListItem, report: Report) -> None:
    """Brackets round a weight that are not braces, which make ordinary text of it."""
    line = item.span.source.line(item.span.line)
    slip = _OTHER_BRACKETS.match(line)
    if slip and (slip["sign"] or slip["unit"] or slip["open"] + slip["close"] not in ("()", "[]")):
        place = item.span.source.line_span(
            item.span.line, slip.start("open") + 1, slip.end("close") + 1
        )
        weight = slip["sign"] + slip["number"]
        help_line = f"write {{{weight}}}, or {slip['open']}{weight}{slip['unit'] or ''}\\{slip['close']} for the signs"
        report.add("L227", "this is read as text, not as a weight", place, help=help_line)


def _weight_behind_letter(item: ListItem, report: Report) -> Word | None:
    """Report a weight behind the letter of an option; it is taken for the weight that was meant."""
    line = item.span.source.line(item.span.line)
    found = _BEHIND_LETTER.match(line)
    if found is None:
        return None
    weight = found["weight"]
    start, end = found.start("weight"), found.end("weight")
    place = item.span.source.line_span(item.span.line, start + 1, end + 1)
    help_line = f"write {found['box'].strip()} {weight} {found['rest'].strip()[:40]}"
    report.add("S143", "a weight stands before the text, not inside it", place, help=help_line)
    return Word(weight[1:-1], place)


def _weight_behind(item: ListItem, report: Report) -> Word | None:
    """Report a weight that ends an item; it is taken for the weight that was meant."""
    match item.content:
        case (Paragraph(content=(*_, Text(text=text, span=Span() as span))), *_):
            behind = _WEIGHT_BEHIND.search(text)
            line = span.source.line(span.end_line)[: span.end_column - 1]
            if behind and line.endswith(behind[0]) and not line.endswith("\\" + behind[0]):
                start = span.end_column - len(behind[0])
                place = span.source.line_span(span.end_line, start, span.end_column)
                message = "a weight stands before the text, not behind it"
                help_line = f"write {behind[0]} first, or \\{{ for the brace itself"
                report.add("S143", message, place, help=help_line)
                number = re.match(r"[-+−]?[\d./]+", behind[0][1:])
                return Word(number[0], place) if number else None
        case _:
            pass
    return None


def _entry_attributes(entry: RawEntry, span: Span, part: str, report: Report) -> None:
    if not span.source.line(span.line)[span.column : span.end_column - 2].strip():
        help_line = "write a weight such as {+2}, or \\{ for a brace itself"
        report.add("S134", "nothing stands between the braces", span, help=help_line)
    found = attributes.parse(span, report)
    _second_braces(span, report)
    bare: list[Word] = []
    for word in found.bare:
        if bare and entry.points is None and _WEIGHT.fullmatch(word.value):
            said = [each.value for each in found.bare if each is not word]
            help_line = f"write {{{' '.join([word.value, *said])}}}"
            report.add("S134", "a weight stands first in its braces", word.span, help=help_line)
            entry.points = word
        elif word.value.endswith("%") and entry.percent is None and part == "levels":
            entry.percent = word
        elif entry.points is None and not bare and re.match(r"[-+−–—‐‑‒.\d]", word.value):
            entry.points = word
        else:
            bare.append(word)
    if bare and entry.points is None and entry.percent is None:
        bare = _no_weight(bare, part, report)
    found.bare = bare
    settings = attributes.settings(found, ENTRY_ATTRIBUTES[part], report)
    if part == "answer":
        entry.match = _match(settings, report)
    entry.id, entry.name = settings.get("id"), settings.get("name")
    entry.wrong = settings.get("wrong")
    entry.allow = attributes.words(settings.get("allow"))
    entry.fixed = "fixed" in settings


def _match(settings: dict[str, Word], report: Report) -> Word | None:
    """The word that says how an accepted answer is held against what is typed."""
    said = [Word(name, settings[name].span) for name in MATCHES if name in settings]
    if len(said) > 1:
        report.add("S135", "an answer is a pattern, or contained", said[1].span, help="keep one")
    return said[0] if said else None


def _second_braces(span: Span, report: Report) -> None:
    """Report a second attribute list right behind the first, which students would see."""
    line = span.source.line(span.line)
    second = _SECOND_BRACES.match(line, span.end_column - 1)
    if second is None:
        return
    start, end = second.start("braces"), second.end("braces")
    first = line[span.column : span.end_column - 2].strip()
    said = second["braces"][1:-1].strip()
    repeats = re.match(r"[-+−]?[\d.,/]+%?$", said) and re.match(r"[-+−]?[\d.,/]+%?\b", first)
    one = first if repeats else f"{first} {said}"
    own = f"{line[: span.column - 1].strip()} {{{one}}} {line[end:].strip()}"
    own = own if len(own) <= 60 else own[:59].rstrip() + "…"
    help_line = f"write {own}, or \\{{ for a brace itself"
    place = span.source.line_span(span.line, start + 1, end + 1)
    report.add("S134", "a second pair of braces is shown as text", place, help=help_line)


def _no_weight(bare: list[Word], part: str, report: Report) -> list[Word]:
    """The words but the first, if that was meant as a weight and is reported as none."""
    first, *rest = bare
    if nearest(first.value, tuple(ENTRY_ATTRIBUTES[part])):
        return bare
    help_line = "write a number such as {+2}, {#name} for an id, or \\{ for a brace itself"
    report.add("S136", f"{first.value!r} is not a number", first.span, help=help_line)
    return rest


def option_text(content: Blocks) -> tuple[Blocks, Blocks]:
    """The text and the feedback of an option: its quotes, in order, are its feedback.

    An empty quote says that those above it are part of the text; comments in it are behind them.
    Comments behind a quote belong to the feedback.
    """
    start = max((i + 1 for i, block in enumerate(content) if _is_empty(block)), default=0)
    text, feedback = list(content[: max(start - 1, 0)]), list[Block]()
    for block in content[max(start - 1, 0) : start]:
        text += block.content if isinstance(block, Quote) else ()
    for block in content[start:]:
        if isinstance(block, Quote):
            feedback += block.content
        elif feedback and markup.is_marked_block(block):
            feedback.append(block)
        else:
            text.append(block)
    return tuple(text), tuple(feedback)


def _is_empty(block: Block) -> bool:
    """Whether a block is a quote that holds comments at most."""
    return isinstance(block, Quote) and all(map(markup.is_marked_block, block.content))


def refuse_inner_weights(content: Blocks, part: str, report: Report) -> None:
    """Report items of lists inside an entry that have a weight, and would be shown with it."""
    for block in walk(content):
        if not isinstance(block, BulletList | OrderedList):
            continue
        for item in block.items:
            span = getattr(item[0], "span", None) if item else None
            weight = _INNER_WEIGHT.match(span.source.line(span.line)) if span else None
            if span is None or weight is None:
                continue
            place = span.source.line_span(span.line, weight.start(1) + 1, weight.end(1) + 1)
            plural = _PLURAL.get(part, part)
            message = f"a weight inside one of the {plural} is shown as text"
            here = f"begin the line at the left margin, as the other {plural}"
            help_line = f"{here}, or write \\{{ for the brace itself"
            report.add("S143", message, place, help=spelled(place, help_line, _IN_YAML))


def first_line(span: Span) -> Span:
    """The first line of a piece, from where the piece begins."""
    length = len(span.source.line(span.line).rstrip()) + 1
    end = length if span.end_line > span.line else min(span.end_column, length)
    return span.source.line_span(span.line, span.column, max(end, span.column + 1))
