"""Attribute lists: `{#id key=value flag}` at the end of a heading, `{+1 #a fixed}` in an option."""

import re

from examc.core import lazyre
from examc.core.diagnostics import Report, did_you_mean, nearest
from examc.core.source import Span
from examc.formats.exam import attributeslips
from examc.formats.exam.raw import Attributes, Word
from examc.formats.exam.shapes import Key, Shape
from examc.text.markup import attributes_end, folded

_WORD = lazyre.compile(r"""(?:([\w.:/-]+)=)?("(?:[^"\\]|\\.)*"|[^\s"{}]+)\s*""")
_ESCAPE = lazyre.compile(r"\\([\"\\])")
_TAG_ESCAPE = lazyre.compile(r"\\([,\\])")
_FORMULA = lazyre.compile(r"\\.|\$(?:\\.|[^$\\])*\$")


def split_heading(text: str) -> int:
    """The offset of the attribute list that ends a heading; the text's length without one."""
    if not text.endswith("}"):
        return len(text)
    words = _FORMULA.sub(lambda formula: "x" * len(formula[0]), text)
    for offset, char in enumerate(words):
        opens = char == "{" and (offset == 0 or text[offset - 1] in " \t")
        if opens and attributes_end(text, offset) == len(text):
            return offset
    return len(text)


def parse(span: Span, report: Report) -> Attributes:
    """Read the attribute list that a span of one line covers, braces included."""
    text = span.source.line(span.line)[span.column - 1 : span.end_column - 1]
    found = Attributes()
    told: set[str] = set()
    at, end = len(text) - len(text[1:].lstrip()), len(text) - 1
    while at < end:
        slip = attributeslips.at(text, at, end)
        if slip is not None:
            if slip.message not in told:
                place, fix = span.part(at, slip.end), slip.fix
                report.add("S134", slip.message, place, help=slip.help, fix=fix)
            told.add(slip.message)
            if slip.meant:
                found.bare.append(Word(slip.meant, span.part(at, slip.end)))
            at = slip.end + len(text[slip.end : end]) - len(text[slip.end : end].lstrip())
            continue
        match = _WORD.match(text, at, end)
        if match is None:
            report.add(
                "S134",
                "attribute list cannot be read from here",
                span.part(at, end),
                help='write {#id key=value key="two words"}; \\{ for a brace in a title',
            )
            break
        _add(found, match, span, report)
        at = match.end()
    return found


def _add(found: Attributes, match: re.Match[str], span: Span, report: Report) -> None:
    value = match[2]
    start, end = match.span(2)
    if value.startswith('"'):
        value, start, end = folded(_ESCAPE.sub(r"\1", value[1:-1])), start + 1, end - 1
    elif match[1] is None and value.startswith("#") and len(value) > 1:
        place = span.part(start + 1, end)
        _name(found, Word("id", place), Word(value[1:], place), report)
        return
    elif match[1] is None and value.startswith(".") and not value[1:2].isdigit():
        value, start = value[1:], start + 1
    word = Word(value, span.part(start, end))
    if match[1] is None:
        found.bare.append(word)
    else:
        _name(found, Word(match[1], span.part(*match.span(1))), word, report)


def _name(found: Attributes, key: Word, word: Word, report: Report) -> None:
    if key.value in found.named:
        report.add("S111", f"{key.value!r} stands twice", key.span, help="keep one")
    else:
        found.named[key.value] = word
        found.keys[key.value] = key.span


def settings(found: Attributes, keys: dict[str, Key], report: Report) -> dict[str, Word]:
    """The words that a place knows; a flag's value is "yes". All else is a diagnostic."""
    known: dict[str, Word] = {}
    for name, word in found.named.items():
        if name in keys:
            known[name] = word
        else:
            _unknown(name, found.keys[name], keys, report)
    for word in found.bare:
        key = keys.get(word.value)
        if key is not None and key.shape is Shape.FLAG:
            known[word.value] = Word("yes", word.span)
        else:
            _unknown(word.value, word.span, keys, report, bare=True)
    return known


def _unknown(
    name: str, span: Span, keys: dict[str, Key], report: Report, *, bare: bool = False
) -> None:
    key = keys.get(name)
    if key is not None:
        report.add("S134", f"{name!r} needs a value", span, help=f"write {name}=…: {key.meaning}")
    else:
        help_line, near = did_you_mean(name, tuple(keys)), nearest(name, tuple(keys))
        if bare and "id" in keys and not near:
            help_line = f"write #{name} for an id, or {help_line}"
        report.add("S135", f"{name!r} is not known here", span, help=help_line, fix=near or None)


def words(word: Word | None) -> list[Word]:
    """The words of a value that lists several, split at commas and spaces, each with its place."""
    if word is None:
        return []
    return [
        Word(match[0], word.span.part(match.start(), match.end()))
        for match in re.finditer(r"[^,\s]+", word.value)
    ]


def tag_list(word: Word | None) -> list[Word]:
    """The tags of a value, split at commas: a tag may hold spaces, and `\\,` is a comma in it."""
    if word is None:
        return []
    return [
        Word(
            _TAG_ESCAPE.sub(r"\1", match[0].strip(" ")), word.span.part(match.start(), match.end())
        )
        for match in re.finditer(r"(?:[^,\\]|\\.?)+", word.value)
        if match[0].strip(" ")
    ]
