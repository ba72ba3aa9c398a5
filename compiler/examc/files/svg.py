"""SVG images: what in them acts, or reaches out of them, is taken out.

An image of an exam is a file on the server of a university, where an SVG that is opened by its own
address may do whatever a page there may. A picture that does nothing keeps its bytes.
"""

import re
from collections.abc import Iterator

from examc.core import lazyre
from examc.files.xmltree import Element, markup, namespace
from examc.files.xmltree import name as local_name

EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg"/>\n'
"""A picture of nothing, for one that cannot be read."""

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = frozenset(
    [
        "script",
        "handler",
        "listener",
        "foreignobject",
        "iframe",
        "embed",
        "object",
        "audio",
        "video",
        "canvas",
        "meta",
        "base",
        "link",
    ]
)
"""Elements that run something, or show what is no part of the picture (names in small letters)."""
_ANIMATIONS = frozenset(["animate", "set", "animatetransform", "animatemotion", "animatecolor"])
_LINKS = frozenset({"href", "src"})
_SAFE_SCHEMES = ("http:", "https:", "mailto:")
_DATA = lazyre.compile(r"data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_BLANK = lazyre.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_SCHEME = lazyre.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_DECLARED = lazyre.compile(rb"<!(?:ATTLIST|ENTITY\s+%)", re.IGNORECASE)
"""Declarations that give elements attributes which do not stand in them."""
_COMMENT = lazyre.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = lazyre.compile(r"\\([0-9a-fA-F]{1,6}\s?|.)", re.DOTALL)
_IMPORT = lazyre.compile(r"@import\b[^;{}]*;?", re.IGNORECASE)
_URL = lazyre.compile(r"""url\(\s*+["']?+(?!\s*+(?:#|data:))[^)]*\)?""", re.IGNORECASE)
_RUN = lazyre.compile(
    r"expression\s*\(|javascript:|vbscript:|-moz-binding|behavior\s*:", re.IGNORECASE
)


def is_svg(name: str, data: bytes) -> bool:
    """Whether a file is shown as SVG: its name says so, or its content begins as markup does."""
    return (
        name.lower().endswith(".svg")
        or data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    )


def cleaned(data: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    """An SVG without what acts or reaches out, and what that was (`a script`), in order.

    None for what is no SVG that can be read. The time is linear in the size.
    """
    from examc.files.xmlprolog import Unreadable
    from examc.files.xmlreading import strict

    try:
        root = strict(data)
    except Unreadable:
        return None
    if namespace(root) not in (_SVG, "") or local_name(root) != "svg":
        return None
    found = dict.fromkeys([*_declarations(data, root), *_elements(root)])
    return (f"{markup(root)}\n".encode(), tuple(found)) if found else (data, ())


def _declarations(data: bytes, root: Element) -> Iterator[str]:
    """What stands before the picture: a style sheet, or attributes for its elements."""
    if _DECLARED.search(data):
        yield "declared attributes"
    for before in root.itersiblings(preceding=True):
        if getattr(before, "target", "") == "xml-stylesheet":
            yield "a style sheet from elsewhere"


def _elements(root: Element) -> Iterator[str]:
    todo = [root]
    while todo:
        element = todo.pop()
        if hasattr(element, "name"):  # an entity, which has no tag
            yield "an entity"
            _remove(element)
        elif isinstance(element.tag, str):
            flaw = _flaw(element) if element is not root else ""
            if flaw:
                yield flaw
                _remove(element)
                continue
            yield from _style(element)
            yield from _attributes(element)
            todo.extend(reversed(element))


def _flaw(element: Element) -> str:
    """Why an element does not stay; "" where it may."""
    kind = local_name(element).lower()
    if kind in _ACTIVE or namespace(element) == _XHTML:
        return f"an element {local_name(element)!r}"
    animated = _local(str(element.get("attributeName", "")))
    if kind in _ANIMATIONS and animated.startswith(("href", "on")):
        return "an animated link"
    return ""


def _style(element: Element) -> Iterator[str]:
    if local_name(element).lower() == "style":
        text = "".join([element.text or "", *(part.tail or "" for part in element)])
        css = _css(text)
        if css != text:
            yield "a style from elsewhere"
            del element[:]
            element.text = css


def _attributes(element: Element) -> Iterator[str]:
    kind = local_name(element).lower()
    for key in list(element.attrib):
        name, value = _local(str(key)), str(element.attrib[key])
        if name.startswith("on"):
            yield "an event handler"
            del element.attrib[key]
        elif (name in _LINKS and not _is_safe(kind, value)) or name in (
            "base",
            "formaction",
            "ping",
        ):
            yield "a link" if kind == "a" else "a reference to another file"
            del element.attrib[key]
        elif (name == "style" or "(" in value) and (css := _css(value)) != value:
            yield "a style from elsewhere"
            element.attrib[key] = css


def _is_safe(kind: str, value: str) -> bool:
    """Whether an address stays in the picture, or is one that a reader may follow."""
    address = _BLANK.sub("", value)
    if address.startswith("#") or not address:
        return True
    if kind == "a":
        scheme = _SCHEME.match(address)
        return scheme is None or scheme[0].lower() in _SAFE_SCHEMES
    return kind in ("image", "feimage") and _DATA.match(address) is not None


def _css(text: str) -> str:
    """A style without what it takes from elsewhere; the same text where it takes nothing."""
    plain = _ESCAPE.sub(_unescaped, _COMMENT.sub("", text))
    if not (_IMPORT.search(plain) or _URL.search(plain) or _RUN.search(plain)):
        return text
    left = _URL.sub("none", _IMPORT.sub("", plain))
    return "" if _RUN.search(left) else left


def _unescaped(found: re.Match[str]) -> str:
    try:
        return chr(int(found[1], 16))
    except (ValueError, OverflowError):
        return found[1]


def _local(key: str) -> str:
    """The name of an attribute without its namespace or prefix, in small letters."""
    return re.split("[}:]", key)[-1].lower()


def _remove(element: Element) -> None:
    """Take an element out; an empty one stays where there is text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if isinstance(element.tag, str) and (element.tail or "").strip():
        tail = element.tail
        element.clear()
        element.tag, element.tail = f"{{{_SVG}}}desc", tail
    else:
        parent.remove(element)
