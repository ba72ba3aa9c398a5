"""Writes the YAML spelling of a raw exam, and the front matter of the Markdown one."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from examc.formats.exam import escaping, vocabulary, wording, writeyamlparts
from examc.formats.exam.answertext import unquoted
from examc.formats.exam.comments import END, EXERCISES, Comments, Path
from examc.formats.exam.inlinetext import from_folder
from examc.formats.exam.layout import Compact, Layout, Listing, Rich, Value
from examc.formats.exam.raw import RawEntry, RawExam, RawExercise, RawGap, RawItem, RawList, Word
from examc.formats.exam.scalars import scalar
from examc.formats.exam.shapes import Key, Shape
from examc.formats.exam.tomarkdown import Writer

Entries: TypeAlias = dict[str, Value]

_PARTS = {"text": "prompt", "graders": "for graders"}
_FEEDBACK = {
    "general": "feedback",
    "correct": "feedback: correct",
    "incorrect": "feedback: incorrect",
}


def write(raw: RawExam, folder: str = "") -> str:
    """Write a file in YAML; `folder` is where it stands in the exam's folder."""
    entries = _exam(raw)
    exercises: list[Value] = [_exercise(exercise, folder) for exercise in raw.exercises]
    if exercises:
        entries["exercises"] = exercises
    comments = raw.comments or Comments()
    writer = Writer(comments.inside, folder)
    layout = _laid_out(writer, comments, entries, END)
    return "\n".join(layout.lines) + "\n"


def front_matter(raw: RawExam) -> list[str]:
    """The lines between the `---` of a Markdown file; none where it says nothing there."""
    entries = _exam(raw)
    comments = raw.comments or Comments()
    known = Comments(
        comments.inside,
        {path: said for path, said in comments.before.items() if in_front_matter(path)},
        {path: said for path, said in comments.beside.items() if in_front_matter(path)},
    )
    return _laid_out(Writer(comments.inside), known, entries, EXERCISES).lines if entries else []


def in_front_matter(path: Path) -> bool:
    """Whether a place is part of the front matter, in the Markdown spelling."""
    return path == EXERCISES or (path != END and path[0] != EXERCISES[0])


def _laid_out(writer: Writer, comments: Comments, entries: Entries, end: Path) -> Layout:
    """Lay a file out once to know its places, and again with its comments at these."""
    layout = Layout(writer, comments.copy())
    layout.mapping(entries)
    if comments.before or comments.beside:
        layout = Layout(writer, comments.settled(layout.places, end, beside=True))
        layout.mapping(entries)
        layout.comment(end)
    return layout


# -- entries ------------------------------------------------------------------------------------


def _exam(raw: RawExam) -> Entries:
    entries: Entries = {}
    lists = {"tags": raw.tags, "allow": raw.allow, "include": raw.include}
    texts = {"description": raw.description, "instructions": raw.instructions}
    for name, key in vocabulary.EXAM.items():
        match key.shape:
            case Shape.COURSE if raw.course:
                entries[name] = Compact(_settings(raw.course, vocabulary.COURSE, flow=True))
            case Shape.SCORING if raw.scoring:
                entries[name] = _settings(raw.scoring, vocabulary.SCORING)
            case Shape.TEXT if texts.get(name):
                entries[name] = Rich(texts[name])
            case Shape.WORDS if lists[name]:
                entries[name] = _words(lists[name])
            case _ if name in raw.settings:
                entries[name] = _setting(name, raw.settings[name], key)
            case _:
                pass
    return entries


def _exercise(raw: RawExercise, folder: str) -> Entries:
    entries: Entries = {"title": scalar(raw.title.value)}
    lists = {"tags": raw.tags, "allow": raw.allow}
    for name, key in vocabulary.EXERCISE.items():
        if name in raw.settings:
            entries[name] = _setting(name, raw.settings[name], key)
        elif lists.get(name):
            entries[name] = _words(lists[name])
    items: list[Value] = [_item(item, folder) for item in raw.items]
    if items:
        entries["items"] = items
    return entries


def _item(raw: RawItem, folder: str) -> Entries:
    kind = raw.kind.value if raw.kind else ""
    entries: Entries = {}
    for name, key in vocabulary.ITEMS[kind].items():
        value = _item_value(raw, kind, name, key, folder)
        if value is not None:
            entries[name] = value
    return entries


