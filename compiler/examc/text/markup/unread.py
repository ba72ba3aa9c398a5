"""Text that looks like markup which was not read: students would see its signs."""

import re
from typing import NamedTuple

from examc.core import lazyre
from examc.text.texadvice import ELSEWHERE


class Unread(NamedTuple):
    """What a piece of text was meant as, where it stands, and what to write instead.

    A picture that does not arrive is an error; anything else may be meant as it is.
    """

    start: int
    end: int
    code: str
    message: str
    help: str


_SIGN = lazyre.compile(r"[<*\[|\\^_=:$!{\u2022\ue000-\uf8ff]")
"""One of these is in all of them. A quick look before the rest."""
_PICTURE = "write ![what it shows](<path of the picture.png>)"
_KINDS = (
    (
        "<!--",
        lazyre.compile(r"<!--"),
        "S150",
        "comment is never closed",
        "end it with --> before an empty line, or write \\<!-- for the signs themselves",
    ),
    (
        "![",
        lazyre.compile(r"!\[[^\[\]]*\] ?\([^()]{0,300}(?:\([^()]{0,300}\)[^()]{0,300})*(?:\)|$)"),
        "S155",
        "this is read as text, not as an image",
        "write ![what it shows](<path with spaces.png>), with no space before (",
    ),
    (
        "![",
        lazyre.compile(r"!\[\[[^\[\]]{1,300}\]\]|!\[[^\[\]]{0,300}\]\[[^\[\]]{0,300}\]"),
        "S155",
        "this is read as text, not as an image",
        _PICTURE,
    ),
    (
        "!",
        lazyre.compile(
            r"!\([^()\[\]]{0,300}\)\[[^\[\]]{0,300}\]"
            r"|!(?:\[[^\[\]]{0,300}\])?\(?[^\s()\[\]]{1,300}\.(?:png|jpe?g|gif|svg|webp)(?![^\W_])",
            re.IGNORECASE,
        ),
        "S155",
        "this is read as text, not as an image",
        _PICTURE,
    ),
    (
        "](",
        lazyre.compile(r"\[[^\[\]]+\]\([^()\s]{1,300} [^()]{0,300}\)"),
        "L227",
        "this is read as text, not as a link",
        "write [words](<address>), and a title in quotes",
    ),
    (
        "[^",
        lazyre.compile(r"(?<![\^(])\[\^(?:\d{1,3}|[^\W\d]\w+|\*)\](?![*+?{$])"),
        "L227",
        "footnotes are not part of the language",
        "write the note into the text, or [\\^ for the signs themselves",
    ),
    (
        "--",
        lazyre.compile(r"\| ?:?-{3,}:? ?\|"),
        "L227",
        "this is read as text, not as a table",
        "give the line of dashes as many columns as the head, and an empty line above",
    ),
    *tuple(
        ("\\", lazyre.compile(rf"(?<![\w:\\])\\(?:{names})"), "L227", message, help_line)
        for names, message, help_line in ELSEWHERE
    ),
    (
        "\\",
        lazyre.compile(r"(?<![\w:\\])\\[A-Za-z]{2,}"),
        "L227",
        "a macro of a formula stands outside of one",
        "write $ round the formula, ` round code, or \\\\ for a backslash",
    ),
    (
        "$",
        lazyre.compile(r"(?<![\w$])\$[ \t][^$]{0,100}?[\\^_{}=+][^$]{0,100}?\$(?![\w$])"),
        "L227",
        "this is read as text, not as a formula",
        "write $…$ with no blank behind the first $ and before the last, or \\$ for the sign",
    ),
    (
        "*",
        lazyre.compile(
            r"[^\W\d_](?P<sign>\*\*?)(?=[^\W\d_])[^\s*]{1,60}(?P=sign)(?![\w*])"
            r"|(?<=[^\W\d_])\*\*[^\W\d_]{2,60}\*\*(?=[^\W\d_])"
        ),
        "L227",
        "a star between letters opens no emphasis, and is shown",
        "write an empty comment before it, as in un<!-- -->*common*, or \\* for the sign itself",
    ),
    (
        "==",
        lazyre.compile(r"(?<!\S)==(?=[^\s=])[^=]{0,300}(?<=[^\s=])==(?![\w=])"),
        "L227",
        "highlighting is not part of the language",
        "write **words** for what stands out, or \\== for the signs themselves",
    ),
    (
        ":::",
        lazyre.compile(r"^:::+ ?[\w{.-]+"),
        "L227",
        "a box that begins with ::: is not part of the language",
        "write the words alone, or > before each line for a quote",
    ),
    (
        "{",
        lazyre.compile(
            r"^\{(?=[.#]?[\w-])[^{}]{0,300}?\b(?:width|height|align|scale)=[^{}]{0,300}\}"
        ),
        "L227",
        "attributes of an image are not part of the language",
        "remove them; pictures are shown as wide as the text at most",
    ),
    (
        "[",
        lazyre.compile(r"^\[[ xX]\] (?=[\w{$])"),
        "L227",
        "this is read as text, not as an option",
        "write - [ ] or - [x], and a space, before each option",
    ),
    (
        "\u2022",
        lazyre.compile(r"^\u2022(?= (?!\[))"),
        "L227",
        "a bullet of a word processor makes no list",
        "write * and a space before each item, on a line of its own",
    ),
    (
        "",
        lazyre.compile(r"[\ue000-\uf8ff](?! ?\[)"),
        "L227",
        "this character is in one font only, and students see an empty box",
        "write * for a bullet, or the sign that is meant",
    ),
)
_FORMULAS = lazyre.compile(
    r"(?<![\w^])(?P<base>[A-Za-z0-9)\]]{1,20})\^"
    r"(?:(?P<charge>[0-9]{0,2}[-+−])(?![\w({])"
    r"|(?P<up>[-+−]?(?:[A-Za-z]+|[0-9.,]*[0-9])(?![\w^])|\([^()\s]*\)|\{[^{}]*\}))"
    r"|(?<![\w^./-])(?P<letter>[A-Za-z])_(?P<low>[A-Za-z0-9](?![\w./-])|\{[^{}]*\})"
)


