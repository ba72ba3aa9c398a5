"""What had to be guessed, each kind told once with all its places."""

from examc.core.diagnostics import listed
from examc.core.records import Mutable, field
from examc.formats.word.pieces import Told

MOST_NAMED = 20  # questions that a message names one by one


class Guesses(Mutable):
    """Guesses by what they say and what to do, with the questions that they are about."""

    found: dict[tuple[str, str, str], list[tuple[str, int]]] = field(default_factory=dict)

    def add(self, code: str, message: str, help: str, question: str, line: int) -> None:
        """Note a guess about a question, by what messages call it."""
        self.found.setdefault((code, message, help), []).append((question, line))

    def tell(self, told: Told) -> None:
        """Say each kind once, at its first place."""
        for (code, message, help_line), places in self.found.items():
            names = [name for name, _ in places[:MOST_NAMED]]
            more = f" and {len(places) - MOST_NAMED} more" if len(places) > MOST_NAMED else ""
            where = ", ".join(names) + more if more else listed(names)
            noun = "question" if len(places) == 1 else "questions"
            told.add(code, f"{message}: {noun} {where}", places[0][1], help_line)
