"""What things are called in a Canvas package, and the way back from a name to what it stands for.

Canvas knows a quiz, a question and a question group by their identifiers for ever: a package with
the same ones, imported again, replaces them if the user asks for that. So identifiers hold the
author's ids, and a digest of the exam, or two exams in one course would overwrite each other.
"""

import re
from hashlib import sha256
from urllib.parse import unquote

from examc.core import lazyre
from examc.core.model import Exam
from examc.core.wording import WORDINGS, Wording
from examc.formats.foreign import identifiers

TARGET = "canvas"
NAME = "Canvas"
TOOL = "examc"

MANIFEST_FILE = "imsmanifest.xml"
META_FILE = "assessment_meta.xml"
RUBRICS_FILE = "rubrics.csv"
"""A file that no manifest names: Canvas passes over it (run: the 1.2 tool copies named files)."""
IMAGES = "images/"
"""The folder of the images, here and, unless something else is said, in a source."""
FILE_BASE = "$IMS-CC-FILEBASE$/"
"""What the address of an image begins with; 0.1.0 wrote it with `%24` for `$`."""
WEB = "web_resources/"
"""The folder of what such an address means, as in exports of Canvas."""
"""Before the path of a file in an address; `$` is percent-encoded, as Canvas' own exports do."""

LONGEST_IDENTIFIER = 150
"""Characters: an identifier names a file while Canvas converts the package."""

# -- kinds of questions -------------------------------------------------------------------------

TEXT = "text_only_question"
CHOICE = "multiple_choice_question"
RESPONSE = "multiple_answers_question"
ESSAY = "essay_question"
TRUE_FALSE = "true_false_question"
NUMERIC = "numerical_question"
SHORT_ANSWER = "short_answer_question"
BLANKS = "fill_in_multiple_blanks_question"
DROP_DOWNS = "multiple_dropdowns_question"
MATCHING = "matching_question"
UPLOAD = "file_upload_question"
CALCULATED = "calculated_question"
NEW_ORDERING = "ordering_question"
INLINE = "inline"
"""A text with boxes between its words, of no system's own kind."""
"""Of New Quizzes; the older ones take it for no question."""
BOX = "answer1"
RESPONSE_TO = "response_"
"""What the identifier of a response to one part begins with: a gap's name, or a number."""

# -- fields and classes that only we read; Canvas passes over fields it does not know -------------

TOOL_FIELD = "qmd_toolvendor"
LANGUAGE_FIELD = "examc_language"
SCORING_FIELD = "examc_scoring"
WORD_BANK = "wordbank"
LISTS = frozenset({"dropdown", WORD_BANK})
"""How New Quizzes say of the labels of a gap that one of them is chosen."""
ALGORITHM_FIELD, ALL_OR_NOTHING = "scoring_algorithm", "AllOrNothing"
"""What New Quizzes read, and the older ones pass over: that a part of an answer earns nothing."""
ATTEMPTS_FIELD = "examc_attempts"
"""That the number of attempts was said, which is 1 where it is not."""
KIND_FIELD = "examc_kind"
"""What an author calls the kind of a question, where Canvas has another kind in its place."""
CODE, MATRIX, ORDERING = "code", "matrix", "ordering"
"""Words of it; that of a programming language may stand behind the first."""

WORDS = {
    "META_FILE": META_FILE,
    "BOX": BOX,
    "TOOL_FIELD": TOOL_FIELD,
    "LANGUAGE_FIELD": LANGUAGE_FIELD,
    "ATTEMPTS_FIELD": ATTEMPTS_FIELD,
}
"""What templates call by name; a module in their hands would lead a stranger's one anywhere."""

HEADING = "examc-exercise"
"""On the heading that shows the title of an exercise."""
TOP = ".top"
TITLE = ".title"
"""After the identifier of an exercise: the section before a group, and the heading's item."""
IMAGE_BLOCK = "examc-image-block"
"""On the div round the image of an image block."""
GAP = "examc-gap"
"""On what our reader puts in place of the name of a gap."""
UNIT = "examc-unit"
"""On the unit of a number: a paragraph below the prompt, or what stands behind a gap."""
START = "examc-start"
"""On what the box of a code question should begin with: it stands below the prompt."""
DISPLAY = "examc-formula"
"""On the span round a formula whose own delimiters would not end it."""

