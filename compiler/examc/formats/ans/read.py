"""Reads ANS-style JSON, ours or of others who know only the API's names: bytes → exam and files."""

from fractions import Fraction

from examc.core import limits
from examc.core.content import Blocks, CodeBlock, Image
from examc.core.diagnostics import Report
from examc.core.model import (
    Course,
    Exam,
    Exercise,
    ImageBlock,
    Item,
    StimulusBlock,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
)
from examc.formats.ans import jsontext, names, values
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
        exercises = [exercise for exercise in exercises if not _trashed(exercise, "exercise")]
        for number, exercise in enumerate(exercises, 1):
            exercise.where = f"exercise {number}"
        ids = [
            self._own_id(exercise, ("external_id", "qti_identifier"), derived_exercise_id(place))
            for place, exercise in enumerate(exercises, 1)
        ]
        return Exam(
            title=_name(assignment, "Exam"),
            exercises=tuple(map(self._exercise, exercises, ids)),
            id=_given_id(assignment, ("external_id",)),
            language=_language(assignment),
            course=_course(assignment),
            date=_date(assignment),
            duration=_duration(assignment),
            points=_stated(assignment, "x_points"),
            description=self.texts.read(cover, "description") if cover else (),
            tags=assignment.lines("x_tags"),
            attempts=_counted(assignment, "x_attempts"),
            instructions=self.texts.read(cover, "description_before") if cover else (),
        )

    def _exercise(self, exercise: Object, own: str) -> Exercise:
        bank = exercise.child("x_question_bank", names.BANK)
        return Exercise(
            id=own,
            title=_name(exercise, own),
            items=tuple(self._items(exercise, own)),
            points=_stated(exercise, "points"),
            bank=bank.line("name") if bank else "",
            updated=_updated(exercise),
            tags=tuple(_tags(exercise)),
            shuffle=bool(exercise.flag("x_shuffle")),
            pick=_counted(exercise, "x_pick"),
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
            if _trashed(inner, "question"):
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
        given = _given_id(inner, fields) or derived
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


# -- small values -------------------------------------------------------------------------------


def _trashed(inner: Object, noun: str) -> bool:
    if not inner.flag("trashed"):
        return False
    inner.tell("R410", "trashed", f"{noun} is in the bin, and is left out")
    return True


def _name(inner: Object, otherwise: str) -> str:
    if "x_title" in inner.data:
        return inner.line("x_title")
    name = inner.line("name")
    if not name:
        inner.tell_here("R404", "name is not given", 'write "name": "…"')
    return name or otherwise


def _given_id(inner: Object, fields: tuple[str, ...]) -> str:
    """The id of the API, which we only write where ours is the same; else one of ours."""
    number = inner.whole("id")
    found = [("id", str(number))] if number is not None else []
    found += [(name, inner.line(name)) for name in fields if inner.has(name)]
    legal = [text for _, text in found if limits.is_id(text)]
    for name, text in found:
        if text and text != (legal[0] if legal else ""):
            inner.tell("R527", name, f"{quoted(text)} is not kept as the identifier")
    return legal[0] if legal else ""


def _language(assignment: Object) -> str:
    language = assignment.line("x_language")
    if not language:
        assignment.tell_here("R530", "language is not given; en is assumed")
        return "en"
    if not limits.is_language(language):
        assignment.tell("R406", "x_language", f"{quoted(language)} is not a language", "write en")
        return "en"
    return language


def _course(assignment: Object) -> Course:
    course = assignment.child("x_course", names.COURSE)
    if course is None:
        return Course()
    number, year = course.whole("year"), course.line("x_year")
    if year and number is not None and values.year(year) != number:
        course.tell("R413", "x_year", "this is another year, and is left out")
        year = ""
    if not year and number is not None:
        year = str(number)
    return Course(course.line("course_code"), course.line("name"), year, course.line("x_period"))


def _date(assignment: Object) -> str:
    date, start = assignment.line("x_date"), assignment.line("start_at")
    if not date and start:
        assignment.tell("R410", "start_at", "the time of the day has no place in the exam")
        date = start[:10]
    if date and not limits.is_date(date):
        name = "x_date" if assignment.has("x_date") else "start_at"
        assignment.tell("R406", name, f"{quoted(date)} is not a date", "write 2022-02-14")
        return ""
    return date


def _counted(inner: Object, name: str) -> int | None:
    """A count of attempts or questions, above 0."""
    count = inner.whole(name)
    if count is not None and not 0 < count <= limits.MOST_ENTRIES:
        inner.tell("R406", name, f"{count} is no such number", "write 1")
        return None
    return count


def _duration(assignment: Object) -> int | None:
    minutes = assignment.whole("x_duration")
    if minutes is not None and not 0 < minutes <= limits.LONGEST_MINUTES:
        assignment.tell("R406", "x_duration", f"{minutes} is no number of minutes", "write 180")
        return None
    return minutes


def _stated(inner: Object, name: str) -> Fraction | None:
    points = inner.exact(name)
    if points is not None and not 0 <= points <= limits.LARGEST_POINTS:
        inner.tell("R406", name, "this is no number of points", 'write "10.0"')
        return None
    return points


def _updated(exercise: Object) -> str:
    own, given = exercise.line("x_updated"), exercise.line("updated_at")
    if given and not values.is_timestamp(given):
        exercise.tell("R406", "updated_at", f"{quoted(given)} is not a time", "2023-03-15T14:00")
        given = ""
    if own and not (values.is_timestamp(own) or limits.is_date(own)):
        exercise.tell("R406", "x_updated", f"{quoted(own)} is not a time", "write 2023-03-15")
        own = ""
    return given or own


def _tags(exercise: Object) -> list[str]:
    found: list[str] = []
    for tag in exercise.children("tags", names.TAGGED):
        key, value = tag.line("key"), tag.line("value")
        text = value if key in ("", names.TAG) else f"{key}: {value}" if value else key
        if text:
            found.append(text)
    return found
