// What the page does. Everything is drawn from the model that `--format json` prints, deflated into the page.
const $ = (id) => document.getElementById(id);
const VIEWS = {
  resources: ["Resources", '<i></i>refers to<i class="dim dash"></i>depends on<i class="bad dash"></i>has to wait, and CloudFormation is not told'],
  network: ["Network", '<i class="good"></i>gets through<i class="bad dash"></i>shut, &#10005; at the side that is shut<i class="dim"></i>a route, or decided at deployment'],
  permissions: ["Permissions", '<i class="dim"></i>uses the role<i class="good"></i>may<i class="bad"></i>may not<i class="bad dash"></i>needs it, and may not'],
  changes: ["Changes", '<b class="add"></b>added<b class="alter"></b>changed<b class="gone"></b>replaced, removed or lost<i></i>is the reason for'],
};
const CLASS = { open: "good", allows: "good", shut: "bad", lacks: "bad", denies: "bad", untold: "bad", unknown: "dim", route: "dim", depends: "dim", uses: "dim" };
const SAID = {
  reference: "refers to", depends: "depends on", untold: "has to wait for", open: "reaches", shut: "does not reach", unknown: "may reach",
  route: "leads to", uses: "uses", allows: "may use", denies: "may not use", lacks: "needs", follows: "changes",
};
const MARK = { added: "add", changed: "alter", mayReplace: "alter", replaced: "gone", removed: "gone", lost: "gone" };
/** At first a picture has about as many boxes as are seen at once; opened by hand, as many as are drawn swiftly. */
const SEEN = 60, SEEN_OF_CONSTRUCTS = 22, CROWD = 14, MOST = 700, FOUND = 50, LISTED = 150;

const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const byLetters = (one, other) => one.localeCompare(other, "en", { numeric: true });

