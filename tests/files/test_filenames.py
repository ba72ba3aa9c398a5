"""Names of images that other systems chose: none leaves a folder, or is a source."""

import pytest

from examc.core.diagnostics import Report
from examc.files.filenames import is_safe, stem
from examc.formats.ans.read import read

BAD = (
    "exam.md",
    "part.YAML",
    "images/more.md",
    ".git/config",
    "images/.GIT/x.png",
    "../x.png",
    "a/b/../../c.png",
    "/x.png",
    "~/x.png",
    "C:x.png",
    "images\\x.png",
    "images/CON.png",
    "nul",
    "images/x.png.",
    "x\x00.png",
    "x" * 300 + ".png",
    "",
)


@pytest.mark.parametrize("path", BAD)
def test_paths_that_no_file_gets(path: str) -> None:
    assert not is_safe(path)


@pytest.mark.parametrize(
    "path", ["images/a.png", "a.png", "images/console.png", "b/é ö.svg", ".b/c.png"]
)
def test_paths_that_files_keep(path: str) -> None:
    assert is_safe(path)


@pytest.mark.parametrize(
    "name", ["CON", "aux.old", ".git", "", "x" * 300, "é", "-o", "a b", "COM1"]
)
def test_every_name_has_a_safe_one(name: str) -> None:
    assert is_safe(f"images/{stem(name)}.png")


@pytest.mark.parametrize("path", ["exam.md", ".git/config.png", "images/../exam.yaml", "NUL.png"])
def test_an_attachment_never_takes_the_place_of_the_source(path: str) -> None:
    data = (
        '{"format": "ans-style-json", "format_version": "1.0", "x_attachments": [{"key": "k", '
        f'"path": "{path}", "file_name": "a.png", "data_base64": "AAAA"}}, {{"key": "l", '
        '"path": "images/A.png", "file_name": "A.png", "data_base64": "AAAA"}], "assignment": '
        '{"name": "T", "x_language": "en", "exercises": [{"name": "E", "questions": [{"category": '
        '"open", "points": "1.0", "content": "<p>Why?</p>"}]}]}}'
    )
    _, files = read("a.json", data.encode(), Report())
    assert sorted(files) == ["images/A-2.png", "images/a.png"]
