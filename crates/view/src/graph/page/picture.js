// What there is, and how it is drawn.

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
  return `<g class="way${near}${picked}" data-line="${number}" tabindex="-1" role="button" aria-label="${escaped(nameOfLine(line))}"><path class="w ${name}${dash}" d="${line.path}" marker-end="url(#a${name})"/><path class="hit" d="${line.path}"/>${crossOf(line)}</g>`;
}

/** What an arrow is called: its ends, and what is written at it. */
function nameOfLine(line) {
  const title = (at) => diagram().shapes[at].title;
  return `${title(line.from)} to ${title(line.to)}${line.label ? `: ${line.label}` : ""}`;
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
  const active = document.activeElement?.dataset?.at, activeLine = document.activeElement?.dataset?.line;
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
  // What is picked opens and shuts nothing, so that an arrow keeps its number.
  if (activeLine !== undefined) lineAt(activeLine)?.focus({ preventScroll: true });
}

const lineAt = (number) => (number === undefined ? null : $("world").querySelector(`[data-line="${number}"]`));
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

