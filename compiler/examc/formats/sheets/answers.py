"""Makes the answer of a question of our own layout from its cells."""

import re
from collections.abc import Sequence
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.answers import (
    Answer,
    Choice,
    Matching,
    Numeric,
    Option,
    Ordering,
    Scoring,
    ShortAnswer,
    TrueFalse,
    Written,
)
from examc.core.content import Blocks
from examc.core.keys import AcceptedNumber, AcceptedText, Label, Pair
from examc.core.limits import is_held
from examc.core.model import Kind
from examc.core.records import Record, replace
from examc.core.typednumbers import Interval, canonical, interval
from examc.formats.foreign.quoting import quoted
from examc.formats.sheets.asked import Asked

TRUE = frozenset(("true", "t", "yes", "waar", "juist", "wahr", "richtig", "vrai", "verdadero"))
FALSE = frozenset(("false", "f", "no", "onwaar", "onjuist", "falsch", "faux", "falso", "niet waar"))
_PARTED = lazyre.compile(r"\s*(?:[,;|&+/\s]|\band\b|\ben\b|\bund\b|\bet\b)\s*")
_WORD = lazyre.compile(r"(?:option|optie|answer|choice)s?\s+(?=\w)", re.IGNORECASE)
_COMMA = lazyre.compile(r"(?<=\d),(?=\d)")
_ARROW = lazyre.compile(r"\s*(?:→|->|=>)\s*")


class Given(Record, frozen=True):
    """The cells of a question: its options with what stands beside them, and its answer."""

    options: tuple[str, ...]
    weights: tuple[str, ...]
    feedbacks: tuple[str, ...]
    answer: str


def truth(text: str) -> bool | None:
    """Whether a word says that a statement holds; None for any other word."""
    word = text.casefold().strip(" .")
    return True if word in TRUE else False if word in FALSE else None


def kind_of(given: Given) -> Kind:
    """The kind of a question whose row does not say it."""
    texts = [one for one in given.options if one]
    if len(texts) == 2 and sorted(map(str, map(truth, texts))) == ["False", "True"]:
        return "true/false"
    if len(texts) > 1:
        several = sum(map(_is_positive, given.weights)) > 1
        named = _named(given.answer, texts)
        return "multiple response" if several or (named and len(named) > 1) else "multiple choice"
    return "true/false" if truth(given.answer) is not None else "open"


def _is_positive(written: str) -> bool:
    value = _amount(written)
    return value is not None and value > 0


def answer(asked: Asked, given: Given, kind: Kind) -> tuple[Answer, Blocks]:
    """The answer of a kind, and the model answer where the cell holds one."""
    match kind:
        case "true/false":
            return _truth(asked, given), ()
        case "multiple choice" | "multiple response" if len(_texts(given)) > 1:
            return _choice(asked, given, many=kind == "multiple response"), ()
        case "numeric" if given.answer:
            return _numeric(asked, given)
        case "short answer" if given.answer:
            return _short(asked, given), ()
        case "matching":
            return _matching(asked, given)
        case "ordering" if len(_texts(given)) > 1:
            return Ordering(items=tuple(Label(text=asked.text(t)) for t in _texts(given))), ()
        case "open":
            return Written(), asked.text(given.answer)
        case _:
            message = f"{kind} has too little to choose from, or no answer; it is read as open"
            asked.tell("R462", message, "fill in the cells of its options and its answer")
            return Written(), asked.text(given.answer)


def _texts(given: Given) -> list[str]:
    return [one for one in given.options if one]


# -- options --------------------------------------------------------------------------------------


def _choice(asked: Asked, given: Given, *, many: bool) -> Answer:
    places = [place for place, text in enumerate(given.options) if text]
    right = _right(asked, given)
    many = many or len(right) > 1
    share = asked.points / len(right) if many and right else asked.points
    options = tuple(_option(asked, given, place, place in right, share) for place in places)
    if not right and not any(option.points for option in options):
        message = "nothing shows which option is right, and none is"
        asked.tell("R546", message, "write its letter into the cell of the answer")
    if not right:
        options = tuple(replace(option, correct=option.points > 0) for option in options)
    return Choice(options=options, many=many, scoring=Scoring(cap=asked.points))


def _option(asked: Asked, given: Given, place: int, right: bool, share: Fraction) -> Option:
    weight = share if right else Fraction(0)
    written = given.weights[place] if place < len(given.weights) else ""
    stated = _weight(asked, written) if written else None
    feedback = given.feedbacks[place] if place < len(given.feedbacks) else ""
    return Option(
        text=asked.text(given.options[place]),
        points=weight if stated is None else stated,
        correct=right,
        feedback=asked.text(feedback),
        span=asked.span,
    )


def _weight(asked: Asked, written: str) -> Fraction | None:
    value = _amount(written)
    if value is None:
        share = numbers.parse_percent(written.replace(",", "."))
        value = None if share is None else share * asked.points
    if value is None or not is_held(value):
        message = f"weight {quoted(written)} is no number, and is left out"
        asked.tell("R494", message, "write points such as 1 or -0.5, or a percentage")
        return None
    return value


def _amount(written: str) -> Fraction | None:
    return numbers.parse(written.replace(",", "."))


