"""Characters that stand for others while Markdown is parsed, one for one, and each back to its own.

What Markdown must not read (an attribute list, a star of a product) is hidden from the parser; what
it reads by other rules than ours (`^…^`, `~…~`) is marked. Every string that the parser gives back
goes through `shown`, so none of these characters ever leaves.
"""

import re
from collections.abc import Iterator

from examc.core import lazyre

_FIRST = 0x40000
"""Unicode has no characters from here on to 0xDFFFF: a hidden character is its own, so far up."""
UP = ("\ua874", "\ua875")
"""What raises begins and ends with these. All marks are rare signs that Markdown sees as signs."""
DOWN = ("\ua876", "\ua877")
GAP = ("\ua8f8", "\ua8f9")
"""These stand for the brackets of a gap."""
READING = ("\ua8fa", "\ua8fc")
"""These stand for the braces of the attribute list of a formula."""
TILDE, STAR = "\ua8ce", "\ua8cf"
BLANK = chr(_FIRST + ord(" "))

_SIGNS = {
    UP[0]: "^",
    UP[1]: "^",
    DOWN[0]: "~",
    DOWN[1]: "~",
    TILDE: "~",
    STAR: "*",
    GAP[0]: "[",
    GAP[1]: "]",
    READING[0]: "{",
    READING[1]: "}",
}
_MARKS = "".join((*UP, *DOWN))
_STANDING = lazyre.compile(f"[{''.join(_SIGNS)}\U00040000-\U0004ffff]")
_BUT_MARKS = lazyre.compile(f"[{TILDE}{STAR}{''.join(READING)}\U00040000-\U0004ffff]")
_TAKEN = lazyre.compile(f"[{''.join(_SIGNS)}]")
_NONE = lazyre.compile("[\U00040000-\U0004ffff]")
_NUMBERED = lazyre.compile(r"&#(?:0*([0-9]{1,7})|[xX]0*([0-9A-Fa-f]{1,6}));")
_MARKED = _MARKS + GAP[0]
_PARTS = lazyre.compile(
    f"{GAP[0]}{{2}}[^{GAP[1]}]+{GAP[1]}{{2}}|[{_MARKED}{GAP[1]}]|[^{_MARKED}{GAP[1]}]+"
)


def hidden(text: str) -> str:
    """The characters that stand for those of a text; what is rare enough to mean nothing stays."""
    return "".join([chr(_FIRST + ord(char)) if ord(char) < 0x10000 else char for char in text])


def shown(text: str) -> str:
    """A text of the parser with its own characters."""
    return text if text.isascii() else _STANDING.sub(_own, text)


def shown_but_marks(text: str) -> str:
    """A text of the parser with its own characters, but for the marks of what is raised."""
    return text if text.isascii() else _BUT_MARKS.sub(_own, text)


def _own(found: re.Match[str]) -> str:
    return _SIGNS.get(found[0]) or chr(ord(found[0]) - _FIRST)


def has_marks(text: str) -> bool:
    """Whether anything in a text begins or ends what is raised or lowered, or is a gap."""
    return not text.isascii() and any(mark in text for mark in _MARKED)


def gap(text: str) -> str:
    """The name of the gap that a part of a text is; "" for any other."""
    return text[2:-2] if text.startswith(GAP[0]) else ""


def parted(text: str) -> list[str]:
    """The parts of a text: gaps, marks of what is raised, and what is between them."""
    return _PARTS.findall(text)


def own_hidden(lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """Hide the characters that a text itself has of the rare signs, in place.

    Yield the line's index and the offsets of what stands for no character at all, or would make
    one of these unseen: a character of Unicode's empty planes, or an entity such as `&#xA874;`.
    """
    for number, line in enumerate(lines):
        if "&#" in line:
            for found in _NUMBERED.finditer(line):
                code = int(found[1]) if found[1] else int(found[2], 16)
                if code < 0x110000 and _STANDING.match(chr(code)):
                    yield number, found.start(), found.end()
        if not line.isascii() and _STANDING.search(line):
            yield from ((number, found.start(), found.end()) for found in _NONE.finditer(line))
            line = _TAKEN.sub(lambda found: hidden(found[0]), _NONE.sub("\ufffd", line))
            lines[number] = line
