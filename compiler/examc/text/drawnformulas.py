"""LaTeX → a drawing on its baseline, and what is said in place of it; the home of mathra."""

from functools import lru_cache

from examc.core import lazyre
from examc.core.records import Record
from examc.files.extras import needed

_SVG = lazyre.compile(r"<svg\b[^>]*>")
_UNSEEN = lazyre.compile(
    r"<title\b.*?</title>|<metadata\b.*?</metadata>|<text\b.*?</text>| (?:xmlns:mathra|data-[\w-]+|aria-[\w-]+|role|lang)=\"[^\"]*\"",
    16,  # re.DOTALL
)
"""What nobody sees of a drawing: its text stands beside it, and its source in the exam. Text that is
transparent may have characters that the fonts lack."""
_LENGTH = lazyre.compile(r"(width=\"|height=\"|vertical-align: ?)(-?[0-9.]+)em")


class Formula(Record, frozen=True):
    """A drawing in SVG; lengths are in em, and `depth` reaches below the line."""

    svg: str
    width: float
    height: float
    depth: float
    spoken: str
    flaw: str = ""
    """What of it could not be drawn as it is meant, if anything."""


@lru_cache(maxsize=4096)
def drawn(tex: str, language: str, *, display: bool) -> Formula | None:
    """A formula as it is printed, and said in a language (English for one without speech).

    None for what cannot be drawn. Raises MissingExtra.
    """
    with needed("to draw formulas"):
        import mathra
    try:
        made = mathra.render(tex, _locale(language), display=display)
    except ValueError:
        return None
    svg = made["svg"]
    head = _SVG.search(svg)
    found = (
        {name.strip(' :="'): float(size) for name, size in _LENGTH.findall(head[0])} if head else {}
    )
    flaw = "; ".join(rule["description"] for rule in made["warnings"])
    spoken = " ".join(made["speech"].split()) or tex
    bare = _UNSEEN.sub("", svg)
    depth = -found.get("vertical-align", 0)
    return Formula(bare, found.get("width", 1), found.get("height", 1), depth, spoken, flaw)


@lru_cache(maxsize=64)
def _locale(language: str) -> str:
    """The one of mathra's languages that says formulas for an exam; English for any other."""
    import mathra

    codes = [entry["code"] for entry in mathra.locales()]
    short = language.partition("-")[0].lower()
    return next((code for code in codes if code.partition("-")[0].lower() == short), "en")
