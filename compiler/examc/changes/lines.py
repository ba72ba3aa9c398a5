"""What changed in an answer of the further kinds: its lines, their keys and weights, its settings.

Lines are accepted answers, gaps, pairs, rows, columns, items in order, and the two options of a
true/false. Whether a change of them changes a mark is tried on the responses that stand for all.
"""

from collections.abc import Callable
from typing import TypeAlias, assert_never

from examc.changes import telling
from examc.changes.change import Impact
from examc.changes.fields import Field, Prose, Table
from examc.changes.matching import Pairing, by_key
from examc.changes.parts import pair_parts
from examc.changes.scoring import SETTINGS
from examc.changes.teller import Teller
from examc.core.answers import (
    Choice,
    FillIn,
    Gap,
    Matching,
    Matrix,
    Numeric,
    Option,
    Ordering,
    Part,
    Scoring,
    ShortAnswer,
    TrueFalse,
    answer_parts,
)
from examc.core.content import Blocks
from examc.core.enumeration import responses
from examc.core.keys import AcceptedNumber, AcceptedText, Label, Match, Pair, Row
from examc.core.model import Question
from examc.core.numbers import show_signed
from examc.core.parts import part_points
from examc.core.records import Record
from examc.core.schemes import award, meant, same

Lined: TypeAlias = TrueFalse | Numeric | ShortAnswer | FillIn | Matching | Ordering | Matrix
"""Answers that a machine marks, and that are not options to choose from."""


# -- pairs of lines -------------------------------------------------------------------------------


def pair_lines(teller: Teller, a: Lined, b: Lined) -> Pairing:
    """Which lines of two answers of one kind are the same."""
    one, other = answer_parts(a), answer_parts(b)
    texts = (teller.old.texts, teller.new.texts)
    if isinstance(b, TrueFalse):
        pairing = Pairing(2, 2)
        for place in range(2):
            pairing.join(place, place)
        return pairing
    if not isinstance(b, FillIn | Matrix | Matching):
        return pair_parts(one, other, texts)
    pairing = Pairing(len(one), len(other))
    lefts, rights = _groups(one), _groups(other)
    gaps = Pairing(len(lefts), len(rights))
    by_key(gaps, lambda i: lefts[i].name, lambda j: rights[j].name, single=True)
    for i, j in gaps.in_order():
        old, new = lefts[i], rights[j]
        inner = pair_parts(
            tuple(one[place] for place in old.places),
            tuple(other[place] for place in new.places),
            texts,
        )
        for left, right in inner.in_order():
            pairing.join(old.places[left], new.places[right])
    return pairing


class _Group(Record, frozen=True):
    """Lines that are only paired with each other: those of a gap, the columns, the rows."""

    name: str
    places: tuple[int, ...]


def _groups(lines: tuple[Part, ...]) -> list[_Group]:
    found: dict[str, list[int]] = {}
    gap = ""
    for place, line in enumerate(lines):
        if isinstance(line, Gap):
            gap = line.id
            found[f"the gap {gap}"] = [place]
        else:
            found.setdefault(f"{type(line).__name__} {gap}", []).append(place)
    return [_Group(name, tuple(places)) for name, places in found.items()]


# -- fields ---------------------------------------------------------------------------------------


def tables(line: Part, impact: Impact, *, weighed: bool) -> Table[Part]:
    """The fields of a line; `weighed`: its weight is told, and does not follow from the points."""
    weight: Table[Part] = (Field("weight", _weight, impact),) if weighed else ()
    return (*weight, *_own_fields(line, impact))


def _own_fields(line: Part, impact: Impact) -> Table[Part]:
    match line:
        case AcceptedNumber() | AcceptedText():
            return (Field("answer", _answer, impact), Prose("feedback", _feedback, "student"))
        case Option():
            return (
                Field("key", lambda o: telling.box(o) if isinstance(o, Option) else "", impact),
                Prose(
                    "option", lambda o: o.text if isinstance(o, Option) else (), "student", own=True
                ),
                Prose("feedback", _feedback, "student"),
            )
        case Pair():
            return (
                Prose("left side", lambda p: p.left if isinstance(p, Pair) else (), "student"),
                Prose("right side", lambda p: p.right if isinstance(p, Pair) else (), impact),
                Field("weight of another right side", _wrong, impact),
                Prose("feedback", _feedback, "student"),
            )
        case Row():
            return (Field("key", _cells, impact), Prose("row", _text, "student", own=True))
        case Label():
            return (Prose("item", _text, "student", own=True),)
        case Gap():
            return (Field("kind of gap", _kind_of_gap, impact), Field("case", _case, impact))
        case _:
            return ()


