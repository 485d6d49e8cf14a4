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
const SEEN = 60, SEEN_OF_CONSTRUCTS = 26, CROWD = 14, MOST = 700, FOUND = 50, LISTED = 150;

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

// ---- What there is -------------------------------------------------------------------------------------

const diagram = () => graph.diagrams.find((own) => own.view === state.view);
const serviceOf = (type) => { const parts = type.split("::"); return parts[0] === "AWS" ? parts[1] : parts[0]; };

/** The shapes in each shape. */
function inside(own) {
  if (!own.inside) {
    own.inside = own.shapes.map(() => []);
    own.outer = [];
    own.shapes.forEach((shape, at) => (shape.parent === undefined ? own.outer : own.inside[shape.parent]).push(at));
  }
  return own.inside;
}

/** The shapes that are open at first, as open.rs says: depth by depth, as long as the picture stays readable. */
function openAtFirst(own, isSeen = () => true, times = 1) {
  const within = inside(own), open = new Set();
  let level = own.outer.filter(isSeen), seen = level.length;
  while (level.length) {
    const next = level.flatMap((at) => within[at].filter(isSeen));
    const frame = level.some((at) => ["vpc", "subnets"].includes(own.shapes[at].kind));
    const most = times * (own.view === "resources" ? SEEN_OF_CONSTRUCTS : frame ? 2 * SEEN : SEEN);
    if (!(seen === 1 || seen + next.length <= most)) break;
    seen += next.length;
    const crowd = (at) => own.shapes[at].kind === "subnets" && within[at].length > CROWD;
    level = level.filter((at) => within[at].some(isSeen) && !crowd(at));
    for (const at of level) open.add(at);
    level = level.flatMap((at) => within[at].filter(isSeen));
  }
  return open;
}

/** Which shapes the filters leave: those that fit, what they are in, and what is outside and tied to them. */
function seenBy(own) {
  if (!state.stack && !state.kind) return () => true;
  const seen = new Set();
  const add = (at) => around(own, at).forEach((one) => seen.add(one));
  own.shapes.forEach((shape, at) => {
    const resource = graph.resources[shape.resource];
    if (!resource) return;
    const fits = (!state.stack || graph.stacks[resource.stack].name === state.stack) && (!state.kind || serviceOf(resource.type) === state.kind);
    if (fits) add(at);
  });
  const fitting = new Set(seen);
  for (const { from, to } of own.arrows) {
    for (const [one, other] of [[from, to], [to, from]]) {
      if (own.shapes[one].kind === "outside" && fitting.has(other) && !inside(own)[other].length) add(one);
    }
  }
  return (at) => seen.has(at);
}

/** What the checker found of a shape and of what is in it. */
function findingsOf(own, at) {
  const shape = own.shapes[at];
  const all = [...(graph.resources[shape.resource]?.findings ?? [])];
  for (const other of inside(own)[at]) all.push(...findingsOf(own, other));
  return all;
}

function costOf(own, at) {
  const monthly = graph.resources[own.shapes[at].resource]?.cost?.monthly ?? 0;
  return inside(own)[at].reduce((sum, other) => sum + costOf(own, other), monthly);
}

// ---- The picture ---------------------------------------------------------------------------------------

function fitting(text, width, each) {
  const most = Math.max(0, Math.floor(width / each));
  if (letters(text) <= most) return text;
  return most < 3 ? "" : [...text].slice(0, most - 1).join("") + "\u2026";
}

function badge(own, at, x, y) {
  const found = findingsOf(own, at).filter((one) => one.severity !== "info");
  if (!found.length) return "";
  const error = found.some((one) => one.severity === "error") ? " error" : "";
  const count = found.length > 99 ? "99+" : found.length;
  return `<g class="badge${error}"><circle cx="${x}" cy="${y}" r="9"/><text x="${x}" y="${y + 3.5}">${count}</text></g>`;
}

