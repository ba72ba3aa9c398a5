"""The Jinja2 environment: escaping always on, unknown names fatal, templates of users first.

Templates lay out, Python decides. A folder given by the user is searched before ours, so one file
of it replaces one of ours; the rest stays.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    import jinja2

_PACKAGE = Path(__file__).resolve().parents[1]
FOLDERS = (_PACKAGE / "templates", _PACKAGE.parents[1] / "templates")
"""Where our templates are in a wheel, and in a checkout."""

_PIECES = 2000  # of a template, which are joined

__all__ = ["FOLDERS", "Markup", "Template", "TemplateFailure", "pieces", "template"]


class TemplateFailure(Exception):
    """A template (most likely the user's own) that cannot be used; says file, line and why."""


Template = Callable[[Mapping[str, object]], str]


def template(name: str, folder: str = "") -> Template:
    """A template as a function from its data to text; raises TemplateFailure."""
    return lambda data: "".join(pieces(name, folder, data))


def pieces(name: str, folder: str, data: Mapping[str, object]) -> Iterator[str]:
    """Yield what a template makes as it is made, in pieces of some size; raises TemplateFailure."""
    import jinja2
    from jinja2.exceptions import SecurityError

    try:
        stream = _environment(folder).get_template(name).stream(data)
        stream.enable_buffering(_PIECES)
        yield from stream
    except jinja2.TemplateSyntaxError as error:
        place = f"{error.filename or error.name}:{error.lineno}"
        raise TemplateFailure(f"template {place}: {error.message}") from error
    except jinja2.TemplateNotFound as error:
        raise TemplateFailure(f"there is no template {error.name!r}") from error
    except (jinja2.UndefinedError, SecurityError) as error:
        raise TemplateFailure(f"template {name}: {error.message}") from error
    except OverflowError as error:
        raise TemplateFailure(f"template {name}: {error}") from error


def _environment_class(folder: str) -> "type[jinja2.Environment]":
    """Templates of users come with an exam from anywhere: they lay out, and reach nothing else."""
    if folder:
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        return ImmutableSandboxedEnvironment
    import jinja2

    return jinja2.Environment


@lru_cache(maxsize=4)
def _environment(folder: str) -> "jinja2.Environment":
    import jinja2

    folders = [Path(folder)] if folder else []
    return _environment_class(folder)(
        loader=jinja2.FileSystemLoader([*folders, *FOLDERS]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
