"""What is offered does what it says: over every malformed source, and every page of a code."""

from collections.abc import Iterator, Mapping

import pytest

from core.test_codes import example, examples, sections
from examc.core import codes
from examc.core.diagnostics import Diagnostic, Severity
from examc.verbs import pipeline
from examc.verbs.editing.desk import Look
from examc.verbs.editing.fixing import Action, Edit, actions
from examc.verbs.editing.texts import Document
from support import DOT_PNG, ROOT

MALFORMED = ROOT / "tests" / "malformed"
END = (1 << 20, 1)


def _sources() -> Iterator[tuple[str, str, dict[str, bytes]]]:
    """The name of each source, its main file, and all its files."""
    for case in sorted(path for path in MALFORMED.iterdir() if path.is_dir()):
        (main,) = case.glob("exam.*")
        files = [path for path in case.rglob("*") if path.is_file()]
        yield case.name, main.name, {p.relative_to(case).as_posix(): p.read_bytes() for p in files}
    for code in examples():
        if code[0] in "SL":
            bad = example(sections(codes.page(code))["Bad"])
            image = {"images/graph.png": DOT_PNG} if code == "L230" else {}
            yield code, bad.main, {**bad.files, **image}


def _look(main: str, files: Mapping[str, bytes]) -> Look:
    reading = pipeline.read(main, files[main], files)
    return Look(main, reading, pipeline.check(reading), frozenset())


def _offered() -> Iterator[tuple[str, dict[str, bytes], Look, Action]]:
    for name, main, files in _sources():
        look = _look(main, files)
        for path in look.by_file():
            for action in actions(look, path, (1, 1), END):
                if action.edit.path in files:
                    yield name, files, look, action


OFFERED = list(_offered())
FIXES = [offer for offer in OFFERED if offer[3].is_help]
ALLOWS = [offer for offer in OFFERED if not offer[3].is_help]


def _applied(files: Mapping[str, bytes], edit: Edit) -> dict[str, bytes]:
    document = Document(files[edit.path].decode())
    lines = document.text.split("\n")
    head, tail = lines[edit.start[0] - 1], lines[edit.end[0] - 1]
    shift = int(edit.start[0] == 1 and document.text.startswith("\ufeff"))
    text = head[: edit.start[1] - 1 + shift] + edit.text + tail[edit.end[1] - 1 + shift :]
    lines[edit.start[0] - 1 : edit.end[0]] = [text]
    return {**files, edit.path: "\n".join(lines).encode()}


def _said(look: Look, like: Diagnostic) -> int:
    return sum((d.code, d.message) == (like.code, like.message) for d in look.diagnostics)


def _name(offer: tuple[str, dict[str, bytes], Look, Action]) -> str:
    return f"{offer[0]}-{offer[3].diagnostic.code}"


@pytest.mark.parametrize("offer", FIXES, ids=_name)
def test_a_fix_does_away_with_its_diagnostic(
    offer: tuple[str, dict[str, bytes], Look, Action],
) -> None:
    _, files, look, action = offer
    after = _look(look.main, _applied(files, action.edit))
    assert _said(after, action.diagnostic) == _said(look, action.diagnostic) - 1, action.title
    errors = sum(d.severity is Severity.ERROR for d in after.diagnostics)
    assert errors <= sum(d.severity is Severity.ERROR for d in look.diagnostics), action.title


@pytest.mark.parametrize("offer", ALLOWS, ids=_name)
def test_what_is_allowed_is_said_no_more(
    offer: tuple[str, dict[str, bytes], Look, Action],
) -> None:
    _, files, look, action = offer
    after = _look(look.main, _applied(files, action.edit))
    assert _said(after, action.diagnostic) < _said(look, action.diagnostic), action.title
    before = {(d.code, d.message) for d in look.diagnostics}
    assert {(d.code, d.message) for d in after.diagnostics} <= before


def test_most_that_can_be_written_is_offered() -> None:
    assert len({offer[3].diagnostic.code for offer in FIXES}) >= 30
    told = {one.code for _, _, look, _ in OFFERED for one in look.diagnostics if one.code[0] == "L"}
    allowed = {offer[3].diagnostic.code for offer in ALLOWS}
    assert len(allowed) >= 35
    assert told - allowed == {"L250", "L251", "L252"}
