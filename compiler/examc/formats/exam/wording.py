"""The one way to spell a setting, in either spelling of the source."""

import re
from fractions import Fraction

from examc.core import lazyre, numbers, typednumbers, typedtexts
from examc.core.content import Code, Text
from examc.formats.exam.raw import RawEntry, Word
from examc.formats.exam.shapes import Key, Shape

_PLAIN = lazyre.compile(r"(?!\d+[.)](?: |\Z))[^\W_](?:[^\W_]|[ ,.;'()/%=°-])*")
"""An answer that Markdown reads as nothing but words."""
_YES = ("true", "yes", "on")
_SPACE = lazyre.compile(r"([\d./]+)\s*pages?")
_SIZE = lazyre.compile(r"([\d./]+)\s*([KMG]?)i?B(?:ytes?)?", re.IGNORECASE)
_BLANKS = lazyre.compile(r"\s+")


def setting(name: str, word: Word, key: Key) -> str:
    """The canonical form of a setting's value; what cannot be read stays as it is."""
    match key.shape:
        case Shape.NUMBER:
            return number(word)
        case Shape.BOUND:
            return "none" if word.value.lower() == "none" else number(word)
        case Shape.FLAG:
            return "yes" if word.value.lower() in _YES else "no"
        case Shape.WORD if name == "space":
            return _space(word)
        case Shape.WORD if name == "files":
            return _BLANKS.sub("", word.value)
        case Shape.WORD if name == "size":
            return _size(word)
        case Shape.WORD if key.words:
            return word.value.lower()
        case _:
            return word.value


def number(word: Word) -> str:
    """Points as an exact number: the shortest decimal, or a fraction."""
    value = numbers.parse(word.value)
    return word.value if value is None else exact(value)


def signed(word: Word) -> str:
    """A weight with its sign, so that weights line up."""
    value = numbers.parse(word.value)
    if value is None:
        return word.value
    return f"+{exact(value)}" if value > 0 else exact(value)


def exact(value: Fraction) -> str:
    """A number that can be read back: as a fraction where its decimal would be too long."""
    text = numbers.show(value)
    return text if len(text) <= numbers.LONGEST else f"{value.numerator}/{value.denominator}"


def _size(word: Word) -> str:
    match = _SIZE.fullmatch(word.value)
    value = numbers.parse(match[1]) if match else None
    if match is None or value is None:
        return word.value
    return f"{exact(value)} {match[2].upper()}B"


def said(raw: RawEntry, *, numeric: bool) -> str:
    """What an accepted answer says: its number, text or pattern, in the one form of each."""
    value = raw.answer.value if raw.answer is not None else ""
    if numeric:
        return typednumbers.canonical(value)
    is_pattern = raw.match is not None and raw.match.value == "pattern"
    return value.strip() if is_pattern else typedtexts.cleaned(value)


def answer(raw: RawEntry, *, numeric: bool) -> Text | Code:
    """An accepted answer in Markdown: in backquotes where a sign could be read as markup."""
    value = said(raw, numeric=numeric)
    plain = raw.match is None or raw.match.value != "pattern"
    return Text(value) if plain and (numeric or _PLAIN.fullmatch(value)) else Code(value)


def _space(word: Word) -> str:
    match = _SPACE.fullmatch(word.value.lower())
    value = numbers.parse(match[1]) if match else None
    if value is None:
        return word.value
    return f"{value} {'page' if value <= 1 else 'pages'}"
