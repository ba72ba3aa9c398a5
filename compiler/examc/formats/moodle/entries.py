"""What a Moodle XML file is made of, ready to be laid out: the data of the templates."""

from typing import Literal, NamedTuple, TypeAlias, TypedDict

from examc.core import lazyre
from examc.core.records import Record
from examc.systems.moodle import labels


class Xml(str):
    """Text that is XML already, and is not escaped again by a template."""

    __slots__ = ()

    def __html__(self) -> str:
        """The text itself, which is what templates ask of what is not to be escaped."""
        return self


NOTHING = Xml()
_SPECIAL = lazyre.compile(r"[&<>\"']")


def cdata(html: str) -> Xml:
    """HTML as a CDATA section, as Moodle writes it; two sections where it holds `]]>`."""
    if not html:
        return NOTHING
    return Xml(f"<![CDATA[{labels.legal(html).replace(']]>', ']]]]><![CDATA[>')}]]>")


def line(text: str) -> Xml:
    """A name or a tag; a CDATA section where it would need an entity.

    Moodle loses a blank between two entities (lib/xmlize.php).
    """
    return cdata(text) if _SPECIAL.search(text) else Xml(text)


class File(NamedTuple):
    """A file beside a text; `data` is its bytes in base64.

    `origin` is its path in the exam's folder, "" where that is the usual one.
    """

    name: str
    data: str
    origin: str = ""


class Text(NamedTuple):
    """A text in HTML, and the files that it shows."""

    xml: Xml = NOTHING
    files: tuple[File, ...] = ()


EMPTY = Text()


class Hint(Record, frozen=True):
    """What Moodle passes over and a reader of our file has back: names and values, in order.

    An accepted answer, a pair or a side has its `id`; a number how it is `written`, if its middle
    and half its width do not tell; a text itself, if its form here does not; a `pattern`, and at
    those texts after the first that it is written out to, the `answer` (from 1) they belong to. The
    `points` of an answer stand where a bound of the question makes its share another.
    A question has its `kind` where Moodle's is another; its `points` where its weights add up to
    others, and what all its parts are worth in `full` where that is not its points; `rule`, `floor`, `cap` and `weights` where Moodle has none and no mark changes for it.
    Inside, in the order of the text: each `gap` with its `name` and, where there is something to say,
    an `answer` each (`texts`: how many texts one is written out to); each `column` and `row`, `pair`
    and `distractor`. A row says its `right` columns (from 1) if these are not those that earn.
    """

    values: tuple[tuple[str, str], ...] = ()
    inner: "tuple[Hint, ...]" = ()
    tag: str = "examc"

    def __bool__(self) -> bool:
        return bool(self.values or self.inner)


NO_HINT = Hint()


def hint(tag: str = "examc", inner: "tuple[Hint, ...]" = (), **values: str) -> Hint:
    """A hint with those values that say something."""
    return Hint(tuple((name, value) for name, value in values.items() if value), inner, tag)


class Category(Record, frozen=True, kw_only=True):
    """Where the questions after it go."""

    type: Literal["category"] = "category"
    path: Xml
    info: Text
    idnumber: str


class Common(Record, frozen=True, kw_only=True):
    """What every kind of question has; `grade` is in points.

    `beside` is what Moodle has no field for and passes over, as names and values, and `inside`
    what is more than that.
    """

    name: Xml
    text: Text
    idnumber: str
    feedback: Text = EMPTY
    grade: str = "0.0000000"
    tags: tuple[Xml, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    inside: tuple[Hint, ...] = ()


class ByResult(NamedTuple):
    """Feedback for all marks, and for fewer."""

    correct: Text = EMPTY
    incorrect: Text = EMPTY


class Fields(TypedDict):
    """What every kind of question is made with."""

    name: Xml
    text: Text
    idnumber: str
    feedback: Text
    grade: str
    tags: tuple[Xml, ...]


class Description(Common, frozen=True, kw_only=True):
    """A text that is no question."""

    type: Literal["description"] = "description"


class Essay(Common, frozen=True, kw_only=True):
    """What a person marks; `lines` is the height of its box.

    `attachments` is how many files may be handed in (-1: any number), `fewest` how many must be,
    `types` their endings, parted by commas, and `size` the largest one in bytes, 0 for no limit.
    `start` is what stands in the box before.
    """

    type: Literal["essay"] = "essay"
    format: Literal["editor", "monospaced", "noinline"] = "editor"
    required: bool = True
    lines: int
    graderinfo: Text
    start: Xml = NOTHING
    attachments: int = 0
    fewest: int = 0
    types: str = ""
    size: int = 0


class Answer(NamedTuple):
    """An option; `fraction` is a percentage of the grade."""

    fraction: str
    text: Text
    feedback: Text


class Multichoice(Common, frozen=True, kw_only=True):
    """A choice of options; `correct` and `incorrect` are feedback by result."""

    type: Literal["multichoice"] = "multichoice"
    single: bool
    shuffle: bool
    result: ByResult
    answers: tuple[Answer, ...]


class Cloze(Common, frozen=True, kw_only=True):
    """A question whose text holds its options, with fractions that no grid limits."""

    type: Literal["cloze"] = "cloze"


Entry: TypeAlias = Category | Common
"""A category, or a question or description of any type."""
