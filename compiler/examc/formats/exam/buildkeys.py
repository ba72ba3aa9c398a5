"""Decides what accepted answers mean: intervals of numbers, texts and patterns, with their weights."""

from collections.abc import Iterable
from fractions import Fraction

from examc.core import limits, patterns, typednumbers, typedtexts
from examc.core.answers import Numeric, Scoring, ShortAnswer
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.source import Span
from examc.core.typednumbers import NotAnInterval
from examc.formats.exam.raw import RawEntry, RawList, Word, spelled
from examc.formats.exam.refusals import forget, refuse_many, refuse_twins
from examc.formats.exam.values import Words, accepted
from examc.formats.exam.weights import weight


class Keys:
    """Makes keys of the model; what is wrong is reported, and left out of them."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.report = words.report

    def numeric(self, found: RawList, whole: Fraction, unit: str, scoring: Scoring) -> Numeric:
        """A key of numbers; `whole` is what an answer without a weight is worth."""
        numbers = tuple(self._numbers(self._entries(found), whole))
        return Numeric(accepted=numbers, unit=unit, scoring=scoring)

    def short(self, found: RawList, whole: Fraction, case: bool, scoring: Scoring) -> ShortAnswer:
        """A key of texts; `case` says whether letter case counts."""
        texts = tuple(self._texts(self._entries(found), whole, case))
        return ShortAnswer(accepted=texts, case=case, scoring=scoring)

    def _entries(self, found: RawList) -> list[RawEntry]:
        refuse_twins(found.entries, self.report)
        return refuse_many(found.entries, "answers", self.report)

    # -- numbers --------------------------------------------------------------------------------

    def _numbers(self, entries: list[RawEntry], whole: Fraction) -> Iterable[AcceptedNumber]:
        seen: dict[tuple[Fraction, Fraction], int] = {}
        for number, entry in enumerate(entries, 1):
            if entry.match is not None:
                message = f"{entry.match.value!r} is for texts, and this is a number"
                self.report.add("S135", message, entry.match.span, help="remove it")
            points = weight(entry.points, whole, self.words)
            interval = self._interval(entry.answer)
            if interval is None or entry.answer is None:
                continue
            first = seen.setdefault((interval.low, interval.high), number)
            if first != number:
                self._repeated(entry.answer.span, "accepts the same numbers", first)
            yield AcceptedNumber(
                points=points,
                low=interval.low,
                high=interval.high,
                value=interval.value,
                written=typednumbers.canonical(entry.answer.value),
                feedback=entry.feedback,
                id=self.words.identifier(entry.id),
                span=entry.span,
                allow=accepted(entry.allow),
            )

    def _interval(self, word: Word | None) -> typednumbers.Interval | None:
        if word is None:
            return None
        found = typednumbers.interval(word.value)
        if isinstance(found, NotAnInterval):
            help_line = found.help
            if "in the heading" in help_line:
                help_line = spelled(word.span, help_line, help_line.replace("=", ": ", 1))
                help_line = spelled(word.span, help_line, help_line.replace(" in the heading", ""))
            forget(self.report, "L227", word.span)
            written = word.span.source.line(word.span.line)[word.span.column - 1 :]
            stands = written.startswith(word.value)  # and no bullet or brace before it
            fix = found.meant or None if stands else None
            self.report.add("S170", found.message, word.span, help=help_line, fix=fix)
            return None
        return found

    def _repeated(self, span: Span, says: str, first: int) -> None:
        message = f"answer {says} as answer {first}, which comes first"
        self.report.add("S173", message, span, help="change or remove one")

    # -- texts ----------------------------------------------------------------------------------

    def _texts(
        self, entries: list[RawEntry], whole: Fraction, case: bool
    ) -> Iterable[AcceptedText]:
        seen: dict[tuple[Match, str], int] = {}
        for number, entry in enumerate(entries, 1):
            points = weight(entry.points, whole, self.words)
            match = Match(entry.match.value) if entry.match else Match.TEXT
            text = self._text(entry.answer, match)
            if not text or entry.answer is None:
                continue
            key = text if case or match is Match.PATTERN else typedtexts.fold(text)
            first = seen.setdefault((match, key), number)
            if first != number:
                self._repeated(entry.answer.span, "is the same", first)
            yield AcceptedText(
                points=points,
                text=text,
                match=match,
                feedback=entry.feedback,
                id=self.words.identifier(entry.id),
                span=entry.span,
                allow=accepted(entry.allow),
            )

    def _text(self, word: Word | None, match: Match) -> str:
        """The text or pattern of an answer; "" where it cannot be held against anything."""
        if word is None:
            return ""
        text = word.value.strip() if match is Match.PATTERN else typedtexts.cleaned(word.value)
        if not text:
            help_line = spelled(word.span, "write it: - Paris", "write it: is: Paris")
            self.report.add("S174", "answer is empty", word.span, help=help_line)
        elif len(text) > limits.LONGEST_ANSWER:
            message = f"answer of {len(text)} characters is longer than anybody types"
            help_line = f"write {limits.LONGEST_ANSWER} at most, or use kind open"
            self.report.add("S174", message, word.span, help=help_line)
            return ""
        elif match is Match.PATTERN:
            return text if self._is_pattern(text, word) else ""
        return text

    def _is_pattern(self, text: str, word: Word) -> bool:
        found = patterns.parse(text)
        if not isinstance(found, patterns.BadPattern):
            return True
        start = word.value.index(text) + found.place
        span = word.span
        if span.line == span.end_line:
            span = span.part(start, min(start + 1, len(word.value)))
        self.report.add("S172", found.message, span, help=found.help)
        return False
