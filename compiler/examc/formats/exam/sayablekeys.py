"""Accepted answers of another system as our source can say them: cleaned, each once, each readable."""

from collections.abc import Callable
from fractions import Fraction

from examc.core import lazyre, limits, patterns, typednumbers, typedtexts
from examc.core.answers import Answer, Choice, FillIn, Key, Numeric, ShortAnswer
from examc.core.content import Blocks
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.records import replace
from examc.formats.exam.sayabletext import Tell

_UNSEEN = lazyre.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def sayable_key(
    answer: Numeric | ShortAnswer | FillIn, tell: Tell, lined: Callable[[Blocks], Blocks]
) -> Answer:
    """The answer with keys that can be written; what cannot is told, and left out.

    `lined` makes one line of the option of a drop-down.
    """
    return _Keys(tell, lined).answer(answer)


class _Keys:
    """Makes the keys of one question sayable."""

    def __init__(self, tell: Tell, lined: Callable[[Blocks], Blocks]) -> None:
        self.tell = tell
        self.lined = lined

    def answer(self, answer: Numeric | ShortAnswer | FillIn) -> Answer:
        """The answer with keys that can be written."""
        if not isinstance(answer, FillIn):
            return self._typed(answer)
        gaps = (replace(gap, key=self._key(gap.key)) for gap in answer.gaps)
        return replace(answer, gaps=tuple(gaps))

    def _key(self, key: Key) -> Key:
        if not isinstance(key, Choice):
            return self._typed(key)
        options = (replace(option, text=self.lined(option.text)) for option in key.options)
        return replace(key, options=tuple(options))

    def _typed(self, key: Numeric | ShortAnswer) -> Numeric | ShortAnswer:
        if isinstance(key, Numeric):
            numbers: dict[tuple[Fraction, Fraction], AcceptedNumber] = {}
            for number in key.accepted:
                numbers.setdefault((number.low, number.high), number)
            self._repeated(len(key.accepted) - len(numbers))
            return replace(key, accepted=tuple(map(self._number, numbers.values())))
        texts: dict[tuple[Match, str], AcceptedText] = {}
        for one in key.accepted:
            text = self._text(one)
            if text is not None:
                exact = key.case or text.match is Match.PATTERN
                own = text.text if exact else typedtexts.fold(text.text)
                if (text.match, own) in texts:
                    self._repeated(1)
                texts.setdefault((text.match, own), text)
        return replace(key, accepted=tuple(texts.values()))

    def _repeated(self, count: int) -> None:
        if count:
            message = (
                "an accepted answer that stands twice counts the first time, and is written once"
            )
            self._tell(message)

    def _number(self, one: AcceptedNumber) -> AcceptedNumber:
        """The number as it is written, or spelled anew where that would be read otherwise."""
        written = typednumbers.canonical(one.written)
        wanted = typednumbers.Interval(one.low, one.high, one.value)
        if typednumbers.interval(written) != wanted:
            written = typednumbers.spelling(one.low, one.high, one.value)
        found = typednumbers.interval(written)
        value = found.value if isinstance(found, typednumbers.Interval) else one.value
        return replace(one, written=written, value=value)

    def _text(self, one: AcceptedText) -> AcceptedText | None:
        bare = _UNSEEN.sub(" ", one.text)
        is_pattern = one.match is Match.PATTERN
        text = bare.strip() if is_pattern else typedtexts.cleaned(bare)
        shown = f"accepted answer {text[:40]!r}"
        if not text:
            self._tell("an accepted answer is empty, and left out")
        elif len(text) > limits.LONGEST_ANSWER:
            self._tell(f"{shown} … is longer than anybody types, and left out")
        elif is_pattern and isinstance(patterns.parse(text), patterns.BadPattern):
            self._tell(f"{shown} is a pattern that cannot be written, and left out")
        else:
            return one if text == one.text else replace(one, text=text)
        return None

    def _tell(self, message: str) -> None:
        self.tell("S162", message)
