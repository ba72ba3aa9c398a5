"""The disk: which exams are found, and what may be read."""

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
    monkeypatch.setattr(workspace, "LARGEST_FILE", 1024**2)
    (tmp_path / "exam.md").write_bytes(b"x" * (1024**2 + 1))
    with pytest.raises(InputError, match="larger than 1 MiB"):
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
    monkeypatch.setattr(workspace, "LARGEST_FILE", 1024**2)
    (folder.root / "a.png").write_bytes(b"x" * (1024**2 + 1))
    assert folder.problem("a.png") == "is larger than 1 MiB"
    assert folder.read("a.png") is None


def test_the_files_of_a_folder(folder: DiskFolder) -> None:
    names = ["a.png", "in.png", "loop.png", "out.png", "pipe.png", "sub/b.png"]
    assert folder.names() == names


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


def test_the_exam_of_the_current_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(_make(tmp_path, "exam.md"))
    assert list(workspace.find((), Path("sources"))) == ["exam.md"]
    assert workspace.load("exam.md").name == tmp_path.name


def test_a_file_that_looks_like_an_exam_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _make(tmp_path, "midterm/README.md", "midterm/notes.yaml") / "midterm"
    (folder / "midterm.md").write_text("---\ntitle: Midterm\n---\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"exam\.md or exam\.yaml; did you mean .*/midterm\.md\?"):
        _find(tmp_path, "midterm")
    monkeypatch.chdir(folder)
    with pytest.raises(InputError, match=r"no folder sources; did you mean midterm\.md\?"):
        list(workspace.find((), Path("sources")))
    (folder / "more.yaml").write_text("title: T\nexercises:\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"holds no exam\.md or exam\.yaml$"):
        _find(tmp_path, "midterm")


@pytest.mark.skipif(os.sep == "\\", reason="the sign between the parts of a path here")
def test_a_path_with_backslashes_is_answered(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="paths are written with /"):
        list(workspace.find(("sources\\algebra",), tmp_path))


def test_a_main_file_is_held_to_its_folder_as_images_are(tmp_path: Path) -> None:
    _make(tmp_path, "secret.env", "a/other.md", "b/exam.md", "c/sub/real.md", "far/exam.md")
    (tmp_path / "a/exam.yaml").symlink_to("../secret.env")
    (tmp_path / "c/exam.md").symlink_to("sub/real.md")
    with pytest.raises(InputError, match="is a link that leads out of its folder"):
        workspace.load(str(tmp_path / "a/exam.yaml"))
    assert workspace.load(str(tmp_path / "c/exam.md")).data == b"c/sub/real.md"


def test_a_folder_that_is_a_link_out_of_the_sources_stops_no_other(tmp_path: Path) -> None:
    _make(tmp_path, "far/exam.md", "sources/b/exam.md", "sources/parts/c.md")
    (tmp_path / "sources/a").symlink_to("../far")
    found = _find(tmp_path)
    assert found == ["sources/a", "sources/b/exam.md"]
    with pytest.raises(InputError, match=r"leads out of its folder; name .*exam\.md"):
        workspace.load(str(tmp_path / "sources/a"))
    assert _find(tmp_path, "sources/a") == ["sources/a/exam.md"]  # whoever names it means it


def test_what_was_read_is_known(tmp_path: Path) -> None:
    _make(tmp_path, "a/exam.md", "a/one.png", "a/two.png")
    loaded = workspace.load(str(tmp_path / "a/exam.md"))
    loaded.folder.read("one.png")
    assert loaded.used() == {(tmp_path / "a" / name).resolve() for name in ("exam.md", "one.png")}


def test_a_huge_file_beside_the_sources_is_not_read(tmp_path: Path) -> None:
    """Eight gigabytes that take no room on the disk: whoever reads them whole is out of memory."""
    _make(tmp_path, "package/imsmanifest.xml", "other/a.txt")
    for folder in ("package", "other"):
        with (tmp_path / folder / "huge.xml").open("wb") as stream:
            stream.truncate(8 * 1024**3)
    with pytest.raises(InputError, match="holds no exam"):
        _find(tmp_path, "other")
    with pytest.raises(InputError, match=r"huge\.xml is larger than 256 MiB"):
        workspace.load(str(tmp_path / "package"))
    with pytest.raises(InputError, match="larger than 256 MiB"):
        workspace.load(str(tmp_path / "other/huge.xml"))
    assert DiskFolder(tmp_path / "other").read("huge.xml") is None
