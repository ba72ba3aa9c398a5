"""What things are called in our QTI packages, and the way back from a name to what it stands for.

QTI 2.1 has no place for a good part of an exam, but every element of a body may have a `class`
and a `label`, which players pass over: the class says what an element is, the label whose it is.
"""

import re
from urllib.parse import unquote

from examc.core import lazyre
from examc.formats.foreign import identifiers

TARGET = "qti"
NAME = "QTI 2.1"
TOOL = "examc"

MANIFEST_FILE = "imsmanifest.xml"
TEST_FILE = "test.xml"
TEST_RESOURCE = "res_test"
NO_SECTION = "_section"
"""The section of a test without exercises: QTI asks for one."""
MEDIA_FOLDER = "media/"
IMAGE_FOLDER = "images/"
"""The folder of a source whose images keep their names in a package."""

# -- classes ------------------------------------------------------------------------------------

STEM = "examc-stem"
"""The div round a whole stem: blocks before the question, its prompt, blocks after it."""
TEXT_BLOCK = "examc-text-block"
IMAGE_BLOCK = "examc-image-block"
REPEAT = "examc-repeat"
"""On a block that is shown again with later questions."""
COPY = "examc-copy"
"""On a block that a `REPEAT` of an earlier question shows again, or that all of a pool show."""
AFTER = "examc-after"
"""On a block that stands after the last question of its exercise."""

CRITERIA = "examc-criteria"
LEVELS = "examc-levels"
SOLUTION = "examc-solution"
NOTES = "examc-notes"
DESCRIPTION = "examc-description"
STAFF = "author proctor scorer tutor"
"""All who see an exam but those who take it: the view of its description."""
CELL_POINTS = "examc-points"
CELL_PERCENT = "examc-percent"
CELL_NAME = "examc-name"
CELL_TEXT = "examc-text"
"""On the cells of a rubric's table."""

INSTRUCTIONS = "examc-instructions"
ANSWERS = "examc-answers"
"""On the block for scorers that lists the accepted answers of what is typed, a `div` a box."""
ANSWER = "examc-answer"
"""On an accepted answer as the author wrote it; the class of its entry says how it is compared."""
CASE = "examc-case"
"""On the answers of a box where letter case counts."""

BOX = "examc-box"
"""On the paragraph with the one box of a question, and on the interaction in it."""
UNIT = "examc-unit"
"""On the unit behind a box, after a no-break space."""
GAP = "examc-gap"
"""On an interaction that is a gap of the prompt; its label is the gap's id."""
TRUE_FALSE = "examc-true-false"
MATRIX = "match_matrix"
"""On a matchInteraction whose rows and columns are a matrix, as R/exams marks it."""
TABLE = "qti-match-tabular"
"""Beside it: the word of QTI 3's shared vocabulary for a table of buttons, which players draw then."""
WRONG = "examc-wrong-"
"""On a left side before what a wrong right one costs, where there is only the right one."""
RIGHT_CELLS = "examc-right"
"""On a row whose right columns are not those that earn points: `examc-right-1-3` lists them."""
PROGRAM = "examc-code"
LANGUAGE = "examc-language-"
"""Before the language of code; see `language_class`."""
GIVEN = "examc-given"
"""On the listing that an author wants in the box for code; it is the last of the stem."""
UPLOAD = "examc-upload"
FILES = "examc-files-"
"""Before a number of files, as in `examc-files-1..3` (`examc-files-1..` where there is no end)."""
TYPE = "examc-type-"
"""Before a file name ending, as in `examc-type-.pdf`."""
SIZE = "examc-size-"
"""Before the largest size of a file, in bytes."""

CHECKED = "examc-checked"
"""On an option that is checked although its weight is not above 0."""
UNCHECKED = "examc-unchecked"
"""On an option that is not checked although its weight is above 0."""
FREE_FORMATTED = "examc-free-formatted"
SPACE = "examc-space-"
"""Before a number of pages, as in `examc-space-1/2`."""

STRIKETHROUGH = "examc-strikethrough"
START = "examc-start-"
"""Before the first number of a list."""

DEFAULT_TITLE = "examc-default-title"
"""The label of an item whose title is ours, not the author's."""

# -- variables and feedback ---------------------------------------------------------------------

GENERAL_FEEDBACK = "general_fb"
CORRECT_FEEDBACK = "correct_fb"
INCORRECT_FEEDBACK = "incorrect_fb"
GENERAL_OUTCOME = "FEEDBACK_GENERAL"
RESULT_OUTCOME = "FEEDBACK_RESULT"


def choice(place: int) -> str:
    """The identifier of an option by its place (from 1); Canvas knows `RESPONSE_<digits>`."""
    return f"RESPONSE_{place}"