function nameOf(own, at) {
  const shape = own.shapes[at];
  const wrong = findingsOf(own, at).filter((one) => one.severity !== "info").length;
  const parts = [shape.title, shape.subtitle, shape.mark && `change: ${shape.mark}`, wrong && `${wrong} findings`];
  return parts.filter(Boolean).join(", ");
}

function handle(x, y, isOpen) {
  return `<g class="handle" data-handle><rect x="${x}" y="${y}" width="18" height="18" rx="4"/><path d="M${x + 4} ${y + 9}h10${isOpen ? "" : `M${x + 9} ${y + 4}v10`}"/></g>`;
}

function nodeOf(own, at, rect, isOpen) {
  const shape = own.shapes[at], { x, y, width, height } = rect, group = Boolean(shape.layers);
  const expanded = group ? ` aria-expanded="${isOpen}"` : "";
  const picked = state.picked?.shape === at ? " picked" : "";
  const head = `<g class="node ${shape.kind}${picked}" data-at="${at}" role="button" tabindex="-1"${expanded} aria-label="${escaped(nameOf(own, at))}"><title>${escaped(shape.title)} (${escaped(shape.subtitle)})</title>`;
  if (isOpen) {
    const depth = around(own, at).length;
    const title = fitting(shape.title, width - 60, TITLE);
    const left = width - 70 - letters(title) * TITLE;
    return `${head}<rect class="g${depth % 2 ? "" : " deep"}" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>${handle(x + 8, y + 8, true)}<text x="${x + 34}" y="${y + 21}"><tspan class="t">${escaped(title)}</tspan><tspan class="s" dx="8">${escaped(fitting(shape.subtitle, left, SUBTITLE))}</tspan></text></g>`;
  }
  const room = width - 22 - (group ? 22 : 0), mark = MARK[shape.mark] ? ` ${MARK[shape.mark]}` : "";
  return `${head}<rect class="b${mark}" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/><text class="t" x="${x + 11}" y="${y + 20}">${escaped(fitting(shape.title, room, TITLE))}</text><text class="s" x="${x + 11}" y="${y + 36}">${escaped(fitting(shape.subtitle, room, SUBTITLE))}</text>${group ? handle(x + width - 25, y + 14, false) : ""}${badge(own, at, x + width - 4, y + 2)}</g>`;
}

function wayOf(line, number) {
  const name = CLASS[line.kind] ?? "", dash = DASHED.has(line.kind) ? " dash" : "";
  const near = isNear(line) ? " near" : "";
  const picked = state.picked?.line && line.arrows.some((at) => state.picked.line.arrows.includes(at)) ? " picked" : "";
  return `<g class="way${near}${picked}" data-line="${number}"><path class="w ${name}${dash}" d="${line.path}" marker-end="url(#a${name})"/><path class="hit" d="${line.path}"/>${crossOf(line)}</g>`;
}

function crossOf(line) {
  if (!line.shut) return "";
  const [from, to] = line.ends;
  const toward = (end, other) => [end[0] + (other[0] > end[0] ? 14 : -14), end[1]];
  const at = { from: () => toward(from, to), to: () => toward(to, from), way: () => [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] };
  const [x, y] = at[line.shut]();
  return `<g class="x"><circle cx="${x}" cy="${y}" r="7"/><path d="M${x - 3} ${y - 3}l6 6m0 -6l-6 6"/></g>`;
}

/** Whether a line is at what is picked, or is it. */
function isNear(line) {
  const { picked } = state;
  if (!picked) return false;
  if (picked.line) return line.arrows.some((at) => picked.line.arrows.includes(at));
  const own = diagram(), isAt = (end) => around(own, end).includes(picked.shape);
  return isAt(line.from) !== isAt(line.to) || (line.from === picked.shape || line.to === picked.shape);
}

