"""Formulas as a source can hold them: no dollars inside, no backslashes at the end."""

import re

from examc.core import lazyre
from examc.text import tex as latex

_STEP = lazyre.compile(r"\\.|[{}$]|[^\\{}$]+|\\\Z", re.DOTALL)
_ESCAPED = lazyre.compile(r"\\.", re.DOTALL)
_TEXT = lazyre.compile(r"\\(?:text(?:rm|bf|it|sf|tt|up|md|normal)?|mbox|hbox|fbox)\s*\{")


def sayable(tex: str) -> str | None:
    """The formula without what a source cannot hold, shown as before; None where there is none."""
    if tex.endswith("\\") or tex.rstrip().endswith("\\\\"):
        tex = _without_breaks(tex)
    if "$" in tex:
        tex = _without_dollars(tex)
    return tex if tex.strip() and "$" not in _ESCAPED.sub("", tex) and _is_read(tex) else None


def in_cell(tex: str) -> str:
    r"""The formula without `\|`, which the cell of a table would end at; `\Vert` is the same."""

    def instead(step: re.Match[str]) -> str:
        if step[0] != r"\|":
            return step[0]
        return r"\Vert " if tex[step.end() : step.end() + 1].isalpha() else r"\Vert"

    return _ESCAPED.sub(instead, tex)


def _is_read(tex: str) -> bool:
    flaw = latex.check(tex)
    return flaw is None or flaw.unknown


def _without_breaks(tex: str) -> str:
    """Without line breaks (and blanks) at the end, behind which nothing stands."""
    tex = tex.rstrip()
    while tex.endswith("\\\\") and (len(tex) - len(tex.rstrip("\\"))) % 2 == 0:
        tex = tex[:-2].rstrip()
    return tex


def _without_dollars(tex: str) -> str:
    """With formulas inside words of a formula taken out of them: `\\mbox{if }x` for `\\mbox{if $x$}`."""
    found: list[str] = []
    at = 0
    while opening := _TEXT.search(tex, at):
        end, parts = _parts(tex, opening.end())
        if end < 0:
            return tex
        found.append(tex[at : opening.start()])
        if len(parts) % 2 == 0:
            found.append(opening[0])
            at = opening.end()
            continue
        pieces = (
            part if number % 2 else f"{opening[0]}{part}}}"
            for number, part in enumerate(parts)
            if part
        )
        whole = "".join(pieces)
        raised = tex[end : end + 1] in ("^", "_")
        found.append(f"{{{whole}}}" if raised and len(parts) > 1 else whole)
        at = end
    return "".join(found) + tex[at:]


def _parts(tex: str, start: int) -> tuple[int, list[str]]:
    """Where the group that begins at `start` ends, and its parts between dollars; -1 without end."""
    parts, level = [""], 0
    for step in _STEP.finditer(tex, start):
        if step[0] == "}" and level == 0:
            return step.end(), parts
        level += (step[0] == "{") - (step[0] == "}")
        if step[0] == "$":
            parts.append("")
        else:
            parts[-1] += step[0]
    return -1, parts
