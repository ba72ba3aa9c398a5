"""Decides what the raw form of matching and ordering means: pairs with their weights, and an order."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from examc.core.answers import Matching, Ordering
from examc.core.content import Blocks, LineBreak, Math, Paragraph, is_empty, plain, walk
from examc.core.diagnostics import Report
from examc.core.keys import Label, OrderRule, Pair
from examc.core.model import Question
from examc.formats.exam import weights
from examc.formats.exam.buildquestions import Defaults, Questions
from examc.formats.exam.kindkeys import ORDER_RULES
from examc.formats.exam.raw import RawEntry, RawItem, Word, spelled
from examc.formats.exam.refusals import bounded_entries, refuse_parts, refuse_space, refuse_twins
from examc.formats.exam.values import Words, accepted

_OTHER_PARTS = ("options", "criteria", "levels")


def build_matching(
    own: str, raw: RawItem, questions: Questions, defaults: Defaults
) -> Question[Matching]:
    """Make a question whose left sides each have a right side."""
    words = questions.words
    common = questions.common(own, raw)
    refuse_parts(raw, _OTHER_PARTS, "write ### pairs", words.report)
    refuse_space(raw, words.report)
    defaults = defaults.with_words(raw.settings)
    pairs = bounded_entries(raw, "pairs", words.report)
    distractors = bounded_entries(raw, "distractors", words.report)
    refuse_twins([*pairs, *distractors], words.report)
    _enough(raw, "pairs", pairs, words.report)
    refuse_lines([(entry, entry.right) for entry in pairs], "right side", words.report)
    refuse_lines([(entry, entry.content) for entry in distractors], "right side", words.report)
    _complete(pairs, words.report)
    _different(pairs, distractors, words.report)
    answer = Matching(
        pairs=tuple(_pairs(raw, pairs, common.points, defaults.wrong, words)),
        distractors=tuple(label(entry, "distractor", words) for entry in distractors),
        scoring=questions.scoring(raw, defaults, common.points),
    )
    return Question(answer=answer, **common.fields())


def build_ordering(own: str, raw: RawItem, questions: Questions) -> Question[Ordering]:
    """Make a question whose items are put in order."""
    words = questions.words
    common = questions.common(own, raw)
    refuse_parts(raw, _OTHER_PARTS, "write ### order", words.report)
    refuse_space(raw, words.report)
    shuffle = raw.settings.get("shuffle")
    if shuffle is not None and shuffle.value.lower() != "options":
        message = "the items of an ordering are always shown shuffled"
        words.report.add("S116", message, shuffle.span, help="leave shuffle out")
    rule = words.choice(raw.settings.get("rule"), ORDER_RULES) or OrderRule.ALL_OR_NOTHING.value
    entries = bounded_entries(raw, "order", words.report)
    refuse_twins(entries, words.report)
    _enough(raw, "order", entries, words.report)
    refuse_twice([(entry, entry.content) for entry in entries], "item", words.report)
    answer = Ordering(
        items=tuple(label(entry, "item", words) for entry in entries), rule=OrderRule(rule)
    )
    return Question(answer=answer, **common.fields())


def label(entry: RawEntry, noun: str, words: Words) -> Label:
    """A distractor, an item in order or a column, which the noun names."""
    if is_empty(entry.content):
        message = f"{noun} has no text"
        words.report.add("S148", message, entry.span, help="write it, or remove it")
    return Label(
        text=entry.content,
        id=words.identifier(entry.id),
        span=entry.span,
        allow=accepted(entry.allow),
    )


def _pairs(
    raw: RawItem, entries: Sequence[RawEntry], points: Fraction, wrong: Word | None, words: Words
) -> Iterable[Pair]:
    span = raw.lists["pairs"].span if "pairs" in raw.lists else raw.span
    written = [
        None if entry.points is None else weights.weight(entry.points, points, words)
        for entry in entries
    ]
    found = weights.shared(points, written, span, words)
    costs = wrong is not None and wrong.value.lower() == "minus"
    for entry, weight in zip(entries, found, strict=True):
        penalty = _penalty(entry.wrong, words)
        yield Pair(
            left=entry.content,
            right=entry.right,
            points=weight,
            wrong=penalty if penalty is not None else -weight if costs else Fraction(0),
            feedback=entry.feedback,
            id=words.identifier(entry.id),
            span=entry.span,
            allow=accepted(entry.allow),
        )


def _penalty(word: Word | None, words: Words) -> Fraction | None:
    """What a wrong right side earns, 0 or less; None where nothing is said."""
    value = words.number(word)
    if word is not None and value is not None and value > 0:
        message = f"a wrong side earns {word.value} points"
        help_line = f"write -{word.value.lstrip('+')} for what it costs"
        words.report.add("S136", message, word.span, help=help_line)
        return None
    return value


# -- what is refused ------------------------------------------------------------------------------


_MANY = {"pairs": "pairs", "order": "items in order"}
_LINES = {
    "pairs": ("- left → right, one item a pair", "pairs: [[left, right], [left, right]]"),
    "order": ("1. first, 2. second …", "order: [first, second]"),
}


def _enough(raw: RawItem, part: str, entries: Sequence[RawEntry], report: Report) -> None:
    """Report a question with no pairs or items, or only one."""
    if len(entries) > 1 or raw.told:
        return
    noun = _MANY[part].replace("s", "", 1)
    span = entries[0].span if entries else raw.part_spans.get(part, raw.span)
    message = f"question has one {noun}" if entries else f"question has no {_MANY[part]}"
    markdown, yaml = _LINES[part]
    help_line = f"write at least two below ### {part}: {markdown}"
    report.add("S185", message, span, help=spelled(span, help_line, f"write at least two: {yaml}"))


def _complete(pairs: Sequence[RawEntry], report: Report) -> None:
    """Report pairs without one of their sides; those without an arrow have been told."""
    for entry in pairs:
        if entry.told:
            continue
        for side, content in (("left", entry.content), ("right", entry.right)):
            if is_empty(content):
                help_line = "write - left → right, or - → right to distract"
                help_line = spelled(entry.span, help_line, "write [left, right]")
                report.add("S183", f"pair has no {side} side", entry.span, help=help_line)
                break


def _different(pairs: Sequence[RawEntry], distractors: Sequence[RawEntry], report: Report) -> None:
    """Report left sides that stand twice, and distractors that are an answer or stand twice."""
    refuse_twice([(entry, entry.content) for entry in pairs], "left side", report)
    rights = [entry.right for entry in pairs]
    for entry in distractors:
        if entry.content in rights and not is_empty(entry.content):
            message = f"{plain(entry.content)[:40]!r} is the answer to a pair, and no distractor"
            report.add("S188", message, entry.span, help="remove it")
    refuse_twice([(entry, entry.content) for entry in distractors], "distractor", report)


def refuse_twice(found: Iterable[tuple[RawEntry, Blocks]], noun: str, report: Report) -> None:
    """Report texts that two entries have, which students could not tell apart."""
    seen: set[Blocks] = set()
    for entry, content in found:
        if content in seen and not is_empty(content):
            message = f"{noun} {plain(content)[:40]!r} stands twice"
            report.add("S188", message, entry.span, help="write something else, or remove it")
        seen.add(content)


def refuse_lines(found: Iterable[tuple[RawEntry, Blocks]], noun: str, report: Report) -> None:
    """Report what is more than one line of running text."""
    for entry, content in found:
        if not is_line(content):
            help_line = "write it in one line; what needs more room is the left side"
            report.add("S189", f"a {noun} is one line", entry.span, help=help_line)


def is_line(content: Blocks) -> bool:
    """Whether a text is one line of running text, or empty."""
    if len(content) > 1 or not all(isinstance(block, Paragraph) for block in content):
        return False
    return not any(
        isinstance(node, LineBreak) or (isinstance(node, Math) and node.display)
        for node in walk(content)
    )
