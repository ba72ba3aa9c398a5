"""The same questions in the source of every tool that the benchmark measures.

Multiple choice with a formula, one right option of four, a remark on the question, and one on a wrong
option: what these tools have in common. A tool gets all of it that it can hold.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple


class Asked(NamedTuple):
    """A question: its prompt, its options, the right one first, and remarks on it and the second."""

    number: int
    prompt: str
    options: tuple[str, str, str, str]
    remark: str
    wrong: str


def asked(count: int) -> Iterator[Asked]:
    """Yield so many questions, no two alike."""
    for n in range(count):
        right, falls = f"${n + 2} \\cdot {n}^{{{n + 1}}}$", f"It is {n} to the power of {n + 1}"
        yield Asked(
            n + 1,
            f"What is the derivative of $f(x) = x^{{{n + 2}}}$ at the point $x = {n}$?",
            (right, falls, f"${n + 1} \\cdot {n}^{{{n}}}$", f"None of these, as {n} is no root"),
            f"Look at the rule for powers, here of {n + 2}.",
            f"Here the factor {n + 2} is missing.",
        )


def of_examc(count: int) -> str:
    """All of it."""
    parts = [f"---\ntitle: Exam of {count} questions\nlanguage: en\n---\n\n# Powers {{#powers}}\n"]
    for one in asked(count):
        right, wrong, *others = one.options
        rest = "".join(f"- [ ] {{0}} {option}\n" for option in others)
        parts.append(
            f"\n## 1 pt · multiple choice {{#q{one.number}}}\n\n{one.prompt}\n\n"
            f"- [x] {{1}} {right}\n- [ ] {{0}} {wrong}\n\n  > {one.wrong}\n\n{rest}"
            f"\n### feedback\n\n{one.remark}\n"
        )
    return "".join(parts)


def of_text2qti(count: int) -> str:
    """All of it."""
    lines = [f"Quiz title: Exam of {count} questions", ""]
    for one in asked(count):
        right, wrong, *others = one.options
        lines += [f"{one.number}. {one.prompt}", f"... {one.remark}", f"*a) {right}"]
        lines += [f"b) {wrong}", f"... {one.wrong}"]
        lines += [f"{letter}) {option}" for letter, option in zip("cd", others, strict=True)]
        lines.append("")
    return "\n".join(lines)


def of_mkdocs_quiz(count: int) -> str:
    """Without the remark on an option, which it has no place for."""
    return "\n".join(
        f"<quiz>\n{one.prompt}\n- [x] {one.options[0]}\n"
        + "".join(f"- [ ] {option}\n" for option in one.options[1:])
        + f"\n{one.remark}\n</quiz>\n"
        for one in asked(count)
    )


def of_package_maker(count: int) -> str:
    """Without remarks and formulas, which it has not: its questions are calls, given as JSON here."""
    return json.dumps([[one.prompt, list(one.options), one.options[0]] for one in asked(count)])


def of_examark(count: int) -> str:
    """Without remarks, which it reads and no system shows."""
    parts = [f"# Exam of {count} questions\n"]
    for one in asked(count):
        right, *others = one.options
        wrong = "".join(
            f"{letter}) {option}\n" for letter, option in zip("bcd", others, strict=True)
        )
        parts.append(f"\n{one.number}. [MC] {one.prompt} [1pt]\na) {right} [x]\n{wrong}")
    return "".join(parts)
