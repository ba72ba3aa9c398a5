"""What Canvas Classic makes of numbers and texts to type, and of gaps, in its own QTI 1.2 dialect.

Read in its importer (fill_in_the_blank, numeric interaction) and its scorer, and measured on both.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from examc.core import numbers
from examc.core.records import Record
from examc.core.responses import Filled, Response, Typed, picked
from examc.core.schemes import ZERO, Run, Scheme, Typing
from examc.files.xmltree import Element, characters, child, elements
from examc.systems import words
from examc.systems.canvas import kinds
from examc.systems.canvas.kinds import Digits
from examc.systems.reading import NotUnderstood
from examc.systems.view import Seen, SeenPart

Own = Callable[[Response | None], list[str]]
"""The feedback on what a student chose or typed, by its identifiers."""


# -- numbers --------------------------------------------------------------------------------------


class Number(Record, frozen=True):
    """An accepted number: within two ends, or by its first digits."""

    ends: tuple[Fraction, Fraction]
    digits: Digits | None = None
    feedback: str = ""
    value: Fraction | None = None
    """The number that is stated; None for a range."""

    def holds(self, value: Fraction) -> bool:
        """Whether it accepts a number."""
        if self.digits is not None:
            return self.digits.holds(value)
        return self.ends[0] <= value <= self.ends[1]


def numeric(root: Element, seen: Seen) -> Own:
    """See a number to type; what is no number counts as 0."""
    accepted = list(numbers_of(root))
    points = seen.points or ZERO
    seen.scheme = _of_numbers(accepted, points)

    def own(response: Response | None) -> list[str]:
        if not isinstance(response, Typed) or not response.text.strip():
            return []
        value = kinds.number(response.text)
        return [one.feedback for one in accepted if one.holds(value)][:1]

    return own


def _of_numbers(accepted: Sequence[Number], points: Fraction) -> Typing | Run:
    if not any(one.digits for one in accepted):
        return kinds.of_numbers([one.ends for one in accepted], points)

    def award(response: Response | None) -> Fraction | None:
        if not isinstance(response, Typed):
            return None if response is not None else ZERO
        value = kinds.number(response.text)
        given = bool(response.text.strip()) and any(one.holds(value) for one in accepted)
        return points if given else ZERO

    return Run(0, award)


def numbers_of(root: Element) -> Iterator[Number]:
    """Yield what conditions accept: a number with a margin, its first digits, or a range."""
    for condition in elements(root, "respcondition"):
        stated = {kind: _first(condition, kind) for kind in _COMPARED}
        link = next((e.get("linkrefid", "") for e in elements(condition, "displayfeedback")), "")
        value, above, low = (stated[kind] for kind in ("varequal", "vargt", "vargte"))
        high = stated["varlte"]
        if value is not None:
            if above is not None and high is not None and value:
                yield Number((above, high), _digits(value, high), link, value)
            else:
                margin = abs(high - value) if high is not None else ZERO
                yield Number((value - margin, value + margin), None, link, value)
        elif low is not None and high is not None:
            yield Number((low, high), None, link)


_COMPARED = ("varequal", "vargt", "vargte", "varlte")


def _first(condition: Element, kind: str) -> Fraction | None:
    """The number of the first comparison of a kind."""
    found = next((characters(e).strip() for e in elements(condition, kind)), None)
    if found is None:
        return None
    value = numbers.parse_answer(found)
    if value is None:
        raise NotUnderstood(f"{found!r} is compared as a number")
    return value


def _digits(value: Fraction, high: Fraction) -> Digits:
    """How many digits count: the upper end is half a unit of the last one above the number."""
    unit = 2 * abs(high - value)
    if unit <= 0:
        raise NotUnderstood("no number of digits follows from the ends of an interval")
    return Digits(value, max(kinds.magnitude(value) - kinds.magnitude(unit) + 1, 1))


def calculated(root: Element, seen: Seen) -> Own:
    """See a number that follows from a set of others, drawn for each student; here from the first."""
    sets = list(calculated_sets(root))
    if not sets:
        raise NotUnderstood("a formula question has no set of numbers")
    if len(sets) > 1:
        seen.faults += (f"one of {len(sets)} sets of numbers, with another answer each",)
    _, answer, margin = sets[0]
    seen.scheme = kinds.of_numbers([(answer - margin, answer + margin)], seen.points or ZERO)
    return lambda response: []


def calculated_sets(root: Element) -> Iterator[tuple[dict[str, str], Fraction, Fraction]]:
    """Yield the stored sets of a formula question: values by name, the answer, its tolerance."""
    tolerance = next(iter(elements(root, "answer_tolerance")), None)
    stated = "0" if tolerance is None else characters(tolerance).strip()
    of_blackboard = tolerance is not None and tolerance.get("type", "").lower() == "percent"
    share = stated.endswith("%") or of_blackboard
    size = numbers.parse_answer(stated.removesuffix("%").strip()) or ZERO
    for one in elements(root, "var_set"):
        values = {e.get("name", ""): characters(e).strip() for e in elements(one, "var")}
        answer = _number_in(one, "answer")
        yield values, answer, abs(answer) * size / 100 if share else size


def _number_in(element: Element, name: str) -> Fraction:
    found = next((characters(e).strip() for e in elements(element, name)), "")
    value = numbers.parse_answer(found)
    if value is None:
        raise NotUnderstood(f"{found!r} is no number")
    return value


# -- texts ----------------------------------------------------------------------------------------


def short_answer(root: Element, seen: Seen) -> Own:
    """See a text to type: every text that a condition names is accepted, whatever it earns."""
    links = texts_of(root)
    seen.scheme = kinds.of_texts([(text, seen.points or ZERO) for text in links])
    known = _first_links(list(links.items()))
    return lambda response: known(response) if isinstance(response, Typed) else []


def texts_of(root: Element) -> dict[str, str]:
    """The texts that conditions name, those that give marks first, each with its feedback."""
    conditions = elements(root, "respcondition")
    marks = [one for one in conditions if elements(one, "setvar")]
    found = {characters(e).strip(): "" for one in marks for e in elements(one, "varequal")}
    for condition in conditions:
        link = next((e.get("linkrefid", "") for e in elements(condition, "displayfeedback")), "")
        for equal in elements(condition, "varequal"):
            text = characters(equal).strip()
            found[text] = found.get(text, "") or link
    return found


def _first_links(texts: Sequence[tuple[str, str]]) -> Own:
    found: dict[str, str] = {}
    for text, link in texts:
        found.setdefault(kinds.folded(text), link)

    def own(response: Response | None) -> list[str]:
        if not isinstance(response, Typed) or not kinds.folded(response.text):
            return []
        return [found.get(kinds.folded(response.text), "")]

    return own


# -- gaps -----------------------------------------------------------------------------------------


def blanks(root: Element, seen: Seen) -> Own:
    """See a text with gaps to type in, each with the texts that are right there."""
    return _gaps(root, seen, typed=True)


def drop_downs(root: Element, seen: Seen) -> Own:
    """See a text with gaps of options, one of which is right."""
    return _gaps(root, seen, typed=False)


def _gaps(root: Element, seen: Seen, *, typed: bool) -> Own:
    """See gaps, which share the points equally."""
    lists = elements(root, "response_lid")
    each = kinds.share(seen.points or ZERO, len(lists))
    links, right = _conditions(root)
    schemes: list[Scheme] = []
    owns: list[Own] = []
    parts: list[SeenPart] = []
    for gap in lists:
        labels = elements(gap, "response_label")
        texts = [shown(label) for label in labels]
        keys = [(gap.get("ident", ""), label.get("ident", "")) for label in labels]
        own = [links.get(key, "") for key in keys]
        if not typed:
            schemes.append(kinds.of_one([key in right for key in keys], each))
            owns.append(_chosen(own))
            parts.append(SeenPart("", tuple(texts)))
        else:
            schemes.append(kinds.of_texts([(text, each) for text in texts]))
            owns.append(_first_links(list(zip(texts, own, strict=True))))
            parts.append(SeenPart())
    seen.scheme = kinds.equal(schemes, seen.points or ZERO)
    seen.parts = tuple(parts)
    names = [_gap_name(gap, seen.stem or "") for gap in lists]
    homeless = [name for name in names if f"[{name}]" not in (seen.stem or "")]
    seen.faults += tuple(f"a gap: [{name}] stands nowhere in the text" for name in homeless)
    seen.stem = _without(seen.stem or "", names)
    return of_parts(owns)


def shown(label: Element) -> str:
    """The characters that a label shows: its plain text, or what its HTML says."""
    text = next(iter(elements(label, "mattext")), label)
    said = characters(text)
    return (said if text.get("texttype") == "text/plain" else words.of_html(said)).strip()


def _gap_name(gap: Element, stem: str) -> str:
    """The name of a gap in the text: what stands in its list, or, of New Quizzes, its identifier."""
    beside = child(gap, "material")
    said = characters(beside).strip() if beside is not None else ""
    ident = gap.get("ident", "").removeprefix("response_")
    newer = any(label.get("answer_type") for label in elements(gap, "response_label"))
    return ident if not said or (newer and f"[{said}]" not in stem) else said


def _without(stem: str, names: Sequence[str]) -> str:
    """The text round the gaps: a box stands where the name of a gap in brackets stands."""
    for gap in names:
        stem = stem.replace(f"[{gap}]", " ")
    return stem


def _chosen(links: Sequence[str]) -> Own:
    return lambda response: [links[place] for place in sorted(picked(response))]


def of_parts(owns: Sequence[Own]) -> Own:
    """The feedback on all parts."""

    def own(response: Response | None) -> list[str]:
        if not isinstance(response, Filled):
            return []
        pairs = zip(owns, response.parts, strict=True)
        return [link for inner, part in pairs for link in inner(part)]

    return own


def _conditions(root: Element) -> tuple[dict[tuple[str, str], str], set[tuple[str, str]]]:
    """The feedback that conditions show for each option of each list, and the right options."""
    links: dict[tuple[str, str], str] = {}
    right: set[tuple[str, str]] = set()
    for condition in elements(root, "respcondition"):
        link = next((e.get("linkrefid", "") for e in elements(condition, "displayfeedback")), "")
        for equal in elements(condition, "varequal")[:1]:
            key = (equal.get("respident", ""), characters(equal).strip())
            if elements(condition, "setvar"):
                right.add(key)
            links[key] = links.get(key, "") or link
    return links, right
