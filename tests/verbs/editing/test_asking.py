"""Completion, hover, outline and definition, asked of a desk; `|` is the cursor."""

from pathlib import Path

import pytest

from examc.verbs.editing.completing import completions
from examc.verbs.editing.desk import Desk
from examc.verbs.editing.formatting import formatted
from examc.verbs.editing.hovering import hover
from examc.verbs.editing.outlining import What, outline
from examc.verbs.editing.pointing import definition
from examc.verbs.editing.texts import Document
from support import DOT_PNG

HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"
FILL = HEAD + "## 1 pt · fill in {#f}\n\nIn [[city]] by [[river]].\n\n### answer: city\n\n- Paris\n"
YAML = "title: T\nexercises:\n  - title: E\n    items:\n      - type: numeric\n        "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a b.png").write_bytes(DOT_PNG)
    (tmp_path / "images" / "cell.png").write_bytes(DOT_PNG)
    (tmp_path / "part.md").write_text("# P {#p}\n\n## 1 pt · open {#o}\n\nWhy?\n")
    return tmp_path


def _open(folder: Path, text: str, name: str = "exam.md") -> tuple[Desk, str, tuple[int, int]]:
    """A desk with one document, and the place of the cursor in it."""
    before, _, after = text.partition("|")
    desk, path = Desk(), (folder / name).as_posix()
    desk.put(path, Document(before + after))
    return desk, path, (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _completed(folder: Path, text: str, name: str = "exam.md") -> list[str]:
    desk, path, at = _open(folder, text, name)
    return [one.word for one in completions(desk, path, at)[1]]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (HEAD + "## 2 pts · op|", "multiple choice"),
        (HEAD + "## op| {#q}", "multiple choice"),
        (HEAD + "## 2 pts · open · | {#q}", "1/4 page"),
        (HEAD + "## 2 pts · open {#q a|}", "#"),
        (HEAD + "## 2 pts · multiple choice {#q shuffle=|}", "none"),
        (HEAD + "## 2 pts · multiple choice {#q rule=a|}", "sum"),
        (HEAD + "## 2 pts · open {#q allow=L201,L|}", "L201"),
        (HEAD + '## 2 pts · open {#q allow="L201, |"}', "L201"),
        (HEAD + "## 2 pts · open {#q}\n\n### |", "criteria"),
        (HEAD + "## 2 pts · matching {#q}\n\n### p|", "pairs"),
        (HEAD + "## 2 pts · multiple choice {#q}\n\nWhich?\n\n- [x] {+1 f|} a", "#"),
        (HEAD + "```p|", "c"),
        (HEAD + "## 2 pts · open {#q}\n\n![x](images/c|", "images/a b.png"),
        (HEAD + "## 2 pts · open {#q}\n\nWhy is $p(x \\mid z)${|", "say"),
        (HEAD + "## 2 pts · open {#q}\n\nWhy is $p(x \\mid z)${sa|", "say"),
        (FILL + "\n### |", "answer: city"),
        (FILL.replace("[[river]]", "[[|]]"), "city"),
        ("---\n|\n---\n" + HEAD[4:], "title"),
        ("---\ntitle: T\nshuffle: |\n---\n", "none"),
        ("---\ntitle: T\ninclude: [|]\n---\n", "part.md"),
        ("---\ntitle: T\nallow: [L|]\n---\n", "L201"),
        ("---\ntitle: T\nscoring:\n  r|\n---\n", "rule"),
    ],
)
def test_what_can_stand_in_markdown(folder: Path, text: str, first: str) -> None:
    found = _completed(folder, text)
    assert first in found, found


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "## 2 pts · open {#q}\n\nWhy is that|",
        HEAD + "```python\n## |\n```\n",
        HEAD + "## 2 pts · open {#q}\n\n$a_{|}$",
        "|# T\n\n" + HEAD,
    ],
)
def test_where_nothing_is_offered(folder: Path, text: str) -> None:
    assert _completed(folder, text) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ti|", "title"),
        (YAML + "un|", "unit"),
        (YAML.replace("numeric", "|"), "numeric"),
        (YAML + "allow: [|]", "L201"),
        (YAML.replace("numeric", "multiple choice") + "shuffle: |", "options"),
        (YAML.replace("numeric", "multiple choice") + "options:\n          - t|", "text"),
        ("title: T\ninclude:\n  - |", "part.md"),
        ("title: T\ncourse:\n  |", "code"),
    ],
)
def test_what_can_stand_in_yaml(folder: Path, text: str, first: str) -> None:
    found = _completed(folder, text, "exam.yaml")
    assert first in found, found


def test_an_attribute_is_of_the_kind_and_keys_of_yaml_too(folder: Path) -> None:
    assert "unit" not in _completed(folder, HEAD + "## 2 pts · open {#q |}")
    assert "unit" in _completed(folder, HEAD + "## 2 pts · numeric {#q |}")
    assert "floor" not in _completed(folder, YAML.replace("numeric", "open") + "|", "exam.yaml")


def test_what_was_typed_is_replaced(folder: Path) -> None:
    desk, path, at = _open(folder, HEAD + "## 2 pts · open {#q}\n\n![x](images/a|)")
    start, found = completions(desk, path, at)
    assert (start, at) == ((9, 6), (9, 14))
    assert {one.text for one in found} == {"<images/a b.png>", "images/cell.png"}