def _right(asked: Asked, given: Given) -> frozenset[int]:
    """The places of the options that the cell of the answer names."""
    if not given.answer:
        return frozenset()
    named = _named(given.answer, given.options)
    if named is None:
        message = f"answer {quoted(given.answer)} is none of the options"
        asked.tell("R521", message, "write the letter of the right option, such as B")
        return frozenset()
    by_number = _by_labels(given.answer, given.options)
    if by_number is not None and by_number != named:
        message = (
            f"answer {quoted(given.answer)} is the text of one option and the number of another"
        )
        asked.tell("R413", f"{message}; the text counts", "write the letter of the right option")
    return named


def _named(written: str, options: Sequence[str]) -> frozenset[int] | None:
    """The options that an answer names by their text, their letters or their numbers."""
    whole = [place for place, text in enumerate(options) if text and _bare(text) == _bare(written)]
    if whole:
        return frozenset(whole[:1])
    labels = _by_labels(written, options)
    if labels is not None:
        return labels
    for sign in ("|", ";", ","):
        parts = [part for part in written.split(sign) if part.strip()]
        found = [_named(part, options) for part in parts] if len(parts) > 1 else [None]
        if all(one is not None for one in found):
            return frozenset(place for one in found if one for place in one)
    return None


def _by_labels(written: str, options: Sequence[str]) -> frozenset[int] | None:
    bare_text = _WORD.sub("", written.strip()).strip(".()")
    parts = [part for part in _PARTED.split(bare_text) if part]
    if len(parts) == 1 and parts[0].isalpha() and parts[0].isupper() and len(parts[0]) <= 10:
        parts = list(parts[0])  # "AC" names two
    places: set[int] = set()
    for part in parts:
        bare = part.strip("().")
        number = numbers.whole(bare, 2)
        is_letter = len(bare) == 1 and bare.isascii() and bare.isalpha()
        place = number - 1 if number else ord(bare.upper()) - ord("A") if is_letter else -1
        if not (0 <= place < len(options) and options[place]):
            return None
        places.add(place)
    return frozenset(places) if places else None


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .")


def _truth(asked: Asked, given: Given) -> Answer:
    """A statement; without a key, the two options that it has, none of them right."""
    named = truth(given.answer)
    texts = _texts(given)
    if named is None and texts:
        right = _right(asked, given)
        named = next((truth(given.options[place]) for place in right), None)
    if named is None:
        asked.tell("R546", "nothing shows whether the statement is true", "write true or false")
        empty = tuple(
            Option(text=asked.text(word), points=Fraction(0), correct=False)
            for word in ("True", "False")
        )
        return Choice(options=empty, many=False, scoring=Scoring(cap=asked.points))
    full, zero = asked.points, Fraction(0)
    true = Option(text=(), points=full if named else zero, correct=named)
    false = Option(text=(), points=zero if named else full, correct=not named)
    return TrueFalse(true=true, false=false, scoring=Scoring(cap=asked.points))


# -- what is typed --------------------------------------------------------------------------------


def _numeric(asked: Asked, given: Given) -> tuple[Answer, Blocks]:
    accepted: list[AcceptedNumber] = []
    for written in given.answer.split("|"):
        dotted = written.strip()
        if "." not in dotted:
            dotted = _COMMA.sub(".", dotted)
        found = interval(dotted)
        if not isinstance(found, Interval):
            message = f"answer {quoted(written)} is no number; the question is read as open"
            asked.tell("R494", message, "write it as 9.81, 9.81 ± 0.01, or 9 to 10")
            return Written(), asked.text(given.answer)
        accepted.append(
            AcceptedNumber(
                points=asked.points,
                low=found.low,
                high=found.high,
                value=found.value,
                written=canonical(dotted),
            )
        )
    return Numeric(accepted=tuple(accepted), scoring=Scoring(cap=asked.points)), ()


def _short(asked: Asked, given: Given) -> Answer:
    texts = dict.fromkeys(one.strip() for one in given.answer.split("|") if one.strip())
    accepted = tuple(AcceptedText(points=asked.points, text=text) for text in texts)
    return ShortAnswer(accepted=accepted, scoring=Scoring(cap=asked.points))


# -- pairs ----------------------------------------------------------------------------------------


def _matching(asked: Asked, given: Given) -> tuple[Answer, Blocks]:
    written = _texts(given) or [one.strip() for one in given.answer.split("|") if one.strip()]
    sides = [_ARROW.split(one) for one in written]
    pairs = [one for one in sides if len(one) == 2 and one[0].strip()]
    others = [one[1] for one in sides if len(one) == 2 and not one[0].strip()]
    if len(pairs) < 2 or len(pairs) + len(others) < len(sides):
        message = "pairs to match are not written as France → Paris; the question is read as open"
        asked.tell("R494", message, "put an arrow between the two sides of each")
        return Written(), asked.text(" | ".join(written))
    share = asked.points / len(pairs)
    made = tuple(
        Pair(left=asked.text(left), right=asked.text(right), points=share) for left, right in pairs
    )
    distractors = tuple(Label(text=asked.text(text)) for text in others)
    scoring = Scoring(cap=asked.points)
    return Matching(pairs=made, distractors=distractors, scoring=scoring), ()
