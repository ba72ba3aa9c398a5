"""What examc has to say about an exam: diagnostics as data, and the one table of their codes."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from examc.core.records import Mutable, field
from examc.core.source import Span


class Severity(Enum):
    """How bad it is: an error stops the output, a warning does not, a note is for the record."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(NamedTuple):
    """A kind of diagnostic: its name reads after the word "allow"."""

    name: str
    severity: Severity


class Fix(NamedTuple):
    """A text to write in place of a piece of the source, after which its diagnostic is gone."""

    span: Span
    text: str


class Diagnostic(NamedTuple):
    """One message: what is (`message`), what to do (`help`), and where.

    `span` is the piece of source at fault; `path` names the file where there is no piece of it.
    `where` is the place in the exam (`exercise 2 › question 5 › option 3`), `target` the target
    that a loss belongs to, and `system` the system that reads the target otherwise. `format` is
    the format that was read, of what a reader of foreign files says. `fix` is the help as an edit,
    where it is one.
    """

    code: str
    message: str
    span: Span | None = None
    help: str = ""
    where: str = ""
    path: str = ""
    target: str = ""
    system: str = ""
    severity: Severity = Severity.ERROR
    format: str = ""
    fix: Fix | None = None

    @property
    def name(self) -> str:
        """The rule's name, for reading and silencing."""
        return CODES[self.code].name


MOST_ALIKE = 1000  # errors of one code that are told one by one


