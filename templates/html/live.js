// A page that is served while its exam is written: it follows every save, says what is wrong, and
// shows what each system makes of each question. All that it says is set as text, never as markup.
(() => {
  const {all, data} = window.examc;
  let source = new DOMParser().parseFromString("<main></main>", "text/html"), facts = {}, state = -1;

  function made(tag, kind, text) {
    const node = document.createElement(tag);
    if (kind) node.className = kind;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  // -- the bar and the messages -------------------------------------------------------------------

  const bar = made("aside", "live-bar"), errors = made("div", "live-errors");
  bar.setAttribute("aria-label", "Preview");
  errors.setAttribute("role", "alert");
  const sums = made("span"), warned = made("details"), warnedHead = made("summary"), list = made("div");
  warned.append(warnedHead, list);
  const lost = made("span", "live-lost");
  bar.append(sums, warned, lost);
  document.querySelector("main").before(bar);
  document.querySelector(".top").before(errors);

  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  function tell(now) {
    const points = now.points === "1" ? "1 point" : `${now.points} points`;
    sums.textContent = `${plural(now.questions, "question")} · ${points} · ${plural(now.errors.length, "error")}`;
    warnedHead.textContent = plural(now.warnings.length, "warning");
    warned.hidden = !now.warnings.length;
    list.replaceChildren(...now.warnings.map((text) => made("pre", "", text)));
    errors.replaceChildren(...now.errors.map((text) => made("pre", "", text)));
    errors.hidden = !now.errors.length;
    document.body.classList.toggle("stale", now.errors.length > 0);
  }

  // -- the page -----------------------------------------------------------------------------------

  const PIECES = "article.question[id], .block[id]";
  const pieces = (root) => new Map(all(root, PIECES).map((node) => [node.id, node]));
  const seen = (node) => {
    const {top, bottom} = node.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  // What stands around the pieces: where it is the same, each piece takes the place of its old self.
  function frame(root) {
    const copy = root.querySelector("main").cloneNode(true);
    for (const node of pieces(copy).values()) node.replaceChildren();
    return copy.innerHTML;
  }

  // Takes over what changed; what did not keeps its answers, and stays where it is on the screen.
  function patch(next) {
    const before = pieces(source), now = pieces(document), after = pieces(next);
    const still = [...now.values()].find(seen), offset = still?.getBoundingClientRect().top;
    const changed = [...after].filter(([id, node]) =>
      before.get(id)?.outerHTML !== node.outerHTML || !now.has(id)).map(([id]) => id);
    if (before.size && frame(source) === frame(next)) {
      for (const id of changed) now.get(id).replaceWith(after.get(id).cloneNode(true));
    } else {
      const written = next.querySelector("main").cloneNode(true);
      for (const [id, node] of pieces(written)) {
        if (!changed.includes(id)) node.replaceWith(now.get(id));
      }
      document.querySelector("main").replaceChildren(...written.childNodes);
    }
    document.querySelector(".top").replaceWith(next.querySelector(".top").cloneNode(true));
    document.title = next.title;
    Object.assign(data, JSON.parse(next.getElementById("marks").textContent));
    window.examc.ready();
    for (const id of changed) window.examc.forget(id);
    if (still?.isConnected) scrollBy(0, still.getBoundingClientRect().top - offset);
    if (before.size) show(changed);
    source = next;
    badges(changed);
  }

  function show(changed) {
    const nodes = changed.map((id) => document.getElementById(id));
    for (const node of nodes) node.classList.add("changed");
    if (nodes.length && !nodes.some(seen)) nodes[0].scrollIntoView({block: "center"});
  }

  async function load() {
    const answer = await fetch("page", {cache: "no-store"});
    if (answer.ok) patch(new DOMParser().parseFromString(await answer.text(), "text/html"));
  }

  // -- what systems make of a question ------------------------------------------------------------

  function badge(one) {
    const node = made("details", one.accepted ? "badge accepted" : "badge bends"), body = made("div");
    const head = made("summary");
    head.append(made("b", "", one.systems.join(", ")), `: ${one.words}`);
    if (one.help) body.append(made("p", "", `To change it: ${one.help}.`));
    const accept = `allow=${one.code}`;
    body.append(made("p", "soft", one.accepted ? `Accepted by ${accept}` : `To accept it: ${accept}`));
    node.append(head, body);
    return node;
  }

  function losses(found) {
    const node = made("details", "badge lost"), body = made("ul");
    node.append(made("summary", "", `${plural(found.length, "loss").replace("losss", "losses")}`));
    for (const one of found) {
      const help = one.help ? ` (${one.help})` : "";
      body.append(made("li", "", `${one.target}: ${one.words}${help} [${one.code}]`));
    }
    node.append(body);
    return node;
  }

  function badges(ids) {
    for (const question of all(document, "article.question")) {
      if (!ids.includes(question.id)) continue;
      question.querySelector(".badges")?.remove();
      const found = facts[question.id.slice(2)];
      if (!found) continue;
      const row = made("div", "badges");
      row.append(...found.bent.map(badge));
      const same = found.bent.length ? found.same.join(", ") : "all systems";
      if (same) row.append(made("span", "badge same", `✓ ${same}`));
      if (found.losses.length) row.append(losses(found.losses));
      question.append(row);
    }
  }

  async function mark() {
    const answer = await fetch("facts", {cache: "no-store"});
    if (!answer.ok) return;
    const old = facts;
    facts = await answer.json();
    const other = (own) => JSON.stringify(old[own]) !== JSON.stringify(facts[own]);
    badges(Object.keys(facts).filter(other).map((own) => `q-${own}`));
  }

  // -- what the server says -----------------------------------------------------------------------

  const events = new EventSource("events");
  events.addEventListener("state", async (event) => {
    const now = JSON.parse(event.data);
    tell(now);
    if (now.state !== state) {
      state = now.state;
      await load();
    }
    document.documentElement.dataset.state = String(state);
  });
  events.addEventListener("facts", mark);
  events.addEventListener("open", () => { lost.textContent = ""; });
  events.addEventListener("error", () => { lost.textContent = "the preview has ended"; });
})();