async function read(id) {
  const packed = Uint8Array.from(atob($(id).textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}

const graph = await read("data");
const first = location.hash.slice(1).split("/")[0];
const state = { view: "", picked: null, stack: "", kind: "", open: {}, at: { x: 0, y: 0, scale: 1 } };
let placed, drawn = [], seenShapes;

// ---- What is picked ------------------------------------------------------------------------------------

function pick(shape, silent) {
  state.picked = shape === null ? null : { shape };
  render();
  details();
  if (shape === null) return;
  reveal(shape);
  if (!silent) say(nameOf(diagram(), shape));
}

function pickLine(line) {
  state.picked = { line: { arrows: [...line.arrows] } };
  render();
  details();
  say(nameOfLine(line));
}

/** Opens or shuts a box; what it holds comes out where it stands. */
function toggle(at) {
  const own = diagram(), open = state.open[state.view];
  if (!own.shapes[at].layers) return;
  const before = placed.shown.get(at);
  if (open.has(at)) open.delete(at);
  else open.add(at);
  render();
  const after = placed.shown.get(at);
  state.at.x += (before.x - after.x) * state.at.scale;
  state.at.y += (before.y - after.y) * state.at.scale;
  move();
  say(`${own.shapes[at].title} is ${open.has(at) ? "open" : "shut"}`);
}

function openMore() {
  const own = diagram(), open = state.open[state.view];
  let room = MOST - placed.shown.size;
  for (const at of [...placed.shown.keys()]) {
    const more = inside(own)[at].length;
    if (more && !open.has(at) && more <= room) {
      open.add(at);
      room -= more;
    }
  }
  render();
  fit();
}

function shutAll() {
  state.open[state.view] = new Set();
  render();
  fit();
}

const say = (text) => ($("said").textContent = text);

/** Shows a resource in the view, or else among all resources. */
function goTo(resource) {
  let at = diagram()?.shapes.findIndex((shape) => shape.resource === resource) ?? -1;
  if (at < 0) {
    setView("resources");
    at = diagram().shapes.findIndex((shape) => shape.resource === resource);
  }
  if (at >= 0) goToShape(at);
}

function goToShape(at) {
  const own = diagram();
  if (!seenBy(own)(at)) {
    state.stack = state.kind = $("stack").value = $("kind").value = "";
  }
  for (const outer of around(own, at).slice(1)) state.open[state.view].add(outer);
  pick(at);
}

// ---- Search --------------------------------------------------------------------------------------------

let index, properties;
/** What a search looks through: names and types at once, properties as soon as they are read. */
function entries() {
  if (!index) {
    const own = graph.diagrams.find((one) => one.view === "resources");
    index = own.shapes.map((shape, at) => {
      const resource = graph.resources[shape.resource];
      const name = [shape.title, resource?.id, resource?.construct].filter(Boolean).join("\n").toLowerCase();
      const rest = [shape.subtitle, resource?.type, ...(resource?.lines ?? []), properties && resource && JSON.stringify(properties[shape.resource])];
      return { at, name, rest: rest.filter(Boolean).join("\n").toLowerCase(), shape, resource };
    });
  }
  return index;
}

function find(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [];
  for (const entry of entries()) {
    let rank = 0;
    for (const word of words) {
      const at = entry.name.indexOf(word);
      if (at === 0) rank += 3;
      else if (at > 0) rank += 2;
      else if (entry.rest.includes(word)) rank += 1;
      else {
        rank = -1;
        break;
      }
    }
    if (rank > 0) found.push([rank, entry]);
  }
  return found.sort((one, other) => other[0] - one[0] || one[1].at - other[1].at);
}

let results = [], chosen = -1;
function showResults() {
  const text = $("search").value.trim(), box = $("results");
  const started = performance.now();
  const found = text ? find(text) : [];
  results = found.slice(0, FOUND).map(([, entry]) => entry);
  chosen = results.length ? 0 : -1;
  box.innerHTML = results
    .map(({ shape, resource }, at) => `<li role="option" id="r${at}" data-result="${at}" aria-selected="${at === chosen}">${escaped(shape.title)} <small>${escaped(shape.subtitle)}${resource ? ` &middot; ${escaped(resource.construct ?? resource.id)}` : ""}</small></li>`)
    .join("") + (found.length > FOUND ? `<li class="soft">and ${found.length - FOUND} more</li>` : "") + (text && !found.length ? '<li class="soft">nothing found</li>' : "");
  box.hidden = !text;
  $("search").setAttribute("aria-expanded", String(Boolean(text)));
  choose(chosen);
  performance.measure("search", { start: started, end: performance.now() });
  if (text) say(`${found.length} found`);
}

function choose(at) {
  chosen = at;
  for (const own of $("results").querySelectorAll("[role=option]")) own.setAttribute("aria-selected", String(own.dataset.result === String(at)));
  const own = $("r" + at);
  own?.scrollIntoView({ block: "nearest" });
  if (own) $("search").setAttribute("aria-activedescendant", own.id);
  else $("search").removeAttribute("aria-activedescendant");
}

function take(at) {
  const entry = results[at];
  if (!entry) return;
  $("results").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  if (entry.resource) goTo(entry.shape.resource);
  else {
    setView("resources");
    goToShape(entry.at);
  }
  nodeAt(state.picked?.shape)?.focus({ preventScroll: true });
}

// ---- What people do ------------------------------------------------------------------------------------

function setView(view) {
  if (state.view === view) return;
  Object.assign(state, { view, picked: null });
  for (const tab of $("views").children) {
    const own = tab.dataset.view === view;
    tab.setAttribute("aria-selected", String(own));
    tab.tabIndex = own ? 0 : -1;
  }
  $("legend").innerHTML = VIEWS[view][1];
  $("picture").setAttribute("aria-label", `${VIEWS[view][0]}: boxes and arrows`);
  history.replaceState(null, "", "#" + view);
  render();
  fit();
  details();
}

/** The nearest box in a direction. */
function nextTo(at, dx, dy) {
  const own = placed.shown.get(Number(at));
  if (!own) return;
  const middle = (rect) => [rect.x + Math.min(rect.width, 240) / 2, rect.y + Math.min(rect.height, HEIGHT) / 2];
  const [x, y] = middle(own);
  let best, least = Infinity;
  for (const [other, rect] of placed.shown) {
    const [a, b] = middle(rect);
    const along = (a - x) * dx + (b - y) * dy, beside = Math.abs((a - x) * dy) + Math.abs((b - y) * dx);
    if (along < 8 || beside > along * 4 + 60) continue;
    const far = along + 2 * beside;
    if (far < least) [best, least] = [other, far];
  }
  return best;
}

function focusOn(at) {
  const node = nodeAt(at);
  if (!node) return;
  for (const other of $("world").querySelectorAll('[tabindex="0"]')) other.setAttribute("tabindex", "-1");
  node.setAttribute("tabindex", "0");
  node.focus({ preventScroll: true });
  reveal(Number(at));
}

/** The arrows at a box, or at what is in it. */
const linesAt = (at) => drawn.flatMap((line, number) => (line.from === at || line.to === at ? [number] : []));

/** Keys on an arrow: left and right go to its ends, up and down to the next arrow of the box that it was come from. */
function onLine(event, number) {
  const line = drawn[number];
  const of = linesAt(line.from === state.cameFrom || line.to === state.cameFrom ? state.cameFrom : line.from);
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (event.key === "ArrowLeft") focusOn(line.from);
  else if (event.key === "ArrowRight") focusOn(line.to);
  else if (step) focusOnLine(of[(of.indexOf(number) + step + of.length) % of.length]);
  else if (event.key === "Enter" || event.key === " ") pickLine(line);
  else return false;
  return true;
}

function focusOnLine(number) {
  const node = lineAt(number);
  if (!node) return false;
  node.focus({ preventScroll: true });
  say(nameOfLine(drawn[number]));
  return true;
}

function inPicture(event) {
  const line = event.target.closest?.("[data-line]")?.dataset.line;
  if (line !== undefined) return onLine(event, Number(line));
  const at = event.target.closest?.("[data-at]")?.dataset.at;
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (at === undefined) return false;
  if (ways[event.key]) focusOn(nextTo(at, ...ways[event.key]));
  else if (event.key === "Enter") pick(Number(at));
  else if (event.key === " ") toggle(Number(at));
  else if (event.key === "a") {
    state.cameFrom = Number(at);
    if (!focusOnLine(linesAt(Number(at))[0])) say("it has no arrows");
  } else return false;
  return true;
}

const KEYS = {
  "/": () => $("search").focus(), f: fit, o: openMore, c: shutAll, "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8),
  Escape: () => pick(null),
};
["1", "2", "3", "4"].forEach((key, at) => (KEYS[key] = () => graph.diagrams[at] && setView(graph.diagrams[at].view)));

function listen() {
  const picture = $("picture");
  let from = null, moved = false;
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = [event.clientX, event.clientY];
    moved = false;
  });
  picture.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [dx, dy] = [event.clientX - from[0], event.clientY - from[1]];
    if (!moved && Math.hypot(dx, dy) < 4) return;
    if (!moved) picture.setPointerCapture(event.pointerId);
    moved = true;
    picture.classList.add("moving");
    state.at.x += dx;
    state.at.y += dy;
    from = [event.clientX, event.clientY];
    move();
  });
  addEventListener("pointerup", () => {
    from = null;
    picture.classList.remove("moving");
  });
  picture.addEventListener("click", (event) => {
    if (moved) return;
    const node = event.target.closest("[data-at]"), way = event.target.closest("[data-line]");
    if (node && event.target.closest("[data-handle]")) toggle(Number(node.dataset.at));
    else if (node) pick(Number(node.dataset.at));
    else if (way) pickLine(drawn[way.dataset.line]);
    else if (state.picked) pick(null);
  });
  picture.addEventListener("dblclick", (event) => {
    const node = event.target.closest("[data-at]");
    if (node) toggle(Number(node.dataset.at));
  });
  picture.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = picture.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) return zoom(Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
    state.at.x -= event.shiftKey ? event.deltaY : event.deltaX;
    state.at.y -= event.shiftKey ? 0 : event.deltaY;
    move();
  }, { passive: false });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
    if (inPicture(event)) return event.preventDefault();
    const act = event.target.closest?.("button, [role=tab]") && (event.key === " " || event.key === "Enter") ? null : KEYS[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  $("details").addEventListener("click", (event) => {
    const { arrow, shape, toggle: at, resource, kind } = event.target.closest("button")?.dataset ?? {};
    if (arrow !== undefined) pickLine({ arrows: [Number(arrow)] });
    else if (shape !== undefined) goToShape(Number(shape));
    else if (resource !== undefined) goTo(Number(resource));
    else if (kind !== undefined) filter("kind", kind);
    else if (at !== undefined) {
      toggle(Number(at));
      details();
    }
  });
  $("search").addEventListener("input", showResults);
  $("search").addEventListener("focus", () => $("search").value && showResults());
  $("search").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && results.length) choose((chosen + step + results.length) % results.length);
    else if (event.key === "Enter") take(chosen);
    else if (event.key === "Escape") {
      $("results").hidden = true;
      $("search").blur();
    } else return;
    event.preventDefault();
  });
  $("results").addEventListener("pointerdown", (event) => {
    const at = event.target.closest("[data-result]")?.dataset.result;
    event.preventDefault();
    if (at !== undefined) take(Number(at));
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".search")) $("results").hidden = true;
  });
  for (const name of ["stack", "kind"]) $(name).addEventListener("change", () => filter(name, $(name).value));
  $("views").addEventListener("click", (event) => event.target.dataset.view && setView(event.target.dataset.view));
  $("views").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = [...$("views").children], at = tabs.findIndex((tab) => tab.dataset.view === state.view);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    setView(next.dataset.view);
    next.focus();
    event.stopPropagation();
  });
  const buttons = { open: openMore, shut: shutAll, in: () => zoom(1.25), out: () => zoom(0.8), fit, theme: () => theme(document.documentElement.dataset.theme !== "dark") };
  for (const [id, act] of Object.entries(buttons)) $(id).addEventListener("click", act);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => theme(event.matches));
  addEventListener("resize", fit);
  addEventListener("beforeprint", () => {
    const [wide, high] = placed.size;
    picture.setAttribute("viewBox", `-8 -8 ${wide + 16} ${high + 16}`);
    $("world").removeAttribute("transform");
    theme(false);
  });
  addEventListener("afterprint", () => {
    picture.removeAttribute("viewBox");
    theme(matchMedia("(prefers-color-scheme: dark)").matches);
    move();
  });
}

