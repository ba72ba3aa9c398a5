"""Tells our own source from other formats: by its name and its keys, before any content is looked at."""

import re
from pathlib import PurePath

from examc.core import lazyre
from examc.core.source import MARKDOWN_NAMES, YAML_NAMES

_OTHER = (b"PK", b"<", b"{", b"[")
"""What no source begins with: packages, XML and JSON."""
_NAMED = (".gift", ".gift.txt", ".aiken.txt")
"""Endings that formats of text have, a question of which may begin as our own source does."""
_KEYS = lazyre.compile(
    rb"(?:\s|#[^\n]*\n)*+(?:title|exercises|include|course|scoring)[ \t]*:(?=\s)"
)
_LINES = lazyre.compile(
    rb"^(?:#{1,2} .*\{[#.\w].*\}|##[ \t]+\S*[ \t]*(?:pts?|points?)\b.*[a-z]{4}"
    rb"|### *(?:criteria|levels|solution|for graders)|- \[[ xX]\] )[ \t]*",
    re.MULTILINE,
)
"""Lines that our own source has and no print: a label in small letters, a part, a box of Markdown."""


def is_source(path: str, data: bytes) -> bool:
    """Whether a file is our own source for certain.

    It is one with front matter, or the name or the keys of YAML, or the name of an exam's main file
    and any line that only a source has.
    """
    if path.lower().endswith(_NAMED):
        return False
    text = data.removeprefix(b"\xef\xbb\xbf")
    if text.startswith(b"---"):
        return True
    if text.lstrip()[:2].startswith(_OTHER):
        return False
    name = PurePath(path.lower())
    if name.suffix in YAML_NAMES or (name.suffix not in MARKDOWN_NAMES and _KEYS.match(text)):
        return True
    return name.stem == "exam" and name.suffix in MARKDOWN_NAMES and _LINES.search(text) is not None
