"""Text → source of typst that shows just this text: the one place where it is escaped."""

from examc.core import lazyre

_BREAKS = lazyre.compile(r"[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
"""What typst, or Python, takes for the end of a line."""
_UNSHOWN = lazyre.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that no text shows, and lone halves of characters."""
_SPECIAL = lazyre.compile(
    r"[\\#$*_`<>@~\[\]{}]"  # they mean something anywhere
    r"|(?<![A-Za-z])-|-(?![A-Za-z])"  # a dash, a minus sign, a soft hyphen
    r"|/(?=[/*])|(?<=[/*])/"  # a comment
    r"|:(?=/)|\.(?=\.)|(?<=\.)\."  # an address, an ellipsis
)
_START = lazyre.compile(r"[ ]*(?:[0-9]+(?=\.)|(?=[!-/:-@\[-`{-~]))")
"""Up to a sign that would begin a list or a heading, or go on with the call before the text."""
_LONG = lazyre.compile(r"[^\s\u200b]{60}(?=\S)")


def text(shown: str) -> str:
    """The markup that shows a text and does nothing else, in a line that may have begun before."""
    line = _UNSHOWN.sub("", _BREAKS.sub(" ", shown))
    line = _LONG.sub(lambda word: f"{word[0]}\u200b", line)
    places = {found.start() for found in _SPECIAL.finditer(line)}
    start = _START.match(line)
    if start and start.end() < len(line):
        places.add(start.end())
    pieces, last = [], 0
    for place in sorted(places):
        pieces.append(line[last:place])
        last = place
    return "\\".join([*pieces, line[last:]])


def string(value: str) -> str:
    """A string of typst's code that is this text, with its line breaks."""
    kept = _UNSHOWN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    quoted = kept.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + quoted.replace("\n", "\\n").replace("\t", "\\t") + '"'
