"""A single choice between "true" and "false" → a true/false question."""

from examc.core import wording
from examc.core.answers import Choice, Option, TrueFalse
from examc.core.content import plain
from examc.core.model import ChoiceQuestion, Question
from examc.core.records import replace
from examc.files.xmltree import Element
from examc.formats.qti21 import names
from examc.formats.qti21.readbody import Body


def of_choice(body: Body, interaction: Element, question: ChoiceQuestion) -> Question:
    """The same question, as a true/false where it is one.

    Ours says so by its class; of another system the two options say the words of some language.
    """
    choice = question.answer
    if choice.many or len(choice.options) != 2:
        return question
    if body.ours:
        is_one = interaction.get("class") == names.TRUE_FALSE
        true, false = choice.options
    else:
        found = _by_words(choice)
        is_one = found is not None
        true, false = found or choice.options
    if not is_one or true.correct == false.correct:
        return question
    answer = TrueFalse(
        true=replace(true, text=()), false=replace(false, text=()), scoring=choice.scoring
    )
    asked: Question = question
    return replace(asked, answer=answer)


def _by_words(choice: Choice) -> tuple[Option, Option] | None:
    """The options that say "true" and "false", in this order."""
    one, other = choice.options
    said = tuple(plain(option.text).strip().lower() for option in choice.options)
    for words in wording.all_words():
        both = words.true.lower(), words.false.lower()
        if said == both:
            return one, other
        if said == both[::-1]:
            return other, one
    return None
