// Marks answers by the rules of the exam: all marks are whole numbers over one denominator.
// The data is what formats/html/marks.py writes. An answer is null, a text, a list of the places
// that are chosen, or a list of the items in order; one to several parts is a list of such answers.
const marking = (() => {
  const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const NUMBER = /^([+-]?)(?:([0-9]+)\.?([0-9]*)|\.([0-9]+))(?:[eE]([+-]?[0-9]+))?$/;
  const LONGEST = 400, LARGEST_EXPONENT = 400;

  const words = (text) => text.split(BLANKS).filter((word) => word !== "");
  const cleaned = (text) => words(text.normalize("NFC")).join(" ");
  const SAME = {"\u03c2": "\u03c3", "\u00b5": "\u03bc"};

  function folded(character) {
    const small = character.toLowerCase();
    return [...small].length === 1 ? SAME[small] ?? small : character;
  }
  const fold = (text) => [...text].map(folded).join("");
  const compared = (text, exact) => exact ? cleaned(text) : fold(cleaned(text)).normalize("NFC");

  // A typed number as [numerator, denominator]; null for what is none.
  function typedNumber(text) {
    const found = NUMBER.exec(words(text).length === 1 ? words(text)[0] : "");
    if (found === null || found[0].length > LONGEST) return null;
    const [, sign, whole = "", after = "", only = "", power = "0"] = found;
    const exponent = BigInt(power.replace("+", ""));
    if (exponent > LARGEST_EXPONENT || exponent < -LARGEST_EXPONENT) return null;
    const digits = BigInt(whole + after + only) * (sign === "-" ? -1n : 1n);
    const scale = exponent - BigInt((after + only).length);
    return scale >= 0n ? [digits * 10n ** scale, 1n] : [digits, 10n ** -scale];
  }

  const atMost = ([a, b], [c, d]) => a * d <= c * b;
  const quotient = ([top, bottom]) => [BigInt(top), BigInt(bottom)];

  function takes(test, character, exact) {
    if (test === null) return true;
    if (typeof test === "string") return test === (exact ? character : folded(character));
    const [negated, ...ends] = test, code = character.codePointAt(0);
    let held = false;
    for (let at = 0; at < ends.length; at += 2) held ||= ends[at] <= code && code <= ends[at + 1];
    return held !== negated;
  }

  function closed(machine, states) {
    const reached = new Set(states), waiting = [...reached];
    while (waiting.length) {
      for (const target of machine.jumps[waiting.pop()]) {
        if (!reached.has(target)) {
          reached.add(target);
          waiting.push(target);
        }
      }
    }
    return reached;
  }

  function fitsPattern(machine, text, exact) {
    if (machine === null || text === "") return false;
    let states = closed(machine, [0]);
    for (const character of text) {
      const next = new Set();
      for (const state of states) {
        for (const [test, target] of machine.steps[state]) {
          if (takes(test, character, exact)) next.add(target);
        }
      }
      states = closed(machine, next);
    }
    return states.has(machine.end);
  }

  function fits(key, text) {
    if ("low" in key) {
      const number = typedNumber(text);
      return number !== null && atMost(quotient(key.low), number)
        && atMost(number, quotient(key.high));
    }
    if ("pattern" in key) return fitsPattern(key.pattern, cleaned(text), key.exact);
    const given = compared(text, key.exact);
    if ("contains" in key) return key.contains !== "" && given.includes(key.contains);
    return given !== "" && given === key.is;
  }

  // The place of the accepted answer that counts for a text; -1 where none fits.
  const fitting = (scheme, text) =>
    cleaned(text) === "" ? -1 : scheme.typing.findIndex((key) => fits(key, text));

  function within(value, scheme) {
    if ("cap" in scheme && value > BigInt(scheme.cap)) value = BigInt(scheme.cap);
    return "floor" in scheme && value < BigInt(scheme.floor) ? BigInt(scheme.floor) : value;
  }
  const total = (values) => values.reduce((sum, value) => sum + BigInt(value), 0n);

  function ofChosen(scheme, places) {
    const most = "one" in scheme ? 1 : scheme.most ?? 0;
    if (most && places.length > most) return null;
    if (!places.length) return 0n;
    if ("one" in scheme) return BigInt(scheme.one[places[0]]);
    if ("sum" in scheme) return within(total(places.map((place) => scheme.sum[place])), scheme);
    const same = places.length === scheme.key.length
      && scheme.key.every((place) => places.includes(place));
    return BigInt(same ? scheme.right : scheme.wrong);
  }

  function ofOrder(scheme, items) {
    const all = BigInt(scheme.all), size = scheme.order;
    if (scheme.rule === "whole") {
      return items.length === size && items.every((item, at) => item === at) ? all : 0n;
    }
    if (scheme.rule === "place") {
      return all * BigInt(items.filter((item, at) => item === at).length) / BigInt(size);
    }
    const right = items.filter((item, at) => at > 0 && items[at - 1] + 1 === item).length;
    return all * BigInt(right) / BigInt(Math.max(size - 1, 1));
  }

  function ofParts(scheme, answers) {
    if (answers.length !== scheme.parts.length) return null;
    const marks = scheme.parts.map((part, at) => award(part, answers[at]));
    if (marks.includes(null)) return null;
    const missed = marks.filter((mark, at) => mark !== BigInt(scheme.full[at])).length;
    const all = BigInt(scheme.all);
    if (scheme.rule === "sum") return within(total(marks), scheme);
    if (scheme.rule === "whole") return within(missed ? 0n : all, scheme);
    return within([all, all / 2n][missed] ?? 0n, scheme);
  }

  // The mark of an answer, over the denominator of its question; null where it cannot be given.
  function award(scheme, answer) {
    if ("typing" in scheme) {
      if (answer === null) return 0n;
      if (cleaned(answer) === "") return 0n;
      const found = fitting(scheme, answer);
      return within(found < 0 ? 0n : BigInt(scheme.typing[found].mark), scheme);
    }
    if (answer === null) return 0n;
    if ("order" in scheme) return ofOrder(scheme, answer);
    if ("parts" in scheme) return ofParts(scheme, answer);
    return ofChosen(scheme, answer);
  }

  // A quotient as points are written: the shortest decimal if it has one, else 1/3.
  function shown(top, bottom) {
    let [a, b] = [top < 0n ? -top : top, bottom];
    while (b) [a, b] = [b, a % b];
    [top, bottom] = [top / a, bottom / a];
    let rest = bottom, places = 0;
    for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime;
    if (rest !== 1n) return `${top}/${bottom}`;
    while (10n ** BigInt(places) % bottom) places += 1;
    const digits = String((top < 0n ? -top : top) * 10n ** BigInt(places) / bottom);
    const padded = digits.padStart(places + 1, "0"), cut = padded.length - places;
    return `${top < 0n ? "-" : ""}${padded.slice(0, cut)}${places ? "." : ""}${padded.slice(cut)}`;
  }

  return {award, fitting, shown, cleaned};
})();
