"""What Moodle's importer takes out of a file before it looks at it: white space, names, `top`."""

import re

from examc.core import lazyre

_RUN = lazyre.compile(rb"(<!\[CDATA\[.*?\]\]>|&[#\w]+;)(?:[ \t\n]+(?=&|<!\[CDATA\[))?", re.DOTALL)
_TAG = lazyre.compile(r"<(?=\S)[^>]*>?")
_SLASH = lazyre.compile(r"(?<!/)/(?!/)")
_CONTEXT = lazyre.compile(r"\$[a-z]+\$")


def xmlized(data: bytes) -> bytes:
    """A file without the character data that is white space only (lib/xmlize.php).

    The parser hands over an entity, a CDATA section, and what stands between two of them each on
    its own, so that the blank in `&amp; &lt;` is lost.
    """
    return _RUN.sub(rb"\1", data)


def question_name(text: str) -> str:
    """The name of a question, without tags and white space at its ends (clean_question_name).

    A `<` with white space behind it is no tag.
    """
    return _TAG.sub("", text).strip(" \t\n\r\0\x0b")


def path_names(path: str) -> tuple[str, ...]:
    """The names in a category's path, below the context and the `top` that may stand first."""
    names = [name.strip().replace("//", "/") for name in _SLASH.split(path)]
    if names and _CONTEXT.fullmatch(names[0]):
        names = names[1:]
    return tuple(names[1:] if names[:1] == ["top"] else names)


def category_names(path: str) -> tuple[str, ...]:
    """The categories below the top one that a path creates; any `top` is passed over."""
    return tuple(name for name in path_names(path) if name != "top")
