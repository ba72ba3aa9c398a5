"""YAML with places: where each value, and each character of a text, stands in the file."""

from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.files import yamlnodes, yamlplaces
from examc.files.yamlnodes import Mapping, Node, Scalar, Sequence


def _compose(text: str, first_line: int = 1) -> tuple[Node | None, Report]:
    report = Report()
    source = Source("exam.yaml", "\n" * (first_line - 1) + text)
    return yamlnodes.compose(source, text, first_line, report), report


def _value(text: str) -> Scalar:
    root, report = _compose(text)
    assert not report.diagnostics
    assert isinstance(root, Mapping)
    value = root.entries[-1][1]
    assert isinstance(value, Scalar)
    return value


def _places(scalar: Scalar) -> list[tuple[str, str]]:
    """Each character of a text beside the one that stands at its place in the file."""
    source = yamlplaces.text_source(scalar)
    pairs = []
    for number, line in enumerate(source.lines, 1):
        for column, char in enumerate(line, 1):
            span = source.span(number, column, number, column + 1).root()
            assert span.source is scalar.span.source
            pairs.append((char, span.source.line(span.line)[span.column - 1 :][:1]))
    return pairs


def test_nodes_know_their_places() -> None:
    root, report = _compose("a: 漢\nb:\n- {c: 'd', 😀: [e]}\n", 3)
    assert not report.diagnostics
    assert isinstance(root, Mapping)
    assert root.span[1:3] == (3, 1)
    (a, b) = root.entries
    assert [one.span[1:] for one in a] == [(3, 1, 3, 2), (3, 4, 3, 5)]
    assert isinstance(b[1], Sequence)
    (inner,) = b[1].items
    assert isinstance(inner, Mapping)
    assert [key.span[1:] for key, _ in inner.entries] == [(5, 4, 5, 5), (5, 12, 5, 13)]
    assert [value.span[1:] for _, value in inner.entries] == [(5, 7, 5, 10), (5, 15, 5, 18)]


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing(written: str) -> None:
    assert _value(f"a: {written}\n").is_null


@pytest.mark.parametrize("written", ["'~'", '"null"', "''", "nul", "0", "false"])
def test_something(written: str) -> None:
    assert not _value(f"a: {written}\n").is_null


def test_words_are_never_numbers_or_dates() -> None:
    for word in ("1.50", "0x10", "2022-02-14", "yes", "1_000", "1e3", "12:30"):
        assert _value(f"a: {word}\n").value == word


TEXTS = [
    "a: plain words\n",
    "a: plain words\n  on two lines\n",
    "a: 'it''s  quoted'\n",
    "a: 'on\n  two lines\n\n  and four'\n",
    'a: "a \\"b\\" \\\\underline \\u00e9 \\x41 \\U0001F600 c\\td"\n',
    'a: "a \\\n   b c\\\n\\ d"\n',
    "a: |\n  one\n\n    two\n  three\n",
    "a: |-\n     one\n\n\n       two\n",
    "a: |2\n    one\n   two\n",
    "a: >\n  one\n  two\n\n  three\n    four\n  five\n",
    "a: >-  # a comment\n  漢 <b>\n\n\n  😀 é\n",
    "a: |\n\n\n  late\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_character_of_a_text_has_its_place(text: str) -> None:
    for char, found in _places(_value(text)):
        assert char.isspace() or char == found or found == "\\"


def _style(value: str, style: str, indent: int) -> str:
    lines = value.split("\n")
    pad = " " * indent
    if style in "|>":
        body = "\n".join(pad + line if line else "" for line in lines)
        return f"k: {style}{indent}-\n{body}\n"
    if style == "'":
        body = ("\n\n" + pad).join(line.replace("'", "''") for line in lines)
        return f"k: '{body}'\n"
    body = "\\n".join(line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return f'k: "{body}"\n'


@given(
    st.lists(st.text("ab\\'\"#:-é漢😀$", max_size=8).map(str.strip), min_size=1, max_size=5),
    st.sampled_from("|>'\""),
    st.integers(2, 6),
)
@example(["\\underline", "\\x", "'"], '"', 2)
def test_places_hold_for_any_text(lines: list[str], style: str, indent: int) -> None:
    scalar = _value(_style("\n".join(lines), style, indent))
    for char, found in _places(scalar):
        assert char.isspace() or char == found or (found == "\\" and style == '"')


def test_a_place_beyond_the_text_is_its_end() -> None:
    source = yamlplaces.text_source(_value("a: bc\n"))
    assert source.span(1, 9, 1, 10).root()[1:] == (1, 5, 1, 6)
    assert source.span(7, 1, 7, 2).root()[1:] == (1, 5, 1, 6)
    empty = yamlplaces.text_source(_value("a: ''\n"))
    assert empty.span(1, 1, 1, 2).root()[1:3] == (1, 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b: c\n", (1, 5, "mapping values are not allowed in this context")),
        ("a:\n\t- b\n", (2, 1, "a tab indents this line")),
        ("a: 'b\nc: d\n", (1, 4, "quote is never closed")),
        ("a: [b\nc: d\n", (2, 2, "did not find expected ',' or ']'")),
        ('a: "\\l"\n', (1, 5, "unknown escape character")),
        ("a: @b\n", (1, 4, "character that cannot start any token")),
        ("a: b\n---\nc: d\n", (2, 1, "a second document begins here")),
        ("a: &b c\n", (1, 4, "anchors and aliases are not part of the language")),
        ("a: *b\n", (1, 4, "anchors and aliases are not part of the language")),
        ("a: b\na: c\n'a': d\n", (2, 1, "key 'a' stands twice")),
        ("? {a: b}\n: c\n", (1, 3, "a key must be a word")),
        ("a: b\u2028c\n", (1, 5, "control character U+2028 in the text")),
        ("a: b\x85c: d\n", (1, 5, "control character U+0085 in the text")),
        ('a: "\\0"\n', (1, 4, "control character U+0000 in the text")),
        ("a: " + "[" * 50, (1, 43, "more than 40 levels of nesting")),
    ],
)
def test_mistakes(text: str, said: tuple[int, int, str]) -> None:
    found = _compose(text)[1].diagnostics[0]
    assert found.span is not None
    assert (*found.span[1:3], found.message) == said


def test_all_duplicate_keys_are_told() -> None:
    text = dedent("""\
        a: 1
        b: {c: 1, c: 2}
        a: 2
        a: 3
    """)
    found = _compose(text)[1].diagnostics
    assert sorted(entry.span[1:3] for entry in found if entry.span) == [(2, 11), (3, 1), (4, 1)]


@given(st.text("ab:-[]{}'\"|>?&*!%@#,\n \t\\~<é", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    root, report = _compose(text)
    assert root is None or isinstance(root, Scalar | Mapping | Sequence)
    lines = text.split("\n")
    for entry in report.diagnostics:
        assert entry.span is not None
        assert 1 <= entry.span.line <= len(lines)
        assert 1 <= entry.span.column <= len(lines[entry.span.line - 1]) + 1
