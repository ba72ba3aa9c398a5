"""Makes exams of any size with the mix of a real one (`sources/resit2022`), figure for figure.

That exam has 37 questions: 3 multiple response, 7 multiple choice, 27 written, in 9 exercises, with
14 blocks and 6 images, 39 options and 39 criteria, feedback on a fourth of the options, and three
or four formulas a question; `test_generate.py` holds the two against each other. Numbers vary, so
that no text stands twice.
"""

IMAGE = "images/plot.png"
"""The one image file that all of them show."""


def exam(questions: int) -> str:
    """The Markdown source of an exam with so many questions, four in an exercise."""
    parts = [f"---\ntitle: Exam of {questions} questions\nlanguage: en\n---\n"]
    for number in range(questions):
        if number % 4 == 0:
            parts.append(f"\n# Exercise {number // 4 + 1} {{#ex{number // 4 + 1}}}\n")
            parts.append(_listing(number) if number % 36 == 0 else _block(number))
        elif number % 10 == 7:
            parts.append(_block(number))
        if number % 37 == 9:
            parts.append(_image_block(number))
        parts.append(
            (_response if number % 12 == 3 else _choice if number % 5 == 1 else _open)(number)
        )
    return "".join(parts)


def _block(n: int) -> str:
    return f"""
## text block {{#b{n}}}

Layer {n} maps its input $\\mathbf{{x}} \\in \\mathbb{{R}}^{{{n + 2}}}$ to an output as follows; the factor in
front is a constant, which nobody trains, and the matrix inside is symmetric.

$$
y_i = \\lambda \\mathbf{{x}}^\\top \\mathbf{{A}}^{{(i)}} \\mathbf{{x}} + \\mathbf{{x}}^\\top \\mathbf{{b}}^{{(i)}} + c_{{{n}}}
$$

The questions below are about this layer, and about what remains of it where the *constant* is 0.
"""


def _listing(n: int) -> str:
    return f"""
## text block {{#b{n}}}

The layer {n} is trained as in the listing below, in which the rate falls after every step:

```python
def step_{n}(x, rate=0.{n}):
    for batch in batches(x):
        x = x - rate * gradient(x, batch)
        rate *= 0.99
    return x
```

1. Batches are drawn without replacement.
2. The gradient is that of the mean of the losses.
"""


def _image_block(n: int) -> str:
    return f"""
## image block · 1/5 page {{#i{n}}}

![Accuracy over {n} epochs, flat at ten percent]({IMAGE} "accuracy {n}")
"""


def _picture(n: int) -> str:
    """A picture in every seventh prompt."""
    return f"\n![Layer {n} as boxes and arrows]({IMAGE})\n" if n % 7 == 2 else ""


def _response(n: int) -> str:
    return f"""
## 2 pts · multiple response {{#q{n}}}

Which claims about the estimate $\\hat\\theta_{{{n}}}$ hold for a sample of size {n + 1}, which was
drawn at random and without looking at the results of any other sample?

- [x] {{+1}} It is unbiased as long as the expectation of each of the values is $\\theta_{{{n}}}$.

  > Correct: the expectation is linear, so the mean of {n + 1} values has the expectation of one of
  > them, whether or not they depend on each other.

- [ ] {{-1}} Its variance grows with the size of the sample, since every value adds its own.

  > No, it shrinks like $\\frac{{\\sigma^2}}{{{n + 1}}}$, since the sum is divided by the size.

- [x] {{+1}} It is consistent by the law of large numbers.
- [ ] {{-1}} It attains every value of the interval $[{n}, {n + 1}]$ in the long run.
"""


def _choice(n: int) -> str:
    return f"""
## 1 pt · multiple choice {{#q{n}}}

What is the derivative of $f(x) = x^{{{n + 2}}}$ at the point $x = {n}$, where the slope of the curve
is what a small step to the right adds to its height?
{_picture(n)}
- [x] {{1}} ${n + 2} \\cdot {n}^{{{n + 1}}}$
- [ ] {{0}} It is {n} to the power of {n + 1}, as the exponent falls by one

  > Here the factor {n + 2} is missing, which the old exponent leaves in front.

- [ ] {{0}} ${n + 1} \\cdot {n}^{{{n}}}$
- [ ] {{0 fixed}} None of the above
"""


def _open(n: int) -> str:
    points, rubric = ("2", _levels(n)) if n % 36 == 17 else ("4", _criteria(n))
    hint = "\nHint: think of a sum in which the terms do not all count the same.\n" * (n % 5 == 0)
    return f"""
## {points} pts · open · 1/2 page {{#q{n}}}

Suppose you have {n + 3} classes, of which one is rare, and care about the recall of this class
more than about that of any other. How would you change the loss $L = \\sum_i t_i \\log p_i$ for that?
Write it down, and explain what every letter in it stands for and where its value comes from.
{_picture(n)}{hint}{rubric}"""


def _criteria(n: int) -> str:
    """One criterion or two, in turn."""
    loss = "The loss has the form $L = \\sum_i w_i t_i \\log p_i$"
    if n % 2 == 0:
        return f"\n### criteria\n\n- {{4}} {loss}, with {n + 3} weights that are constants\n"
    return f"""
### criteria

- {{2}} {loss}, in which the label of the true class is {n + 1}
- {{2}} The weight of the rare class is larger than the others by a factor of {n + 2}, and is no
  parameter that is trained along with the network
"""


def _levels(n: int) -> str:
    return f"""
### levels

- {{2}} The loss is weighted, and the weights are constants
- {{1 50%}} The loss is weighted, but for all of the {n + 3} classes alike
- {{0}} Anything else
"""
