"""A build of what has not changed does nothing and says the same; whatever changes is seen, by content."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from examc.cli import cli
from examc.verbs import compiling, identity, keeping, pipeline
from support import ROOT

SOURCE = "sources/x/exam.md"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000000"
    "000500017a5eab3f0000000049454e44ae426082"
)
EXAM = """\
---
title: X
include: [part.md]
---

# One {#one}

## 2 pts · multiple response {#even}

Which are even? ![a dot](images/dot.png)

- [x] {+2} 2
- [ ] {-1/3} 3

  > Three is odd.
"""
PART = """\
# Two {#two}

## 1 pt · open {#why}

Why? See above.
"""
TEMPLATE = "{% extends 'x' %}"


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an exam with a file that it includes, and an image."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "sources" / "x"
    (folder / "images").mkdir(parents=True)
    (folder / "exam.md").write_text(EXAM, encoding="utf-8")
    (folder / "part.md").write_text(PART, encoding="utf-8")
    (folder / "images" / "dot.png").write_bytes(PNG)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.j2").write_text("unused", encoding="utf-8")
    return folder


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of exams that were compiled, one by one."""
    names: list[str] = []
    real = compiling.compiled

    def seen(reading: pipeline.Reading, *others: object) -> compiling.Compiled:
        names.append(reading.name)
        return real(reading, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(compiling, "compiled", seen)
    return names


def _build(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["build", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The content of each file, and when it was written."""
    files = sorted(folder.glob("**/*"))
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in files if p.is_file()}


FORMS = [
    ("--format", form, *more)
    for form in ("full", "concise", "json", "github")
    for more in ((), ("--strict",), ("--all",), ("--quiet",))
]


def test_a_second_build_does_nothing_and_says_the_same(exam: Path, compiled: list[str]) -> None:
    first = [_build(*words, "--force") for words in FORMS]
    built = _state(Path("build"))
    del compiled[:]
    assert [_build(*words) for words in FORMS] == first
    assert compiled == []
    assert _state(Path("build")) == built
    assert {status for status, _, _ in first} == {0, 1}
    assert any("X310" in said for _, _, said in first)


def test_it_loads_neither_readers_nor_writers(exam: Path) -> None:
    _build()
    code = (
        "import sys; from examc.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
    )
    code += "print([n for n in sys.modules if n.startswith(('examc.formats.', 'lxml', 'yaml', 'jinja2'))])"
    import subprocess

    found = subprocess.run(
        [sys.executable, "-c", code, "build", "--quiet"], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "['examc.formats.options']"


def _edit(path: str, old: bytes, new: bytes) -> Callable[[Path], tuple[str, ...]]:
    def change(folder: Path) -> tuple[str, ...]:
        data = (folder / path).read_bytes()
        assert old in data
        times = os.stat(folder / path)
        (folder / path).write_bytes(data.replace(old, new, 1))
        os.utime(folder / path, ns=(times.st_atime_ns, times.st_mtime_ns))
        return ()

    return change


def _new_file(folder: Path) -> tuple[str, ...]:
    (folder / "images" / "other.png").write_bytes(PNG)
    return ()


def _named_otherwise(folder: Path) -> tuple[str, ...]:
    return ("sources/../sources/x",)


def _with(*words: str) -> Callable[[Path], tuple[str, ...]]:
    return lambda _: words


CHANGES = {
    "a word of the source": _edit("exam.md", b"even?", b"Even?"),
    "a weight": _edit("exam.md", b"-1/3", b"-2/3"),
    "what is allowed": _edit("exam.md", b"{#even}", b"{#even allow=X310}"),
    "a comment": _edit("exam.md", b"# One", b"<!-- a -->\n# One"),
    "what is included": _edit("part.md", b"Why?", b"How?"),
    "an image": _edit("images/dot.png", b"\x60\x00\x00\x00", b"\x61\x00\x00\x00"),
    "a file that nobody uses": _new_file,
    "the way it is named": _named_otherwise,
    "formulas": _with("--math", "mathml"),
    "weights off the grid": _with("--moodle-offgrid", "cloze"),
    "fewer targets": _with("-t", "qti"),
    "templates": _with("--templates", "mine"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_seen(
    exam: Path, compiled: list[str], change: Callable[[Path], tuple[str, ...]]
) -> None:
    _build()
    words = change(exam)
    del compiled[:]
    said = _build(*words)
    assert compiled == ["x"]
    built = {name: data for name, (data, _) in _state(Path("build")).items()}
    assert _build(*words) == said
    assert compiled == ["x"]
    assert _build(*words, "--force") == said
    assert {name: data for name, (data, _) in _state(Path("build")).items()} == built


def test_a_template_and_the_program_count(
    exam: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _build("--templates", "mine")
    _build("--templates", "mine")
    assert len(compiled) == 1
    Path("mine/note.j2").write_text("unusable", encoding="utf-8")
    _build("--templates", "mine")
    assert len(compiled) == 2
    monkeypatch.setattr(identity, "program", lambda: "another")
    _build("--templates", "mine")
    assert len(compiled) == 3


def test_only_the_exam_that_changed_is_built(exam: Path, compiled: list[str]) -> None:
    other = exam.with_name("y") / "exam.md"
    other.parent.mkdir()
    other.write_text(PART, encoding="utf-8")
    first = _build()
    assert compiled == ["x", "y"]
    before = _state(Path("build/x"))
    other.write_text(PART.replace("Why?", "Why so?"), encoding="utf-8")
    assert _build()[:2] == first[:2]
    assert compiled == ["x", "y", "y"]
    assert _state(Path("build/x")) == before


@pytest.mark.parametrize("name", ["x.qti.zip", "x.moodle.losses.json", "x.rubrics.csv"])
@pytest.mark.parametrize("how", ["gone", "cut", "changed"])
def test_an_output_that_was_touched_is_written_again_alone(exam: Path, name: str, how: str) -> None:
    (exam / "part.md").write_text(PART + "\n### criteria\n\n- {1} so\n", encoding="utf-8")
    said = _build()
    path = Path("build/x", name)
    data, times = path.read_bytes(), path.stat()
    built = _state(Path("build"))
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(data[:-1] if how == "cut" else data[:-1] + bytes([data[-1] ^ 1]))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert _build() == said
    after = _state(Path("build"))
    assert after.pop(name)[0] == data
    del built[name]
    assert after == built


def test_a_list_of_losses_that_no_longer_holds_goes(exam: Path) -> None:
    (exam / "exam.md").write_text(EXAM.replace("-1/3", "-1"), encoding="utf-8")
    _build("-t", "ans")
    left = Path("build/x/x.ans.losses.json")
    assert not left.exists()
    left.write_text("[]", encoding="utf-8")
    _build("-t", "ans")
    assert not left.exists()


def test_what_was_built_for_other_targets_is_kept(exam: Path, compiled: list[str]) -> None:
    for words in (("-t", "qti"), ("-t", "ans"), ("-t", "qti"), ("-t", "ans")):
        _build(*words)
    assert len(compiled) == 2
    _build("-t", "qti", "-t", "moodle")
    _build("-t", "ans")
    assert len(compiled) == 3
    _build("-t", "qti")
    assert len(compiled) == 4
    _build("-t", "moodle")
    assert len(compiled) == 5


def test_what_failed_is_tried_again(exam: Path, compiled: list[str]) -> None:
    (exam / "exam.md").write_text(EXAM.replace("multiple response", "riddle"), encoding="utf-8")
    said = _build()
    assert said[0] == 1
    assert _build() == said
    assert compiled == ["x", "x"]
    assert not Path("build").exists()


def test_force_writes_everything(exam: Path, compiled: list[str]) -> None:
    said = _build()
    for path in Path("build/x").iterdir():
        os.utime(path, (1000, 1000))
    assert _build("--force") == said
    assert compiled == ["x", "x"]
    assert all(time > 2000 * 10**9 for _, time in _state(Path("build")).values())


def test_the_record_is_the_same_wherever_the_build_is(
    exam: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build()
    first = Path("build/x", keeping.NAME).read_bytes()
    elsewhere = exam.parents[1] / "elsewhere"
    (exam.parents[1] / "sources").rename(elsewhere.with_name("kept"))
    elsewhere.mkdir()
    elsewhere.with_name("kept").rename(elsewhere / "sources")
    monkeypatch.chdir(elsewhere)
    _build("-o", "out")
    assert Path("out/x", keeping.NAME).read_bytes() == first


def test_the_record_holds_no_absolute_path(exam: Path, compiled: list[str]) -> None:
    said = _build(str(exam), "--all")
    assert str(exam) in said[2]
    assert str(exam.parent.parent) not in Path("build/x", keeping.NAME).read_text(encoding="utf-8")
    assert _build(str(exam), "--all") == said
    assert compiled == ["x"]


def _damaged(record: bytes) -> dict[str, bytes]:
    """Records that are not ours, or not any more."""
    plain = json.loads(record)
    (run,) = plain["runs"]
    (made,) = run[3]

    def with_part(number: int, value: object) -> bytes:
        return json.dumps({"runs": [[*run[:number], value, *run[number + 1 :]]]}).encode()

    def with_made(number: int, value: object) -> bytes:
        return with_part(3, [[*made[:number], value, *made[number + 1 :]]])

    far = [*made[1][0]]
    far[2] = ["sources/x/exam.md", 10**9, 1, 1, 1, ""]
    return {
        "empty": b"",
        "cut": record[:-10],
        "not UTF-8": b"\xff\xfe" + record,
        "a list": b"[]",
        "no runs": b"{}",
        "runs of another shape": b'{"runs": [1, null, {}]}',
        "deep": b'{"runs": ' + b"[" * 100_000,
        "outputs elsewhere": with_made(2, [["../../../etc/passwd", ""]]),
        "sources elsewhere": with_part(1, [["", ""], ["../../../etc/passwd", ""]]),
        "a line too far": with_made(1, [far]),
        "no summary of ours": with_made(5, [1]),
        "numbers for words": with_part(2, 7),
    }


@pytest.mark.parametrize("kind", _damaged(b'{"runs": [[0, 1, 2, [[0, [[0, 1, 2]], 2, 3, 4, 5]]]]}'))
def test_a_record_that_is_not_ours_counts_as_none(
    exam: Path, compiled: list[str], kind: str
) -> None:
    said = _build()
    path = Path("build/x", keeping.NAME)
    record = path.read_bytes()
    path.write_bytes(_damaged(record)[kind])
    assert _build() == said
    assert compiled == ["x", "x"]
    assert path.read_bytes() == record


def test_libraries_that_outputs_depend_on_count() -> None:
    found = {entry.partition("-")[0] for entry in identity._libraries()}
    assert {"comrak_ext", "jinja2", "lxml", "math_core", "pyyaml"} <= found


def test_every_file_that_an_output_is_made_of_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The style and the script of a page as well as a template."""
    counted: set[str] = set()
    monkeypatch.setattr(identity, "_add", lambda _made, _name, path: counted.add(Path(path).name))
    identity.program.cache_clear()
    identity.program()
    identity.program.cache_clear()
    templates = {path.name for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert templates <= counted
    assert {"page.css", "page.js", "layout.typ", "assessmentItem.xml.j2", "batch.py"} <= counted
    assert "X310-lost-weight.md" not in counted


def test_the_source_is_read_but_once_for_its_hash(
    exam: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is hashed is what was compiled, though the file changes meanwhile."""
    real = pipeline.build

    def slow(*args: object, **named: object) -> pipeline.Built:
        (exam / "part.md").write_text(PART.replace("Why?", "What?"), encoding="utf-8")
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "build", slow)
    _build("-t", "ans")
    monkeypatch.setattr(pipeline, "build", real)
    assert b"Why?" in Path("build/x/x.ans.json").read_bytes()
    _build("-t", "ans")
    assert b"What?" in Path("build/x/x.ans.json").read_bytes()
