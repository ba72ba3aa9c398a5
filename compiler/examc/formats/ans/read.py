"""Reads ANS-style JSON, ours or of others who know only the API's names: bytes → exam and files."""

from examc.core.content import Blocks, CodeBlock, Image
from examc.core.diagnostics import Report
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Item,
    StimulusBlock,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
)
from examc.formats.ans import jsontext, names, readvalues
from examc.formats.ans import questions as questions_of
from examc.formats.ans.files import Files
from examc.formats.ans.jsontext import Document
from examc.formats.ans.objects import Context, Object, ordered
from examc.formats.ans.texts import Texts
from examc.formats.foreign import identifiers
from examc.formats.foreign.quoting import quoted

_BLOCK_NOUNS = {"text": "text block", "code": "text block", "image": "image block"}


def sniff(data: bytes) -> bool:
    """Whether a content is, or is meant to be, ANS-style JSON."""
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    told = f'"{names.FORMAT}"'.encode() in data
    whole = b'"assignment"' in data and b'"exercises"' in data
    return start.startswith(b"{") and (told or whole)


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read an exam and its image files by their path; `path` is the file's name for messages.

    The exam is None where the file is no such JSON. Where the report has errors, the exam is only
    good for finding more of them.
    """
    document = jsontext.load(path, data, report)
    root = _root(document)
    assignment = root.child("assignment", names.ASSIGNMENT) if root else None
    if root is None or assignment is None:
        if root is not None:
            root.tell_here("R400", "file has no assignment", 'write {"assignment": {…}, …}')
        return None, {}
    files = Files()
    for entry in root.children("x_attachments", names.ATTACHMENT):
        files.add(entry)
    texts = Texts(files, ours=root.line("generator") == names.GENERATOR)
    exam = _Reader(texts).exam(assignment)
    root.context.report_rest()
    return exam, files.files


def _root(document: Document) -> Object | None:
    if not document.parsed:
        return None  # it has been said why
    if not isinstance(document.root, dict):
        document.tell("R400", (), "file holds no object", 'write {"assignment": {…}, …}')
        return None
    root = Object(Context(document), document.root, ())
    root.check_names(names.ROOT)
    if root.line("format") != names.FORMAT:
        root.tell("R412", "format", f"format is not {names.FORMAT!r}; it is read as if it were")
    elif root.line("format_version") != names.VERSION:
        message = f"version is not {names.VERSION}; it is read as if it were"
        root.tell("R412", "format_version", message)
    return root


class _Reader:
    """Makes the model's nodes; what is wrong is reported, and a harmless value stands for it."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.ids = identifiers.Ids()
        self.shuffled = False

    def exam(self, assignment: Object) -> Exam:
        """The whole exam."""
        cover = assignment.child("x_cover", names.COVER)
        self.shuffled = bool(cover and cover.flag("shuffle_choices"))
        if "exercises" not in assignment.data:
            assignment.tell_here("R404", "exercises are not given", 'write "exercises": […]')
        exercises = ordered(assignment.children("exercises", names.EXERCISE), "position")
        exercises = [
            exercise for exercise in exercises if not readvalues.trashed(exercise, "exercise")
        ]
        for number, exercise in enumerate(exercises, 1):
            exercise.where = f"exercise {number}"
        ids = [
            self._own_id(exercise, ("external_id", "qti_identifier"), derived_exercise_id(place))
            for place, exercise in enumerate(exercises, 1)
        ]
        return Exam(
            title=readvalues.name(assignment, "Exam"),
            exercises=tuple(map(self._exercise, exercises, ids)),
            id=readvalues.given_id(assignment, ("external_id",)),
            language=readvalues.language(assignment),
            course=readvalues.course(assignment),
            date=readvalues.date(assignment),
            duration=readvalues.duration(assignment),
            points=readvalues.stated(assignment, "x_points"),
            description=self.texts.read(assignment, "x_description"),
            tags=assignment.lines("x_tags"),
            attempts=readvalues.counted(assignment, "x_attempts"),
            instructions=self._instructions(cover) if cover else (),
        )

    def _instructions(self, cover: Object) -> Blocks:
        """What students read on the cover, in its order."""
        before = self.texts.read(cover, "description_before")
        return (*before, *self.texts.read(cover, "description"))

    def _exercise(self, exercise: Object, own: str) -> Exercise:
        bank = exercise.child("x_question_bank", names.BANK)
        return Exercise(
            id=own,
            title=readvalues.name(exercise, own),
            items=tuple(self._items(exercise, own)),
            points=readvalues.stated(exercise, "points"),
            bank=bank.line("name") if bank else "",
            updated=readvalues.updated(exercise),
            tags=tuple(readvalues.tags(exercise)),
            shuffle=bool(exercise.flag("x_shuffle")),
            pick=readvalues.counted(exercise, "x_pick"),
        )

    def _items(self, exercise: Object, own: str) -> list[Item]:
        asked = exercise.children("questions", names.QUESTION)
        blocks = exercise.children("x_blocks", names.BLOCK)
        is_block = {id(block) for block in blocks}
        items: list[Item] = []
        counts: dict[str, int] = {}
        for inner in ordered([*asked, *blocks], "position"):
            kind = inner.data.get("kind") if id(inner) in is_block else None
            noun = (
                _BLOCK_NOUNS.get(str(kind), "text block") if id(inner) in is_block else "question"
            )
            counts[noun] = counts.get(noun, 0) + 1
            inner.where = f"{exercise.where} › {noun} {counts[noun]}"
            if readvalues.trashed(inner, "question"):
                continue
            item_id = self._own_id(inner, ("x_id",), derived_item_id(own, len(items) + 1))
            if id(inner) in is_block:
                items.append(self._block(inner, item_id))
            else:
                items.append(
                    questions_of.question(inner, item_id, self.texts, shuffled=self.shuffled)
                )
        return items

    def _own_id(self, inner: Object, fields: tuple[str, ...], derived: str) -> str:
        """An id that no other place of the exam has; letter case does not tell two apart."""
        given = readvalues.given_id(inner, fields) or derived
        own = self.ids.own(given, derived)
        changed = identifiers.changed(given, own)
        if changed:
            inner.tell_here("R527", changed, identifiers.HELP)
        return own

    # -- blocks ---------------------------------------------------------------------------------

    def _block(self, block: Object, own: str) -> StimulusBlock:
        kind, repeat = block.line("kind"), bool(block.flag("x_repeat"))
        if block.flag("truncated"):
            block.tell("R469", "truncated", "text was cut off where it comes from")
        if kind == "image":
            if block.has("content"):
                block.lose("block of kind 'image'", "content")
            space = questions_of.space(block, "space")
            return ImageBlock(id=own, image=self._image(block), space=space, repeat=repeat)
        if kind == "code":
            if block.has("content"):
                block.lose("block of kind 'code'", "content")
            content: Blocks = (CodeBlock(block.text("code"), block.line("language")),)
        else:
            if kind != "text":
                block.tell(
                    "R406", "kind", f"{quoted(kind)} is no kind of block", "text, image or code"
                )
            content = self.texts.read(block, "content")
        if not content:
            block.tell("R461", "content", "block says nothing")
        return TextBlock(id=own, content=content, repeat=repeat)

    def _image(self, block: Object) -> Image:
        key, remote = block.line("attachment_key"), block.line("x_src")
        alt, caption = block.line("x_alt"), block.line("caption")
        path = self.texts.files.path_of(key or remote)
        if path is None:
            message = f"image {quoted(key or remote)} is not among the attachments"
            block.tell("R470", "attachment_key", message, "add the file")
        return Image(path or "images/missing", alt, caption)