function render() {
  const own = diagram(), world = $("world");
  const active = document.activeElement?.dataset?.at;
  $("nothing").hidden = Boolean(own?.shapes.length);
  if (!own?.shapes.length) {
    world.innerHTML = "";
    $("nothing").textContent = "There is nothing to draw in this view.";
    placed = { shown: new Map(), size: [0, 0] };
    drawn = [];
    return;
  }
  const open = (state.open[state.view] ??= openAtFirst(own));
  seenShapes = seenBy(own);
  placed = place(own, (at) => open.has(at), seenShapes);
  placed.isSeen = seenShapes;
  drawn = lines(own, placed);
  const parts = [];
  for (const [at, rect] of placed.shown) if (open.has(at)) parts.push(nodeOf(own, at, rect, true));
  drawn.forEach((line, number) => parts.push(wayOf(line, number)));
  for (const [at, rect] of placed.shown) if (!open.has(at)) parts.push(nodeOf(own, at, rect, false));
  for (const line of drawn) {
    if (!line.label) continue;
    // Where there is no room, a label is written once the line is picked.
    line.at ??= isNear(line) ? pointAt(line.curve[0], 0.5) : null;
    if (line.at) parts.push(`<text class="l${isNear(line) ? " near" : ""}" x="${line.at[0].toFixed(1)}" y="${(line.at[1] + 4).toFixed(1)}">${escaped(line.label)}</text>`);
  }
  world.innerHTML = parts.join("");
  world.classList.toggle("some", drawn.some(isNear));
  if (!placed.shown.size) {
    $("nothing").hidden = false;
    $("nothing").textContent = "Nothing fits the filters.";
  }
  // One stop of the tab key for all boxes; arrow keys go on from there.
  const stop = nodeAt(state.picked?.shape) ?? world.querySelector(".node");
  stop?.setAttribute("tabindex", "0");
  if (active !== undefined) nodeAt(active)?.focus({ preventScroll: true });
}

const nodeAt = (at) => (at === undefined ? null : $("world").querySelector(`[data-at="${at}"]`));

