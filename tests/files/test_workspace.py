"""The disk: which exams are found, what may be read, and that writing is all or nothing."""

import os
from pathlib import Path

import pytest

from examc.files import workspace
from examc.files.workspace import DiskFolder, InputError


def _make(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return root


def _find(root: Path, *inputs: str) -> list[str]:
    found = workspace.find(tuple(str(root / name) for name in inputs), root / "sources")
    return [Path(path).relative_to(root).as_posix() for path in found]


def test_exams_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    _make(tmp_path, "sources/b/exam.md", "sources/a/exam.yaml", "sources/c/exam.yml")
    _make(tmp_path, "sources/d/other.md", "sources/exam.txt", "more/x/exam.md", "more/y.md")
    assert _find(tmp_path) == ["sources/a/exam.yaml", "sources/b/exam.md", "sources/c/exam.yml"]
    assert _find(tmp_path, "sources/b") == ["sources/b/exam.md"]
    assert _find(tmp_path, "more", "more/y.md") == ["more/x/exam.md", "more/y.md"]
    assert list(workspace.find(("-",), tmp_path)) == ["-"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none", "there is no file or folder"),
        ("empty", "holds no exam.md or exam.yaml"),
        ("two", "holds exam.md and exam.yaml; keep one, or name the file"),
        ("pipe", "there is no file or folder"),
    ],
)
def test_inputs_without_an_exam(name: str, message: str, tmp_path: Path) -> None:
    _make(tmp_path, "two/exam.md", "two/exam.yaml", "empty/a.md")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match=message):
        _find(tmp_path, name)


def test_no_name_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_make(tmp_path, "exam.md"))
    with pytest.raises(InputError, match="there is no file or folder ''"):
        list(workspace.find(("",), tmp_path))


def test_a_folder_without_exams_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="examc new NAME begins one"):
        _find(tmp_path)
    (tmp_path / "sources").mkdir()
    with pytest.raises(InputError, match="examc new NAME begins one"):
        _find(tmp_path)


def test_the_name_of_an_exam_is_that_of_its_folder(tmp_path: Path) -> None:
    _make(tmp_path, "resit/exam.md", "resit/other.md")
    assert workspace.load(str(tmp_path / "resit/exam.md")).name == "resit"
    assert workspace.load(str(tmp_path / "resit/other.md")).name == "other"
    assert workspace.load(str(tmp_path / "resit/other.md")).data == b"resit/other.md"


def test_a_name_that_is_no_text_is_shown_as_one(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    try:
        _make(folder, "exam.md")
    except OSError:
        pytest.skip("this file system has names in UTF-8 only")
    loaded = workspace.load(str(folder / "exam.md"))
    loaded.path.encode()
    assert loaded.path.endswith("/\ufffd/exam.md")


def test_what_cannot_be_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _make(tmp_path, "exam.md")
    os.mkfifo(tmp_path / "pipe.md")
    for name, message in (("pipe.md", "is not a file"), ("none.md", "cannot be read: No such")):
        with pytest.raises(InputError, match=message):
            workspace.load(str(tmp_path / name))
    monkeypatch.setattr(workspace, "LARGEST_FILE", 3)
    with pytest.raises(InputError, match="larger than 64 MiB"):
        workspace.load(str(tmp_path / "exam.md"))


@pytest.fixture
def folder(tmp_path: Path) -> DiskFolder:
    root = _make(tmp_path, "secret.png", "exam/a.png", "exam/sub/b.png", "exam/.hidden") / "exam"
    (root / "in.png").symlink_to("sub/b.png")
    (root / "out.png").symlink_to("../secret.png")
    (root / "far").symlink_to("..")
    (root / "loop.png").symlink_to("loop.png")
    os.mkfifo(root / "pipe.png")
    return DiskFolder(root)


@pytest.mark.parametrize("path", ["a.png", "./a.png", "sub/b.png", "sub/../a.png", "in.png"])
def test_what_may_be_read(path: str, folder: DiskFolder) -> None:
    assert folder.problem(path) == ""
    assert folder.read(path) in (b"exam/a.png", b"exam/sub/b.png")


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("../secret.png", "is outside the exam's folder"),
        ("sub/../../secret.png", "is outside the exam's folder"),
        ("out.png", "is outside the exam's folder"),
        ("far/secret.png", "is outside the exam's folder"),
        ("far/exam/../secret.png", "is outside the exam's folder"),
        ("/etc/passwd", "is an absolute path"),
        ("~root/x.png", "is an absolute path"),
        ("C:/x.png", "is an absolute path"),
        ("\\\\server\\x.png", "is an absolute path"),
        ("sub\\b.png", "has a backslash; paths are written with /"),
        ("loop.png", "cannot be followed"),
        ("pipe.png", "is not a file"),
        ("sub", "is not a file"),
        ("", "is not a file"),
        (".", "is not a file"),
        ("a\x00b", "is no path"),
    ],
)
def test_what_may_not_be_read(path: str, problem: str, folder: DiskFolder) -> None:
    assert folder.problem(path) == problem
    assert folder.read(path) is None


