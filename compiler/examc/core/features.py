"""What an exam can use and a target may not hold: the vocabulary of losses.

A target states for every feature whether it keeps, bends or loses it; `uses.report` compares that
statement with what an exam uses. What depends on a value (a weight on Moodle's grid) is stated as
"partly", and the writer itself reports it, under the feature's code.
"""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Feature(Enum):
    """A property of an exam; the value is the code of its loss, and what it is called."""

    COURSE = ("X301", "course")
    SCHEDULE = ("X302", "date and duration")
    DESCRIPTION = ("X303", "description of the exam")
    TAGS = ("X304", "tags")
    BANK = ("X305", "question bank")
    UPDATED = ("X306", "time of the last change")
    STATED_POINTS = ("X307", "points stated for an exam or exercise")
    QUESTION_SHUFFLE = ("X308", "questions in changing order")
    EXAM_ID = ("X309", "id of the exam")
    WEIGHT = ("X310", "weights of options")
    FLOOR = ("X311", "lowest mark other than 0")
    CAP = ("X312", "highest mark other than the points")
    ALL_OR_NOTHING = ("X313", "all-or-nothing rule")
    CHECK = ("X314", "checked options with a weight of 0 or less")
    POINTS = ("X315", "points of questions")
    OPTION_FEEDBACK = ("X320", "feedback on options")
    FEEDBACK = ("X321", "feedback on questions")
    CRITERIA = ("X322", "criteria")
    LEVELS = ("X323", "levels")
    SOLUTION = ("X324", "model answers")
    NOTES = ("X325", "notes for graders")
    SPACE = ("X326", "answer space")
    OPTION_SHUFFLE = ("X327", "options in changing order")
    FIXED_OPTION = ("X328", "options that keep their place")
    PART_ID = ("X329", "ids of options, criteria and levels")
    TEXT_BLOCK = ("X330", "text blocks")
    IMAGE_BLOCK = ("X331", "image blocks")
    REPEAT = ("X332", "blocks that are repeated")
    FREE_FORMATTED = ("X333", "free formatted questions")
    TITLE = ("X334", "titles of questions")
    EXERCISE = ("X335", "exercises")
    TRUE_FALSE = ("X347", "true/false questions")
    NUMERIC = ("X348", "numeric questions")
    SHORT_ANSWER = ("X382", "short answer questions")
    FILL_IN = ("X350", "fill in questions")
    MATCHING = ("X351", "matching questions")
    ORDERING = ("X352", "ordering questions")
    MATRIX = ("X353", "matrix questions")
    UPLOAD = ("X354", "upload questions")
    CODE = ("X355", "code questions")
    POOL = ("X356", "pools of questions")
    FIXED_QUESTION = ("X357", "questions that keep their place")
    ATTEMPTS = ("X358", "number of attempts")
    INSTRUCTIONS = ("X359", "instructions for students")
    UNIT = ("X360", "units of numbers")
    ANSWER_WEIGHT = ("X373", "weights of accepted answers")
    PART_WEIGHT = ("X374", "weights of gaps, pairs and rows")
    ANSWER_FEEDBACK = ("X375", "feedback on accepted answers, pairs and gaps")
    TEXT_MATCH = ("X376", "how typed text is compared")
    FILES = ("X377", "number, types and size of files")
    START = ("X378", "starting text and language of code")
    STRIKETHROUGH = ("X340", "struck text")
    LIST_START = ("X341", "numbered lists that do not begin at 1")
    LINK_TITLE = ("X342", "titles of links")
    TABLE_ALIGNMENT = ("X343", "alignment of table columns")
    CODE_LANGUAGE = ("X344", "language of listings")
    CAPTION = ("X345", "captions of images")
    MATH = ("X346", "formulas")
    SAY = ("X397", "how formulas are read aloud")

    @property
    def code(self) -> str:
        """The code of the diagnostic that says a target lost it."""
        return self.value[0]

    @property
    def label(self) -> str:
        """What it is called in tables."""
        return self.value[1]


class Hold(Enum):
    """How a target holds a feature."""

    KEPT = "kept"
    BENT = "bent"
    LOST = "lost"
    PARTLY = "partly"
    """Depends on the value; the writer reports each case."""


class Holding(NamedTuple):
    """A target's statement on a feature: how it is held, in words, and a way out if any."""

    hold: Hold
    how: str = ""
    help: str = ""


KEPT = Holding(Hold.KEPT)
Statement = Mapping[Feature, Holding]
