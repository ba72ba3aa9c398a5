"""What a Moodle XML file is made of, ready to be laid out: the data of the templates."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, TypedDict

from examc.core import lazyre
from examc.formats.moodle import names


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
    return Xml(f"<![CDATA[{names.legal(html).replace(']]>', ']]]]><![CDATA[>')}]]>")


def line(text: str) -> Xml:
    """A name or a tag; a CDATA section where it would need an entity.

    Moodle loses a blank between two entities (lib/xmlize.php).
    """
    return cdata(text) if _SPECIAL.search(text) else Xml(text)


@dataclass(frozen=True, slots=True)
class File:
    """A file beside a text; `data` is its bytes in base64.

    `origin` is its path in the exam's folder, "" where that is the usual one.
    """

    name: str
    data: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in HTML, and the files that it shows."""

    xml: Xml = NOTHING
    files: tuple[File, ...] = ()


EMPTY = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Where the questions after it go."""

    type: Literal["category"] = "category"
    path: Xml
    info: Text
    idnumber: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What every kind of question has; `grade` is in points.

    `beside` is what Moodle has no field for and passes over, as names and values.
    """

    name: Xml
    text: Text
    idnumber: str
    feedback: Text = EMPTY
    grade: str = "0.0000000"
    tags: tuple[Xml, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()


class Fields(TypedDict):
    """What every kind of question is made with."""

    name: Xml
    text: Text
    idnumber: str
    feedback: Text
    grade: str
    tags: tuple[Xml, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description(Common):
    """A text that is no question."""

    type: Literal["description"] = "description"


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay(Common):
    """A written answer; `lines` is the height of its box."""

    type: Literal["essay"] = "essay"
    lines: int
    graderinfo: Text


@dataclass(frozen=True, slots=True)
class Answer:
    """An option; `fraction` is a percentage of the grade."""

    fraction: str
    text: Text
    feedback: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Multichoice(Common):
    """A choice of options; `correct` and `incorrect` are feedback by result."""

    type: Literal["multichoice"] = "multichoice"
    single: bool
    shuffle: bool
    correct: Text
    incorrect: Text
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(Common):
    """A question whose text holds its options, with fractions that no grid limits."""

    type: Literal["cloze"] = "cloze"


Entry: TypeAlias = Category | Description | Essay | Multichoice | Cloze
