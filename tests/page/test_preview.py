"""The preview: what it shows, to whom, how soon it follows, and what `watch` says of a save."""

import asyncio
import json
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.types import Message

from examc.cli import cli, serving
from examc.cli.following import Follower
from examc.cli.settings import Settings
from examc.cli.watchlines import Watched
from examc.verbs import pipeline, previewing
from page.browser import chromium, needs_chromium, opened, violations
from page.test_page import PAYLOAD

EXAM = """\
---
title: Trees
---

# Trees {#trees}

## 2 pts · multiple response {#keep}

Which trees keep their leaves?

- [x] {+1} holly
- [x] {+1} yew
- [ ] {-1} oak

## 1 pt · numeric {#years}

How many years has a century?

### answer

- 100
"""


def _reading(text: str) -> pipeline.Reading:
    return pipeline.read("sources/trees/exam.md", text.encode(), name="trees")


def test_errors_are_shown_over_the_last_page_without_any() -> None:
    shown = previewing.Shown("trees")
    shown.read(_reading("---\ntitle: T\n---\n\n# E {#e}\n\n## 1 pt · opn {#q}\n\nWhy?\n"))
    assert (shown.state, shown.questions) == (1, 0)
    assert "opn" in shown.errors[0]
    shown.read(_reading(EXAM))
    assert (shown.state, shown.questions, shown.points, shown.errors) == (2, 2, "3", [])
    good = shown.html
    shown.read(_reading(EXAM.replace("numeric", "numerik")))
    assert shown.html == good
    assert shown.state == 2
    (error,) = shown.errors
    assert "did you mean 'numeric'?" in error
    assert "^^^^" in error
    shown.read(_reading(EXAM))
    assert (shown.state, json.loads(shown.as_json())["errors"]) == (2, [])


def test_resting_on_a_formula_shows_how_it_is_read_aloud() -> None:
    text = EXAM.replace("Which trees", 'If $x^2 = 4$ and $y${say="why"}, which trees')
    shown = previewing.Shown("trees")
    shown.read(_reading(text))
    assert re.findall(r'<math title="([^"]*)"', shown.html)[:2] == ["x squared equals 4", "why"]
    assert "title=" not in pipeline.build(_reading(text), ["html"]).outputs["html"].decode()


def test_each_question_says_what_the_systems_make_of_it() -> None:
    found = json.loads(previewing.facts(_reading(EXAM)))
    (bent,) = [one for one in found["keep"]["bent"] if "qti → Canvas New Quizzes" in one["systems"]]
    assert re.search(r"a student who chooses A.* gets 0 instead of 1", bent["words"])
    assert "rule=all-or-nothing" in bent["help"]
    assert (bent["code"], bent["accepted"]) == ("X310", False)
    assert "Moodle" in found["keep"]["same"]
    assert "Moodle" in str(found["years"])
    allowed = EXAM.replace("{#keep}", "{#keep allow=X310}")
    again = json.loads(previewing.facts(_reading(allowed)))["keep"]
    assert [one["accepted"] for one in again["bent"]] == [True] * len(found["keep"]["bent"])
    assert again["same"] == found["keep"]["same"]
    assert previewing.facts(_reading("# no title")) == ""


def _asked(
    path: str,
    host: str = "127.0.0.1:8642",
    method: str = "GET",
    names: tuple[str, ...] = ("trees",),
) -> tuple[int, str, str]:
    """What the server answers: its status, its headers and its text."""
    exams = {name: previewing.Shown(name) for name in names}
    for shown in exams.values():
        shown.read(_reading(EXAM))
    app = serving.application(serving.Board(exams), 8642)
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "root_path": "",
        "raw_path": path.encode(),
        "query_string": b"",
        "scheme": "http",
        "headers": [(b"host", host.encode())] if host else [],
    }
    asyncio.run(app(scope, receive, send))
    headers = "\n".join(f"{k.decode()}: {v.decode()}" for k, v in sent[0]["headers"])
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], headers, body.decode()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "", "[::1]:8642"])
def test_no_other_host_is_answered(host: str) -> None:
    status, _, body = _asked("/trees/", host)
    assert status == 421
    assert "holly" not in body


@pytest.mark.parametrize(
    "path",
    ["/trees/exam.md", "/exam.md", "/trees/..%2fexam.md", "/other/", "/trees/page/x", "//etc"],
)
def test_nothing_but_the_pages_is_served(path: str) -> None:
    assert _asked(path)[0] == 404


def test_pages_are_read_and_never_written() -> None:
    status, headers, body = _asked("/trees/", "localhost:8642")
    assert status == 200
    assert "holly" in body
    assert "connect-src 'self'" in body
    assert "frame-ancestors 'none'" in headers
    assert "access-control" not in headers
    for method in ("POST", "PUT", "DELETE"):
        assert _asked("/trees/", method=method)[0] == 405


def test_one_exam_is_shown_at_once_and_several_are_listed() -> None:
    status, headers, _ = _asked("/")
    assert (status, "location: /trees/" in headers) == (307, True)
    status, headers, body = _asked("/", names=("trees", "a #1?"))
    assert status == 200
    assert '<a href="/trees/">trees</a>' in body
    assert '<a href="/a%20%231%3F/">a #1?</a>' in body
    assert "frame-ancestors 'none'" in headers


