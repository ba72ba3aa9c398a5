"""examc compiles exams written as text into the formats of learning management systems.

For scripts, these verbs and values are all there is; none of them needs a disk or a terminal, and
the commands call the same:

    read(path, data, files) -> Reading            an exam of any format, from bytes
    read_all(path, data, files) -> list[Reading]  each exam of a file that may hold several
    check(reading) -> list[Diagnostic]            its mistakes and flaws
    build(reading, targets, options) -> Built     bytes for each target, and what they lost
    verify(reading, targets, options) -> Verified the marks that each system would award
    diff(a, b, target) -> list[Change]            what changed between two exams
    convert(path, data, targets, files, options) -> Built    read and build in one step

Mistakes in what is read are diagnostics in the result, never exceptions; ValueError is a wrong use,
such as a target that there is not. Points are `fractions.Fraction`s.
"""

TYPE_CHECKING = (
    False  # a type checker knows better; loading `typing` for it takes as long as Python
)
if TYPE_CHECKING:
    from examc.changes import Change
    from examc.core.diagnostics import Diagnostic
    from examc.core.model import Exam
    from examc.formats.options import Options
    from examc.verbs.differing import diff
    from examc.verbs.pipeline import Built, Reading, build, check, convert, read, read_all
    from examc.verbs.proving import Verified, verify

__version__ = "0.1.0"
__all__ = [
    "Built",
    "Change",
    "Diagnostic",
    "Exam",
    "Options",
    "Reading",
    "Verified",
    "build",
    "check",
    "convert",
    "diff",
    "read",
    "read_all",
    "verify",
]

_HOMES = {
    "examc.changes": ("Change",),
    "examc.core.diagnostics": ("Diagnostic",),
    "examc.core.model": ("Exam",),
    "examc.formats.options": ("Options",),
    "examc.verbs.differing": ("diff",),
    "examc.verbs.pipeline": (
        "Built",
        "Reading",
        "build",
        "check",
        "convert",
        "read",
        "read_all",
    ),
    "examc.verbs.proving": ("Verified", "verify"),
}
"""Where the names of `__all__` are made: each is loaded when it is first asked for."""


if not TYPE_CHECKING:  # with it, a type checker would believe in any name

    def __getattr__(name: str) -> object:
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(home), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
