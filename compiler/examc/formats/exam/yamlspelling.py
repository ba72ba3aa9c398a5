"""Reads the YAML spelling, and the front matter of the Markdown one, into their raw form."""

from examc.core.content import Image
from examc.core.diagnostics import Report, nearest
from examc.core.source import Source
from examc.files import yamlnodes
from examc.files.yamlnodes import Mapping, Node, Scalar, Sequence
from examc.formats.exam import comments, kindnames, otherwords, vocabulary
from examc.formats.exam.raw import RawExam, RawExercise, RawItem, Word
from examc.formats.exam.shapes import Key, Shape
from examc.formats.exam.yamlanswers import Answers
from examc.formats.exam.yamlparts import Parts
from examc.formats.exam.yamlvalues import ITEMS, SURE, are_items, head, is_null
from examc.text import markup

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
            report.add("S156", "no key of this file is one of an exam", head(root), help=help_line)
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


def _is_exam(root: Mapping, keys: dict[str, Key]) -> bool:
    """Whether any key of a file is one of an exam, or was meant as one."""
    return not root.entries or any(
        key.value in (*keys, "items")
        or otherwords.key(key.value, keys)
        or nearest(key.value, tuple(keys), SURE)
        for key, _ in root.entries
    )


def _means_type(key: str) -> bool:
    return key == "type" or (
        key not in vocabulary.ANY_ITEM and nearest(key, tuple(vocabulary.ANY_ITEM), SURE) == "type"
    )


