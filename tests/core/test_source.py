"""Sources and spans: lines, columns, and texts that lie inside other texts."""

from examc.core.source import Source, Span

SOURCE = Source("a.md", "one\n漢字 two\n\nlast")


def test_lines_are_counted_from_one() -> None:
    assert [SOURCE.line(number) for number in range(-1, 7)] == [
        "",
        "",
        "one",
        "漢字 two",
        "",
        "last",
        "",
        "",
    ]


def test_a_span_of_a_line() -> None:
    assert SOURCE.line_span(2)[1:] == (2, 1, 2, 7)
    assert SOURCE.line_span(2, 4)[1:] == (2, 4, 2, 7)
    assert SOURCE.line_span(2, 4, 5)[1:] == (2, 4, 2, 5)
    assert SOURCE.line_span(3)[1:] == (3, 1, 3, 1)
    assert SOURCE.line_span(2, 9)[1:] == (2, 9, 2, 9)


def test_pieces_of_spans() -> None:
    span = SOURCE.line_span(2, 2)
    assert span.part(1, 3)[1:] == (2, 3, 2, 5)
    assert span.part(3, 1)[1:] == (2, 5, 2, 5)
    assert span.to(SOURCE.line_span(4))[1:] == (2, 2, 4, 5)


def test_a_text_inside_a_text() -> None:
    inner = Source(
        "a.md", "x\nyz", parent=SOURCE, origin=lambda place: (place[0] + 1, place[1] + 3)
    )
    innermost = Source("a.md", "q", parent=inner, origin=lambda place: (place[0] + 1, place[1] + 1))
    assert inner.span(1, 1, 1, 2).root() == Span(SOURCE, 2, 4, 2, 5)
    assert inner.span(1, 1, 2, 3).root() == Span(SOURCE, 2, 4, 3, 6)
    assert inner.span(1, 1, 1, 1).root() == Span(SOURCE, 2, 4, 2, 5)
    assert innermost.span(1, 1, 1, 2).root() == Span(SOURCE, 3, 5, 3, 6)
    assert SOURCE.line_span(1).root() == SOURCE.line_span(1)


def test_sources_with_the_same_text_are_different() -> None:
    assert Source("a.md", "x") != Source("a.md", "x")
    assert hash(Source("a.md", "x").line_span(1)) is not None
