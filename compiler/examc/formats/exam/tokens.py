"""Tokens of running text side by side: one line, parted where one would change what another means."""

from examc.core import lazyre
from examc.core.records import Record
from examc.formats.exam import flanking
from examc.formats.exam.escaping import APART, BREAK, SPACE
from examc.text.markup import FROM, TO, in_word, may_raise


class Token(Record, frozen=True):
    """A piece of the line; `role` is "open", "close", "code", "math", "gap", "comment" or ""."""

    text: str
    role: str = ""


_APART = Token(APART, "comment")


def joined(tokens: list[Token]) -> str:
    """The tokens in one line, parted where one would change what the other means."""
    if len(tokens) == 1:
        return tokens[0].text
    written: list[Token] = []
    opened: list[int] = []
    """Where in what is written the delimiters stand that are not closed yet."""
    inside: list[Token] = []
    """What stands in the pair of delimiters that was closed last."""
    for index, token in enumerate(tokens):
        previous = tokens[index - 1] if index else None
        apart = previous is not None and _run_together(previous, token)
        if token.role == "open" and not apart:
            around = [written[at] for at in opened]
            apart = not _may_open(token, around, written, _next(tokens, index + 1))
        if previous is not None and previous.role == "close" and not apart:
            apart = not _may_close(previous, inside, tokens, index)
        if apart:
            written.append(_APART)
        if token.role == "open":
            opened.append(len(written))
        elif token.role == "close":
            start = opened.pop()
            inside = written[start + 1 :]
            if _is_raising(token) and not _is_raised_as_it_is(inside, token):
                written[start + 1 :] = [Token(FROM, "comment"), *inside, Token(TO, "comment")]
        written.append(token)
    return "".join(token.text for token in written)


# what raises and lowers, by the rules of the language and not of Markdown


def _is_raising(token: Token) -> bool:
    return token.text in ("^", "~")


def _is_raised_as_it_is(inside: list[Token], sign: Token) -> bool:
    """Whether what stands between two signs needs no comments that say it is raised."""
    if not inside or sign in inside:
        return False
    words = (token.text for token in inside if token.role not in ("code", "math", "comment"))
    return not any(char.isspace() or char in (SPACE, BREAK) for text in words for char in text)


# what Markdown sees of the neighbours of other delimiters


def _may_open(token: Token, around: list[Token], written: list[Token], after: str) -> bool:
    """Whether a delimiter behind what is written opens, and closes nothing that it is inside."""
    if _is_raising(token):
        return True
    sign, before = token.text[0], _last(written)
    if not flanking.may_open(sign, before, after):
        return False
    taken = any(outer.text == token.text for outer in around)
    return not (taken and flanking.might_close(sign, before, after))


def _may_close(previous: Token, inside: list[Token], tokens: list[Token], index: int) -> bool:
    """Whether a delimiter closes, with the token of an index behind it."""
    if _is_raising(previous):
        as_it_is = _is_raised_as_it_is(inside, previous)
        words = "".join(one.text for one in inside)
        return not as_it_is or may_raise(words, tokens[index].text[0])
    before, after = _last(inside) if inside else previous.text, _next(tokens, index)
    if not flanking.may_close(previous.text[0], before, after):
        return False
    blank = any(char.isspace() or char in (SPACE, BREAK) for one in inside for char in one.text)
    in_words = any(in_word(before) and in_word(char) for char in after)
    return not (previous.text[0] == "*" and blank and in_words)


_LOOKED_THROUGH = lazyre.compile(r"~~+\Z")


def _last(written: list[Token]) -> str:
    """The last character that a delimiter sees before it: it looks through tildes in a row."""
    for token in reversed(written):
        if seen := _LOOKED_THROUGH.sub("", token.text):
            return seen[-1]
    return " "


def _next(tokens: list[Token], index: int) -> str:
    """The characters that a delimiter may see behind it: it looks through tildes in a row.

    There are two where it is not known yet whether something will part the tildes from it.
    """
    for number in range(index, len(tokens)):
        text = tokens[number].text
        if seen := text.lstrip("~") if text.startswith("~~") else text:
            return seen[0] if number == index else APART[0] + seen[0]
    return " "


def _run_together(left: Token, right: Token) -> bool:
    """Whether two neighbours would be read as one."""
    if left.role in ("open", "close") and right.role in ("open", "close"):
        return left.text[0] == right.text[0]
    if right.role == "gap":
        return left.text.endswith("!")
    if left.role == "gap":
        return right.text[0] == "("
    if left.role == "math":
        return right.role == "math" or "0" <= right.text[0] <= "9"
    return left.role == right.role == "code"
