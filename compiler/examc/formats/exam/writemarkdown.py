"""Writes the Markdown spelling of a raw exam."""

from collections.abc import Mapping

from examc.core import lazyre
from examc.core.content import Blocks, CodeBlock, Paragraph
from examc.formats.exam import keyparts, vocabulary, wording, writeyaml
from examc.formats.exam.attributes import split_heading
from examc.formats.exam.attributetext import attribute, attribute_list
from examc.formats.exam.comments import END, Comments, Path, part_path
from examc.formats.exam.raw import RawEntry, RawExam, RawExercise, RawGap, RawItem, RawList, Word
from examc.formats.exam.shapes import Key, Shape
from examc.formats.exam.writesides import Sides, with_feedback

_LANGUAGE = lazyre.compile(r"[A-Za-z0-9][\w+#.-]*")
"""A programming language that a listing can name."""
_BACKSLASH = lazyre.compile(r"\\(?=[{}#$\\])")
_SIGN = lazyre.compile(r"[{}$]|\\(?=[{}#$\\])")
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


class _Body(Sides):
    """Writes what stands below the front matter, as chunks with an empty line between them."""

    def exam(self, raw: RawExam) -> None:
        """Write all exercises, and the comments that end the file."""
        for number, exercise in enumerate(raw.exercises):
            self._exercise(exercise, ("exercises", number))
        self.put_comments(END)

    def _exercise(self, raw: RawExercise, path: Path) -> None:
        self.put_comments(path)
        found = _settings(raw.settings, vocabulary.EXERCISE_ATTRIBUTES)
        self.chunks.append(
            [f"# {_title(raw.title.value, attribute_list(found, raw.tags, raw.allow))}"]
        )
        for number, item in enumerate(raw.items):
            self._item(item, (*path, "items", number))

    def _item(self, raw: RawItem, path: Path) -> None:
        self.put_comments(path)
        if path[-1] != 0 or not _needs_no_heading(raw):
            self.chunks.append([_heading(raw)])
        prompt = raw.texts.get("prompt", ())
        if raw.image is not None:
            self.put_comments((*path, "image"))
            prompt = (Paragraph((raw.image,)),)
        if prompt:
            self.chunks.append(self.writer.text(prompt))
        if raw.start is not None and raw.start.value:
            self._start(raw.start, raw.settings.get("language"), path)
        for part in ("options", "criteria", "levels"):
            if part in raw.lists:
                heading = "" if part == "options" else f"### {part}"
                self._entries(heading, part, raw.lists[part], (*path, part))
        if "answer" in raw.lists:
            key = "numeric" if raw.kind and raw.kind.value == "numeric" else "text"
            self._entries("### answer", key, raw.lists["answer"], (*path, "answer"))
        for gap in raw.gaps:
            self._entries(_gap_heading(gap), gap.kind, gap.found, (*path, *keyparts.path(gap)))
        self.sides(raw, path)
        for part in _TEXT_PARTS:
            if raw.texts.get(part):
                self.put_comments((*path, *part_path(part)))
                self.chunks += [[f"### {part}"], self.writer.text(raw.texts[part])]

    def _start(self, start: Word, language: Word | None, path: Path) -> None:
        self.put_comments((*path, "start"))
        name = language.value if language and _LANGUAGE.fullmatch(language.value) else ""
        self.chunks += [["### start"], self.writer.text((CodeBlock(start.value, name),))]

    def _entries(self, heading: str, part: str, found: RawList, path: Path) -> None:
        """Write the entries of a part; those of a key are "text", "numeric" or "options"."""
        if heading:
            self.put_comments(path)
            self.chunks.append([heading])
        self.list_items(
            [
                ((*path, number), _entry_head(entry, part), _entry_text(entry, part))
                for number, entry in enumerate(found.entries)
            ]
        )


def _needs_no_heading(raw: RawItem) -> bool:
    """Whether an item that opens its exercise is a text block of which nothing else is said."""
    kind = raw.kind.value if raw.kind else ""
    silent = not (raw.settings or raw.allow or raw.tags)
    return kind == "text block" and silent and bool(raw.texts.get("prompt"))


def _entry_text(raw: RawEntry, part: str) -> Blocks:
    if part in ("criteria", "levels"):
        return raw.content
    answer: Blocks = ()
    if raw.answer is not None:
        answer = (Paragraph((wording.answer(raw, numeric=part == "numeric"),)),)
    return with_feedback((*raw.content, *answer), raw.feedback)


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
    settings = _settings(raw.settings, vocabulary.attributes(kind))
    if raw.types:
        settings.append(attribute("types", " ".join(word.value for word in raw.types)))
    found = attribute_list(settings, raw.tags, raw.allow)
    return f"## {' · '.join(label)} {found}".rstrip(" ")


def _gap_heading(gap: RawGap) -> str:
    kind = " · numeric" if gap.kind == "numeric" else ""
    found = attribute_list(_settings(gap.settings, vocabulary.GAP_ATTRIBUTES), (), gap.allow)
    return f"### answer: {gap.name.value}{kind} {found}".rstrip(" ")


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
    if raw.match is not None:
        found.append(raw.match.value)
    if raw.id is not None:
        found.append(f"#{raw.id.value}")
    if raw.name is not None:
        found.append(attribute("name", raw.name.value))
    if raw.fixed:
        found.append("fixed")
    box = {"options": " [x]" if raw.checked else " [ ]"}.get(part, "")
    return f"-{box} {attribute_list(found, (), raw.allow)}".rstrip(" ")


def _settings(settings: Mapping[str, Word], keys: Mapping[str, Key]) -> list[str]:
    """The words of an attribute list: the id, and the rest in the order of the vocabulary."""
    found = [f"#{settings['id'].value}"] if "id" in settings else []
    for name, key in keys.items():
        if name == "id" or name not in settings:
            continue
        value = wording.setting(name, settings[name], key)
        if key.shape is not Shape.FLAG:
            found.append(attribute(name, value))
        elif value == "yes":
            found.append(f".{name}")
    return found
