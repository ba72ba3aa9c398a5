"""What Canvas holds of an exam that is imported from a package in its own dialect.

"Kept" is what Canvas shows or does as meant, and what a reader of our own package restores.
"""

from examc.core.features import KEPT, Feature, Hold, Holding, Statement


def _bent(how: str, help: str = "") -> Holding:
    return Holding(Hold.BENT, how, help)


def _lost(how: str = "", help: str = "") -> Holding:
    return Holding(Hold.LOST, how, help)


def _partly(how: str) -> Holding:
    return Holding(Hold.PARTLY, how)


_RUBRIC = _bent(
    "a quiz question has no rubric of its own, and one that is imported is plain text",
    "import the rubrics.csv beside the zip at Rubrics, and keep it beside SpeedGrader",
)
_GRADERS = "give it to graders outside of Canvas"

STATEMENT: Statement = {
    Feature.COURSE: _lost("a quiz stands in its course"),
    Feature.SCHEDULE: _partly("the duration is the quiz's time limit; the date is set in Canvas"),
    Feature.DESCRIPTION: _lost("a quiz has no text that staff alone read", "keep it elsewhere"),
    Feature.TAGS: _lost("its questions have no tags"),
    Feature.BANK: _lost("imported questions go into a bank with the name of the quiz"),
    Feature.UPDATED: _lost(),
    Feature.STATED_POINTS: _lost("it adds up the points of the questions"),
    Feature.QUESTION_SHUFFLE: _partly(
        "an exercise of questions only, all with the same points, becomes a question group"
    ),
    Feature.EXAM_ID: KEPT,
    Feature.WEIGHT: _partly(
        "answers are right or wrong; a multiple response earns right minus wrong ones"
    ),
    Feature.FLOOR: _partly("no answer is worth less than 0"),
    Feature.CAP: _partly("no answer is worth more than the points"),
    Feature.ALL_OR_NOTHING: _partly("where one option is right; else parts of an answer earn"),
    Feature.CHECK: _partly("the right answers are those that earn points"),
    Feature.POINTS: _partly("exactly where they are a decimal; 1/3 is rounded to 15 decimals"),
    Feature.OPTION_FEEDBACK: KEPT,
    Feature.FEEDBACK: _partly("feedback by result is not for what a person marks"),
    Feature.CRITERIA: _RUBRIC,
    Feature.LEVELS: _RUBRIC,
    Feature.SOLUTION: _lost("nothing in it shows a model answer", _GRADERS),
    Feature.NOTES: _lost("nothing in it shows notes to graders", _GRADERS),
    Feature.SPACE: _lost("every answer box and image has its own height"),
    Feature.OPTION_SHUFFLE: _partly("where the options of all questions do, and none is fixed"),
    Feature.FIXED_OPTION: _bent("no option of the quiz changes its place then"),
    Feature.PART_ID: _lost("it numbers answers by itself"),
    Feature.TEXT_BLOCK: _partly("in a pool, before the questions of which some are drawn"),
    Feature.IMAGE_BLOCK: _partly("in a pool, before the questions of which some are drawn"),
    Feature.REPEAT: _bent("it is shown once, before the questions it belongs to"),
    Feature.FREE_FORMATTED: _bent(
        "it becomes an essay with an ordinary answer box", "say in the prompt where to answer"
    ),
    Feature.TITLE: _partly("one that differs from the name that a question without title gets"),
    Feature.EXERCISE: _partly("a question group has a name of 255 characters at most"),
    Feature.TRUE_FALSE: _partly("in the words of the exam's language where there are some"),
    Feature.NUMERIC: _partly("what is no number counts as 0; in a gap a number is a text"),
    Feature.SHORT_ANSWER: KEPT,
    Feature.FILL_IN: _partly("all gaps are boxes, or all are drop-downs of plain text"),
    Feature.MATCHING: _partly("right sides, columns and items are plain text"),
    Feature.ORDERING: _partly("as a matching of places with items: rule=place, exactly"),
    Feature.MATRIX: _partly("as a matching of rows with columns: one column for each row"),
    Feature.UPLOAD: KEPT,
    Feature.CODE: KEPT,
    Feature.POOL: KEPT,
    Feature.FIXED_QUESTION: _lost("a question group draws any of its questions, in any order"),
    Feature.ATTEMPTS: KEPT,
    Feature.INSTRUCTIONS: KEPT,
    Feature.UNIT: _partly("behind a gap; of a numeric question it stands below the prompt"),
    Feature.ANSWER_WEIGHT: _partly("each accepted answer earns all the points"),
    Feature.PART_WEIGHT: _partly("parts share the points equally, and no wrong one costs any"),
    Feature.ANSWER_FEEDBACK: _partly(
        "on answers that earn points, where they are texts or numbers"
    ),
    Feature.TEXT_MATCH: _partly(
        "a text as it is typed but for letter case; patterns are written out"
    ),
    Feature.FILES: _bent(
        "one file of any type and size; New Quizzes keeps the number and the types",
        "say in the prompt what may be handed in",
    ),
    Feature.START: _bent(
        "the box is empty, and has no language; what it should begin with stands above it"
    ),
    Feature.STRIKETHROUGH: KEPT,
    Feature.LIST_START: KEPT,
    Feature.LINK_TITLE: KEPT,
    Feature.TABLE_ALIGNMENT: KEPT,
    Feature.CODE_LANGUAGE: KEPT,
    Feature.CAPTION: KEPT,
    Feature.SAY: _partly("right sides, items, columns and drop-downs are characters"),
    Feature.MATH: _partly("as LaTeX always, as MathML where it can be turned into that"),
}
