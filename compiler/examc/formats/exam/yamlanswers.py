"""Accepted answers and gaps in YAML: `answer: [Paris, {is: Lutetia, points: 1}]`."""

from examc.core import limits
from examc.files.yamlnodes import Mapping, Node, Scalar, Sequence
from examc.formats.exam import vocabulary
from examc.formats.exam.answertext import unquoted
from examc.formats.exam.entries import MATCHES
from examc.formats.exam.raw import RawEntry, RawGap, RawList, Word
from examc.formats.exam.yamlentries import Entries
from examc.formats.exam.yamlvalues import head, is_null

_SAID = ("is", *MATCHES)
_FILLED = {"answer": "text", "numeric": "numeric", "options": "options"}


class Answers(Entries):
    """Reads accepted answers, and the gaps that they fill."""

    def answer_list(self, value: Node) -> RawList:
        """The accepted answers of a key: a list of them, or one."""
        nodes = value.items if isinstance(value, Sequence) else (value,)
        return RawList(head(value), [self._answer(node) for node in nodes])

    def gaps(self, value: Node) -> list[RawGap]:
        """The keys of gaps, each by its name."""
        if isinstance(value, Mapping):
            found = (self._gap(key, node) for key, node in value.entries)
            return [gap for gap in found if gap is not None]
        if not is_null(value):
            help_line = "write answer: {city: [Paris]}, where [[city]] stands in the prompt"
            self.wrong(value, "the key of a fill in is a mapping of gaps", help_line)
        return []

    def _answer(self, node: Node) -> RawEntry:
        entry = RawEntry(head(node))
        if isinstance(node, Scalar):
            entry.answer = self._said(node, "answer")
            return entry
        if not isinstance(node, Mapping):
            self.wrong(node, "an accepted answer is a text or a mapping", "write - is: …")
            return entry
        entry.answer = Word("", entry.span)
        for name, value in self.entries(node, vocabulary.ANSWER, "an accepted answer"):
            if name in _SAID:
                self._say(entry, name, value)
            elif name == "feedback":
                entry.feedback = self.text(value, name)
            elif name == "allow":
                entry.allow = self.word_list(value, name)
            else:
                setattr(entry, name, self.word(value, name))
        return entry

    def _say(self, entry: RawEntry, name: str, value: Node) -> None:
        if entry.match is not None or (entry.answer is not None and entry.answer.value):
            help_line = "keep one of is, contains and pattern"
            self.report.add("S111", "an answer is said twice", head(value), help=help_line)
            return
        entry.answer = self._said(value, name)
        entry.match = Word(name, head(value)) if name in MATCHES else None

    def _said(self, node: Node, name: str) -> Word | None:
        """The words of an answer, which may stand in backquotes; None for what is no word."""
        if is_null(node):
            return Word("", head(node))
        word = self.word(node, name)
        if word is None:
            return None
        inner = unquoted(word.value)
        if inner == word.value:
            return word
        start = word.value.index(inner)
        return Word(inner, word.span.part(start, start + len(inner)))

    def _gap(self, key: Scalar, node: Node) -> RawGap | None:
        if not limits.is_id(key.value):
            message = f"{key.value[:40]!r} is no name of a gap"
            help_line = "use letters, digits, and . _ - between them, as in [[name]]"
            self.report.add("S145", message, key.span, help=help_line)
            return None
        gap = RawGap(Word(key.value, key.span), "text", RawList(head(node), []))
        if not isinstance(node, Mapping) or {one.value for one, _ in node.entries} & {*_SAID}:
            gap.found = self.answer_list(node)
            return gap
        for name, value in self.entries(node, vocabulary.GAP, "a gap"):
            if name in _FILLED:
                self._fill(gap, name, value)
            elif name == "allow":
                gap.allow = self.word_list(value, name)
            else:
                self.put(gap.settings, name, value)
        return gap

    def _fill(self, gap: RawGap, name: str, value: Node) -> None:
        if gap.found.entries:
            help_line = "keep one of answer, numeric and options"
            self.report.add("S111", "a gap is filled twice", head(value), help=help_line)
            return
        gap.kind = _FILLED[name]
        if name == "options":
            gap.found = self.entry_list(value, name, vocabulary.OPTION)
            gap.told = not isinstance(value, Sequence) and not is_null(value)
        else:
            gap.found = self.answer_list(value)
