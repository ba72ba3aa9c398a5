"""Images and the files of the exam's folder."""

import pytest

from lint.support import at, diagnostics, exam_text, messages
from support import DOT_PNG

FILES = {"images/dot.png": DOT_PNG, "b.png": DOT_PNG}


def with_text(text: str) -> str:
    return f"## 2 pts · open {{#q}}\n\n{text}\n\nWhy?\n"


@pytest.mark.parametrize(
    ("image", "found"),
    [
        ("![A dot](images/dot.png)", []),
        ("![](images/dot.png)", ["image 'images/dot.png' has no alternative text"]),
        ("![ ](b.png)", ["image 'b.png' has no alternative text"]),
        ("![dot](images/dot.png)", ["alternative text 'dot' is only the name of the file"]),
        ("![Dot.PNG](images/dot.png)", ["alternative text 'Dot.PNG' is only the name of the file"]),
        ('![A dot](images/dot.png "dot")', []),
        ("![B](images/dot.png)", []),
    ],
)
def test_alternative_text(image: str, found: list[str]) -> None:
    text = exam_text(with_text(f"See {image} here."))
    entries = diagnostics(text, "L230", files=FILES)
    assert [entry.message for entry in entries] == found
    assert [entry.span.column for entry in entries if entry.span] == [5] * len(found)


def test_alternative_text_in_every_place() -> None:
    body = (
        "## image block {#i}\n\n![](b.png)\n\n## 1 pt · multiple choice {#q}\n\nWhich?\n\n"
        "- [x] ![](b.png)\n\n  > ![](b.png)\n\n- [ ] ![b](b.png)\n\n### solution\n\n![](b.png)\n\n"
        "## 1 pt · open {#o}\n\nWhy?\n\n### criteria\n\n- {1} ![](b.png)\n"
    )
    places = [(3, 1), (9, 7), (11, 5), (13, 7), (17, 1), (25, 7)]
    assert at("L230", body, files=FILES) == places
    entries = diagnostics(exam_text(body), "L230", files=FILES)
    assert [entry.where for entry in entries] == [
        "exercise 1 › image block 1",
        "exercise 1 › question 1 › option 1",
        "exercise 1 › question 1 › option 1",
        "exercise 1 › question 1 › option 2",
        "exercise 1 › question 1",
        "exercise 1 › question 2 › criterion 1",
    ]


def test_remote_image() -> None:
    assert at("L232", with_text("![A dot](https://example.org/dot.png)")) == [(3, 1)]
    assert messages("L232", with_text("![A dot](http://example.org/d.png)")) == [
        "image 'http://example.org/d.png' is fetched from the web"
    ]
    assert at("L232", with_text("![A dot](b.png)"), files=FILES) == []


def unused(text: str, *names: str, name: str = "exam.md") -> list[str]:
    files = FILES | {"part.md": b"# More {#more}\n\n## 1 pt \xc2\xb7 open {#m}\n\nWhy?\n"}
    return [entry.path for entry in diagnostics(text, "L231", files=files, names=names, name=name)]


def test_unused_file() -> None:
    text = exam_text(with_text("![A dot](images/dot.png)"))
    assert unused(text, "exam.md", "images/dot.png") == []
    assert unused(text, "exam.md", "images/dot.png", "b.png", "old/exam.md") == [
        "b.png",
        "old/exam.md",
    ]
    (found,) = diagnostics(text, "L231", files=FILES, names=["b.png"])
    assert found.message == "file 'b.png' is used by nothing in the exam"
    assert (found.span, found.where) == (None, "")


def test_files_that_need_no_use() -> None:
    text = exam_text(with_text("Text."))
    assert (
        unused(text, ".gitkeep", "a/.cache/x", "README", "readme.md", "LICENSE", "Makefile") == []
    )
    assert unused(text) == []


def test_included_and_linked_files_are_used() -> None:
    text = exam_text(with_text("[The data](data/x.csv#top)"), "include: [part.md]\n")
    assert unused(text, "exam.md", "part.md", "data/x.csv") == []
    assert unused(exam_text(with_text("Text.")), "exam.md", "part.md") == ["part.md"]


def test_a_file_that_only_includes_is_used() -> None:
    text = exam_text(with_text("Text."), "include: [all.md]\n")
    files = {"all.md": b"---\ninclude: [part.md]\n---\n", "part.md": b"# More {#more}\n"}
    assert diagnostics(text, "L231", files=files, names=["all.md", "part.md"]) == []


def test_paths_are_told_from_where_the_exam_was_named() -> None:
    text = exam_text(with_text("![A dot](images/dot.png)"))
    names = ["exam.md", "images/dot.png", "b.png"]
    assert unused(text, *names, name="sources/x/exam.md") == ["sources/x/b.png"]
