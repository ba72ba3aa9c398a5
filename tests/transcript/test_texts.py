"""Running text: what is markup in it, what is not, and the spaces that the print adds."""

import pytest

from examc.core.content import (
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    Math,
    Paragraph,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from examc.core.model import Question, TextBlock
from examc.formats.transcript.protect import is_padded
from support import written_question
from transcript.support import HEAD, codes, one_exercise, shown, transcript

QUESTION = "\n\n2 PTS · OPEN\n\nWhy?\n"


def block(text: str) -> TextBlock:
    found = one_exercise("TEXT BLOCK\n\n" + text + QUESTION).exercises[0].items[0]
    assert isinstance(found, TextBlock)
    return found


def said(text: str) -> list[tuple[str, int]]:
    """The codes, and the lines from the text's first."""
    return [(code, line - 2) for code, line in codes("TEXT BLOCK\n\n" + text + QUESTION)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\\_b \\* c \\# \\[d\\] \\$5", "a_b * c # [d] $5"),
        ("2^10 and 3^4", "2^10 and 3^4"),
        ("~5 to ~6 km", "~5 to ~6 km"),
        ("1 < 2 > 0 <3 and x<y", "1 < 2 > 0 <3 and x<y"),
        ("R&D &lt;b&gt; &amp; co", "R&D <b> & co"),
        ("$5 and $6, or 7$", "$5 and $6, or 7$"),
        ("[1]: Knuth", "[1]: Knuth"),
        ("snake_case_name", "snake_case_name"),
        ("a {b} {#c}", "a {b} {#c}"),
        ("- [ ] a\n- [x] b", "- [ ] a\n- [x] b"),
        ("* * not a list", "- - not a list"),
        ("emphasis^sup^", "emphasis^sup^"),
        ("`a < b ^ c $d`", "`a < b ^ c $d`"),
        ("\\`a < b`", "`a < b`"),
        ("<span id='p1'></span>On.", "On."),
    ],
)
def test_characters(text: str, plain: str) -> None:
    assert shown(block(text).content) == plain


def test_markup() -> None:
    (paragraph,) = block("*a* **b** `c` $d$ [e](https://f.org)").content
    assert paragraph == Paragraph(
        (
            Emphasis((Text("a"),)),
            Text(" "),
            Strong((Text("b"),)),
            Text(" "),
            Code("c"),
            Text(" "),
            Math("d"),
            Text(" "),
            Link((Text("e"),), "https://f.org"),
        )
    )


def test_html_that_a_converter_leaves() -> None:
    (paragraph,) = block("H<sub>2</sub>O, 1<sup>st</sup><br>new").content
    assert paragraph == Paragraph(
        (
            Text("H"),
            Subscript((Text("2"),)),
            Text("O, 1"),
            Superscript((Text("st"),)),
            LineBreak(),
            Text("new"),
        )
    )


def test_other_html_is_kept_as_text() -> None:
    text = "Use <b>bold</b> and vector<int>."
    assert shown(block(text).content) == text
    assert said(text) == [("R474", 1)] * 3


def test_unclosed_formula() -> None:
    text = "Let $x be a number."
    assert shown(block(text).content) == text
    assert said(text) == [("R426", 1)]


def test_headings_go_below_ours() -> None:
    found = block("# One\n\n## Two\n\n##### Five").content
    assert [b.level for b in found if isinstance(b, Heading)] == [4, 5, 5]


def test_table_and_break_in_it() -> None:
    (table,) = block("| a | b |\n|---|---|\n| c<br>d | $e$ |").content
    assert isinstance(table, Table)
    assert table.rows == (((Text("c d"),), (Math("e"),)),)


def test_script_links_lose_their_address() -> None:
    text = "See [this](javascript:alert)."
    assert shown(block(text).content) == "See this."
    assert said(text) == [("R424", 1)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("when  $a$ , and  $b$ ?", "when $a$, and $b$?"),
        ("a ( $a$ ) and the  $k$ -th", "a ($a$) and the $k$-th"),
        ("$a$  - first, last  $b$", "$a$ - first, last $b$"),
        ("both  $a$   $b$  here", "both $a$ $b$ here"),
        ("*Hint:  $a$ s*", "*Hint: $a$s*"),
        ("-  $a$  is one\n-  $b$", "- $a$ is one\n- $b$"),
        ("one  $a$\n$b$  two", "one $a$ $b$ two"),
        ("**Bold:**  $a$  x", "**Bold:** $a$ x"),
        ("und $a$ , the  $b$  is", "und $a$, the $b$ is"),
    ],
)
def test_spaces_around_formulas(text: str, plain: str) -> None:
    assert shown(block(text).content) == plain


@pytest.mark.parametrize(
    ("lines", "padded"),
    [
        (["the  $a$  is"], True),
        (["( $a$ ) the  $b$ ."], True),
        (["the $a$ is"], False),
        (["the  $a$  is", "the $b$ is"], False),
        (["the  $a$  is", "the ($b$)"], False),
        (["$$a$$"], False),
        (["costs $5 and $6"], False),
        ([], False),
    ],
)
def test_the_convention_is_told_from_the_whole_print(lines: list[str], padded: bool) -> None:
    assert is_padded(lines) is padded


