"""Exams of several files: what is included, in which order, and what is refused."""

from functools import partial

import pytest

from examc.core import places
from examc.core.diagnostics import Diagnostic
from examc.core.walking import images
from examc.formats.exam import read, sizes
from examc.formats.exam.read import DEEPEST, MOST_CONTROLS
from marks import at
from support import DOT_PNG, exam_of, read_text

QUESTION = "## 1 pt · open\n\nW?\n"


def _exercise(name: str, include: str = "") -> bytes:
    front = f"---\ninclude: [{include}]\n---\n\n" if include else ""
    return f"{front}# {name} {{#{name}}}\n\n{QUESTION}".encode()


def _main(include: str, rest: str = "") -> str:
    return f"---\ntitle: T\ninclude: [{include}]\n---\n{rest}"


def _said(text: str, files: dict[str, bytes], name: str = "exam.md") -> list[Diagnostic]:
    exam, _, report = read_text(text, files, name)
    return report.diagnostics if exam is None else places.fill(exam, report.diagnostics)


def _brief(found: list[Diagnostic]) -> list[tuple[str, str, int, str]]:
    said = []
    for entry in found:
        assert entry.span is not None
        said.append(
            (entry.code, entry.span.root().source.path, entry.span.root().line, entry.where)
        )
    return said


def test_files_stand_in_the_order_of_their_names_before_the_own_exercises() -> None:
    files = {name: _exercise(name[0]) for name in ("a.md", "b.md", "c.md")}
    exam = exam_of(_main("c.md, a.md, b.md", "\n# d {#d}\n"), files)
    assert [exercise.id for exercise in exam.exercises] == ["c", "a", "b", "d"]


def test_files_include_files_of_either_spelling_by_their_own_folder() -> None:
    files = {
        "p/a.md": _exercise("a", "q/b.yaml, ../c.md"),
        "p/q/b.yaml": b"include: [d.md]\nexercises:\n- {title: b, id: b, items: []}\n",
        "p/q/d.md": _exercise("d"),
        "c.md": _exercise("c"),
    }
    expected = ["d", "b", "c", "a"]
    for name, text in {
        "exam.md": _main("p/a.md"),
        "exam.yaml": "title: T\ninclude: [p/a.md]\n",
    }.items():
        exam = exam_of(text, files, name)
        assert [exercise.id for exercise in exam.exercises] == expected


def test_images_are_seen_from_the_file_that_shows_them() -> None:
    block = "items: [{type: image block, image: ../i/d.png, alt: d}]"
    files = {
        "p/a.md": b"# a\n\n![d](i/d.png) ![d](../i/d.png)\n",
        "p/b.yaml": f"exercises:\n- {{title: b, {block}}}\n".encode(),
        "p/i/d.png": DOT_PNG,
        "i/d.png": DOT_PNG,
    }
    exam, found, report = read_text(_main("p/a.md, p/b.yaml"), files)
    assert exam is not None
    assert not report.diagnostics
    assert [image.src for image in images(exam)] == ["p/i/d.png", "i/d.png", "i/d.png"]
    assert sorted(found) == ["i/d.png", "p/i/d.png"]


def test_mistakes_are_told_with_their_own_file_and_place() -> None:
    files = {
        "p/a.md": b"# a {#a}\n\n## 1 pt \xc2\xb7 open\n\nA <b>?\n",
        "b.yaml": b"exercises:\n- title: b\n  id: b\n  itmes: []\n",
    }
    assert _brief(_said(_main("p/a.md, b.yaml", f"\n# c {{#c}}\n\n{QUESTION}<i>\n"), files)) == [
        ("S150", "exam.md", 11, "exercise 3 › question 1"),
        ("S150", "p/a.md", 5, "exercise 1 › question 1"),
        ("S112", "b.yaml", 4, "exercise 2"),
    ]


def test_only_the_main_file_has_a_head() -> None:
    files = {
        "a.md": b"---\ntitle: T\n---\n\n# a\n",
        "b.yaml": b"points: 2\nexercises: [{title: b}]\n",
    }
    found = _said(_main("a.md, b.yaml"), files)
    assert _brief(found) == [("S112", "a.md", 2, ""), ("S112", "b.yaml", 1, "")]
    assert found[0].message == "key 'title' is not known in an included file"


