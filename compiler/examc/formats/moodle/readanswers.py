"""true/false, numerical and shortanswer of Moodle → their answers."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from examc.core.answers import Numeric, Option, Scoring, ShortAnswer, TrueFalse
from examc.core.records import replace
from examc.files.xmltree import Element
from examc.formats.foreign.identifiers import part_ids
from examc.formats.foreign.quoting import quoted
from examc.formats.moodle import readtyped
from examc.formats.moodle.readone import NoQuestion, One, weight
from examc.formats.moodle.readtyped import Given
from examc.formats.moodle.readxml import parts, text_of, value
from examc.systems.moodle import reading
from examc.systems.moodle.grid import share

ONE = Fraction(1)
ZERO = Fraction(0)

# -- true/false -----------------------------------------------------------------------------------


def true_false(one: One) -> TrueFalse:
    """A statement; the last answer decides which side is right, as in Moodle's own import."""
    given: dict[bool, Element] = {}
    right = True
    for place, element in enumerate(one.entry.inside.get("answer", [])):
        said = text_of(element).strip().lower()
        side = said == "true" if said in ("true", "false") else place == 0
        worth = share(element.get("fraction", "0"))
        given[side] = element
        right = side == (worth is not None and worth[0] == 1)
    if not given:
        raise NoQuestion("it has no answers", "add them in Moodle")
    _tell_flattened(one, given, right=right)
    weights = _weights(one, right=right)
    sides = [
        _side(one, given.get(side), points, is_right=side == right)
        for side, points in zip((True, False), weights, strict=True)
    ]
    usual = reading.usual(
        [ONE if side == right else ZERO for side in (True, False)], one.points, single=True
    )
    true, false = with_ids(one, sides)
    return TrueFalse(true=true, false=false, scoring=one.scoring(usual))


def _weights(one: One, *, right: bool) -> list[Fraction]:
    words = one.setting("weights").split()
    full = [one.points if side == right else ZERO for side in (True, False)]
    return [weight(word, other) for word, other in zip(words or ("", ""), full, strict=False)]


def _side(one: One, element: Element | None, points: Fraction, *, is_right: bool) -> Option:
    if element is None:
        return Option(text=(), points=points, correct=is_right)
    hint = element.find("examc")
    return Option(
        text=(),
        points=points,
        correct=is_right,
        feedback=one.note(element.find("feedback")),
        id="" if hint is None else hint.get("id", ""),
        fixed=hint is not None and hint.get("fixed") == "true",
        span=one.texts.document.span(element),
    )


def _tell_flattened(one: One, given: dict[bool, Element], *, right: bool) -> None:
    """Tell fractions other than 100 and 0, which Moodle takes for these without a word."""
    for side, element in given.items():
        worth = share(element.get("fraction", "0"))
        if worth is None or worth[0] != (1 if side == right else 0):
            written = element.get("fraction", "0")
            full = 100 if side == right else 0
            message = f"Moodle takes the fraction {written[:20]} of a true/false for {full}"
            one.tell("R501", message, "ask it as a multiple choice", at=element)


def of_choice(one: One, options: Sequence[Option], scoring: Scoring) -> TrueFalse:
    """A true/false that our writer made a multiple choice, since a side earns or costs a part."""
    if len(options) != 2:
        raise NoQuestion("it is no true/false any more: it has other than two options")
    best = max(options, key=lambda option: option.points)
    true, false = (replace(option, text=(), correct=option is best) for option in options)
    return TrueFalse(true=true, false=false, scoring=scoring)


def with_ids(one: One, options: Sequence[Option]) -> list[Option]:
    """Options with those of their ids that can be."""
    own = ids(one, [option.id for option in options])
    return [replace(option, id=name) for option, name in zip(options, own, strict=True)]


def ids(one: One, given: Sequence[str]) -> list[str]:
    """The ids of the lines of an answer; one that cannot be, or stands twice, is told."""
    found = part_ids(given)
    if found != list(given):
        one.tell("R527", "ids of answers that cannot be, or stand twice, are left out")
    return found


# -- typed answers --------------------------------------------------------------------------------


