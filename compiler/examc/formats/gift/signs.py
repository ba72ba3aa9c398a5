"""The escapes of GIFT: a character that is no sign of the format while a question is taken apart.

Each escape of two characters becomes two others that no text has, so that every character keeps
its place: one that stands for what is meant, and a filler.
"""

from examc.core import lazyre

_MEANT = "\\:#={}~\n"
_FIRST = 0xFDD0  # the first of 32 code points that no text may have
_FILLER = "\ufdef"
_PLACES = {chr(_FIRST + at): meant for at, meant in enumerate(_MEANT)}
_STANDS = {meant: place for place, meant in _PLACES.items()}
_ESCAPE = lazyre.compile(r"\\([\\:#={}~n])")
_PLACED = lazyre.compile("[\ufdd0-\ufdef]")
_RESERVED = lazyre.compile(r"[\\:#={}~\n]")


def hidden(text: str) -> str:
    """A text in which what is escaped is hidden; a backslash before another character is itself."""
    return _ESCAPE.sub(lambda found: _STANDS[_of(found[1])] + _FILLER, text)


def _of(letter: str) -> str:
    return "\n" if letter == "n" else letter


def shown(text: str) -> str:
    """The characters that a hidden text means."""
    return _PLACED.sub(lambda found: _PLACES.get(found[0], ""), text)


def escaped(text: str) -> str:
    """A text as it is written, in which nothing is a sign of the format."""
    return _RESERVED.sub(
        lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", text.replace("\r", "")
    )
