"""The pages of the diagnostics: each is what `examc explain` prints, and a test of its code.

In a page, the fenced blocks below `## Bad` are files of an exam's folder (`file=parts/a.md` in the
info string) and then its main file, whose info string says how it is run: `yaml` for exam.yaml,
`target=moodle` to build for that target, `offgrid=…`, `math=…` and `versions=…` as on the command line. A `text`
block then holds what is said under the page's code. The exam below `## Good` has no errors, and
none of it. There is an image images/graph.png.

What readers of other systems' formats say is shown by `json` (ANS-style), `xml` (Moodle XML, or a
QTI item), `markdown` for a print, and `gift`, `aiken` or `text2qti`; the format is told by the content, as ever. Blocks of `xml`
that are files are a package, with a manifest that names none of them unless it is one of them. What
the linter says of such an exam is no matter of its page.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner

from examc.cli import cli
from examc.core import codes, report
from examc.core.diagnostics import CODES, Diagnostic, Report, has_errors
from examc.core.features import Feature, Hold
from examc.core.oldcodes import OLD_CODES, OldCode
from examc.files.folders import MemoryFolder
from examc.files.package import pack
from examc.formats import TARGETS
from examc.formats.canvas import read as canvas
from examc.formats.exam.sizes import LARGEST
from examc.formats.options import Options
from examc.proof import proofs
from examc.proof.verify import prove
from examc.verbs import pipeline
from support import DOT_PNG, READ_BACK, read_text

PENDING: frozenset[str] = frozenset()
"""Codes that have no page, or whose page cannot be run, yet."""
UNSHOWN = frozenset(
    {"S102", "S104", "S160", "S161", "S162", "X329", "X335", "X368", "X380", "X381"}
    | {"X371", "X392", "R589", "R570", "R591"}
    | {"X386"}
)
"""Codes whose pages say why there is no example; tests below, and of the targets, show them."""
BESIDE = {
    "R513": {"R514"},
    "R514": {"R513"},
    "R515": {"R513"},
    "R516": {"R513"},
    "R537": {"R556"},
    "S120": {"S156"},
    "X387": {"L232"},
    "X388": {"L232"},
}
"""What else is said of a bad example, since more is lost with what could not be read."""
ALWAYS = frozenset({"R530", "R518", "R571"})
"""What is said of every exam in a format, since the format never says it: its language, its points,
and whether its options are shuffled."""
MAIN = {
    "csv": "exam.csv",
    "markdown": "exam.md",
    "yaml": "exam.yaml",
    "json": "exam.json",
    "xml": "exam.xml",
}
MAIN |= {"gift": "exam.gift", "aiken": "exam.txt", "text2qti": "exam.txt"}
"""The main file of an example, by the kind of its block."""

PAGES = sorted(codes.FOLDER.glob("*.md"))
_FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_NAMESPACE = re.compile(rb'xmlns(?::\w+)?="[^"]*"')
_TITLE = re.compile(r"# (\S+) (\S+) \((error|warning|note)\)")


@dataclass(slots=True)
class Example:
    """The files of one example, how it is run, and what is said of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    main: str = "exam.md"
    settings: dict[str, str] = field(default_factory=dict)
    said: str = ""

    def diagnostics(self) -> list[Diagnostic]:
        """What examc says of the example, for its targets if it names any."""
        folder = MemoryFolder({"images/graph.png": DOT_PNG, **self.files})
        reading = pipeline.read(self.main, self.files[self.main], folder)
        reading.names = tuple(self.files)
        if self.settings.get("verify"):
            return _deviations(reading)
        targets = [name for name in TARGETS if name == self.settings.get("target")]
        if not targets:
            return pipeline.check(reading)
        options = Options(
            self.settings.get("math", "latex"),
            self.settings.get("offgrid", ""),
            versions=int(self.settings.get("versions", "0")),
        )
        return pipeline.build(reading, targets, options).diagnostics


def _deviations(reading: pipeline.Reading) -> list[Diagnostic]:
    """What the proof of the marks says, on all targets."""
    outputs = pipeline.build(reading, READ_BACK).outputs
    assert reading.exam is not None
    found = Report()
    proofs.deviations(prove(reading.exam, outputs), found)
    return found.diagnostics


