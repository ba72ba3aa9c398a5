"""Leaves in a tree of HTML what its readers see: one language, each formula once, nothing hidden.

What pages hold beside that was made for programs: formulas that MathJax or KaTeX drew, texts in
languages of which a filter shows one, elements that a style hides. A formula in any of these forms
becomes MathJax's own `<script type="math/tex">`, so that it is read in one way.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain, pairwise
from typing import TypeAlias

from examc.core import lazyre, readings
from examc.files.xmltree import Element, characters
from examc.text.htmltree import classes, name, parse, style

Tell: TypeAlias = Callable[[str, str, str], None]
"""Reports a code, a message and its help."""

_DRAWN = frozenset(
    [
        "MathJax",
        "MathJax_Display",
        "MathJax_SVG",
        "MathJax_SVG_Display",
        "MathJax_CHTML",
        "MathJax_MathML",
        "mjx-chtml",
        "MJXc-display",
        "katex",
        "katex-display",
    ]
)
"""Classes of elements that hold a formula as MathJax or KaTeX drew it."""
_HIDING = frozenset(
    [
        *("d-none", "hidden", "hide", "invisible"),
        *("sr-only", "visually-hidden", "accesshide", "screenreader-only"),
        *("qti-hidden", "qti-visually-hidden"),
    ]
)
"""Classes of what Bootstrap, Moodle, Canvas and players of QTI 3 show to nobody, or read aloud alone."""
_ZERO = lazyre.compile(r"0*\.?0+(?:px|pt|r?em|%)?")
_ON_DISPLAY = lazyre.compile(r"_Display|MJXc-display|katex-display|(?:^| )display(?: |$)")
_DELIMITED = lazyre.compile(
    r"\s*(?:\\\((.*)\\\)|(\\\[)(.*)\\\]|(\$\$)(.*)\$\$|\$(.*)\$)\s*", re.DOTALL
)
_TRANSLATED = lazyre.compile(r"<lang\b|\bmultilang\b", re.IGNORECASE)
_LANGUAGE = lazyre.compile(r"\{\s*mlang(?:\s+([^{}]{1,200}))?\s*\}", re.IGNORECASE)
_WORD = lazyre.compile(r"[^\W\d_]{3,}")
_TWO_WORDS = lazyre.compile(r"[^\W\d_] +[^\W\d_]")
_LATEX = lazyre.compile(r"[\\^_{}$]")
_OF_MATHTYPE = str.maketrans({"«": "<", "»": ">", "¨": '"', "§": "&"})
"""How MathType writes the signs of XML in an attribute."""
_CHECK = "check that this is what students read"


_BY_NAME = frozenset(["tex", "mjx-container"])
"""Elements that are looked at for their name alone; all others say by attributes what they are."""


def reveal(root: Element, tell: Tell, language: str = "en") -> None:
    """Take out of a tree what is not shown; words and pictures that go are told (R428)."""
    stack = [root]
    hidden: list[str] = []
    while stack:
        element = stack.pop()
        if len(element):
            _one_language(element, tell, language)
            stack += reversed([child for child in [*element] if not _is_done(child, hidden, tell)])
    if hidden:
        more = f" (and {len(hidden) - 1} more)" if hidden[1:] else ""
        tell("R428", f"{hidden[0]}{more} is hidden from readers, and is left out", _CHECK)


def _is_done(child: Element, hidden: list[str], tell: Tell) -> bool:
    """Whether an element was taken out or replaced, so that nothing inside it is looked at."""
    kind = name(child)
    if not child.attrib and kind not in _BY_NAME:
        return False
    found = classes(child)
    if "math" in found and kind != "math" and _is_text(child):
        tex, display = _bare(characters(child))
        on_display = kind == "div" or _ON_DISPLAY.search(child.get("class", "")) is not None
        _become(child, tex, display=display or on_display)
        return True
    if kind == "tex" and _is_text(child):  # of Moodle's filter of TeX
        _become(child, _bare(characters(child))[0], display=False)
        return True
    if "MathJax_Preview" in found:
        _drop(child)
        return True
    if kind == "img" and child.get("data-mathml"):
        return _pictured(child)
    if found & _DRAWN or kind == "mjx-container" or child.get("data-mathml"):
        return _drawn(child, tell)
    if _is_hidden(child):
        hidden += _words(child)
        _drop(child)
        return True
    return False


# -- formulas -----------------------------------------------------------------------------------


def latex(math: Element) -> str:
    """The LaTeX that an element of MathML says of itself, without delimiters; "" where none."""
    for part in math.iter():
        if name(part) == "annotation" and "tex" in part.get("encoding", "").lower():
            tex = characters(part)
            if tex.strip():
                return _bare(tex)[0]
    given = math.get("alttext", "")
    return "" if _is_spoken(given) else _bare(given)[0]


def own_latex(math: Element) -> tuple[str, str]:
    """The LaTeX of MathML as our own writers write it, and how it is read aloud; "" for neither."""
    given = math.get("alttext", "")
    annotated = next((characters(p) for p in math.iter() if name(p) == "annotation"), "")
    return (annotated, readings.of_words(given)) if annotated else (given, "")


def reading(math: Element) -> str:
    """How MathML of another system is read aloud; "" where it does not say so in words."""
    given = math.get("alttext", "")
    return readings.of_words(given) if _is_spoken(given) else ""


def _is_spoken(text: str) -> bool:
    """Whether an alternative text is words to be read aloud, such as "x squared", and no LaTeX."""
    words = _WORD.search(text) and _TWO_WORDS.search(text)
    return bool(words) and _LATEX.search(text) is None


def _drawn(element: Element, tell: Tell) -> bool:
    """Put the formula itself in the place of its drawing."""
    script = _script_behind(element)
    if script is not None:
        _drop(element)  # the script says it in LaTeX
        return True
    display = _ON_DISPLAY.search(element.get("class", "")) is not None
    display = display or element.get("display") == "true"
    math: Element | None = None
    for given in _mathml_in(element):
        math = given if math is None else math
        tex = latex(given)
        if tex:
            _become(element, tex, display=display or given.get("display") == "block")
            return True
    if math is not None:
        math.tail = element.tail
        parent = element.getparent()
        assert parent is not None
        parent.replace(element, math)
    elif characters(element).strip():
        message = "formula as it was drawn says no LaTeX; its characters alone are kept"
        tell("R426", message, "write the formula again, in LaTeX")
        return False
    return True


def _pictured(element: Element) -> bool:
    """Put a formula in the place of its picture, if that says it in LaTeX; MathType's may."""
    tex = next(filter(None, map(latex, _mathml_in(element))), "")
    if tex:
        _become(element, tex, display=False)
    return bool(tex)