def test_hover_shows_the_page_or_what_stands_there(folder: Path) -> None:
    text = HEAD + "## 2 pts · multiple choice {#q}\n\nIs *it* <b>?\n\n- [x] {1} a\n- [ ] {0} b|\n"
    desk, path, at = _open(folder, text)
    look = desk.look(path)
    assert hover(look, path, (9, 9)).startswith("**S150 raw-html (error)**\n")
    assert hover(look, path, at) == ""
    shown = hover(look, path, (7, 8))
    assert shown.startswith("**multiple choice**, 2 pts, id `q`\n\nIs it")
    assert shown.endswith("- 1 pt: a\n- 0 pts: b")
    assert "| q | multiple choice | 2 pts |" in hover(look, path, (5, 2))
    assert hover(look, path, (1, 1)).startswith("**T**: 1 question, 2 pts")


def test_the_outline_nests_questions_and_reaches_to_the_end(folder: Path) -> None:
    text = HEAD.replace("title: T", "title: T\ninclude: [part.md]")
    text += (
        "Read this.\n\n## 2 pts · open {#q}\n\nWhy?\n\n# F {#f}\n\n## 1 pt · open {#r}\n\nHow?\n"
    )
    desk, path, _ = _open(folder, text)
    found = outline(desk.look(path), path, (19, 1))
    assert [(one.name, one.detail, one.what) for one in found] == [
        ("E", "2 pts", What.EXERCISE),
        ("F", "1 pt", What.EXERCISE),
    ]
    block, question = found[0].inner
    assert (block.detail, question.detail) == ("text block", "2 pts · open")
    assert found[0].end == question.end == found[1].start == (14, 1)
    assert found[1].end == (19, 1)
    part = (folder / "part.md").as_posix()
    assert [one.name for one in outline(desk.look(path), part, (6, 1))] == ["P"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (HEAD.replace("T\n", "T\ninclude: [pa|rt.md]\n"), ("part.md", (1, 1))),
        (HEAD.replace("T\n", "T\ninclude:\n  - part.md|\n"), ("part.md", (1, 1))),
        (HEAD + "![x](images/|cell.png)", ("images/cell.png", (1, 1))),
        (HEAD + "![x](<images/a |b.png>)", ("images/a b.png", (1, 1))),
        (FILL.replace("[[city", "[[ci|ty"), ("exam.md", (11, 13))),
        (FILL.replace("answer: city", "answer: ci|ty"), ("exam.md", (9, 6))),
        (FILL.replace("[[river", "[[ri|ver"), None),
        (HEAD + "![x](../|secret.png)", None),
        (HEAD + "![x](/etc/|passwd)", None),
        (HEAD + "![x](images/|gone.png)", None),
    ],
)
def test_where_a_name_leads(
    folder: Path, text: str, target: tuple[str, tuple[int, int]] | None
) -> None:
    desk, path, at = _open(folder, text)
    found = definition(desk, path, at)
    if target is None:
        assert found is None
    else:
        assert found is not None
        assert (found.path, found.at) == ((folder / target[0]).as_posix(), target[1])


def test_an_image_of_yaml_leads_to_its_file(folder: Path) -> None:
    text = YAML.replace("numeric", "image block") + "image: images/ce|ll.png\n"
    desk, path, at = _open(folder, text, "exam.yaml")
    found = definition(desk, path, at)
    assert found is not None
    assert found.path == (folder / "images" / "cell.png").as_posix()


def test_an_included_file_is_of_the_exam_above_it_and_formatted_on_its_own(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "deep.md").write_text("# P {#p}\n## 1 pt · open {#o}\nWhy?\n")
    desk, path, _ = _open(folder, HEAD.replace("T\n", "T\ninclude: [more/deep.md]\n"))
    deep = (folder / "more" / "deep.md").as_posix()
    assert desk.exam_of(deep) == path
    assert formatted(desk, deep) == ("# P {#p}\n\n## 1 pt · open {#o}\n\nWhy?\n", "")
    desk.put(deep, Document("# P {#p}\n\n## 1 pt · opne {#o}\n\nWhy?\n"))
    assert formatted(desk, deep)[1] == (
        "file has errors, and is left as it is; correct the errors first"
    )
    assert [one.code for one in desk.look(path).by_file()[deep]] == ["S130"]
    assert desk.exam_of((folder / "part.md").as_posix()) == ""


def test_an_exam_by_another_name_is_known_by_what_it_says(folder: Path) -> None:
    desk, path, _ = _open(folder, HEAD + "## 1 pt · open {#q}\n\nWhy?\n", "midterm.md")
    assert desk.exam_of(path) == path
    desk, path, _ = _open(folder, "---\nlayout: post\n---\n\n# A\n\n## 1. b\n", "post.md")
    assert desk.exam_of(path) == ""
    desk, path, _ = _open(folder, "version: 3\nservices: {}\n", "compose.yaml")
    assert desk.exam_of(path) == ""


def test_an_exam_is_read_again_only_when_it_changed(folder: Path) -> None:
    desk, path, _ = _open(folder, HEAD + "## 1 pt · open {#q}\n\nWhy?\n")
    look = desk.look(path)
    desk.put((folder / "notes.md").as_posix(), Document("# notes"))
    assert desk.look(path) is look
    desk.changed((folder / "images" / "new.png").as_posix())
    assert desk.look(path) is not look
