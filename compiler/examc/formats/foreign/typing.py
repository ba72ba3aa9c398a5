"""What a system reads otherwise of what is typed, whatever the question: told once of a file."""

from examc.core.diagnostics import Report
from examc.core.records import Mutable, field
from examc.core.source import Span

_SHOWN = 5
"""Places that are named; of the others the number is."""


class Otherwise(Mutable):
    """The questions whose typed answers a system reads otherwise, each by its place."""

    blanks: dict[str, Span] = field(default_factory=dict)
    """Those that accept texts with blanks inside, which the system counts as they are typed."""
    units: dict[str, Span] = field(default_factory=dict)
    """Those that accept a number, which the system also takes with its unit behind it."""

    def tell(self, report: Report, system: str) -> None:
        """Report each way of reading with its places, where there are any."""
        if self.blanks:
            message = (
                f"blanks inside a text are counted by {system} as they are typed, and any number of"
                f" them counts as one here ({_places(self.blanks)})"
            )
            help_line = "accept a pattern, where their number should count"
            report.add("R556", message, next(iter(self.blanks.values())), help=help_line)
        if self.units:
            message = (
                f"a number is taken by {system} with its unit behind it, too, and must be typed"
                f" alone here ({_places(self.units)})"
            )
            help_line = "ask for the unit in a gap of its own, where it should be typed"
            report.add("R560", message, next(iter(self.units.values())), help=help_line)


def _places(found: dict[str, Span]) -> str:
    shown = [where.replace(" › ", ", ") for where in found][:_SHOWN]
    more = len(found) - len(shown)
    return "; ".join([*shown, *[f"and {more} more"] * bool(more)])
