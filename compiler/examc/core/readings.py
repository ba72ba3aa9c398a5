"""How a formula is read aloud where its author says so: what a reading may be."""

from examc.core import lazyre

_MARKUP = lazyre.compile(r"[\\$`{}^_*~|<>\"]")


def folded(text: str) -> str:
    """A reading on one line, with single spaces and none at its ends."""
    return " ".join(text.split())


def markup(text: str) -> str:
    """The first sign of a folded reading that is no part of words: markup, or unseen; "" for none."""
    found = _MARKUP.search(text)
    if found is not None:
        return found[0]
    return "" if text.isprintable() else next(char for char in text if not char.isprintable())


def of_words(text: str) -> str:
    """What another system reads aloud as a reading of ours; "" where it is not words alone."""
    reading = folded(text)
    return "" if markup(reading) else reading