function filter(name, value) {
  state[name] = $(name).value = value;
  state.picked = null;
  const own = diagram();
  // A filter opens what holds what it leaves, as far as that can be read.
  if (own) state.open[state.view] = openAtFirst(own, seenBy(own), state.stack || state.kind ? 3 : 1);
  render();
  fit();
  details();
  say(`${placed.shown.size} boxes`);
}

const theme = (dark) => (document.documentElement.dataset.theme = dark ? "dark" : "light");

function start() {
  theme(matchMedia("(prefers-color-scheme: dark)").matches);
  const colours = ["", "good", "bad", "dim"];
  $("picture").querySelector("defs").innerHTML = colours.map((name) => `<marker id="a${name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="m ${name}" d="M0 0L8 4L0 8z"/></marker>`).join("");
  $("views").innerHTML = graph.diagrams.map(({ view }) => `<button type="button" role="tab" data-view="${view}" aria-controls="picture">${VIEWS[view][0]}</button>`).join("");
  const option = (name) => `<option value="${escaped(name)}">${escaped(name)}</option>`;
  $("stack").innerHTML += graph.stacks.map((stack) => option(stack.name)).join("");
  $("kind").innerHTML += [...new Set(graph.resources.map((one) => serviceOf(one.type)))].sort(byLetters).map(option).join("");
  listen();
  const views = graph.diagrams.map((own) => own.view);
  const asked = document.documentElement.dataset.view;
  setView(views.includes(first) ? first : views.includes(asked) ? asked : views[0]);
  performance.mark("drawn");
}

start();
// The rest is read when the picture is there.
await new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done));
properties = await read("properties");
index = undefined;
entries();
if (state.picked?.shape !== undefined) details();
performance.mark("read");
