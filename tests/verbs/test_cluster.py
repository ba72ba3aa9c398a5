"""On the workers of a cluster exams come to the same as here, byte for byte, and whoever dies on the way."""

import logging
import os
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, NamedTuple, cast

import dask
import pytest
from click.testing import CliRunner
from distributed import Client, KilledWorker, LocalCluster
from distributed.scheduler import WorkerState

from bench.generate import IMAGE, exam
from examc.cli import cli
from examc.verbs import cluster, executors, identity, workers
from examc.verbs.outcomes import Outcome
from examc.verbs.workers import Errand
from support import DOT_PNG

pytestmark = pytest.mark.filterwarnings("default")  # what a library warns of is its own matter

BROKEN = "# One {#one}\n\n## 1 pt · open {#a}\n\nWhat is $\\frac{1}{2$?\n"


@pytest.fixture(scope="session")
def crew() -> Iterator[LocalCluster]:
    """A scheduler and two workers, each a process of its own; a task may lose two of them."""
    settings = {
        "distributed.scheduler.allowed-failures": 1,
        "distributed.worker.profile.enabled": False,
    }
    with dask.config.set(settings):
        made = LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=":0",
            silence_logs=logging.CRITICAL,
        )
        yield made
        made.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three exams, one of which is broken."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("a", exam(3)), ("b", BROKEN), ("c", exam(5))):
        _write(tmp_path, name, text)
    return tmp_path


def _write(folder: Path, name: str, text: str) -> None:
    place = folder / "sources" / name
    (place / IMAGE).parent.mkdir(parents=True)
    (place / IMAGE).write_bytes(DOT_PNG)
    (place / "exam.md").write_text(text, encoding="utf-8")


def _run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _here_and(address: str, folder: Path, *words: str) -> None:
    """Run a command here and on a cluster: it must say, write and sum up the same."""
    shutil.rmtree(folder / "build", ignore_errors=True)
    here = _run(*words, "--summary", "here.json")
    kept = _files(folder / "build")
    shutil.rmtree(folder / "build", ignore_errors=True)
    there = _run(*words, "--summary", "there.json", "--cluster", address)
    assert there == here
    assert _files(folder / "build") == kept
    assert (folder / "there.json").read_bytes() == (folder / "here.json").read_bytes()


def test_a_cluster_says_and_writes_the_same(crew: LocalCluster, folder: Path) -> None:
    for words in (
        ["build"],
        ["build", "--format", "json"],
        ["convert", "sources", "-o", "build"],
        ["check"],
        ["verify", "-t", "moodle"],
    ):
        _here_and(crew.scheduler_address, folder, *words)
    assert list((folder / "build").glob(".*")) == [], "the mark of the run is gone"


def _kill_when(folder: Path, crew: LocalCluster, seen: list[int]) -> None:
    """Kill a worker once some exams are built."""
    victim = next(iter(crew.workers.values())).pid
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        built = len(list((folder / "build").glob("*/*.zip")))
        if built >= 2:
            seen.append(built)
            os.kill(victim, signal.SIGKILL)
            return
        time.sleep(0.002)


def test_a_worker_that_dies_costs_nothing_but_time(crew: LocalCluster, folder: Path) -> None:
    for number in range(40):
        _write(folder, f"e{number:02}", exam(20))
    here = _run("build", "-t", "qti", "-o", "build")
    kept = _files(folder / "build")
    shutil.rmtree(folder / "build")
    seen: list[int] = []
    killer = threading.Thread(target=_kill_when, args=(folder, crew, seen))
    killer.start()
    there = _run("build", "-t", "qti", "-o", "build", "--cluster", crew.scheduler_address)
    killer.join()
    assert seen, "no worker was killed"
    assert seen[0] < 42, "the worker was killed on the way"
    assert there == here
    left = {name: data for name, data in _files(folder / "build").items() if "/.examc-" not in name}
    assert left == kept


class _Deadly(NamedTuple):
    """Work that a worker dies of at one path."""

    path: str

    @property
    def kind(self) -> type[Outcome]:
        return Outcome

    def __call__(self, path: str) -> Sequence[Outcome]:
        if path == self.path:
            os.kill(os.getpid(), signal.SIGKILL)
        return [Outcome(path, path)]


@pytest.mark.slow
def test_an_exam_that_workers_die_of_is_named_and_stops_no_other(
    crew: LocalCluster, folder: Path
) -> None:
    paths = [f"{number}" for number in range(16)]
    there = cluster.Cluster(crew.scheduler_address)
    outcomes = list(executors.run(there, _Deadly("3"), paths))
    assert [outcome.name for outcome in outcomes] == paths
    assert [outcome.name for outcome in outcomes if outcome.failed] == ["3"]
    assert [entry.code for outcome in outcomes for entry in outcome.diagnostics] == ["S199"]


