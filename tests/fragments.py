"""Random HTML as other systems hold it: every element in every other, and the words it shows.

Each visible word occurs once in a fragment (`w1z`, `w2z`, … in order of reading), so that a test can
say which of them arrived. What a browser does not show holds words of another form (`hidden`).
"""

import re
from collections.abc import Callable
from random import Random

from examc.core.content import Blocks, Code, CodeBlock, Image, Math, Text, walk

_FORMULAS = (
    *(r"\(x_{%s}\)", r"\[y = %s\]", r"$$z^%s$$", r"\(a \\ %s \\\)", r"\(\mbox{if $%s > 0$}\)"),
    *(r"\(\text{%s}\)", r"\(a % %s\)", r"\(\frac{%s}{2}\)", r"\(\$%s\)", r"\(%s\ \)"),
    r"\[\begin{aligned} %s &amp;= b \\ c &amp;&lt; d \end{aligned}\]",
    *(r"\({%s\)", r"\(%s", r"\(|%s|\)", r"\(%s`\)", r"\[ %s \\[2pt] b \]"),
    '<span class="math inline">\\ell_{%s}</span>',
    '<div class="math">%s &lt; 2</div>',
    '<math><mi>%s</mi><mo>+</mo><mn>1</mn></math>',
    '<math><semantics><mi>q</mi><annotation encoding="application/x-tex">%s^2</annotation></semantics></math>',
    '<script type="math/tex">%s</script>',
)  # fmt: skip
_WRAPPERS = (
    *("b", "i", "em", "strong", "u", "s", "del", "sub", "sup", "span", "font", "small", "big"),
    *("cite", "q", "abbr", "label", "mark", "ins", "center", "blink", "o:p", "kbd", "var"),
    *('span style="font-weight:bold"', 'span style="font-style: italic"', 'font color="red"'),
    *('span style="text-decoration: line-through"', 'span style="text-decoration:underline"'),
    *('span style="vertical-align: super"', 'b style="font-weight:normal"', 'span class="x"'),
)
_SIGNS = (
    *("*", "_", "`", "$", "~", "^", "[", "]", "{", "}", "&lt;", "&gt;", "&amp;", "\\", "|", "#"),
    *("1.", "-", "+", "- [ ]", "{+1}", "&nbsp;", "&copy;", "&#8203;", "&#xAD;", "&#1;", "==", "$5"),
    *("***", "~~", "![", "](", "&lt;b&gt;", "&amp;amp;", "\n", "\t", "  ", ">", "''", "---", "```"),
    *(".", ",", "!", "(", ")", "/", ":", "&#x2028;", "&bogus;", "\u00a0", "é", "中", "😀", "a&b"),
)
_CODE = (
    *("", " ", "%s", "`%s`", "%s<br>%s", "%s | \\", '<img src="a.png" alt="">%s', "<b>%s</b>"),
    *("%s\n  %s", "%s<br>&nbsp; %s<br>", "\\(%s\\)", "<br>", "%s``", "%s<sub>%s</sub>", "%s\\|%s"),
)
_BEFORE_ITEMS = ("<ul>", "<ol>", '<ol type="a">', '<ol start="7">', "<ol reversed>", "<menu>")


