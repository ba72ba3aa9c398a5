"""Exams of a commit: the main file with its includes and images, and nothing outside its folder."""

import os
import subprocess
from pathlib import Path

import pytest

from examc.files import revisions
from examc.files.workspace import InputError

FILES = {
    "sources/a/exam.md": "first",
    "sources/a/parts/one.md": "a part",
    "sources/a/images/über.png": "a picture",
    "sources/two/exam.md": "x",
    "sources/two/exam.yaml": "y",
    "sources/none/notes.md": "z",
    "notes.md": "outside",
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose files changed after its only commit."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "sources" / "a" / "link.md").symlink_to("../../notes.md")
    _git("init", "-q")
    _git("add", ".")
    _git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "one")
    (tmp_path / "sources" / "a" / "exam.md").write_text("second", encoding="utf-8")
    (tmp_path / "sources" / "a" / "parts" / "one.md").unlink()
    return tmp_path


def _git(*words: str) -> None:
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *words], check=True, env=env)


@pytest.mark.parametrize("name", ["HEAD:sources/a/exam.md", "HEAD:sources/a", "HEAD:sources/a/"])
def test_a_file_or_the_folder_of_an_exam(repository: Path, name: str) -> None:
    loaded = revisions.load(name)
    assert (loaded.name, loaded.path) == ("a", "HEAD:sources/a/exam.md")
    assert loaded.data == b"first"
    assert loaded.folder.read("parts/one.md") == b"a part"
    assert loaded.folder.read("parts/../images/über.png") == b"a picture"
    assert loaded.folder.names() == ["exam.md", "images/über.png", "link.md", "parts/one.md"]
    assert loaded.folder.read("parts/two.md") is None


def test_a_file_that_is_no_main_file_owns_no_folder(repository: Path) -> None:
    loaded = revisions.load("HEAD:notes.md")
    assert (loaded.name, loaded.data, loaded.folder.names()) == ("notes", b"outside", [])


def test_a_path_may_begin_at_the_current_folder(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "sources")
    assert revisions.load("HEAD:./a/exam.md").data == b"first"
    assert revisions.load("HEAD:sources/a").folder.read("parts/one.md") == b"a part"


@pytest.mark.parametrize("path", ["../../notes.md", "/etc/passwd", "link.md", "parts\\one.md"])
def test_nothing_outside_the_folder_is_read(repository: Path, path: str) -> None:
    folder = revisions.load("HEAD:sources/a").folder
    assert folder.problem(path)
    assert folder.read(path) is None


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("HEAD:sources/b", "there is no file or folder 'sources/b' in HEAD"),
        ("HAED:sources/a", "there is no revision 'HAED' in git"),
        ("--help:sources/a", "there is no revision '--help' in git"),
        ("HEAD:sources/two", "holds exam.md and exam.yaml"),
        ("HEAD:sources/none", "holds no exam.md or exam.yaml"),
        ("HEAD:sources/a/link.md", "is not a file"),
    ],
)
def test_what_cannot_be_had_is_said_in_one_line(repository: Path, name: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        revisions.load(name)
    assert message in str(raised.value)


def test_outside_any_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InputError, match="not a git repository"):
        revisions.load("HEAD:exam.md")


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="git is not installed"):
        revisions.load("HEAD:notes.md")


def test_what_looks_like_a_revision() -> None:
    assert revisions.is_revision("HEAD:a/exam.md")
    assert revisions.is_revision("v1.0:exam.md")
    assert not any(map(revisions.is_revision, ("a/exam.md", "C:\\exam.md", "C:/exam.md", ":a")))
