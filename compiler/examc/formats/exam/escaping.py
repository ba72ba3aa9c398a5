"""What in running text Markdown would read as markup, and how it is kept from doing so."""

import re

from examc.core import lazyre
from examc.core.content import (
    Emphasis,
    Inlines,
    Node,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
    walk,
)
from examc.formats.exam.blanks import plain_spaces
from examc.text.markup.unread import is_picture

SPACE = "\x01"
"""A space at which no line may end; it becomes a plain one when lines are filled."""
BREAK = "\x04"
"""A line break that the author asked for."""
APART = f"<!--{SPACE}-->"
"""An empty comment: it parts what would run together, and leaves nothing behind."""

_SPECIAL = lazyre.compile(r"[\\`$<&*_~^!\[\]{\x03\x80-\x9f\u2028\u2029\ufeff]")
_PIECE = lazyre.compile(
    r"""
    (?P<kept>\x03(?=[\^_=~:*]))
  | (?P<backslash>\\(?![A-Za-z0-9\xa0-\u2027\u202a-\ufefe]))
  | (?P<gap>(?<!!)\[\[[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\]\](?!\())
  | (?P<always>[`$])
  | (?P<picture>!)
  | (?P<reading>\{(?=[ ]*say[ ]*=))
  | (?P<tag><(?=[A-Za-z/!?]))
  | (?P<entity>&(?=\#[0-9]{1,7};|\#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};))
  | (?P<run>(?<!\x03)(?:\*+|_+|~+|\^+))
  | (?P<close>\](?=[(\[]))
  | (?P<bracket>[\[\]])
  | (?P<unseen>[\x80-\x9f\u2028\u2029\ufeff])
    """,
    re.VERBOSE,
)
_RUN = lazyre.compile(r"(?<!\x03)(?:\*+|_+|~+|\^+)")
_INSIDE_WORD = lazyre.compile(r"[A-Za-z0-9]")
_ENTITY = lazyre.compile(r"&(?=#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_BACKSLASH = lazyre.compile(r"\\(?=[!-/:-@\[-`{-~]|\Z)")
_NO_WORD = lazyre.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")

_LINE_START = lazyre.compile(r"(?:\+|-+|\*+|_+|#{4,6})(?= |\n|\Z)|#{1,3}(?!#)|>|~~~")
_NUMBERED = lazyre.compile(r"(\d{1,9})(?=[.)](?: |\n|\Z))")
_TABLE_RULE = lazyre.compile(r"[-=:|]+(?= |\n|\Z)")
_GLUED_BOX = lazyre.compile(
    r"((?:[-*+]|(?:\d{1,9}|[A-Za-z])[.)][ \x01]*|[•·‣▪◦–—\uf0a7\uf0b7\uf0d8\uf0fc][ \x01]*)\[[ \x01]?[xX]?[ \x01]?)(?=\](?!\())"
)
_BOX = lazyre.compile(r"\[[ xX\x01]\]|\{")
_ATTRIBUTES = lazyre.compile(r"\{#[A-Za-z0-9][^{}]*\}[ \x01]*\Z")
_WEIGHT_BEHIND = lazyre.compile(r"(?<!\\)\{[-+−]?[\d./]+%?(?: [^{}]*)?\}\Z")
_DEFINITION = lazyre.compile(r"(\[(?:[^\[\]\\]|\\.)*\]):")
_OPENS_BLOCK = lazyre.compile(
    r"(?:[-+*]|#{1,6}|\d{1,9}[.)])(?:\s|\Z)|>|[-=:|_* ]+\Z|```|~~~|<[A-Za-z/!?]"
)

_STRUCTURE: dict[type[Node], tuple[str, ...]] = {
    Emphasis: ("*", "_", "~~"),
    Strong: ("*", "_", "~~"),
    Strikethrough: ("~~", "~"),
    Subscript: ("~", "~~"),
    Superscript: ("^",),
}
"""Next to other delimiters a bare `~~` is looked through, and a `~` beside one makes it another."""
ALL = frozenset(("*", "_", "^", "~", "~~"))


def delimiters(content: Inlines) -> frozenset[str]:
    """The delimiters that mean something in a running text, if they stand bare in its words.

    Two runs of the same delimiter may find each other, and one run may find a delimiter that
    is meant; a single run among words stays what it is.
    """
    needed: set[str] = set()
    once: set[str] = set()
    for node in walk(content):
        if isinstance(node, Text):
            for run in _RUN.finditer(node.text):
                name = _name(run)
                if _may_delimit(run) or name in once:
                    (needed if name in once else once).add(name)
        elif type(node) in _STRUCTURE:
            needed.update(_STRUCTURE[type(node)])
    return frozenset(needed)


def _name(run: re.Match[str]) -> str:
    """The delimiter that a run may be: of `^` and `~` one and several mean different things."""
    return "~~" if run[0].startswith("~~") else run[0][0]


def _may_delimit(run: re.Match[str]) -> bool:
    text, start, end = run.string, run.start(), run.end()
    before, after = text[start - 1 : start] or "-", text[end : end + 1] or "-"
    if before == after == " ":
        return False
    inside_word = _INSIDE_WORD.match(before) and _INSIDE_WORD.match(after)
    return run[0][0] not in "_*" or not inside_word


_RAISES = lazyre.compile(r"(?:[^\s^~\x03]|[\x85\u2028\u2029])*(?:[\^~]|\Z)")


def _is_needed(run: re.Match[str], bare: frozenset[str]) -> bool:
    """Whether a run in a text where its delimiter means something would be taken for it."""
    if _name(run) not in bare:
        return False
    if run[0] in ("^", "~"):
        return run.start() == 0 or _RAISES.match(run.string, run.end()) is not None
    return run[0][0] == "*" or _may_delimit(run)


def escape(text: str, bare: frozenset[str], *, linked: bool = False) -> str:
    """Words as Markdown; `bare` are the delimiters that must not stand bare in them.

    `linked` says that they stand inside brackets, which then must not be closed early. Nothing is
    written as `\\[` or `\\(`, which would begin a formula.
    """
    if _SPECIAL.search(text) is None:
        return text
    loose = linked and not _is_balanced(text)

    def written(piece: re.Match[str]) -> str:
        match piece.lastgroup:
            case "kept":
                return "\\"
            case "run":
                if _is_needed(piece, bare):
                    return "".join("\\" + char for char in piece[0])
                return piece[0]
            case "bracket":
                closing = "\\]" if loose else "]"
                return closing if piece[0] == "]" else entity("[") if loose else "["
            case "picture":
                return "\\!" if is_picture(text, piece.start()) else "!"
            case "unseen":
                return entity(piece[0])
            case "gap":
                name = piece[0][2:-2]
                return f"{entity('[') * 2}{name}\\]\\]" if loose else f"[[{name}\\]]"
            case _:
                return "\\" + piece[0]

    return _PIECE.sub(written, text)


def _is_balanced(text: str) -> bool:
    """Whether brackets in a text open and close by themselves, and none of them twice."""
    depth = 0
    if re.search(r"\][(\[:]|!\[", text):
        return False
    for sign in re.findall(r"[\[\]]", text):
        depth += (sign == "[") - (sign == "]")
        if depth not in (0, 1):
            return False
    return depth == 0


def entity(char: str) -> str:
    """A character by its number, where it would be lost or cannot be seen."""
    return "&nbsp;" if char == "\u00a0" else f"&#{ord(char)};"


def protected(line: str, *, item: bool = False, broken: bool = False) -> str:
    """A line of words that begins no block.

    `item` says that it is the first of a list item, where a box or a brace would count;
    `broken` that it follows a forced line break, where it could rule a table. A blank of any width
    counts as a space beside the signs of a block.
    """
    for at in sorted(_signs(plain_spaces(line), item=item, broken=broken), reverse=True):
        line = f"{line[:at]}\\{line[at:]}"
    return line


def _signs(line: str, *, item: bool, broken: bool) -> set[int]:
    """The offsets of the signs that would begin a block, or be told as a slip of one that does."""
    box = _GLUED_BOX.match(line)
    found = {box.end(1)} if box else set()
    if _LINE_START.match(line) or (broken and _TABLE_RULE.match(line)) or _ATTRIBUTES.match(line):
        return {0, *found}
    if definition := _DEFINITION.match(line):
        found.add(definition.end(1))
    number = _NUMBERED.match(line)
    if item and _BOX.match(line):
        found.add(0 if line[0] == "{" else 2)
    elif number:
        found.add(number.end(1))
    return found


def opens_block(line: str) -> bool:
    """Whether a line of a formula would begin a block of its own."""
    return _OPENS_BLOCK.match(line) is not None


def heading_end(line: str) -> str:
    """The text of a heading whose last signs are not taken for its closing ones."""
    return re.sub(r"(^|[ \x01])(#*)#\Z", r"\1\2\\#", line)


def without_weight_behind(words: str) -> str:
    """The words of an option without a weight, of which none at their end is taken for it."""
    return _WEIGHT_BEHIND.sub(r"\\\g<0>", words)


def code(text: str) -> str:
    """Code in running text, between as many backticks as it needs."""
    runs = {len(run) for run in re.findall(r"`+", text)}
    fence = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    ends = text[:1] + text[-1:]
    if "`" in ends or (ends == "  " and text.strip(" ")):
        text = f" {text} "
    return fence + text.replace(" ", SPACE) + fence


def destination(url: str) -> str:
    """The address of a link or an image."""
    written = _attribute(url)
    if url and not any(char in "<>" or char.isspace() for char in url) and _balanced(url):
        return _NO_WORD.sub(lambda char: entity(char[0]), written)
    written = re.sub(r"[<>]", r"\\\g<0>", written)
    written = _NO_WORD.sub(lambda char: entity(char[0]), written)
    written = re.sub(r"\A | \Z", "&#32;", written)
    return f"<{written}>".replace(" ", SPACE)


def _attribute(text: str) -> str:
    """Words outside running text: entities are looked for first there, and backslashes later."""
    return _ENTITY.sub("&amp;", _BACKSLASH.sub(r"\\\\", text))


def _balanced(url: str) -> bool:
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if depth < 0 or depth > 30:
            return False
    return depth == 0


def title(text: str) -> str:
    """The title of a link or the caption of an image, in quotes; empty where there is none."""
    if not text:
        return ""
    written = _attribute(text).replace('"', '\\"')
    written = written.replace("$$", "\\$\\$")  # which would begin a formula on display
    if text.endswith("\\"):
        written = written[:-2] + entity("\\")  # a backslash there would hide the quote after it
    written = _NO_WORD.sub(lambda char: entity(char[0]), written)
    return f' "{written}"'.replace(" ", SPACE)


def language(name: str) -> str:
    """The language of a listing, as it stands behind the fence."""
    return _attribute(name)
