"""Hostile inputs of any size: each a name and a maker, whose time must grow as its size does."""

import json
from collections.abc import Callable

from examc.files.package import pack

HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"
QUESTION = HEAD + "## 1 pt · multiple choice {#q}\n\n"
OPTIONS = "\n\n- [x] {1} a\n- [ ] {0} b\n"
ITEM = "title: T\nexercises:\n- title: E\n  id: e\n  items:\n  - type: open\n    points: 1\n    id: q\n"
PRINT = "# C: Course\n\nX · 1 exercises · 2 points\n\n## Exam: A #1\n\n2 pts · Last updated 1 Jan, 2023, 10:00\n\n"

Maker = Callable[[int], tuple[str, bytes]]
"""A number of pieces → the name of a file, and its bytes."""


def _markdown(piece: str, before: str = QUESTION, after: str = OPTIONS) -> Maker:
    return lambda count: ("exam.md", f"{before}{piece * count}{after}".encode())


def _yaml(piece: str, before: str = ITEM, after: str = "\n") -> Maker:
    return lambda count: ("exam.yaml", f"{before}{piece * count}{after}".encode())


def _print(piece: str, before: str = "2 PTS · OPEN\n\n") -> Maker:
    return lambda count: ("exam.md", f"{PRINT}{before}{piece * count}\n".encode())


def _moodle(piece: str, before: str = "", after: str = "") -> Maker:
    head = '<quiz><question type="multichoice"><name><text>Q</text></name><questiontext format="html"><text>'
    start = before or f"{head}<![CDATA[Why?]]></text></questiontext><defaultgrade>1</defaultgrade>"
    right, wrong = ('<answer fraction="100">', '<answer fraction="0">')
    answers = f"{right}<text>a</text></answer>{wrong}<text>b</text></answer>"
    end = after or f"{answers}</question></quiz>"
    return lambda count: ("x.xml", f"{start}{piece * count}{end}".encode())


def _html(piece: str, after: str = "") -> Maker:
    """Of a text in Moodle XML; the readers share how HTML is read."""
    head = '<quiz><question type="essay"><name><text>Q</text></name><questiontext format="html"><text><![CDATA['
    end = "]]></text></questiontext><defaultgrade>1</defaultgrade></question></quiz>"
    return lambda count: ("x.xml", f"{head}{piece * count}{after * count}{end}".encode())


def _ans(before: str, piece: str, after: str) -> Maker:
    return lambda count: ("x.json", f"{before}{piece * count}{after}".encode())


_ANS = '{"format": "ans-style-json", "format_version": "1.0", "assignment": {"name": "T", "x_language": "en", '
_ANS_QUESTION = (
    _ANS
    + '"exercises": [{"name": "E", "questions": [{"category": "open", "points": "1.0", "content": "'
)
_QTI = '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t" xml:lang="en">'
_SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
_RESPONSE = (
    '<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier">'
)


def _qti(piece: str, before: str = "", after: str = "</assessmentItem>") -> Maker:
    return lambda count: ("x.xml", f"{_QTI}{before}{piece * count}{after}".encode())


def _qti_numbered(piece: str, before: str, after: str) -> Maker:
    def make(count: int) -> tuple[str, bytes]:
        pieces = "".join(piece.replace("@", str(number)) for number in range(count))
        return "x.xml", f"{_QTI}{before}{pieces}{after}".encode()

    return make


def _choices(count: int) -> tuple[str, bytes]:
    values = "".join(f'<mapEntry mapKey="c{n}" mappedValue="1"/>' for n in range(count))
    choices = "".join(f'<simpleChoice identifier="c{n}">x</simpleChoice>' for n in range(count))
    text = (
        f"{_QTI}{_RESPONSE}<mapping>{values}</mapping></responseDeclaration>{_SCORE}<itemBody>"
        f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0">{choices}</choiceInteraction></itemBody>'
        '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'
        "</assessmentItem>"
    )
    return "x.xml", text.encode()


