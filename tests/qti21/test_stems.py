"""Blocks between questions travel in stems, marked so that they can be taken out again."""

from lxml import etree

from examc.formats.qti21.stems import stems
from qti21.packages import HEAD, OPEN, Package, build, find, inner
from support import DOT_PNG


def block(own: str, attributes: str = "") -> str:
    """The source of a text block whose text is its id."""
    return f"## text block {{#{own} {attributes}}}\n\n{own}\n\n"


def ask(own: str) -> str:
    """The source of a question whose prompt is its id."""
    return f"## 1 pt · open {{#{own}}}\n\n{own}?\n\n"


def stem(made: Package, own: str) -> etree._Element:
    """The one div of an item's stem."""
    return find(made.root(f"{own}.xml"), "itemBody/div")


def shown(made: Package, own: str) -> list[tuple[str, str]]:
    """What a stem shows: the class of each block and its text, and the prompt with no class."""
    rows = []
    for child in stem(made, own):
        css = (child.get("class") or "").replace("examc-", "")
        rows.append((css, "".join(str(text) for text in child.itertext())))
    return rows


def test_a_stem_is_one_div() -> None:
    """Canvas drops lists, tables and listings that are direct children of the body."""
    text = OPEN + "\n- one\n- two\n\n| a |\n|---|\n| 1 |\n\n```\nx\n```\n\n> quote\n\n#### head\n"
    made = build(HEAD + text)
    body = find(made.item, "itemBody")
    assert [child.tag.rpartition("}")[2] for child in body] == ["div", "extendedTextInteraction"]
    assert stem(made, "q").get("class") == "examc-stem"
    names = [child.tag.rpartition("}")[2] for child in stem(made, "q")]
    assert names == ["p", "ul", "table", "pre", "blockquote", "h4"]


def test_a_stem_has_no_white_space_of_ours() -> None:
    made = build(HEAD + block("a") + ask("q"))
    assert inner(stem(made, "q")) == (
        '<div class="examc-text-block" label="a"><p>a</p></div><p>q?</p>'
    )


def test_a_block_travels_with_the_question_after_it_only() -> None:
    made = build(HEAD + block("a") + ask("p") + ask("q"))
    assert shown(made, "p") == [("text-block", "a"), ("", "p?")]
    assert shown(made, "q") == [("", "q?")]
    assert made.codes() == []


def test_blocks_one_after_another_travel_together() -> None:
    made = build(HEAD + block("a") + block("b") + ask("q"))
    assert shown(made, "q") == [("text-block", "a"), ("text-block", "b"), ("", "q?")]


def test_a_repeated_block_is_shown_up_to_the_next_block() -> None:
    text = (
        block("a", "repeat") + block("b") + ask("p") + ask("q") + block("c") + ask("r") + ask("s")
    )
    made = build(HEAD + text)
    assert shown(made, "p") == [
        ("text-block repeat", "a"),
        ("text-block", "b"),
        ("", "p?"),
    ]
    assert shown(made, "q") == [("text-block repeat copy", "a"), ("", "q?")]
    assert shown(made, "r") == [("text-block", "c"), ("", "r?")]
    assert shown(made, "s") == [("", "s?")]
    assert made.codes() == []


def test_a_repeated_block_ends_with_its_exercise() -> None:
    made = build(HEAD + block("a", "repeat") + ask("p") + "# Next\n\n" + ask("q"))
    assert shown(made, "q") == [("", "q?")]


def test_blocks_after_the_last_question_end_its_stem() -> None:
    made = build(HEAD + ask("p") + ask("q") + block("a") + block("b"))
    assert shown(made, "p") == [("", "p?")]
    assert shown(made, "q") == [("", "q?"), ("text-block after", "a"), ("text-block after", "b")]
    assert made.codes() == ["X330", "X330"]
    message = made.report.diagnostics[0].message
    assert message == "QTI 2.1 shows this text block below the prompt of the question before it"


def test_blocks_without_any_question_are_lost_with_a_word() -> None:
    image = "## image block {#i}\n\n![dot](images/dot.png)\n\n"
    text = HEAD + block("a") + image + "# Next\n\n" + ask("q")
    made = build(text, {"images/dot.png": DOT_PNG})
    assert shown(made, "q") == [("", "q?")]
    assert made.codes() == ["X330", "X331"]
    where = [diagnostic.where for diagnostic in made.report.diagnostics]
    assert where == ["exercise 1 › text block 1", "exercise 1 › image block 1"]
    assert "media/dot.png" not in made.files


def test_an_image_block() -> None:
    text = "## image block · 1/5 page {#i}\n\n![A dot](images/dot.png)\n\n"
    made = build(HEAD + text + ask("q"), {"images/dot.png": DOT_PNG})
    assert inner(stem(made, "q")) == (
        '<div class="examc-image-block examc-space-1/5" label="i">'
        '<p><img src="media/dot.png" alt="A dot"/></p></div><p>q?</p>'
    )
    assert made.codes() == ["X326"]


def test_nothing_stands_twice_in_one_stem() -> None:
    made = build(HEAD + block("a", "repeat") + ask("p") + ask("q") + ask("r"))
    for found in stems(made.exam.exercises[0]):
        blocks = [*found.copies, *found.before, *found.after]
        assert len({item.id for item in blocks}) == len(blocks)
