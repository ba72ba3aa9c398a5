"""The structure of the house: what each room may import, and the one home of each library."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from support import ROOT

PACKAGE = ROOT / "compiler" / "examc"

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
    "msgspec": {"core/records.py"},
    "lxml": {"files/xmltree.py", "files/xmlreading.py"},
    "pdfminer": {"formats/transcript/pdfpages.py"},
    "click": {"cli"},
    "starlette": {"cli/serving.py"},
    "uvicorn": {"cli/serving.py"},
    "watchfiles": {"cli/watching.py"},
    "distributed": {"verbs/cluster.py"},
    "pygls": {"cli/language"},
    "lsprotocol": {"cli/language"},
    "typst": {"formats/print/compiling.py"},
    "mathra": {"text/drawnformulas.py"},
}
"""What is used behind one module or in one room, so that it can be replaced there."""


@dataclass
class Module:
    """What a module says of itself, and what it imports; the tree itself is not kept."""

    says: str | None
    imports: list[str] = field(default_factory=list)
    fractions: list[int] = field(default_factory=list)
    """The lines that make a fraction of one value that is no literal."""
    patterns: list[int] = field(default_factory=list)
    """The lines that compile a pattern when the module is loaded."""

    def look(self, node: ast.AST, *, early: bool) -> None:
        """Take in a node and what is in it; `early` is what is done when the module is loaded."""
        match node:
            case ast.Import():
                self.imports += [alias.name for alias in node.names]
            case ast.ImportFrom() if node.module:
                self.imports += [f"{node.module}.{alias.name}" for alias in node.names]
            case ast.Call(func=ast.Name("Fraction")) if len(node.args) != 2:
                is_literal = isinstance(node.args[0], ast.Constant) if node.args else True
                self.fractions += [] if is_literal else [node.lineno]
            case ast.Call(func=ast.Attribute(ast.Name("re"), "compile")) if early:
                self.patterns.append(node.lineno)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                early = False
            case _:
                pass
        for child in ast.iter_child_nodes(node):
            self.look(child, early=early)


def _module(path: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = Module(ast.get_docstring(tree))
    module.look(tree, early=True)
    return module


@cache
def _modules() -> dict[str, Module]:
    """Every module by its path in the package."""
    return {
        path.relative_to(PACKAGE).as_posix(): _module(path)
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def _imports() -> Iterator[tuple[str, str]]:
    """Every module that is imported, after the path of the module that imports it."""
    for path, module in _modules().items():
        for name in module.imports:
            yield path, name


def _room(path: str) -> str:
    return path.split("/")[0]


def _may(room: str, name: str) -> bool:
    """Whether a room may import a module: one of a library, its own, or one from below."""
    if room in OF_THE_HOUSE or not name.startswith("examc.") or name == "examc.__version__":
        return True
    other = name.split(".")[1]
    return other == room or other in ROOMS[room]


def test_a_room_imports_what_stands_below_it() -> None:
    assert [f"{path}: {name}" for path, name in _imports() if not _may(_room(path), name)] == []


def test_formats_know_nothing_of_each_other() -> None:
    wrong = []
    for path, name in _imports():
        room, *inner = path.split("/")
        _, other_room, *other = [*name.split("."), "", ""]
        is_other = len(inner) > 1 and other[0] not in SHARED_BY_FORMATS | {inner[0]}
        if room == other_room == "formats" and is_other:
            wrong.append(f"{path}: {name}")
    assert wrong == []


def test_every_module_says_what_it_is_for() -> None:
    for path, module in _modules().items():
        text = module.says
        assert text, f"{path} has no sentence at its head"
        assert text.split("\n\n")[0].rstrip().endswith((".", ":")), f"{path}: {text}"


def _at_home(path: str, name: str) -> bool:
    homes = HOMES.get(name.split(".")[0], {path})
    return any(path == home or path.startswith(f"{home}/") for home in homes)


def test_libraries_have_one_home() -> None:
    assert [f"{path}: {name}" for path, name in _imports() if not _at_home(path, name)] == []


def test_the_rooms_are_all_that_there_is() -> None:
    assert {_room(path) for path in _modules()} == set(ROOMS) | OF_THE_HOUSE


def test_the_rooms_stand_on_one_another() -> None:
    below: set[str] = set()
    for room, may in ROOMS.items():
        assert may <= below, f"{room} may import what stands above it"
        below.add(room)


def test_text_becomes_a_number_in_one_place() -> None:
    """`Fraction(x)` of one value that is no literal may be a text of any length, as `1e999999`."""
    wrong = {path: module.fractions for path, module in _modules().items() if module.fractions}
    assert set(wrong) <= {"core/numbers.py"}, wrong


def test_patterns_are_compiled_when_they_are_used() -> None:
    """What a module compiles when it is loaded, every command pays for: see core/lazyre.py."""
    wrong = {path: module.patterns for path, module in _modules().items() if module.patterns}
    assert wrong == {}, "use lazyre.compile"