@pytest.mark.parametrize("path", ["none.png", "a.png/b", "x" * 5000, "none/../../exam/none.png"])
def test_what_is_not_there(path: str, folder: DiskFolder) -> None:
    assert folder.problem(path) == ""
    assert folder.read(path) is None


def test_a_file_that_is_too_large(folder: DiskFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "LARGEST_FILE", 3)
    assert folder.problem("a.png") == "is larger than 64 MiB"
    assert folder.read("a.png") is None


def test_the_files_of_a_folder(folder: DiskFolder) -> None:
    names = ["a.png", "in.png", "loop.png", "out.png", "pipe.png", "sub/b.png"]
    assert folder.names() == names


def test_writing_makes_folders_and_leaves_nothing_beside(tmp_path: Path) -> None:
    files = {tmp_path / "a/b/one.txt": b"1", tmp_path / "a/two.txt": b"2"}
    workspace.write(files, (tmp_path / "a/none.txt",))
    assert {path: path.read_bytes() for path in files} == files
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == ["b", "two.txt"]
    assert (tmp_path / "a/two.txt").stat().st_mode & 0o777 == 0o644


def test_a_stale_file_is_removed(tmp_path: Path) -> None:
    _make(tmp_path, "old.json")
    workspace.write({tmp_path / "new.txt": b""}, (tmp_path / "old.json",))
    assert [path.name for path in tmp_path.iterdir()] == ["new.txt"]


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt", "c.txt/d")
    for files, remove in (
        ({tmp_path / "a.txt": b"new", tmp_path / "c.txt": b"new"}, ()),
        ({tmp_path / "a.txt": b"new", tmp_path / "a.txt/b": b"new"}, ()),
        ({tmp_path / "a.txt": b"new"}, (tmp_path / "c.txt",)),
    ):
        with pytest.raises(InputError, match=r"cannot write"):
            workspace.write(files, remove)
        assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "a.txt"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "c.txt"]


def test_a_full_disk_leaves_the_earlier_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(tmp_path, "a.txt")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "chmod", full)
    with pytest.raises(InputError, match=r"cannot write .*: No space left on device"):
        workspace.write({tmp_path / "a.txt": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "a.txt"


def test_a_folder_with_two_main_files_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(tmp_path, "sources/a/exam.md", "sources/a/exam.yaml", "sources/b/exam.md")
    monkeypatch.chdir(tmp_path)
    found = list(workspace.find((), Path("sources")))
    assert found == ["sources/a", "sources/b/exam.md"]
    with pytest.raises(InputError, match=r"exam\.md and exam\.yaml; keep one"):
        workspace.load("sources/a")
    with pytest.raises(InputError, match=r"exam\.md and exam\.yaml; keep one"):
        list(workspace.find(("sources/a",), Path("sources")))
