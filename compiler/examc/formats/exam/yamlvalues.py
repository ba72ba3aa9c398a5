"""Values of YAML by their shape: words, lists, texts, flags, and keys that a place knows."""

from examc.core import lazyre
from examc.core.content import Blocks
from examc.core.diagnostics import Report, did_you_mean, nearest
from examc.core.source import Span
from examc.files import yamlplaces
from examc.files.yamlnodes import Mapping, Node, Scalar, Sequence
from examc.formats.exam import otherwords
from examc.formats.exam.raw import Word
from examc.formats.exam.shapes import Key
from examc.text import markup

SURE = 0.75  # how like a key of ours another must be to be read as it
_YES = ("true", "yes", "on")
_NO = ("false", "no", "off")


def yes_or_no(word: Word, report: Report) -> bool:
    """Read a flag; anything else is a diagnostic and counts as no."""
    value = word.value.lower()
    if value not in _YES + _NO:
        report.add(
            "S116", f"{word.value!r} is neither yes nor no", word.span, help="write yes or no"
        )
    return value in _YES


class Values:
    """Reads values; what is of another shape is told."""

    def __init__(self, report: Report, kept: list[str] | None) -> None:
        self.report = report
        self.kept = kept

    def entries(self, node: Node, keys: dict[str, Key], place: str) -> list[tuple[str, Node]]:
        """The keys and values of a mapping that its place knows; all else is told."""
        if not isinstance(node, Mapping):
            if not is_null(node):
                self.wrong(node, f"{place} is a mapping of keys to values", _mapped(node, place))
            return []
        found: list[tuple[str, Node]] = []
        written = {key.value for key, _ in node.entries}
        for key, value in node.entries:
            if key.value in keys:
                found.append((key.value, value))
                continue
            other = otherwords.key(key.value, keys)
            if key.value == "items" and "exercises" in keys:
                other = "exercises"
            close = did_you_mean(key.value, tuple(keys))
            help_line = _instead(other, value) if other else close
            message = f"key {key.value!r} is not known in {place}"
            near = other or nearest(key.value, tuple(keys))
            fix = near if near and near not in written and near != "duration" else None
            self.report.add("S112", message, key.span, help=help_line, fix=fix)
            meant = other or nearest(key.value, tuple(keys), SURE)
            if other == "duration":
                continue  # the help says it whole
            if meant and meant not in written:  # so that nothing is missed that was only misspelt
                found.append((meant, value))
                written.add(meant)
        return found

    def words(self, node: Node, keys: dict[str, Key], place: str) -> dict[str, Word]:
        """The single words of a mapping."""
        words: dict[str, Word] = {}
        for name, value in self.entries(node, keys, place):
            self.put(words, name, value)
        return words

    def put(self, words: dict[str, Word], name: str, value: Node) -> None:
        """Put the word of a key among others, where there is one."""
        word = self.word(value, name)
        if word is not None and (word.value or name != "title"):
            words[name] = word

    def word(self, node: Node, name: str) -> Word | None:
        """One value; None where there is none."""
        if not isinstance(node, Scalar):
            return self._no_word(node, name)
        if node.is_null:
            return None
        offset = 0 if node.plain else 1
        span = node.span
        if span.line == span.end_line and offset:
            span = span.part(offset, span.end_column - span.column - offset)
        return Word(markup.folded(node.value), span)

    def _no_word(self, node: Node, name: str) -> Word | None:
        """Report brackets or lines where one value stands; a title in brackets is taken as meant."""
        span = head(node)
        written = span.source.line(span.line)[span.column - 1 :].strip()
        if written[:1] not in ("[", "{") or '"' in written or len(written) > 100:
            self.wrong(node, f"{name!r} is one value", f"write {name}: value")
            return Word("…", span) if name == "title" else None
        if name == "title":
            meant = f'"{written}"'
            self.wrong(node, f"{name!r} is one value", f"write {name}: {meant}", meant)
            return Word(written, span)
        meant = written.strip("[]{} ")
        fix = meant if node.span.line == node.span.end_line and _PLAIN.fullmatch(meant) else ""
        self.wrong(node, f"{name!r} is one value", f"write {name}: {meant}", fix)
        return None

    def listing(self, node: Node, name: str) -> Word | None:
        """A text that stands as it is, without the line ends behind it."""
        if isinstance(node, Scalar):
            return None if node.is_null else Word(node.value.rstrip("\n"), head(node))
        self.wrong(node, f"{name!r} is a text", "write it after '|' on lines of its own")
        return None

    def word_list(self, node: Node, name: str) -> list[Word]:
        """The words of a list."""
        words = (self.word(item, name) for item in self.sequence(node, name, words=True))
        return [word for word in words if word is not None]

    def sequence(self, node: Node, name: str, *, words: bool = False) -> tuple[Node, ...]:
        """The entries of a list, of single words or of anything."""
        if isinstance(node, Sequence):
            return node.items
        if not is_null(node):
            help_line = "write - before each entry, or [one, two]"
            if words and isinstance(node, Scalar) and node.plain and "\n" not in node.value:
                meant = f"[{node.value}]"
                self.wrong(node, f"{name!r} is a list", f"write {name}: {meant}", meant)
                return ()
            self.wrong(node, f"{name!r} is a list", help_line)
        return ()

    def text(self, node: Node, name: str) -> Blocks:
        """A text in Markdown."""
        if not isinstance(node, Scalar):
            self.wrong(node, f"{name!r} is a text", "write it after '|' on lines of its own")
            return ()
        if node.is_null:
            return ()
        return markup.blocks(yamlplaces.text_source(node), self.report, self.kept)

    def wrong(self, node: Node, message: str, help_line: str, meant: str = "") -> None:
        """Tell of a value that is of another shape; `meant` stands in its place, if it can be told."""
        self.report.add("S113", message, head(node), help=help_line, fix=meant or None)


