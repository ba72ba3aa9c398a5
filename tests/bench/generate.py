"""Makes exams of any size with a real mix: choice and open questions, formulas, feedback, blocks.

The mix follows a real exam of 37 questions: 3 multiple response, 7 multiple choice, 27 written,
14 blocks, a listing, about four formulas a question. Numbers vary so that no text stands twice.
"""


def exam(questions: int) -> str:
    """The Markdown source of an exam with so many questions, ten in an exercise."""
    parts = [f"---\ntitle: Exam of {questions} questions\nlanguage: en\n---\n"]
    for number in range(questions):
        if number % 10 == 0:
            parts.append(f"\n# Exercise {number // 10 + 1} {{#ex{number // 10 + 1}}}\n")
            parts.append(_block(number))
        parts.append(
            (_response if number % 10 == 3 else _choice if number % 5 == 1 else _open)(number)
        )
    return "".join(parts)


def _block(n: int) -> str:
    return f"""
## text block {{#b{n}}}

Layer {n} maps $\\mathbf{{x}} \\in \\mathbb{{R}}^{{{n + 2}}}$ to $y_i = \\lambda \\mathbf{{x}}^\\top
\\mathbf{{A}}^{{(i)}} \\mathbf{{x}} + c_{{{n}}}$, and is trained as in the listing below.

```python
def step_{n}(x, rate=0.{n}):
    return x - rate * gradient(x)
```
"""


def _response(n: int) -> str:
    return f"""
## 2 pts · multiple response {{#q{n}}}

Which statements about the estimate $\\hat\\theta_{{{n}}}$ are *true* for a sample of size {n + 1}?

- [x] {{+1}} It is unbiased as long as $\\mathbb{{E}}[X] = \\theta_{{{n}}}$ holds.

  > Correct: the expectation is linear, so $\\mathbb{{E}}[\\bar X] = \\theta_{{{n}}}$.

- [ ] {{-1}} Its variance grows with the size of the sample.

  > No, it *shrinks* like $\\frac{{\\sigma^2}}{{{n + 1}}}$.

- [x] {{+1}} It is consistent by the law of large numbers.
- [ ] {{-1}} It attains every value of the interval $[{n}, {n + 1}]$.
"""


def _choice(n: int) -> str:
    return f"""
## 1 pt · multiple choice {{#q{n}}}

What is the derivative of $f(x) = x^{{{n + 2}}}$ at the point $x = {n}$?

- [x] {{1}} ${n + 2} \\cdot {n}^{{{n + 1}}}$
- [ ] {{0}} ${n}^{{{n + 1}}}$

  > Here the factor ${n + 2}$ is missing.

- [ ] {{0}} ${n + 1} \\cdot {n}^{{{n}}}$
- [ ] {{0 fixed}} None of the above
"""


def _open(n: int) -> str:
    return f"""
## 4 pts · open · 1/2 page {{#q{n}}}

Suppose you have $N = {n + 3}$ classes, and care about the recall of class $k$. How would you
change the loss $L = \\sum_i t_i \\log p_i$? Write it down, and explain **each** weight $w_j$.

*Hint:* think of a weighted sum.

### criteria

- {{2}} The loss has the form $L = \\sum_i w_i t_i \\log p_i$, in which $t_i$ is 1 for the true class.
- {{1.5}} Weight $w_k$ is larger than the others by a factor of {n + 2}.
- {{0.5}} The weights are `constants`, not trained.
"""