def sections(page: str) -> dict[str, str]:
    """The text below each heading of level 2, by the heading."""
    outside = _FENCE.sub(lambda fence: re.sub(r"(?m)^#", "\0", fence[0]), page)
    parts = re.split(r"(?m)^## (.+)\n", outside)
    return {
        name: text.replace("\0", "#") for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def example(section: str) -> Example:
    """The example of a section."""
    found = Example()
    for _, info, text in _FENCE.findall(section):
        kind, *words = info.split()
        settings = dict(word.split("=", 1) for word in words)
        if kind == "text":
            found.said = text
            continue
        assert kind in MAIN, info
        assert settings.keys() <= {"file", "target", "math", "offgrid", "verify", "versions"}, info
        assert settings.get("target", "qti") in TARGETS, info
        if "file" in settings:
            found.files[settings["file"]] = text.encode()
        else:
            found.main = MAIN[kind]
            found.files[found.main] = text.encode()
            found.settings = settings
    if found.files and found.main not in found.files:
        found.main, found.files = "exam.zip", {"exam.zip": _package(found.files)}
    return found


def _package(files: dict[str, bytes]) -> bytes:
    """The files as a zip, with a manifest that says by its namespace which QTI they are."""
    namespace = _NAMESPACE.search(b"".join(files.values()))
    assert namespace is not None, "the first element says its namespace"
    return pack({"imsmanifest.xml": b"<manifest %s/>" % namespace[0], **files})


def examples() -> list[str]:
    """The codes whose pages have an example."""
    return [
        path.name[:4]
        for path in PAGES
        if "\n## Bad\n" in path.read_text(encoding="utf-8") and path.name[:4] not in PENDING
    ]


def test_every_code_has_one_page() -> None:
    names = [path.stem for path in PAGES if path.name[:4] not in PENDING]
    wanted = {f"{code}-{entry.name}" for code, entry in CODES.items() if code not in PENDING}
    assert set(names) - wanted == set(), "pages without a code, or of a pending one"
    assert wanted - set(names) == set(), "codes without a page"
    assert PENDING - CODES.keys() == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    page = codes.page(path.name[:4])
    title, blank, what = page.split("\n")[:3]
    match = _TITLE.fullmatch(title)
    assert match is not None
    code, name, severity = match.groups()
    assert (name, severity) == (CODES[code].name, CODES[code].severity.value)
    assert blank == ""
    assert what.endswith(".")
    assert list(sections(page)) in (["Why", "Bad", "Good"], ["Why", "Example"])
    assert all(text.strip() for text in sections(page).values())
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


def test_pages_without_an_example_have_a_reason() -> None:
    kept = {
        feature.code
        for feature in Feature
        if all(target.statement[feature].hold is Hold.KEPT for target in TARGETS.values())
    }
    without = {path.name[:4] for path in PAGES} - PENDING - set(examples())
    assert without == (UNSHOWN | kept) - PENDING


def beside(code: str, found: list[Diagnostic]) -> set[str]:
    """What is said of an example under other codes that matter to the page."""
    others = "XL" if code.startswith("R") else "X"
    said = {entry.code for entry in found if entry.code[0] not in others} - {code}
    return said - ALWAYS


@pytest.mark.parametrize("code", examples())
def test_bad_example(code: str, request: pytest.FixtureRequest) -> None:
    page = codes.page(code)
    bad = example(sections(page)["Bad"])
    found = bad.diagnostics()
    said = "\n".join(report.render([entry for entry in found if entry.code == code], "concise"))
    if request.config.getoption("--update-goldens"):
        path = codes.FOLDER / f"{code}-{CODES[code].name}.md"
        updated = page.replace(f"```text\n{bad.said}```", f"```text\n{said}\n```")
        path.write_text(updated, encoding="utf-8")
    else:
        assert bad.said == said + "\n"
    assert beside(code, found) == BESIDE.get(code, set())


@pytest.mark.parametrize("code", examples())
def test_good_example(code: str) -> None:
    parts = sections(codes.page(code))
    good, bad = example(parts["Good"]), example(parts["Bad"])
    found = good.diagnostics()
    assert not has_errors(found)
    assert beside(code, found) == set()
    assert code not in {entry.code for entry in found}
    assert good.settings == bad.settings, "the two examples are run alike"
    assert good.said == ""


def test_a_file_that_is_not_text() -> None:
    _, _, found = read_text("---\ntitle: Café\n---\n".encode("latin-1"))
    assert list(report.render(found.diagnostics, "concise")) == [
        "exam.md:2:11: error[S102]: file is not text in UTF-8"
    ]


def test_a_file_that_is_too_large() -> None:
    exam, _, found = read_text(b" " * (LARGEST + 1))
    assert exam is None
    assert [entry.code for entry in found.diagnostics] == ["S104"]


def test_a_template_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "moodle").mkdir()
    (tmp_path / "moodle" / "quiz.xml.j2").write_text("{% if %}")
    good = example(sections(codes.page("L203"))["Good"])
    reading = pipeline.read(good.main, good.files[good.main], MemoryFolder(good.files))
    made = pipeline.build(reading, ["moodle"], Options(templates=str(tmp_path)))
    assert [entry.code for entry in made.diagnostics] == ["X380"]
    assert made.outputs == {}


def test_an_old_code_leads_to_the_new_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OLD_CODES, "L901", OldCode("many-full-answers", ("L204", "L203")))
    assert codes.find("l901") == codes.find("Many-Full-Answers") == "L204"
    run = CliRunner().invoke(cli, ["explain", "L901"])
    assert (run.exit_code, run.stdout) == (0, codes.page("L204"))
    assert run.stderr == "L901 is now called L204 and L203\n"


def test_old_codes_are_no_codes_and_lead_to_some() -> None:
    assert OLD_CODES.keys().isdisjoint(CODES)
    assert {code for old in OLD_CODES.values() for code in old.now} <= CODES.keys()
    assert all(old.now for old in OLD_CODES.values())


def test_a_canvas_package_that_cannot_be_opened() -> None:
    found = Report()
    assert canvas.read("exam.zip", b"PK\3\4", found) == (None, {})
    assert [entry.code for entry in found.diagnostics] == ["R401"]