def option_feedback(place: int) -> str:
    """The identifier of an option's feedback; Canvas pairs it with `choice` by the digits."""
    return f"feedback_{place}_fb"


def option_outcome(place: int) -> str:
    """The outcome that holds an option's feedback while the option is chosen."""
    return f"FEEDBACK_{place}"


RESPONSE = "RESPONSE"
SCORE = "SCORE"
RIGHT = "RIGHT"
"""The outcome that counts the parts that are right, where the mark hangs on their number."""


def gap_response(place: int) -> str:
    """The response of a gap by its place (from 1)."""
    return f"GAP_{place}"


def part_score(place: int) -> str:
    """The outcome that holds the points of a part of an answer, by its place (from 1)."""
    return f"SCORE_{place}"


def gap_choice(gap: int, place: int) -> str:
    """The identifier of an option of a drop-down, by the places of both (from 1)."""
    return f"GAP_{gap}_{place}"


def left(place: int) -> str:
    """The identifier of a left side or a row, by its place (from 1)."""
    return f"LEFT_{place}"


def right(place: int) -> str:
    """The identifier of a right side or a column, by its place (from 1)."""
    return f"RIGHT_{place}"


def ordered(place: int) -> str:
    """The identifier of an item to put in order, by its place in the file (from 1)."""
    return f"ITEM_{place}"


def language_class(language: str) -> str:
    """The class that says a language of code, in one word; `language_of` is the way back."""
    words = language.replace("%", "%25")
    return LANGUAGE + "".join(f"%{ord(c):02X}" if c.isspace() else c for c in words)


def language_of(word: str) -> str:
    """The language that `language_class` made a class of."""
    return unquote(word.removeprefix(LANGUAGE))


def file_response(place: int) -> str:
    """The response that holds a file, by its place (from 1); the first is plain `RESPONSE`."""
    return RESPONSE if place == 1 else f"{RESPONSE}_{place}"


# -- identifiers --------------------------------------------------------------------------------

_PLAIN = lazyre.compile(r"[A-Za-z][A-Za-z0-9._-]*")
# `q_` and `s_` are our prefixes; the others would name a file of ours, or one Windows cannot make.
_RESERVED = lazyre.compile(
    r"[qs]_.*|(?:test|imsmanifest|con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE
)
_UNSAFE = lazyre.compile(r"[^A-Za-z0-9._-]|_(?=x[0-9A-F]+_)")


def item_identifier(own: str) -> str:
    """The identifier of an item, an NCName and a safe file name; `item_id` is the way back."""
    if _PLAIN.fullmatch(own) and not _RESERVED.fullmatch(own):
        return own
    return "q_" + _escape(own)


def item_id(identifier: str) -> str:
    """The id of the item that `item_identifier` made an identifier of."""
    return identifiers.unescaped(identifier[2:]) if identifier.startswith("q_") else identifier


def section_identifier(own: str) -> str:
    """The identifier of an exercise's section; no item has one like it."""
    return "s_" + _escape(own)


def exercise_id(identifier: str) -> str:
    """The id of the exercise that `section_identifier` made an identifier of."""
    return identifiers.unescaped(identifier.removeprefix("s_"))


def test_identifier(own: str) -> str:
    """The identifier of the test; an exam without an id is called `exam`."""
    return "t_" + _escape(own) if own else "exam"


def exam_id(identifier: str) -> str:
    """The id of the exam that `test_identifier` made an identifier of; "" if it had none."""
    return identifiers.unescaped(identifier[2:]) if identifier.startswith("t_") else ""


def resource_identifier(identifier: str) -> str:
    """The identifier of a file's resource in the manifest."""
    return f"res_{identifier}"


def _escape(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"_x{ord(match[0]):X}_", text)


# -- images -------------------------------------------------------------------------------------

_UNSAFE_IN_FILE = lazyre.compile(r"[^A-Za-z0-9._-]|^\.")


def media_name(src: str) -> str:
    """The file of an image in a package, seen from its root; `media_source` is the way back.

    One flat folder, and no two paths of an exam with one name: Canvas takes any file whose name
    ends alike. `+` and `%` are no part of a name, since Canvas reads it as part of an address.
    """
    within = src.removeprefix(IMAGE_FOLDER)
    if within in ("", src) or within.startswith("/"):
        within = "/" + src
    return MEDIA_FOLDER + _UNSAFE_IN_FILE.sub(_escape_in_file, within)


def media_source(name: str) -> str:
    """The path of the image that `media_name` made a file name of."""
    within = unquote(name.removeprefix(MEDIA_FOLDER).replace("~", "%"))
    return within[1:] if within.startswith("/") else IMAGE_FOLDER + within


def _escape_in_file(match: re.Match[str]) -> str:
    return "".join(f"~{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))
