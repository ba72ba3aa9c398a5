"""Reads the YAML spelling, and the front matter of the Markdown one, into their raw form."""

from examc.core import lazyre
from examc.core.content import Blocks, Image
from examc.core.diagnostics import Report, did_you_mean, nearest
from examc.core.source import Source, Span
from examc.files import yamlnodes
from examc.files.yamlnodes import Mapping, Node, Scalar, Sequence
from examc.formats.exam import comments, otherwords, vocabulary
from examc.formats.exam.entries import refuse_inner_weights
from examc.formats.exam.raw import RawEntry, RawExam, RawExercise, RawItem, RawList, Word
from examc.formats.exam.vocabulary import Key, Shape
from examc.text import markup

_SURE = 0.75  # how like a key of ours another must be to be read as it
_YES = ("true", "yes", "on")
_NO = ("false", "no", "off")
_PARTS = {
    "general": "feedback",
    "correct": "feedback: correct",
    "incorrect": "feedback: incorrect",
    "graders": "for graders",
}


def read(
    source: Source, report: Report, *, main: bool, keep: comments.Comments | None = None
) -> RawExam:
    """Read a YAML file; only the main one may say more than `exercises` and `include`.

    Comments are kept in `keep`, where it is given.
    """
    exam = RawExam(source.line_span(1), comments=keep)
    mistakes = len(report.diagnostics)
    root = yamlnodes.compose(source, source.text, 1, report)
    exam.broken = root is None and len(report.diagnostics) > mistakes
    if keep is not None:
        comments.collect(source.lines, 1, root, keep)
    if root is not None:
        keys = vocabulary.EXAM | {"exercises": Key(Shape.EXERCISES, "the exercises")}
        if not main:
            keys = {name: keys[name] for name in ("include", "exercises")}
        if main and isinstance(root, Mapping) and not _is_exam(root, keys):
            exam.broken = True
            help_line = "begin with title: … and exercises: …; examc new NAME shows an exam"
            report.add("S156", "no key of this file is one of an exam", _head(root), help=help_line)
            return exam
        _Reader(report, keep).exam(exam, root, keys)
    return exam


def read_front_matter(
    source: Source, text: str, exam: RawExam, report: Report, *, main: bool
) -> None:
    """Read the lines between the `---` of a Markdown file, the second line and on."""
    mistakes = len(report.diagnostics)
    root = yamlnodes.compose(source, text, 2, report)
    exam.broken = root is None and len(report.diagnostics) > mistakes
    if exam.comments is not None:
        comments.collect(text.split("\n"), 2, root, exam.comments, comments.EXERCISES)
    if root is not None:
        keys = vocabulary.EXAM if main else {"include": vocabulary.EXAM["include"]}
        _Reader(report, exam.comments).exam(exam, root, keys)


def yes_or_no(word: Word, report: Report) -> bool:
    """Read a flag; anything else is a diagnostic and counts as no."""
    value = word.value.lower()
    if value not in _YES + _NO:
        report.add(
            "S116", f"{word.value!r} is neither yes nor no", word.span, help="write yes or no"
        )
    return value in _YES


def _is_exam(root: Mapping, keys: dict[str, Key]) -> bool:
    """Whether any key of a file is one of an exam, or was meant as one."""
    return not root.entries or any(
        key.value in (*keys, "items")
        or otherwords.key(key.value, keys)
        or nearest(key.value, tuple(keys), _SURE)
        for key, _ in root.entries
    )


def _means_type(key: str) -> bool:
    return key == "type" or (
        key not in vocabulary.ANY_ITEM and nearest(key, tuple(vocabulary.ANY_ITEM), _SURE) == "type"
    )


