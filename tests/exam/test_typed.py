"""Texts full of signs, as they are typed: what they mean is stable, and no letter of them is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core.content import (
    Blocks,
    Code,
    CodeBlock,
    Image,
    Link,
    Math,
    Paragraph,
    Text,
    walk,
)
from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.formats.exam.tomarkdown import Writer
from examc.text import markup

_SIGNS = st.sampled_from("ab12 .,()[]*_^~$\\`!{}|+-=:\n\u00a0漢")
_PIECES = st.sampled_from(
    (
        *(
            "\\(",
            "\\)",
            "\\[",
            "\\]",
            "$ ",
            " $",
            "$$",
            "**",
            "~~",
            "10^5",
            "x^2+y^2",
            "Ca^2+",
            "3~4",
        ),
        *(
            "5*3*2",
            "[0, 1)",
            "](",
            "![a](b c.png)",
            "x_1",
            "^2^",
            "~2~",
            "(1)",
            "C:\\dir",
            "\\frac",
        ),
        *("- ", "* ", "1. ", "# ", "> ", "\n\n", "| ", "US$ 5", "<!--(-->", "<!--)-->", "漢*字*"),
    )
)
typed = st.lists(st.one_of(_SIGNS, _SIGNS, _PIECES), max_size=24).map("".join)


def read(text: str) -> tuple[Blocks, Report]:
    report = Report()
    return markup.blocks(Source("exam.md", text), report), report


def letters(text: str) -> list[str]:
    """The letters of a text; digits may be the numbers of a list."""
    return sorted(filter(str.isalpha, text))


def shown(content: Blocks) -> str:
    """What a text holds, wherever it is."""
    parts: list[str] = []
    after: dict[int, str] = {}
    for node in walk(content):
        match node:
            case Text() | Code() | CodeBlock():
                parts.append(node.text)
            case Math():
                parts.append(node.tex)
            case Image():
                parts.append(node.alt + node.src + node.caption)
            case Link():
                after[id(node)] = node.url + node.title
            case _:
                pass
    return "".join(parts) + "".join(after.values())


@pytest.mark.law
@given(typed)
def test_what_is_typed_is_read_as_what_is_written_of_it(text: str) -> None:
    content, report = read(text)
    if report.failed:
        return
    written = "\n".join(Writer().text(content, 60))
    again, found = read(written)
    assert not found.failed, (written, found.diagnostics)
    assert again == content, written
    assert "\n".join(Writer().text(again, 60)) == written


@pytest.mark.law
@given(typed)
def test_no_letter_is_lost_in_silence(text: str) -> None:
    content, report = read(text)
    if not report.failed:
        assert letters(shown(content)) == letters(text)


@pytest.mark.parametrize(
    "text",
    [
        *("10^5 en 10^6", "x^2 + y^2", "x^2+y^2", "Ca^2+ en Cl^-", "3~4 en 5~6", "5*3*2"),
        *("a [b] (c) {d}", "[0, 1) and (0, 1]", "costs $5 or $6", "==x==", "2**3**4"),
        *("US$ 5 and NZ$ 6", "~100 and ~200", "a_b and c_d", "x^^2", "C:\\dir\\file", "^a b^ c"),
    ],
)
def test_what_is_no_markup_is_shown_as_it_was_typed(text: str) -> None:
    content, _ = read(text)
    assert content == (Paragraph((Text(text),)),)
    assert read("\n".join(Writer().text(content, 100)))[0] == content
