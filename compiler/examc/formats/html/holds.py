"""What the page holds of an exam: everything can be seen in one of its views, and answers are marked."""

from examc.core.features import KEPT, Feature, Hold, Holding, Statement

_OTHERS: dict[Feature, Holding] = {
    Feature.QUESTION_SHUFFLE: Holding(Hold.BENT, "they stand in the order of the source"),
    Feature.OPTION_SHUFFLE: Holding(Hold.BENT, "they stand in the order of the source"),
    Feature.REPEAT: Holding(Hold.BENT, "it stands once, above its questions"),
    Feature.POOL: Holding(Hold.BENT, "all of them are shown, and how many each student gets"),
    Feature.STATED_POINTS: Holding(Hold.LOST, "the sum of the questions' points is shown"),
    Feature.MATH: Holding(
        Hold.PARTLY, "as MathML; what that cannot say as a drawing, with examc[print], or as LaTeX"
    ),
    Feature.SPACE: Holding(Hold.PARTLY, "of answers, where the page is printed; not of images"),
}
STATEMENT: Statement = {feature: _OTHERS.get(feature, KEPT) for feature in Feature}