def _canvas(piece: str, *, inside: bool = False) -> Maker:
    """A package of Canvas whose quiz has many items, or an item with many parts."""

    def make(count: int) -> tuple[str, bytes]:
        pieces = "".join(piece.replace("@", str(number)) for number in range(count))
        items = f'<item ident="i" title="t">{pieces}</item>' if inside else pieces
        quiz = (
            '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="a" title="T">'
            f'<section ident="root_section">{items}</section></assessment></questestinterop>'
        )
        manifest = (
            '<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"><resources><resource identifier="a" '
            'type="imsqti_xmlv1p2"><file href="a/a.xml"/></resource></resources></manifest>'
        )
        return "x.zip", pack({"imsmanifest.xml": manifest.encode(), "a/a.xml": quiz.encode()})

    return make


_CANVAS_ITEM = (
    '<item ident="i@" title="t"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>'
    "<fieldentry>essay_question</fieldentry></qtimetadatafield><qtimetadatafield><fieldlabel>points_possible"
    "</fieldlabel><fieldentry>1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material>"
    '<mattext texttype="text/html">Why?</mattext></material></presentation></item>'
)


def _names(count: int) -> tuple[str, bytes]:
    return "x.json", f"{_ANS}{','.join([chr(34) + 'a' + chr(34) + ': 1'] * count)}}}}}".encode()


def _unknown_names(count: int) -> tuple[str, bytes]:
    names = {f"a{number}": 1 for number in range(count)}
    return "x.json", f"{_ANS}{json.dumps(names)[1:-1]}}}}}".encode()


def _entries(count: int) -> tuple[str, bytes]:
    files = {f"f{number}.xml": b"<a/>" for number in range(count)}
    return "x.zip", pack({"imsmanifest.xml": b"<manifest><resources/></manifest>", **files})


