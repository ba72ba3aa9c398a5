"""Listings in colour: comments, strings, numbers and keywords of common languages as `<span>`s.

A language is its signs and its keywords; one that is not known here is written plain. What is never
closed ends with the listing, so that the time is linear in its length.
"""

import re
from functools import cache

from examc.core.records import Record
from examc.text.xhtml import escape


class _Language(Record, frozen=True):
    """How a language is written: patterns of comments and strings, and its keywords."""

    comments: str
    strings: str
    keywords: str
    any_case: bool = False


_SINGLE = r"'(?:[^'\\\n]|\\.)*(?:'|$)"
_DOUBLE = r'"(?:[^"\\\n]|\\.)*(?:"|$)'
_QUOTES = f"{_DOUBLE}|{_SINGLE}"
_LONG = r'"""(?:[^\\]|\\.)*?(?:"""|\Z)|' + r"'''(?:[^\\]|\\.)*?(?:'''|\Z)"
_SLASHES = r"//[^\n]*|/\*[\s\S]*?(?:\*/|\Z)"
_NUMBER = r"(?<![\w.])(?:0[xXbBoO][0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?)"

_C = "auto break case char const continue default do double else enum extern float for goto if int "
_C += "long return short signed sizeof static struct switch typedef union unsigned void while bool "
_C += "true false NULL nullptr class public private protected virtual template typename namespace "
_C += "using new delete this throw try catch inline operator override"
_JAVA = "abstract boolean break byte case catch char class const continue default do double else "
_JAVA += "enum extends false final finally float for if implements import instanceof int interface "
_JAVA += "long new null package private protected public return short static super switch this "
_JAVA += "throw throws true try var void while record object val fun when override string using"
_SCRIPT = "async await break case catch class const continue default delete do else export extends "
_SCRIPT += (
    "false finally for from function if import in instanceof interface let new null of return "
)
_SCRIPT += "static super switch this throw true try type typeof undefined var void while yield"
_PYTHON = "False None True and as assert async await break case class continue def del elif else "
_PYTHON += "except finally for from global if import in is lambda match nonlocal not or pass raise "
_PYTHON += "return self try while with yield"
_SQL = "add all alter and as asc between by case check constraint create cross default delete desc "
_SQL += (
    "distinct drop else end exists foreign from full group having in index inner insert into is "
)
_SQL += "join key left like limit not null on or order outer primary references right select set "
_SQL += "table then union unique update values view when where with"
_R = "if else repeat while function for in next break TRUE FALSE NULL Inf NaN NA library return"
_SHELL = (
    "if then else elif fi for while until do done case esac function in return exit export local "
)
_SHELL += "set echo cd"
_RUST = "as break const continue crate else enum extern false fn for if impl in let loop match mod "
_RUST += (
    "move mut pub ref return self Self static struct super trait true type unsafe use where while"
)
_GO = "break case chan const continue default defer else fallthrough for func go goto if import "
_GO += "interface map nil package range return select struct switch true false type var"
_HASKELL = "case class data deriving do else if import in infix infixl infixr instance let module "
_HASKELL += "newtype of then type where forall"
_JULIA = "begin break catch const continue do else elseif end export false finally for function if "
_JULIA += "import in let module nothing return struct true try using while"
_MATLAB = (
    "break case catch else elseif end for function global if otherwise return switch try while"
)

_LANGUAGES = {
    "python": _Language(r"#[^\n]*", f"{_LONG}|{_QUOTES}", _PYTHON),
    "c": _Language(_SLASHES, _QUOTES, _C),
    "java": _Language(_SLASHES, _QUOTES, _JAVA),
    "javascript": _Language(_SLASHES, _QUOTES + r"|`(?:[^`\\]|\\.)*(?:`|\Z)", _SCRIPT),
    "sql": _Language(r"--[^\n]*|/\*[\s\S]*?(?:\*/|\Z)", _QUOTES, _SQL, any_case=True),
    "r": _Language(r"#[^\n]*", _QUOTES, _R),
    "shell": _Language(r"(?<!\S)#[^\n]*", _QUOTES, _SHELL),
    "rust": _Language(_SLASHES, _DOUBLE, _RUST),
    "go": _Language(_SLASHES, _QUOTES + r"|`[^`]*(?:`|\Z)", _GO),
    "haskell": _Language(r"--[^\n]*|\{-[\s\S]*?(?:-\}|\Z)", _DOUBLE, _HASKELL),
    "julia": _Language(r"#[^\n]*", f"{_LONG}|{_DOUBLE}", _JULIA),
    "matlab": _Language(r"%[^\n]*", _DOUBLE, _MATLAB),
    "json": _Language(r"(?!)", _DOUBLE, "true false null"),
    "yaml": _Language(r"(?<!\S)#[^\n]*", _QUOTES, "true false null"),
}
_NAMES = {
    **{name: name for name in _LANGUAGES},
    **dict.fromkeys(("py", "python3", "pycon"), "python"),
    **dict.fromkeys(("c++", "cpp", "h", "hpp", "cuda"), "c"),
    **dict.fromkeys(("kotlin", "scala", "c#", "csharp", "cs", "swift"), "java"),
    **dict.fromkeys(("js", "ts", "typescript", "jsx", "tsx"), "javascript"),
    **dict.fromkeys(("bash", "sh", "zsh", "console"), "shell"),
    "rs": "rust",
    "golang": "go",
    "hs": "haskell",
    "jl": "julia",
    "octave": "matlab",
    "yml": "yaml",
    "toml": "yaml",
    "mysql": "sql",
    "postgresql": "sql",
    "sqlite": "sql",
}
_LONGEST = 100_000  # characters; a longer listing is written plain


def highlighted(text: str, language: str) -> str:
    """A listing as HTML; plain where nothing is known of its language."""
    name = _NAMES.get(language.lower())
    if name is None or len(text) > _LONGEST:
        return escape(text)
    parts, at = list[str](), 0
    for found in _pattern(name).finditer(text):
        kind = found.lastgroup
        parts.append(escape(text[at : found.start()]))
        parts.append(f'<span class="hl-{kind}">{escape(found[0])}</span>')
        at = found.end()
    return "".join([*parts, escape(text[at:])])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """What is coloured of a language; a group for each kind."""
    language = _LANGUAGES[name]
    words = "|".join(language.keywords.split())
    pattern = (
        f"(?P<comment>{language.comments})|(?P<string>{language.strings})"
        rf"|(?P<number>{_NUMBER})|(?P<keyword>\b(?:{words})\b)"
    )
    return re.compile(pattern, re.MULTILINE | (re.IGNORECASE if language.any_case else re.NOFLAG))
