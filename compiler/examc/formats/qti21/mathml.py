"""LaTeX → MathML as the schemas of QTI 2.1 take it: presentation elements of MathML 2.

What `tex.mathml` makes is MathML Core, which HTML browsers read: it has elements of HTML inside
`mtext`, named entities, and attributes that MathML 2 has on other elements or not at all.
"""

from functools import lru_cache

from examc.core import lazyre
from examc.files import xmltree
from examc.files.xmltree import Element, markup
from examc.text import tex as latex

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

_ENTITY = lazyre.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]\w*;")
_VARIANTS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "code": "monospace",
    "tt": "monospace",
    "math-core-sans-serif-font": "sans-serif",
    "math-core-serif-font": "normal",
}
_ALIGNED = lazyre.compile(r"text-align: *(left|center|right)")
_TOKEN = {"mathvariant", "mathcolor", "mathsize", "mathbackground"}
_SPACED = {"width", "height", "depth", "lspace"}
_STYLE = {"displaystyle", "scriptlevel"}
_ATTRIBUTES: dict[str, set[str]] = {
    "math": {"display", "alttext"},
    "mi": _TOKEN,
    "mn": _TOKEN,
    "mtext": _TOKEN,
    "ms": _TOKEN,
    "mo": _TOKEN
    | {"form", "fence", "separator", "lspace", "rspace", "stretchy", "symmetric"}
    | {"maxsize", "minsize", "largeop", "movablelimits", "accent"},
    "mspace": {"width", "height", "depth", "linebreak"},
    "mrow": set(),
    "mfrac": {"linethickness", "numalign", "denomalign", "bevelled"},
    "msqrt": set(),
    "mroot": set(),
    "mstyle": _STYLE | _TOKEN,
    "merror": set(),
    "mpadded": _SPACED,
    "mphantom": set(),
    "menclose": {"notation"},
    "msub": set(),
    "msup": set(),
    "msubsup": set(),
    "munder": {"accentunder"},
    "mover": {"accent"},
    "munderover": {"accent", "accentunder"},
    "mmultiscripts": set(),
    "mprescripts": set(),
    "none": set(),
    "semantics": set(),
    "annotation": {"encoding"},
    "mtable": {"displaystyle", "columnalign", "columnlines", "rowlines", "frame"},
    "mtr": {"columnalign"},
    "mtd": {"columnalign", "columnspan", "rowspan"},
}
"""The elements that QTI's schemas take from MathML 2, and the attributes of each besides `style`."""


@lru_cache(maxsize=4096)
def formula(tex: str, display: bool, say: str = "") -> str | None:
    """The formula as a `<math>` element whose `alttext` is the LaTeX; None if there is none.

    Where its author says how it is read aloud, that is the `alttext`, and the LaTeX a note inside.
    """
    made = latex.mathml(tex, display=display)
    if made is None:
        return None
    if say:
        made = latex.read_aloud(made, tex, say)
    import html

    from examc.files import xmlprolog, xmlreading

    try:
        root = xmlreading.strict(_ENTITY.sub(lambda name: html.unescape(name[0]), made).encode())
    except xmlprolog.Unreadable:
        return None
    root.set("alttext", say or tex)
    if not all(_adapt(element) for element in list(root.iter())):
        return None
    return markup(root)


def _adapt(element: Element) -> bool:
    """Make one element what MathML 2 knows; False where that cannot be done."""
    name = xmltree.name(element)
    if element.getparent() is None and name != "math":
        return True  # a part of a text that has been taken out
    if name == "mtext" and len(element):
        _plain_text(element)
    if name == "mrow" and _STYLE & set(element.keys()):
        name = "mstyle"
        element.tag = f"{{{NAMESPACE}}}mstyle"
    if name == "mfrac" and _STYLE & set(element.keys()):
        _wrap_in_style(element)
    if _is_drawing(element):
        _remove(element)
        return True
    if name == "menclose":
        _nest_notations(element)
    if name == "mtd":
        _align(element)
    if name not in _ATTRIBUTES:
        return False
    _keep_attributes(element, _ATTRIBUTES[name])
    return True


def _plain_text(element: Element) -> None:
    """Say with `mathvariant` what an element of HTML says inside a text."""
    part = element[0]
    variant = _VARIANTS.get(part.get("class") or xmltree.name(part))
    if variant and len(element) == 1 and not element.text and not part.tail:
        element.set("mathvariant", variant)
    text = "".join(str(piece) for piece in element.itertext())
    for part in list(element):
        element.remove(part)
    element.text = text


def _wrap_in_style(element: Element) -> None:
    """Put an `mstyle` with the display style of a fraction round it."""
    style = xmltree.made(f"{{{NAMESPACE}}}mstyle")
    for name in sorted(_STYLE & set(element.keys())):
        style.set(name, element.get(name, ""))
    parent = element.getparent()
    if parent is not None:
        style.tail, element.tail = element.tail, None
        parent.replace(element, style)
        style.append(element)


def _nest_notations(element: Element) -> None:
    """Give each notation of an enclosure an element of its own: the schema takes one of them."""
    for notation in (element.get("notation") or "").split()[1:]:
        inner = xmltree.made(f"{{{NAMESPACE}}}menclose", notation=notation)
        inner.extend(part for part in list(element) if not _is_drawing(part))
        element.append(inner)
    element.set("notation", (element.get("notation") or "").partition(" ")[0])


def _is_drawing(element: Element) -> bool:
    """Tell an empty row that a style sheet of math-core draws a stroke in."""
    return (element.get("class") or "").startswith("menclose-")


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _align(element: Element) -> None:
    """Say the alignment of a cell as MathJax and MathML 2 say it, besides the style."""
    aligned = _ALIGNED.search(element.get("style") or "")
    if aligned:
        element.set("columnalign", aligned[1])


def _keep_attributes(element: Element, known: set[str]) -> None:
    for name, value in element.items():
        if name not in known and name != "style":
            del element.attrib[name]
        elif name in _SPACED and value == "0":
            element.set(name, "0em")