class _Reader:
    """Walks the nodes of a YAML file by the vocabulary's tables."""

    def __init__(self, report: Report, keep: comments.Comments | None) -> None:
        self.report = report
        self.kept = None if keep is None else keep.inside

    def exam(self, exam: RawExam, root: Node, keys: dict[str, Key]) -> None:
        """Fill an exam from the file's top mapping."""
        place = "an exam" if "title" in keys else "an included file"
        exam.broken = not isinstance(root, Mapping) and not _is_null(root)
        for name, value in self._entries(root, keys, place):
            match keys[name].shape:
                case Shape.COURSE:
                    exam.course = self._words(value, vocabulary.COURSE, "a course")
                case Shape.SCORING:
                    exam.scoring = self._words(value, vocabulary.SCORING, "scoring")
                case Shape.WORDS:
                    setattr(exam, name, self._list(value, name))
                case Shape.TEXT:
                    exam.description = self._text(value, name)
                case Shape.EXERCISES:
                    exam.broken = not isinstance(value, Sequence) and not _is_null(value)
                    known = name in {key.value for key, _ in getattr(root, "entries", ())}
                    self._exercises(exam, value, name, known=known)
                case _:
                    self._set(exam.settings, name, value)

    def _exercises(self, exam: RawExam, value: Node, name: str, *, known: bool) -> None:
        """Read the exercises; questions in their place are read as those of one exercise.

        `known` says that their key is the right one, so that nothing was told yet.
        """
        nodes = self._sequence(value, name)
        if not _are_items(nodes):
            for node in nodes:
                self._exercise(exam, node)
            return
        head = _head(nodes[0])
        if known:
            message = "a question stands in the place of an exercise"
            self.report.add("S113", message, head, help=_ITEMS)
        exercise = RawExercise(head, Word("…", head), allow=[Word("L240", head)])
        exercise.items = [self._item(item) for item in nodes]
        exam.exercises.append(exercise)

    def _exercise(self, exam: RawExam, node: Node) -> None:
        keys = vocabulary.EXERCISE | {"items": Key(Shape.ITEMS, "questions and blocks")}
        exercise = RawExercise(_head(node), Word("", _head(node)))
        entries = self._entries(node, keys, "an exercise") if isinstance(node, Mapping) else []
        for name, value in entries:
            match name:
                case "title":
                    exercise.title = self._word(value, name) or exercise.title
                case "tags" | "allow":
                    setattr(exercise, name, self._list(value, name))
                case "items":
                    exercise.items = [self._item(item) for item in self._sequence(value, name)]
                case _:
                    self._set(exercise.settings, name, value)
        if not isinstance(node, Mapping):
            self._wrong(node, "an exercise is a mapping with a title", "write title: …")
        elif not exercise.title.value:
            self.report.add("S115", "exercise has no title", exercise.span, help="add title: …")
        exam.exercises.append(exercise)

    def _item(self, node: Node) -> RawItem:
        item = RawItem(_head(node))
        if not isinstance(node, Mapping):
            self._wrong(node, "an item is a mapping with a type", "write type: open")
            return item
        item.kind = self._kind(item, node)
        kind = item.kind.value if item.kind else ""
        keys = vocabulary.ITEMS.get(kind, vocabulary.ANY_ITEM)
        image: dict[str, Word] = {}
        for name, value in self._entries(node, keys, vocabulary.with_article(kind or "item")):
            if name in ("image", "alt", "caption"):
                self._set(image, name, value)
            elif name != "type":
                self._item_value(item, name, value, keys[name])
        if image or kind == "image block":
            item.image = self._image(item, image)
        return item

    def _kind(self, item: RawItem, node: Mapping) -> Word | None:
        value = next((value for key, value in node.entries if _means_type(key.value)), None)
        if value is None or _is_null(value):
            help_line = "add type: " + " or type: ".join(vocabulary.KINDS[:2]) + " …"
            self.report.add("S115", "item has no type", item.span, help=help_line)
            return None
        word = self._word(value, "type")
        if word is None:
            return None
        name = vocabulary.known_kind(word.value.lower(), word.span, self.report)
        return Word(name, word.span)

    def _item_value(self, item: RawItem, name: str, value: Node, key: Key) -> None:
        match key.shape:
            case Shape.TEXT:
                part = "prompt" if name in ("prompt", "text") else _PARTS.get(name, name)
                mistakes = len(self.report.diagnostics)
                item.texts[part] = self._text(value, name)
                item.refused = item.refused or len(self.report.diagnostics) > mistakes
                item.part_spans[part] = _head(value)
            case Shape.FEEDBACK:
                self._feedback(item, value)
            case Shape.WORDS:
                setattr(item, name, self._list(value, name))
            case Shape.OPTIONS:
                item.lists[name] = self._entry_list(value, name, vocabulary.OPTION)
            case Shape.CRITERIA:
                item.lists[name] = self._entry_list(value, name, vocabulary.CRITERION)
            case Shape.LEVELS:
                item.lists[name] = self._entry_list(value, name, vocabulary.LEVEL)
            case _:
                self._set(item.settings, name, value)

    def _feedback(self, item: RawItem, value: Node) -> None:
        if isinstance(value, Scalar):
            item.texts["feedback"] = self._text(value, "feedback")
            item.part_spans["feedback"] = value.span
            return
        for name, text in self._entries(value, vocabulary.FEEDBACK, "feedback"):
            item.texts[_PARTS[name]] = self._text(text, name)
            item.part_spans[_PARTS[name]] = _head(text)

    def _image(self, item: RawItem, words: dict[str, Word]) -> Image:
        src = words.get("image")
        if src is None:
            help_line = "add image: images/name.png"
            self.report.add("S115", "image block has no image", item.span, help=help_line)
            return Image("", "missing")
        alt, caption = words.get("alt"), words.get("caption")
        return Image(
            markup.image_path(src.value, src.span.source),
            markup.folded(alt.value) if alt else "",
            markup.folded(caption.value) if caption else "",
            src.span,
        )

    def _entry_list(self, value: Node, name: str, keys: dict[str, Key]) -> RawList:
        entries = [self._entry(node, name, keys) for node in self._sequence(value, name)]
        return RawList(_head(value), entries)

    def _entry(self, node: Node, part: str, keys: dict[str, Key]) -> RawEntry:
        entry = RawEntry(_head(node))
        if not isinstance(node, Mapping):
            self._wrong(node, f"each of the {part} is a mapping", "write - text: …")
            return entry
        for name, value in self._entries(node, keys, part):
            match name:
                case "text":
                    entry.content = self._text(value, name)
                    refuse_inner_weights(entry.content, part, self.report)
                case "feedback":
                    entry.feedback = self._text(value, name)
                case "allow":
                    entry.allow = self._list(value, name)
                case _:
                    word = self._word(value, name)
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

    # -- shapes ---------------------------------------------------------------------------------

    def _entries(self, node: Node, keys: dict[str, Key], place: str) -> list[tuple[str, Node]]:
        if not isinstance(node, Mapping):
            if not _is_null(node):
                self._wrong(node, f"{place} is a mapping of keys to values", _mapped(node, place))
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
            self.report.add("S112", message, key.span, help=help_line)
            meant = other or nearest(key.value, tuple(keys), _SURE)
            if other == "duration":
                continue  # the help says it whole
            if meant and meant not in written:  # so that nothing is missed that was only misspelt
                found.append((meant, value))
                written.add(meant)
        return found

    def _words(self, node: Node, keys: dict[str, Key], place: str) -> dict[str, Word]:
        words: dict[str, Word] = {}
        for name, value in self._entries(node, keys, place):
            self._set(words, name, value)
        return words

    def _set(self, words: dict[str, Word], name: str, value: Node) -> None:
        word = self._word(value, name)
        if word is not None and (word.value or name != "title"):
            words[name] = word

    def _word(self, node: Node, name: str) -> Word | None:
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
        span = _head(node)
        written = span.source.line(span.line)[span.column - 1 :].strip()
        if written[:1] not in ("[", "{") or '"' in written or len(written) > 100:
            self._wrong(node, f"{name!r} is one value", f"write {name}: value")
            return Word("…", span) if name == "title" else None
        if name == "title":
            self._wrong(node, f"{name!r} is one value", f'write {name}: "{written}"')
            return Word(written, span)
        self._wrong(node, f"{name!r} is one value", f"write {name}: {written.strip('[]{} ')}")
        return None

    def _list(self, node: Node, name: str) -> list[Word]:
        words = (self._word(item, name) for item in self._sequence(node, name, words=True))
        return [word for word in words if word is not None]

    def _sequence(self, node: Node, name: str, *, words: bool = False) -> tuple[Node, ...]:
        if isinstance(node, Sequence):
            return node.items
        if not _is_null(node):
            help_line = "write - before each entry, or [one, two]"
            if words and isinstance(node, Scalar) and node.plain and "\n" not in node.value:
                help_line = f"write {name}: [{node.value}]"
            self._wrong(node, f"{name!r} is a list", help_line)
        return ()

    def _text(self, node: Node, name: str) -> Blocks:
        if not isinstance(node, Scalar):
            self._wrong(node, f"{name!r} is a text", "write it after '|' on lines of its own")
            return ()
        if node.is_null:
            return ()
        return markup.blocks(yamlnodes.text_source(node), self.report, self.kept)

    def _wrong(self, node: Node, message: str, help_line: str) -> None:
        self.report.add("S113", message, _head(node), help=help_line)


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


_ITEMS = "write exercises:, in it - title: … with items:, and the questions below items:"


def _are_items(nodes: tuple[Node, ...]) -> bool:
    """Whether a list holds questions and no exercises: each entry says what it asks or its kind."""
    return bool(nodes) and all(
        isinstance(node, Mapping)
        and {key.value for key, _ in node.entries} & {"type", "prompt", "options"}
        for node in nodes
    )


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _head(node: Node) -> Span:
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
    if key == "exercises" and isinstance(value, Sequence) and _are_items(value.items):
        return _ITEMS
    short = isinstance(value, Scalar) and "\n" not in value.value and len(value.value) <= 40
    return f"write {key}: {value.value if short and isinstance(value, Scalar) else '…'}"
