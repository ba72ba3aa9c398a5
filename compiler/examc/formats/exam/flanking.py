"""Which runs of signs may open and close emphasis: what CommonMark calls flanking."""

from collections.abc import Iterable
from itertools import product

from examc.formats.exam.escaping import BREAK, SPACE
from examc.text.markup import in_word


def may_open(delimiter: str, before: str, after: str) -> bool:
    """Whether a delimiter between two characters begins what it stands for, for certain."""
    return all(_opens(delimiter, b, a) for b, a in _kinds(before, after))


def may_close(delimiter: str, before: str, after: str) -> bool:
    """Whether a delimiter between two characters ends what it stands for, for certain."""
    return all(_closes(delimiter, b, a) for b, a in _kinds(before, after))


def might_close(delimiter: str, before: str, after: str) -> bool:
    """Whether a delimiter between two characters could be taken for an end."""
    return any(_closes(delimiter, b, a) for b, a in _kinds(before, after))


def _kinds(before: str, after: str) -> Iterable[tuple[str, str]]:
    return product(_kind(before), _kind(after))


def _kind(char: str) -> str:
    """White space, punctuation, a letter or digit of a word, or other; several if uncertain."""
    if len(char) > 1:
        return "".join(map(_kind, char))
    if char.isspace() or char in (SPACE, BREAK):
        return "w"
    if char.isalnum():
        return "l" if in_word(char) else "o"
    return "p" if char.isascii() else "po"


def _left(before: str, after: str) -> bool:
    return after != "w" and (after != "p" or before not in ("o", "l"))


def _opens(delimiter: str, before: str, after: str) -> bool:
    left = _left(before, after)
    if delimiter == "*" and before == after == "l":
        return False
    if delimiter == "_":
        return left and (not _left(after, before) or before == "p")
    return left


def _closes(delimiter: str, before: str, after: str) -> bool:
    right = _left(after, before)
    if delimiter == "_":
        return right and (not _left(before, after) or after == "p")
    return right
