"""Tells what a paragraph begins or states by its number, its letter, its sign, or its words."""

import re
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.records import Record
from examc.formats.word import words
from examc.formats.word.numbering import LETTERS
from examc.formats.word.pieces import Para

LONGEST_LINE = 2000  # characters in which a sign is looked for

_WORDED = lazyre.compile(
    rf"\s*(?:{words.QUESTION})\s*\.?\s*(?:no\.?|nr\.?|n°|#)?\s*(\d{{1,3}})(?![\d.,]?\d)\s*[.):–-]*\s*",
    re.IGNORECASE,
)
_UNNUMBERED = lazyre.compile(
    r"\s*(?:question|vraag|frage|pregunta|domanda|q)\s*:\s*", re.IGNORECASE
)
_TYPED = lazyre.compile(r"\s*(\d{1,3})(?:\s*[.)](?:\s+|(?=[^\d\s]))|\s*[:–]\s+|\t)")
_OPTION = lazyre.compile(
    r"\s*(?P<sign>[*✓✔√☑☒✅→]\s*|\[[xX*]\]\s*|=>\s*)?"
    r"(?:\(\s*(?P<a>[A-Za-z])\s*\)|\[(?P<b>[A-Ha-h])\]|(?P<c>[A-Za-z])\s?[.)]|(?P<d>[A-H])\s?[:–-](?=\s))"
    r"(?:\s+|(?=\S))"
)
_BOX = lazyre.compile(
    r"\s*(?:(?P<off>[☐□○◯▢❏]|\[ ?\]|\( ?\))|(?P<on>[☒☑■●◉✅▣]|\[[xX]\]|\([xX]\)))\s*"
)
_BULLET = lazyre.compile(r"\s*(?:[-–•·▪◦*]|o(?=\t))\s+")
_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?|\d{0,3}\s?½|\d{1,2}/\d{1,2})"
_BRACKETED = lazyre.compile(
    rf"\s*[(\[]\s*(?:(?:total|max(?:imum|imaal|imal)?|worth|waard)\.?:?\s*)?{_NUMBER}\s*"
    rf"(?:{words.POINTS})\.?(?:\s+({words.EACH}))?\s*[)\]]\s*[:.]?",
    re.IGNORECASE,
)
_AT_END = lazyre.compile(
    rf"(?:\t\s*|\s{{2,}}|\s*[–—|/·]\s*|\s+-\s+){_NUMBER}\s*(?:{words.POINTS})\.?(?:\s+({words.EACH}))?\s*$",
    re.IGNORECASE,
)
_ALONE = lazyre.compile(
    rf"\s*(?:(?:points?|punten|punkte|puntos|score|marks?)\s*[:=]\s*{_NUMBER}|{_NUMBER}\s*(?:{words.POINTS})\.?)\s*$",
    re.IGNORECASE,
)
_LINES = lazyre.compile(r"[\s_.…‗\-–]*(?:_{3,}|\.{5,}|…{2,})[\s_.…‗]*")


class Start(Record, frozen=True):
    """How a question begins: its number as printed, and where its text begins."""

    number: str
    end: int
    is_worded: bool = False
    is_automatic: bool = False


class Entry(Record, frozen=True):
    """How an option begins: its letter or "", where its text begins, and what its sign says.

    `is_weak` marks bullets and digits, which text has as well.
    """

    label: str
    end: int
    checked: bool | None = None
    is_weak: bool = False


def start(para: Para) -> Start | None:
    """The beginning of a question; None for any other paragraph."""
    text = para.text[:LONGEST_LINE]
    worded = _WORDED.match(text)
    if worded and (para.heading or worded.end() >= len(text.rstrip()) or _parts(text, worded)):
        return Start(worded[1], worded.end(), is_worded=True)
    unnumbered = _UNNUMBERED.match(text)
    if unnumbered:
        return Start("", unnumbered.end(), is_worded=True)
    if para.number is not None:
        shown = para.number
        named = _WORDED.fullmatch(shown.text)
        if named:
            return Start(named[1], 0, is_worded=True, is_automatic=True)
        if shown.format in ("decimal", "decimalZero") and shown.level == 0:
            return Start(str(shown.value), 0, is_automatic=True)
        return None
    typed = _TYPED.match(text)
    return Start(typed[1], typed.end()) if typed else None


def _parts(text: str, found: re.Match[str]) -> bool:
    """Whether a sign or points, and no other word of a sentence, follow `Question 3`."""
    printed = found[0].rstrip()
    return printed[-1:] in ".):–-" or _BRACKETED.match(text, found.end()) is not None


def entry(para: Para) -> Entry | None:
    """The beginning of an option; None for any other paragraph."""
    text = para.text[:LONGEST_LINE]
    number = para.number
    if number is not None and number.format in LETTERS:
        return Entry(_letter(number.value), 0)
    box = _BOX.match(text)
    if box and box.end() < len(text):
        inner = _OPTION.match(text, box.end())
        label, end = (_label(inner), inner.end()) if inner else ("", box.end())
        return Entry(label, end, checked=box["on"] is not None)
    if number is not None and (number.format == "bullet" or number.level > 0):
        return Entry("", 0, is_weak=True)
    typed = _OPTION.match(text) if number is None else None
    if typed:
        return Entry(_label(typed), typed.end(), checked=True if typed["sign"] else None)
    bullet = _BULLET.match(text) if number is None else None
    if bullet and bullet.end() < len(text):
        return Entry("", bullet.end(), is_weak=True)
    return None


def _label(found: re.Match[str]) -> str:
    return (found["a"] or found["b"] or found["c"] or found["d"]).upper()


def _letter(value: int) -> str:
    return chr(ord("A") + (value - 1) % 26)


def follows(label: str, before: str) -> bool:
    """Whether a letter is the next one; the first is A."""
    return label == (chr(ord(before) + 1) if before else "A")


class Stated(Record, frozen=True):
    """Points that a text states, and where; `each` says that they are those of every question."""

    points: Fraction
    start: int
    end: int
    each: bool = False


def points(text: str) -> Stated | None:
    """The points that a line states: in brackets, at its end, or alone."""
    text = text[:LONGEST_LINE]
    found = _BRACKETED.search(text) or _AT_END.search(text)
    if found is not None:
        value = _amount(found[1])
        return None if value is None else Stated(value, *found.span(), each=bool(found[2]))
    alone = _ALONE.match(text)
    value = _amount(alone[1] or alone[2]) if alone else None
    return None if value is None or alone is None else Stated(value, *alone.span())


def _amount(text: str) -> Fraction | None:
    text = text.replace(",", ".").replace(" ", "")
    if text.endswith("½"):
        whole = numbers.parse(text[:-1] or "0")
        return None if whole is None else whole + Fraction(1, 2)
    return numbers.parse(text)


def is_room(text: str) -> bool:
    """Whether a line is nothing but room to write on."""
    return len(text) < LONGEST_LINE and _LINES.fullmatch(text) is not None
