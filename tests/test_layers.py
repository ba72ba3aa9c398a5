"""The structure of the house: imports point one way, and every module says what it is for."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import ROOT

PACKAGE = ROOT / "compiler" / "examc"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = [
    {"numbers", "source", "xmltree", "imagefiles", "texadvice"},
    {
        "diagnostics",
        "content",
        "package",
        "rendering",
        "xmldocument",
        "tex",
        "qtiengine",
        "delimiters",
        "filenames",
    },
    {"model"},
    {
        "scoring",
        "features",
        "xhtml",
        "markup",
        "nesting",
        "yamlnodes",
        "places",
        "report",
        "clients",
        "pagehtml",
    },
    {"folding", "htmltree", "fromhtml", "arrival", "alignment", "comparing", "verify"},
    {"lint", "diff", "formats"},
    {"edits", "splits", "remedies", "remarks"},
    {"codes", "holdings", "schemas", "failure", "workspace", "pipeline", "proofs", "proofpage"},
    {"batch", "proving", "formatting"},
    {"cli"},
]
"""Each layer imports only what stands in it or above it."""
ONE_HOME = {
    "comrak": "trees.py",
    "math_core": "tex.py",
    "yaml": "yamlnodes.py",
    "jinja2": "rendering.py",
    "zipfile": "package.py",
}
"""What is used behind one module, so that it can be replaced there."""


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _layer(module: str) -> int:
    parts = module.split(".")
    names = [number for number, layer in enumerate(LAYERS) if len(parts) > 1 and parts[1] in layer]
    return names[0] if names else -1


def _own_name(path: Path) -> str:
    return "examc." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = _layer(_own_name(path))
    for name in _imports(path):
        if name.startswith("examc.") and path.name != "__main__.py":
            assert _layer(name) <= own, f"{path.name} imports {name}, which stands above it"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_formats_know_nothing_of_each_other(path: Path) -> None:
    parts = path.relative_to(PACKAGE).parts
    if parts[0] == "lint":
        assert not any(name.startswith("examc.formats") for name in _imports(path))
    if parts[0] != "formats" or len(parts) < 3:
        return
    for name in _imports(path):
        if name.startswith("examc.formats.") and not name.startswith("examc.formats.options"):
            assert name.split(".")[2] == parts[1], f"{parts[1]} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert text, f"{path} has no sentence at its head"
    assert text.split("\n\n")[0].rstrip().endswith((".", ":")), text


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_libraries_have_one_home(path: Path) -> None:
    for name in _imports(path):
        home = ONE_HOME.get(name.split(".")[0])
        assert home is None or path.name == home, f"{path.name} imports {name}; {home} is its home"


def test_every_layer_names_real_modules() -> None:
    present = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}
    named = set().union(*LAYERS)
    assert present - named == {"__init__", "__main__"}
    assert named <= present
