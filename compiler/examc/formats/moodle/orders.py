"""Items to put in order: all of them are shown, and marked by one of Moodle's rules."""

from examc.core.answers import Ordering
from examc.core.features import Feature
from examc.core.keys import OrderRule
from examc.core.model import Question
from examc.formats.moodle import entries, kindentries
from examc.formats.moodle.writing import Writing
from examc.systems import marking
from examc.systems.moodle import marks, ordering
from examc.systems.moodle.pages import attribute


def entry(
    writing: Writing, question: Question[Ordering], fields: entries.Fields
) -> kindentries.Ordering:
    """An ordering; a student who moves nothing hands in the order that is shown."""
    answer = question.answer
    writing.without_notes(question)
    rule = ordering.RULES[answer.rule]
    scheme = ordering.scheme(rule, len(answer.items), question.points)
    for fact in marking.facts(marks.MARKING, question, scheme):
        writing.losses.add(fact.code, question, fact.message, fact.help, system=_SYSTEM)
    if answer.rule is OrderRule.ALL_OR_NOTHING:
        message = "Moodle marks the order that is shown where a student moves nothing: by chance"
        message += " it may be the right one"
        writing.losses.add(Feature.ORDERING, question, message, note=True)
    if len(answer.items) < 2:
        message = "Moodle refuses an ordering of fewer than two items"
        writing.losses.add("X381", question, message, "add an item")
    items = []
    for item in answer.items:
        html = writing.page.compact(item.text) or "<br/>"
        if item.id:
            html = f'<div class="examc-item" data-examc-id="{attribute(item.id)}">{html}</div>'
        items.append(writing.text(item, html))
    result = writing.by_result(question)
    return kindentries.Ordering(rule=rule, items=tuple(items), result=result, **fields)


_SYSTEM = marks.MARKING.system
