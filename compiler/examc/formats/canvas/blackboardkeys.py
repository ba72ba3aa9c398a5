"""What is right in an item of Blackboard, and what each part of it earns."""

from collections.abc import Iterator
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import (
    Choice,
    Option,
    Rule,
    Scoring,
)
from examc.core.content import Blocks, Paragraph, Text
from examc.core.records import Mutable, replace
from examc.files.xmltree import Element, characters, child, children, elements, name
from examc.formats.canvas.readcontext import Context
from examc.systems.canvas.kinds import share

_WORDS = {
    "yes_no": ("Yes", "No"),
    "agree_disagree": ("Agree", "Disagree"),
    "right_wrong": ("Right", "Wrong"),
    "true_false": ("True", "False"),
    "on_off": ("On", "Off"),
}
"""The pairs of words that an Either/Or can have, by their names in the file."""


class One(Mutable):
    """An item that is read; `partial`: its parts earn shares of its points."""

    item: Element
    points: Fraction
    context: Context
    feedbacks: dict[str, Blocks]
    partial: bool

    def tell(self, code: str, message: str, help: str = "") -> None:
        """Report something about the item."""
        self.context.tell(code, self.item, message, help)

    @property
    def scoring(self) -> Scoring:
        """The bounds and the rule of an item with parts."""
        rule = Rule.SUM if self.partial else Rule.ALL_OR_NOTHING
        return Scoring(rule=rule, cap=self.points)

    def conditions(self) -> Iterator[Element]:
        """Yield its conditions, but for that of all other answers."""
        for condition in elements(self.item, "respcondition"):
            if not elements(condition, "other"):
                yield condition


# -- options --------------------------------------------------------------------------------------


def choice(one: One, *, many: bool) -> Choice | str:
    """Options with what each earns: of those that are right all, or the percentages that stand there."""
    labels = elements(one.item, "response_label")
    if len(labels) < 2:
        return "it has one option" if labels else "it has no options"
    idents = [label.get("ident", "") for label in labels]
    right = {
        characters(equal).strip()
        for condition in one.conditions()
        if condition.get("title", "correct") == "correct" and not _named_alone(condition)
        for equal in elements(condition, "varequal")
        if not any(name(outer) == "not" for outer in equal.iterancestors())
    }
    key = {ident for ident in idents if ident in right}
    if not key and not any(_percents(one).values()):
        one.tell("R546", "no option of this question is right", "check the right option")
    weights, scoring = _weights(one, idents, key, many=many)
    options = tuple(
        Option(
            text=option_text(one, label),
            points=weight,
            correct=(weight > 0 if many else ident in key),
            feedback=one.feedbacks.get(ident, ()),
            span=one.context.document.span(label),
        )
        for label, ident, weight in zip(labels, idents, weights, strict=True)
    )
    shuffle = any(
        e.get("shuffle", "").lower() == "yes" for e in elements(one.item, "render_choice")
    )
    return Choice(
        options=options, many=many, scoring=scoring, shuffle=shuffle or one.context.shuffle
    )


def _named_alone(condition: Element) -> bool:
    """Whether a condition names an option by an empty comparison: it says what that one earns."""
    return any(not characters(e).strip() for e in elements(condition, "varequal"))


def _percents(one: One) -> dict[str, Fraction]:
    """What single options earn in percent of the points, where something says so."""
    found: dict[str, Fraction] = {}
    for condition in one.conditions():
        for equal in elements(condition, "varequal") if _named_alone(condition) else ():
            for given in children(condition, "setvar"):
                mark = numbers.parse_float(characters(given))
                if mark is not None and given.get("variablename", "SCORE") == "SCORE":
                    found[equal.get("respident", "")] = mark
    return found


def _weights(
    one: One, idents: list[str], key: set[str], *, many: bool
) -> tuple[list[Fraction], Scoring]:
    """The weight of each option, and the scoring.

    Percentages count where parts earn shares or marks may be below 0, and where some are stated.
    """
    percents = _percents(one)
    negative = _negative(one)
    stated = any(mark not in (0, 100) for mark in percents.values()) or (
        many and any(percents.values())
    )
    scoring = Scoring(cap=one.points, floor=None if negative == "Q" else Fraction(0))
    if (one.partial or negative) and stated:
        shares = [percents.get(ident, Fraction(0)) for ident in idents]
        if not negative:
            shares = [max(mark, Fraction(0)) for mark in shares]
        if not many:
            full = Fraction(100)
            shares = [full if i in key else mark for i, mark in zip(idents, shares, strict=True)]
            scoring = replace(scoring, floor=None if negative else Fraction(0))
        return [one.points * mark / 100 for mark in shares], scoring
    if not many:
        return [one.points if ident in key else Fraction(0) for ident in idents], scoring
    each = share(one.points, len(key)) if key else Fraction(0)
    weights = [each if ident in key else Fraction(0) for ident in idents]
    if one.partial:
        message = "shares of the points are not stated: each right option is read as worth as much"
        one.tell("R558", message, "write the weights that are meant")
        return weights, scoring
    return weights, replace(scoring, rule=Rule.ALL_OR_NOTHING)


def _negative(one: One) -> str:
    """Whether wrong options cost: "Y" down to 0 in all, "Q" below it, "" where they do not."""
    metadata = child(one.item, "itemmetadata")
    found = None if metadata is None else child(metadata, "bbmd_negative_points_ind")
    said = "" if found is None else characters(found).strip().upper()
    if said in ("", "N"):
        return ""
    floor = "without a floor" if said == "Q" else "down to 0 for the whole question"
    message = f"marks below 0 ({said}) are read as what Blackboard's help says: {floor}"
    one.tell("R558", message, "check floor= of the question")
    return "Q" if said == "Q" else "Y"


def option_text(one: One, label: Element) -> Blocks:
    """The text of an option; that of a true/false or either/or is a name of Blackboard's."""
    ident = label.get("ident", "")
    kind, _, which = ident.rpartition(".")
    if kind in _WORDS and which in ("true", "false"):
        return line(_WORDS[kind][which == "false"])
    if ident in ("true", "false") and not characters(label).strip():
        return line(ident.capitalize())
    return one.context.texts.material(one.context.document, label, one.context.where)


def line(text: str) -> Blocks:
    return (Paragraph((Text(text),)),)
