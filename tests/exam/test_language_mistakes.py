"""Every mistake of a source is told at the exact piece that is wrong, in both spellings.

In a case, `«` and `»` stand round the pieces that must be pointed at, in the order of the codes.
"""

import re

import pytest

from examc.core.diagnostics import CODES
from marks import check, diagnostics, without_marks
from support import ROOT

FRONT = "---\ntitle: T\n---\n\n# E {#e}\n\n"
OPEN = FRONT + "## 1 pt · open {#q}\n\n"
CHOICE = FRONT + "## 1 pt · multiple choice {#q}\n\nW?\n\n"
OPTIONS = "- [x] a\n- [ ] b\n"
QUESTION = "## 1 pt · open {#q}\n\nW?\n"

HEADINGS = {
    "unknown kind": ("S130", FRONT + "## 1 pt · «opne» · 1/2 page\n\nW?\n"),
    "kind that comes later": ("S130", FRONT + "## 1 pt · «hotspot»\n\nW?\n"),
    "no kind": ("S130", FRONT + "«## 1 pt»\n\nW?\n"),
    "two kinds": ("S130", FRONT + "## 1 pt · open · «essay»\n\nW?\n"),
    "no points": ("S137", FRONT + "«## open {#q}»\n\nW?\n"),
    "points twice": ("S111", FRONT + "## 1 pt · «2» pts · open\n\nW?\n"),
    "points in words": ("S136", FRONT + "## «two» pts · open\n\nW?\n"),
    "points with a comma": ("S136", FRONT + "## «1,5» pts · open\n\nW?\n"),
    "points with an exponent": ("S136", FRONT + "## «1e999» pts · open\n\nW?\n"),
    "points below zero": ("S136", FRONT + "## «-2» pts · open\n\nW?\n"),
    "too many points": ("S136", FRONT + "## «10001» pts · open\n\nW?\n"),
    "points with endless digits": ("S136", FRONT + f"## «{'9' * 5000}» pts · open\n\nW?\n"),
    "a block with points": ("S143", FRONT + "## «1» pt · text block\n\nText\n"),
    "a block with space": ("S158", FRONT + "## text block · «1 page»\n\nText\n"),
    "no space for options": (
        "S158",
        FRONT + f"## 1 pt · multiple choice · «1 page»\n\nW?\n\n{OPTIONS}",
    ),
    "space of nothing": ("S116", FRONT + "## 1 pt · open · «0 pages»\n\nW?\n"),
    "space with two slashes": ("S116", FRONT + "## 1 pt · open · «1/2/3 page»\n\nW?\n"),
    "unknown part": ("S131", OPEN + "W?\n\n### «solutoin»\n\nx\n"),
    "part twice": ("S144", OPEN + "W?\n\n### solution\n\nx\n\n### «Solution»\n\ny\n"),
    "part of another kind": ("S132", CHOICE + OPTIONS + "\n### «criteria»\n\n- {1} a\n"),
    "part of a block": ("S132", FRONT + "## text block\n\nT\n\n### «solution»\n\nx\n"),
    "both rubrics": (
        "S157",
        OPEN + "W?\n\n### criteria\n\n- {1} a\n\n### «levels»\n\n- {1} a\n",
    ),
    "item before any exercise": ("S133", "---\ntitle: T\n---\n\n## «1 pt · open»\n\nW?\n"),
    "part outside an item": ("S133", FRONT + "### «solution»\n\nx\n"),
    "title in a list": ("S133", OPEN + "W?\n\n* «# no title»\n"),
    "title without a space": ("S133", OPEN + "W?\n\n«##2 pts · open»\n\nV?\n"),
    "title without a space, level 1": ("S133", OPEN + "W?\n\n«#Graphs»\n"),
    "exercise without a title": ("S115", FRONT + "# «»{#f}\n"),
    "text before any exercise": ("S138", "---\ntitle: T\n---\n\n«Text»\n\n# E\n"),
    "no prompt": ("S148", FRONT + "«## 1 pt · open»\n"),
    "text block without text": ("S148", FRONT + "«## text block»\n"),
    "image block without image": ("S149", FRONT + "«## image block»\n"),
    "image block with text": ("S149", FRONT + "## image block\n\n«Look:»\n"),
}
LABELS = {
    "parted by colons": ("S130", FRONT + "## 1 pt«:» open : 1/2 page\n\nW?\n"),
    "parted by half a dash": ("S130", FRONT + "## 1 pt«-» open\n\nW?\n"),
    "points with a comma, parted by commas": ("S136", FRONT + "## «1,5» pts, open\n\nW?\n"),
    "a question one level too high": ("S133", FRONT + "# «2 pts · open {#r}»\n\nW?\n"),
    "a question one level too low": ("S133", OPEN + "V?\n\n### «2 pts | open»\n\nW?\n"),
    "a question as a heading of a text": ("S133", OPEN + "V?\n\n«#### 2 pts · open»\n\nW?\n"),
    "a question too high, in other words": ("S133 S130", FRONT + "# «2 pts, «essay»»\n\nW?\n"),
    "points in Dutch": ("S130", FRONT + "## 1 «punt» · open\n\nW?\n"),
    "points and kind in German": (
        "S130",
        FRONT + f"## «1 Punkt · Mehrfachauswahl»\n\nW?\n\n{'- [x] a' + chr(10) + '- [ ] b'}\n",
    ),
    "space in Dutch": ("S116", FRONT + "## 1 pt · open · «1/2 pagina»\n\nW?\n"),
    "space in lines": ("S116", FRONT + "## 1 pt · open · «10 lines»\n\nW?\n"),
    "a title instead of a label": ("S130", FRONT + "## «Pooling» · 1 pt · open\n\nW?\n"),
}
SLIPS = {
    "code below a line of a text": ("S133", OPEN + "What?\n\nx = 3\n«# now add»\nx += 1\n"),
    "code above a line of code": ("S133", OPEN + "What?\n\nx = 3\n\n«# now add»\nx += 1\n"),
    "code before the options": (
        "S133",
        CHOICE + "«# two imports»\nimport os\nfrom re import sub\n\n" + OPTIONS,
    ),
    "name in other brackets": ("S134", FRONT + "## 1 pt · open · 1 page «[#q]»\n\nW?\n"),
    "name without the first brace": ("S134", FRONT + "## 1 pt · open «#q}»\n\nW?\n"),
    "comma without a space": (
        "S134",
        CHOICE.replace("{#q}", "{«#q,»floor=none}") + OPTIONS,
    ),
    "heading glued to its sign": (
        "S133",
        CHOICE + OPTIONS + "\n«##1 pt · open»\n\nW?\n\n### criteria\n\n- {1} a\n",
    ),
    "part as a heading": ("L227", OPEN + "W?\n\n«#### criteria»\n\n* {1} a\n"),
    "no exercise": ("S138", "---\ntitle: T\n---\n\n«Text»\n\n" + QUESTION),
    "formula and macro": ("S151", OPEN + "Is «$»\\frac{1}{2} small?\n"),
    "image without !": ("L227", OPEN + "See «[a](b.png)», why?\n"),
    "curly quotes": ("S134", FRONT + "## 1 pt · open {#q «title=“a b”»}\n\nW?\n"),
    "curly quotes round one word": ("S134", FRONT + "## 1 pt · open {#q «title=”a”»}\n\nW?\n"),
    "two words without quotes": ("S134", FRONT + "## 1 pt · open {#q «title=a b»}\n\nW?\n"),
    "spaces round =": ("S134", CHOICE.replace("{#q}", "{#q «floor = none»}") + OPTIONS),
    "a colon for =": ("S134", CHOICE.replace("{#q}", "{#q «floor: none»}") + OPTIONS),
    "commas": ("S134", CHOICE.replace("{#q}", "{«#q,» floor=none, cap=none}") + OPTIONS),
    "a name with spaces": ("S134", FRONT + "## 1 pt · open {«#my own name»}\n\nW?\n"),
    "a flag is no word of a name": ("S135", CHOICE + "- [x] {1 #a «fixd»} a\n- [ ] b\n"),
    "weight in percent": ("S136", CHOICE + "- [x] {«100%»} a\n- [ ] b\n"),
    "weight with a dash": ("S136", CHOICE + "- [x] a\n- [ ] {«–1»} b\n"),
    "option glued to its bullet": ("S140", CHOICE + "- [x] a\n«-[ ]» b\n- [ ] c\n"),
    "lettered option": ("S140", CHOICE + "- [x] a\n«b) [ ]» b\n- [ ] c\n"),
    "image with a space in its path": ("S154", OPEN + "See «![a](b c.png)», why?\n"),
    "image with brackets in its path": ("S154", OPEN + "See «![a](b (1) c.png)», why?\n"),
    "image with a space before its path": ("S155", OPEN + "See «![a] (b.png)», why?\n"),
    "image in other brackets": ("S155", OPEN + "See «![[b.png]]», why?\n"),
    "image the wrong way round": ("S155", OPEN + "See «!(b.png)[a]», why?\n"),
    "image by a name that is not there": ("S155", OPEN + "See «![a][b]», why?\n"),
    "image without an end": ("S155", OPEN + "See «![a](b c»\n"),
    "bullets of a word processor": ("L227", OPEN + "W?\n\n«•» a\n• b\n"),
    "bullet of one font": ("L227", OPEN + "W?\n\n«\uf0b7» a\n"),
    "blank of the web in code": ("L227", OPEN + "W?\n\n```\na =«\u00a0»1\n```\n"),
    "soft hyphen in code": ("L227", OPEN + "Is `a«\u00ad»b` one?\n"),
    "ligature in code": ("L227", OPEN + "W?\n\n```\n«\ufb01»lter(x)\n```\n"),
    "curly quotes in code": ("L227", OPEN + "W?\n\n```python\nprint(«\u201c»a\u201d)\n```\n"),
    "zero-width blank in a formula": ("L227", OPEN + "Is $a«\u200b»b$ more?\n"),
    "lone caret": ("L227", OPEN + "Is «10^5» more than 10^6?\n"),
    "lone caret before a brace": ("L227", OPEN + "Is «x^{2}» more?\n"),
    "lone caret of a charge": ("L227", OPEN + "Is «Ca^2+» or Cl^- more?\n"),
    "lone underscore": ("L227", OPEN + "Is «x_1» more than val_acc?\n"),
    "dollars round a price and a sum": ("L227", OPEN + "Is it «$ 5 + 3 $» or so?\n"),
    "emphasis inside a word": ("L227", OPEN + "Is ge«**bied**»ster a word?\n"),
    "emphasis at the end of a word": ("L227", OPEN + "Is u«n*common*» a word?\n"),
    "path on another computer": ("L227", OPEN + "Is «\\\\»server\\share one?\n"),
    "pattern outside of code": ("L227", OPEN + "Is ^\\d+«\\.»\\d*x one?\n"),
    "difference of sets": ("L227", OPEN + "Is x in R«\\{»0} or A \\ B?\n"),
    "lettered lines": ("L227", OPEN + "Which?\n«a) one»\nb) two\n"),
    "footnote with its note": ("S153", OPEN + "Why[^1]?\n\n«[^1]: because»\n"),
    "highlighting": ("L227", OPEN + "Is ==it== == more?\n".replace("==it==", "«==it==»")),
    "box of other languages": ("L227", OPEN + "«::: tip»\nW?\n:::\n"),
    "attributes of an image": ("L227", OPEN + "![a](https://b.c/d.png)«{width=50%}»\n\nW?\n"),
    "link with a space in its address": ("L227", OPEN + "See «[a](b c)», why?\n"),
    "footnote": ("L227", OPEN + "日本 why?«[^1]»\n"),
    "table with a short head": ("L227", OPEN + "W?\n\n| a | b |\n«|---|»---|---|\n| 1 | 2 |\n"),
    "macro without a formula": ("L227", OPEN + "Is 日本 «\\frac»{1}{2} and C:\\temp small?\n"),
    "more levels than any exam has": (
        "S109",
        OPEN + "W?\n\n### levels\n\n" + "- {0} x\n" * 200 + "«- {0} x»\n- {0} x\n",
    ),
    "three texts before any exercise": (
        "S138",
        "---\ntitle: T\n---\n\n«Text»\n\nMore\n\nMore\n\n# E\n",
    ),
    "front matter behind an empty line": (
        "S117",
        "\n«---»\ntitle: T\n---\n\n# E {#e}\n\n" + QUESTION,
    ),
    "front matter behind four dashes": (
        "S117",
        "«----»\ntitle: T\n----\n\n# E {#e}\n\n" + QUESTION,
    ),
    "key glued to its value": (
        "S110",
        "---\ntitle«:»T\nlanguage: en\n---\n\n# E {#e}\n\n" + QUESTION,
    ),
    "quote inside quotes": (
        "S110",
        "---\ntitle: 'it'«s»'\n---\n\n# E {#e}\n\n" + QUESTION,
    ),
}
ATTRIBUTES = {
    "unknown attribute": ("S135", FRONT + "## 1 pt · open {#q «flor»=0}\n\nW?\n"),
    "unknown flag": ("S135", FRONT + "## 1 pt · open {.«fixd»}\n\nW?\n"),
    "attribute of another kind": ("S135", FRONT + "## 1 pt · open {«floor»=0}\n\nW?\n"),
    "attribute without value": ("S134", FRONT + "# F {«bank»}\n"),
    "attribute twice": ("S111", FRONT + '# F {bank=a «bank»="b c"}\n'),
    "id twice": ("S111", FRONT + "# F {#f «id»=g}\n"),
    "no space before the braces": ("S134", FRONT + "## 1 pt · open«{#q}»\n\nW?\n"),
    "quote without end": ("S134", FRONT + '## 1 pt · open «{title="x}»\n\nW?\n'),
    "quote in the middle": ("S134", FRONT + '# F «{#f x"y}»\n'),
    "bad id": ("S145", FRONT + "# F {#«-a»}\n"),
    "long id": ("S145", FRONT + f"# F {{#«{'a' * 61}»}}\n"),
    "id taken": ("S146", FRONT + "# F {#«E»}\n"),
    "id of an item taken": ("S146", OPEN + "W?\n\n## 1 pt · open {#«q»}\n\nW?\n"),
    "unknown rule": ("S116", FRONT + "# F {rule=«some»}\n"),
    "unknown shuffle": ("S116", FRONT + "# F {shuffle=«yes»}\n"),
    "shuffle beyond a question": (
        "S116",
        FRONT + f"## 1 pt · multiple choice {{shuffle=«questions»}}\n\nW?\n\n{OPTIONS}",
    ),
    "unknown wrong": ("S116", FRONT + "# F {wrong=«half»}\n"),
    "floor above the points": (
        "S116",
        FRONT + f"## 1 pt · multiple choice {{floor=«2»}}\n\nW?\n\n{OPTIONS}",
    ),
    "floor above the cap": (
        "S116",
        FRONT + f"## 3 pts · multiple choice {{floor=«2» cap=1}}\n\nW?\n\n{OPTIONS}",
    ),
    "cap below zero": (
        "S116",
        FRONT + f"## 1 pt · multiple choice {{cap=«-1»}}\n\nW?\n\n{OPTIONS}",
    ),
    "floor in words": ("S136", FRONT + "# F {floor=«zero»}\n"),
    "time": ("S116", FRONT + "# F {updated=«yesterday»}\n"),
    "repeat": ("S116", FRONT + "## text block {repeat=«maybe»}\n\nT\n"),
}
LISTS = {
    "no options": ("S141", FRONT + "«## 1 pt · multiple choice»\n\nW?\n"),
    "one option": ("S141", CHOICE + "«- [x] a»\n"),
    "option without a box": ("S140", CHOICE + "- [x] a\n«- b»\n- [ ] c\n"),
    "options in another kind": ("S139", OPEN + "W?\n\n«- [x] a»\n- [ ] b\n"),
    "boxes of criteria": ("S139", OPEN + "W?\n\n### criteria\n\n«- [x] {1} a»\n"),
    "text after the options": ("S138", CHOICE + OPTIONS + "\n«Well?»\n"),
    "rule after the options": ("S138", CHOICE + OPTIONS + "\n«***»\n"),
    "weight in words": ("S136", CHOICE + "- [x] {«one»} a\n- [ ] b\n"),
    "weight with a comma": ("S136", CHOICE + "- [x] {«0,5»} a\n- [ ] b\n"),
    "weight in other brackets": ("L227", CHOICE + "- [x] «(+1)» a\n- [ ] b\n"),
    "weight in two kinds of brackets": (
        "L227 L227",
        CHOICE + "- [x] «(1}» a\n- [ ] «[-1]» b\n",
    ),
    "weight with a letter": ("S136", CHOICE + "- [x] {«q»} a\n- [ ] b\n"),
    "weight of nothing": ("S134", CHOICE + "- [x] «{}» a\n- [ ] b\n"),
    "weight with a unit": ("S134", OPEN + "W?\n\n### criteria\n\n- {«2 pts»} a\n"),
    "weight with a space": ("S134", CHOICE + "- [x] {«+ 1»} a\n- [ ] b\n"),
    "share with a space": ("S134", OPEN + "W?\n\n### levels\n\n- {«50 %»} a\n"),
    "sign without a name": ("S134", CHOICE + "- [x] {1 «#»} a\n- [ ] b\n"),
    "criterion with its weight behind it": (
        "S143",
        OPEN + "W?\n\n### criteria\n\n- a «{1}»\n",
    ),
    "bullet of a word processor": ("S140", CHOICE + "«• [x]» a\n\n- [x] b\n- [ ] c\n"),
    "weight below an option": ("S143", CHOICE + "- [x] a\n  - «{0}» sub\n- [ ] c\n"),
    "weight below an option, deeper": (
        "S143",
        CHOICE + "- [x] a\n  - b\n    1. «{-0.5}» sub\n- [ ] c\n",
    ),
    "weight below a criterion": (
        "S143",
        OPEN + "W?\n\n### criteria\n\n- {2} wars\n  - «{1}» plague\n- {1} c\n",
    ),
    "weights below a level": (
        "S143 S143",
        OPEN + "W?\n\n### levels\n\n- {1} wars\n  - «{50%}» a\n  - «{1 #x}» b\n- {0} c\n",
    ),
    "option below an option": ("S139", CHOICE + "- [x] a\n  «- [ ] b»\n- [ ] c\n"),
    "weight behind the text": ("S143", CHOICE + "- [x] a «{+1}»\n- [ ] b\n"),
    "open braces": ("S134", CHOICE + "- [x] «{»1 a\n- [ ] b\n"),
    "unknown flag": ("S135", CHOICE + "- [x] {1 «fixd»} a\n- [ ] b\n"),
    "name of an option": ("S135", CHOICE + "- [x] {1 «name»=x} a\n- [ ] b\n"),
    "option id twice": ("S146", CHOICE + "- [x] {1 #a} a\n- [ ] {#«A»} b\n"),
    "criterion without points": ("S137", OPEN + "W?\n\n### criteria\n\n«- a»\n"),
    "level without points": ("S137", OPEN + "W?\n\n### levels\n\n«- {name=x} a»\n"),
    "criteria as text": ("S142", OPEN + "W?\n\n### criteria\n\n«Two points for b.»\n"),
    "no criteria": ("S142", OPEN + "W?\n\n### «criteria»\n"),
    "percent disagrees": ("S147", OPEN + "W?\n\n### levels\n\n- {0.5 «49%»} a\n"),
    "percent of too much": ("S136", OPEN + "W?\n\n### levels\n\n- {«1000001%»} a\n"),
    "percent in words": ("S136", OPEN + "W?\n\n### levels\n\n- {«x%»} a\n"),
    "percent of a criterion": ("S136", OPEN + "W?\n\n### criteria\n\n- {«50%»} a\n"),
}
TEXTS = {
    "raw HTML": ("S150", OPEN + "A «<b>»bold</b> word.\n"),
    "HTML block": ("S150", OPEN + "W?\n\n«<div>»\n</div>\n"),
    "open comment": ("S150", OPEN + "W?\n\n«<!-- never»\n"),
    "open formula": ("S151", OPEN + "A «$»x without end.\n"),
    "open display formula": ("S151", OPEN + "A «$$»x without end.\n"),
    "brace without end": ("S152", OPEN + "A $\\frac«{»1$.\n"),
    "brace in the second line": ("S152", OPEN + "A $a +\nb + \\sqrt«{»c$.\n"),
    "brace in a display formula": ("S152", OPEN + "$$\na\n  + b «}»\n$$\n"),
    "percent sign": ("L227", OPEN + "Is $50«%» + 1$ more than $40\\%$?\n"),
    "empty formula": ("S152", OPEN + "A «$$ $$» here.\n"),
    "unknown macro": ("L224", OPEN + "A $a «\\aplha»$.\n"),
    "bad link": ("S153", OPEN + "A «[link](javascript:x)».\n"),
    "image missing": ("S154", OPEN + "A «![x](a.png)».\n"),
    "image outside": ("S122", OPEN + "A «![x](../a.png)».\n"),
    "image that is none": ("S155", OPEN + "A «![x](a.doc)».\n"),
    "image without a path": ("S155", OPEN + "A «![x]()».\n"),
    "image in the address": ("S155", OPEN + "A «![x](data:image/png;base64,AAAA)».\n"),
    "listing without end": ("S159", OPEN + "W?\n\n«~~~~ python»\n~~~\n"),
    "listing by indentation": ("L226", OPEN + "W?\n\n    «code»\n"),
    "cell too many": ("S108", OPEN + "W?\n\n|a|b|\n|-|-|\n|1|2«|3|»\n"),
    "wide table": ("S107", OPEN + f"W?\n\n«|{'a|' * 101}»\n|{'-|' * 101}\n"),
    "formula cut by a bar": ("S108", OPEN + "W?\n\n|a|\n|-|\n| $«|x| > 1$ |»\n"),
    "after an escaped bar": ("S150", OPEN + "W?\n\n|a|b|\n|-|-|\n| $\\|x\\|$ | «<i>» |\n"),
    "after escaped bars in one cell": ("S150", OPEN + "W?\n\n|a|\n|-|\n| \\| 漢 \\| «<i>» |\n"),
    "deep lists": ("S106", OPEN + "W?\n\n" + "* " * 40 + "«* a»\n"),
    "deep emphasis": ("S106", OPEN + "*a _b " * 20 + "«*c*»" + "_*" * 20 + "\n"),
    "too deep to be parsed": ("S106", OPEN + "W?\n\n«" + "*a **b " * 5000 + "»\n"),
    "formula in a quote": ("S152", OPEN + "> a $b +\n> c + \\frac«{»1$ d\n"),
    "sum on lines of its own": ("S152", OPEN + "$$\na\n+ b\n- c«}»\n$$\n"),
    "character by its number": ("S105", OPEN + "«a &#7; b»\n"),
    "character": ("S105", OPEN + "a«\x07»b\n"),
}
FRONT_MATTER = {
    "unknown key": ("S112", "---\ntitle: T\n«titel»: x\n---\n\n# E\n"),
    "misspelt title": ("S112", "---\n«titel»: T\n---\n\n# E\n"),
    "key of a course": ("S112", "---\ntitle: T\ncourse: {«cod»: x}\n---\n\n# E\n"),
    "key of scoring": ("S112", "---\ntitle: T\nscoring:\n  «flor»: 1\n---\n\n# E\n"),
    "key twice": ("S111", "---\ntitle: T\n«title»: U\n---\n\n# E\n"),
    "wrong type": ("S113", "---\ntitle: T\nid: «[a, b]»\n---\n\n# E\n"),
    "number": ("S136", "---\ntitle: T\npoints: «many»\n---\n\n# E\n"),
    "number in quotes": ("S136", '---\ntitle: T\npoints: "«many»"\n---\n\n# E\n'),
    "date": ("S116", "---\ntitle: T\ndate: «14-02-2022»\n---\n\n# E\n"),
    "minutes": ("S116", "---\ntitle: T\nduration: «3h»\n---\n\n# E\n"),
    "language": ("S116", "---\ntitle: T\nlanguage: «English»\n---\n\n# E\n"),
    "bounds": ("S136", "---\ntitle: T\nscoring: {floor: «low», cap: none}\n---\n\n# E\n"),
    "no title": ("S115", "«---»\nid: x\n---\n\n# E\n"),
    "title of nothing": ("S115", '«---»\ntitle: ""\n---\n\n# E\n'),
    "no exercises": ("S156", "«---»\ntitle: T\n---\n"),
    "syntax": ("S110", "---\ntitle: a«:» b\n---\n\n# E\n"),
    "tab": ("S110", "---\ntitle: T\ncourse:\n«\t»code: x\n---\n\n# E\n"),
    "quote without end": ("S110", "---\ntitle: «'»T\n---\n\n# E\n"),
    "anchor": ("S114", "---\ntitle: «&a T»\n---\n\n# E\n"),
    "never closed": ("S117", "«---»\ntitle: T\n\n# E\n"),
    "text of the description": ("S150", "---\ntitle: T\ndescription: |\n  A «<b>».\n---\n\n# E\n"),
    "control character by its number": ("S105", '---\ntitle: «"a\\0b"»\n---\n\n# E\n'),
    "line separator": ("S105", "---\ntitle: a«\u2028»b\n---\n\n# E\n"),
    "include missing": ("S120", "---\ntitle: T\ninclude: [«a.md»]\n---\n\n# E\n"),
    "include outside": ("S122", "---\ntitle: T\ninclude: [«../a.md»]\n---\n\n# E\n"),
    "include of itself": ("S121", "---\ntitle: T\ninclude: [«exam.md»]\n---\n\n# E\n"),
}
MARKDOWN = {
    **{f"heading: {name}": case for name, case in HEADINGS.items()},
    **{f"label: {name}": case for name, case in LABELS.items()},
    **{f"slip: {name}": case for name, case in SLIPS.items()},
    **{f"attribute: {name}": case for name, case in ATTRIBUTES.items()},
    **{f"list: {name}": case for name, case in LISTS.items()},
    **{f"text: {name}": case for name, case in TEXTS.items()},
    **{f"front matter: {name}": case for name, case in FRONT_MATTER.items()},
}