HOSTILE: dict[str, tuple[Maker, int]] = {
    "md: a long line": (_markdown("x "), 100_000),
    "md: emphasis": (_markdown("*a* "), 5_000),
    "md: open emphasis": (_markdown("*a _b "), 10_000),
    "md: open brackets": (_markdown("["), 20_000),
    "md: open images": (_markdown("!["), 10_000),
    "md: links": (_markdown("[a](b) "), 5_000),
    "md: backticks": (_markdown("`a` "), 5_000),
    "md: formulas": (_markdown("$a$ "), 5_000),
    "md: open formulas": (_markdown("$a "), 10_000),
    "md: quotes": (_markdown("> a\n\n"), 5_000),
    "md: deep quotes": (_markdown(">"), 50_000),
    "md: deep lists": (_markdown("* "), 3_000),
    "md: paragraphs": (_markdown("a\n\n"), 5_000),
    "md: line breaks": (_markdown("a\\\n"), 5_000),
    "md: escapes": (_markdown("\\! "), 10_000),
    "md: entities": (_markdown("&amp; "), 5_000),
    "md: HTML": (_markdown("<b>x</b> "), 5_000),
    "md: comments": (_markdown("<!-- a -->\n\n"), 3_000),
    "md: list items": (_markdown("- a\n", after="\n\nb\n" + OPTIONS), 5_000),
    "md: numbered items": (_markdown("1. a\n", after="\n\nb\n" + OPTIONS), 5_000),
    "md: a table": (_markdown("| a | b |\n", QUESTION + "| a | b |\n|---|---|\n"), 5_000),
    "md: code": (_markdown("a\n", QUESTION + "```\n", "```\n" + OPTIONS), 50_000),
    "md: headings": (_markdown("# X\n\n", HEAD), 3_000),
    "md: blanks in a heading": (_markdown(" ", HEAD + "## a", "b\n"), 5_000),
    "md: equal questions": (_markdown("## 1 pt · open {#q}\n\nWhy?\n\n", HEAD, ""), 1_000),
    "md: attributes": (_markdown("a=b ", HEAD + "# a {", "}\n"), 5_000),
    "md: braces": (_markdown("{"), 20_000),
    "md: an open brace": (_markdown("1", QUESTION + "{"), 20_000),
    "md: exclamation marks": (_markdown("!"), 10_000),
    "md: wide characters": (_markdown("漢字 <b> "), 3_000),
    "md: front matter": (_markdown("title: T\n", "---\n", "---\n\n# E\n"), 5_000),
    "text: empty lines": (lambda count: ("a.txt", b"\n" * count), 50_000),
    "yaml: lists": (_yaml("- ", "a: "), 20_000),
    "yaml: items": (_yaml("  - {type: open, points: 1, prompt: a}\n"), 1_000),
    "yaml: a block": (_yaml("      a <b> $x$\n", ITEM + "    prompt: |\n"), 2_000),
    "yaml: a folded block": (_yaml("      a <b>\n", ITEM + "    prompt: >\n"), 2_000),
    "yaml: quotes": (_yaml("\\u0041 <b> ", ITEM + '    prompt: "', '"\n'), 2_000),
    "yaml: keys": (_yaml("k: 1\n", ""), 5_000),
    "print: quotes": (_print(">"), 100_000),
    "print: quoted lines": (_print("> a\n"), 5_000),
    "print: boxes": (_print("- ☐ a 1.0\n", "2 PTS · MULTIPLE CHOICE\n\n"), 3_000),
    "print: items": (_print("2 PTS · OPEN\n\nWhy?\n\n", ""), 1_000),
    "print: formulas": (_print("$$ a\n\n"), 3_000),
    "print: stars": (_print("a**b "), 5_000),
    "print: lines": (_print("a\n"), 10_000),
    "print: paragraphs": (_print("a\n\n"), 5_000),
    "print: blank lines": (_print("\n"), 50_000),
    "print: tables": (_print("| a | b |\n"), 3_000),
    "print: figures": (_print("Figure 1: a\n\n"), 2_000),
    "print: code": (_print("```py\n\n"), 3_000),
    "print: small letters": (_print("a<sup>b</sup>"), 3_000),
    "moodle: answers on one line": (_moodle('<answer fraction="0"><text>a</text></answer>'), 4_000),
    "moodle: unknown tags on one line": (_moodle("<x>a</x>"), 10_000),
    "moodle: empty tags on one line": (_moodle("<x/>"), 10_000),
    "moodle: tags": (
        _moodle("<tags><tag><text>a</text></tag></tags>"),
        5_000,
    ),
    "moodle: questions on one line": (
        _moodle(
            '<question type="essay"><name><text>Q</text></name><questiontext><text>a</text></questiontext></question>',
            "<quiz>",
            "</quiz>",
        ),
        500,
    ),
    "moodle: categories": (
        _moodle(
            '<question type="category"><category><text>a/b</text></category></question>',
            "<quiz>",
            "</quiz>",
        ),
        2_000,
    ),
    "moodle: text in pieces": (
        _moodle(
            "a<![CDATA[b]]>",
            "<quiz><question type='essay'><name><text>",
            "</text></name></question></quiz>",
        ),
        10_000,
    ),
    "moodle: comments": (_moodle("<!-- a -->"), 10_000),
    "moodle: files": (_moodle('<file name="a.png" encoding="base64">AAAA</file>'), 3_000),
    "html: italics": (_html("a<i>b</i>"), 3_000),
    "html: line breaks": (_html("a<br>"), 5_000),
    "html: entities": (_html("&amp;"), 10_000),
    "html: paragraphs": (_html("<p>a</p>"), 3_000),
    "html: lists": (_html("<ul><li>a</li></ul>"), 2_000),
    "html: items": (_html("<li>a"), 3_000),
    "html: deep lists": (_html("<ul><li>", "</li></ul>"), 500),
    "html: deep spans": (_html("<span>a", "</span>"), 2_000),
    "html: open tags": (_html("<i>a"), 3_000),
    "html: closing tags": (_html("a</i>"), 3_000),
    "html: rows": (_html("<table><tr><td>a</td></tr></table>"), 1_000),
    "html: cells": (_html("<td>a"), 3_000),
    "html: unknown tags": (_html("<x>a</x>"), 3_000),
    "html: comments": (_html("<!-- a -->b"), 5_000),
    "html: formulas": (_html("\\(a\\) "), 3_000),
    "html: open formulas": (_html("\\(a "), 5_000),
    "html: dollars": (_html("$$a "), 5_000),
    "html: links": (_html('<a href="b">c</a>'), 2_000),
    "html: images": (_html('<img src="http://a/b.png" alt="c">'), 2_000),
    "html: code": (_html("<pre>a</pre>"), 2_000),
    "html: less than": (_html("< "), 10_000),
    "html: blanks": (_html(" &nbsp;"), 10_000),
    "ans: equal names": (_names, 5_000),
    "ans: unknown names": (_unknown_names, 5_000),
    "ans: lists": (_ans("", "[", ""), 50_000),
    "ans: a text": (_ans(_ANS_QUESTION, "a <b>b</b> ", '"}]}]}}'), 3_000),
    "ans: escapes": (_ans(_ANS_QUESTION, "\\u0041", '"}]}]}}'), 20_000),
    "ans: questions": (
        _ans(
            _ANS + '"exercises": [{"name": "E", "questions": [',
            '{"category": "open", "points": "1.0", "content": "a"},',
            '{"category": "open", "points": "1.0", "content": "a"}]}]}}',
        ),
        1_000,
    ),
    "qti: choices": (_choices, 1_000),
    "qti: outcomes": (
        _qti_numbered('<outcomeDeclaration identifier="O@"/>', _SCORE, "</assessmentItem>"),
        2_000,
    ),
    "qti: paragraphs": (
        _qti("<p>a</p>", _SCORE + "<itemBody>", "</itemBody></assessmentItem>"),
        3_000,
    ),
    "qti: text in pieces": (
        _qti("a<!-- b -->", _SCORE + "<itemBody><p>", "</p></itemBody></assessmentItem>"),
        5_000,
    ),
    "qti: rules": (
        _qti(
            '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>',
            _SCORE + "<itemBody><p>a</p></itemBody><responseProcessing>",
            "</responseProcessing></assessmentItem>",
        ),
        1_000,
    ),
    "qti: conditions": (
        _qti(
            "<responseCondition><responseIf><isNull><variable identifier='RESPONSE'/></isNull><setOutcomeValue "
            "identifier='SCORE'><baseValue baseType='float'>1</baseValue></setOutcomeValue></responseIf></responseCondition>",
            f"{_RESPONSE}</responseDeclaration>{_SCORE}<itemBody><choiceInteraction responseIdentifier='RESPONSE'>"
            "<simpleChoice identifier='a'>a</simpleChoice></choiceInteraction></itemBody><responseProcessing>",
            "</responseProcessing></assessmentItem>",
        ),
        500,
    ),
    "qti: feedbacks": (
        _qti_numbered(
            '<modalFeedback outcomeIdentifier="F" identifier="f@" showHide="show">a</modalFeedback>',
            _SCORE + "<itemBody><p>a</p></itemBody>",
            "</assessmentItem>",
        ),
        1_000,
    ),
    "canvas: items": (_canvas(_CANVAS_ITEM), 500),
    "canvas: equal items": (_canvas(_CANVAS_ITEM.replace("@", "")), 500),
    "canvas: feedbacks": (_canvas('<itemfeedback ident="f@"/>', inside=True), 2_000),
    "zip: entries": (_entries, 1_000),
}
"""Each maker, with a number of pieces that takes some hundredths of a second."""
