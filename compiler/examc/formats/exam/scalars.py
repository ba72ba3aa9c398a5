"""Spells words as YAML scalars that every loader reads back as the same words."""

import re

from examc.core import lazyre

_PLAIN = lazyre.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~<.][^\n]*")
_UNSAFE = lazyre.compile(r": |:\Z| #| \Z")
_IN_FLOW = lazyre.compile(r"[,\[\]{}:?]")
_WORD_OF_YAML = lazyre.compile(r"null|true|false|yes|no|on|off|y|n", re.IGNORECASE)
_NUMBER_LIKE = lazyre.compile(
    r"[-+.]?[0-9][0-9a-fA-FxXoO_.,:eE+-]*|[-+]?\.(?:inf|nan)", re.IGNORECASE
)
_NUMBER = lazyre.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.(?!0000)[0-9]{0,5}[1-9])?|[1-9][0-9]{0,30}")
_DATE = lazyre.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?")
_SEEN = lazyre.compile(
    r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*"
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_TO_ESCAPE = lazyre.compile(r"[\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scalar(text: str, *, flow: bool = False) -> str:
    """A word or a text on one line: plain where that is safe, else in quotes.

    What a loader would take for a number, a date or a truth value is quoted unless it would
    print it as it stands here; `flow` says that it stands inside brackets.
    """
    if _is_plain(text) and not (flow and _IN_FLOW.search(text)):
        return text
    if "\n" in text or "\t" in text or not _SEEN.fullmatch(text):
        return '"' + _TO_ESCAPE.sub(_escaped, text) + '"'
    return "'" + text.replace("'", "''") + "'"


def can_stand_in_block(text: str) -> bool:
    """Whether a block scalar can hold a text: it begins with a word, and all of it can be seen."""
    return bool(_SEEN.fullmatch(text)) and text[:1] not in ("", " ", "\t", "\n")


def _is_plain(text: str) -> bool:
    if _NUMBER_LIKE.fullmatch(text):
        return bool(_NUMBER.fullmatch(text) or _DATE.fullmatch(text))
    seen = "\t" not in text and _PLAIN.fullmatch(text) and _SEEN.fullmatch(text)
    return bool(seen and not _UNSAFE.search(text) and not _WORD_OF_YAML.fullmatch(text))


def _escaped(char: re.Match[str]) -> str:
    code = ord(char[0])
    return _ESCAPES.get(char[0]) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")
