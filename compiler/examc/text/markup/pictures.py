"""The names of pictures as people type them: blanks and brackets in them do not end them."""

import re

from examc.core import lazyre
from examc.text.markup.signs import hidden

_PICTURE = lazyre.compile(
    r"""
    (?<!\\)!\[(?P<alt>(?:(?!\]\(|!\[).)*)
    \]\(
    (?P<path>(?!<)(?:(?!\]\(|!\[|["<>]).){1,300}?\.(?:png|jpe?g|gif|svg|webp))
    (?P<rest>(?:[ \t]+(?:"[^"]*"|'[^']*'))?[ \t]*\))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENDS = lazyre.compile(r"[ \t()]")
_BRACKETS = lazyre.compile(r"(?<!\\)[\[\]]")
_SENTENCE = lazyre.compile(r"\)[.,;:?!]?[ \t]")


def hide_pictures(lines: list[str]) -> None:
    """Hide the blanks and brackets in names and descriptions of pictures, in place."""
    for number, line in enumerate(lines):
        if "![" in line:
            lines[number] = _PICTURE.sub(_picture, line)


def _picture(found: re.Match[str]) -> str:
    alt, path = found["alt"], found["path"].lstrip(" \t")
    lead = found["path"][: len(found["path"]) - len(path)]
    if not _balanced(path, "()") and _SENTENCE.search(path):
        return found[0]  # the address ends before, and words follow it
    if " " in path or "\t" in path or not _balanced(path, "()"):
        path = _ENDS.sub(lambda sign: hidden(sign[0]), path)
    if not _balanced(alt, "[]"):
        alt = _BRACKETS.sub(lambda sign: hidden(sign[0]), alt)
    return f"![{alt}]({lead}{path}{found['rest']}"


def _balanced(text: str, signs: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == signs[0]) - (char == signs[1])
        if depth < 0:
            return False
    return depth == 0
