"""Lists of entries in YAML: options, criteria and levels."""

from examc.files.yamlnodes import Mapping, Node
from examc.formats.exam.entries import refuse_inner_weights
from examc.formats.exam.raw import RawEntry, RawList, Word
from examc.formats.exam.shapes import Key
from examc.formats.exam.yamlvalues import Values, head, yes_or_no


class Entries(Values):
    """Reads lists of entries."""

    def entry_list(self, value: Node, name: str, keys: dict[str, Key]) -> RawList:
        """The entries of a list, each a mapping of these keys."""
        found: list[RawEntry] = []
        for node in self.sequence(value, name):
            if not isinstance(node, Mapping):
                if not any(entry.told for entry in found):  # one slip in all of them
                    self.wrong(node, f"each of the {name} is a mapping", "write - text: …")
                found.append(RawEntry(head(node), told=True))
                continue
            found.append(self._entry(node, name, keys))
        return RawList(head(value), found)

    def _entry(self, node: Mapping, part: str, keys: dict[str, Key]) -> RawEntry:
        entry = RawEntry(head(node))
        for name, value in self.entries(node, keys, part):
            match name:
                case "text":
                    entry.content = self.text(value, name)
                    refuse_inner_weights(entry.content, part, self.report)
                case "feedback":
                    entry.feedback = self.text(value, name)
                case "allow":
                    entry.allow = self.word_list(value, name)
                case _:
                    word = self.word(value, name)
                    if word is not None:
                        self._entry_word(entry, name, word)
        return entry

    def _entry_word(self, entry: RawEntry, name: str, word: Word) -> None:
        match name:
            case "correct":
                entry.checked = yes_or_no(word, self.report)
            case "fixed":
                entry.fixed = yes_or_no(word, self.report)
            case "percent":
                value = word.value.rstrip()
                entry.percent = Word(value if value.endswith("%") else value + "%", word.span)
            case _:
                setattr(entry, name, word)
