"""What a version of QTI has of its own: the target that it is, and how a document of it is spelled."""

from collections.abc import Callable
from typing import NamedTuple

from examc.core.features import Statement
from examc.formats.qti21 import names
from examc.formats.qti21.holds import STATEMENT


class Dialect(NamedTuple):
    """A version of QTI; what is written is of QTI 2.1, and spelled otherwise at the very end."""

    target: str
    name: str
    statement: Statement
    document: Callable[[bytes], bytes] = bytes
    """An item or a test of QTI 2.1 in the names of this version."""
    manifest: Callable[[bytes], bytes] = bytes
    players_only: bool = False
    """Whether nothing but a standard player takes it: no Canvas, no ANS."""


QTI_2 = Dialect(names.TARGET, names.NAME, STATEMENT)