class Fragment:
    """Makes one fragment; `words` are what a browser shows of it, in order."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.words: list[str] = []
        self.html = "".join(self.block(0) for _ in range(self.random.randint(1, 4)))

    def word(self) -> str:
        """A new word that is seen."""
        self.words.append(f"w{len(self.words) + 1}z")
        return self.words[-1]

    def several(self, make: Callable[[int], str], depth: int, most: int = 3) -> str:
        """A few of a kind, perhaps none."""
        return "".join(make(depth) for _ in range(self.random.randint(0, most)))

    # -- running text ---------------------------------------------------------------------------

    def inline(self, depth: int) -> str:
        """A piece of running text."""
        kinds: list[Callable[[int], str]] = [self._words, self._words, self._words, self._sign]
        kinds += [self._break, self._formula, self._code, self._unseen]
        if depth < 5:
            kinds += [self._wrapped, self._wrapped, self._wrapped, self._link, self._picture]
        return self.random.choice(kinds)(depth + 1)

    def running(self, depth: int) -> str:
        """Running text, perhaps none."""
        return self.several(self.inline, depth, 4)

    def _words(self, _: int) -> str:
        space = self.random.choice(("", " ", " ", "\n"))
        return space + self.word() + self.random.choice(("", " "))

    def _sign(self, _: int) -> str:
        return self.random.choice(_SIGNS)

    def _break(self, _: int) -> str:
        return self.random.choice(("<br>", "<br/>", "<br><br>", " <br> ", "<wbr>"))

    def _formula(self, _: int) -> str:
        form = self.random.choice(_FORMULAS)
        return form.replace("%s", self.word(), 1)

    def _code(self, _: int) -> str:
        tag = self.random.choice(("code", "code", "tt", "samp"))
        form = self.random.choice(_CODE)
        while "%s" in form:
            form = form.replace("%s", self.word(), 1)
        return f"<{tag}>{form}</{tag}>"

    def _unseen(self, _: int) -> str:
        return self.random.choice(
            (
                "<!-- hidden -->",
                '<span style="display:none">hidden</span>',
                "<script>hidden</script>",
                "<style>hidden {}</style>",
                "<span hidden>hidden</span>",
                "",
            )
        )

    def _wrapped(self, depth: int) -> str:
        opening = self.random.choice(_WRAPPERS)
        return f"<{opening}>{self.running(depth)}</{opening.split()[0]}>"

    def _link(self, depth: int) -> str:
        address = self.random.choice(
            ("https://x.org/a", "/a b", "java&#10;script:x", "data:text/html,x", "mailto:a@b.c", "")
        )
        title = self.random.choice(("", ' title="t"', ' title="&quot;\\&#10;"'))
        return f'<a href="{address}"{title}>{self.running(depth)}</a>'

    def _picture(self, _: int) -> str:
        alt = self.random.choice(("", "a picture", "*", "]", " x "))
        return self.random.choice(
            (f'<img src="a.png" alt="{alt}">', f'<img src="gone.png" alt="{alt}">')
        )

    # -- blocks ---------------------------------------------------------------------------------

    def block(self, depth: int) -> str:
        """A block, or running text without one."""
        kinds: list[Callable[[int], str]] = [self._paragraph, self._paragraph, self.running]
        kinds += [self._heading, self._listing, self._plain]
        if depth < 4:
            kinds += [self._list, self._table, self._table, self._quote, self._definitions]
            kinds += [self._emphasised, self._figure]
        return self.random.choice(kinds)(depth + 1)

    def blocks(self, depth: int) -> str:
        """A few blocks, perhaps none."""
        return self.several(self.block, depth, 2)

    def _paragraph(self, depth: int) -> str:
        tag = self.random.choice(("p", "div", "p", 'p style="font-weight: bold"', "section", "p"))
        return f"<{tag}>{self.running(depth)}</{tag.split()[0]}>\n"

    def _heading(self, depth: int) -> str:
        level = self.random.randint(1, 6)
        return f"<h{level}>{self.running(depth)}</h{level}>"

    def _listing(self, _: int) -> str:
        lines = "\n".join(
            self.random.choice(("", "  ", "\t")) + self.word() + self.random.choice(("", " ", "`"))
            for _ in range(self.random.randint(0, 3))
        )
        inner = self.random.choice((lines, f"<code>{lines}</code>", f"\n{lines}\n", f"{lines}<br>"))
        language = self.random.choice(("", ' class="language-c++"', ' class="language-a`b"'))
        return f"<pre{language}>{inner}</pre>"

    def _plain(self, _: int) -> str:
        return self.random.choice(("<hr>", "<br>", "<p></p>", "<p>&nbsp;</p>", "<hr/>", "\n"))

    def _list(self, depth: int) -> str:
        opening = self.random.choice(_BEFORE_ITEMS)
        items = ""
        for _ in range(self.random.randint(0, 3)):
            inner = self.blocks(depth) if self.random.random() < 0.5 else self.running(depth)
            items += f"<li>{inner}</li>" if self.random.random() < 0.9 else inner
        return f"{opening}{items}</{opening.strip('<>').split()[0]}>"

    def _table(self, depth: int) -> str:
        caption = f"<caption>{self.running(depth)}</caption>" if self.random.random() < 0.2 else ""
        rows = ""
        for number in range(self.random.randint(0, 3)):
            cells = ""
            for _ in range(self.random.randint(0, 3)):
                tag = "th" if number == 0 and self.random.random() < 0.7 else "td"
                more = self.random.choice(
                    ("", "", "", ' colspan="2"', ' rowspan="2"', ' align="right"')
                )
                inner = self.blocks(depth) if self.random.random() < 0.4 else self.running(depth)
                cells += f"<{tag}{more}>{inner}</{tag}>"
            rows += f"<tr>{cells}</tr>"
        return f"<table>{caption}{rows}</table>"

    def _quote(self, depth: int) -> str:
        return f"<blockquote>{self.blocks(depth)}</blockquote>"

    def _definitions(self, depth: int) -> str:
        return f"<dl><dt>{self.running(depth)}</dt><dd>{self.blocks(depth)}</dd></dl>"

    def _emphasised(self, depth: int) -> str:
        opening = self.random.choice(_WRAPPERS)
        return f"<{opening}>{self.blocks(depth)}</{opening.split()[0]}>"

    def _figure(self, depth: int) -> str:
        return f'<figure><img src="a.png"><figcaption>{self.running(depth)}</figcaption></figure>'


def seen(content: Blocks) -> list[str]:
    """The words of fragments that a text shows, in order; captions are shown too."""
    found: list[str] = []
    for node in walk(content):
        match node:
            case Text() | Code() | CodeBlock():
                found.append(node.text)
            case Math():
                found.append(node.tex)
            case Image():
                found.append(f" {node.alt} {node.caption}")
            case _:
                found.append(" ")
    return re.findall(r"w\d+z", "".join(found))
