"""Edits of attributes and names, at every place that a line may have for them."""

import pytest

from examc.core import edits
from examc.core.diagnostics import Fix
from examc.core.source import Source, Span


def applied(source: Source, fix: Fix | None) -> str | None:
    """The text after an edit; None for none."""
    if fix is None:
        return None
    lines = source.text.split("\n")
    head = lines[fix.span.line - 1][: fix.span.column - 1]
    tail = lines[fix.span.end_line - 1][fix.span.end_column - 1 :]
    lines[fix.span.line - 1 : fix.span.end_line] = [head + fix.text + tail]
    return "\n".join(lines)


def at(text: str, word: str, path: str = "exam.md") -> tuple[Source, Span]:
    """A source, and the place of a word in it."""
    source = Source(path, text)
    before = text[: text.index(word)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return source, source.line_span(line, column, column + len(word))


@pytest.mark.parametrize(
    ("line", "word", "after"),
    [
        ("## 1 pt · open {#q .always a=b}", "always", "## 1 pt · open {#q a=b}"),
        ("## 1 pt · open {.always #q}", "always", "## 1 pt · open {#q}"),
        ("## 1 pt · open {fixed}", "fixed", "## 1 pt · open"),
        ("## 1 pt · open {#q shuffle=options}", "options", "## 1 pt · open {#q}"),
        ('## 1 pt · open {#q bank="a b" fixed}', "a b", "## 1 pt · open {#q fixed}"),
        ("## 1 pt · open {#q", "q", None),
        ("## 1 pt · open", "open", None),
        ("- [x] {+1 fixed} a {b}", "fixed", "- [x] {+1} a {b}"),
    ],
)
def test_an_attribute_is_taken_away(line: str, word: str, after: str | None) -> None:
    source, span = at(line, word)
    assert applied(source, edits.without_attribute(span)) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a:\n  shuffle: options\n  b: c", "a:\n  b: c"),
        ("a:\n  - shuffle: options\n    b: c", None),
        ("a: {shuffle: options, b: c}", None),
        ("a:\n  shuffle: [options]\n  b: c", None),
    ],
)
def test_a_key_of_yaml_is_taken_away_where_it_has_a_line(text: str, after: str | None) -> None:
    source, span = at(text, "options", "exam.yaml")
    assert applied(source, edits.without_attribute(span)) == after


@pytest.mark.parametrize(
    ("text", "path", "after"),
    [
        ("# A", "exam.md", "# A {#own}"),
        ("# A  ", "exam.md", "# A {#own}  "),
        ("# A {points=3}", "exam.md", "# A {#own points=3}"),
        ("# A {}", "exam.md", "# A {#own}"),
        ("# A $x_{1}$", "exam.md", "# A $x_{1}$ {#own}"),
        ("# A \\{x\\}", "exam.md", None),
        ("Text A", "exam.md", None),
        ("- title: A\n  b: c", "exam.yaml", "- id: own\n  title: A\n  b: c"),
        ("- {title: A}", "exam.yaml", None),
    ],
)
def test_an_id_is_added_where_the_source_then_has_it(
    text: str, path: str, after: str | None
) -> None:
    source = Source(path, text)
    start = text.index("{") if "- {" in text else text.index("title") if "title" in text else 0
    span = source.line_span(1, start + 1)
    assert not edits.has_id(span, "own")
    assert applied(source, edits.with_id(span, "own")) == after
    if after is not None:
        now = Source(path, after)
        assert edits.has_id(now.line_span(1, start + 1), "own")
        assert not edits.has_id(now.line_span(1, start + 1), "ow")


def test_an_id_of_yaml_is_that_of_its_own_mapping() -> None:
    text = "- title: A\n  items:\n    - id: own\n      points: 1\n- id: own"
    source = Source("exam.yaml", text)
    assert not edits.has_id(source.line_span(1, 3), "own")
    assert edits.has_id(source.line_span(3, 7), "own")
    later = Source("exam.yaml", "- title: A\n  items: []\n  id: 'own' # mine")
    assert edits.has_id(later.line_span(1, 3), "own")
    assert edits.has_id(Source("e.yaml", "- {title: A, id: own}").line_span(1, 3), "own")


def test_a_name_that_is_taken_gets_a_number() -> None:
    source, span = at("## 1 pt · open {#wall}", "wall")
    assert applied(source, edits.renamed(span, "wall", {"wall", "wall-2"})) == (
        "## 1 pt · open {#wall-3}"
    )
    assert edits.renamed(span, "other", set()) is None
