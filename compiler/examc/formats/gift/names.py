"""What the target is called, and how a file says that our own writer made it."""

from examc.core import lazyre, limits
from examc.core.source import Source

TARGET = "gift"
_HEAD = lazyre.compile(r"// examc, language ([A-Za-z0-9-]+)")


def head(language: str) -> str:
    """The first line of a file that our own writer makes; Moodle passes over it."""
    return f"// examc, language {language}"


def own_language(source: Source) -> str:
    """The language of an exam that our own writer wrote, just as it wrote it; "" for any other."""
    found = _HEAD.fullmatch(source.line(1).rstrip())
    return found[1] if found and limits.is_language(found[1]) else ""
