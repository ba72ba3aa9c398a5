"""Matching questions of QTI 1.2, and what our own writer made matching of; orders of New Quizzes."""

from fractions import Fraction

from examc.core.answers import Matching, Matrix, Ordering, Rule, Scoring
from examc.core.content import Blocks, Paragraph, Text
from examc.core.keys import Cell, Label, OrderRule, Pair, Row
from examc.core.source import Span
from examc.files.xmltree import Element, characters, child, elements
from examc.formats.canvas import names
from examc.formats.canvas.readchoice import said_scoring
from examc.formats.canvas.readcontext import Context
from examc.formats.canvas.readfeedback import Feedbacks
from examc.formats.canvas.readmarks import is_all_or_nothing
from examc.formats.canvas.readpackage import fields
from examc.systems.canvas.dialectpairs import key_of, links_of, rights_of
from examc.systems.canvas.kinds import share


def are_alike(lists: list[Element]) -> bool:
    """Whether all lists offer the same, each beside a text of its own: they are left sides."""
    first = [label.get("ident", "") for label in elements(lists[0], "response_label")]
    return bool(first) and all(
        child(one, "material") is not None
        and [label.get("ident", "") for label in elements(one, "response_label")] == first
        for one in lists
    )


def links(item: Element) -> frozenset[str]:
    """The feedback that conditions show for a left side."""
    return frozenset(link for _, link in links_of(item))


def matching(
    item: Element, points: Fraction, feedback: Feedbacks, context: Context
) -> Matching | Ordering | Matrix | str:
    """Left sides and right ones, each worth as much; or why they cannot be read."""
    lists = elements(item, "response_lid")
    rights = rights_of(lists)
    keys = [key_of(item, left) for left in lists]
    if len(lists) < 2:
        return "it has fewer than two left sides"
    if any(key not in rights for key in keys):
        return "a left side has no right one"
    texts = {number: _plain(text) for number, text in rights.items()}
    kind = fields(item).get(names.KIND_FIELD, "") if context.texts.ours else ""
    if kind == names.ORDERING:
        items = tuple(Label(text=texts[key], span=_span(item, context)) for key in keys)
        rule = OrderRule.ALL_OR_NOTHING if is_all_or_nothing(item) else OrderRule.PLACE
        return Ordering(items=items, rule=rule)
    scoring = _scoring(item, points, context)
    if kind == names.MATRIX:
        return _matrix(lists, list(texts.values()), [texts[key] for key in keys], scoring, context)
    noted = dict(links_of(item))
    pairs = tuple(
        Pair(
            left=_left(left, context),
            right=texts[key],
            points=share(points, len(lists)),
            feedback=feedback.option(noted.get(left.get("ident", ""), "")),
            span=_span(left, context),
        )
        for left, key in zip(lists, keys, strict=True)
    )
    used = {pair.right for pair in pairs}
    others = [text for text in dict.fromkeys(texts.values()) if text not in used]
    distractors = tuple(Label(text=text, span=_span(item, context)) for text in others)
    return Matching(pairs=pairs, distractors=distractors, scoring=scoring)


def _scoring(item: Element, points: Fraction, context: Context) -> Scoring:
    rule = Rule.ALL_OR_NOTHING if is_all_or_nothing(item) else Rule.SUM
    said = fields(item).get(names.SCORING_FIELD, "") if context.texts.ours else ""
    return said_scoring(Scoring(rule=rule, cap=points), said)


def _matrix(
    lists: list[Element],
    columns: list[Blocks],
    keys: list[Blocks],
    scoring: Scoring,
    context: Context,
) -> Matrix:
    each = share(scoring.cap or Fraction(0), len(lists))
    rows = tuple(
        Row(
            text=_left(left, context),
            cells=tuple(Cell(each if c == key else Fraction(0), c == key) for c in columns),
            span=_span(left, context),
        )
        for left, key in zip(lists, keys, strict=True)
    )
    labels = tuple(Label(text=text) for text in columns)
    return Matrix(columns=labels, rows=rows, scoring=scoring)


def _left(left: Element, context: Context) -> Blocks:
    beside = child(left, "material")
    if beside is None:
        return ()
    return context.texts.material(context.document, beside, context.where)


def _plain(text: str) -> Blocks:
    return (Paragraph((Text(" ".join(text.split())),)),)


def _span(element: Element, context: Context) -> Span | None:
    return context.document.span(element)


# -- orders of New Quizzes ------------------------------------------------------------------------


def ordering(item: Element, context: Context) -> Ordering | str:
    """Items in the order in which a condition names them; or why they cannot be read."""
    labels = {e.get("ident", ""): e for e in elements(item, "response_label")}
    conditions = [c for c in elements(item, "respcondition") if elements(c, "setvar")]
    order = [characters(e).strip() for c in conditions[:1] for e in elements(c, "varequal")]
    if len(order) < 2 or sorted(order) != sorted(labels):
        return "its right order is not in the file"
    message = "rule of an ordering is not in the file; it is read as all-or-nothing"
    context.tell("R412", item, message, "write rule=place if each item in its place earns a share")
    items = tuple(
        Label(
            text=context.texts.material(context.document, labels[own], context.where),
            span=_span(labels[own], context),
        )
        for own in order
    )
    return Ordering(items=items)
