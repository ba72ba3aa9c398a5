"""The rule on the language of listings, and the languages that have a name everywhere."""

from collections.abc import Iterator

from examc.core.content import CodeBlock
from examc.core.diagnostics import did_you_mean, nearest
from examc.core.model import Exam, Item
from examc.lint import carets
from examc.lint.findings import Finding, Place

_TABLE = """
    text txt plain plaintext output console terminal none
    abap ada agda algol apl applescript arduino asm assembly autohotkey avr awk bash basic bat batch
    bibtex bnf brainfuck c c++ cpp c# cs csharp clojure clj cmake cobol coffeescript coq crystal css
    csv cuda cypher cython d dart delphi diff dockerfile docker dot ebnf elixir elm emacs-lisp erlang
    excel f# fs fsharp forth fortran fish gams gdscript git glsl gnuplot go golang gradle graphql
    graphviz groovy haskell hs haxe hcl html http idris ini io j java javascript js json json5 jsonc
    jsx julia jl jupyter kotlin kt latex tex lean less lisp llvm logo lua makefile make maple markdown
    md mathematica wolfram matlab maxima mermaid minizinc mips mizar modelica mysql nasm netlogo nim
    nix objective-c objc ocaml ml octave opencl pascal patch perl pl php pgsql postgresql plsql
    postscript powershell ps1 processing prolog promql protobuf ps pseudo pseudocode puppet python py
    python3 pycon ipython q qml r racket raku rascal razor reason rest rst rexx riscv rmd
    robot ruby rb rust rs sage sas scala scheme scss sass scratch sed sh shell smalltalk smt smt2 sml
    solidity sparql spss sql sqlite stan stata stylus svelte svg swift systemverilog tcl terraform
    tikz toml ts typescript tsv tsx turtle twig typst uml plantuml vala vb vba vbnet verilog vhdl vim
    vue wasm wat x86asm xml xpath xquery xsd xslt yaml yml zig zsh
"""
LANGUAGES = tuple(_TABLE.split())


def unknown_language(_node: Exam | Item, place: Place) -> Iterator[Finding]:
    """A listing names a language that no system knows, so it is shown without colors."""
    for piece in place.pieces:
        code = piece.content
        if isinstance(code, CodeBlock) and code.language and code.language.lower() not in _KNOWN:
            near = nearest(_name(code.language), LANGUAGES)
            close = did_you_mean(_name(code.language), LANGUAGES)
            help_line = close if close.startswith("did") else "write text if it has no language"
            message = f"language {code.language[:40]!r} is not known"
            yield Finding(
                message,
                carets.word(code.span, code.language),
                help_line,
                piece.part,
                fix=near or "text",
            )


_KNOWN = frozenset(LANGUAGES)


def _name(language: str) -> str:
    """The bare name, for a suggestion: others write `{.python}` or `language-python`."""
    name = language.lower().strip("{}").lstrip(".")
    return name.removeprefix("language-")
