"""The structure of the house: what each room may import, and the one home of each library."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import ROOT

PACKAGE = ROOT / "compiler" / "examc"
MODULES = sorted(PACKAGE.rglob("*.py"))

ROOMS: dict[str, set[str]] = {
    "core": set(),  # what an exam is
    "files": {"core"},  # bytes and names
    "text": {"core", "files"},  # rich text in and out
    "systems": {"core", "files", "text"},  # what marks exams, a folder a system
    "lint": {"core", "text", "systems"},  # flaws of an exam, a rule a function
    "changes": {"core", "text"},  # what changed between two exams
    "formats": {"core", "files", "text", "systems", "lint", "changes"},  # a folder a format
    "proof": {"core", "files", "text", "systems", "formats", "lint", "changes"},
    "verbs": {"core", "files", "text", "systems", "formats", "lint", "changes", "proof"},
    "cli": {"core", "files", "text", "systems", "formats", "lint", "changes", "proof", "verbs"},
}
"""Every folder of the package, from the ground up, and the others that it may import."""
OF_THE_HOUSE = {"__init__.py", "__main__.py"}
"""The only modules at the top: the public verbs, and `python -m examc`."""
SHARED_BY_FORMATS = {"options", "foreign"}
"""What stands beside the formats and belongs to all of them."""
HOMES: dict[str, set[str]] = {
    "comrak": {"text/markup/trees.py"},
    "math_core": {"text/tex.py"},
    "yaml": {"files/yamlnodes.py"},
    "jinja2": {"files/rendering.py", "files/templatecache.py"},
    "zipfile": {"files/package.py"},
    "lxml": {"files/xmltree.py", "files/xmlreading.py"},
    "pdfminer": {"formats/transcript/pdfpages.py"},
    "click": {"cli"},
    "starlette": {"cli/serving.py"},
    "uvicorn": {"cli/serving.py"},
    "watchfiles": {"cli/watching.py"},
    "pygls": {"cli/language"},
    "lsprotocol": {"cli/language"},
    "typst": {"formats/print/compiling.py"},
    "mathra": {"text/drawnformulas.py"},
}
"""What is used behind one module or in one room, so that it can be replaced there."""

ALL = pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


@ALL
def test_a_room_imports_what_stands_below_it(path: Path) -> None:
    room = _room(path)
    if room in OF_THE_HOUSE:
        return
    for name in _imports(path):
        if name.startswith("examc.") and name != "examc.__version__":
            other = name.split(".")[1]
            assert other == room or other in ROOMS[room], f"{room} imports {name}"


@ALL
def test_formats_and_systems_know_nothing_of_each_other(path: Path) -> None:
    room, *inner = path.relative_to(PACKAGE).parts
    if room not in {"formats", "systems"} or len(inner) < 2:
        return
    for name in _imports(path):
        _, other_room, *other = [*name.split("."), "", ""]
        if other_room == room == "formats" and other[0] not in SHARED_BY_FORMATS:
            assert other[0] == inner[0], f"{inner[0]} imports {name}"


@ALL
def test_every_module_says_what_it_is_for(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert text, f"{path} has no sentence at its head"
    assert text.split("\n\n")[0].rstrip().endswith((".", ":")), text


@ALL
def test_libraries_have_one_home(path: Path) -> None:
    own = path.relative_to(PACKAGE).as_posix()
    for name in _imports(path):
        homes = HOMES.get(name.split(".")[0])
        at_home = homes is None or any(own == h or own.startswith(f"{h}/") for h in homes)
        assert at_home, f"{own} imports {name}, whose home is {homes}"


def test_the_rooms_are_all_that_there_is() -> None:
    assert {_room(path) for path in MODULES} == set(ROOMS) | OF_THE_HOUSE


def test_the_rooms_stand_on_one_another() -> None:
    below: set[str] = set()
    for room, may in ROOMS.items():
        assert may <= below, f"{room} may import what stands above it"
        below.add(room)


@ALL
def test_text_becomes_a_number_in_one_place(path: Path) -> None:
    """`Fraction(x)` of one value that is no literal may be a text of any length, as `1e999999`."""
    if path == PACKAGE / "core" / "numbers.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Fraction":
            is_literal = isinstance(node.args[0], ast.Constant) if node.args else True
            assert len(node.args) == 2 or is_literal, f"line {node.lineno}: use core/numbers.py"


@ALL
def test_patterns_are_compiled_when_they_are_used(path: Path) -> None:
    """What a module compiles when it is loaded, every command pays for: see core/lazyre.py."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {node for function in _functions(tree) for node in ast.walk(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node not in inside:
            assert ast.unparse(node.func) != "re.compile", f"line {node.lineno}: lazyre.compile"


def _functions(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            yield node
