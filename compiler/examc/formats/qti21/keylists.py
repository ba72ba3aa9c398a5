"""The accepted answers of what is typed, for scorers: as the author wrote them, with exact points.

Patterns and rounded ends are hard to read, for people and for readers of ours. So a `rubricBlock` for
scorers lists, for each box, every accepted answer: its points, the answer in its own words, its id as
the label, and as its class how it is compared.
"""

from collections.abc import Iterator
from typing import assert_never

from markupsafe import Markup

from examc.core import numbers
from examc.core.answers import Answer, Choice, FillIn, Numeric, ShortAnswer
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.formats.qti21 import names
from examc.formats.qti21.html import attribute
from examc.formats.qti21.rubrics import RubricBlock
from examc.formats.qti21.typed import Typed
from examc.text.xhtml import escape

_HOW = {Match.TEXT: "", Match.CONTAINS: " examc-contains", Match.PATTERN: " examc-pattern"}


def blocks(answer: Answer) -> list[RubricBlock]:
    """The list of accepted answers, if something is typed."""
    lists = "".join(_list(name, key) for name, key in _keys(answer))
    return [RubricBlock("scorer", names.ANSWERS, Markup(lists))] if lists else []


def _keys(answer: Answer) -> Iterator[tuple[str, Typed]]:
    """Yield each box by its name, "" for the only one of a question."""
    match answer:
        case Numeric() | ShortAnswer():
            yield "", answer
        case FillIn(gaps=gaps):
            for gap in gaps:
                if not isinstance(gap.key, Choice):
                    yield gap.id, gap.key
        case _:
            pass


def _list(name: str, key: Typed) -> str:
    label = f' label="{attribute(name)}"' if name else ""
    case = f' class="{names.CASE}"' if isinstance(key, ShortAnswer) and key.case else ""
    lines = "".join(_line(one) for one in key.accepted)
    return f"<div{case}{label}><ul>{lines}</ul></div>" if lines else ""


def _line(one: AcceptedNumber | AcceptedText) -> str:
    label = f' label="{attribute(one.id)}"' if one.id else ""
    match one:
        case AcceptedNumber():
            how, text = "", one.written
        case AcceptedText():
            how, text = _HOW[one.match], one.text
        case _:
            assert_never(one)
    points = f'<span class="{names.CELL_POINTS}">{numbers.show(one.points)}</span>'
    answer = f'<span class="{names.ANSWER}{how}">{escape(text)}</span>'
    return f"<li{label}>{points}: {answer}</li>"