def test_without_the_convention_spaces_stay() -> None:
    assert shown(block("the $a$ is ( $b$ ) so").content) == "the $a$ is ( $b$ ) so"


def test_formula_with_inner_spaces() -> None:
    assert shown(block("Let $ x_1 $ and $ y $ be.").content) == "Let $x_1$ and $y$ be."


def test_formula_over_lines() -> None:
    found = block("So\n\n$$\na\n\n- b\n= c\n$$\n\nholds.").content
    assert found[1] == Paragraph((Math("a - b = c", display=True),))


def test_formula_over_lines_as_they_are() -> None:
    found = block("$$\na \\\\\nb\n$$").content
    assert found == (Paragraph((Math("a \\\\\nb", display=True),)),)


def test_listing_in_a_list() -> None:
    found = block("1. one\n\n   ```c\n   x;\n   ```\n2. two").content
    assert shown(found) == "1. one\n```\nx;\n```\n2. two"


def test_deep_listing_loses_its_margin() -> None:
    assert block("So:\n\n        ```\n        x\n          y\n        ```").content[1:] == (
        CodeBlock("x\n  y"),
    )


def test_deep_nesting_is_kept_as_text() -> None:
    text = ">" * 60 + " deep."
    assert "deep" in shown(block(text).content)
    assert said(text) == [("R500", 1)]


def test_long_lines_are_kept_as_text() -> None:
    text = "word " * 3000 + "*end*."
    assert shown(block(text).content) == text
    assert said(text) == [("R500", 1)]


def test_lists_stay_lists() -> None:
    found = block("Take:\n\n- one\n- two").content
    assert isinstance(found[1], BulletList)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The network is trained for a long time, and af", True),
        ("The network is trained for a long time, and after,", True),
        ("The network is trained for a long time, and then ...", False),
        ("The network is trained for a long time.", False),
        ("The network is trained for (a long time)", False),
        ("The network is trained with $n$", False),
        ("Part B", False),
        ("The network is trained with the following loss function\n\n$$l$$", False),
        (
            "The network, which has many layers, is trained with the loss function that is we\n\n$$l$$",
            True,
        ),
        ("神经网络训练了很长时间。", False),
    ],
)
def test_cut_texts(text: str, cut: bool) -> None:
    assert ("R469" in [code for code, _ in said(text)]) is cut


def test_place_of_a_message_in_a_formula_line() -> None:
    assert said("One.\n\nTwo.\n\nThree $x is open.") == [("R426", 5)]


@pytest.mark.parametrize("words", ["TEXT BLOCK", "2 PTS · OPEN", "2 PTS · MULTIPLE CHOICE"])
@pytest.mark.parametrize("behind", ["", "\n```python\nprint(1)\n```\n"])
def test_a_listing_that_holds_the_words_of_a_label_stays_a_listing(words: str, behind: str) -> None:
    listing = f"print(0)\n\n{words}\n\nprint(2)"
    text = f"{HEAD.format(points=2)}2 PTS · OPEN\n\nWhat?\n\n```\n{listing}\n```\n{behind}\nWhy?\n"
    exam, _, found = transcript(text)
    assert exam is not None
    (question,) = exam.exercises[0].items
    assert CodeBlock(listing) in written_question(question).prompt
    assert not [one for one in found if "never closed" in one.message]


def test_a_listing_without_an_end_ends_before_the_next_label() -> None:
    head = f"{HEAD.format(points=4)}2 PTS · OPEN\n\nWhat?\n\n```\nprint(0)\n\n"
    text = f"{head}2 PTS · OPEN\n\nWhy?\n\n```\nprint(1)\n```\n"
    exam, _, found = transcript(text)
    assert exam is not None
    assert len(exam.exercises[0].items) == 2
    assert [one.message for one in found if "never closed" in one.message] == [
        "listing is never closed"
    ]


def test_a_listing_that_shows_a_printed_question_stays_a_listing() -> None:
    printed = "TEXT BLOCK\n2 PTS · MULTIPLE CHOICE\n- ☐ yes 0.0\n- ☒ no 2.0"
    text = f"2 PTS · OPEN\n\nWhat is this?\n\n```\n{printed}\n```\n\nExplain.\n"
    (item,) = one_exercise(text).exercises[0].items
    assert isinstance(item, Question)
    assert CodeBlock(printed) in item.prompt
    assert "R475" not in {code for code, _ in codes(text)}


def test_boxes_between_empty_lines_are_those_of_a_question() -> None:
    text = (
        "2 PTS · OPEN\n\nWhat is this?\n\n```\nx = 1\n\n2 PTS · MULTIPLE CHOICE\n\nWhich?\n\n"
        "- ☐ a 0.0\n- ☒ b 2.0\n\n```\n"
    )
    assert ("R475", 5) in codes(text)
    assert len(one_exercise(text).exercises[0].items) == 2


def test_names_in_double_brackets_are_no_gaps_of_a_print() -> None:
    asked = one_exercise("2 PTS · OPEN\n\nWhich note is [[a]] black?\n").exercises[0].items[0]
    assert isinstance(asked, Question)
    assert shown(asked.prompt) == "Which note is [[a]] black?"