# -- feedback -----------------------------------------------------------------------------------

GENERAL = "general_fb"
CORRECT = "correct_fb"
INCORRECT = "general_incorrect_fb"


def option_feedback(ident: str) -> str:
    """The identifier of an option's feedback, which Canvas pairs by the digits of the option."""
    return f"{ident}_fb"


_SPACE = lazyre.compile(r"[ \t\r\n\f]+")

# -- titles -------------------------------------------------------------------------------------


def line(text: str) -> str:
    """A text on one line, as an attribute of XML holds it; other spaces are kept."""
    return _SPACE.sub(" ", text).strip(" ")


def default_title(exercise: str, number: int, words: Wording) -> str:
    """What a question without a title is called in Canvas; `number` counts within its exercise."""
    return f"{line(exercise)} {number}" if line(exercise) else words.question.format(number)


def default_titles(exercise: str, number: int) -> frozenset[str]:
    """What `default_title` makes in any language."""
    return frozenset(default_title(exercise, number, words) for words in WORDINGS.values())


# -- identifiers --------------------------------------------------------------------------------

_UNSAFE = lazyre.compile(r"[^A-Za-z0-9._-]|_(?=x[0-9A-F]+_)|(?<=-)-")
_OWN = lazyre.compile(r"([qst])_(.+)\.[0-9a-f]{8}")


def scope(exam: Exam) -> str:
    """The digest of what tells an exam from others in its course."""
    course = exam.course
    said = (exam.title, course.code, course.name, course.year, course.period)
    return _digest("\n".join((exam.id,) if exam.id else ("", *said)))


def quiz_identifier(exam: Exam) -> str:
    """The identifier of the quiz."""
    return identifier("t", exam.id, scope(exam)) if exam.id else f"exam.{scope(exam)}"


def identifier(kind: str, own: str, digest: str) -> str:
    """The identifier of an item (kind q) or an exercise (s): a name that XML and files allow."""
    safe = _UNSAFE.sub(lambda match: f"_x{ord(match[0]):X}_", own)
    if len(safe) > LONGEST_IDENTIFIER:
        safe = f"{safe[: LONGEST_IDENTIFIER - 9]}-{_digest(own)}"
    return f"{kind}_{safe}.{digest}"


def own_id(identifier: str) -> str | None:
    """The id that `identifier` or `quiz_identifier` made an identifier of; None for others'."""
    match = _OWN.fullmatch(identifier)
    if match is None:
        return None
    return identifiers.unescaped(match[2])


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


class Unique:
    """Gives every identifier a form that no earlier one has; letter case tells none apart."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def name(self, wanted: str) -> str:
        """The name itself or, where it is taken, the name with a number."""
        found, number = wanted, 2
        while found.lower() in self.taken:
            found, number = f"{wanted}-{number}", number + 1
        self.taken.add(found.lower())
        return found


# -- images -------------------------------------------------------------------------------------

_UNSAFE_IN_FILE = lazyre.compile(r"[^A-Za-z0-9._-]|^\.")


def media_name(src: str) -> str:
    """The file of an image below `WEB`; `media_source` is the way back.

    One flat folder, and no two paths of an exam with one name, since Canvas takes any file whose
    path ends alike.
    """
    within = src.removeprefix(IMAGES)
    if within in ("", src) or within.startswith("/"):
        within = "/" + src
    return IMAGES + _UNSAFE_IN_FILE.sub(_escape_in_file, within)


def is_media(name: str) -> bool:
    """Whether a file of ours is one of an image; 0.1.0 had them at the root."""
    return name.removeprefix(WEB).startswith(IMAGES)


def media_source(name: str) -> str:
    """The path of the image that `media_name` made a file name of, in `WEB` or at the root."""
    within = unquote(name.removeprefix(WEB).removeprefix(IMAGES).replace("~", "%"))
    return within[1:] if within.startswith("/") else IMAGES + within


def _escape_in_file(match: re.Match[str]) -> str:
    return "".join(f"~{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))
