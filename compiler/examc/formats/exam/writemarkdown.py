"""Writes the Markdown spelling of a raw exam."""

from collections.abc import Iterable, Mapping

from examc.core import lazyre
from examc.core.content import Blocks, Paragraph, Quote
from examc.formats.exam import vocabulary, wording, writeyaml
from examc.formats.exam.attributes import split_heading
from examc.formats.exam.blanks import is_unseen
from examc.formats.exam.comments import END, Comments, Path, block_comment, part_path
from examc.formats.exam.raw import RawEntry, RawExam, RawExercise, RawItem, RawList, Word
from examc.formats.exam.tomarkdown import Writer
from examc.formats.exam.vocabulary import Key, Shape

_BARE = lazyre.compile(r"[^\s\"{}“”„‟«»‘’][^\s\"{}]*(?<!,)")
_BACKSLASH = lazyre.compile(r"\\(?=[{}#$\\])")
_SIGN = lazyre.compile(r"[{}$]|\\(?=[{}#$\\])")
_TAG_SIGN = lazyre.compile(r",|\\(?=[,\\]|\Z)")
_QUOTED_SIGN = lazyre.compile(r"[\"\\]")
_ESCAPED = r"\\\g<0>"
_TEXT_PARTS = ("solution", "feedback", "feedback: correct", "feedback: incorrect", "for graders")


def write(raw: RawExam, folder: str = "") -> str:
    """Write a file in Markdown; `folder` is where it stands in the exam's folder."""
    front = writeyaml.front_matter(raw)
    comments = raw.comments or Comments()
    body = _Body(folder, Comments(comments.inside))
    body.exam(raw)
    if comments.before or comments.beside:
        rest = Comments(comments.inside, dict(comments.before), dict(comments.beside))
        if front:
            for said in (rest.before, rest.beside):
                for path in [path for path in said if writeyaml.in_front_matter(path)]:
                    del said[path]
        body = _Body(folder, rest.settled(body.places, beside=False))
        body.exam(raw)
    chunks = [["---", *front, "---"]] if front else []
    return "\n\n".join("\n".join(chunk) for chunk in [*chunks, *body.chunks]) + "\n"


class _Body:
    """Writes what stands below the front matter, as chunks with an empty line between them."""

    def __init__(self, folder: str, comments: Comments) -> None:
        self.writer = Writer(comments.inside, folder)
        self.comments = comments
        self.places: set[Path] = set()
        self.chunks: list[list[str]] = []

    def exam(self, raw: RawExam) -> None:
        """Write all exercises, and the comments that end the file."""
        for number, exercise in enumerate(raw.exercises):
            self._exercise(exercise, ("exercises", number))
        self._comments(END)

    def _comments(self, path: Path) -> None:
        self.places.add(path)
        self.chunks += [block_comment(one) for one in self.comments.before.get(path, ())]

    def _exercise(self, raw: RawExercise, path: Path) -> None:
        self._comments(path)
        found = _settings(raw.settings, vocabulary.EXERCISE_ATTRIBUTES)
        self.chunks.append([f"# {_title(raw.title.value, _list(found, raw.tags, raw.allow))}"])
        for number, item in enumerate(raw.items):
            self._item(item, (*path, "items", number))

    def _item(self, raw: RawItem, path: Path) -> None:
        self._comments(path)
        if path[-1] != 0 or not _needs_no_heading(raw):
            self.chunks.append([_heading(raw)])
        prompt = raw.texts.get("prompt", ())
        if raw.image is not None:
            self._comments((*path, "image"))
            prompt = (Paragraph((raw.image,)),)
        if prompt:
            self.chunks.append(self.writer.text(prompt))
        for part in ("options", "criteria", "levels"):
            if part in raw.lists:
                self._entries(part, raw.lists[part], path)
        for part in _TEXT_PARTS:
            if raw.texts.get(part):
                self._comments((*path, *part_path(part)))
                self.chunks += [[f"### {part}"], self.writer.text(raw.texts[part])]

    def _entries(self, part: str, found: RawList, path: Path) -> None:
        if part != "options":
            self._comments((*path, part))
            self.chunks.append([f"### {part}"])
        texts = [_entry_text(entry, part) for entry in found.entries]
        short = all(self.writer.is_short(text) for text in texts)
        lines: list[str] = []
        for number, (entry, text) in enumerate(zip(found.entries, texts, strict=True)):
            own = (*path, part, number)
            if lines and self.comments.before.get(own):
                self.chunks.append(lines)
                lines = []
            self._comments(own)
            lines += [""] * (bool(lines) and not short)
            lines += self.writer.entry(_entry_head(entry, part), text)
        self.chunks.append(lines)


