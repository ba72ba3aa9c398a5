"""Templates of users: they replace ours one by one, and what they make must be XML."""

import shutil
from pathlib import Path

import pytest

from examc.core.diagnostics import Report
from examc.files import confined
from examc.files.package import unpack
from examc.files.rendering import TemplateFailure
from examc.formats.options import Options
from examc.formats.qti21.write import write
from examc.verbs import pipeline
from qti21.packages import CHOICE, HEAD, RESPONSE, build
from support import READ_BACK, ROOT, read_text

OURS = ROOT / "templates" / "qti21"


def options(folder: Path, name: str, text: str) -> Options:
    """Options under which one template has this text."""
    (folder / "qti21").mkdir()
    (folder / "qti21" / name).write_text(text, encoding="utf-8")
    return Options(templates=str(folder))


def test_a_template_of_the_user_is_used(tmp_path: Path) -> None:
    text = (OURS / "assessmentItem.xml.j2").read_text(encoding="utf-8")
    chosen = options(
        tmp_path,
        "assessmentItem.xml.j2",
        text.replace(' timeDependent="false"', ' timeDependent="true"'),
    )
    assert build(HEAD + CHOICE, options=chosen).item.get("timeDependent") == "true"


@pytest.mark.parametrize(
    "name", ["assessmentItem.xml.j2", "assessmentTest.xml.j2", "imsmanifest.xml.j2"]
)
def test_what_a_template_makes_must_be_xml(name: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateFailure) as failure:
        build(HEAD + CHOICE, options=options(tmp_path, name, "<a>\n<b>\n</a>\n"))
    assert f"qti21/{name}" in str(failure.value)
    assert "line 3" in str(failure.value)


def test_a_template_may_not_declare_entities_that_grow(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "' + "x" * 100 + '">'
    bomb += "".join(f'<!ENTITY b{i} "{f"&b{i - 1 or str()};" * 20}">' for i in range(1, 9))
    with pytest.raises(TemplateFailure):
        build(HEAD + CHOICE, options=options(tmp_path, "assessmentItem.xml.j2", bomb + "]><a>&b8;"))


def test_an_unknown_field_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(TemplateFailure):
        build(HEAD + CHOICE, options=options(tmp_path, "assessmentTest.xml.j2", "{{ nothing }}"))


FOREVER = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
LARGE = (
    "{% set n = namespace(x='abcd') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}"
)
WRONG = {
    "<a>\n{% for n in range(10**9) %}x{% endfor %}</a>": (2, "Range too big"),
    '<a>{{ "".__class__.__mro__ }}</a>': (1, "unsafe"),
    "{{ item.choice.__init__.__globals__ }}": (1, "unsafe"),
    '<a>{% include "/etc/passwd" %}</a>': (0, "there is no template '/etc/passwd'"),
    '<a>{% include "../secret.j2" %}</a>': (0, "there is no template"),
    "\n\n{{ 1 / 0 }}": (3, "division by zero"),
    "\n{{ item.nope }}": (2, "has no attribute 'nope'"),
    "\n{{ item.title + 1 }}": (2, "unsupported operand"),
    "{{ item.choice.choices[99] }}": (1, "has no element 99"),
    "\n{% if %}": (2, "Expected an expression"),
    "\n{{ item | nope }}": (2, "No filter named 'nope'"),
    '{% include "qti21/assessmentItem.xml.j2" %}': (1, "is inside itself"),
    "{% macro a() %}\n{{ a() }}{% endmacro %}{{ a() }}": (2, "is inside itself"),
    f"\n{FOREVER}": (2, "takes too long"),
    f"\n{LARGE}": (2, "takes too much memory"),
    "\n{{ 'x' * 10**11 }}": (2, "takes too much memory"),
    "{% for a in range(9999) %}{{ 'x' * 9999 }}{% endfor %}": (0, "makes more than 64 MiB"),
}
"""Templates with a mistake, or that would never end: the line at fault, and what is said."""


@pytest.mark.parametrize("text", WRONG)
def test_a_mistake_in_a_template_is_told_with_its_line(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if FOREVER in text:  # others have their time: memory can be slow to come
        monkeypatch.setattr(confined, "SECONDS", 1)
    chosen = options(tmp_path, "assessmentItem.xml.j2", text)
    exam, _, _ = read_text(HEAD + CHOICE)
    built = pipeline.build(pipeline.Reading(exam), ["qti"], chosen)
    (told,) = [one for one in built.diagnostics if one.code == "X380"]
    line, words = WRONG[text]
    assert words in told.message
    assert (told.span.line if told.span else 0) == line
    assert not built.outputs


def test_a_process_that_ends_is_a_mistake_of_the_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "PATIENCE", 0.5)
    chosen = options(tmp_path, "assessmentItem.xml.j2", FOREVER)
    with pytest.raises(TemplateFailure, match="takes more than"):
        build(HEAD + CHOICE, options=chosen)
    monkeypatch.undo()
    (tmp_path / "qti21" / "assessmentItem.xml.j2").write_text("<a>{{ item.title }}</a>")
    assert b"<a>Part 1</a>" in build_bytes(chosen)  # the next one has a process of its own


def build_bytes(chosen: Options) -> bytes:
    """The item that a template makes."""
    exam, _, _ = read_text(HEAD + CHOICE)
    assert exam is not None
    data = write(exam, {}, chosen, Report())
    assert data is not None
    return next(content for name, content in unpack(data).items() if name == "q.xml")


def test_a_template_is_no_link_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.j2").write_text("<secret/>")
    folder = tmp_path / "templates"
    (folder / "qti21").mkdir(parents=True)
    (folder / "qti21" / "assessmentItem.xml.j2").symlink_to("../../secret.j2")
    with pytest.raises(TemplateFailure, match="is a link that leads out of"):
        build(HEAD + CHOICE, options=Options(templates=str(folder)))


def test_a_template_reads_no_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even one that gets out of its sandbox finds nothing there."""
    monkeypatch.setenv("EXAMC_TOKEN", "hunter2")
    confined._process.cache_clear()
    process = confined._process(-1)
    with open(f"/proc/{process.pid}/environ", "rb") as stream:
        assert b"hunter2" not in stream.read()
    confined._end(process)
    confined._process.cache_clear()


@pytest.mark.parametrize("target", READ_BACK)
def test_our_templates_make_the_same_in_the_hands_of_a_user(target: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "mine")
    reading = pipeline.read("exam.md", (HEAD + CHOICE + RESPONSE.replace("#q", "#r")).encode())
    ours = pipeline.build(reading, [target])
    users = pipeline.build(reading, [target], Options(templates=str(tmp_path / "mine")))
    assert ours.outputs == users.outputs
    assert ours.outputs


def test_text_is_escaped_in_a_template(tmp_path: Path) -> None:
    chosen = options(tmp_path, "assessmentTest.xml.j2", "<a>{{ test.sections[0].title }}</a>")
    exam, _, _ = read_text(HEAD.replace("Part", "a & <b>") + CHOICE)
    assert exam is not None
    assert write(exam, {}, chosen, Report()) is not None
