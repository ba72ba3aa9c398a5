"""A document of a QTI 2.1 package as one of QTI 3.0: the one place of what differs.

The names of elements and attributes, the addresses of schemas, the element round what feedback and
rubrics say, and what a rubric is used for. Text, HTML and MathML stay as they are, to the letter.
"""

import re

from examc.core import lazyre
from examc.systems.qti3 import BODY, new_attribute, new_element
from examc.text.xhtml import READ_ALOUD

_PIECE = lazyre.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<math\b.*?</math>"
    r"""|<(?P<end>/?)(?P<name>[A-Za-z][\w.-]*)(?![\w.:-])(?P<attributes>(?:[^"'>]|"[^"]*"|'[^']*')*)>""",
    re.DOTALL,
)
"""What is marked up: all but the last alternative stays as it is."""
_ATTRIBUTE = lazyre.compile(r"""(?<=\s)([A-Za-z]+)(\s*=\s*(?:"[^"]*"|'[^']*'))""")
_VIEW = lazyre.compile(r'\sview="[^"]*\bcandidate\b[^"]*"')
_UNHEARD = f'class="{READ_ALOUD}" label='
_HEARD = f'class="{READ_ALOUD}" role="math" aria-label='
_HTML = frozenset(
    (
        *("a", "abbr", "acronym", "address", "b", "big", "blockquote", "br", "caption", "cite"),
        *("code", "col", "colgroup", "dd", "dfn", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "hr", "i", "img", "kbd", "li", "object", "ol", "p", "param", "pre", "q", "s"),
        *("samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "tt", "ul", "var"),
    )
)
"""The elements of a body that are not QTI's own."""
_WRAPPED = frozenset({"modalFeedback", "feedbackBlock", "rubricBlock", "templateBlock"})
"""The elements whose content QTI 3 wants in an element of its own."""
_ADDRESSES = {
    "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p2.xsd": (
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"
    ),
    "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd": (
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd"
    ),
    "http://www.imsglobal.org/xsd/imsmd_loose_v1p3p2.xsd": (
        "https://purl.imsglobal.org/spec/md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd"
    ),
    "http://www.imsglobal.org/xsd/imscp_v1p1": (
        "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
    ),
}
_DOCUMENT = _ADDRESSES | {
    "http://www.imsglobal.org/xsd/imsqti_v2p1": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
}
_MANIFEST = _ADDRESSES | {
    "http://www.imsglobal.org/xsd/imsqti_v2p1": (
        "http://www.imsglobal.org/xsd/imsqti_metadata_v3p0"
    ),
    "<schema>QTIv2.1 Package</schema>": "<schema>QTI Package</schema>",
    "<schemaversion>1.0.0</schemaversion>": "<schemaversion>3.0.0</schemaversion>",
    'type="imsqti_item_xmlv2p1"': 'type="imsqti_item_xmlv3p0"',
    'type="imsqti_test_xmlv2p1"': 'type="imsqti_test_xmlv3p0"',
}


def document(data: bytes) -> bytes:
    """An item or a test of QTI 2.1, which is well-formed, as one of QTI 3."""
    return _PIECE.sub(_tag, data.decode()).encode()


def manifest(data: bytes) -> bytes:
    """A manifest of a QTI 2.1 package as one of QTI 3."""
    return _replaced(data.decode(), _MANIFEST).encode()


def _replaced(text: str, table: dict[str, str]) -> str:
    pattern = re.compile("|".join(map(re.escape, table)))
    return pattern.sub(lambda found: table[found[0]], text)


def _tag(found: re.Match[str]) -> str:
    name = found["name"]
    if name == "span":
        return found[0].replace(_UNHEARD, _HEARD, 1)
    if name is None or name in _HTML:
        return found[0]
    own = new_element(name)
    if found["end"]:
        return f"{f'</{BODY}>' if name in _WRAPPED else ''}</{own}>"
    attributes = found["attributes"]
    if name == "rubricBlock":
        use = "instructions" if _VIEW.search(attributes) else "scoring"
        attributes = f' use="{use}"{attributes}'
    made = _ATTRIBUTE.sub(lambda one: new_attribute(one[1]) + one[2], attributes)
    opening = f"<{own}{_replaced(made, _DOCUMENT) if 'xmlns' in made else made}>"
    return f"{opening}<{BODY}>" if name in _WRAPPED and not made.endswith("/") else opening
