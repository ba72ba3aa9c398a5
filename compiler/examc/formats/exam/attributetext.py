"""Writes attribute lists: `{#id key=value tags="a, b"}`."""

from collections.abc import Iterable

from examc.core import lazyre
from examc.formats.exam.blanks import is_unseen
from examc.formats.exam.raw import Word

_BARE = lazyre.compile(r"(?![\[“”„‟«»‘’])(?:[^\s\"{},]|,(?!#|[a-z]+=|\Z))+")
_TAG_SIGN = lazyre.compile(r",|\\(?=[,\\]|\Z)")
_QUOTED_SIGN = lazyre.compile(r"[\"\\]")
_ESCAPED = r"\\\g<0>"


def attribute_list(found: list[str], tags: Iterable[Word], allow: Iterable[Word]) -> str:
    """An attribute list; tags and silenced diagnostics come last."""
    names = ", ".join(_TAG_SIGN.sub(_ESCAPED, tag.value) for tag in tags)
    codes = ",".join(word.value for word in allow)
    found = [*found, *([attribute("tags", names)] if names else [])]
    found += [attribute("allow", codes)] if codes else []
    return f"{{{' '.join(found)}}}" if found else ""


def attribute(name: str, value: str) -> str:
    """A key and its value, in quotes where it needs them."""
    if _BARE.fullmatch(value) and not any(map(is_unseen, value)):
        return f"{name}={value}"
    return f'{name}="{_QUOTED_SIGN.sub(_ESCAPED, value)}"'