@contextmanager
def _served(path: Path) -> Iterator[str]:
    """The address of the preview of an exam."""
    board = serving.Board({"trees": previewing.Shown("trees")})
    follower = Follower(board, {"trees": str(path)}, practice=False)
    follower.begin()
    made = serving.listening(0)
    port = int(made.getsockname()[1])
    server = serving.server(serving.application(board, port, follower.follow))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [made]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/trees/"
    finally:
        server.should_exit = True
        thread.join()
        made.close()


@needs_chromium
def test_the_page_follows_what_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "trees" / "exam.md"
    path.parent.mkdir()
    path.write_text(EXAM, encoding="utf-8")
    with _served(path) as address, chromium() as browser, opened(browser, address) as page:
        page.locator("#q-years input").fill("100")
        page.locator(".badge.bends summary").first.click()
        assert page.get_by_text("rule=all-or-nothing").first.is_visible()
        assert "2 questions · 3 points" in page.locator(".live-bar").inner_text()
        assert violations(page) == []

        path.write_text(EXAM.replace("keep their leaves", "stay green"), encoding="utf-8")
        page.locator("#q-keep", has_text="stay green").wait_for()
        assert page.locator("#q-years input").input_value() == "100"

        path.write_text(EXAM.replace("numeric", "numerik"), encoding="utf-8")
        page.locator(".live-errors", has_text="did you mean 'numeric'?").wait_for()
        assert page.locator("#q-years").is_visible()

        path.write_text(EXAM.replace("oak", PAYLOAD), encoding="utf-8")
        page.locator(".live-errors", has_text="error").wait_for()
        path.write_text(EXAM.replace("oak", f"`{PAYLOAD}`"), encoding="utf-8")
        page.locator("#q-keep", has_text="onerror=alert").wait_for()
        page.locator(".live-errors").wait_for(state="hidden")
        assert page.locator("img").count() == 0


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An exam in the working folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("sources/trees/exam.md")
    path.parent.mkdir(parents=True)
    path.write_text(EXAM, encoding="utf-8")
    return path


def test_the_page_is_written_as_a_file(source: Path) -> None:
    run = CliRunner().invoke(cli, ["preview", "-o", "trees.html", "--quiet"])
    assert (run.exit_code, run.output) == (0, "")
    page = Path("trees.html").read_text(encoding="utf-8")
    assert 'data-view="grader"' in page
    assert "EventSource" not in page
    CliRunner().invoke(cli, ["preview", "sources/trees", "--practice", "-o", "practice.html"])
    assert 'data-view="grader"' not in Path("practice.html").read_text(encoding="utf-8")
    wrong = CliRunner().invoke(cli, ["preview", "-o", str(source)])
    assert wrong.exit_code == 2
    source.write_text(EXAM.replace("numeric", "numerik"), encoding="utf-8")
    failed = CliRunner().invoke(cli, ["preview", "-o", "trees.html"])
    assert failed.exit_code == 1
    assert Path("trees.html").read_text(encoding="utf-8") == page


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize(("command", "library"), [("preview", "uvicorn"), ("watch", "watchfiles")])
def test_what_needs_a_library_says_what_to_type(
    command: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    for module in ("serving", "following", "watching"):
        monkeypatch.delitem(sys.modules, f"examc.cli.{module}", raising=False)
        monkeypatch.delattr(f"examc.cli.{module}", raising=False)
    run = CliRunner().invoke(cli, [command])
    assert run.exit_code == 2
    assert run.output.endswith("type: pip install 'examc[preview]'\n")
    assert run.output.count("\n") == 1
    page = CliRunner().invoke(cli, ["preview", "-o", "trees.html", "--quiet"])
    assert page.exit_code == 0


def test_a_save_is_one_line(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    watched = Watched(str(source), ("moodle",), Path("build"), Settings())
    watched.run()
    source.write_text(EXAM.replace("{+1} yew", "{+1} larch"), encoding="utf-8")
    watched.run()
    source.write_text(EXAM.replace("numeric", "numerik"), encoding="utf-8")
    watched.run()
    source.write_text(EXAM.replace("## 1 pt", "## 3 pts"), encoding="utf-8")
    watched.run()
    said = [line[10:] for line in capsys.readouterr().out.splitlines()]
    assert said[0].startswith("trees · 2 questions · 3 points · 0 errors, ")
    assert said[0].endswith("1 file built")
    assert "larch" in said[1]
    assert said[2].startswith("trees · 1 error, ")
    assert "points" in said[3]
    assert "(and " in said[3]
    assert Path("build/trees/trees.moodle.xml").is_file()


def test_who_ends_watching_reads_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from examc.cli import watching

    def watch(*folders: Path, **_: object) -> Iterator[set[tuple[int, str]]]:
        yield {(1, str(tmp_path / "exam.md"))}
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "watch", watch)
    path = (tmp_path / "exam.md").as_posix()
    assert list(watching.saves([path], tmp_path / "build")) == [[path]]
    assert caplog.text == ""


def test_watch_runs_again_for_what_is_saved(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def saves(paths: list[str], outputs: Path) -> Iterator[list[str]]:
        assert outputs == Path("build")
        source.write_text(EXAM.replace("yew", "larch"), encoding="utf-8")
        yield paths

    monkeypatch.setattr("examc.cli.watching.saves", saves)
    run = CliRunner().invoke(cli, ["watch"])
    assert run.exit_code == 0
    assert len(run.stdout.splitlines()) == 2
    assert "larch" in run.stdout
    assert not Path("build").exists()
