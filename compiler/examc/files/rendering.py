"""The Jinja2 environments: escaping always on, unknown names fatal, templates of users first.

Templates lay out, Python decides. A folder given by the user is searched before ours, so one file
of it replaces one of ours; the rest stays. Such a template may come with an exam from anywhere: it
is filled in a process of its own (`confined`), in a sandbox, and reaches nothing but its data.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from examc.core.source import Source, Span

if TYPE_CHECKING:
    import jinja2

_PACKAGE = Path(__file__).resolve().parents[1]
FOLDERS = (_PACKAGE / "templates", _PACKAGE.parents[1] / "templates")
"""Where our templates are in a wheel, and in a checkout."""

LARGEST_TEMPLATE = 1024 * 1024  # bytes
LARGEST_RESULT = 64 * 1024 * 1024  # characters
_PIECES = 2000  # of a template, which are joined

__all__ = [
    "FOLDERS",
    "Markup",
    "Template",
    "TemplateFailure",
    "confined",
    "pieces",
    "static",
    "template",
]


class TemplateFailure(Exception):
    """A template (most likely the user's own) that cannot be used; says file, line and why."""

    def __init__(self, message: str, path: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.path, self.line = path, line

    def span(self) -> Span | None:
        """The line of the user's template that is at fault; None where that is not known."""
        if not self.path or not self.line:
            return None
        try:
            data = Path(self.path).read_bytes()[:LARGEST_TEMPLATE]
        except OSError:
            return None
        return Source(self.path, data.decode("utf-8", "replace")).line_span(self.line)


Template = Callable[[Mapping[str, object]], str]


def template(name: str, folder: str = "") -> Template:
    """A template as a function from its data to text; raises TemplateFailure."""
    return lambda data: "".join(pieces(name, folder, data))


def pieces(name: str, folder: str, data: Mapping[str, object]) -> Iterator[str]:
    """Yield what a template makes as it is made, in pieces of some size; raises TemplateFailure."""
    if folder and _is_users(Path(folder) / name):
        from examc.files.confined import filled

        yield filled(name, folder, data)
        return
    import jinja2

    try:
        ours = _ours().get_template(name)
        made = ours.root_render_func(ours.new_context(dict(data)))
        while some := list(islice(made, _PIECES)):
            yield "".join(some)
    except jinja2.TemplateNotFound as error:
        raise TemplateFailure(f"there is no template {error.name!r}") from error


@lru_cache(maxsize=16)
def static(name: str) -> str:
    """One of our files beside the templates that is written as it is: a style, a script."""
    found = next(folder / name for folder in FOLDERS if (folder / name).is_file())
    return found.read_text(encoding="utf-8")


def _is_users(path: Path) -> bool:
    """Whether there is a template of a path, be it a link that leads nowhere."""
    return path.is_symlink() or path.exists()


def confined(name: str, folder: str, data: Mapping[str, object]) -> str:
    """What a user's template makes; any mistake in it is a TemplateFailure with its line.

    It is called in the process that has bounds on its time and memory.
    """
    import jinja2

    made: list[str] = []
    size = 0
    try:
        for piece in _environment(folder).get_template(name).generate(data):
            made.append(piece)
            size += len(piece)
            if size > LARGEST_RESULT:
                raise TemplateFailure(f"template {name} makes more than 64 MiB")
    except TemplateFailure:
        raise
    except jinja2.TemplateSyntaxError as error:
        path = error.filename or error.name or name
        place = f"{path}:{error.lineno}"
        raise TemplateFailure(f"template {place}: {error.message}", path, error.lineno) from error
    except jinja2.TemplateNotFound as error:
        raise TemplateFailure(f"there is no template {error.name!r}") from error
    except Exception as error:
        path, line = _line(error, folder)
        place = f"{path}:{line}" if line else name
        raise TemplateFailure(f"template {place}: {_reason(error)}", path, line) from error
    return "".join(made)


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "takes too much memory"
    if isinstance(error, RecursionError):
        return "is inside itself"
    return " ".join(str(error).split())[:300] or type(error).__name__


def _line(error: Exception, folder: str) -> tuple[str, int]:
    """The innermost line of the user's templates on the way to a failure."""
    found = "", 0
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(str(Path(folder))):
            found = file, trace.tb_lineno
        trace = trace.tb_next
    return found


@lru_cache(maxsize=1)
def _ours() -> "jinja2.Environment":
    import jinja2

    from examc.files.templatecache import TemplateCache

    ours = _environment_of(jinja2.Environment, jinja2.FileSystemLoader(FOLDERS))
    ours.bytecode_cache = TemplateCache()
    return ours


@lru_cache(maxsize=4)
def _environment(folder: str) -> "jinja2.Environment":
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    users = jinja2.FunctionLoader(lambda name: _held(Path(folder), name))
    loader = jinja2.ChoiceLoader([users, jinja2.FileSystemLoader(FOLDERS)])
    return _environment_of(ImmutableSandboxedEnvironment, loader)


def _environment_of(
    kind: "type[jinja2.Environment]", loader: "jinja2.BaseLoader"
) -> "jinja2.Environment":
    import jinja2

    return kind(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=kind is not jinja2.Environment,  # ours do not change while a run lasts
    )


def _held(folder: Path, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """A template in the user's folder, for Jinja2: its text, its path, and that it stays so.

    It is held to the folder as images are to that of an exam.
    """
    path = folder / name
    if Path(name).is_absolute() or ".." in Path(name).parts or not _is_users(path):
        return None
    if not path.resolve().is_relative_to(folder.resolve()):
        raise TemplateFailure(f"template {path} is a link that leads out of {folder}")
    if not path.is_file() or path.stat().st_size > LARGEST_TEMPLATE:
        raise TemplateFailure(f"template {path} is no file of at most 1 MiB")
    made = path.stat().st_mtime_ns
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateFailure(f"template {path} cannot be read: {error}") from error
    return text, str(path), lambda: path.exists() and path.stat().st_mtime_ns == made
