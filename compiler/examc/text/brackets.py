"""Brackets of a formula that are never closed: math-core takes twice as long for each of them."""

import re

from examc.core import lazyre

MOST = 8
"""Brackets that may stay open in one group; thirty of them would take math-core minutes."""

_OPEN = (
    "( [ \\{ \\lAngle \\lBrace \\lVert \\lang \\langle \\lbrace \\lbrack \\lceil \\lfloor \\lgroup "
    "\\llangle \\llbracket \\llcorner \\llparenthesis \\lmoustache \\lparen \\lvert \\ulcorner "
    "\\bigl \\Bigl \\biggl \\Biggl"
)
_CLOSE = (
    ") ] \\} \\rAngle \\rBrace \\rVert \\rang \\rangle \\rbrace \\rbrack \\rceil \\rfloor \\rgroup "
    "\\rrangle \\rrbracket \\lrcorner \\rrparenthesis \\rmoustache \\rparen \\rvert \\urcorner "
    "\\bigr \\Bigr \\biggr \\Biggr"
)
_OPENS = frozenset(_OPEN.split()) | frozenset("⌈⌊⌜⌞⎰❲⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼")
_CLOSES = frozenset(_CLOSE.split()) | frozenset("⌉⌋⌝⌟⎱❳⟆⟧⟩⟫⟭⟯⦄⦆⦈⦊⦌⦎⦐⦒⦔⦖⦘⧙⧛⧽")
_BEGINS = frozenset({"{", "\\begin", "\\left"})
_ENDS = frozenset({"}", "\\end", "\\right"})
_CELLS = frozenset({"&", "\\\\"})
_SIGNS = "".join(sign for sign in sorted(_OPENS | _CLOSES) if len(sign) == 1)
_TOKEN = lazyre.compile(
    rf"\\(?:left|right)(?![A-Za-z])\s*(?:\\(?:[A-Za-z]+|.)|[^\\])?|\\(?:[A-Za-z]+|.)"
    rf"|[{{}}&{re.escape(_SIGNS)}]",
    re.DOTALL,
)
_NAME = lazyre.compile(r"\\(?:[A-Za-z]+|.)|.", re.DOTALL)


def unclosed(tex: str) -> tuple[int, int] | None:
    """Where the first bracket is that is one too many left open in its group; None without any.

    A group ends with its brace, its `\\right`, its environment, or its cell of a table. Which sign
    closes a bracket does not matter: `[0, 1)` is closed.
    """
    groups: list[tuple[str, list[tuple[int, int]]]] = [("", [])]
    for token in _TOKEN.finditer(tex):
        found = _NAME.match(token[0])
        name = found[0] if found else ""
        kind, opened = groups[-1]
        if name in _OPENS:
            opened.append(token.span())
        elif name in _CLOSES:
            if opened:
                opened.pop()
        elif name in _BEGINS:
            groups.append((name, []))
        elif name in _ENDS or (name in _CELLS and kind == "\\begin"):
            if len(opened) > MOST:
                return opened[MOST]
            if name in _CELLS:
                opened.clear()
            elif len(groups) > 1:
                groups.pop()
    return next((opened[MOST] for _, opened in groups if len(opened) > MOST), None)