def numeric(one: One) -> Numeric:
    """A number to type; no answer costs marks in Moodle."""
    found = list(_given(one))
    kept = _without_any(one, [given for given in found if given.text.strip()])
    if not kept:
        raise NoQuestion("it has no accepted number", "add one in Moodle")
    own = ids(one, [given.said("id") for given in kept])
    accepted = [
        readtyped.accepted_number(one, given, name) for given, name in zip(kept, own, strict=True)
    ]
    usual = reading.usual(_shares(one, kept), one.points, single=True)
    return Numeric(
        accepted=tuple(accepted),
        unit=one.setting("unit") or one.unit or _unit(one),
        scoring=one.scoring(usual),
    )


def short_answer(one: One) -> ShortAnswer:
    """A text to type."""
    found = [given for given in _given(one) if not given.said("answer")]
    kept = _without_any(one, readtyped.without_long(one, found))
    if not kept:
        raise NoQuestion("it has no accepted text", "add one in Moodle")
    own = ids(one, [given.said("id") for given in kept])
    accepted = [
        readtyped.accepted_text(one, given, name) for given, name in zip(kept, own, strict=True)
    ]
    exact = one.entry.is_on("usecase", otherwise=False)
    usual = reading.usual(_shares(one, kept), one.points, single=True)
    return ShortAnswer(
        accepted=tuple(accepted),
        case=exact,
        scoring=one.scoring(usual),
    )


def _shares(one: One, kept: Sequence[Given]) -> list[Fraction]:
    return [given.share for given in kept]


def _given(one: One) -> Iterator[Given]:
    is_number = one.entry.kind == "numerical"
    for place, element in enumerate(one.entry.inside.get("answer", []), 1):
        under = f"answer {place}"
        worth = one.share(element, under)
        if is_number and worth < 0:
            message = f"Moodle takes no points for a number: {_percent(element)} is worth 0"
            one.tell("R562", message, "ask it as a short answer", at=element, under=under)
            worth = ZERO
        hint = element.find("examc")
        inside = parts(element)
        yield Given(
            readtyped.points_of(hint, worth, one.points),
            text_of(element).strip(),
            one.note(element.find("feedback")),
            one.texts.document.span(element),
            hint,
            value(inside, "tolerance") or "",
            under,
            worth,
        )


def _percent(element: Element) -> str:
    return f"{element.get('fraction', '')[:20]}%"


def _without_any(one: One, found: Sequence[Given]) -> list[Given]:
    """The answers without a last one that takes whatever is typed, for nothing, to comment on it.

    Where all others earn all points, its feedback is what all others see.
    """
    kept, last = reading.without_remark(
        found, lambda given: given.is_any, lambda given: given.share
    )
    if last is None or not last.feedback:
        return kept
    if all(given.share == 1 for given in kept) and not one.incorrect:
        one.incorrect = last.feedback
        return kept
    return [*kept, last]


# -- units ----------------------------------------------------------------------------------------

_OPTIONAL, _NEVER = "0", "3"


def _unit(one: One) -> str:
    """The unit that stands behind the box; what Moodle does with units is told."""
    units = [unit for units in one.entry.inside.get("units", []) for unit in units.iterfind("unit")]
    names = [(value(parts(unit), "unit_name") or "").strip() for unit in units]
    if not any(names):
        return ""
    sizes = [(value(parts(unit), "multiplier") or "1").strip() for unit in units]
    own = next((name for name, size in zip(names, sizes, strict=True) if _is_one(size)), names[0])
    others = [name for name in names if name and name != own]
    if others:
        message = f"Moodle also takes {quoted(', '.join(others))}, and turns these into {own}"
        one.tell(
            "R560", message, "ask for one unit, or for the unit in a gap of its own", at=units[0]
        )
    graded = one.entry.value("unitgradingtype") or _OPTIONAL
    if graded != _OPTIONAL:
        message = "Moodle takes points for a wrong unit, or for none; here no unit is marked"
        one.tell("R560", message, "ask for the unit in a gap of its own", at=units[0])
    return own


def _is_one(size: str) -> bool:
    try:
        return float(size) == 1
    except ValueError:
        return False
