"""A file may hold several exams: each command takes every one of them, under a name of its own."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import examc
from canvas.support import bank, export, item, quiz
from examc.cli import cli
from examc.files import filenames
from support import exam_of

GROUP = (
    '<section ident="g" title="Drawn"><selection_ordering><selection>'
    "<sourcebank_ref>ib</sourcebank_ref><selection_number>1</selection_number>"
    "</selection></selection_ordering></section>"
)
COURSE = export(
    {
        "a/a.xml": quiz(item(ident="i1"), ident="a", title="Final exam"),
        "b/b.xml": quiz(item(ident="i2") + GROUP, ident="b", title="final exam"),
        "c/c.xml": quiz("", ident="c", title="Not begun"),
        "d/d.xml": quiz(item(ident="i3"), ident="d", title="con"),
        "ib.xml": bank(item(ident="i4"), title="Used"),
        "ic.xml": bank(item(ident="i5"), ident="ic", title="Spare"),
    }
)
NAMES = ["Final-exam", "final-exam-2", "exam-con", "question-banks"]


def test_every_quiz_of_a_course_is_an_exam_and_what_banks_have_beside_them_is_one() -> None:
    found = examc.read_all("course.zip", COURSE)
    assert [reading.name for reading in found] == NAMES
    exams = [reading.usable for reading in found]
    assert [[e.title for e in exam.exercises] if exam else None for exam in exams] == [
        ["Final exam"],
        ["final exam", "Drawn"],
        ["con"],
        ["Spare"],
    ]
    said = [
        [d.message for d in reading.report.diagnostics if d.code == "R512"] for reading in found
    ]
    left = "quiz 'Not begun' has no question that could be read, and is left out"
    assert said == [[left], [], [], []]


def test_read_makes_one_exam_of_all_that_a_file_holds() -> None:
    exam = examc.read("course.zip", COURSE).usable
    assert exam is not None
    assert [e.title for e in exam.exercises] == [
        "Final exam",
        "final exam",
        "Drawn",
        "con",
        "Spare",
    ]


def test_a_file_of_one_exam_is_read_alike_by_both_verbs() -> None:
    data = export({"a.xml": quiz(item())})
    (found,) = examc.read_all("quiz.zip", data)
    alone = examc.read("quiz.zip", data)
    assert (found.exam, found.name, found.data) == (alone.exam, "quiz", data)
    assert found.report.diagnostics == alone.report.diagnostics


def test_a_course_without_any_question_is_refused_once() -> None:
    data = export({"a.xml": quiz("", ident="a"), "b.xml": quiz("", ident="b")})
    (found,) = examc.read_all("course.zip", data)
    assert found.usable is None
    assert [d.code for d in found.report.diagnostics] == ["R512", "R512", "R513"]


def test_two_exams_of_ours_in_one_bank_of_moodle_are_two() -> None:
    source = "---\ntitle: {0}\n---\n\n# Part {{#{0}}}\n\n## 1 pt · open {{#q{0}}}\n\nWhy?\n"
    files = []
    for title in ("One", "Two"):
        made = examc.build(examc.Reading(exam_of(source.format(title))), ["moodle"])
        files.append(made.outputs["moodle"])
    both = files[0].replace(b"</quiz>", b"") + files[1].partition(b"<quiz>")[2]
    found = examc.read_all("bank.xml", both)
    assert [reading.exam for reading in found] == [examc.read("x.xml", data).exam for data in files]
    assert [reading.name for reading in found] == ["One", "Two"]
    assert not any(d.code == "R534" for reading in found for d in reading.report.diagnostics)
    other = (
        b'<question type="category"><category><text>$course$/top/Other</text></category></question>'
        b'<question type="essay"><name><text>q</text></name><questiontext format="html"><text>How?'
        b"</text></questiontext><defaultgrade>1</defaultgrade></question></quiz>"
    )
    more = examc.read_all("bank.xml", both.replace(b"</quiz>", other))
    assert [reading.name for reading in more] == ["One", "Two", "Other"]
    assert [reading.exam for reading in more[:2]] == [reading.exam for reading in found]


# -- commands -------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.zip").write_bytes(COURSE)
    return tmp_path


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(cli, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.output
    return result


def below(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_import_makes_a_folder_of_each(here: Path) -> None:
    run("import", "course.zip", "-o", "made")
    assert below(here / "made") == sorted(f"{name}/exam.md" for name in NAMES)
    again = run("import", "course.zip", "-o", "made", status=1)
    assert again.stderr.count("exists already") == len(NAMES)
    run("import", "course.zip")
    assert below(here / "sources") == below(here / "made")


def test_build_and_convert_name_what_they_write_by_the_exam(here: Path) -> None:
    run("build", "course.zip", "-t", "moodle")
    wanted = [f"{name}.moodle.xml" for name in NAMES]
    assert [n for n in below(here / "build" / "course") if n.endswith(".xml")] == sorted(wanted)
    printed = run("convert", "course.zip", "-t", "moodle", "-o", "out/").stdout.splitlines()
    assert printed == [f"out/{name}" for name in wanted]
    for place in ("-", "one.xml"):
        refused = run("convert", "course.zip", "-t", "moodle", "-o", place, status=2)
        assert "course.zip holds 4 exams; name a folder with -o" in refused.stderr


def test_check_and_verify_look_at_each_and_diff_at_the_whole(here: Path) -> None:
    assert "no errors" in run("check", "course.zip").stderr
    assert run("diff", "course.zip", "course.zip").stdout == "no changes\n"
    proved = run("verify", "course.zip", "-t", "canvas", "--quiet").stdout.splitlines()
    assert [line.partition(":")[0] for line in proved] == NAMES
    refused = run("verify", "course.zip", "--report", "page.html", status=2)
    assert "--report is for one exam, and these are 4" in refused.stderr


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["A", "a", "A"], ["A", "a-2", "A-3"]),
        (["Cafe\u0301", "CAF\u00c9"], ["Caf\u00e9", "CAF\u00c9-2"]),
        (["../..", "nul", "a/b: c?"], ["exam", "exam-nul", "a-b-c"]),
        (["x" * 300], ["x" * 60]),
        ([".git"], ["git"]),
    ],
)
def test_names_of_folders_are_unique_and_safe_on_every_disk(
    names: list[str], wanted: list[str]
) -> None:
    taken: set[str] = set()
    assert [filenames.unique(name, taken) for name in names] == wanted
