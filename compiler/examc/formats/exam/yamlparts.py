"""Pairs, labels and rows in YAML: the lists of matching, ordering and matrix."""

from examc.core.content import Blocks, plain
from examc.core.diagnostics import did_you_mean
from examc.files.yamlnodes import Mapping, Node, Scalar, Sequence
from examc.formats.exam import columnnames, kindkeys
from examc.formats.exam.raw import RawCell, RawEntry, RawList, Word
from examc.formats.exam.yamlvalues import Values, head


class Parts(Values):
    """Reads the lists whose entries may be short: a text, or two of them."""

    def pairs(self, value: Node, name: str) -> RawList:
        """The pairs of a matching: each `[left, right]`, or a mapping."""
        return RawList(head(value), [self._pair(node) for node in self.sequence(value, name)])

    def _pair(self, node: Node) -> RawEntry:
        entry = RawEntry(head(node))
        match node:
            case Sequence(items=(left, right)):
                entry.content, entry.right = self.text(left, "left"), self.text(right, "right")
            case Mapping():
                for name, value in self.entries(node, kindkeys.PAIR, "a pair"):
                    self._pair_value(entry, name, value)
            case _:
                self.wrong(node, "a pair is a left and a right side", "write [left, right]")
                entry.told = True
        return entry

    def _pair_value(self, entry: RawEntry, name: str, value: Node) -> None:
        match name:
            case "left":
                entry.content = self.text(value, name)
            case "right":
                entry.right = self.text(value, name)
            case "feedback":
                entry.feedback = self.text(value, name)
            case _:
                self._shared(entry, name, value)

    def labels(self, value: Node, name: str) -> RawList:
        """A list of texts: distractors, items in order, or columns."""
        return RawList(
            head(value), [self._label(node, name) for node in self.sequence(value, name)]
        )

    def _label(self, node: Node, part: str) -> RawEntry:
        entry = RawEntry(head(node))
        if isinstance(node, Scalar):
            entry.content = self.text(node, part)
            return entry
        for name, value in self.entries(node, kindkeys.LABEL, part):
            if name == "text":
                entry.content = self.text(value, name)
            else:
                self._shared(entry, name, value)
        return entry

    def _shared(self, entry: RawEntry, name: str, value: Node) -> None:
        """What entries of all kinds say: points, wrong, id and allow."""
        if name == "allow":
            entry.allow = self.word_list(value, name)
        else:
            setattr(entry, name, self.word(value, name))

    def rows(self, value: Node, columns: RawList | None) -> RawList:
        """The rows of a matrix, whose cells are named by the texts of the columns."""
        names = [columnnames.name(entry.content) for entry in columns.entries] if columns else []
        entries = [self._row(node, names) for node in self.sequence(value, "rows")]
        return RawList(head(value), entries)

    def _row(self, node: Node, columns: list[Blocks]) -> RawEntry:
        entry = RawEntry(head(node))
        match node:
            case Sequence(items=(text, *right)) if right:
                entry.content = self.text(text, "text")
                for one in right:
                    self._tick(entry, one, columns)
            case Mapping():
                for name, value in self.entries(node, kindkeys.ROW, "a row"):
                    self._row_value(entry, name, value, columns)
            case _:
                self.wrong(node, "a row is a text and its column", "write [text, column]")
                entry.told = True
        return entry

    def _row_value(self, entry: RawEntry, name: str, value: Node, columns: list[Blocks]) -> None:
        match name:
            case "text":
                entry.content = self.text(value, name)
            case "is":
                for one in value.items if isinstance(value, Sequence) else (value,):
                    self._tick(entry, one, columns)
            case "cells":
                self._weights(entry, value, columns)
            case _:
                self._shared(entry, name, value)

    def _tick(self, entry: RawEntry, node: Node, columns: list[Blocks]) -> None:
        place = self._column(node, columns)
        if place is None:
            entry.told = True
        else:
            entry.cells.setdefault(place, RawCell(False)).ticked = True

    def _weights(self, entry: RawEntry, node: Node, columns: list[Blocks]) -> None:
        if not isinstance(node, Mapping):
            self.wrong(node, "'cells' is a mapping of columns to weights", "write column: 0.5")
            return
        for key, value in node.entries:
            place, word = self._column(key, columns), self.word(value, "cells")
            if place is not None and word is not None:
                entry.cells.setdefault(place, RawCell(False)).weight = word

    def _column(self, node: Node, columns: list[Blocks]) -> int | None:
        """The place of the column of a name; one that there is not is reported."""
        if not isinstance(node, Scalar):
            self.wrong(node, "a column is named by its text", "write is: column")
            return None
        content = columnnames.name(self.text(node, "is"))
        if content in columns:
            return columns.index(content)
        names = tuple(plain(column) for column in columns)
        word = self.word(node, "is") or Word("", head(node))
        message = f"{word.value[:40]!r} is no column"
        self.report.add("S116", message, word.span, help=did_you_mean(word.value, names))
        return None
