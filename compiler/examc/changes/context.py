"""What every comparison of two nodes needs: both exams' texts, and the list of changes."""

from dataclasses import dataclass
from fractions import Fraction

from examc.changes.change import Found, Impact, Kind
from examc.changes.rewording import excerpt, rewordings
from examc.changes.sides import Side
from examc.changes.words import Kind as TextKind
from examc.core.content import Blocks
from examc.core.features import Feature
from examc.core.numbers import show


@dataclass(slots=True)
class Context:
    """The two exams, and where changes go; each flag says whether their ids can be compared."""

    old: Side
    new: Side
    found: Found
    names: bool
    part_names: bool

    def text(
        self,
        where: str,
        what: str,
        old: Blocks,
        new: Blocks,
        impact: Impact,
        *,
        own: bool = False,
        feature: Feature | None = None,
        partly: bool = False,
    ) -> None:
        """Tell how a text was reworded, and what of it other than words changed.

        `own` says that the place is the text itself, such as an option. `feature` is what the
        text is: it explains a text that is on one side only.
        """
        if self.old.texts.key(old) == self.new.texts.key(new):
            return
        one, other = self.old.texts.tokens(old), self.new.texts.tokens(new)
        if bool(one) != bool(other):
            kind: Kind = "added" if other else "removed"
            shown = excerpt(one), excerpt(other)
            self.found.add(kind, where, what, *shown, impact, feature=feature, partly=partly)
            return
        for change in rewordings(one, other):
            if change.kind is TextKind.WORD:
                kind, name = "reworded", what
            else:
                kind = _kind(change.old, change.new)
                name = change.kind.value if own else f"{change.kind.value} in the {what}"
            self.found.add(
                kind,
                where,
                name,
                change.old,
                change.new,
                impact,
                feature=change.feature,
                gone=change.gone,
                partly=change.gone and change.feature is Feature.MATH,
            )

    def value(
        self,
        where: str,
        what: str,
        old: str,
        new: str,
        impact: Impact,
        feature: Feature | None = None,
        *,
        usual: str = "",
        partly: bool = False,
    ) -> None:
        """Tell that a value changed; the side with the usual value is without the feature."""
        if old != new:
            gone = usual in (old, new)
            self.found.add(
                "changed",
                where,
                what,
                old,
                new,
                impact,
                feature=feature,
                gone=gone,
                partly=partly,
            )

    def switch(
        self,
        where: str,
        what: str,
        words: tuple[str, str],
        states: tuple[bool, bool],
        impact: Impact,
        feature: Feature,
        *,
        partly: bool = False,
    ) -> None:
        """Tell that something was switched on or off; `words` are what off and on are called."""
        old, new = (words[state] for state in states)
        usual = words[0]
        self.value(where, what, old, new, impact, feature, usual=usual, partly=partly)

    def points(
        self,
        where: str,
        what: str,
        old: Fraction | None,
        new: Fraction | None,
        impact: Impact,
        feature: Feature,
    ) -> None:
        """Tell that points changed, but for what a target rounds off."""
        if not self.found.bends.rounds(feature, old, new):
            one, other = ("" if value is None else show(value) for value in (old, new))
            self.value(where, what, one, other, impact, feature)

    def tags(self, where: str, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        """Tell that tags changed; their order is none."""
        if set(old) != set(new) and not self.found.bends.tags(old, new):
            one, other = (", ".join(sorted(set(tags))) for tags in (old, new))
            self.value(where, "tags", one, other, "other")


def _kind(old: str, new: str) -> Kind:
    if old and new:
        return "changed"
    return "added" if new else "removed"
