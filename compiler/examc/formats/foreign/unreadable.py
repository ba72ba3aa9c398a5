"""Tells data that no person reads from text with some damage in it."""

from examc.core import lazyre

_START = 65_536  # bytes that are looked at
_NO_TEXT = lazyre.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd-\uffff\U00040000-\U000dffff\U000f0000-\U0010ffff]"
)
_MOST = (
    5  # one character in so many; where every `e` of an English text is lost, it is one in eight
)


def is_unreadable(data: bytes) -> bool:
    """Whether a fifth of what a file begins with are no characters of a text in UTF-8."""
    text = data[:_START].decode("utf-8", "replace")
    if text.isascii() and text.isprintable():
        return False
    return len(_NO_TEXT.findall(text)) * _MOST > len(text)


def is_wide(data: bytes) -> bool:
    """Whether a file is text in UTF-16, by its mark or by the zero in every second of its bytes."""
    start = data[:_START]
    zeros = max(start[::2].count(0), start[1::2].count(0))
    is_marked = data.startswith((b"\xff\xfe", b"\xfe\xff")) or zeros * 4 > len(start)
    letters = start.replace(b"\0", b"")
    return is_marked and bool(letters) and not is_unreadable(letters)


def is_data(data: bytes) -> bool:
    """Whether a file is unreadable for another reason than an older encoding, such as Latin-1."""
    start = data[:_START]
    controls = sum(start.count(byte) for byte in range(32) if byte not in b"\t\n\v\f\r")
    is_old = not controls and "\ufffd" not in start.decode("utf-8", "ignore")
    return not is_old and is_unreadable(data)
