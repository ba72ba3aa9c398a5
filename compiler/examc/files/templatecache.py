"""Our templates as Jinja2 compiled them, kept where Python keeps our modules: in `__pycache__`.

Compiling the seven of a build takes longer than filling them. As with modules, a folder that cannot
be written keeps nothing, nor does a run under PYTHONDONTWRITEBYTECODE. The templates of users are
not kept: their code is another, for the sandbox.
"""

import os
import pickle
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache


class TemplateCache(BytecodeCache):
    """A file for each template and Python, which holds while the text and the settings are the same."""

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return what is kept of a template; its code is None where nothing is, or another."""
        settings = (
            jinja2.__version__,
            environment.autoescape,
            environment.trim_blocks,
            environment.lstrip_blocks,
            environment.keep_trailing_newline,
        )
        return super().get_bucket(environment, name, filename, f"{settings}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code, where it is kept."""
        broken = (OSError, EOFError, ValueError, pickle.UnpicklingError)
        with suppress(*broken), _place(bucket).open("rb") as stream:
            bucket.load_bytecode(stream)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code; as it takes its place in one step, another run reads all of it or none."""
        if sys.dont_write_bytecode:
            return
        place = _place(bucket)
        made = place.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(bucket.bytecode_to_string())
            os.replace(made, place)


def _place(bucket: Bucket) -> Path:
    return Path(cache_from_source(str(Path(__file__).with_name(f"template-{bucket.key}.py"))))
