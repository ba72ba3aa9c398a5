"""Texts with gaps, of QTI 1.2: what stands in brackets in the prompt, and the list of each gap."""

import re
from fractions import Fraction
from html import unescape

from examc.core import lazyre, limits, patterns
from examc.core.answers import (
    UNBOUNDED,
    Choice,
    FillIn,
    Gap,
    Key,
    Option,
    Scoring,
    ShortAnswer,
)
from examc.core.content import Blocks, GapRef, Paragraph, Text, walk
from examc.core.keys import AcceptedText, Match
from examc.core.records import Record
from examc.files.xmltree import Element, characters, child, elements
from examc.formats.canvas import names, readtyped
from examc.formats.canvas.readchoice import said_scoring
from examc.formats.canvas.readcontext import Context
from examc.formats.canvas.readfeedback import Feedbacks
from examc.formats.canvas.readpackage import fields
from examc.formats.foreign.quoting import quoted
from examc.systems.canvas.dialecttyped import shown
from examc.systems.canvas.kinds import share

_TAGS = lazyre.compile(r"(<[^<>]*>)")
_BRACKETED = lazyre.compile(r"\[([^\[\]]+)\]")
_NUMBERED = lazyre.compile(r"(?:[0-9a-f]+-){4}[0-9a-f]{12}")
"""The number of its own that New Quizzes give a gap, which says nothing to a reader."""
_MATCHES = {"TextContainsAnswer": Match.CONTAINS, "TextRegex": Match.PATTERN}
_EXACT = "TextEquivalence"
_HELD = {"", "TextInChoices", "Equivalence", _EXACT, *_MATCHES}


class Found(Record, frozen=True):
    """A gap as it is found: its name in the prompt, and what it is called in an exam."""

    element: Element
    name: str
    own: str


def gaps(item: Element) -> list[Found]:
    """The gaps of an item; one whose name cannot be an id is called by its number."""
    found: list[Found] = []
    standing = frozenset(_BRACKETED.findall(characters(item)))
    for place, element in enumerate(elements(item, "response_lid"), 1):
        name = _name(element, standing)
        taken = {one.own for one in found}
        is_said = limits.is_id(name) and not _NUMBERED.fullmatch(name)
        own = name if is_said and name not in taken else f"gap{place}"
        found.append(Found(element, name, own))
    return found


def _name(gap: Element, standing: frozenset[str]) -> str:
    """The name of a gap in the text: what stands in its list, or, of New Quizzes, its identifier."""
    beside = child(gap, "material")
    said = characters(beside).strip() if beside is not None else ""
    ident = gap.get("ident", "").removeprefix(names.RESPONSE_TO)
    return ident if not said or (said not in standing and ident in standing) else said


def marked(html: str, found: list[Found]) -> str:
    """The HTML of a prompt with an element in place of each gap, the first time that it stands."""
    pieces = _TAGS.split(html)
    for gap in found:
        bracketed = f"[{gap.name}]"
        for place, piece in enumerate(pieces):
            if not piece.startswith("<") and bracketed in piece:
                element = f'<span class="{names.GAP}">{gap.own}</span>'
                pieces[place] = piece.replace(bracketed, element, 1)
                break
    return "".join(pieces)


def completed(prompt: Blocks, found: list[Found], item: Element, context: Context) -> Blocks:
    """A prompt in which each gap stands: at its end where it stands nowhere else."""
    standing = {node.id for node in walk(prompt) if isinstance(node, GapRef)}
    for gap in found:
        if gap.own not in standing:
            message = f"gap {quoted(gap.name)} stands nowhere in the text; it is put behind it"
            context.tell("R413", item, message, "put it where it belongs")
            prompt = (*prompt, Paragraph((Text(f"{gap.own}: "), GapRef(gap.own))))
    return prompt


def fill_in(
    item: Element, found: list[Found], points: Fraction, feedback: Feedbacks, context: Context
) -> FillIn | str:
    """The answer of a text with gaps, which share the points; or why it cannot be read."""
    drops = fields(item).get("question_type") == names.DROP_DOWNS
    each = share(points, len(found))
    made: list[Gap] = []
    _tell_words(item, context)
    for gap in found:
        labels = elements(gap.element, "response_label")
        is_list = drops or any(label.get("answer_type") in names.LISTS for label in labels)
        key = (
            _drop_down(item, gap, labels, each, feedback, context)
            if is_list
            else _typed(gap, labels, each, feedback, context)
        )
        if isinstance(key, str):
            return f"gap {quoted(gap.name)}: {key}"
        made.append(Gap(id=gap.own, key=key, span=context.document.span(gap.element)))
    if not made:
        return "it has no gap"
    said = fields(item).get(names.SCORING_FIELD, "") if context.texts.ours else ""
    return FillIn(gaps=tuple(made), scoring=said_scoring(Scoring(cap=points), said))


