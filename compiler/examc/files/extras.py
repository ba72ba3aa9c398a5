"""Libraries that come with an extra of the package: what needs a missing one says what to type."""

from collections.abc import Iterator
from contextlib import contextmanager

EXTRA_OF = {
    "pdfminer": "pdf",
    "starlette": "preview",
    "uvicorn": "preview",
    "watchfiles": "preview",
    "typst": "print",
    "mathra": "print",
    "pygls": "lsp",
    "lsprotocol": "lsp",
}
"""Which extra a library comes with, by the name that it is imported by."""


class MissingExtra(ImportError):
    """A library that is not installed; the text says what needs it, and what to type."""


@contextmanager
def needed(purpose: str) -> Iterator[None]:
    """Where a library of an extra is imported; `purpose` begins the message, as in "to read a PDF".

    Raises MissingExtra for a library that is not there, in place of the ImportError.
    """
    try:
        yield
    except ImportError as error:
        extra = EXTRA_OF.get((error.name or "").partition(".")[0])
        if extra is None:
            raise
        message = f"{purpose}, type: pip install 'examc[{extra}]'"
        raise MissingExtra(message, name=error.name) from error