YAML_HEAD = "title: T\nexercises:\n- title: E\n  id: e\n  items:\n"
YAML_OPEN = YAML_HEAD + "  - type: open\n    id: q\n    points: 1\n    prompt: W?\n"
YAML_TEXT = YAML_HEAD + "  - type: open\n    id: q\n    points: 1\n    prompt: "
YAML_CHOICE = (
    YAML_HEAD
    + "  - type: multiple choice\n    id: q\n    points: 1\n    prompt: W?\n    options:\n"
)
YAML = {
    "unknown key of the exam": ("S112", "«titel»: T\n" + YAML_OPEN),
    "unknown key of an exercise": ("S112", "title: T\nexercises:\n- {title: E, «itmes»: []}\n"),
    "unknown key of an item": ("S112", YAML_OPEN + "    «solutoin»: x\n"),
    "misspelt keys": (
        "S112 S112 S112",
        YAML_HEAD + "  - «tpye»: open\n    id: q\n    «pionts»: 1\n    «promt»: W?\n",
    ),
    "value of a misspelt key": (
        "S112 S136",
        YAML_HEAD.replace("title: E", "title: E\n  «pionts»: «x»"),
    ),
    "key of another kind": ("S112", YAML_OPEN + "    «options»: []\n"),
    "unknown key of an option": (
        "S112",
        YAML_CHOICE + "    - {text: a, correct: true}\n    - {text: b, «corect»: true}\n",
    ),
    "key twice": ("S111", YAML_OPEN + "    «prompt»: V?\n"),
    "key in quotes twice": ("S111", YAML_OPEN + '    «"prompt"»: V?\n'),
    "no type": ("S115", YAML_HEAD + "  - «points: 1»\n    prompt: W?\n"),
    "unknown type": ("S130", YAML_HEAD + "  - {type: «opne», points: 1, prompt: W?}\n"),
    "type that is a list": ("S113", YAML_HEAD + "  - {type: «[open]», points: 1, prompt: W?}\n"),
    "item that is a word": ("S113", YAML_HEAD + "  - «open»\n"),
    "exercise that is a word": ("S113", "title: T\nexercises: [«E»]\n"),
    "exercise of nothing": ("S113", "title: T\nexercises:\n-«»\n"),
    "exercises that are a word": ("S113", "title: T\nexercises: «E»\n"),
    "no title of an exercise": ("S115", "title: T\nexercises:\n- «id: e»\n  items: []\n"),
    "no points": ("S137", YAML_HEAD + "  - «{type: open, prompt: W?}»\n"),
    "points that are a list": (
        "S137 S113",
        YAML_HEAD + "  - «{type: open, prompt: W?, points: «[1]»}»\n",
    ),
    "number": ("S136", YAML_HEAD + "  - {type: open, prompt: W?, points: «one»}\n"),
    "number in quotes": ("S136", YAML_HEAD + "  - {type: open, prompt: W?, points: '«1,5»'}\n"),
    "flag": (
        "S116",
        YAML_CHOICE + "    - {text: a, correct: «maybe»}\n    - {text: b}\n",
    ),
    "percent": (
        "S147",
        YAML_OPEN + "    levels:\n    - {text: a, points: 0.5, percent: «51»}\n",
    ),
    "text that is a list": ("S113", YAML_OPEN + "    solution: «[a]»\n"),
    "options that are a text": (
        "S141 S113",
        YAML_HEAD + "  - «type: multiple choice»\n"
        "    points: 1\n    prompt: W?\n    options: «none»\n",
    ),
    "criteria without points": ("S137", YAML_OPEN + "    criteria:\n    - «text: a»\n"),
    "no image": ("S115", YAML_HEAD + "  - «type: image block»\n    id: i\n"),
    "image missing": ("S154", YAML_HEAD + "  - {type: image block, image: «a.png»}\n"),
    "title in a text": ("S133", YAML_TEXT + "|\n      W?\n\n      # «No title»\n"),
    "box in a text": ("S139", YAML_TEXT + "|\n      W?\n\n      «- [ ] box»\n"),
    "HTML in a plain text": ("S150", YAML_TEXT + "A «<b>» c\n"),
    "HTML in a block": ("S150", YAML_TEXT + "|\n      W?\n\n        漢 «<b>»\n"),
    "HTML in a folded block": ("S150", YAML_TEXT + ">-\n      A\n      long 😀 «<b>»\n      c\n"),
    "HTML in double quotes": ("S150", YAML_TEXT + '"\\u00e9 \\\\ \\t \\"«<b>»\\" x"\n'),
    "HTML in single quotes": ("S150", YAML_TEXT + "'It''s «<b>» here'\n"),
    "HTML in quotes of two lines": ("S150", YAML_TEXT + '"It\n      is «<b>»\\\n      here"\n'),
    "formula in a block": ("S152", YAML_TEXT + "|\n      $$\n      a\n      + b«}»\n      $$\n"),
    "indented block": ("S150", YAML_TEXT + "|2\n      A «<b>»\n"),
    "error of two texts": (
        "S150 S150",
        YAML_TEXT + "A «<b>»\n    solution: |\n      A «<i>»\n",
    ),
    "no title at all": ("S115", "«id: x»\nexercises:\n- {title: E, items: []}\n"),
    "no exercises": ("S156", "«title: T»\n"),
    "nothing": ("S156", "«»"),
    "a list": ("S113", "«- a»\n"),
    "syntax": ("S110", "title: a«:» b\n"),
    "tab": ("S110", "title: T\nexercises:\n«\t»- title: E\n"),
    "two documents": ("S110", "title: T\n«-»--\ntitle: T\n"),
    "quote without end": ("S110", "title: «'»T\n"),
    "alias": ("S114", "title: «*a»\n"),
    "merge": ("S114", "x: «&a {»title: T}\n<<: *a\n"),
    "key that is a list": ("S156 S113", "«title: T»\n? «[a, b]»\n: c\n"),
    "depth": ("S106", "title: " + "[" * 39 + "«[»" + "]" * 40 + "\n"),
}
INLINE = {
    "S150": "«<b>» x",
    "S151": "«$»x",
    "L224": "$a + «\\foo»$",
    "S153": "«[a](file:x)»",
    "S154": "«![a](b.png)»",
}
BEFORE = ["", "漢字 ", "👍🏽😀 ", "e\u0301 ", "a\tb\t", "`c` *d* $e$ ", "\\* &amp; "]


