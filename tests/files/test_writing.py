"""Writing: all files of a set or none, wherever a run is killed, and none out of their folder."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from examc.files.writing import WriteError, complete, write
from support import ROOT


def _make(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return root


def test_writing_makes_folders_and_leaves_nothing_beside(tmp_path: Path) -> None:
    files = {tmp_path / "a/b/one.txt": b"1", tmp_path / "a/two.txt": b"2"}
    write(files, (tmp_path / "a/none.txt",))
    assert {path: path.read_bytes() for path in files} == files
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == ["b", "two.txt"]
    assert (tmp_path / "a/two.txt").stat().st_mode & 0o777 == 0o644


def test_a_stale_file_is_removed(tmp_path: Path) -> None:
    _make(tmp_path, "old.json")
    write({tmp_path / "new.txt": b""}, (tmp_path / "old.json",))
    assert [path.name for path in tmp_path.iterdir()] == ["new.txt"]


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt", "c.txt/d")
    for files, remove in (
        ({tmp_path / "a.txt": b"new", tmp_path / "c.txt": b"new"}, ()),
        ({tmp_path / "a.txt": b"new", tmp_path / "a.txt/b": b"new"}, ()),
        ({tmp_path / "a.txt": b"new"}, (tmp_path / "c.txt",)),
    ):
        with pytest.raises(WriteError, match=r"cannot write"):
            write(files, remove)
        assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "a.txt"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "c.txt"]


def test_a_full_disk_leaves_the_earlier_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(tmp_path, "a.txt")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "chmod", full)
    with pytest.raises(WriteError, match=r"cannot write .*: No space left on device"):
        write({tmp_path / "a.txt": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "a.txt"


OLD = {"a.txt": b"old a", "b/b.txt": b"old b", "gone.txt": b"old gone"}
NEW = {"a.txt": b"new a", "b/b.txt": b"new b", "c.txt": b"new c"}
CHILD = """
import os, signal, sys
from pathlib import Path
from examc.cli.console import prepare
from examc.files import writing

root, how, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
new = {{root / name: data for name, data in {new!r}.items()}}
count = 0

def step(event, arguments):
    global count
    if event.startswith(("os.", "open", "shutil.")) and str(root) in repr(arguments):
        count += 1
        if count == last:
            os.kill(os.getpid(), getattr(signal, how))

signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job ignores it
prepare()
sys.addaudithook(step)
writing.write(new, (root / "gone.txt",))
print(count)
"""
"""Writes NEW, and is sent a signal before its n-th word to the system."""


def _state(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def _killed(root: Path, how: str, step: int) -> subprocess.CompletedProcess[str]:
    for name, data in OLD.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    command = [sys.executable, "-c", CHILD.format(new=NEW), str(root), how, str(step)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "compiler")}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def _steps(root: Path) -> int:
    return int(_killed(root, "SIGKILL", 0).stdout)


@pytest.mark.slow
def test_a_run_killed_at_any_step_leaves_the_old_set_or_the_new_one(tmp_path: Path) -> None:
    seen = set()
    for step in range(1, _steps(tmp_path / "0") + 1):
        root = tmp_path / str(step)
        assert _killed(root, "SIGKILL", step).returncode == -signal.SIGKILL
        complete(root)
        for path in root.glob(".examc-*"):
            assert not (path / "list.json").exists()
            os.utime(path, (0, 0))
        complete(root)  # an hour later
        state = _state(root)
        assert state in (OLD, NEW), f"step {step}"
        seen.add("old" if state == OLD else "new")
    assert seen == {"old", "new"}


@pytest.mark.slow
@pytest.mark.parametrize("how", ["SIGTERM", "SIGINT"])
def test_a_run_told_to_stop_at_any_step_cleans_up(how: str, tmp_path: Path) -> None:
    for step in range(1, _steps(tmp_path / "0") + 1):
        root = tmp_path / str(step)
        done = _killed(root, how, step)
        assert done.returncode in (128 + signal.SIGTERM, 1, -signal.SIGINT), done.stderr
        assert _state(root) in (OLD, NEW), f"step {step}"


def test_the_next_run_completes_what_was_decided(tmp_path: Path) -> None:
    _make(tmp_path, "a.txt", "b.txt")
    staging = tmp_path / ".examc-x"
    staging.mkdir()
    hashes = {
        "a.txt": "9bd7e5e0a3a9a9e8b3d4",  # of another content: somebody has changed it since
        "b.txt": "",
    }
    (staging / "0.new").write_bytes(b"late")
    (staging / "list.json").write_text(json.dumps([["a.txt", hashes["a.txt"], True]]))
    write({tmp_path / "b.txt": b"new"})
    assert _state(tmp_path) == {"a.txt": b"a.txt", "b.txt": b"new"}


@pytest.mark.parametrize(
    "name", ["../out.txt", "/tmp/out.txt", "far/out.txt", "a/../../out.txt", "C:out.txt", ""]
)
def test_the_list_of_a_stranger_moves_nothing_out_of_the_folder(name: str, tmp_path: Path) -> None:
    root = _make(tmp_path, "root/a.txt", "outside/b.txt") / "root"
    (root / "far").symlink_to("../outside")
    staging = root / ".examc-x"
    staging.mkdir()
    (staging / "0.new").write_bytes(b"evil")
    (staging / "list.json").write_text(json.dumps([[name, "", True]]))
    complete(root)
    assert _state(tmp_path) == {"root/a.txt": b"root/a.txt", "outside/b.txt": b"outside/b.txt"}


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": 1}', "[[1, 2]]", "[" * 100_000, "\x00"])
def test_a_list_that_is_not_ours_is_cleared_away(text: str, tmp_path: Path) -> None:
    staging = _make(tmp_path, "a.txt") / ".examc-x"
    staging.mkdir()
    (staging / "list.json").write_text(text)
    complete(tmp_path)
    assert _state(tmp_path) == {"a.txt": b"a.txt"}
    assert not staging.exists()


@pytest.mark.parametrize("linked", [True, False])
def test_what_the_disk_refuses_on_the_way_is_undone(
    linked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, data in OLD.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    real = os.replace

    def replace(source: Path, place: Path) -> None:
        if Path(place).name == "c.txt":
            raise PermissionError(13, "Permission denied", str(source), None, str(place))
        real(source, place)

    def no_link(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "replace", replace)
    if not linked:
        monkeypatch.setattr(os, "link", no_link)
    with pytest.raises(WriteError, match=r"^cannot write .*/c\.txt: Permission denied$"):
        write({tmp_path / name: data for name, data in NEW.items()}, (tmp_path / "gone.txt",))
    assert _state(tmp_path) == OLD


def test_a_link_inside_the_folder_stays(tmp_path: Path) -> None:
    _make(tmp_path, "parts/real.txt")
    (tmp_path / "link.txt").symlink_to("parts/real.txt")
    write({tmp_path / "link.txt": b"new"})
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "parts/real.txt").read_bytes() == b"new"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    _make(tmp_path, "secret.txt", "build/x/a.txt", "far/y.txt")
    (tmp_path / "build/x/x.ans.json").symlink_to("../../secret.txt")
    (tmp_path / "build/x/none.txt").symlink_to("../../none.txt")
    (tmp_path / "build/y").symlink_to("../far")
    build = tmp_path / "build"
    for name in ("x/x.ans.json", "x/none.txt", "y/y.txt"):
        with pytest.raises(WriteError, match="link"):
            write({build / name: b"new", (build / name).parent / "a.txt": b"new"}, within=build)
    with pytest.raises(WriteError, match="link"):
        write({build / "x/b.txt": b"new"}, (build / "x/x.ans.json",), within=build)
    assert _state(tmp_path / "far") == {"y.txt": b"far/y.txt"}
    assert (tmp_path / "secret.txt").read_text() == "secret.txt"
    assert not (tmp_path / "none.txt").exists()


def test_no_file_that_was_used_is_overwritten(tmp_path: Path) -> None:
    _make(tmp_path, "exam.md", "more/a.txt")
    (tmp_path / "same.md").symlink_to("exam.md")
    for name in ("exam.md", "more/../exam.md", "same.md"):
        with pytest.raises(WriteError, match="it was read for this; choose another name"):
            write({tmp_path / name: b"new"}, used={(tmp_path / "exam.md").resolve()})


def test_new_files_overwrite_nothing_but_their_like(tmp_path: Path) -> None:
    _make(tmp_path, "a.png")
    write({tmp_path / "a.png": b"a.png", tmp_path / "b.png": b"b"}, new=True)
    with pytest.raises(WriteError, match="it exists already, and is another file"):
        write({tmp_path / "a.png": b"other", tmp_path / "c.png": b"c"}, new=True)
    assert not (tmp_path / "c.png").exists()


def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WriteError, match="it is not a file"):
        write({tmp_path / "pipe": b""})