def _tell_words(item: Element, context: Context) -> None:
    """Say that a word of a bank can be used again here, where it cannot be used again there."""
    for label in elements(item, "response_label"):
        if label.get("answer_type") == names.WORD_BANK and label.get("allow_reuse") != "true":
            message = "words are dragged into the gaps there, each once; here they are drop-downs"
            context.tell("R559", label, message, "")
            return


def _drop_down(
    item: Element,
    gap: Found,
    labels: list[Element],
    each: Fraction,
    feedback: Feedbacks,
    context: Context,
) -> Key | str:
    right = _right(item, gap.element.get("ident", ""))
    if len(labels) < 2:
        return "it has fewer than two options"
    if right not in [label.get("ident", "") for label in labels]:
        return "no option is right"
    options = tuple(
        Option(
            text=(Paragraph((Text(" ".join(shown(label).split())),)),),
            points=each if label.get("ident") == right else Fraction(0),
            correct=label.get("ident") == right,
            feedback=feedback.option(label.get("ident", "")),
            span=context.document.span(label),
        )
        for label in labels
    )
    return Choice(options=options, many=False, scoring=UNBOUNDED, shuffle=context.shuffle)


def _right(item: Element, ident: str) -> str:
    """The option of a list that a condition gives marks for."""
    for condition in elements(item, "respcondition"):
        if elements(condition, "setvar"):
            for equal in elements(condition, "varequal"):
                if equal.get("respident") == ident:
                    return characters(equal).strip()
    return ""


def _typed(
    gap: Found, labels: list[Element], each: Fraction, feedback: Feedbacks, context: Context
) -> Key | str:
    accepted: list[AcceptedText] = []
    for label in labels:
        said = [(shown(label), feedback.option(label.get("ident", "")))]
        for one in readtyped.texts(said, each, label, context):
            accepted.append(_compared(one, label, context))
    known = dict.fromkeys((one.text.lower(), one.match) for one in accepted)
    if len(known) < len(accepted):
        first = {(one.text.lower(), one.match): one for one in reversed(accepted)}
        accepted = [first[key] for key in known]
    exact = bool(labels) and all(one.get("scoring_algorithm") == _EXACT for one in labels)
    if not accepted:
        return "no text is accepted"
    return ShortAnswer(accepted=tuple(accepted), case=exact, scoring=UNBOUNDED)


def _compared(one: AcceptedText, label: Element, context: Context) -> AcceptedText:
    """How New Quizzes compares a text, where that is said and an exam can do so."""
    algorithm = label.get("scoring_algorithm", "")
    how = _MATCHES.get(algorithm, Match.TEXT)
    bad = how is Match.PATTERN and isinstance(patterns.parse(one.text), patterns.BadPattern)
    if algorithm not in _HELD or bad:
        message = f"{quoted(one.text)} is read as a text, and not compared by {quoted(algorithm)}"
        context.tell("R545", label, message, "accept other spellings as texts of their own")
        how = Match.TEXT
    return AcceptedText(
        points=one.points, text=one.text, match=how, feedback=one.feedback, span=one.span
    )


# -- what our own writer puts beside a box --------------------------------------------------------

_UNIT = lazyre.compile(rf'<p class="{names.UNIT}">… ([^<>]*)</p>\s*\Z')
_START = lazyre.compile(rf'<pre class="{names.START}"><code>([^<>]*)</code></pre>\s*\Z')


def without_unit(html: str) -> tuple[str, str]:
    """A prompt of ours without the unit that stands below it, and that unit."""
    return _parted(_UNIT, html)


def without_start(html: str) -> tuple[str, str]:
    """A prompt of ours without what code should begin with, and that."""
    return _parted(_START, html)


def _parted(mark: re.Pattern[str], html: str) -> tuple[str, str]:
    match = mark.search(html)
    return (html, "") if match is None else (html[: match.start()], unescape(match[1]))
