"""What Aiken holds of an exam: multiple choices with one right option, in plain text."""

from examc.core.features import KEPT, Feature, Hold, Holding, Statement

_OUT = Holding(Hold.LOST, "the question is left out", "build for moodle, which holds it")
_LOST = Holding(Hold.LOST)
_HELD: dict[Feature, Holding] = {
    Feature.WEIGHT: Holding(Hold.PARTLY, "one option has all points, and the others none"),
    Feature.FLOOR: Holding(Hold.PARTLY, "a question earns 0 at least"),
    Feature.CAP: Holding(Hold.PARTLY, "a question earns its points at most"),
    Feature.ALL_OR_NOTHING: KEPT,
    Feature.CHECK: Holding(Hold.PARTLY, "one option is checked, and has all points"),
    Feature.POINTS: Holding(Hold.PARTLY, "every question is worth 1 until Moodle is told"),
    Feature.EXERCISE: Holding(Hold.LOST, "its questions follow those of the one before"),
    Feature.OPTION_SHUFFLE: Holding(Hold.LOST, "Moodle's settings decide"),
    Feature.TEXT_BLOCK: Holding(Hold.LOST, "the text is left out"),
    Feature.IMAGE_BLOCK: Holding(Hold.LOST, "the block is left out"),
    Feature.TITLE: _LOST,
    Feature.MATH: Holding(Hold.PARTLY, "as LaTeX between its delimiters"),
    Feature.CAPTION: Holding(Hold.LOST, "an image is its words alone"),
    Feature.POOL: Holding(Hold.LOST, "all are written"),
}
_KINDS = (
    *(Feature.TRUE_FALSE, Feature.NUMERIC, Feature.SHORT_ANSWER, Feature.FILL_IN),
    *(Feature.MATCHING, Feature.ORDERING, Feature.MATRIX, Feature.UPLOAD, Feature.CODE),
)
STATEMENT: Statement = {
    feature: _HELD.get(feature, _OUT if feature in _KINDS else _LOST) for feature in Feature
}
"""Partly is what its writer reports case by case."""
