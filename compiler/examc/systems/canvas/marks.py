"""How Canvas Classic quizzes mark: right or wrong answers, whatever package they came in."""

from fractions import Fraction

from examc.systems.view import Award, Chosen


def single(right: Chosen, points: Fraction) -> Award:
    """multiple_choice: any right answer is worth all the points."""
    return lambda chosen: points if chosen and chosen <= right else Fraction(0)


def several(right: Chosen, points: Fraction) -> Award:
    """multiple_answers: each right one adds a share, each wrong one takes a share, 0 at least."""

    def award(chosen: Chosen) -> Fraction:
        net = len(chosen & right) - len(chosen - right)
        return max(Fraction(0), points * net / max(len(right), 1))

    return award