class _Reader(Answers, Parts):
    """Walks the nodes of a YAML file by the vocabulary's tables."""

    def __init__(self, report: Report, keep: comments.Comments | None) -> None:
        super().__init__(report, None if keep is None else keep.inside)

    def exam(self, exam: RawExam, root: Node, keys: dict[str, Key]) -> None:
        """Fill an exam from the file's top mapping."""
        place = "an exam" if "title" in keys else "an included file"
        exam.broken = not isinstance(root, Mapping) and not is_null(root)
        for name, value in self.entries(root, keys, place):
            match keys[name].shape:
                case Shape.COURSE:
                    exam.course = self.words(value, vocabulary.COURSE, "a course")
                case Shape.SCORING:
                    exam.scoring = self.words(value, vocabulary.SCORING, "scoring")
                case Shape.WORDS:
                    setattr(exam, name, self.word_list(value, name))
                case Shape.TEXT:
                    setattr(exam, name, self.text(value, name))
                case Shape.EXERCISES:
                    exam.broken = not isinstance(value, Sequence) and not is_null(value)
                    known = name in {key.value for key, _ in getattr(root, "entries", ())}
                    self._exercises(exam, value, name, known=known)
                case _:
                    self.put(exam.settings, name, value)

    def _exercises(self, exam: RawExam, value: Node, name: str, *, known: bool) -> None:
        """Read the exercises; questions in their place are read as those of one exercise.

        `known` says that their key is the right one, so that nothing was told yet.
        """
        nodes = self.sequence(value, name)
        if not are_items(nodes):
            for node in nodes:
                self._exercise(exam, node)
            return
        first = head(nodes[0])
        if known:
            message = "a question stands in the place of an exercise"
            self.report.add("S113", message, first, help=ITEMS)
        exercise = RawExercise(first, Word("…", first), allow=[Word("L240", first)])
        exercise.items = [self._item(item) for item in nodes]
        exam.exercises.append(exercise)

    def _exercise(self, exam: RawExam, node: Node) -> None:
        keys = vocabulary.EXERCISE | {"items": Key(Shape.ITEMS, "questions and blocks")}
        exercise = RawExercise(head(node), Word("", head(node)))
        entries = self.entries(node, keys, "an exercise") if isinstance(node, Mapping) else []
        for name, value in entries:
            match name:
                case "title":
                    exercise.title = self.word(value, name) or exercise.title
                case "tags" | "allow":
                    setattr(exercise, name, self.word_list(value, name))
                case "items":
                    exercise.items = [self._item(item) for item in self.sequence(value, name)]
                case _:
                    self.put(exercise.settings, name, value)
        if not isinstance(node, Mapping):
            self.wrong(node, "an exercise is a mapping with a title", "write title: …")
        elif not exercise.title.value:
            self.report.add("S115", "exercise has no title", exercise.span, help="add title: …")
        exam.exercises.append(exercise)

    def _item(self, node: Node) -> RawItem:
        item = RawItem(head(node))
        if not isinstance(node, Mapping):
            self.wrong(node, "an item is a mapping with a type", "write type: open")
            return item
        item.kind = self._kind(item, node)
        kind = item.kind.value if item.kind else ""
        keys = vocabulary.ITEMS.get(kind, vocabulary.ANY_ITEM)
        image: dict[str, Word] = {}
        rows: Node | None = None
        for name, value in self.entries(node, keys, kindnames.with_article(kind or "item")):
            if name in ("image", "alt", "caption"):
                self.put(image, name, value)
            elif keys[name].shape is Shape.ROWS:
                rows = value
            elif name != "type":
                self._item_value(item, name, value, keys[name])
        if rows is not None:  # whose cells are named by the columns, wherever these stand
            item.lists["rows"] = self.rows(rows, item.lists.get("columns"))
            item.told = item.told or not _is_list(rows)
        if image or kind == "image block":
            item.image = self._image(item, image)
        return item

    def _kind(self, item: RawItem, node: Mapping) -> Word | None:
        value = next((value for key, value in node.entries if _means_type(key.value)), None)
        if value is None or is_null(value):
            help_line = "add type: " + " or type: ".join(vocabulary.KINDS[:2]) + " …"
            self.report.add("S115", "item has no type", item.span, help=help_line)
            return None
        word = self.word(value, "type")
        if word is None:
            return None
        name = kindnames.known_kind(word.value.lower(), word.span, self.report)
        return Word(name, word.span)

    def _item_value(self, item: RawItem, name: str, value: Node, key: Key) -> None:
        match key.shape:
            case Shape.TEXT:
                part = "prompt" if name in ("prompt", "text") else _PARTS.get(name, name)
                mistakes = len(self.report.diagnostics)
                item.texts[part] = self.text(value, name)
                item.refused = item.refused or len(self.report.diagnostics) > mistakes
                item.part_spans[part] = head(value)
            case Shape.FEEDBACK:
                self._feedback(item, value)
            case Shape.PAIRS:
                item.lists[name] = self.pairs(value, name)
                item.told = item.told or not _is_list(value)
            case Shape.LABELS:
                item.lists[name] = self.labels(value, name)
                item.told = item.told or not _is_list(value)
            case Shape.LISTING:
                item.start = self.listing(value, name)
                item.part_spans[name] = head(value)
            case Shape.WORDS:
                setattr(item, name, self.word_list(value, name))
            case Shape.OPTIONS:
                item.lists[name] = self.entry_list(value, name, vocabulary.OPTION)
            case Shape.CRITERIA:
                item.lists[name] = self.entry_list(value, name, vocabulary.CRITERION)
            case Shape.ANSWERS:
                item.lists[name] = self.answer_list(value)
                item.part_spans[name] = head(value)
            case Shape.GAPS if item.kind and item.kind.value:
                item.gaps = self.gaps(value)
                item.told = item.told or not isinstance(value, Mapping)
                item.part_spans[name] = head(value)
            case Shape.GAPS:
                pass  # nobody knows what it is in a kind that is not known
            case Shape.LEVELS:
                item.lists[name] = self.entry_list(value, name, vocabulary.LEVEL)
            case _:
                self.put(item.settings, name, value)

    def _feedback(self, item: RawItem, value: Node) -> None:
        if isinstance(value, Scalar):
            item.texts["feedback"] = self.text(value, "feedback")
            item.part_spans["feedback"] = value.span
            return
        for name, text in self.entries(value, vocabulary.FEEDBACK, "feedback"):
            item.texts[_PARTS[name]] = self.text(text, name)
            item.part_spans[_PARTS[name]] = head(text)

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


def _is_list(node: Node) -> bool:
    """Whether a value is a list, or says nothing, so that nothing was told of it."""
    return isinstance(node, Sequence) or is_null(node)
