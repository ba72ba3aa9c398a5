"""Objects of the JSON as a reader asks them: typed values, and a diagnostic for all else."""

from fractions import Fraction
from typing import Any

from examc.core import lazyre
from examc.core.diagnostics import did_you_mean
from examc.core.records import Mutable, field
from examc.files.xmltree import CONTROL
from examc.formats.ans import values
from examc.formats.ans.jsontext import Document, Number, Place
from examc.formats.ans.names import Names
from examc.formats.foreign.once import Once
from examc.formats.foreign.quoting import quoted

MOST_UNKNOWN = 50  # messages about names that are not known

_LINE_END = lazyre.compile(r"[\r\n\t]")
_NOTHING = (None, False, "", 0)


class Context(Mutable):
    """What all objects of one file share."""

    document: Document
    lost: "Once[tuple[str, str], Object]" = field(default_factory=Once)
    """The names whose values have no place in the exam, each with the noun of its object."""
    unknown: int = 0
    """How many names were not known."""

    def report_rest(self) -> None:
        """Report each name that had no place once, with the number of times."""
        if self.unknown > MOST_UNKNOWN:
            message = f"{self.unknown - MOST_UNKNOWN} more names are not known"
            self.document.tell("R405", (), message)
        for (noun, name), first, count in self.lost:
            times = "" if count == 1 else f", here and in {count - 1} more"
            message = f"{name!r} of a {noun} has no place in the exam{times}"
            first.tell("R410", name, message)


class Object(Mutable):
    """One object: its values by name, the way to it, and its place in the exam in words."""

    context: Context
    data: dict[str, Any]
    place: Place
    where: str = ""

    def tell(self, code: str, name: str, message: str, help: str = "") -> None:
        """Report something of a value."""
        self.context.document.tell(code, (*self.place, name), message, help, self.where)

    def tell_here(self, code: str, message: str, help: str = "") -> None:
        """Report something of the object itself."""
        self.context.document.tell(code, self.place, message, help, self.where)

    def check_names(self, names: Names) -> None:
        """Report names that are not known, and remember those that have no place in the exam."""
        for name, value in self.data.items():
            if name in names.used or name in names.idle:
                continue
            if name not in names.lost and not name.startswith("x_"):
                self.context.unknown += 1
                if self.context.unknown > MOST_UNKNOWN:
                    continue
                help_line = did_you_mean(name, names.known)
                self.tell("R405", name, f"{quoted(name)} is no name of a {names.noun}", help_line)
            elif value not in _NOTHING and value != [] and value != {}:
                self.lose(names.noun, name)

    def lose(self, noun: str, name: str) -> None:
        """Remember that a value has no place in the exam."""
        self.context.lost.count((noun, name), self)

    def has(self, name: str) -> bool:
        """Whether a name stands here with a value other than null."""
        return self.data.get(name) is not None

    # -- values ---------------------------------------------------------------------------------

    def text(self, name: str) -> str:
        """Characters; "" where there are none."""
        value = self.data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._wrong(name, "a text", '"…"')
            return ""
        return self._printable(name, value)

    def line(self, name: str) -> str:
        """Characters of one line."""
        return _one_line(self.text(name))

    def lines(self, name: str) -> tuple[str, ...]:
        """A list of single lines, without empty ones."""
        entries = self._list(name)
        if not all(isinstance(entry, str) for entry in entries):
            self._wrong(name, "a list of texts", '["…"]')
            return ()
        found = (_one_line(self._printable(name, entry)) for entry in entries)
        return tuple(line for line in found if line)

    def flag(self, name: str) -> bool | None:
        """True or false; None where it is not given."""
        value = self.data.get(name)
        if value is None or isinstance(value, bool):
            return value
        self._wrong(name, "true or false", "true or false")
        return None

    def whole(self, name: str) -> int | None:
        """A whole number; None where there is none."""
        value = self.data.get(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self._wrong(name, "a whole number", "1")
        return None

    def number(self, name: str) -> Fraction | None:
        """An exact number, spelled as a number or in a text; None where there is none."""
        value = self.data.get(name)
        if value is None:
            return None
        if isinstance(value, Number):
            value = value.text
        if isinstance(value, bool) or not isinstance(value, str | int):
            self._wrong(name, "a number", '"2.0"')
            return None
        found = values.parse(str(value))
        if found is None:
            self.tell("R406", name, f"{quoted(str(value))} is no number", 'write it as "2.0"')
        return found

    def exact(self, name: str) -> Fraction | None:
        """A number that may stand exactly beside, as `name_exact`; the bare name has the say."""
        bare, beside = self.number(name), self._beside(name)
        if beside is None or bare is None or values.decimal(beside) == values.decimal(bare):
            return bare if beside is None or bare is None else beside
        self.tell("R413", name, f"{self._exact_name(name)!r} says another number, and is left out")
        return bare

    def _beside(self, name: str) -> Fraction | None:
        return self.number(self._exact_name(name))

    @staticmethod
    def _exact_name(name: str) -> str:
        return name + "_exact" if name.startswith("x_") else f"x_{name}_exact"

    # -- objects --------------------------------------------------------------------------------

    def child(self, name: str, names: Names) -> "Object | None":
        """An object inside this one; None where there is none."""
        value = self.data.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self._wrong(name, "an object", "{…}")
            return None
        inner = Object(self.context, value, (*self.place, name), self.where)
        inner.check_names(names)
        return inner

    def children(self, name: str, names: Names) -> list["Object"]:
        """The objects of a list."""
        found: list[Object] = []
        for number, value in enumerate(self._list(name)):
            inner = Object(self.context, value, (*self.place, name, number), self.where)
            if isinstance(value, dict):
                inner.check_names(names)
                found.append(inner)
            else:
                inner.tell_here("R406", f"a {names.noun} is an object", "write {…}")
        return found

    def _list(self, name: str) -> list[Any]:
        value = self.data.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self._wrong(name, "a list", "[…]")
            return []
        return value

    def _printable(self, name: str, text: str) -> str:
        if not CONTROL.search(text):
            return text
        self.tell("R451", name, "characters that cannot be shown are left out")
        return CONTROL.sub("", text)

    def _wrong(self, name: str, kind: str, example: str) -> None:
        self.tell("R406", name, f"this is not {kind}", f"write {example}")


def _one_line(text: str) -> str:
    return " ".join(text.split()) if _LINE_END.search(text) else text


def ordered(objects: list[Object], name: str) -> list[Object]:
    """The objects by their positions, which should count from 1; without any they stay as they are."""
    given = [inner.whole(name) for inner in objects]
    if all(position is None for position in given):
        return objects
    places = [place if p is None else p for place, p in enumerate(given, 1)]
    order = sorted(range(len(objects)), key=lambda index: places[index])
    for expected, index in enumerate(order, 1):
        if given[index] != expected:
            message = f"{name} is not {expected}, as the others have it; their order is kept"
            objects[index].tell("R413", name, message)
            break
    return [objects[index] for index in order]
