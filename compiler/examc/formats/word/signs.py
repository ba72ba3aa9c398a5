"""The signs by which people show in Word which option is right."""

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from examc.core import lazyre
from examc.core.records import Mutable, replace
from examc.formats.word.drafts import RawOption
from examc.formats.word.pieces import Look, Para, Piece, trimmed

Kind: TypeAlias = Literal[
    "words", "sign", "bold", "highlight", "colour", "underline", "italics", "strike"
]

_BEFORE = lazyre.compile(r"\s*(?:\*{1,3}(?=\S)|\*\s+|[✓✔√✅☑☒]\s*|(?:→|=>|->)\s*)")
_RIGHT_WORD = (
    "correct|right|right answer|correct answer|juist|goed|goede antwoord|juiste antwoord|richtig"
    "|richtige antwort|bonne réponse|correcte|juste|correcta|respuesta correcta"
)
_WRONG_WORD = "incorrect|wrong|false|onjuist|fout|falsch|faux|mauvaise réponse|incorrecta"
_RIGHT_WORDS = lazyre.compile(
    rf"\s*(?:[(\[]\s*(?:{_RIGHT_WORD})\s*[)\]!.]*|(?:<?[←⟵]|<[-–=]+)\s*(?:{_RIGHT_WORD})?"
    rf"|\s[-–—]\s*(?:{_RIGHT_WORD}))\s*",
    re.IGNORECASE,
)
_WRONG_WORDS = lazyre.compile(
    rf"\s*(?:[(\[]\s*(?:{_WRONG_WORD})\s*[)\]!.]*|[✗✘❌])\s*", re.IGNORECASE
)
_BEHIND = lazyre.compile(r"\s*(?:\*{1,3}|[✓✔√✅☑])\s*")
_LONGEST = 40  # characters of a sign
_GREENS = frozenset(("green", "darkgreen"))


class Signed(Mutable):
    """An option's text without its signs, and what they say; `wrong` is one that it is wrong."""

    para: Para
    words: bool = False
    sign: bool = False
    wrong: bool = False
    at: tuple[int, int] = (0, 0)
    """What of the text is no sign."""


def signed(option: RawOption) -> Signed:
    """Look for signs at the two ends of an option."""
    para = trimmed(option.para.cut(option.start))
    text = para.text
    found = Signed(para, sign=bool(option.checked), at=(0, len(text)))
    start, end = 0, len(text)
    before = _BEFORE.match(text)
    if before and before.end() < len(text):
        start, found.sign = before.end(), True
    tail = max(end - _LONGEST, start)
    for pattern in (_RIGHT_WORDS, _WRONG_WORDS, _BEHIND):
        match = next((m for m in pattern.finditer(text, tail) if m.end() == len(text)), None)
        if match is None or match.start() <= start:
            continue
        end = match.start()
        found.words = found.words or pattern is _RIGHT_WORDS
        found.wrong = pattern is _WRONG_WORDS
        found.sign = found.sign or pattern is _BEHIND
        break
    found.at = start, end
    return found


def evidence(options: Sequence[RawOption], several: bool) -> dict[Kind, frozenset[int]]:
    """Which options each kind of sign shows to be right; a kind that tells none apart is left out.

    `several` says that the question allows more than one.
    """
    signs = [signed(option) for option in options]
    found: dict[Kind, frozenset[int]] = {}
    _add(found, "words", [one.words for one in signs], True)
    _add(found, "sign", [one.sign for one in signs], True)
    wrong = [one.wrong for one in signs]
    if "words" not in found and any(wrong):
        _add(found, "words", [not one for one in wrong], True)
    looks = [_look(option) for option in options]
    _add(found, "bold", [one.bold for one in looks], several)
    _add(found, "underline", [one.underline for one in looks], several)
    _add(found, "italics", [one.italic for one in looks], several)
    _add(found, "highlight", _apart([one.highlight for one in looks]), several)
    _add(found, "colour", _apart([one.colour for one in looks]), several)
    struck = [one.strike for one in looks]
    if sum(struck) == len(struck) - 1 or (several and any(struck)):
        _add(found, "strike", [not one for one in struck], True)
    return found


def _add(
    found: dict[Kind, frozenset[int]], kind: Kind, flags: Sequence[bool], several: bool
) -> None:
    """Keep a kind that some options have and others not; most of them only where that can be."""
    have = frozenset(place for place, flag in enumerate(flags) if flag)
    if (
        have
        and len(have) < len(flags)
        and (several or len(have) == 1 or 2 * len(have) <= len(flags))
    ):
        found[kind] = have


def _look(option: RawOption) -> Look:
    """The look that all of an option's text has, or else its letter."""
    text = [p for p in option.para.cut(option.start).pieces if p.text.strip()]
    label = [p for p in option.para.cut(0, option.start).pieces if p.text.strip()]
    shared = _shared(text)
    if shared == Look() and label:
        shared = _shared(label)
    return shared


def _shared(pieces: Sequence[Piece]) -> Look:
    """What all pieces have in common."""
    if not pieces:
        return Look()
    looks = [piece.look for piece in pieces]
    first = looks[0]
    return Look(
        bold=all(one.bold for one in looks),
        italic=all(one.italic for one in looks),
        underline=all(one.underline for one in looks),
        strike=all(one.strike for one in looks),
        colour=first.colour if all(one.colour == first.colour for one in looks) else "",
        highlight=first.highlight if all(one.highlight == first.highlight for one in looks) else "",
    )


def _apart(colours: Sequence[str]) -> list[bool]:
    """Which options a colour tells apart: green ones, else the only ones that have another."""
    greens = [_is_green(colour) for colour in colours]
    if any(greens):
        return greens
    others = {colour for colour in colours if colour}
    if len(others) == 1:
        return [bool(colour) for colour in colours]
    return [colours.count(colour) == 1 and len(set(colours)) == 2 for colour in colours]


def _is_green(colour: str) -> bool:
    if colour in _GREENS:
        return True
    if len(colour) != 6 or not all(char in "0123456789abcdef" for char in colour):
        return False
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return green > 60 and green > red + 40 and green > blue + 20


def without(pieces: Sequence[Piece], kinds: frozenset[Kind]) -> tuple[Piece, ...]:
    """Pieces without the look that shows which option is right."""
    return tuple(
        replace(
            piece,
            look=replace(
                piece.look,
                bold=piece.look.bold and "bold" not in kinds,
                italic=piece.look.italic and "italics" not in kinds,
                underline=piece.look.underline and "underline" not in kinds,
                strike=piece.look.strike and "strike" not in kinds,
            ),
        )
        for piece in pieces
    )
