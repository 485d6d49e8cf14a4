// What is told of what is picked, beside the picture.

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
  let text = `<h2>${name}</h2><p class="soft">${graph.stacks.length} ${graph.stacks.length === 1 ? "stack" : "stacks"}, ${graph.resources.length} resources. Click a box or an arrow; <kbd>/</kbd> searches, arrow keys go from box to box, <kbd>a</kbd> to its arrows, <kbd>Enter</kbd> shows, <kbd>Space</kbd> opens and shuts.</p>`;
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