def _weight(line: Part) -> str:
    return "" if isinstance(line, Gap | Label | Row) else show_signed(part_points(line))


def _wrong(line: Part) -> str:
    return show_signed(line.wrong) if isinstance(line, Pair) else ""


def _answer(line: Part) -> str:
    match line:
        case AcceptedNumber(written=written):
            return written
        case AcceptedText(text=text, match=Match.TEXT):
            return text
        case AcceptedText(text=text):
            return f"{line.match.value} {text}"
        case _:
            return ""


def _text(line: Part) -> Blocks:
    return line.text if isinstance(line, Label | Row) else ()


def _feedback(line: Part) -> Blocks:
    if isinstance(line, AcceptedNumber | AcceptedText | Option | Pair):
        return line.feedback
    return ()


def _cells(line: Part) -> str:
    """The key of a row: the columns that are right or weigh something, by number."""
    if not isinstance(line, Row):
        return ""
    return ", ".join(
        f"{'x' if cell.correct else '-'} {number} {show_signed(cell.points)}"
        for number, cell in enumerate(line.cells, 1)
        if cell.correct or cell.points
    )


def _kind_of_gap(line: Part) -> str:
    if not isinstance(line, Gap):
        return ""
    match line.key:
        case Numeric():
            return "numeric"
        case ShortAnswer():
            return "text"
        case Choice():
            return "drop-down"
        case _:
            assert_never(line.key)


def _case(line: Part) -> str:
    exact = isinstance(line, Gap) and isinstance(line.key, ShortAnswer) and line.key.case
    return "exact" if exact else "ignore"


# -- settings and impact --------------------------------------------------------------------------


def settings(a: Question, b: Question) -> list[tuple[str, str, str]]:
    """What differs in the settings of two answers of one kind: what it is, and both values."""
    found = [(what, tell(a.answer), tell(b.answer)) for what, tell in _SETTINGS]
    one, other = _scoring(a), _scoring(b)
    if one is not None and other is not None:
        cap_follows = one.cap == a.points and other.cap == b.points
        found += [
            (what, tell(one), tell(other))
            for setting, (what, tell) in SETTINGS.items()
            if not (setting == "cap" and cap_follows)
        ]
    return [row for row in found if row[1] != row[2]]


_SETTINGS: tuple[tuple[str, Callable[[object], str]], ...] = (
    ("unit", lambda answer: answer.unit if isinstance(answer, Numeric) else ""),
    (
        "letter case",
        lambda a: "exact" if isinstance(a, ShortAnswer) and a.case else "ignored",
    ),
    ("rule", lambda answer: answer.rule.value if isinstance(answer, Ordering) else ""),
    (
        "columns to choose",
        lambda a: "several" if isinstance(a, Matrix) and a.several else "one",
    ),
)


def _scoring(question: Question) -> Scoring | None:
    answer = question.answer
    if isinstance(answer, TrueFalse | Numeric | ShortAnswer | FillIn | Matching | Matrix):
        return answer.scoring
    return None


def impact(a: Question, b: Question) -> Impact:
    """Whether some response earns another mark in the one than in the other."""
    one, other = meant(a), meant(b)
    if same(one, other):
        return "other"
    tried = dict.fromkeys((*responses(a), *responses(b)))
    differ = any(award(one, given) != award(other, given) for given in tried)
    return "mark" if differ else "other"


def moving(answer: Lined, impact: Impact) -> Impact:
    """What it does that a line stands in another place: the order of items is their key."""
    match answer:
        case Ordering():
            return "mark"
        case Numeric() | ShortAnswer():
            return impact  # the first that fits counts
        case TrueFalse() | FillIn() | Matching() | Matrix():
            return "student"
        case _:
            assert_never(answer)


def follow(a: Question, b: Question, pairing: Pairing) -> bool:
    """Whether all weights follow from the points: in the same proportion to them in both."""
    if not a.points or a.points == b.points:
        return False
    ratio = b.points / a.points
    one, other = answer_parts(a.answer), answer_parts(b.answer)
    return all(part_points(other[j]) == ratio * part_points(one[i]) for i, j in pairing.in_order())
