"""Markdown with places: pieces of a document, and where each of their parts stands."""

import gc

import pytest

from examc.core.content import Blocks, Code, Image, Link, Math, Paragraph, Text, plain, walk
from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.text import markup
from examc.text.markup import Comment, ItemList, Title

Found = list[tuple[str, int, int]]


def _pieces(text: str, first_line: int = 1) -> tuple[list[markup.Piece], Report]:
    report = Report()
    return list(markup.document(Source("exam.md", text), report, first_line)), report


def _places(text: str) -> Found:
    """What a text holds, each with its line and the characters that its span covers."""
    report = Report()
    source = Source("exam.md", text)
    return _spans(markup.blocks(source, report), source)


def _spans(content: Blocks, source: Source) -> Found:
    found = []
    for node in walk(content):
        if isinstance(node, Text | Code | Math | Link | Image) and node.span is not None:
            span = node.span
            end = span.end_column if span.line == span.end_line else None
            piece = source.line(span.line)[span.column - 1 : end and end - 1]
            found.append((piece, span.line, span.column))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* `c`", [("a ", 1, 1), ("b", 1, 4), (" ", 1, 6), ("`c`", 1, 7)]),
        ("漢字 *é* $x$", [("漢字 ", 1, 1), ("é", 1, 5), (" ", 1, 7), ("$x$", 1, 8)]),
        ("😀\t`c`", [("😀\t", 1, 1), ("`c`", 1, 3)]),
        ("a\n漢 `c`", [("a", 1, 1), ("`c`", 2, 3)]),
        ("> 漢 `c`\n> 😀 $x$", [("漢 ", 1, 3), ("`c`", 1, 5), ("😀 ", 2, 3), ("$x$", 2, 5)]),
        ("*\t漢 `c`", [("漢 ", 1, 3), ("`c`", 1, 5)]),
        (
            "[漢](b) ![é](c.png)",
            [("[漢](b)", 1, 1), ("漢", 1, 2), (" ", 1, 7), ("![é](c.png)", 1, 8)],
        ),
        (
            "|漢|`b`|\n|-|-|\n|`\\|`| $x$ |",
            [("漢", 1, 2), ("`b`", 1, 4), ("`\\|`", 3, 2), ("$x$", 3, 8)],
        ),
        (
            "|a|\n|-|\n| \\| é \\| `b` \\| $c$ |",
            [("a", 1, 2), ("| é \\| ", 3, 4), ("`b`", 3, 11), (" \\| ", 3, 14), ("$c$", 3, 18)],
        ),
    ],
)
def test_places_of_what_a_line_holds(text: str, expected: Found) -> None:
    assert _places(text) == expected


def test_pieces_of_a_document() -> None:
    text = "skipped\n# A {#a}\n\nb\n\n<!-- c -->\n\n- [x] {+1} d\n- e\n\n  ## F\n"
    pieces, _ = _pieces(text, 2)
    assert [type(piece) for piece in pieces] == [Title, Paragraph, Comment, ItemList]
    title, _, comment, items = pieces
    assert isinstance(title, Title)
    assert (title.level, title.text, title.span[1:]) == (1, "A {#a}", (2, 3, 2, 9))
    assert isinstance(comment, Comment)
    assert comment.text == "c"
    assert isinstance(items, ItemList)
    first, second = items.items
    assert (first.checked, second.checked) == (True, None)
    assert first.attributes is not None
    assert first.attributes[1:] == (8, 7, 8, 11)
    assert _spans(first.content, Source("", text)) == [("d", 8, 12)]


@pytest.mark.parametrize("attributes", ["{+1}", "{1/2 #a fixed}", '{name="*a* `b` $c$ é"}'])
@pytest.mark.parametrize("text", ["a *b*", "*a* b", "`a`", "$a$ {b}", "", "漢 `a`"])
def test_attribute_lists_are_no_text(attributes: str, text: str) -> None:
    (items,), report = _pieces(f"- [ ] {attributes} {text}\n- [ ] {text}\n")
    assert not report.diagnostics
    assert isinstance(items, ItemList)
    first, second = items.items
    assert first.content == second.content
    assert first.attributes is not None
    assert first.attributes[1:] == (1, 7, 1, 7 + len(attributes))
    starts = [place for _, _, place in _spans(first.content, Source("", ""))]
    moved = len(attributes) + 1
    assert starts == [place + moved for _, _, place in _spans(second.content, Source("", ""))]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("{a} b", 0, 3),
        ("x {a}", 2, 5),
        ('{a="}"} b', 0, 7),
        ('{a="\\"}"} b', 0, 9),
        ('{a="b} c', 0, 0),
        ("{a", 0, 0),
        ("{a {b}}", 0, 0),
        ("{}", 0, 2),
    ],
)
def test_where_an_attribute_list_ends(text: str, start: int, end: int) -> None:
    assert markup.attributes_end(text, start) == end


def test_text_inside_lines_of_a_formula_is_masked_and_found_again() -> None:
    text = "$$\n+ a\n$$\n\n```\n$$\n+ a\n$$\n```\n"
    report = Report()
    formula, listing = markup.blocks(Source("exam.md", text), report)
    assert isinstance(formula, Paragraph)
    assert formula.content == (Math("+ a", display=True),)
    assert getattr(listing, "text", "") == "$$\n+ a\n$$"


@pytest.mark.parametrize("text", ["a *b*\x1a", "- [ ] {\x1a} a", "\x1a", "`\x1a`", "$\x1a$"])
def test_the_sign_of_a_mask_is_no_mask_where_it_stands_for_nothing(text: str) -> None:
    _pieces(text)


def test_the_nodes_of_the_parser_are_freed() -> None:
    text = "# A *b*\n\n- [x] a `b`\n\n> ![c *d*](e.png)\n\n|a|\n|-|\n|*b*|\n\n$x$ <i>"
    gc.collect()
    before = _nodes_alive()
    for _ in range(2):
        _pieces(text)
    assert _nodes_alive() <= before


def _nodes_alive() -> int:
    return sum(type(one).__name__ == "AstNode" for one in gc.get_objects())


def test_paths_of_images() -> None:
    source = Source("parts/a.md", "", folder="parts")
    assert markup.image_path("b.png", source) == "parts/b.png"
    assert markup.image_path("../b.png", source) == "b.png"
    assert markup.image_path("../../b.png", source) == "../b.png"
    assert markup.image_path("/b.png", source) == "/b.png"
    assert markup.image_path("https://c.d/e.png", source) == "https://c.d/e.png"
    assert markup.image_path("", source) == ""


def test_plain_text_keeps_the_height_of_an_exponent() -> None:
    content = markup.blocks(Source("exam.md", "About 10^3^ mol of H~2~O."), Report())
    assert plain(content) == "About 10^3 mol of H2O."
