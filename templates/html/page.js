// The page itself: views and links between them, and answers that students try.
(() => {
  const data = JSON.parse(document.getElementById("marks").textContent);
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const article = (node) => node.closest("article.question");

  function show(view) {
    const control = document.getElementById(`view-${view}`);
    if (control) control.checked = true;
    reach();
  }

  // -- what a student answers: see marks.js for its forms ------------------------------------------

  const chosen = (root) => {
    const places = all(root, "input:checked").map((input) => Number(input.value));
    return places.length ? places : null;
  };

  function partAnswer(part) {
    if (part.tagName === "TR") return chosen(part);
    if (part.tagName === "SELECT") return part.value === "" ? null : [Number(part.value)];
    return marking.cleaned(part.value) === "" ? null : part.value;
  }

  function answer(question, scheme) {
    if ("parts" in scheme) {
      const answers = scheme.parts.map((_, at) =>
        partAnswer(question.querySelector(`[data-part="${at}"]`)));
      return answers.every((one) => one === null) ? null : answers;
    }
    if ("order" in scheme) {
      const list = question.querySelector(".order");
      if (!list.dataset.touched) return null;
      return all(list, "[data-item]").map((item) => Number(item.dataset.item));
    }
    if ("typing" in scheme) {
      const {value} = question.querySelector(".typed input");
      return marking.cleaned(value) === "" ? null : value;
    }
    return chosen(question);
  }

  // The places of the lines whose feedback an answer brings up.
  function told(scheme, given) {
    if (given === null || "order" in scheme) return [];
    if ("typing" in scheme) return [String(marking.fitting(scheme, given))];
    if ("parts" in scheme) {
      return scheme.parts.flatMap((part, at) => given[at] === null ? []
        : [String(at), ...told(part, given[at]).map((inner) => `${at}.${inner}`)]);
    }
    return given.map(String);
  }

  // -- trying ---------------------------------------------------------------------------------------

  const results = new Map();

  function tell(question, words, kind) {
    const line = question.querySelector(".try");
    line.querySelector("output").textContent = words;
    line.classList.toggle("full", kind === "full");
    line.classList.toggle("none", kind === "none");
  }

  // Points as people write them in the language of the exam.
  function written(top, bottom) {
    return marking.shown(top, bottom).replace("-", "\u2212").replace(".", data.comma ? "," : ".");
  }

  function tryAnswer(question) {
    const scheme = data.questions[Number(question.dataset.q)], {words} = data;
    const feedback = all(question, ".feedback");
    if (scheme === null) {
      tell(question, words.person, "");
      for (const one of feedback) one.classList.toggle("given", one.dataset.when === "general");
      return;
    }
    const given = answer(question, scheme), whole = BigInt(scheme.d), points = BigInt(scheme.points);
    const mark = marking.award(scheme, given) ?? 0n;
    const result = (points === whole ? words.result_one : words.result)
      .replace("{0}", written(mark, whole)).replace("{1}", written(points, whole));
    tell(question, given === null ? `${result} (${words.unanswered})` : result,
      mark >= points ? "full" : mark <= 0n ? "none" : "");
    const lines = told(scheme, given);
    for (const one of feedback) {
      const {when, at} = one.dataset;
      one.classList.toggle("given", when === "general" || lines.includes(at)
        || when === (mark >= points ? "correct" : "incorrect"));
    }
    results.set(question.id, [mark, points, whole]);
    total();
  }

  function total() {
    let [mark, points, whole] = [0n, 0n, 1n];
    for (const [own, worth, over] of results.values()) {
      [mark, points, whole] = [mark * over + own * whole, points * over + worth * whole, whole * over];
    }
    document.getElementById("total").textContent = data.words.so_far
      .replace("{0}", written(mark, whole)).replace("{1}", written(points, whole));
    document.querySelector("footer.total").hidden = !results.size;
  }

  function clear() {
    results.clear();
    for (const input of all(document, "main input, main select, main textarea")) {
      if (input.type === "checkbox" || input.type === "radio") input.checked = false;
      else input.value = input.defaultValue ?? "";
    }
    for (const list of all(document, ".order")) delete list.dataset.touched;
    for (const one of all(document, ".given")) one.classList.remove("given");
    for (const question of all(document, "article.question")) tell(question, "", "");
    total();
  }

  function move(button) {
    const item = button.closest("li"), up = button.dataset.move === "up";
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    item.parentElement.dataset.touched = "yes";
    if (other) up ? other.before(item) : other.after(item);
    button.focus();
  }

  document.addEventListener("click", (event) => {
    const control = event.target.closest("[data-do], [data-move], [data-go]");
    if (!control) return;
    const {do: what, go} = control.dataset;
    if (go) show(go);
    else if (what === "try") tryAnswer(article(control));
    else if (what === "clear") clear();
    else if (control.dataset.move) move(control);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("main input[type=text]")) {
      tryAnswer(article(event.target));
    }
  });

  // A formula that is wider than the page is scrolled, by keyboard too; which one is depends on the view.
  function reach() {
    for (const formula of all(document, 'math[display="block"]')) {
      if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
      else formula.removeAttribute("tabindex");
    }
  }
  addEventListener("resize", reach);
  document.addEventListener("change", (event) => {
    if (event.target.name === "view") reach();
  });

  function ready() {
    for (const button of all(document, "[data-do=try]")) button.hidden = false;
    reach();
  }
  ready();
  const named = /^#(student|key|grader)$/.exec(location.hash);
  if (named) show(named[1]);

  window.examc = {data, ready, all, forget: (id) => { results.delete(id); total(); }};
})();
