"""What is typed into, or chosen for, an item of Blackboard: texts, gaps, and numbers."""

from fractions import Fraction

from examc.core import limits, numbers, patterns
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
from examc.core.content import Blocks
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.typednumbers import LARGEST, spelling
from examc.core.typedtexts import cleaned
from examc.files.xmltree import Element, characters, elements, name
from examc.formats.canvas.blackboardkeys import One, line
from examc.formats.canvas.readgaps import Found
from examc.formats.foreign.quoting import quoted
from examc.systems.canvas.kinds import share

FILL_PLUS, JUMBLED = "Fill in the Blank Plus", "Jumbled Sentence"
GAPPED = (FILL_PLUS, JUMBLED)
"""Kinds with gaps `[x]` in their text."""
_HOW = {"CONTAINS": Match.CONTAINS, "MATCHES": Match.PATTERN}


def short_answer(one: One) -> ShortAnswer | str:
    """The accepted texts, each compared as its condition says."""
    accepted: list[AcceptedText] = []
    case = False
    for condition in one.conditions():
        said = {e.get("variablename", ""): characters(e) for e in elements(condition, "setvar")}
        how = _HOW.get(said.get("EvaluationType", "").strip(), Match.TEXT)
        for equal in elements(condition, "varequal"):
            case = case or equal.get("case", "No").lower() == "yes"
            ident = condition.get("title", "")
            accepted += _accepted(one, characters(equal), how, one.feedbacks.get(ident, ()))
    if not accepted:
        return "no text is accepted"
    return ShortAnswer(accepted=_once(accepted), case=case, scoring=Scoring(cap=one.points))


def _accepted(
    one: One, written: str, how: Match, feedback: Blocks = (), points: Fraction | None = None
) -> list[AcceptedText]:
    text = cleaned(written)
    if not text:
        return []
    if how is Match.PATTERN and isinstance(patterns.parse(text), patterns.BadPattern):
        message = f"pattern {quoted(text)} is not one that an exam has; it is read as a text"
        one.tell("R545", message, "write it as a pattern of the language")
        how = Match.TEXT
    worth = one.points if points is None else points
    span = one.context.document.span(one.item)
    return [AcceptedText(points=worth, text=text, match=how, feedback=feedback, span=span)]


def _once(accepted: list[AcceptedText]) -> tuple[AcceptedText, ...]:
    first = {(text.text.lower(), text.match): text for text in reversed(accepted)}
    return tuple(first[key] for key in dict.fromkeys((t.text.lower(), t.match) for t in accepted))


def gaps(item: Element) -> list[Found]:
    """The gaps of a text in which each is typed, by the names that stand in brackets."""
    found: list[Found] = []
    for place, box in enumerate(elements(item, "response_str"), 1):
        called = box.get("ident", "")
        taken = {one.own for one in found}
        own = called if limits.is_id(called) and called not in taken else f"gap{place}"
        found.append(Found(box, called, own))
    return found


def fill_in(one: One, found: list[Found]) -> FillIn | str:
    """Gaps that share the points, typed or of words to choose from."""
    each = share(one.points, len(found)) if found else Fraction(0)
    made: list[Gap] = []
    for gap in found:
        lists = elements(gap.element, "response_label")
        key = _chosen(one, gap, lists, each) if lists else _typed(one, gap, each)
        if isinstance(key, str):
            return f"gap {quoted(gap.name)}: {key}"
        made.append(Gap(id=gap.own, key=key, span=one.context.document.span(gap.element)))
    return FillIn(gaps=tuple(made), scoring=one.scoring) if made else "it has no gap"


def _right_of(one: One, gap: Found) -> list[Element]:
    """What the conditions of right answers compare a gap with."""
    return [
        compared
        for condition in one.conditions()
        if condition.get("title", "correct") == "correct"
        for kind in ("varequal", "varsubstring")
        for compared in elements(condition, kind)
        if compared.get("respident", "") == gap.name
    ]


def _typed(one: One, gap: Found, each: Fraction) -> Key | str:
    accepted: list[AcceptedText] = []
    compared = _right_of(one, gap)
    for text in compared:
        how = Match.CONTAINS if name(text) == "varsubstring" else Match.TEXT
        accepted += _accepted(one, characters(text), how, points=each)
    if not accepted:
        return "no text is accepted"
    case = any(text.get("case", "No").lower() == "yes" for text in compared)
    return ShortAnswer(accepted=_once(accepted), case=case, scoring=UNBOUNDED)


def _chosen(one: One, gap: Found, labels: list[Element], each: Fraction) -> Key | str:
    right = {characters(text).strip() for text in _right_of(one, gap)}
    if len(labels) < 2:
        return "it has fewer than two options"
    options = tuple(
        Option(
            text=line(" ".join(characters(label).split())),
            points=each if label.get("ident") in right else Fraction(0),
            correct=label.get("ident") in right,
            span=one.context.document.span(label),
        )
        for label in labels
    )
    if not any(option.correct for option in options):
        return "no option is right"
    return Choice(options=options, many=False, scoring=UNBOUNDED)


def numeric(one: One) -> Numeric | str:
    """The accepted ranges, both ends of which are in them."""
    accepted: list[AcceptedNumber] = []
    for condition in one.conditions():
        ends = {
            kind: numbers.parse_float(characters(compared))
            for kind in ("vargte", "varlte", "varequal")
            for compared in elements(condition, kind)[:1]
        }
        value = ends.get("varequal")
        low, high = ends.get("vargte", value), ends.get("varlte", value)
        if low is None or high is None:
            continue
        low, high = min(low, high), max(low, high)
        value = (low + high) / 2 if value is None or not low <= value <= high else value
        if max(abs(low), abs(high)) > LARGEST:
            return "an accepted number is too large"
        accepted.append(
            AcceptedNumber(
                points=one.points,
                low=low,
                high=high,
                value=value,
                written=spelling(low, high, value),
                feedback=one.feedbacks.get(condition.get("title", ""), ()),
                span=one.context.document.span(condition),
            )
        )
    if not accepted:
        return "no number is accepted"
    return Numeric(accepted=tuple(accepted), scoring=Scoring(cap=one.points))
