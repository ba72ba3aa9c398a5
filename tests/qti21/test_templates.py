"""Templates of users: they replace ours one by one, and what they make must be XML."""

from pathlib import Path

import pytest

from examc.core.diagnostics import Report
from examc.files.rendering import TemplateFailure
from examc.formats.options import Options
from examc.formats.qti21.write import write
from qti21.packages import CHOICE, HEAD, build
from support import ROOT, read_text

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


@pytest.mark.parametrize(
    "text",
    [
        "<a>{% for n in range(10**9) %}x{% endfor %}</a>",
        '<a>{{ "".__class__.__mro__ }}</a>',
        '<a>{% include "/etc/passwd" %}</a>',
    ],
)
def test_a_template_reaches_nothing_but_its_data(text: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateFailure) as failure:
        build(HEAD + CHOICE, options=options(tmp_path, "assessmentItem.xml.j2", text))
    assert "template" in str(failure.value)


def test_text_is_escaped_in_a_template(tmp_path: Path) -> None:
    chosen = options(tmp_path, "assessmentTest.xml.j2", "<a>{{ test.sections[0].title }}</a>")
    exam, _, _ = read_text(HEAD.replace("Part", "a & <b>") + CHOICE)
    assert exam is not None
    assert write(exam, {}, chosen, Report()) is not None