def _needs_no_heading(raw: RawItem) -> bool:
    """Whether an item that opens its exercise is a text block of which nothing else is said."""
    kind = raw.kind.value if raw.kind else ""
    silent = not (raw.settings or raw.allow or raw.tags)
    return kind == "text block" and silent and bool(raw.texts.get("prompt"))


def _entry_text(raw: RawEntry, part: str) -> Blocks:
    """The text of an entry, with its feedback as a quote.

    A quote in an option's text would be its feedback; an empty one below says that it is not.
    """
    if part != "options":
        return raw.content
    parts = [*raw.content]
    if any(isinstance(block, Quote) for block in raw.content):
        parts.append(Quote(()))
    if raw.feedback:
        parts.append(Quote(raw.feedback))
    return tuple(parts)


# -- headings and attributes --------------------------------------------------------------------


def _heading(raw: RawItem) -> str:
    kind = raw.kind.value if raw.kind else ""
    keys = vocabulary.ITEMS[kind]
    label = [kind]
    if "points" in raw.settings:
        points = wording.number(raw.settings["points"])
        label.insert(0, f"{points} pt" if points == "1" else f"{points} pts")
    if "space" in raw.settings:
        label.append(wording.setting("space", raw.settings["space"], keys["space"]))
    found = _list(_settings(raw.settings, vocabulary.attributes(kind)), raw.tags, raw.allow)
    return f"## {' · '.join(label)} {found}".rstrip(" ")


def _title(title: str, attributes: str) -> str:
    """A title and what follows it, with only the signs escaped that would be taken for more."""
    words = _BACKSLASH.sub(_ESCAPED, title)
    text = f"{words} {attributes}".rstrip(" ")
    split = split_heading(text) == len(words) + 1 if attributes else not title.endswith("}")
    return text if split else f"{_SIGN.sub(_ESCAPED, title)} {attributes}".rstrip(" ")


def _entry_head(raw: RawEntry, part: str) -> str:
    found: list[str] = []
    if raw.points is not None:
        weigh = wording.signed if part == "options" else wording.number
        found.append(weigh(raw.points))
    if raw.percent is not None and part == "levels":
        found.append(raw.percent.value.removesuffix("%").rstrip() + "%")
    if raw.id is not None:
        found.append(f"#{raw.id.value}")
    if raw.name is not None:
        found.append(_attribute("name", raw.name.value))
    if raw.fixed:
        found.append("fixed")
    box = {"options": " [x]" if raw.checked else " [ ]"}.get(part, "")
    return f"-{box} {_list(found, (), raw.allow)}".rstrip(" ")


def _settings(settings: Mapping[str, Word], keys: Mapping[str, Key]) -> list[str]:
    """The words of an attribute list: the id, and the rest in the order of the vocabulary."""
    found = [f"#{settings['id'].value}"] if "id" in settings else []
    for name, key in keys.items():
        if name == "id" or name not in settings:
            continue
        value = wording.setting(name, settings[name], key)
        if key.shape is not Shape.FLAG:
            found.append(_attribute(name, value))
        elif value == "yes":
            found.append(f".{name}")
    return found


def _list(found: list[str], tags: Iterable[Word], allow: Iterable[Word]) -> str:
    """An attribute list; tags and silenced diagnostics come last."""
    names = ", ".join(_TAG_SIGN.sub(_ESCAPED, tag.value) for tag in tags)
    codes = ",".join(word.value for word in allow)
    found = [*found, *([_attribute("tags", names)] if names else [])]
    found += [_attribute("allow", codes)] if codes else []
    return f"{{{' '.join(found)}}}" if found else ""


def _attribute(name: str, value: str) -> str:
    if _BARE.fullmatch(value) and not any(map(is_unseen, value)):
        return f"{name}={value}"
    return f'{name}="{_QUOTED_SIGN.sub(_ESCAPED, value)}"'
