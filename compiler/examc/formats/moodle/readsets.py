"""Calculated questions: each stored set of values makes a question with fixed numbers."""

from collections.abc import Mapping
from copy import deepcopy
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.files.xmltree import Element
from examc.formats.moodle.readentry import Entry, LeftOut, entry
from examc.formats.moodle.readformulas import NoFormula, inserted, value
from examc.formats.moodle.readxml import text_of

TYPES = {
    "calculated": "numerical",
    "calculatedsimple": "numerical",
    "calculatedmulti": "multichoice",
}
"""Types whose numbers are drawn, and what a question of them is once they are fixed."""
MOST_SETS = 100  # of one question; Moodle stores a hundred at most
_FORMULA = lazyre.compile(r"\{=((?:[^{}]|\{[^{}]*\})*)\}")
_DROPPED = ("synchronize", "dataset_definitions")
_OF_CHOICE = ("single", "answernumbering", "shuffleanswers")
_OF_UNITS = ("unitgradingtype", "unitpenalty", "showunits", "unitsleft")
_RELATIVE, _GEOMETRIC = "1", "3"


def entries(drawn: Entry) -> list[Entry] | LeftOut:
    """The questions that the stored sets of one make, in their order."""
    sets = _sets(drawn.element)
    if not sets:
        message = f"question {drawn.shown_name()} is left out: it has no stored values"
        return LeftOut("R514", message, "let Moodle make its values, and export it again")
    try:
        return [
            entry(_fixed(drawn, values, number if len(sets) > 1 else 0))
            for number, values in enumerate(sets, 1)
        ]
    except NoFormula as problem:
        message = f"question {drawn.shown_name()} is left out: of a formula in it, {problem}"
        return LeftOut("R514", message, "write the question with fixed numbers")


def _sets(question: Element) -> list[Mapping[str, str]]:
    """The values of each set by their names; only sets that have one for every name."""
    found: list[dict[str, str]] = []
    for place, one in enumerate(question.iterfind("dataset_definitions/dataset_definition")):
        name = text_of(one.find("name")).strip()
        items = {
            (item.findtext("number") or "").strip(): (item.findtext("value") or "").strip()
            for item in one.iterfind("dataset_items/dataset_item")
        }
        for number in map(str, range(1, MOST_SETS + 1)):
            if place == 0:
                found.append({})
            own = found[int(number) - 1]
            if numbers.parse_float(items.get(number, "")) is not None:
                own[name] = items[number]
    names = max((len(one) for one in found), default=0)
    return [one for one in found if one and len(one) == names]


def _fixed(drawn: Entry, values: Mapping[str, str], number: int) -> Element:
    """The question with the values of one set; `number` says which, 0 for the only one."""
    made = deepcopy(drawn.element)
    kind = TYPES[drawn.kind]
    made.set("type", kind)
    dropped = (*_DROPPED, *(_OF_UNITS if kind == "multichoice" else _OF_CHOICE))
    for child in [child for child in made if child.tag in dropped]:
        made.remove(child)
    if number:
        for own in made.iterfind("idnumber"):
            given = (own.text or "").strip()
            own.text = f"{given}-{number}" if given else ""
    for answer in made.iterfind("answer"):
        _answer(answer, values, kind)
    for text in made.iter("text"):
        if text.text:
            text.text = inserted(_worked_out(text.text, values, 2), values)
    return made


def _answer(answer: Element, values: Mapping[str, str], kind: str) -> None:
    """An accepted number with its tolerance, or an option with its formulas worked out."""
    text = answer.find("text")
    if text is None:
        return
    if kind == "multichoice":
        length = numbers.whole((answer.findtext("correctanswerlength") or "").strip())
        text.text = _worked_out(text.text or "", values, 2 if length is None else length)
        return
    if (text.text or "").strip() == "*":
        return
    found = value(text.text or "", values)
    text.text = _written(found)
    tolerance = answer.find("tolerance")
    size = numbers.parse_float((answer.findtext("tolerance") or "0").strip()) or Fraction(0)
    form = (answer.findtext("tolerancetype") or _RELATIVE).strip()
    if form == _GEOMETRIC and size > 0:
        low, high = sorted((found / (1 + size), found * (1 + size)))
        text.text, size = _written((low + high) / 2), (high - low) / 2
    elif form == _RELATIVE:
        size = abs(found) * size
    if tolerance is not None:
        tolerance.text = _written(size)


def _worked_out(text: str, values: Mapping[str, str], places: int) -> str:
    """A text with the value of each `{=formula}` in it, at this many decimals."""
    return _FORMULA.sub(lambda found: _rounded(value(found[1], values), places), text)


def _rounded(number: Fraction, places: int) -> str:
    text = numbers.rounded(number, min(places, _MOST_PLACES))
    return text.rstrip("0").removesuffix(".") if "." in text else text


_MOST_PLACES = 15


def _written(number: Fraction) -> str:
    return numbers.decimal(number) if numbers.is_decimal(number) else numbers.rounded(number, 15)