_PICTURES = tuple(pattern for _, pattern, code, *_ in _KINDS if code == "S155")


def is_picture(text: str, at: int) -> bool:
    """Whether a `!` of a text is taken for the start of a picture, though no bracket is escaped."""
    found = [pattern.match(text, at) for pattern in _PICTURES]
    return any(one and not re.search(r"\][(\[]", one[0]) for one in found)


def find(text: str) -> Unread | None:
    """The first piece of a text that was meant as markup, if any."""
    if not _SIGN.search(text):
        return None
    for sign, pattern, code, message, help_line in _KINDS:
        found = pattern.search(text) if sign in text else None
        if found:
            return Unread(found.start(), found.end(), code, message, help_line)
    return _formula(text) if "^" in text or "_" in text else None


def _formula(text: str) -> Unread | None:
    """A lone `^` between letters or digits, or a `_` between single ones."""
    found = _FORMULAS.search(text)
    if found is None:
        return None
    written = found[0].replace("−", "-")
    sign = "^" if found["base"] else "_"
    base, _, rest = written.partition(sign)
    rest = rest[1:-1] if rest[0] in "({" else rest
    meant = f"${base}{sign}{rest if len(rest) == 1 else '{' + rest + '}'}$"
    if found["charge"]:
        meant = f"{written}^"
    help_line = f"did you mean {meant}? Write \\{sign} for the sign itself"
    message = "this is read as text, not as a formula"
    return Unread(found.start(), found.end(), "L227", message, help_line)


_UNSEEN = lazyre.compile("[\u00a0\u00ad\u200b-\u200d\u2060\ufeff\ufb00-\ufb06]")
_CURLY = lazyre.compile("[\u2018\u2019\u201c-\u201e]")
_LIGATURES = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04", ("ff", "fi", "fl", "ffi", "ffl"), strict=True)
)


def pasted(code: str, *, quotes: bool = False) -> Unread | None:
    """The first character of a listing, code or formula that no program reads as it looks.

    `quotes` says that curly quotes are such as well.
    """
    if code.isascii():
        return None
    found = _UNSEEN.search(code) or (_CURLY.search(code) if quotes else None)
    if found is None:
        return None
    char = found[0]
    message = f"character U+{ord(char):04X} in code or a formula is not what it looks like"
    if char in _LIGATURES:
        help_line = f"write {_LIGATURES[char]}"
    elif char == "\u00a0":
        help_line = "write a plain space"
    elif _CURLY.match(char):
        help_line = "write straight quotes, as programs do"
    else:
        help_line = "remove it; it cannot be seen"
    return Unread(found.start(), found.end(), "L227", message, help_line)


_SHARE = lazyre.compile(r"(?<![\w\\])\\\\[\w.$-]+\\[\w.$]")
"""How a path on another computer begins, whose backslashes are two."""
_PATTERN = lazyre.compile(r"\\[dwsbDWSB](?![A-Za-z])")
_WORD = lazyre.compile(r"\S*\Z")


def lost_backslash(line: str, at: int, sign: str) -> Unread | None:
    """A backslash at an offset of a line, before a sign, that was to be seen and is not shown."""
    before = _WORD.search(line[max(at - 200, 0) : at])
    start = at - len(before[0]) if before else at
    word = line[start : at + 200].split(maxsplit=1)[:1]
    message = f"the backslash before {sign!r} is not shown"
    help_line = "write ` round code and patterns, or two backslashes"
    if sign == "\\" and _SHARE.match(line, at):
        message, help_line = "two backslashes are shown as one", "write ` round a path, or four"
    elif sign == "{" and line[max(at - 1, 0) : at].isalpha():
        help_line = "write $A \\setminus \\{0\\}$ for sets, or two backslashes"
    elif sign not in ".?+-|/*^$[]{}" or not (word and _PATTERN.search(word[0])):
        return None
    return Unread(at, at + 2, "L227", message, help_line)
