"""What Moodle calls things: readable names on one line, and what an unnamed question is called."""

from collections.abc import Iterable

from examc.core import lazyre
from examc.core.content import Blocks, plain
from examc.files.xmldocument import without_illegal
from examc.systems.moodle.limits import LONGEST_NAME, LONGEST_TAG

LONGEST_LABEL = 60  # characters of a name that is made of a prompt

_NOT_IN_TAGS = lazyre.compile(r"[\x00-\x1f\x7f<>`]")
_TAG_OPENS = lazyre.compile(r"<(?=\S)")


def legal(text: str) -> str:
    """A text without the characters that XML has no way to write, and with `\\n` line ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return without_illegal(text)


def readable(text: str) -> str:
    """A text as a name: on one line, and with nothing in it that Moodle would strip as a tag.

    Moodle strips `<b>` from names but keeps `a < b` (clean_question_name).
    """
    return _TAG_OPENS.sub("< ", " ".join(legal(text).split()))


def cut(text: str, limit: int) -> str:
    """A text of at most `limit` characters: cut between words where it can be, ended by `…`.

    No `<` stands before that, since Moodle would take it for a tag.
    """
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    words = head.rpartition(" ")[0]
    head = words if len(words) > limit // 2 else head
    if head.count("\\(") > head.count("\\)"):
        head = head[: head.rindex("\\(")]
    return head.rstrip(" ,;:.<") + "…"


def label(content: Blocks) -> str:
    """What a question without a title is called: the beginning of its first text."""
    for block in content:
        text = readable(plain((block,)))
        if text:
            return cut(text, LONGEST_LABEL)
    return ""


def of_category(title: str) -> str:
    """The title of an exam as the name of a category; Moodle passes over one named `top`."""
    name = cut(readable(title), LONGEST_NAME)
    return "Top" if name == "top" else name


def category_path(names: Iterable[str]) -> str:
    """The path of a category below the top of the course.

    A `/` in a name is doubled; at an end of a name it needs a space beside it, or it would
    double the separator (question/format.php, split_category_path; names are trimmed there).
    """
    return "/".join(["$course$/top", *map(_path_part, names)])


def _path_part(name: str) -> str:
    part = name.replace("/", "//")
    return " " * part.startswith("/") + part + " " * part.endswith("/")


def tag(text: str) -> str:
    """A tag as Moodle keeps it: on one line, without `<`, `>` and backquotes, and short."""
    return " ".join(_NOT_IN_TAGS.sub("", legal(text)).split())[:LONGEST_TAG].strip()
