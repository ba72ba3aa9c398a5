"""Questions with options: multichoice, truefalse where its shares allow it, else embedded answers."""

from collections.abc import Iterator
from typing import cast

from examc.core import schemes
from examc.core.answers import Choice, Option, TrueFalse
from examc.core.answers import as_choice as both_as_choice
from examc.core.content import Blocks, Paragraph, Text
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion, Question, narrowed
from examc.core.records import replace
from examc.formats.moodle import bounds, cloze, entries, weights
from examc.formats.moodle.html import Page
from examc.formats.moodle.writing import Writing
from examc.systems.moodle import grid, reading, shares
from examc.systems.moodle.pages import attribute, braced


def true_false(
    writing: Writing, question: Question[TrueFalse], fields: entries.Fields, prompt: str
) -> entries.Entry:
    """A statement; where a side earns a part of the points or costs some, a multiple choice."""
    marks = schemes.one_of(schemes.meant(question)).marks
    full = question.points
    sides = question.answer.options
    is_whole = full > 0 and sorted(marks) == [0, full]
    if not is_whole or any(
        s.correct != (mark == full) for s, mark in zip(sides, marks, strict=True)
    ):
        return _as_choice(writing, question, fields, prompt)
    writing.without_notes(question)
    scoring = reading.usual([mark / full for mark in marks], question.points, single=True)
    beside = list(bounds.scoring_settings(question.answer.scoring, scoring))
    if [side.points for side in sides] != list(marks):
        beside.append(("weights", bounds.weights(side.points for side in sides)))
    from examc.formats.moodle import kindentries

    answers = tuple(
        kindentries.Accepted(
            "100" if mark == full else "0",
            entries.line(name),
            writing.on_answer(side, side.feedback, question, full=mark == full),
            hint=entries.hint(id=side.id),
        )
        for name, side, mark in zip(("true", "false"), sides, marks, strict=True)
    )
    return kindentries.TrueFalse(answers=answers, beside=tuple(beside), **fields)


def _as_choice(
    writing: Writing, question: Question[TrueFalse], fields: entries.Fields, prompt: str
) -> entries.Entry:
    words = writing.page.words
    choice = both_as_choice(question.answer, _word(words.true), _word(words.false))
    made = narrowed(asked := replace(cast(Question, question), answer=choice), choice)
    writing.losses.stands_for(asked, question)
    for new, old in zip(choice.options, question.answer.options, strict=True):
        writing.losses.stands_for(new, old)
    entry = multichoice(writing, made, fields, prompt)
    return replace(entry, beside=(("kind", "true/false"), *entry.beside))


def _word(text: str) -> Blocks:
    return (Paragraph((Text(text),)),)


def multichoice(
    writing: Writing, question: ChoiceQuestion, fields: entries.Fields, prompt: str
) -> entries.Multichoice | entries.Cloze:
    """A choice of options, with each weight as a fraction of the points, or as an embedded answer."""
    offgrid, barred = writing.options.offgrid, ""
    if offgrid == "cloze":
        barred = cloze.bar(question, shares.of_options(question))
    plan = weights.plan(question, offgrid, barred, writing.losses)
    writing.refused = writing.refused or plan.refused
    writing.without_notes(question)
    if len(question.answer.options) < 2:
        message = "Moodle refuses a choice question with fewer than two options"
        writing.losses.add("X381", question, message, "add an option")
    if plan.cloze:
        return _embedded(writing, question, plan, fields, prompt)
    return entries.Multichoice(
        single=not question.answer.many,
        shuffle=_shuffle(writing, question),
        result=writing.by_result(question),
        answers=tuple(_answers(writing, question, plan.fractions)),
        beside=plan.beside,
        **fields,
    )


def _shuffle(writing: Writing, question: ChoiceQuestion) -> bool:
    if question.answer.shuffle and any(option.fixed for option in question.answer.options):
        message = "Moodle cannot keep one option in its place: none changes its place"
        help_line = "remove fixed where the place does not matter"
        writing.losses.add(Feature.OPTION_SHUFFLE, question, message, help_line)
        return False
    return question.answer.shuffle


def _answers(
    writing: Writing, question: ChoiceQuestion, fractions: bounds.Fractions
) -> Iterator[entries.Answer]:
    for option, share in zip(question.answer.options, fractions, strict=True):
        yield entries.Answer(
            grid.legal_percent(share),
            writing.text(option, _option(writing.page, option)),
            writing.blocks(option, option.feedback),
        )


def _option(page: Page, option: Option) -> str:
    """An option in HTML; it is never empty, since Moodle leaves out empty options."""
    html = page.compact(option.text) or "<br/>"
    if not option.id and not option.fixed:
        return html
    own = f' data-examc-id="{attribute(option.id)}"' if option.id else ""
    fixed = ' data-examc-fixed="true"' * option.fixed
    return f'<div class="examc-option"{own}{fixed}>{html}</div>'


def _embedded(
    writing: Writing,
    question: Question[Choice],
    plan: weights.Plan,
    fields: entries.Fields,
    prompt: str,
) -> entries.Cloze:
    if question.feedback.correct or question.feedback.incorrect:
        message = "Moodle has no feedback by result on embedded answers"
        writing.losses.add(Feature.FEEDBACK, question, message)
    page = writing.page
    options = [(_option(page, o), page.blocks(o.feedback)) for o in question.answer.options]
    shuffle = _shuffle(writing, question)
    embedded = cloze.answer(question, plan.fractions, options, shuffle=shuffle)
    html = f"{cloze.prompt(braced(prompt))}\n<div>{embedded}</div>"
    fields["text"] = entries.Text(entries.cdata(html), fields["text"].files)
    return entries.Cloze(beside=plan.beside, **fields)