@pytest.mark.parametrize("name", YAML)
def test_a_mistake_in_yaml(name: str) -> None:
    codes, marked = YAML[name]
    check(codes, marked, name="exam.yaml")


@pytest.mark.parametrize("before", BEFORE)
def test_what_stands_before_a_mistake_does_not_move_it(before: str) -> None:
    for code, wrong in INLINE.items():
        line = before + wrong
        check(code, f"{OPEN}{line}\n")
        check(code, f"{OPEN}W?\n\n> * {line}\n")
        check(code, f"{CHOICE}- [x] {{1 #a}} {line}\n- [ ] b\n")
        check(code, f"{YAML_TEXT}|\n      {line}\n", name="exam.yaml")
        check(code, f"{YAML_TEXT}>\n      W?\n      {line}\n", name="exam.yaml")


@pytest.mark.parametrize("name", MARKDOWN)
def test_a_mistake_in_markdown(name: str) -> None:
    check(*MARKDOWN[name])


@pytest.mark.parametrize(
    ("name", "file"),
    [*((name, "exam.md") for name in MARKDOWN), *((name, "exam.yaml") for name in YAML)],
)
def test_line_ends_and_a_byte_order_mark_move_nothing(name: str, file: str) -> None:
    codes, marked = (MARKDOWN if file == "exam.md" else YAML)[name]
    text, _ = without_marks(marked)
    expected = diagnostics(text, name=file)
    for other in (text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\ufeff" + text):
        found = diagnostics(other, name=file)
        assert [(entry.code, entry.message) for entry in found] == [
            (entry.code, entry.message) for entry in expected
        ]
        assert [entry.span and entry.span[1:] for entry in found] == [
            entry.span and entry.span[1:] for entry in expected
        ]
    assert codes.split() == [entry.code for entry in expected]


def test_every_code_of_the_source_is_shown() -> None:
    shown = {code for codes, _ in (*MARKDOWN.values(), *YAML.values()) for code in codes.split()}
    for said in (ROOT / "tests" / "malformed").glob("*/expected.txt"):  # of the further kinds
        shown |= set(re.findall(r"\[(S1[78]\d)\]", said.read_text(encoding="utf-8")))
    elsewhere = {
        "S102",
        "S104",
        "S123",
        "S160",
        "S161",
        "S162",
        *("S196", "S197", "S198", "S199"),
    }  # of whole files, of the formatter, and of clusters
    assert {code for code in CODES if code[0] == "S"} == shown - {
        "L224",
        "L226",
        "L227",
    } | elsewhere


def test_all_mistakes_of_a_file_are_told_in_one_run() -> None:
    check(
        "S112 S136 S135 S145 S130 S150 S151 S131 S136 S135 S154 S133",
        "---\ntitle: T\n«titel»: U\npoints: «many»\n---\n\n# E {«bnak»=x #«a!»}\n\n"
        "## 1 pt · «multiple choise»\n\nA «<b>» and «$»x?\n\n- [x] a\n- [ ] b\n\n### «solutoin»\n\nx\n\n"
        "## 1 pt · multiple response\n\nW?\n\n- [x] {«1,0»} a\n- [ ] {0 «fxed»} b\n\n"
        "  > «![x](no.png)»\n\n### solution\n\nText.\n\n«##2 pts · open»\n\nV?\n",
    )


@pytest.mark.parametrize(
    ("wrong", "help_line"),
    [
        ("## 1 pt · opne", "did you mean 'open'?"),
        ("## 1 pt · multiple choise", "did you mean 'multiple choice'?"),
        ("## 1 pt · essay", "did you mean 'open'?"),
        ("## 1 pt · MCQ", "did you mean 'multiple choice'?"),
        ("## 1 pt · meerkeuze", "did you mean 'multiple choice'?"),
        ("## 1 pt · haiku", "use one of: multiple choice, multiple response, true/false, "),
        ("## 1 Punkt · open", "write 1 pts, and ' · ' before the kind of item"),
        ("## 1 pt · open {#my name}", "write #my-name"),
        ("## 1 pt · open {#q title=a b}", 'write title="a b"'),
        ("## 1 pt · open {#q title=“a b”}", 'write title="a b"'),
        ("## 1 pt · open {titel=x}", "did you mean 'title'?"),
        ("## 1,5 pts · open", "write 1.5"),
        ("## 1 pt · open [#q]", "write {#q}"),
        ("## 1 pt · open {q}", "write #q for an id, or use one of: id, "),
        ("#### criteria", "write ### criteria for the part"),
        ("## 10001 pts · open", "the largest is 10000 points"),
        ("# F {shufle=all}", "did you mean 'shuffle'?"),
        ("# F {rule=all-or-none}", "did you mean 'all-or-nothing'?"),
        ("# F {bank}", "write bank=…: the question bank that it is saved in"),
        ("## 1 pt · open{#a}", "put a space before {, or write \\{ and \\}"),
        ('## 1 pt · open {title="a}', "close the quotes between them, or write \\{ and \\}"),
    ],
)
def test_help_names_what_was_meant(wrong: str, help_line: str) -> None:
    found = diagnostics(f"{FRONT}{wrong}\n\nW?\n\n{OPTIONS * ('multiple' in wrong)}")
    assert any(entry.help.startswith(help_line) for entry in found), found


@pytest.mark.parametrize(
    ("formula", "help_line"),
    [
        ("\\frac{1}{2", "close it with }"),
        ("1}", "remove it, or write \\} for the sign itself"),
        ("\\frac{1}", "write what belongs to it behind it, in braces"),
        ("x^", "write what belongs to it behind it, in braces"),
        ("\\left( a", "end it with \\right and a bracket"),
        ("a \\right)", "write \\left and a bracket before it"),
        ("\\begin{cases} a", "end the environment with \\end{…}"),
        ("\\begin{matrix} a \\end{cases}", "end each environment by the name"),
        ("1 & 2", "write \\& for the sign itself"),
        ("x^a^b", "put the inner one in braces"),
        ("#1", "write \\# for the sign itself"),
        ("50%", "write \\% for the sign itself"),
        ("\\frc{1}{2}", "did you mean '\\frac'?"),
        ("\\begin{aligne} a \\end{aligne}", "did you mean 'aligned'?"),
        ("\\myown{1}", "write out what it stands for"),
        ("\\color{greyish} a", "write the English name of a color"),
    ],
)
def test_help_for_a_formula_says_what_to_write(formula: str, help_line: str) -> None:
    (found,) = diagnostics(f"{OPEN}Why ${formula}$?\n")
    assert found.help.startswith(help_line), found


@pytest.mark.parametrize(
    ("name", "code", "help_line"),
    [
        ("exam.md", "S115", "begin the file with front matter: ---, title: …, ---"),
        ("exam.yaml", "S115", "add title: …"),
        ("exam.md", "S156", "add a line such as # Exercise 1"),
        ("exam.yaml", "S156", "add exercises: …"),
    ],
)
def test_help_speaks_the_spelling_of_the_file(name: str, code: str, help_line: str) -> None:
    text = "id: t\n" if name.endswith(".yaml") else "---\nid: t\n---\n"
    assert help_line in [entry.help for entry in diagnostics(text, name=name) if entry.code == code]


def test_a_mistake_that_many_questions_share_is_told_once() -> None:
    questions = "".join(f"## 1 pt · multiple choice\n\nW{i}?\n\n{OPTIONS}\n" for i in range(3))
    text = "---\ntitle: T\nscoring: {floor: «x», rule: «y»}\n---\n\n# E {shuffle=«z»}\n\n"
    check("S136 S116 S116", text + questions)


def test_an_item_of_a_misspelt_kind_keeps_its_place() -> None:
    text = FRONT + "## 1 pt · opne\n\nW <b>?\n\n## 1 pt · opem\n\nW <i>?\n"
    assert [(entry.code, entry.where) for entry in diagnostics(text)] == [
        ("S130", "exercise 1 › question 1"),
        ("S150", "exercise 1 › question 1"),
        ("S130", "exercise 1 › question 2"),
        ("S150", "exercise 1 › question 2"),
    ]


def test_quotes_and_commas_of_a_value_are_written_in_quotes() -> None:
    text = FRONT.replace("{#e}", '{#e bank="a," tags="“x”"}') + QUESTION
    assert not [found for found in diagnostics(text) if found.code == "S134"]


@pytest.mark.parametrize(("space", "meant"), [("1/4", "1/4"), ("0", "1/2"), ("much", "1/2")])
def test_an_answer_space_without_its_unit(space: str, meant: str) -> None:
    text = f"title: T\nexercises:\n- title: E\n  items:\n  - {{type: open, points: 1, prompt: W?, space: {space}}}\n"
    (told,) = [d for d in diagnostics(text, name="exam.yaml") if d.code == "S116"]
    assert told.help == f"write it as {meant} page"