def _mathml_in(element: Element) -> Iterator[Element]:
    """Yield the MathML that an element holds, in an attribute or inside it."""
    for part in element.iter():
        written = (part.get("data-mathml") or "").translate(_OF_MATHTYPE)
        if written.lstrip().startswith("<"):
            yield from (inner for inner in parse(written).iter() if name(inner) == "math")
        if name(part) == "math":
            yield part


def _script_behind(element: Element) -> Element | None:
    """The script with the LaTeX of a drawing, which MathJax 2 puts right behind it."""
    if (element.tail or "").strip():
        return None
    behind = element.getnext()
    if behind is None or name(behind) != "script":
        return None
    return behind if behind.get("type", "").startswith("math/tex") else None


def _is_text(element: Element) -> bool:
    return all(name(child) == "br" for child in element) and bool(characters(element).strip())


def _bare(tex: str) -> tuple[str, bool]:
    """A formula without delimiters round it, and whether these put it on display."""
    found = _DELIMITED.fullmatch(tex)
    if found is None:
        return tex, False
    inner = found[1] or found[3] or found[5] or found[6] or ""
    return inner, bool(found[2] or found[4])


def _become(element: Element, tex: str, *, display: bool) -> None:
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "script", tex, tail
    element.set("type", "math/tex; mode=display" if display else "math/tex")


