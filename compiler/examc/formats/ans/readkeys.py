"""Reads what is typed, or chosen in a gap, of ANS-style JSON: accepted answers and gaps."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from examc.core import limits, patterns
from examc.core.answers import (
    UNBOUNDED,
    Choice,
    FillIn,
    Gap,
    Key,
    Numeric,
    Option,
    Scoring,
    ShortAnswer,
)
from examc.core.diagnostics import did_you_mean
from examc.core.keys import (
    AcceptedNumber,
    AcceptedText,
    Match,
)
from examc.core.typednumbers import Interval, interval
from examc.formats.ans import names, scales
from examc.formats.ans.objects import Object, ordered
from examc.formats.ans.texts import Texts
from examc.formats.foreign.quoting import quoted

Options: TypeAlias = Callable[[Object], tuple[Option, ...]]
"""Reads the choices of an object as options."""

_GAP_KINDS = ("text", "numeric", "drop-down")


class Keys:
    """Reads the keys of one file."""

    def __init__(self, texts: Texts, options: Options) -> None:
        self.texts = texts
        self.options = options

    def numeric(self, inner: Object, scoring: Scoring) -> Numeric | None:
        """Accepted numbers, with the unit behind the box; None without any."""
        found = [self._number(one) for one in self._answers(inner)]
        accepted = tuple(one for one in found if one is not None)
        if not accepted:
            return None
        return Numeric(accepted=accepted, unit=inner.line("x_unit"), scoring=scoring)

    def short(self, inner: Object, scoring: Scoring) -> ShortAnswer | None:
        """Accepted texts; None without any."""
        found = [self._text(one) for one in self._answers(inner)]
        accepted = tuple(one for one in found if one is not None)
        if not accepted:
            return None
        exact = bool(inner.flag("x_case_sensitive"))
        return ShortAnswer(accepted=accepted, case=exact, scoring=scoring)

    def _answers(self, inner: Object) -> list[Object]:
        found = ordered(inner.children("x_answers", names.ANSWER), "x_position")
        for number, one in enumerate(found, 1):
            one.where = f"{inner.where} › answer {number}"
        return found

    def _number(self, one: Object) -> AcceptedNumber | None:
        written = one.line("x_answer")
        found = interval(written)
        if not isinstance(found, Interval):
            one.tell("R406", "x_answer", f"{quoted(written)}: {found.message}", found.help)
            return None
        return AcceptedNumber(
            points=self._weight(one),
            low=found.low,
            high=found.high,
            value=found.value,
            written=written,
            feedback=self.texts.read(one, "x_feedback"),
            id=own_id(one),
        )

    def _text(self, one: Object) -> AcceptedText | None:
        text, how = one.text("x_answer"), one.line("x_match") or Match.TEXT.value
        if how not in {match.value for match in Match}:
            help_line = did_you_mean(how, [match.value for match in Match])
            one.tell("R406", "x_match", f"{quoted(how)} is no way to compare a text", help_line)
            return None
        if not text.strip():
            one.tell("R461", "x_answer", "accepted answer says nothing")
            return None
        if Match(how) is Match.PATTERN:
            parsed = patterns.parse(text)
            if isinstance(parsed, patterns.BadPattern):
                one.tell("R406", "x_answer", f"{quoted(text)}: {parsed.message}", parsed.help)
                return None
        return AcceptedText(
            points=self._weight(one),
            text=text,
            match=Match(how),
            feedback=self.texts.read(one, "x_feedback"),
            id=own_id(one),
        )

    def _weight(self, one: Object) -> Fraction:
        return scales.bounded(one, one.exact("points"))

    # -- gaps -----------------------------------------------------------------------------------

    def fill_in(self, inner: Object, scoring: Scoring) -> FillIn | None:
        """Gaps, each with what fills it; None without any."""
        found = [
            self._gap(one) for one in ordered(inner.children("x_gaps", names.GAP), "x_position")
        ]
        gaps = tuple(gap for gap in found if gap is not None)
        return FillIn(gaps=gaps, scoring=scoring) if gaps else None

    def _gap(self, one: Object) -> Gap | None:
        own = one.line("x_id")
        one.where = f"{one.where} › gap {own}"
        if not limits.is_id(own):
            one.tell("R527", "x_id", f"{quoted(own)} cannot be the name of a gap")
            return None
        key = self._filling(one)
        return None if key is None else Gap(id=own, key=key)

    def _filling(self, one: Object) -> Key | None:
        kind = one.line("x_kind")
        match kind:
            case "numeric":
                return self.numeric(one, UNBOUNDED)
            case "text":
                return self.short(one, UNBOUNDED)
            case "drop-down":
                shuffle = bool(one.flag("x_shuffle"))
                options = self.options(one)
                return Choice(options=options, many=False, scoring=UNBOUNDED, shuffle=shuffle)
            case _:
                help_line = did_you_mean(kind, _GAP_KINDS)
                one.tell("R406", "x_kind", f"{quoted(kind)} is no kind of gap", help_line)
                return None


def own_id(one: Object) -> str:
    """The id of a part, if it can be one of ours; "" else, which is told."""
    own = one.line("x_id")
    if not own or limits.is_id(own):
        return own
    one.tell("R527", "x_id", f"{quoted(own)} is not kept as the identifier")
    return ""
