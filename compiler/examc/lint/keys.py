"""Rules on accepted answers: of questions that are typed, and of the gaps of a text."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple, assert_never

from examc.core import lazyre, numbers, typedtexts
from examc.core.answers import Choice, FillIn, Key, Numeric, ShortAnswer, bounded
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.model import Question
from examc.core.numbers import show
from examc.lint import carets, rewriting
from examc.lint.findings import Finding, Place, in_points

LONGEST_TYPED = 40  # characters that somebody types without a slip


class _Keyed(NamedTuple):
    """A key, the gap that it fills ("" for a question's own), and the place of both in words."""

    key: Key
    gap: str
    within: str

    def part(self, number: int) -> str:
        """The place of one of its answers, in the question."""
        return f"{self.within}answer {number}"


def _keyed(question: Question) -> Iterator[_Keyed]:
    match question.answer:
        case Numeric() | ShortAnswer() as key:
            yield _Keyed(key, "", "")
        case FillIn(gaps=gaps):
            for gap in gaps:
                yield _Keyed(gap.key, gap.id, f"gap {gap.id} › ")
        case _:
            return


def _numbers(question: Question) -> Iterator[tuple[_Keyed, tuple[AcceptedNumber, ...]]]:
    for keyed in _keyed(question):
        if isinstance(keyed.key, Numeric):
            yield keyed, keyed.key.accepted


def _texts(question: Question) -> Iterator[tuple[_Keyed, tuple[AcceptedText, ...], bool]]:
    for keyed in _keyed(question):
        if isinstance(keyed.key, ShortAnswer):
            yield keyed, keyed.key.accepted, keyed.key.case


def _weights(key: Key) -> list[Fraction]:
    """What each accepted answer, or each option of a drop-down, is worth."""
    match key:
        case Choice(options=options):
            return [option.points for option in options]
        case Numeric(accepted=intervals):
            return [one.points for one in intervals]
        case ShortAnswer(accepted=texts):
            return [one.points for one in texts]
        case _:
            assert_never(key)


def no_full_answer(question: Question, _place: Place) -> Iterator[Finding]:
    """No accepted answer earns the points of its question, or anything in its gap."""
    if not question.points:
        return
    for key, gap, _ in _keyed(question):
        points = _weights(key)
        if gap and points and max(points) <= 0:
            message = f"no answer of gap {gap!r} earns points"
            yield Finding(message, question.span, "give one a weight above 0", f"gap {gap}")
        elif not gap and points and max(points) < question.points:
            best = max(points)
            message = f"best answer earns {show(best)} of {in_points(question.points)}"
            help_line = "leave out the weight of the answer that is fully right"
            yield Finding(message, carets.question_points(question.span), help_line)


def attainable(question: Question[Numeric | ShortAnswer], _place: Place) -> Iterator[Finding]:
    """An answer is worth more than its question."""
    best = max((one.points for one in question.answer.accepted), default=Fraction(0))
    if best > question.points:
        message = f"an answer is worth {in_points(best)}, the question has {show(question.points)}"
        help_line = "lower its weight, or raise the points of the question"
        yield Finding(message, carets.question_points(question.span), help_line)


def idle_penalty(question: Question[Numeric | ShortAnswer], _place: Place) -> Iterator[Finding]:
    """A penalty that the floor takes back, as a question of one part has nothing to take it from."""
    scoring = question.answer.scoring
    accepted: tuple[AcceptedNumber | AcceptedText, ...] = question.answer.accepted
    for number, one in enumerate(accepted, 1):
        if one.points < 0 and bounded(one.points, scoring) == bounded(Fraction(0), scoring):
            message = f"penalty of {show(one.points)} changes no mark"
            help_line = "write {0}, or floor=none if the penalty is meant"
            yield Finding(message, carets.weight(one.span), help_line, f"answer {number}")


def endless_number(question: Question, _place: Place) -> Iterator[Finding]:
    """A number without an end is accepted, and nothing near it."""
    for keyed, accepted in _numbers(question):
        for number, one in enumerate(accepted, 1):
            if one.low == one.high and not numbers.is_decimal(one.value):
                message = f"nobody can type {show(one.value)} exactly"
                help_line = f"write {show(one.value)} ± 0.001, or how many digits count"
                yield Finding(message, one.span, help_line, keyed.part(number))


def covered_number(question: Question, _place: Place) -> Iterator[Finding]:
    """An earlier interval holds a later one, which never counts."""
    for keyed, accepted in _numbers(question):
        for number, one in enumerate(accepted, 1):
            for earlier, other in enumerate(accepted[: number - 1], 1):
                if other.low <= one.low and one.high <= other.high:
                    yield _covered(keyed, one, number, earlier)
                    break


def covered_text(question: Question, _place: Place) -> Iterator[Finding]:
    """An earlier answer fits all that a later one does, which never counts."""
    for keyed, accepted, exact in _texts(question):
        for number, one in enumerate(accepted, 1):
            for earlier, other in enumerate(accepted[: number - 1], 1):
                if _fits(other, one, exact):
                    yield _covered(keyed, one, number, earlier)
                    break


def _covered(
    keyed: _Keyed, one: AcceptedNumber | AcceptedText, number: int, earlier: int
) -> Finding:
    message = f"answer {earlier} accepts all that this one does, and counts first"
    return Finding(message, one.span, "put the narrower answer first", keyed.part(number))


def _fits(wide: AcceptedText, one: AcceptedText, exact: bool) -> bool:
    """Whether whatever fits an answer fits the wide one too, for certain."""
    match wide.match, one.match:
        case (Match.CONTAINS, Match.TEXT | Match.CONTAINS):
            return typedtexts.contains(one.text, wide.text, exact)
        case (Match.PATTERN, Match.TEXT):
            from examc.core import patternkeys

            return patternkeys.matches(wide.text, typedtexts.cleaned(one.text), exact)
        case _:
            return False


def case_only(question: Question, _place: Place) -> Iterator[Finding]:
    """Letter case counts, and two answers that differ by it alone earn the same."""
    for keyed, accepted, exact in _texts(question):
        seen: dict[tuple[Match, str], tuple[int, AcceptedText]] = {}
        for number, one in enumerate(accepted if exact else (), 1):
            if one.match is Match.PATTERN:
                continue
            key = one.match, typedtexts.fold(one.text)
            first, other = seen.setdefault(key, (number, one))
            if first != number and other.points == one.points:
                message = f"answer differs from answer {first} by letter case alone"
                help_line = "remove one, and case=exact if letter case makes no difference"
                yield Finding(message, one.span, help_line, keyed.part(number))


def long_answer(question: Question, _place: Place) -> Iterator[Finding]:
    """A text is to be typed that is too long for it."""
    for keyed, accepted, _ in _texts(question):
        for number, one in enumerate(accepted, 1):
            if one.match is Match.TEXT and len(one.text) > LONGEST_TYPED:
                message = f"nobody types {len(one.text)} characters without a slip"
                help_line = "accept a part of it ({1 contains}), or use kind open"
                yield Finding(message, one.span, help_line, keyed.part(number))


def number_as_text(question: Question, _place: Place) -> Iterator[Finding]:
    """An accepted text is a number, so that the same number written otherwise is wrong."""
    from examc.core import typednumbers

    for keyed, accepted, _ in _texts(question):
        for number, one in enumerate(accepted, 1):
            if one.match is Match.TEXT and typednumbers.typed(one.text) is not None:
                message = f"{one.text!r} is compared as a text, and {_same(one.text)} is wrong"
                help_line = "use kind numeric"
                if keyed.gap:
                    help_line = f"write ### answer: {keyed.gap} · numeric"
                fix = (
                    rewriting.numeric(question.span, keyed.gap) if _all_numbers(accepted) else None
                )
                yield Finding(message, one.span, help_line, keyed.part(number), fix=fix)
                break


def _all_numbers(accepted: tuple[AcceptedText, ...]) -> bool:
    from examc.core import typednumbers

    return all(
        one.match is Match.TEXT and typednumbers.typed(one.text) is not None for one in accepted
    )


_BETWEEN = lazyre.compile(r"(?<=\S) +(?:/|\||;) +(?=\S)")


def several_as_one(question: Question, _place: Place) -> Iterator[Finding]:
    """One accepted text holds several with a sign between them, which students would have to type."""
    for keyed, accepted, _ in _texts(question):
        for number, one in enumerate(accepted, 1):
            found = _BETWEEN.search(one.text) if one.match is Match.TEXT else None
            if found is not None:
                message = f"{one.text[:40]!r} is one answer, {found[0].strip()!r} and all"
                first = one.text[: found.start()].strip()[:30]
                second = one.text[found.end() :].strip()[:30]
                help_line = f"write two: - {first} and - {second}"
                fix = rewriting.parted(one.span, one.text, found.start(), found.end())
                yield Finding(message, one.span, help_line, keyed.part(number), fix=fix)


_QUOTED = lazyre.compile(r"\"(?P<a>[^\"]+)\"|'(?P<b>[^']+)'|[“„](?P<c>[^“”]+)[”“]|«(?P<d>[^«»]+)»")
_SLASHED = lazyre.compile(r"/(?P<a>[^/]+)/[a-z]{0,3}")


def quoted(question: Question, _place: Place) -> Iterator[Finding]:
    """An accepted text has signs round it that are no part of it elsewhere: quotes, or slashes."""
    for keyed, accepted, _ in _texts(question):
        for number, one in enumerate(accepted, 1):
            form = _SLASHED if one.match is Match.PATTERN else _QUOTED
            found = form.fullmatch(one.text)
            if found is not None:
                message = f"students would have to type the signs round {one.text[:40]}"
                bare = found[found.lastgroup or 0]
                help_line = f"write {f'`{bare}`' if form is _SLASHED else bare}"
                fix = rewriting.instead(one.span, one.text, bare)
                yield Finding(message, one.span, help_line, keyed.part(number), fix=fix)


def _same(text: str) -> str:
    """Another way to type the number of a text."""
    return f"{text}0" if "." in text else f"{text}.0"