function move() {
  const { x, y, scale } = state.at;
  $("world").setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})`);
}

/** Shows all of it, but never so small that it cannot be read. */
function fit() {
  const { clientWidth: width, clientHeight: height } = $("picture");
  const [wide, high] = placed.size, margin = 16, foot = 40;
  const scale = clamp(Math.min((width - 2 * margin) / wide, (height - margin - foot) / high), 0.7, 1.15);
  const x = Math.max((width - wide * scale) / 2, margin), y = Math.max((height - foot - high * scale) / 2, margin);
  state.at = { x: wide ? x : 0, y: high ? y : 0, scale: wide ? scale : 1 };
  move();
}

function zoom(by, x = $("picture").clientWidth / 2, y = $("picture").clientHeight / 2) {
  const scale = clamp(state.at.scale * by, 0.15, 3), ratio = scale / state.at.scale;
  state.at = { x: x - (x - state.at.x) * ratio, y: y - (y - state.at.y) * ratio, scale };
  move();
}

/** Moves the picture so that a box is seen. */
function reveal(at) {
  const rect = placed.shown.get(at);
  if (!rect) return;
  const { clientWidth: width, clientHeight: height } = $("picture"), { scale } = state.at;
  const x = rect.x * scale + state.at.x, y = rect.y * scale + state.at.y;
  const isSeen = x >= 0 && y >= 0 && x + Math.min(rect.width * scale, width) <= width && y + Math.min(rect.height * scale, height) <= height;
  if (isSeen) return;
  state.at.x = width / 2 - (rect.x + Math.min(rect.width, width / scale) / 2) * scale;
  state.at.y = height / 2 - (rect.y + Math.min(rect.height, height / scale) / 2) * scale;
  move();
}

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

// ---- Details -------------------------------------------------------------------------------------------

const section = (title, body) => (body ? `<h3>${escaped(title)}</h3>${body}` : "");
const list = (items) => (items.length ? `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>` : "");
const term = (name, value) => (value ? `<dt>${escaped(name)}</dt><dd>${value}</dd>` : "");
const dollars = (amount) => `$${amount.toFixed(2)} a month`;

function details() {
  const own = diagram(), { picked } = state;
  if (!own) return void ($("details").innerHTML = "");
  if (picked?.line) $("details").innerHTML = ofLine(own, picked.line);
  else if (picked) $("details").innerHTML = ofShape(own, picked.shape);
  else $("details").innerHTML = ofView(own);
}

function ofFindings(found) {
  return found
    .map((one) => `<div class="finding ${one.severity}"><strong>${escaped(one.severity)}[${escaped(one.code)}]</strong> ${escaped(one.message)}${one.help ? `<br><span class="soft">${escaped(one.help)}</span>` : ""}</div>`)
    .join("");
}

function ofArrows(own, arrows, name) {
  const shown = arrows.slice(0, LISTED).map((at) => {
    const arrow = own.arrows[at];
    const says = arrow.says?.length ? `<br><small class="soft">${arrow.says.map(escaped).join("<br>")}</small>` : "";
    return `<button type="button" data-arrow="${at}">${name(arrow)}${arrow.label ? ` <strong>${escaped(arrow.label)}</strong>` : ""}${says}</button>`;
  });
  const more = arrows.length > LISTED ? `<p class="soft">and ${arrows.length - LISTED} more</p>` : "";
  return shown.length ? list(shown) + more : "";
}

function ofShape(own, at) {
  const shape = own.shapes[at], resource = graph.resources[shape.resource], within = inside(own)[at];
  const ids = around(own, at).map((one) => own.shapes[one].title).reverse();
  let text = `<h2>${escaped(shape.title)}</h2><div class="soft">${escaped(resource?.type ?? shape.subtitle)}</div>`;
  const facts = [term("In", escaped(ids.slice(0, -1).join(" / ")))];
  if (resource) {
    facts.push(term("Logical id", `<code>${escaped(resource.id)}</code>`), term("Stack", escaped(graph.stacks[resource.stack].name)));
    facts.push(term("Construct", resource.construct && `<code>${escaped(resource.construct)}</code>`));
    facts.push(term("Line", (resource.lines ?? []).map((line) => `<code class="line">${escaped(line)}</code>`).join("<br>")));
    facts.push(term("If", resource.condition && `<code>${escaped(resource.condition)}</code>`), term("Cost", resource.cost && escaped(resource.cost.text)));
  } else if (within.length) {
    const cost = costOf(own, at);
    facts.push(term("Cost", cost && `${dollars(cost)}, of what is known`));
  }
  text += `<dl>${facts.join("")}</dl>`;
  if (shape.layers) text += `<p><button type="button" data-toggle="${at}">${state.open[state.view].has(at) ? "Shut" : "Open"}</button></p>`;
  text += list((shape.says ?? []).map(escaped));
  const change = resource?.change;
  if (change && !shape.mark) text += section("Change", `<p>${escaped(change.text)}</p>${list((change.properties ?? []).map(escaped))}`);
  text += section("Findings", ofFindings(findingsOf(own, at)));
  text += section("Made of", list(within.slice(0, LISTED).map((one) => `<button type="button" data-shape="${one}">${escaped(own.shapes[one].title)} <small class="soft">${escaped(own.shapes[one].subtitle)}</small></button>`)));
  const ends = { out: [], into: [] }, isIn = (end) => around(own, end).includes(at);
  own.arrows.forEach((arrow, number) => {
    const from = isIn(arrow.from), to = isIn(arrow.to);
    if (from && !to) ends.out.push(number);
    if (to && !from) ends.into.push(number);
  });
  const title = (end) => escaped(own.shapes[end].title);
  text += section("From here", ofArrows(own, ends.out, (arrow) => `${SAID[arrow.kind]} ${title(arrow.to)}`));
  text += section("To here", ofArrows(own, ends.into, (arrow) => `${title(arrow.from)} ${SAID[arrow.kind]} it`));
  const given = resource && properties?.[shape.resource];
  if (given) text += section("Properties", `<pre tabindex="0">${escaped(JSON.stringify(given, null, 2))}</pre>`);
  return text;
}

function ofLine(own, line) {
  const arrows = line.arrows.map((at) => own.arrows[at]);
  const title = (at) => escaped(own.shapes[at].title);
  const one = arrows[0];
  const name = arrows.length === 1 ? `${title(one.from)} &rarr; ${title(one.to)}` : `${arrows.length} arrows`;
  const each = arrows.slice(0, LISTED).map((arrow) => {
    const says = (arrow.says ?? []).map((say) => `<li>${escaped(say)}</li>`).join("");
    return `<h3>${title(arrow.from)} ${SAID[arrow.kind]} ${title(arrow.to)} ${escaped(arrow.label)}</h3><ul>${says}</ul><p><button type="button" data-shape="${arrow.from}">${title(arrow.from)}</button> <button type="button" data-shape="${arrow.to}">${title(arrow.to)}</button></p>`;
  });
  return `<h2>${name}</h2>${each.join("")}`;
}

function ofView(own) {
  const [name] = VIEWS[own.view];
  const kinds = new Map();
  for (const { type } of graph.resources) kinds.set(serviceOf(type), (kinds.get(serviceOf(type)) ?? 0) + 1);
  let text = `<h2>${name}</h2><p class="soft">${graph.stacks.length} ${graph.stacks.length === 1 ? "stack" : "stacks"}, ${graph.resources.length} resources. Click a box or an arrow; <kbd>/</kbd> searches, arrow keys go from box to box, <kbd>Enter</kbd> shows, <kbd>Space</kbd> opens and shuts.</p>`;
  const cost = graph.resources.reduce((sum, one) => sum + (one.cost?.monthly ?? 0), 0);
  if (cost) text += `<p>${dollars(cost)}, of what is known</p>`;
  const found = graph.stacks.flatMap((stack) => stack.findings ?? []).filter((one) => one.severity !== "info");
  if (own.view === "changes") {
    text += section("Hazards", (graph.hazards ?? []).map((one) => `<div class="finding error"><strong>error[${escaped(one.code)}]</strong> ${escaped(one.message)}<br><span class="soft">${escaped(one.help)}</span></div>`).join(""));
    text += section("What changes", list(own.shapes.flatMap((shape, at) => (shape.mark ? [`<button type="button" data-shape="${at}">${escaped(shape.title)} <small class="soft">${escaped(shape.says?.[0] ?? "")}</small></button>`] : []))));
  } else if (own.view === "resources") {
    const all = [...found, ...graph.resources.flatMap((one) => one.findings ?? [])].filter((one) => one.severity !== "info");
    const wrong = graph.resources.flatMap((one, at) => (one.findings ?? []).filter((it) => it.severity !== "info").map((it) => `<button type="button" data-resource="${at}"><strong>${escaped(it.code)}</strong> ${escaped(it.message)}</button>`));
    if (all.length) text += section(`Findings (${all.length})`, ofFindings(found) + list(wrong.slice(0, LISTED)));
    text += section("Kinds", list([...kinds].sort((one, other) => other[1] - one[1]).map(([kind, count]) => `<button type="button" data-kind="${escaped(kind)}">${escaped(kind)} <small class="soft">${count}</small></button>`)));
  } else {
    const shut = own.arrows.map((_, at) => at).filter((at) => own.arrows[at].kind !== "uses");
    shut.sort((one, other) => WEIGHT[own.arrows[other].kind] - WEIGHT[own.arrows[one].kind] || one - other);
    const title = (at) => escaped(own.shapes[at].title);
    text += section("All of them", ofArrows(own, shut, (arrow) => `${title(arrow.from)} ${SAID[arrow.kind]} ${title(arrow.to)}`));
  }
  return text;
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

function inPicture(event) {
  const at = event.target.closest?.("[data-at]")?.dataset.at;
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (at === undefined) return false;
  if (ways[event.key]) focusOn(nextTo(at, ...ways[event.key]));
  else if (event.key === "Enter") pick(Number(at));
  else if (event.key === " ") toggle(Number(at));
  else return false;
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
