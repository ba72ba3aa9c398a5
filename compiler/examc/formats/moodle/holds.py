"""What Moodle holds of an exam, feature by feature."""

from examc.core.features import KEPT, Feature, Hold, Holding, Statement


def _bent(how: str, help: str = "") -> Holding:
    return Holding(Hold.BENT, how, help)


def _partly(how: str) -> Holding:
    return Holding(Hold.PARTLY, how)


STATEMENT: Statement = {
    Feature.COURSE: KEPT,
    Feature.SCHEDULE: _bent(
        "they only stand in the description of the category", "set them in the quiz"
    ),
    Feature.DESCRIPTION: KEPT,
    Feature.TAGS: _partly("tags differ by more than letter case, and have 50 characters at most"),
    Feature.BANK: KEPT,
    Feature.UPDATED: KEPT,
    Feature.STATED_POINTS: KEPT,
    Feature.QUESTION_SHUFFLE: _bent(
        "it only stands in the description of the category", "shuffle the questions in the quiz"
    ),
    Feature.EXAM_ID: KEPT,
    Feature.WEIGHT: _partly("a weight is one of 39 shares of the points"),
    Feature.FLOOR: _partly("a multiple response earns 0 at least, a multiple choice what it says"),
    Feature.CAP: _partly("a question earns its points at most"),
    Feature.ALL_OR_NOTHING: _partly("where one option is right; else parts of an answer earn"),
    Feature.CHECK: _partly("an option is right if its fraction is above 0"),
    Feature.POINTS: _partly("seven decimals are kept"),
    Feature.OPTION_FEEDBACK: KEPT,
    Feature.FEEDBACK: _partly("feedback by result is not for written and embedded answers"),
    Feature.CRITERIA: _bent(
        "graders see a table, and add up the mark by themselves",
    ),
    Feature.LEVELS: _bent("graders see a table, and enter the mark by themselves"),
    Feature.SOLUTION: KEPT,
    Feature.NOTES: _partly("notes are for what a person marks only"),
    Feature.SPACE: _partly("a box has one of ten heights, in lines, and an image its own"),
    Feature.OPTION_SHUFFLE: _partly("where no option keeps its place"),
    Feature.FIXED_OPTION: KEPT,
    Feature.PART_ID: _partly("ids of questions are unique, and have 100 characters at most"),
    Feature.TEXT_BLOCK: KEPT,
    Feature.IMAGE_BLOCK: KEPT,
    Feature.REPEAT: KEPT,
    Feature.FREE_FORMATTED: _bent("it becomes an essay with an ordinary answer box"),
    Feature.TITLE: _partly("a title has about 250 characters, and no tags"),
    Feature.EXERCISE: KEPT,
    Feature.TRUE_FALSE: _partly("a side with other shares than all or nothing makes it a choice"),
    Feature.NUMERIC: _partly(
        "a comma is read by the page's language, and what follows is passed over"
    ),
    Feature.SHORT_ANSWER: KEPT,
    Feature.FILL_IN: _partly("gaps have whole weights, and drop-downs show characters alone"),
    Feature.MATCHING: _partly("right sides are characters alone"),
    Feature.ORDERING: _partly("an untouched order is marked as it is shown"),
    Feature.MATRIX: _partly("rows become pairs, or buttons in a table with whole weights"),
    Feature.UPLOAD: KEPT,
    Feature.CODE: KEPT,
    Feature.POOL: _bent(
        "their number only stands in the description of the category",
        "add as many random questions from this category to the quiz",
    ),
    Feature.FIXED_QUESTION: _bent(
        "it is only a note in the file", "add this question to the quiz by itself"
    ),
    Feature.ATTEMPTS: _bent(
        "they only stand in the description of the category", "set them in the quiz"
    ),
    Feature.INSTRUCTIONS: _bent(
        "they only stand in the description of the category", "copy them to the quiz"
    ),
    Feature.UNIT: _partly("a unit stands behind the box in gaps, and above it elsewhere"),
    Feature.ANSWER_WEIGHT: _partly(
        "a weight is one of 20 shares of the points, a number's none below 0"
    ),
    Feature.PART_WEIGHT: _partly("pairs and rows have equal shares, gaps whole weights"),
    Feature.ANSWER_FEEDBACK: _partly(
        "pairs have none but in embedded answers, and those no images"
    ),
    Feature.TEXT_MATCH: _partly("blanks inside count, and a pattern is a list of texts"),
    Feature.FILES: _partly("up to three files are counted"),
    Feature.START: _partly("the language of code is a note in the file"),
    Feature.STRIKETHROUGH: KEPT,
    Feature.LIST_START: KEPT,
    Feature.LINK_TITLE: KEPT,
    Feature.TABLE_ALIGNMENT: KEPT,
    Feature.CODE_LANGUAGE: KEPT,
    Feature.CAPTION: KEPT,
    Feature.SAY: _partly("right sides and drop-downs are characters"),
    Feature.MATH: _partly("as LaTeX always, as MathML where it can be turned into that"),
}
"""Kept is what a reader of our own file can restore exactly; partly is reported case by case."""
