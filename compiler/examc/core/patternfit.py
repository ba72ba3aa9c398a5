"""Whether texts fit patterns."""

import re

from examc.core.patterns import Node


def fits(node: Node, text: str, exact: bool) -> bool:
    """Whether a whole text fits."""
    return bool(text) and re.fullmatch(node.source, text, 0 if exact else re.IGNORECASE) is not None


def texts(node: Node, most: int) -> tuple[str, ...] | None:
    """All texts of a pattern."""
    return (node.source,) if re.escape(node.source) == node.source else None


def example(node: Node) -> str:
    """A text that fits."""
    return node.source
