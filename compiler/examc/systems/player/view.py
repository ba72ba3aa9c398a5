"""A standard player of QTI 2.1 and 3: it runs each item's own response processing."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache

from examc.core import lazyre, schemes
from examc.core.responses import Response, picked
from examc.core.schemes import Run
from examc.files.xmltree import Element, characters, child, elements, name, namespace
from examc.systems import qti3, words
from examc.systems.packages import Package, Reference, Refused, images, open_package, references
from examc.systems.player import feedback, interactions
from examc.systems.player.engine import Item, Value, load
from examc.systems.player.symbolic import rules_of
from examc.systems.reading import NotUnderstood, number
from examc.systems.view import Grade, Scale, Seen, View

NONE = "none"

_NAME = lazyre.compile(r"[^\W\d][\w.-]*")
"""An identifier (section 3 of the information model): an XML name without a colon."""
_LEVEL = lazyre.compile(r"(?:^|; )LEVEL_\d+ \(([^)]*)\): ")


def view(data: bytes) -> View:
    """See a package of QTI 2.1 as a standard player does."""
    return _view(lambda: open_package(data))


def view_of_qti3(data: bytes) -> View:
    """See a package of QTI 3 as a standard player does: what it says in names of its own."""
    return _view(lambda: open_package(data, _renamed))


def _renamed(root: Element) -> None:
    if name(root) in ("assessmentItem", "assessmentTest"):
        raise Refused("it is QTI 2")
    qti3.rename(root)


def _view(opened: Callable[[], Package]) -> View:
    try:
        package = opened()
        scale, total = _whole(package)
        found = [_seen(package, one, scale(one.weight)) for one in references(package)]
        return View(found, total=total, draws=True)
    except (Refused, NotUnderstood) as refused:
        return View(refused=str(refused))


def _seen(package: Package, reference: Reference, factor: Fraction) -> Seen:
    path = reference.path
    root = package.items.get(path)
    if root is None:
        return Seen(reference.identifier, None, refused=f"there is no item {path}")
    seen = see(root)
    seen.images = images(package, path)
    seen.drawn, seen.place = reference.drawn, reference.place
    if factor != 1 and seen.points is not None:
        seen.points *= factor
        seen.scheme = None if seen.scheme is None else schemes.scaled(seen.scheme, factor)
    return seen


# -- the test -------------------------------------------------------------------------------------


def _whole(package: Package) -> tuple[Callable[[Fraction | None], Fraction], Fraction | None]:
    """How a test weighs its items, and the highest mark that it declares.

    A test without an outcome SCORE leaves the sum to the system. One that has it must set it to
    the sum of its items' SCOREs, weighted where it names a weight (section 15.1, testVariables).
    """
    plain = lambda _: Fraction(1)
    test = next(iter(package.tests.values()), None)
    for drawn in [] if test is None else elements(test, "selection"):
        if drawn.get("withReplacement", "false") in ("true", "1"):
            raise NotUnderstood("the test draws some of its questions more than once")
    declared = [e for e in test if name(e) == "outcomeDeclaration"] if test is not None else []
    score = next((e for e in declared if e.get("identifier") == "SCORE"), None)
    processing = None if test is None else child(test, "outcomeProcessing")
    rules = [e for e in processing if name(e)] if processing is not None else []
    if test is None or score is None:
        if any(e.get("identifier") == "SCORE" for e in rules):
            raise NotUnderstood("the test sets a SCORE that it does not declare")
        return plain, None
    maximum = score.get("normalMaximum")
    total = None if maximum is None else number(maximum)
    if total is not None and total <= 0:
        raise NotUnderstood("the test's normalMaximum is not above 0")
    if len(rules) != 1 or not _is_sum(rules[0]):
        raise NotUnderstood("the test's own total is not the sum of its questions")
    (variables,) = elements(rules[0], "testVariables")
    if variables.get("weightIdentifier"):
        return lambda weight: Fraction(1) if weight is None else weight, total
    return plain, total


def _is_sum(rule: Element) -> bool:
    """Whether a rule is `SCORE = the sum of every item's SCORE`."""
    inner = [e for e in rule.iter() if name(e)]
    names = [name(e) for e in inner]
    if names != ["setOutcomeValue", "sum", "testVariables"] or rule.get("identifier") != "SCORE":
        return False
    narrowed = {"sectionIdentifier", "includeCategory", "excludeCategory"} & set(inner[2].attrib)
    return inner[2].get("variableIdentifier") == "SCORE" and not narrowed


# -- items ----------------------------------------------------------------------------------------


def see(root: Element) -> Seen:
    """See one item."""
    identifier = root.get("identifier", "")
    try:
        _check(root)
        item = load(root)
        seen = Seen(identifier, _maximum(root), faults=tuple(_faults(root)))
        seen.least = _score_bound(root, "normalMinimum")
        seen.scales = tuple(_scales(root))
        body = child(root, "itemBody")
        seen.stem = None if body is None else words.of_body(body)
        seen.graders = " ".join(words.of_element(block) for block in _for_graders(root))
        choices = elements(root, "choiceInteraction")
        if choices:
            _choice(root, item, choices, seen)
        elif (asks := interactions.asked(root, item)) is not None:
            from examc.systems.player import parted

            parted.see(root, item, asks, seen)
        else:
            outcomes = item.run({})
            shown = feedback.visible(list(feedback.modal(root)), outcomes)
            seen.shows = lambda _: shown
            if "SCORE" in item.outcomes and item.score({}):
                seen.faults += ("marks that nobody has given",)
        return seen
    except NotUnderstood as problem:
        return Seen(identifier, None, refused=str(problem))


def _choice(root: Element, item: Item, choices: list[Element], seen: Seen) -> None:
    if sum(name(e).endswith("Interaction") for e in root.iter()) > 1:
        raise NotUnderstood("there are several interactions")
    options = elements(choices[0], "simpleChoice")
    ids = [option.get("identifier", "") for option in options]
    variable = choices[0].get("responseIdentifier", "")
    if len(set(ids)) < len(ids):
        raise NotUnderstood("two options have one identifier")
    if variable not in item.responses:
        raise NotUnderstood(f"response {variable!r} is not declared")
    single = item.responses[variable].cardinality == "single"
    most = number(choices[0].get("maxChoices", "1"))
    if single and most != 1:
        raise NotUnderstood("several options can be chosen for a single response")
    seen.faults += tuple(_strangers(root, variable, ids))

    @cache
    def outcomes(response: Response | None) -> dict[str, Value]:
        values = tuple(ids[place] for place in sorted(picked(response)))
        value: Value = (values[0] if single else values) if values else None
        return item.run({variable: value})

    seen.labels = tuple(words.of_choice(option) for option in options)
    modal = list(feedback.modal(root))
    rules = rules_of(item, variable, ids, int(most))
    if rules is not None and rules.scheme is not None:
        seen.scheme, none = rules.scheme, outcomes(None)
        start = {own: declared.default for own, declared in item.outcomes.items()}
        seen.shows = lambda response: feedback.visible(
            modal, none if response is None else {**start, **rules.outcomes(picked(response))}
        )
        return
    seen.scheme = Run(len(ids), lambda response: item.score_of(outcomes(response)), int(most))
    seen.shows = lambda response: feedback.visible(modal, outcomes(response))
    seen.mark(None)


def _check(root: Element) -> None:
    """Refuse what engines refuse at once: schemas of 2.1, or a validator, find it in an item."""
    declared = [e for e in root if name(e) in ("responseDeclaration", "outcomeDeclaration")]
    names = [e.get("identifier", "") for e in declared]
    if len(set(names)) < len(names):
        raise NotUnderstood("two variables have one identifier")
    maxima = [e.get("normalMaximum") for e in declared]
    if any(maximum is not None and number(maximum) <= 0 for maximum in maxima):
        raise NotUnderstood("a normalMaximum is not above 0")
    if any(e.get("externalScored") for e in declared) and _is_2_1(root):
        raise NotUnderstood("QTI 2.1 has no externalScored")
    for element in declared:
        correct = child(element, "correctResponse")
        values = [] if correct is None else [v for v in correct if name(v) == "value"]
        if element.get("cardinality") == "single" and len(values) > 1:
            raise NotUnderstood("a single response has several correct values")


def _is_2_1(root: Element) -> bool:
    return namespace(root) in ("", "http://www.imsglobal.org/xsd/imsqti_v2p1")


def _strangers(root: Element, response: str, ids: list[str]) -> Iterator[str]:
    """Yield names that the standard does not allow, or that are those of no option."""
    yield from (f"an identifier: {own!r} is no name" for own in ids if not _NAME.fullmatch(own))
    declared = [e for e in elements(root, "responseDeclaration") if e.get("identifier") == response]
    for element in declared:
        keys = [
            characters(v).strip()
            for c in elements(element, "correctResponse")
            for v in c
            if name(v)
        ]
        keys += [entry.get("mapKey", "") for entry in elements(element, "mapEntry")]
        yield from (
            f"the key: {own!r} is no option" for own in dict.fromkeys(keys) if own not in ids
        )


def _score(root: Element) -> Element | None:
    declared = elements(root, "outcomeDeclaration")
    return next((e for e in declared if e.get("identifier") == "SCORE"), None)


def _score_bound(root: Element, attribute: str) -> Fraction | None:
    score = _score(root)
    bound = None if score is None else score.get(attribute)
    return None if bound is None else number(bound)


def _maximum(root: Element) -> Fraction | None:
    """The highest mark; that of a question without points only MAXSCORE can tell."""
    declared = _score_bound(root, "normalMaximum")
    given = _maxscore(root) if declared is None else None
    return number(given) if given and given != NONE and number(given) <= 0 else declared


def _maxscore(root: Element) -> str | None:
    """The default value of MAXSCORE, `none` where it has none; None where it is not declared."""
    for outcome in elements(root, "outcomeDeclaration"):
        if outcome.get("identifier") == "MAXSCORE":
            default = child(outcome, "defaultValue")
            return NONE if default is None else characters(default).strip()
    return None


def _faults(root: Element) -> Iterator[str]:
    """What players read beside the marks: MAXSCORE, which is to say what normalMaximum says."""
    points, given = _maximum(root), _maxscore(root)
    if points is None:
        yield "the points: there is no normalMaximum"
    if given is not None and (given == NONE or number(given) != points):
        yield f"the points: MAXSCORE is {given}"


# -- texts ----------------------------------------------------------------------------------------


def _for_graders(root: Element) -> list[Element]:
    return [
        block
        for block in elements(root, "rubricBlock")
        if "scorer" in block.get("view", "").split()
    ]


def _scales(root: Element) -> Iterator[Scale]:
    """Yield the rubric as its table says it, and as the outcomes for scorers do."""
    tables = [table for block in _for_graders(root) for table in elements(block, "table")]
    shown = [scale for scale in map(words.scale, tables) if scale is not None]
    declared = [
        e for e in elements(root, "outcomeDeclaration") if "scorer" in e.get("view", "").split()
    ]
    if shown or declared:
        yield shown[0] if shown else Scale(())
    floats = [e for e in declared if e.get("baseType") == "float"]
    grades = [
        Grade(e.get("interpretation", ""), _most(e, place, shown[:1]))
        for place, e in enumerate(floats)
    ]
    if grades:
        yield Scale(tuple(grades), one=False)
    for outcome in declared:
        if outcome.get("baseType") == "identifier":
            parts = _LEVEL.split(outcome.get("interpretation", ""))[1:]
            pairs = zip(parts[::2], parts[1::2], strict=True)
            yield Scale(tuple(Grade(text, words.points(given)) for given, text in pairs), one=True)


def _most(outcome: Element, place: int, shown: list[Scale]) -> Fraction | None:
    """The points of a criterion; 0 or less stand in the table alone, as no outcome can say them."""
    given = outcome.get("normalMaximum")
    if given is not None:
        return words.points(given)
    grades = shown[0].grades[place : place + 1] if shown else ()
    told = grades[0].points if grades else None
    return told if told is not None and told <= 0 else None
