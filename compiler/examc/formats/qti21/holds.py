"""What a QTI 2.1 package holds of an exam, feature by feature.

"Kept" is what a standard player does or shows as meant, and what is kept as metadata or for
scorers where a player has nothing to do with it; all of it can be read back.
"""

from examc.core.features import KEPT, Feature, Hold, Holding, Statement

STATEMENT: Statement = {
    Feature.COURSE: KEPT,
    Feature.SCHEDULE: KEPT,
    Feature.DESCRIPTION: KEPT,
    Feature.TAGS: KEPT,
    Feature.BANK: KEPT,
    Feature.UPDATED: KEPT,
    Feature.STATED_POINTS: KEPT,
    Feature.QUESTION_SHUFFLE: Holding(
        Hold.BENT,
        "Canvas keeps the order and shuffles the options of the whole quiz instead",
        "shuffle the questions in Canvas, with a question group",
    ),
    Feature.EXAM_ID: KEPT,
    Feature.WEIGHT: Holding(
        Hold.PARTLY, "exactly where it is a decimal; 1/3 is rounded to 15 decimals"
    ),
    Feature.FLOOR: Holding(
        Hold.PARTLY, "exactly where it is a decimal; 1/3 is rounded to 15 decimals"
    ),
    Feature.CAP: Holding(
        Hold.PARTLY, "exactly where it is a decimal that is not below the lowest mark"
    ),
    Feature.ALL_OR_NOTHING: KEPT,
    Feature.CHECK: Holding(
        Hold.PARTLY, "marks are kept; systems show the options that earn points as the right ones"
    ),
    Feature.POINTS: Holding(
        Hold.PARTLY, "exactly where they are a decimal; 1/3 is rounded to 15 decimals"
    ),
    Feature.OPTION_FEEDBACK: KEPT,
    Feature.FEEDBACK: Holding(
        Hold.PARTLY, "a written answer has no mark yet, so only feedback for everyone is shown"
    ),
    Feature.CRITERIA: Holding(
        Hold.PARTLY, "exactly for graders; their points are rounded to 15 decimals as outcomes"
    ),
    Feature.LEVELS: KEPT,
    Feature.SOLUTION: KEPT,
    Feature.NOTES: KEPT,
    Feature.SPACE: Holding(
        Hold.PARTLY, "as lines of an answer, and exactly as a class; images have their own height"
    ),
    Feature.OPTION_SHUFFLE: KEPT,
    Feature.FIXED_OPTION: KEPT,
    Feature.PART_ID: KEPT,
    Feature.TEXT_BLOCK: Holding(
        Hold.PARTLY, "in the question after it; lost in an exercise without questions"
    ),
    Feature.IMAGE_BLOCK: Holding(
        Hold.PARTLY, "in the question after it; lost in an exercise without questions"
    ),
    Feature.REPEAT: KEPT,
    Feature.FREE_FORMATTED: Holding(
        Hold.BENT,
        "students get an ordinary field for their answer",
        "say in the prompt where the answer goes",
    ),
    Feature.TITLE: KEPT,
    Feature.EXERCISE: KEPT,
    Feature.TRUE_FALSE: Holding(
        Hold.PARTLY, "as a single choice, in the words of the exam's language where there are some"
    ),
    Feature.NUMERIC: Holding(
        Hold.PARTLY, "by two bounds; one that is no decimal is rounded outward, to 15 digits"
    ),
    Feature.SHORT_ANSWER: KEPT,
    Feature.FILL_IN: Holding(Hold.PARTLY, "the options of a drop-down are plain text"),
    Feature.MATCHING: KEPT,
    Feature.ORDERING: Holding(
        Hold.PARTLY, "exactly where a share of the points is a decimal, else to 15 decimals"
    ),
    Feature.MATRIX: KEPT,
    Feature.UPLOAD: KEPT,
    Feature.CODE: KEPT,
    Feature.POOL: KEPT,
    Feature.FIXED_QUESTION: KEPT,
    Feature.ATTEMPTS: KEPT,
    Feature.INSTRUCTIONS: Holding(
        Hold.BENT,
        "they stand before the first exercise, where Canvas and ANS do not show them",
        "repeat what students need as a text block before the first question",
    ),
    Feature.UNIT: KEPT,
    Feature.ANSWER_WEIGHT: Holding(
        Hold.PARTLY, "exactly where it is a decimal; 1/3 is rounded to 15 decimals"
    ),
    Feature.PART_WEIGHT: Holding(
        Hold.PARTLY, "exactly where it is a decimal; 1/3 is rounded to 15 decimals"
    ),
    Feature.ANSWER_FEEDBACK: KEPT,
    Feature.TEXT_MATCH: KEPT,
    Feature.FILES: Holding(
        Hold.PARTLY, "a box for each file; several types and a largest size are shown, not checked"
    ),
    Feature.START: Holding(
        Hold.PARTLY, "the starting text stands below the prompt, not in the box"
    ),
    Feature.STRIKETHROUGH: Holding(
        Hold.BENT,
        "it has no struck text, so students see plain text",
        "say in words what is struck",
    ),
    Feature.LIST_START: Holding(
        Hold.BENT,
        "its lists begin at 1",
        "write the numbers as text, or begin the list at 1",
    ),
    Feature.LINK_TITLE: Holding(Hold.BENT, "it is kept, and not shown"),
    Feature.TABLE_ALIGNMENT: KEPT,
    Feature.CODE_LANGUAGE: KEPT,
    Feature.CAPTION: KEPT,
    Feature.MATH: Holding(
        Hold.PARTLY,
        "as LaTeX; with --math mathml as MathML, but for what MathML 2 cannot say",
    ),
    Feature.SAY: Holding(
        Hold.PARTLY, "heard with --math mathml, but in drop-downs; else kept, and not heard"
    ),
}