class Report(Mutable):
    """A list that diagnostics are collected in, so that one run shows every mistake.

    `format` is the foreign format that is being read, which all of them are about.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    format: str = ""
    _counts: dict[str, int] = field(default_factory=dict)
    """How many errors there were of each code."""
    _more: dict[str, int] = field(default_factory=dict)
    """Where the diagnostic stands that counts the errors of a code that are left out."""

    def add(
        self,
        code: str,
        message: str,
        span: Span | None = None,
        *,
        help: str = "",
        where: str = "",
        path: str = "",
        target: str = "",
        system: str = "",
        severity: Severity | None = None,
        fix: Fix | str | None = None,
    ) -> None:
        """Collect a diagnostic, with the severity that its code has where none is given.

        A `fix` that is a text stands in place of the span.

        Of the errors of one code MOST_ALIKE are collected, and one more that counts the rest: a
        file that is spoilt all over shall not drown its reader.
        """
        severity = severity or CODES[code].severity
        if isinstance(fix, str):
            fix = None if span is None else Fix(span, fix)
        made = Diagnostic(
            code, message, span, help, where, path, target, system, severity, self.format, fix
        )
        count = self._counts[code] = self._counts.get(code, 0) + (severity is Severity.ERROR)
        if count <= MOST_ALIKE:
            self.diagnostics.append(made)
            return
        more = f"{count - MOST_ALIKE} more errors of this code are not listed"
        at = self._more.setdefault(code, len(self.diagnostics))
        if at < len(self.diagnostics) and self.diagnostics[at].code == code:
            self.diagnostics[at] = self.diagnostics[at]._replace(message=more)
        else:
            self._more[code] = len(self.diagnostics)
            self.diagnostics.append(made._replace(message=more, help=""))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Collect diagnostics that were made elsewhere."""
        self.diagnostics.extend(
            entry._replace(format=self.format) if self.format and not entry.format else entry
            for entry in diagnostics
        )

    @property
    def failed(self) -> bool:
        """Whether anything collected is an error."""
        return has_errors(self.diagnostics)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of these is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A help line that names the nearest of the known words, or else all of them."""
    close = nearest(word, known)
    return f"did you mean {close!r}?" if close else "use one of: " + ", ".join(known)


def nearest(word: str, known: Sequence[str], likeness: float = 0.6) -> str:
    """The one of the known words that a word was probably meant as; "" where none is like it."""
    from difflib import get_close_matches

    close = get_close_matches(word.lower()[:60], known, n=1, cutoff=likeness)
    return close[0] if close else ""


def listed(words: Sequence[str]) -> str:
    """Words in a row, for a message: `A, B and C`; "" for none."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = {
    # S1xx: the source cannot be read
    "S102": Code("not-text", _E),
    "S104": Code("file-too-large", _E),
    "S105": Code("control-character", _E),
    "S106": Code("nested-too-deep", _E),
    "S107": Code("wide-table", _E),
    "S108": Code("surplus-cell", _E),
    "S109": Code("too-many-entries", _E),
    "S110": Code("yaml-syntax", _E),
    "S111": Code("duplicate-key", _E),
    "S112": Code("unknown-key", _E),
    "S113": Code("wrong-type", _E),
    "S114": Code("yaml-alias", _E),
    "S115": Code("missing-key", _E),
    "S116": Code("bad-value", _E),
    "S117": Code("front-matter-open", _E),
    "S120": Code("include-missing", _E),
    "S121": Code("include-cycle", _E),
    "S122": Code("path-outside", _E),
    "S123": Code("repeated-include", _E),
    "S130": Code("unknown-kind", _E),
    "S131": Code("unknown-part", _E),
    "S132": Code("misplaced-part", _E),
    "S133": Code("misplaced-heading", _E),
    "S134": Code("bad-attributes", _E),
    "S135": Code("unknown-attribute", _E),
    "S136": Code("bad-number", _E),
    "S137": Code("no-points", _E),
    "S138": Code("misplaced-text", _E),
    "S139": Code("misplaced-options", _E),
    "S140": Code("option-without-box", _E),
    "S141": Code("no-options", _E),
    "S142": Code("not-a-list", _E),
    "S143": Code("misplaced-attribute", _E),
    "S144": Code("repeated-part", _E),
    "S145": Code("bad-identifier", _E),
    "S146": Code("duplicate-identifier", _E),
    "S147": Code("level-percent", _E),
    "S148": Code("no-prompt", _E),
    "S149": Code("image-block", _E),
    "S150": Code("raw-html", _E),
    "S151": Code("open-formula", _E),
    "S152": Code("bad-formula", _E),
    "S153": Code("bad-link", _E),
    "S154": Code("missing-image", _E),
    "S155": Code("bad-image", _E),
    "S156": Code("no-exercises", _E),
    "S157": Code("two-rubrics", _E),
    "S158": Code("misplaced-space", _E),
    "S159": Code("unclosed-listing", _E),
    "S160": Code("not-formatted", _E),
    "S161": Code("not-writable", _E),
    "S162": Code("written-otherwise", _W),
    "S170": Code("not-a-number-answer", _E),
    "S171": Code("untypable-answer", _E),
    "S172": Code("bad-pattern", _E),
    "S173": Code("repeated-answer", _E),
    "S174": Code("no-answer", _E),
    "S175": Code("true-false-options", _E),
    "S176": Code("gap-without-key", _E),
    "S177": Code("misplaced-gap", _E),
    "S178": Code("bad-drop-down", _E),
    "S179": Code("no-weight-left", _E),
    # L2xx: the exam can be read, and has a flaw
    "S180": Code("bad-pool", _E),
    "S181": Code("unequal-pool", _E),
    "S182": Code("bad-start", _E),
    "S183": Code("bad-pair", _E),
    "S184": Code("unnumbered-order", _E),
    "S185": Code("too-few-parts", _E),
    "S186": Code("bad-row", _E),
    "S188": Code("repeated-text", _E),
    "S189": Code("not-one-line", _E),
    "S196": Code("no-cluster", _E),
    "S197": Code("other-workers", _E),
    "S198": Code("unshared-folder", _E),
    "S199": Code("deadly-exam", _E),
    "L201": Code("exam-points", _W),
    "L202": Code("exercise-points", _W),
    "L203": Code("no-correct-option", _W),
    "L204": Code("two-full-answers", _W),
    "L205": Code("worthless-correct-option", _W),
    "L206": Code("idle-penalty", _W),
    "L207": Code("attainable-points", _W),
    "L208": Code("rewarded-wrong-option", _W),
    "L209": Code("criteria-points", _W),
    "L210": Code("level-points", _W),
    "L211": Code("duplicate-option", _W),
    "L212": Code("empty-option", _W),
    "L213": Code("unpinned-option", _W),
    "L214": Code("empty-criterion", _W),
    "L215": Code("no-rubric", _W),
    "L216": Code("shown-remark", _W),
    "L217": Code("numbered-option", _W),
    "L220": Code("position-reference", _W),
    "L221": Code("no-question", _W),
    "L222": Code("long-name", _W),
    "L223": Code("empty-exercise", _W),
    "L224": Code("unknown-macro", _W),
    "L225": Code("unknown-language", _W),
    "L226": Code("indented-listing", _W),
    "L227": Code("unread-markup", _W),
    "L230": Code("no-alternative-text", _W),
    "L231": Code("unused-file", _W),
    "L232": Code("remote-image", _W),
    "L240": Code("unstable-id", _W),
    "L250": Code("unused-allow", _W),
    "L251": Code("unknown-allow", _W),
    "L252": Code("renamed-code", _N),
    "L260": Code("no-full-answer", _W),
    "L261": Code("endless-number", _W),
    "L262": Code("no-typing-hint", _W),
    "L263": Code("quoted-answer", _W),
    "L264": Code("covered-answer", _W),
    "L265": Code("case-only-answers", _W),
    "L266": Code("long-answer", _W),
    "L267": Code("number-as-text", _W),
    "L268": Code("many-gaps", _W),
    "L269": Code("idle-shuffle", _W),
    "L270": Code("few-right-sides", _W),
    "L271": Code("free-pair", _N),
    "L272": Code("coin-toss", _W),
    "L273": Code("idle-pin", _W),
    "L274": Code("idle-weights", _W),
    "L275": Code("equal-rows", _W),
    "L276": Code("answers-in-one", _W),
    # L28x: how formulas are read aloud
    "L283": Code("unclear-sign", _W),
    "L284": Code("unclear-letters", _N),
    # X3xx: a target cannot hold it
    "X301": Code("lost-course", _N),
    "X302": Code("lost-schedule", _N),
    "X303": Code("lost-description", _N),
    "X304": Code("lost-tags", _N),
    "X305": Code("lost-bank", _N),
    "X306": Code("lost-update-time", _N),
    "X307": Code("lost-stated-points", _N),
    "X308": Code("lost-question-shuffle", _W),
    "X309": Code("lost-exam-id", _N),
    "X310": Code("lost-weight", _W),
    "X311": Code("lost-floor", _W),
    "X312": Code("lost-cap", _W),
    "X313": Code("lost-all-or-nothing", _W),
    "X314": Code("lost-check", _W),
    "X315": Code("lost-points", _W),
    "X316": Code("off-grid-weight", _E),
    "X320": Code("lost-option-feedback", _W),
    "X321": Code("lost-feedback", _W),
    "X322": Code("lost-criteria", _N),
    "X323": Code("lost-levels", _N),
    "X324": Code("lost-solution", _N),
    "X325": Code("lost-notes", _N),
    "X326": Code("lost-space", _N),
    "X327": Code("lost-option-shuffle", _W),
    "X328": Code("lost-fixed-option", _W),
    "X329": Code("lost-part-id", _N),
    "X330": Code("lost-text-block", _W),
    "X331": Code("lost-image-block", _W),
    "X332": Code("lost-repeat", _W),
    "X333": Code("lost-free-format", _N),
    "X334": Code("lost-title", _N),
    "X335": Code("lost-exercise", _W),
    "X340": Code("lost-strikethrough", _W),
    "X341": Code("lost-list-start", _W),
    "X342": Code("lost-link-title", _W),
    "X343": Code("lost-table-alignment", _W),
    "X344": Code("lost-code-language", _N),
    "X345": Code("lost-caption", _W),
    "X346": Code("lost-math", _W),
    "X347": Code("lost-true-false", _W),
    "X348": Code("lost-numeric", _W),
    "X350": Code("lost-fill-in", _W),
    "X351": Code("lost-matching", _W),
    "X352": Code("lost-ordering", _W),
    "X353": Code("lost-matrix", _W),
    "X354": Code("lost-upload", _W),
    "X355": Code("lost-code", _W),
    "X356": Code("lost-pool", _W),
    "X357": Code("lost-fixed-question", _W),
    "X358": Code("lost-attempts", _W),
    "X359": Code("lost-instructions", _W),
    "X360": Code("lost-unit", _W),
    # X36x: a system that reads the target does not do what the target says
    "X365": Code("canvas-radio-buttons", _W),
    "X366": Code("canvas-no-key", _W),
    "X367": Code("canvas-no-rubric", _N),
    "X368": Code("canvas-long-prompt", _W),
    "X369": Code("feedback-not-imported", _W),
    "X370": Code("latex-in-players", _W),
    "X371": Code("not-taken", _W),
    "X372": Code("words-in-english", _N),
    # X37x: weights and rules of answers that are no options
    "X373": Code("lost-answer-weight", _W),
    "X374": Code("lost-part-weight", _W),
    "X375": Code("lost-answer-feedback", _W),
    "X376": Code("lost-text-match", _W),
    "X377": Code("lost-files", _W),
    "X378": Code("lost-start", _W),
    "X380": Code("bad-template", _E),
    "X381": Code("refused-by-target", _E),
    "X382": Code("question-left-out", _W),
    "X383": Code("no-images", _W),
    "X384": Code("plain-text", _W),
    "X386": Code("formula-as-latex", _W),
    "X387": Code("image-of-the-web", _W),
    # X38x: a print
    "X388": Code("unprinted-image", _W),
    "X389": Code("flattened-text", _W),
    "X390": Code("missing-glyph", _W),
    "X391": Code("same-versions", _W),
    "X392": Code("no-accessible-print", _W),
    "X397": Code("lost-reading", _W),
    "X398": Code("moved-reference", _W),
    # R4xx: a reader did not understand it
    "R400": Code("not-this-format", _E),
    "R401": Code("broken-file", _E),
    "R404": Code("missing-value", _E),
    "R405": Code("unknown-name", _W),
    "R406": Code("unusable-value", _E),
    "R409": Code("too-large", _E),
    "R410": Code("unheld-value", _W),
    "R412": Code("assumed-value", _W),
    "R413": Code("contradiction", _W),
    "R420": Code("unheld-element", _W),
    "R421": Code("too-deep", _W),
    "R423": Code("unclosed-formula", _W),
    "R424": Code("link", _W),
    "R425": Code("table", _W),
    "R426": Code("unread-formula", _W),
    "R428": Code("unseen-text", _W),
    "R451": Code("unprintable-character", _W),
    "R452": Code("incomplete-head", _W),
    "R456": Code("unread-label", _W),
    "R459": Code("disagreeing-points", _W),
    "R461": Code("missing-text", _W),
    "R462": Code("missing-options", _W),
    "R463": Code("missing-weight", _W),
    "R464": Code("text-out-of-place", _W),
    "R465": Code("mark-out-of-place", _W),
    "R466": Code("uncertain-title", _W),
    "R467": Code("bare-criterion", _W),
    "R469": Code("cut-text", _W),
    "R470": Code("lost-image", _W),
    "R471": Code("lost-figure", _W),
    "R472": Code("repeated-formula", _W),
    "R474": Code("html-as-text", _W),
    "R475": Code("open-listing", _W),
    "R484": Code("left-out-text", _W),
    "R485": Code("joined-text", _W),
    "R486": Code("renumbered-list", _W),
    "R487": Code("active-image", _W),
    "R488": Code("broken-image", _W),
    "R512": Code("file-left-out", _W),
    "R513": Code("nothing-read", _E),
    "R514": Code("unread-kind", _W),
    "R515": Code("unread-processing", _W),
    "R516": Code("unheld-marks", _W),
    "R517": Code("marks-without-answer", _W),
    "R518": Code("assumed-points", _W),
    "R520": Code("item-weight", _W),
    "R521": Code("disagreeing-key", _W),
    "R522": Code("number-of-choices", _W),
    "R523": Code("unheld-feedback", _W),
    "R524": Code("moved-text", _W),
    "R527": Code("identifier", _N),
    "R528": Code("nested-section", _W),
    "R529": Code("unheld-setting", _W),
    "R530": Code("assumed-language", _W),
    "R533": Code("marked-text", _W),
    "R534": Code("outside-the-exam", _W),
    "R494": Code("unread-value", _W),
    "R500": Code("text-format", _W),
    "R501": Code("odd-fraction", _W),
    "R536": Code("number-read-of-text", _W),
    "R537": Code("unstated-case", _W),
    "R545": Code("stated-marks", _W),
    "R546": Code("nothing-right", _W),
    "R556": Code("kinder-marks", _W),
    "R557": Code("joined-lines", _W),
    "R558": Code("assumed-marks", _W),
    "R559": Code("freer-choices", _W),
    "R560": Code("marked-unit", _W),
    "R561": Code("odd-number", _W),
    "R562": Code("costless-number", _W),
    "R563": Code("other-order-rule", _W),
    "R564": Code("text-beside-files", _W),
    "R565": Code("other-look", _N),
    "R566": Code("refused-in-moodle", _W),
    "R570": Code("assumed-encoding", _W),
    "R571": Code("unsaid-order", _W),
    "R572": Code("missing-empty-line", _W),
    "R573": Code("read-as-it-stands", _W),
    "R574": Code("code-not-run", _W),
    "R575": Code("first-attempt", _W),
    "R576": Code("other-mark", _W),
    "R577": Code("one-value", _N),
    "R578": Code("no-right-answer", _W),
    "R582": Code("refused-there-too", _W),
    "R583": Code("read-as-meant", _W),
    "R584": Code("parted-item", _W),
    "R589": Code("guess", _W),
    "R590": Code("date-for-text", _W),
    "R591": Code("formula-result", _N),
    "R592": Code("named-columns", _N),
}
