"""The one way to spell a setting, in either spelling of the source."""

from fractions import Fraction

from examc.core import lazyre, numbers
from examc.formats.exam.raw import Word
from examc.formats.exam.vocabulary import Key, Shape

_YES = ("true", "yes", "on")
_SPACE = lazyre.compile(r"([\d./]+)\s*pages?")


def setting(name: str, word: Word, key: Key) -> str:
    """The canonical form of a setting's value; what cannot be read stays as it is."""
    match key.shape:
        case Shape.NUMBER:
            return number(word)
        case Shape.BOUND:
            return "none" if word.value.lower() == "none" else number(word)
        case Shape.FLAG:
            return "yes" if word.value.lower() in _YES else "no"
        case Shape.WORD if name == "space":
            return _space(word)
        case Shape.WORD if key.words:
            return word.value.lower()
        case _:
            return word.value


def number(word: Word) -> str:
    """Points as an exact number: the shortest decimal, or a fraction."""
    value = numbers.parse(word.value)
    return word.value if value is None else exact(value)


def signed(word: Word) -> str:
    """A weight with its sign, so that weights line up."""
    value = numbers.parse(word.value)
    if value is None:
        return word.value
    return f"+{exact(value)}" if value > 0 else exact(value)


def exact(value: Fraction) -> str:
    """A number that can be read back: as a fraction where its decimal would be too long."""
    text = numbers.show(value)
    return text if len(text) <= numbers.LONGEST else f"{value.numerator}/{value.denominator}"


def _space(word: Word) -> str:
    match = _SPACE.fullmatch(word.value.lower())
    value = numbers.parse(match[1]) if match else None
    if value is None:
        return word.value
    return f"{value} {'page' if value <= 1 else 'pages'}"
