"""What the target is called, and how a file says that our own writer made it."""

from examc.core.source import Source

TARGET = "gift"
HEAD = "// examc"
"""The first line of a file that our own writer made; Moodle passes over it."""


def is_ours(source: Source) -> bool:
    """Whether our own writer made a file, so that its texts are just as it wrote them."""
    return source.line(1).rstrip() == HEAD
