"""A document is parsed in parts; it must be read as if it were parsed at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core.diagnostics import Report
from examc.core.records import Record, field_names
from examc.core.source import Source
from examc.text import markup
from examc.text.markup import trees

LINES = (
    *("# A", "# B {#b}", "## 2 pts · open", "### criteria", "", "", "a *b* $x$", "a\\"),
    *("```", "```py", "~~~", "````", "    code", "- ```", "> ```", "> a", "> # A", "- # A"),
    *("<!-- a", "-->", "<!-- a -->", "<div>", "</div>", "<?a", "?>", "<script>", "</script>"),
    *("- a", "  - b", "- [ ] {1} a", "- [x] {2} b", "1. a", "2. b", "   # A", " # A", "#"),
    *("| a | b |", "| - | - |", "| c | d |", "$$", "# x $$", "+ y", "---", "***", "===", "# ```"),
    *("[a]: b", "[a]", "> [a]: b", "[a", "b]: c", "\tx", "# <!--", "{#a}", "é # A", "#\tA"),
)


def _whole(value: object) -> object:
    """A value with its places, which are no part of what two records are compared by."""
    if isinstance(value, Record):
        return type(value), [_whole(getattr(value, name)) for name in field_names(value)]
    if isinstance(value, list | tuple):
        return [_whole(each) for each in value]
    return (value.path, value.text) if isinstance(value, Source) else value


def _read(text: str, lines: int) -> tuple[list[object], list[object]]:
    """The pieces of a document with their places, and what was said, parsed so many lines at once."""
    source, report = Source("exam.md", text), Report()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(trees, "PART", lines)
        pieces = list(markup.document(source, report, 1))
    return [_whole(piece) for piece in pieces], [_whole(each) for each in report.diagnostics]


@given(st.lists(st.sampled_from(LINES), max_size=25), st.integers(1, 6))
def test_parts_are_read_as_the_whole(lines: list[str], part: int) -> None:
    text = "\n".join(lines)
    assert _read(text, part) == _read(text, 10**6)


@pytest.mark.parametrize("opened", ["```", "<!--", "~~~~ py", "<script>"])
def test_what_is_open_goes_on(opened: str) -> None:
    text = f"# A\n\n{opened}\n" + "# b\n\n" * 50
    found = [len(part) for _, part, _ in trees.parts(text.split("\n"))]
    assert found == [len(text.split("\n"))]
    assert _read(text, 1) == _read(text, 10**6)


def test_a_long_document_is_parsed_in_parts() -> None:
    lines = ("# A\n\ntext\n\n" * trees.PART).split("\n")
    parts = list(trees.parts(lines))
    assert [line for _, part, _ in parts for line in part] == lines
    assert len(parts) == 4
    assert all(lines[start] == part[0] for start, part, _ in parts)


def test_a_tag_is_closed_in_another_part() -> None:
    text = "# A\n\na <b>c\n\n# B\n\nd</b>\n"
    pieces, said = _read(text, 1)
    assert (pieces, said) == _read(text, 10**6)
    assert len(said) == 1