class _Blamed:
    """A result of a scheduler that blames whatever is under way when somebody dies."""

    under_way: ClassVar[list["_Blamed"]] = []

    def __init__(self, batch: Sequence[str]) -> None:
        self.batch, self.blamed = batch, False
        self.under_way.append(self)

    def result(self, timeout: float | None = None) -> object:
        deadly = any("3" in each.batch for each in self.under_way)
        for each in self.under_way:
            each.blamed = deadly
        self.under_way.clear()
        if self.blamed:
            raise KilledWorker("task", cast(WorkerState, None), 1)
        return [[Outcome(path, path)] for path in self.batch]


@pytest.mark.parametrize("size", [1, 3])
def test_nothing_is_blamed_that_was_under_way_with_what_workers_die_of(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(cluster._Tasks, "_sent", lambda self, batch: _Blamed(batch))
    tasks = cluster._Tasks[Outcome](
        cast(Client, None), Errand("", "", ()), _Deadly("3"), "tcp://127.0.0.1:9"
    )
    paths = [f"{number}" for number in range(12)]
    outcomes = [
        each
        for parcel in tasks.parcels(cluster._batches(paths, size), 4)
        for each in executors.opened(Outcome, parcel)
    ]
    assert [outcome.name for outcome in outcomes] == paths
    assert [outcome.name for outcome in outcomes if outcome.failed] == ["3"]


class _Late:
    """A result that comes in the moment in which nobody waits any longer."""

    def result(self, timeout: float | None = None) -> object:
        if timeout is not None:
            raise TimeoutError
        return []

    def done(self) -> bool:
        return True


def test_a_result_that_comes_while_a_look_ends_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster._Tasks, "_sent", lambda self, batch: _Late())
    tasks = cluster._Tasks[Outcome](
        cast(Client, None), Errand("", "", ()), _Deadly(""), "tcp://127.0.0.1:9"
    )
    assert list(tasks.parcels(iter([("a",), ("b",)]), 1)) == []


def _refused(*words: str) -> str:
    """What is said where a cluster cannot be used: one line, and status 1."""
    status, out, err = _run("build", *words)
    assert (status, out) == (1, "")
    assert err.count("\n") == 1, err
    return err


_WORKERS = r"(2 workers \(|worker )tcp://127\.0\.0\.1:"
"""One that was killed may not have been started again yet."""


def test_another_program_is_refused(
    crew: LocalCluster, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "program", lambda: "another")
    said = _refused("--cluster", crew.scheduler_address)
    assert re.match(rf"error\[S197\]: {_WORKERS}", said), said
    assert not list(folder.glob("build/*"))


def test_a_folder_that_workers_do_not_see_is_refused(
    crew: LocalCluster, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "sign", lambda path: f"what {path} is elsewhere")
    said = _refused("--cluster", crew.scheduler_address)
    assert re.match(rf"error\[S198\]: {_WORKERS}", said), said
    assert "not seeing sources/a/exam.md as it is here" in said


def test_no_scheduler_and_no_worker(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    assert _refused("--cluster", "tcp://127.0.0.1:9").startswith(
        "error[S196]: no scheduler answers at tcp://127.0.0.1:9 ("
    )
    assert "no certificates are known" in _refused("--cluster", "tls://127.0.0.1:9")
    with LocalCluster(n_workers=0, dashboard_address=":0", protocol="tcp") as bare:
        said = _refused("--cluster", bare.scheduler_address)
    assert said == f"error[S196]: the scheduler at {bare.scheduler_address} has no worker\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--cluster http://host:1", "is no address of a scheduler, such as tcp://host:8786"),
        ("--cluster host", "is no whole address; did you mean tcp://host:8786?"),
        ("--cluster tls://host/", "is no whole address; did you mean tls://host:8786?"),
        ("--cluster tcp://host:1 -j 2", "-j is for this machine"),
        ("--cluster tcp://host:1 -", "standard input cannot be read on a cluster"),
        ("--summary sources/a/exam.md", "--summary writes JSON"),
    ],
)
def test_wrong_use(folder: Path, words: str, said: str) -> None:
    status, _, err = _run("check", *words.split())
    assert status == 2
    assert said in err


def test_the_extra_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == "distributed"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with suppress(KeyError):
        monkeypatch.delitem(sys.modules, "examc.verbs.cluster")
    status, _, err = _run("build", "--cluster", "tcp://127.0.0.1:9")
    assert (status, err) == (
        2,
        "error: to work on a cluster, type: pip install 'examc[cluster]'\n",
    )


def test_a_pool_says_and_writes_the_same(folder: Path) -> None:
    for words in (["build"], ["check", "--all"], ["verify", "-t", "moodle"]):
        here = _run(*words, "--summary", "here.json")
        assert _run(*words, "--summary", "there.json", "-j", "2") == here
        assert (folder / "there.json").read_bytes() == (folder / "here.json").read_bytes()
