"""What GIFT holds of an exam, feature by feature, as Moodle reads it."""

from examc.core.features import KEPT, Feature, Hold, Holding, Statement


def _lost(how: str = "", help: str = "") -> Holding:
    return Holding(Hold.LOST, how, help)


def _bent(how: str, help: str = "") -> Holding:
    return Holding(Hold.BENT, how, help)


def _partly(how: str) -> Holding:
    return Holding(Hold.PARTLY, how)


_QUIZ = "set it in the quiz"
_OUT = _lost("the question is left out", "build for moodle, which holds it")
STATEMENT: Statement = {
    Feature.COURSE: _lost(),
    Feature.SCHEDULE: _lost(help=_QUIZ),
    Feature.DESCRIPTION: _lost(),
    Feature.TAGS: _partly("of questions; with 50 characters at most"),
    Feature.BANK: _lost(),
    Feature.UPDATED: _lost(),
    Feature.STATED_POINTS: _lost(),
    Feature.QUESTION_SHUFFLE: _lost(help=_QUIZ),
    Feature.EXAM_ID: _lost(),
    Feature.WEIGHT: _partly("a weight is one of 39 shares of the points"),
    Feature.FLOOR: _partly("a multiple response earns 0 at least, a multiple choice what it says"),
    Feature.CAP: _partly("a question earns its points at most"),
    Feature.ALL_OR_NOTHING: _partly("where one option is right; else parts of an answer earn"),
    Feature.CHECK: _partly("an option is right if its fraction is above 0"),
    Feature.POINTS: _partly("it has no points: every question is worth 1 until Moodle is told"),
    Feature.OPTION_FEEDBACK: KEPT,
    Feature.FEEDBACK: _partly("that for everyone, and that on wrong answers that are typed"),
    Feature.CRITERIA: _lost(),
    Feature.LEVELS: _lost(),
    Feature.SOLUTION: _lost(),
    Feature.NOTES: _lost(),
    Feature.SPACE: _lost(),
    Feature.OPTION_SHUFFLE: _lost("Moodle's settings decide, whatever the exam says"),
    Feature.FIXED_OPTION: _lost(),
    Feature.PART_ID: _partly("ids of exercises and questions"),
    Feature.TEXT_BLOCK: KEPT,
    Feature.IMAGE_BLOCK: _bent("it becomes a text block"),
    Feature.REPEAT: _lost(),
    Feature.FREE_FORMATTED: _bent("it becomes an essay with an ordinary answer box"),
    Feature.TITLE: _partly("a title has about 250 characters, and no tags"),
    Feature.EXERCISE: _partly("it becomes a category, whose name is not empty, and stands once"),
    Feature.TRUE_FALSE: _partly("a side with other shares than all or nothing makes it a choice"),
    Feature.NUMERIC: _partly(
        "a comma is read by the page's language, and what follows is passed over"
    ),
    Feature.SHORT_ANSWER: _partly("one answer has all points, and none has an arrow ->"),
    Feature.FILL_IN: _OUT,
    Feature.MATCHING: _partly("right sides are characters alone"),
    Feature.ORDERING: _OUT,
    Feature.MATRIX: _OUT,
    Feature.UPLOAD: _bent("it becomes an essay with an ordinary answer box"),
    Feature.CODE: _bent("it becomes an essay with an ordinary answer box"),
    Feature.POOL: _lost("all are written", "add as many random questions from the category"),
    Feature.FIXED_QUESTION: _lost(),
    Feature.ATTEMPTS: _lost(help=_QUIZ),
    Feature.INSTRUCTIONS: _lost(help="copy them to the quiz"),
    Feature.UNIT: _lost(help="write it into the question"),
    Feature.ANSWER_WEIGHT: _partly("a weight is one of 20 shares, a number's none below 0"),
    Feature.PART_WEIGHT: _partly("pairs have equal shares"),
    Feature.ANSWER_FEEDBACK: _partly("pairs have none"),
    Feature.TEXT_MATCH: _partly("letter case never counts, and a pattern is a list of texts"),
    Feature.FILES: _lost(),
    Feature.START: _lost(),
    Feature.STRIKETHROUGH: KEPT,
    Feature.LIST_START: KEPT,
    Feature.LINK_TITLE: KEPT,
    Feature.TABLE_ALIGNMENT: KEPT,
    Feature.CODE_LANGUAGE: KEPT,
    Feature.CAPTION: _partly("of images of the web"),
    Feature.SAY: _partly("right sides are characters"),
    Feature.MATH: _partly("as LaTeX always, as MathML where it can be turned into that"),
}
"""Kept is what a reader of our own file can restore exactly; partly is reported case by case."""
