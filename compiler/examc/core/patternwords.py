"""Writes patterns and texts as the regular expressions of QTI, and reads what was written back.

The engines hold the text as it was typed against a regular expression of XML Schema. qti-sdk reads
it with PCRE, JQTI+ with Java, the Citolab components with JavaScript, and not all of them know that
it fits the whole text; so it stands between `^` and `$`, and says itself what `cleaned` and `fold`
do: blanks at the ends, runs of blanks, both cases of a letter, letters that are composed or not.
"""

import re
import unicodedata
from typing import Literal as Word
from typing import assert_never

from examc.core import lazyre
from examc.core.patternedges import cut, takes_blanks
from examc.core.patternletters import LAST, class_in, literal, others
from examc.core.patternnodes import (
    BLANK,
    NOT_A_BLANK,
    WORD,
    Any,
    Class,
    Either,
    Literal,
    Node,
    Sequence,
    Several,
    class_of,
    either,
    sequence,
)
from examc.core.patterns import LONGEST_WRITTEN, BadPattern, parse, parse_written
from examc.core.patternspelling import repeat, spelled
from examc.core.records import Record
from examc.core.typedtexts import cases, cleaned

__all__ = ["Meant", "anchored", "anchored_text", "foreign", "spelled", "unanchored"]


def anchored(node: Node, exact: bool) -> str:
    """The regular expression of a pattern; letter case counts where `exact` is set."""
    return rf"^\s*{_alone(cut(node) or node, exact)}\s*$"


def anchored_text(key: str, exact: bool, anywhere: bool) -> str:
    """The regular expression of a text, or of all answers that it stands somewhere in."""
    body = literal(cleaned(key), exact)
    return f"^.*{body}.*$" if anywhere else rf"^\s*{body}\s*$"


def _alone(node: Node, exact: bool) -> str:
    """A node that stands between the anchors."""
    return _unit(node, exact) if isinstance(node, Either) else _written(node, exact)


def _written(node: Node, exact: bool) -> str:
    """A node, without the parentheses that it may need among others."""
    match node:
        case Literal(text):
            return literal(text, exact)
        case Any():
            return r"(\S|\s+)"
        case Class():
            return class_in(node, exact, r"\s+")
        case Several():
            return _several(node, exact)
        case Either(options):
            return "|".join(_written(option, exact) for option in options)
        case Sequence(parts):
            return "".join(_alone(part, exact) for part in parts)
        case _:
            assert_never(node)


def _several(node: Several, exact: bool) -> str:
    """A part that is repeated; blanks in a row are one blank of the answer."""
    part, least, most = node.part, node.least, node.most
    if part == Literal(BLANK):
        return r"\s+" if least else r"\s*"
    if takes_blanks(part) and least <= 1 and most is None:
        one = "." if isinstance(part, Any) else class_in(part, exact, r"\s")
        return one + repeat(least, most)
    if takes_blanks(part) and most is None:
        return _several(Several(part, least, least), exact) + _several(
            Several(part, 0, None), exact
        )
    return _unit(part, exact) + repeat(least, most)


def _unit(node: Node, exact: bool) -> str:
    """A node that can be repeated: one character, brackets or parentheses."""
    text = _written(node, exact)
    is_one = (
        (len(text) == 1 and text <= "\uffff")
        or (len(text) == 2 and text[0] == "\\")
        or _is_enclosed(node, text)
    )
    return text if is_one else f"({text})"


def _is_enclosed(node: Node, text: str) -> bool:
    """Whether one pair of brackets or parentheses holds all of a written node."""
    is_single = isinstance(node, Any | Class) or (isinstance(node, Literal) and len(node.text) == 1)
    return is_single and text[0] + text[-1] in ("[]", "()")


# reading back


class Meant(Record, frozen=True):
    """What a regular expression of ours was written for: a text, a part of a text, or a pattern.

    `exact` is set where letter case counts; it is not where there is no letter, which is written
    alike either way.
    """

    match: Word["text", "contains", "pattern"]
    text: str
    exact: bool


def unanchored(pattern: str) -> Meant | None:
    """What `anchored` or `anchored_text` wrote as this; None where neither did.

    A pattern may be spelled otherwise than in the source, but it is written as this again.
    """
    anywhere = pattern.startswith("^.*") and pattern.endswith(".*$") and len(pattern) > 6
    whole = pattern.startswith(r"^\s*") and pattern.endswith(r"\s*$") and len(pattern) > 8
    if not anywhere and not whole:
        return None
    body = pattern[3:-3] if anywhere else pattern[4:-4]
    written = parse_written(_ESCAPED.sub(_without_opposite, body))
    if isinstance(written, BadPattern):
        return None
    for exact in (False, True):
        node = _plain(written, exact)
        if isinstance(node, Literal) and anchored_text(node.text, exact, anywhere) == pattern:
            return Meant("contains" if anywhere else "text", node.text, exact)
        for text in map(spelled, (_uncut(node), node)):
            again = parse(text)
            if not isinstance(again, BadPattern) and anchored(again, exact) == pattern:
                return Meant("pattern", text, exact)
    return None