def test_a_file_that_is_included_may_be_empty() -> None:
    assert [
        e.id
        for e in exam_of(
            _main("a.md, b.yaml", "# c {#c}\n"), {"a.md": b"", "b.yaml": b""}
        ).exercises
    ] == ["c"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.md": _exercise("a", "a.md")}, ("S121", "a.md", 2)),
        ({"a.md": _exercise("a", "exam.md")}, ("S121", "a.md", 2)),
        ({"a.md": _exercise("a", "b.md"), "b.md": _exercise("b", "./a.md")}, ("S121", "b.md", 2)),
        ({"a.md": _exercise("a", "b.md, b.md"), "b.md": _exercise("b")}, ("S123", "a.md", 2)),
        ({"a.md": _exercise("a", "b.md")}, ("S120", "a.md", 2)),
        ({"a.md": _exercise("a", "../b.md")}, ("S122", "a.md", 2)),
        ({"a.md": _exercise("a", "/b.md")}, ("S122", "a.md", 2)),
        ({"a.md": b"# a\n\n\xff\n"}, ("S102", "a.md", 3)),
    ],
)
def test_what_cannot_be_included(files: dict[str, bytes], expected: tuple[str, str, int]) -> None:
    found = _said(_main("a.md", "\n# z\n"), files)
    assert [entry[:3] for entry in _brief(found)] == [expected]


def test_files_that_include_each_other_twice_do_not_grow() -> None:
    files = {f"f{i}.md": _exercise(f"e{i}x", f"f{i + 1}.md, f{i + 1}.md") for i in range(30)}
    files["f30.md"] = _exercise("e30x")
    found = _said(_main("f0.md"), files)
    assert [entry.code for entry in found] == ["S123"] * 30


def test_files_in_a_long_row_are_refused() -> None:
    files = {f"f{i}.md": _exercise(f"e{i}x", f"f{i + 1}.md") for i in range(2000)}
    (found,) = _said(_main("f0.md"), files)
    assert (found.code, found.span and found.span.source.path) == ("S106", f"f{DEEPEST - 1}.md")


def _bounded(monkeypatch: pytest.MonkeyPatch, *, characters: int, signs: int = 10_000) -> None:
    monkeypatch.setattr(read, "Room", partial(sizes.Room, characters, signs))


def test_a_file_beyond_all_exams_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    _bounded(monkeypatch, characters=1000)
    for data in (b"x" * 1001, b"\xff" * 4001):
        exam, _, report = read_text(data)
        assert exam is None
        assert [(entry.code, entry.path) for entry in report.diagnostics] == [("S104", "exam.md")]
    assert "S104" not in [entry.code for entry in read_text(b"x" * 1000)[2].diagnostics]


def test_files_together_are_bounded_as_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = _exercise("one"), _exercise("two")
    files = {"1.md": one, "2.md": two}
    main = _main("1.md, 2.md")
    exact = len(main) + len(one.decode()) + len(two.decode())
    for room, codes in ((exact, []), (exact - 1, ["S104"])):
        _bounded(monkeypatch, characters=room)
        assert [entry.code for entry in _said(main, files)] == codes


def test_signs_of_markup_are_bounded_in_whatever_file(monkeypatch: pytest.MonkeyPatch) -> None:
    one = _exercise("one")
    _bounded(monkeypatch, characters=sizes.LARGEST - 1, signs=200)
    assert _said(_main("1.md, 2.md"), {"1.md": one, "2.md": b"# two {#two}\n"}) == []
    (found,) = _said(_main("1.md, 2.md"), {"2.md": one, "1.md": one + b"\n" * 200})
    assert (found.code, found.path) == ("S104", "1.md")
    assert "signs of markup" in found.message


def test_an_exam_has_as_many_questions_as_every_format_is_read_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sizes, "MOST_QUESTIONS", 1)
    assert _said(_main("1.md"), {"1.md": _exercise("one")}) == []
    found = _said(_main("1.md, 2.md"), {f"{n}.md": _exercise(f"e{n}x") for n in (1, 2)})
    assert [entry.code for entry in found] == ["S104"]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"abc\xe9", 1, 4),
        ("漢字".encode() + b"\xe9", 1, 3),
        (b"\xef\xbb\xbfa\xe9", 1, 2),
        (b"a\r\nb\r\nc\x80", 3, 2),
        (b"a\rb\rc\x80", 3, 2),
        ("title".encode("utf-16"), 1, 1),
        (b"a: \xed\xa0\x80", 1, 4),
    ],
)
def test_a_file_that_is_not_text(data: bytes, line: int, column: int) -> None:
    exam, _, report = read_text(data)
    (found,) = report.diagnostics
    assert exam is None
    assert (found.code, at(found)[:2]) == ("S102", (line, column))


def test_control_characters_are_all_told_as_long_as_the_file_is_text() -> None:
    exam, _, report = read_text("---\ntitle: a\x00b\n---\n\n# E\x1b[31m\n\nT\x0cx\n")
    assert exam is not None
    assert [(entry.code, at(entry)) for entry in report.diagnostics] == [
        ("S105", (2, 9, 2, 10)),
        ("S105", (5, 4, 5, 5)),
        ("S105", (7, 2, 7, 3)),
    ]
    exam, _, report = read_text("\x00" * (MOST_CONTROLS + 1))
    assert exam is None
    assert [entry.code for entry in report.diagnostics] == ["S105"]
