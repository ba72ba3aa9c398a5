"""The one visible table of rules: a row a rule, in a tuple for each kind of node that is looked at.

A rule has no number, severity or silencing of its own: the engine gives it those.
"""

from examc.core.answers import Composite, Matching, Matrix, Numeric, Ordering, ShortAnswer
from examc.core.model import ChoiceQuestion, Exam, Exercise, GradedQuestion, Item, Question
from examc.core.rubrics import Criterion, Level
from examc.lint import (
    choices,
    gaps,
    keys,
    language,
    media,
    names,
    parts,
    points,
    pools,
    position,
    prompts,
    remarks,
    rubrics,
)
from examc.lint.findings import Rules

EXAM: Rules[Exam] = (
    ("S156", names.no_questions),
    ("L201", points.exam_total),
    ("L222", names.long_exam_name),
    ("L231", media.unused_file),
)
EXERCISE: Rules[Exercise] = (
    ("L202", points.exercise_total),
    ("L222", names.long_exercise_name),
    ("L223", names.empty_exercise),
    ("L240", names.unstable_exercise_id),
)
CHOICE: Rules[ChoiceQuestion] = (
    ("L203", choices.no_correct_option),
    ("L204", choices.two_full_answers),
    ("L205", choices.worthless_correct_option),
    ("L206", choices.idle_penalty),
    ("L207", points.attainable),
    ("L208", choices.rewarded_wrong_option),
    ("L211", choices.duplicate_option),
    ("L212", choices.empty_option),
    ("L213", choices.unpinned_option),
    ("L216", remarks.shown_remark),
    ("L217", remarks.numbered_option),
)
TRUE_FALSE: Rules[ChoiceQuestion] = (
    ("L205", choices.worthless_correct_option),
    ("L206", choices.idle_penalty),
    ("L207", points.attainable),
    ("L208", choices.rewarded_wrong_option),
)
"""Of a true/false as the multiple choice that it is."""
TYPED: Rules[Question[Numeric | ShortAnswer]] = (
    ("L206", keys.idle_penalty),
    ("L207", keys.attainable),
)
KEYS: Rules[Question] = (
    ("L260", keys.no_full_answer),
    ("L261", keys.endless_number),
    ("L262", gaps.no_typing_hint),
    ("L263", keys.quoted),
    ("L264", keys.covered_number),
    ("L264", keys.covered_text),
    ("L265", keys.case_only),
    ("L266", keys.long_answer),
    ("L267", keys.number_as_text),
    ("L276", keys.several_as_one),
    ("L268", gaps.many_gaps),
)
"""Of what is typed, and of gaps."""
COMPOSITE: Rules[Question[Composite]] = (
    ("L206", parts.idle_penalties),
    ("L207", parts.attainable),
    ("L274", parts.idle_weights),
)
MATCHING: Rules[Question[Matching]] = (
    ("L270", parts.few_rights),
    ("L271", parts.free_pair),
)
MATRIX: Rules[Question[Matrix]] = (("L275", parts.equal_rows),)
ORDERING: Rules[Question[Ordering]] = (("L272", parts.coin_toss),)
GRADED: Rules[GradedQuestion] = (
    ("L209", rubrics.criteria_points),
    ("L210", rubrics.level_points),
    ("L215", rubrics.no_rubric),
)
ENTRY: Rules[Criterion | Level] = (
    ("L214", rubrics.empty_criterion),
    ("L222", names.long_entry_name),
)
QUESTION: Rules[Question] = (
    ("L221", prompts.no_question),
    ("L222", names.long_question_name),
    ("L273", pools.idle_pin),
)
ITEM: Rules[Item] = (("L240", names.unstable_item_id),)
CONTENT: Rules[Exam | Item] = (
    ("L220", position.position_reference),
    ("L225", language.unknown_language),
    ("L230", media.no_alternative_text),
    ("L232", media.remote_image),
)
WHOLE = frozenset({"S156", "L201", "L202", "L223", "L231"})
"""Rules that look at all items: where one of them could not be read, they would err."""