_PLAIN = lazyre.compile(r"[\w.-]+")
_SETTING = lazyre.compile(r"(?P<key>[a-z]+)\s*=\s*(?P<value>[\w.-]+)")


def _mapped(node: Node, place: str) -> str:
    """What to write where a mapping was left to one value: a course to its name."""
    value = node.value if isinstance(node, Scalar) else ""
    setting = _SETTING.fullmatch(value)
    if place == "a course" and value and "\n" not in value:
        return f"write course: {{name: {value}}}"
    if setting is not None:
        return f"write {place}: {{{setting['key']}: {setting['value']}}}"
    return "write key: value"


ITEMS = "write exercises:, in it - title: … with items:, and the questions below items:"


def are_items(nodes: tuple[Node, ...]) -> bool:
    """Whether a list holds questions and no exercises: each entry says what it asks or its kind."""
    return bool(nodes) and all(
        isinstance(node, Mapping)
        and {key.value for key, _ in node.entries} & {"type", "prompt", "options"}
        for node in nodes
    )


def is_null(node: Node) -> bool:
    """Whether a node says nothing."""
    return isinstance(node, Scalar) and node.is_null


def head(node: Node) -> Span:
    """The first line of a node, up to the end of what it says there."""
    span = node.span
    if span.end_line == span.line:
        return span
    return span.source.line_span(span.line, span.column)


def _instead(key: str, value: Node) -> str:
    """What to write for a key that another word stands for, with the value where it is short."""
    if key == "duration" and isinstance(value, Scalar):
        minutes = otherwords.minutes(value.value)
        return f"write duration: {'…, in minutes' if minutes is None else minutes}"
    if key == "exercises" and isinstance(value, Sequence) and are_items(value.items):
        return ITEMS
    short = isinstance(value, Scalar) and "\n" not in value.value and len(value.value) <= 40
    return f"write {key}: {value.value if short and isinstance(value, Scalar) else '…'}"
