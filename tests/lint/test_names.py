"""Names and ids."""

import pytest

from lint.support import at, diagnostics, exam_text, messages

OPEN = "## 2 pts · open {#q}\n\nWhy?\n"
SHORT, LONG = "n" * 200, "n" * 201


@pytest.mark.parametrize(("name", "count"), [(SHORT, 0), (LONG, 1)])
def test_long_names(name: str, count: int) -> None:
    exam = f"---\ntitle: {name}\n---\n# Part {{#part}}\n\n{OPEN}"
    assert len(diagnostics(exam, "L222")) == count
    assert at("L222", OPEN, heading=f"# {name} {{#part}}") == [(-1, 1)] * count
    assert at("L222", OPEN, heading=f"# Part {{#part bank={name}}}") == [(-1, 1)] * count
    assert at("L222", OPEN.replace("#q", f"#q title={name}")) == [(1, 1)] * count
    rubric = f"\n### criteria\n\n- {{1}} a\n- {{1 name={name}}} b\n"
    assert at("L222", OPEN + rubric) == [(8, 1)] * count


def test_long_tags() -> None:
    tags = "a" * 50 + ", b"
    assert at("L222", OPEN.replace("#q", f'#q tags="{tags}"')) == []
    assert at("L222", OPEN.replace("#q", f'#q tags="a{tags}"')) == [(1, 1)]
    assert at("L222", OPEN, heading=f'# Part {{#part tags="a{tags}"}}') == [(-1, 1)]
    assert at("L222", OPEN, f"tags: [{'a' * 51}]\n") == [(-5, 1)]


def test_long_name_is_counted() -> None:
    (message,) = messages("L222", OPEN, heading=f"# {LONG} {{#part}}")
    assert message == "title has 201 characters; systems cut or refuse it beyond 200"


def test_empty_exercise() -> None:
    body = OPEN + "\n# Only text {#only}\n\nRead this.\n\n# Nothing {#nothing}\n"
    assert at("L223", body) == [(5, 1), (9, 1)]
    assert messages("L223", body)[0] == "exercise 'Only text' has no questions"


def test_unstable_ids() -> None:
    body = (
        "A text that opens the exercise.\n\n## 2 pts · open\n\nWhy?\n\n"
        "## text block\n\nMore.\n\n## 2 pts · open {#named}\n\nHow?\n\n# Other\n\n"
        "## 1 pt · open {#there}\n\nWho?\n"
    )
    assert at("L240", body) == [(3, 1), (7, 1), (15, 1)]
    assert messages("L240", body) == [
        "item has no id of its own; 'part-2' comes from its place",
        "item has no id of its own; 'part-3' comes from its place",
        "exercise has no id of its own; 'e2' comes from its place",
    ]


def test_only_the_first_text_may_do_without_an_id() -> None:
    assert at("L240", "First.\n\n## text block\n\nSecond.\n\n" + OPEN) == [(3, 1)]
    assert at("L240", "## image block\n\n![A](https://example.org/a.png)\n\n" + OPEN) == [(1, 1)]


def test_ids_of_included_files_are_told_in_their_file() -> None:
    text = exam_text(OPEN, "include: [a.md]\n", "# Part {#part}")
    part = b"# A {#a}\n\n## 1 pt \xc2\xb7 open\n\nWhy?\n"
    (found,) = diagnostics(text, "L240", files={"a.md": part})
    assert found.span is not None
    assert (found.span.source.path, found.span.line) == ("a.md", 3)
    assert found.where == "exercise 1 › question 1"