def _item_value(raw: RawItem, kind: str, name: str, key: Key, folder: str) -> "Value | None":
    match key.shape:
        case Shape.TEXT:
            text = raw.texts.get(_PARTS.get(name, name), ())
            return Rich(text) if text else None
        case Shape.FEEDBACK:
            return _feedback(raw)
        case Shape.WORDS:
            words = {"tags": raw.tags, "allow": raw.allow, "types": raw.types}[name]
            return _words(words) if words else None
        case Shape.LISTING:
            return Listing(raw.start.value) if raw.start and raw.start.value else None
        case Shape.PAIRS | Shape.LABELS | Shape.ROWS:
            return writeyamlparts.value(raw, name, folder)
        case Shape.OPTIONS | Shape.CRITERIA | Shape.LEVELS:
            found = raw.lists.get(name)
            return [_entry(entry, key.shape) for entry in found.entries] if found else None
        case Shape.ANSWERS:
            answers = raw.lists.get(name)
            return _answers(answers, numeric=kind == "numeric") if answers else None
        case Shape.GAPS:
            return {gap.name.value: _gap(gap) for gap in raw.gaps} or None
        case Shape.WORD if key.words == vocabulary.TRUTHS:
            return wording.setting(name, raw.settings[name], key) if name in raw.settings else None
        case Shape.FLAG if name in raw.settings:
            return "true" if wording.setting(name, raw.settings[name], key) == "yes" else None
        case _ if name == "type":
            return kind
        case _ if name in ("image", "alt", "caption"):
            return _image_value(raw, name, folder)
        case _:
            word = raw.settings.get(name)
            return _setting(name, word, key) if word else None


def _image_value(raw: RawItem, name: str, folder: str) -> "Value | None":
    if raw.image is None:
        return None
    src = from_folder(raw.image.src, folder)
    value = {"image": src, "alt": raw.image.alt, "caption": raw.image.caption}[name]
    return scalar(value) if value or name == "image" else None


def _feedback(raw: RawItem) -> "Value | None":
    texts: Entries = {
        name: Rich(raw.texts[part]) for name, part in _FEEDBACK.items() if raw.texts.get(part)
    }
    return texts["general"] if list(texts) == ["general"] else texts or None


def _answers(found: RawList, *, numeric: bool) -> list[Value]:
    return [_answer(entry, numeric=numeric) for entry in found.entries]


def _answer(raw: RawEntry, *, numeric: bool) -> Value:
    """An accepted answer: a word, or a mapping where more is said of it."""
    value = wording.said(raw, numeric=numeric)
    word = scalar(
        value if unquoted(value) == value else escaping.code(value).replace(escaping.SPACE, " ")
    )
    entries: Entries = {raw.match.value if raw.match else "is": word}
    if raw.points is not None:
        entries["points"] = wording.number(raw.points)
    if raw.feedback:
        entries["feedback"] = Rich(raw.feedback)
    if raw.id is not None:
        entries["id"] = scalar(raw.id.value)
    if raw.allow:
        entries["allow"] = _words(raw.allow)
    return word if [*entries] == ["is"] else entries


def _gap(raw: RawGap) -> Value:
    """The key of a gap: a list of accepted texts, or a mapping that says how it is filled."""
    if raw.kind == "options":
        found: list[Value] = [_entry(entry, Shape.OPTIONS) for entry in raw.found.entries]
    else:
        found = _answers(raw.found, numeric=raw.kind == "numeric")
    settings = _settings(raw.settings, vocabulary.GAP)
    if raw.kind == "text" and not settings and not raw.allow:
        return found
    entries: Entries = {"answer" if raw.kind == "text" else raw.kind: found, **settings}
    if raw.allow:
        entries["allow"] = _words(raw.allow)
    return entries


def _entry(raw: RawEntry, shape: Shape) -> Entries:
    entries: Entries = {"text": Rich(raw.content)}
    if raw.points is not None:
        entries["points"] = wording.number(raw.points)
    if raw.percent is not None and shape is Shape.LEVELS:
        entries["percent"] = scalar(raw.percent.value.rstrip().removesuffix("%").rstrip())
    if raw.checked:
        entries["correct"] = "true"
    if raw.feedback:
        entries["feedback"] = Rich(raw.feedback)
    if raw.name is not None:
        entries["name"] = scalar(raw.name.value)
    if raw.id is not None:
        entries["id"] = scalar(raw.id.value)
    if raw.fixed:
        entries["fixed"] = "true"
    if raw.allow:
        entries["allow"] = _words(raw.allow)
    return entries


# -- words --------------------------------------------------------------------------------------


def _settings(words: Mapping[str, Word], keys: Mapping[str, Key], *, flow: bool = False) -> Entries:
    return {
        name: scalar(wording.setting(name, words[name], key), flow=flow)
        for name, key in keys.items()
        if name in words
    }


def _setting(name: str, word: Word, key: Key) -> "Value":
    return scalar(wording.setting(name, word, key))


def _words(words: Iterable[Word]) -> Compact:
    return Compact([scalar(word.value, flow=True) for word in words])