def foreign(pattern: str) -> Meant | None:
    """A regular expression of another system as a text or a pattern; None where it is neither.

    Blanks at its ends are cut, as they are of an answer; its letters count in their case.
    """
    if len(pattern) > LONGEST_WRITTEN:
        return None
    body = _EDGES.sub("", pattern.removeprefix("^").removesuffix("$"))
    written = parse_written(body)
    if isinstance(written, BadPattern):
        return None
    node = _plain(written, exact=True)
    if isinstance(node, Literal):
        text = cleaned(node.text)
        return Meant("text", text, exact=any(len(cases(one)) > 1 for one in text)) if text else None
    plain = _in_any_case(node)
    if plain:
        return Meant("text", plain, exact=False)
    text = spelled(node)
    return None if isinstance(parse(text), BadPattern) else Meant("pattern", text, exact=True)


def _in_any_case(node: Node) -> str:
    """The text that a row of letters in both cases and of other signs stands for; "" for others."""
    found = ""
    for part in node.parts if isinstance(node, Sequence) else (node,):
        match part:
            case Literal(text) if all(len(cases(one)) == 1 for one in text):
                found += text
            case Class(ranges, negated) if not negated and all(a == b for a, b in ranges):
                letters = {low for low, _ in ranges}
                both = {letter for letter in letters if letter != letter.lower()}
                if not both or not all(letters <= set(cases(one)) for one in letters):
                    return ""
                found += both.pop().lower() if found and found[-1] != BLANK else both.pop()
            case _:
                return ""
    return found


_EDGES = lazyre.compile(r"^(?:\\s[*+?]?)+|(?:(?<!\\)\\s[*+?]?)+$")
_ESCAPED = lazyre.compile(r"\\(.)")


def _without_opposite(found: re.Match[str]) -> str:
    return "[^ ]" if found[1] == "S" else found[0]


def _plain(node: Node, exact: bool) -> Node:
    """A node that was read from what was written, as it stood in the source."""
    match node:
        case Literal() | Any():
            return node
        case Class():
            return _plain_class(node, exact)
        case Several(part, least, most):
            if part == Literal(BLANK):
                return part if least else node
            return Several(_plain(part, exact), least, most)
        case Either(options):
            return _plain_options([_plain(option, exact) for option in options])
        case Sequence(parts):
            return sequence([_plain(part, exact) for part in parts])
        case _:
            assert_never(node)


def _plain_class(node: Class, exact: bool) -> Node:
    """A class without the other cases of its letters; one that was written by what is left over."""
    if node.negated:
        return node
    ranges = [ends for ends in node.ranges if ends != (BLANK, BLANK)]
    blanks = [(BLANK, BLANK)] if len(ranges) < len(node.ranges) else []
    if ranges == list(WORD):
        return node
    if ranges and ranges[-1][1] == LAST:
        left_out = sorted(others(ranges), key=lambda ends: ends[0].isupper())
        kept = _in_one_case(left_out, exact)
        return class_of(kept if blanks else [*kept, (BLANK, BLANK)], negated=True)
    return class_of([*_in_one_case(ranges, exact), *blanks], negated=False)


def _in_one_case(ranges: list[tuple[str, str]], exact: bool) -> list[tuple[str, str]]:
    """Ranges without those whose letters all stand in an earlier one in another case."""
    kept: list[tuple[str, str]] = []
    for low, high in ranges:
        codes = range(ord(low), ord(high) + 1)
        if exact or len(codes) > _MOST_CASED or not all(_is_in(kept, chr(one)) for one in codes):
            kept.append((low, high))
    return kept


_MOST_CASED = 3000  # characters of a range of letters; there are no more that have case


def _is_in(ranges: list[tuple[str, str]], character: str) -> bool:
    """Whether ranges hold a character in another case."""
    return any(low <= form <= high for form in cases(character)[1:] for low, high in ranges)


def _plain_options(options: list[Node]) -> Node:
    """Alternatives without those that are another way to type what the first one says."""
    first, *rest = (option for option in options if not _is_decomposed(option))
    if isinstance(first, Class) and Literal(BLANK) in rest:
        rest.remove(Literal(BLANK))
        first = _with_blank(first)
    return either([first, *rest])


def _is_decomposed(node: Node) -> bool:
    """Whether a text is one that no source has: it would be composed there."""
    return isinstance(node, Literal) and not unicodedata.is_normalized("NFC", node.text)


def _with_blank(node: Class) -> Any | Class:
    """A class that holds the blank too."""
    if node == NOT_A_BLANK:
        return Any()
    blank = (BLANK, BLANK)
    if node.holds(BLANK):
        return node
    if not node.negated:
        return Class((*node.ranges, blank))
    return Class(tuple(ends for ends in node.ranges if ends != blank), negated=True)


def _uncut(node: Node) -> Node:
    """A node whose edges hold the blank again, as far as it was not written there."""
    parts: list[Node] = list(node.parts) if isinstance(node, Sequence) else [node]
    for edge in (0, -1):
        one = parts[edge]
        if isinstance(one, Class) and one.negated:
            parts[edge] = _with_blank(one)
    for first, second in ((0, 1), (-1, -2)):
        if len(parts) > 1 and parts[second] == Several(parts[first], 0, None):
            parts[second] = Several(parts[first], 1, None)
            del parts[first]
    return sequence(parts)