# -- what is hidden -----------------------------------------------------------------------------


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or not _HIDING.isdisjoint(classes(element)):
        return True
    if "style" not in element.attrib:
        return False
    said = style(element)
    if said.get("display") == "none" or said.get("visibility") in ("hidden", "collapse"):
        return True
    return any(_ZERO.fullmatch(said.get(size, "")) for size in ("font-size", "opacity"))


def _words(element: Element) -> Iterator[str]:
    """Yield what goes with an element, in words."""
    words = " ".join(characters(element).split())
    if words:
        yield f"text {_short(words)}"
    elif any(name(part) == "img" for part in element.iter()):
        yield "an image"


def _drop(element: Element) -> None:
    """Leave nothing of an element but its place; the characters behind it stay where they are."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = "wbr", tail


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "…")


# -- languages ----------------------------------------------------------------------------------


def _one_language(parent: Element, tell: Tell, language: str) -> None:
    """Of neighbours that say one thing in several languages, keep one, as Moodle's filter does."""
    if not any(child.attrib for child in parent):
        return
    group: list[Element] = []
    for child in [*parent, None]:
        if child is not None and _is_translation(child):
            group.append(child)
            if not (child.tail or "").strip():
                continue
        _keep_one(group, tell, language)
        group = []


def _is_translation(element: Element) -> bool:
    kind = name(element)
    marked = kind == "lang" or (kind == "span" and "multilang" in classes(element))
    return marked and bool(element.get("lang"))


def _keep_one(group: list[Element], tell: Tell, language: str) -> None:
    languages = list(dict.fromkeys(element.get("lang", "").lower() for element in group))
    if len(languages) < 2:
        return
    kept = _kept(languages, language)
    for element in group:
        if element.get("lang", "").lower() != kept:
            _drop(element)
    _tell_languages(languages, kept, tell)


def one_language(html: str, tell: Tell, language: str = "en") -> str:
    """HTML with one of the languages of Moodle's `{mlang en}…{mlang}`."""
    signs = list(_LANGUAGE.finditer(html))
    pairs = [
        (first, last) for first, last in pairwise(signs) if first[1] is not None and last[1] is None
    ]
    given = [_listed(first[1]) for first, _ in pairs]
    languages = [one for one in dict.fromkeys(chain.from_iterable(given)) if one != "other"]
    if not languages:
        return html
    kept = _kept(languages, language)
    found: list[str] = []
    at = 0
    shown = False
    for (first, last), listed in zip(pairs, given, strict=True):
        found.append(html[at : first.start()])
        if kept in listed or ("other" in listed and not shown):
            found.append(html[first.end() : last.start()])
            shown = True
        at = last.end()
    if len(pairs) > 1:
        _tell_languages(languages, kept, tell)
    return "".join(found) + html[at:]


def name_in_one_language(text: str, tell: Tell, language: str = "en") -> str:
    """A name that says one thing in several languages, in one of them; any other as it is."""
    if "{" in text:
        text = one_language(text, tell, language)
    if not _TRANSLATED.search(text):
        return text
    tree = parse(text)
    for parent in list(tree.iter()):
        _one_language(parent, tell, language)
    return "".join([str(piece) for piece in tree.itertext()])


def _listed(languages: str) -> list[str]:
    return [one.strip().lower() for one in languages.split(",")]


def _kept(languages: list[str], wanted: str) -> str:
    """The language to keep: the one that is wanted, in any of its kinds, or else the first."""
    return next(
        (one for one in languages if one.split("-")[0].split("_")[0] == wanted), languages[0]
    )


def _tell_languages(languages: list[str], kept: str, tell: Tell) -> None:
    message = (
        f"text in several languages ({', '.join(sorted(languages))[:60]}): {kept!r} alone is kept"
    )
    tell("R428", message, _CHECK)
