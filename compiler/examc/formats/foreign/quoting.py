"""Words that somebody else chose, as our messages and names have them: one line, escaped, short."""

from examc.core import lazyre

LONGEST = 60  # characters

_SPACE = lazyre.compile(r"[ \t\r\n]+")


def line(text: str) -> str:
    """A text as one line, without white space at its ends."""
    return _SPACE.sub(" ", text).strip(" ")


def brief(text: str, most: int = LONGEST) -> str:
    """A text as one line that is not too long."""
    text = line(text)
    return text if len(text) <= most else text[: most - 1] + "…"


def quoted(text: str, most: int = LONGEST) -> str:
    """A text as a message quotes it."""
    return repr(brief(text, most))
