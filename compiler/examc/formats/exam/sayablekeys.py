"""Accepted answers of another system as our source can say them: cleaned, each once, each readable."""

from dataclasses import replace
from fractions import Fraction

from examc.core import lazyre, limits, patterns, typednumbers, typedtexts
from examc.core.answers import Answer, Choice, FillIn, Key, Numeric, ShortAnswer
from examc.core.diagnostics import Report
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.model import Exam, Item, Question
from examc.core.walking import walk

_UNSEEN = lazyre.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def with_sayable_keys(exam: Exam, report: Report) -> Exam:
    """The exam in which every accepted answer can be written; what cannot is told, and left out."""
    places = {id(node): where for where, node in walk(exam)}

    def made(item: Item) -> Item:
        if not isinstance(item, Question):
            return item
        answer = _Keys(report, places[id(item)], item).answer(item.answer)
        return item if answer is item.answer else replace(item, answer=answer)

    exercises = [
        replace(exercise, items=tuple(map(made, exercise.items))) for exercise in exam.exercises
    ]
    return replace(exam, exercises=tuple(exercises))


class _Keys:
    """Makes the keys of one question sayable."""

    def __init__(self, report: Report, where: str, question: Question) -> None:
        self.report = report
        self.where = where
        self.span = question.span

    def answer(self, answer: Answer) -> Answer:
        """The answer with keys that can be written; any other answer as it is."""
        match answer:
            case Numeric() | ShortAnswer():
                return self._typed(answer)
            case FillIn(gaps=gaps):
                return replace(
                    answer, gaps=tuple(replace(gap, key=self._key(gap.key)) for gap in gaps)
                )
            case _:
                return answer

    def _key(self, key: Key) -> Key:
        return key if isinstance(key, Choice) else self._typed(key)

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
        self.report.add("S162", message, self.span, where=self.where)
