"""What a printed exam holds: what is on the paper, in the key or on the sheet for grading."""

from examc.core.features import KEPT, Feature, Hold, Holding, Statement

_AFTER = Holding(Hold.BENT, "it stands in the key, and students see it where they are shown that")
_ONE_ORDER = Holding(
    Hold.PARTLY, "all papers have the order of the source; those of --versions have others"
)


def _bent(how: str, help: str = "") -> Holding:
    return Holding(Hold.BENT, how, help)


def _lost(how: str = "") -> Holding:
    return Holding(Hold.LOST, how)


STATEMENT: Statement = {
    **dict.fromkeys(Feature, KEPT),
    Feature.TAGS: _lost(),
    Feature.BANK: _lost(),
    Feature.UPDATED: _lost(),
    Feature.STATED_POINTS: _lost("the points of the questions are added up"),
    Feature.QUESTION_SHUFFLE: _ONE_ORDER,
    Feature.OPTION_SHUFFLE: _ONE_ORDER,
    Feature.OPTION_FEEDBACK: _AFTER,
    Feature.FEEDBACK: _AFTER,
    Feature.ANSWER_FEEDBACK: _AFTER,
    Feature.PART_ID: _lost(),
    Feature.REPEAT: _bent("it stands once, before the questions it belongs to"),
    Feature.FILL_IN: Holding(
        Hold.PARTLY, "the options of a drop-down stand below the text, with circles"
    ),
    Feature.UPLOAD: _bent("students write the names of the files that they hand in elsewhere"),
    Feature.POOL: Holding(Hold.PARTLY, "all students with the same version get the same questions"),
    Feature.ATTEMPTS: _lost("a paper is written on once"),
    Feature.CODE_LANGUAGE: _bent("listings are black, without colours"),
    Feature.MATH: Holding(Hold.PARTLY, "what cannot be drawn is printed as LaTeX"),
}
