"""Moodle's text filters that are on by default: what they make of the HTML of one text on a page.

Measured on a running Moodle 4.5, and read in its source: filter/mathjaxloader, filter/emoticon.
The filters work on the characters of the HTML, not on its elements, and on every text alone.
"""

import re
from collections.abc import Iterable, Iterator

from examc.core import lazyre
from examc.files.xmltree import steps
from examc.text import delimiters, htmltree
from examc.text.delimiters import Formula

EMOTICONS = (
    *(":-)", ":)", ":-D", ";-)", ":-/", "V-.", ":-P", ":-p", "B-)", "^-)", "8-)", ":o)"),
    *(":-(", ":(", "8-.", ":-I", ":-X", "8-o", "P-|", "8-[", "(grr)", "xx-P", "|-.", "}-]"),
    *("(h)", "(heart)", "(y)", "(n)", "(martin)", "( )"),
)
"""What becomes a picture (lib/classes/emoticon_manager.php)."""

PICTURE = "🙂"
"""What stands here for the picture of an emoticon."""

_ANY_FORMULA = lazyre.compile(r"\\[\[(]|\$\$")
_BRACES = lazyre.compile(r"\{[^}]+\}")
_PAIR = lazyre.compile(r"(?=(\\[\[\]()]|\$\$))")  # pairs of characters may overlap, as in `$$$`
_ENDS = {"\\[": "\\]", "$$": "$$"}
_EMOTICON = lazyre.compile("|".join(map(re.escape, EMOTICONS)))
_ZONE = lazyre.compile(r"(</?(?:span|script|pre)[^>]*>)", re.IGNORECASE)
_KEPT = lazyre.compile(r'<script|<span[^>]+class="nolink[^"]*"|<pre', re.IGNORECASE)
_UNTYPESET = frozenset(("code", "pre", "script", "style", "textarea"))
_APART = htmltree.BLOCKS | {"br"}
_ADDRESSES = ("href", "src")
_SHOWN = frozenset(("alt", "alttext", "title"))


def changes(html: str) -> bool:
    """Whether people read anything else on the page than the text says, or a link leads elsewhere."""
    if _ANY_FORMULA.search(html) is None and _EMOTICON.search(html) is None:
        return False
    return shown(html) != meant(html) or addresses(emoticons(mathjax(html)[0])) != addresses(html)


def addresses(html: str) -> list[str]:
    """Where the links and pictures of a page lead, in order."""
    from examc.files import xmlreading

    plain = html.lower()
    if not any(key in plain for key in _ADDRESSES):
        return []  # by far the most
    root = xmlreading.page(html)
    elements = () if root is None else root.iter()
    found = [element.get(key) for element in elements for key in _ADDRESSES]
    return [str(address) for address in found if address is not None]


def shown(html: str) -> str:
    """What people read: characters, alternative texts and titles; a formula is `⟦x⟧`.

    White space is single spaces, one between blocks.
    """
    written, has_formulas = mathjax(html)
    return _spaced(_read(emoticons(written), typeset=has_formulas))


def meant(html: str) -> str:
    """What people would read if there were no filter but one that shows every formula."""
    return _spaced(_read(html, typeset=True))


def _spaced(parts: Iterable[str]) -> str:
    return " ".join("".join(parts).split())


def mathjax(html: str) -> tuple[str, bool]:
    """A text after the MathJax filter, and whether formulas are looked for in it.

    In a text that holds the beginning of any formula, `<` and `>` inside `{…}` become entities,
    and every formula is put into a span that other filters leave alone.
    """
    if _ANY_FORMULA.search(html) is None:
        return html, False
    html = _BRACES.sub(lambda found: found[0].replace("<", "&lt;").replace(">", "&gt;"), html)
    inserts = sorted(_spans(html))
    pieces, end = list[str](), 0
    for at, tag in inserts:
        pieces += [html[end:at], tag]
        end = at
    return "".join([*pieces, html[end:]]), bool(inserts)


def _spans(html: str) -> Iterator[tuple[int, str]]:
    """Yield the tags that are put round formulas; what is inside a display formula is its own."""
    display, closing, inline, free = -1, "", -1, 0
    for found in _PAIR.finditer(html):
        at, pair = found.start(), found[1]
        if at < free:
            continue
        start = -1
        if display >= 0:
            if pair == closing:
                start, display = display, -1
        elif pair in _ENDS:
            display, closing = at, _ENDS[pair]
        elif pair == "\\(":
            inline = at
        elif pair == "\\)":
            start, inline = inline, -1
        if start >= 0:
            free = at + 2
            yield start, '<span class="nolink">'
            yield free, "</span>"


def emoticons(html: str) -> str:
    """A text after the filter of emoticons, which leaves listings and `nolink` spans alone."""
    pieces, depth = list[str](), 0
    for piece in _ZONE.split(html):
        if depth == 0 and _KEPT.match(piece):
            depth = 1
        elif depth and piece.startswith("</"):
            depth -= _ZONE.fullmatch(piece) is not None
        elif depth and piece.startswith("<"):
            depth += _ZONE.fullmatch(piece) is not None
        elif not depth:
            piece = _EMOTICON.sub(PICTURE, piece)
        pieces.append(piece)
    return "".join(pieces)


def _read(html: str, *, typeset: bool) -> Iterator[str]:
    """Yield what is read of a page, in order; MathJax looks for formulas outside of code."""
    from examc.files import xmlreading

    root = xmlreading.page(html)
    if root is None:
        return
    code = 0
    for event, node in steps(root):
        text = node.tail
        if event == "start":
            text = node.text
            code += node.tag in _UNTYPESET
            yield from (str(value) for key, value in node.items() if key in _SHOWN)
        elif event == "end":
            code -= node.tag in _UNTYPESET
        if node.tag in _APART:
            yield " "
        if text and (event == "start" or node is not root):
            yield _typeset(text) if typeset and not code else text


def _typeset(text: str) -> str:
    """A text with its formulas as they are shown."""
    if "\\" not in text and "$$" not in text:
        return text
    pieces = list[str]()
    for piece in delimiters.pieces(text):
        if isinstance(piece, Formula):
            pieces.append(f"⟦{piece.tex}⟧")
        else:
            pieces.append(piece if isinstance(piece, str) else piece.text)
    return "".join(pieces)
