// Opens the pages that `graph --format html` writes in Chromium, and does what people do there.
//
//     node page.mjs CHROMIUM FOLDER [--shots FOLDER]
//
// FOLDER has what `cargo xtask page` wrote: pages, pictures for Mermaid and SVG. Says what is wrong, a line each.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const [, , kit, chromium, folder, shots] = process.argv;
const require = createRequire(path.join(kit, "node_modules/"));
const puppeteer = require("puppeteer-core");
const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
const wrong = [];
let checks = 0;

function check(what, holds, seen = "") {
  checks += 1;
  if (!holds) wrong.push(`${what}${seen === "" ? "" : `: ${JSON.stringify(seen)}`}`);
}

/** A page that has drawn; what it complains of and asks for is kept. */
async function open(name, { width = 1440, height = 860, dark = false, hash = "" } = {}) {
  const page = await browser.newPage();
  page.complaints = [];
  page.on("console", (said) => ["error", "warn", "warning"].includes(said.type()) && page.complaints.push(said.text()));
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("request", (asked) => asked.url().startsWith("file:") || asked.url().startsWith("data:") || page.complaints.push(`asks for ${asked.url()}`));
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await page.goto(`file://${path.resolve(folder, name)}${hash}`);
  await page.waitForFunction(() => performance.getEntriesByName("read").length, { timeout: 30000 });
  return page;
}

const click = (page, selector) => page.$eval(selector, (node) => node.dispatchEvent(new MouseEvent("click", { bubbles: true })));
const text = (page, selector) => page.$eval(selector, (node) => node.innerText);
const titles = (page) => page.$$eval("#world .node", (nodes) => nodes.map((node) => node.getAttribute("aria-label").split(",")[0]));
const arrows = (page) => page.$$eval("#details [data-arrow]", (all) => all.map((own) => own.innerText.replace(/\s+/g, " ")));
const tab = (page, view) => click(page, `[data-view="${view}"][role=tab]`);

/** The places of the boxes, by their names: the page's, or those of a picture. */
const places = (boxes) => boxes.map(([name, x, y]) => `${name} at ${Number(x).toFixed(1)} ${Number(y).toFixed(1)}`).sort();
const ofPage = (page) => page.$$eval("#world .node", (nodes) => nodes.map((node) => [node.querySelector("title").textContent, ...["x", "y"].map((name) => node.querySelector("rect").getAttribute(name))]));

/** What covers what: labels of arrows on labels or on boxes, and boxes on boxes beside them. */
const covered = (page) =>
  page.evaluate(() => {
    const rect = (node) => ({ name: node.textContent, ...node.getBBox().toJSON?.(), box: node.getBBox() });
    const meets = (one, other) => one.x + 2 < other.x + other.width && other.x + 2 < one.x + one.width && one.y + 3 < other.y + other.height && other.y + 3 < one.y + one.height;
    const labels = [...document.querySelectorAll("#world .l")].map(rect);
    const boxes = [...document.querySelectorAll("#world .node > .b")].map((node) => ({ name: node.parentNode.getAttribute("aria-label"), box: node.getBBox() }));
    const found = [];
    labels.forEach((one, at) => {
      for (const other of [...labels.slice(at + 1), ...boxes]) if (meets(one.box, other.box)) found.push(`${one.name} covers ${other.name}`);
    });
    boxes.forEach((one, at) => {
      for (const other of boxes.slice(at + 1)) if (meets(one.box, other.box)) found.push(`${one.name} covers ${other.name}`);
    });
    // Titles that are wider than their boxes.
    for (const node of document.querySelectorAll("#world .node:not(:has(.g)) text.t")) {
      const own = node.getBBox(), around = node.parentNode.querySelector(".b").getBBox();
      if (own.x + own.width > around.x + around.width + 1) found.push(`${node.textContent} is wider than its box`);
    }
    return found;
  });

/** The contrast of what is written in the details, against what is behind it. */
const contrast = (page) =>
  page.evaluate(() => {
    const light = (colour) => {
      const parts = colour.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255);
      const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const of = (one, other) => {
      const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
      return (high + 0.05) / (low + 0.05);
    };
    const style = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
    const pairs = [
      [style("#details h2", "color"), style("#details", "backgroundColor")],
      [style("#details .soft", "color"), style("#details", "backgroundColor")],
      [style("#world .node .t", "fill"), style("#world .node .b", "fill")],
      [style("#world .node .s", "fill"), style("#world .node .b", "fill")],
      [style("#legend", "color"), style("#legend", "backgroundColor")],
    ];
    return Math.min(...pairs.map(([one, other]) => of(one, other)));
  });

async function example() {
  const page = await open("ecs-fargate.html");
  const first = ["Web", "Service", "Cluster", "Task", "Alb", "EcsSecurityGroup", "AlbSecurityGroup", "Logs", "Registry", "Repository"];
  const there = await titles(page);
  for (const box of first.slice(0, 7)) check(`ecs-fargate: there is ${box}`, there.includes(box), there);
  // Search, by the keyboard alone.
  await page.keyboard.press("/");
  await page.keyboard.type("ecsservice");
  check("search finds", (await text(page, "#results [aria-selected=true]")).includes("Web/Service"), await text(page, "#results"));
  await page.keyboard.press("Enter");
  const details = await text(page, "#details");
  check("what is found is picked", details.startsWith("Service\n"), details.slice(0, 40));
  check("what it is in is open", (await titles(page)).includes("ScalableTarget"), await titles(page));
  check("details have the type", details.includes("AWS::ECS::Service"));
  check("details have the line of Rust", /examples\/ecs-fargate\.rs:\d+:\d+/.test(details), details.slice(0, 300));
  check("details have properties", details.includes('"DesiredCount"'));
  check("details have what it costs", /\$\d+\.\d\d/.test(details));
  check("details have what it refers to", details.includes("refers to TaskDefinition"));
  await page.keyboard.press("/");
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type('"containerport":3000');
  check("search finds properties", (await text(page, "#results")).includes("TaskDefinition"), await text(page, "#results"));
  await page.keyboard.press("Escape");
  // Boxes, by the keyboard alone.
  const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  await page.$eval('#world [aria-label^="Service, ECS"]', (node) => node.focus());
  await page.keyboard.press("ArrowLeft");
  check("arrow keys go from box to box", (await focused())?.startsWith("ScalableTarget"), await focused());
  await page.keyboard.press("Enter");
  check("Enter shows", (await text(page, "#details h2")) === "ScalableTarget");
  // Arrows, by the keyboard alone: from a box to its arrows, from one to the next, to the end of one, back to a box.
  await page.$eval('#world [aria-label^="Service, ECS"]', (node) => node.focus());
  await page.keyboard.press("a");
  const arrow = await focused();
  check("a goes to an arrow of the box", arrow?.includes("Service") && arrow.includes(" to "), arrow);
  await page.keyboard.press("ArrowDown");
  check("arrow keys go from arrow to arrow", (await focused())?.includes(" to ") && (await focused()) !== arrow, await focused());
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  check("Enter shows the arrow", (await focused()) === arrow && (await text(page, "#details")).length > 0, await focused());
  await page.keyboard.press("ArrowRight");
  check("right goes to its end", (await focused())?.startsWith(arrow.split(" to ")[1].split(":")[0]), await focused());
  await page.$eval('#world [aria-label^="Web,"]', (node) => node.focus());
  const before = (await titles(page)).length;
  await page.keyboard.press(" ");
  check("space shuts", (await page.$eval('#world [aria-label^="Web,"]', (node) => node.getAttribute("aria-expanded"))) === "false");
  check("what is shut is gone", (await titles(page)).length < 5, await titles(page));
  check("it keeps the focus", (await focused())?.startsWith("Web,"), await focused());
  await page.keyboard.press(" ");
  check("space opens", (await titles(page)).length === before, await titles(page));
  await page.keyboard.press("o");
  check("everything opens", (await titles(page)).includes("ExecutionRole"), await titles(page));
  await page.keyboard.press("Escape");
  // Every box is told to screen readers, and what is said is said aloud.
  check("boxes have names", await page.$$eval("#world .node", (all) => all.every((own) => own.getAttribute("aria-label") && own.getAttribute("role") === "button")));
  check("one box is a stop of the tab key", (await page.$$eval('#world [tabindex="0"]', (all) => all.length)) === 1);
  check("what happens is said", (await text(page, "#said")).length > 0);
  // Filters.
  await page.select("#kind", "IAM");
  check("a filter by kind leaves what fits", (await titles(page)).sort().join() === "ExecutionRole,Task,TaskRole,Web", await titles(page));
  await page.select("#kind", "");
  await page.select("#stack", "Registry");
  check("a filter by stack leaves what fits", (await titles(page)).sort().join() === "Registry,Repository", await titles(page));
  await page.select("#stack", "");
  // Arrows.
  await click(page, "#world .way .hit");
  check("an arrow says what it is", /refers to|depends on/.test(await text(page, "#details")));
  await tab(page, "network");
  const ways = await arrows(page);
  for (const known of ["Clients reaches Alb/LoadBalancer tcp 80", "Alb/LoadBalancer reaches Service/Service tcp 3000", "Service/Service reaches Services of AWS tcp 443"]) {
    check(`the network has: ${known}`, ways.some((way) => way.startsWith(known)), ways);
  }
  await tab(page, "permissions");
  const rights = await arrows(page);
  check("permissions have the pull of the image", rights.some((way) => way.includes("Task/ExecutionRole may use Repository ecr:")), rights);
  check("permissions have the line that asked for it", rights.some((way) => /by .*examples\/ecs-fargate\.rs:\d+/.test(way)), rights);
  check("it complains of nothing and asks for nothing", !page.complaints.length, page.complaints);
  await page.close();
}

async function pictures() {
  for (const name of ["ecs-fargate", "booking", "change"]) {
    const page = await open(`${name}.html`);
    const views = await page.$$eval("[role=tab]", (tabs) => tabs.map((tab) => tab.dataset.view));
    check(`${name}: the views are there`, views.length >= 3, views);
    for (const view of views) {
      await tab(page, view);
      const found = await covered(page);
      check(`${name}, ${view}: nothing covers anything`, !found.length, found.slice(0, 5));
      const svg = fs.readFileSync(path.join(folder, `${name}-${view}.svg`), "utf8");
      const drawn = await page.evaluate((svg) => {
        const own = new DOMParser().parseFromString(svg, "image/svg+xml");
        if (own.querySelector("parsererror")) return null;
        const leaves = [...own.querySelectorAll("g > title")].map((title) => [title.textContent, title.nextSibling]);
        return leaves.map(([name, rect]) => [name, rect.getAttribute("x"), rect.getAttribute("y")]);
      }, svg);
      check(`${name}, ${view}: the picture is XML`, drawn);
      const there = new Set(places(await ofPage(page)));
      const other = places(drawn ?? []).filter((own) => !there.has(own));
      check(`${name}, ${view}: boxes stand where they stand in the picture`, !other.length, [other.slice(0, 3), [...there].slice(0, 3)]);
    }
    check(`${name}: it complains of nothing`, !page.complaints.length, page.complaints);
    await page.close();
  }
  for (const dark of [false, true]) {
    const page = await open("booking.html", { dark });
    const least = await contrast(page);
    check(`${dark ? "dark" : "light"}: what is written can be read (4.5 to 1)`, least >= 4.5, least);
    await page.close();
  }
  const narrow = await open("booking.html", { width: 420, height: 900 });
  const wide = await narrow.evaluate(() => document.documentElement.scrollWidth);
  check("narrow: nothing sticks out", wide <= 420, wide);
  const below = await narrow.evaluate(() => document.querySelector("aside").getBoundingClientRect().top >= document.querySelector("main").getBoundingClientRect().bottom - 1);
  check("narrow: details stand below the picture", below);
  await narrow.emulateMediaType("print");
  check("print has no buttons", await narrow.$eval("#open", (node) => getComputedStyle(node).display === "none"));
  await narrow.close();
}

async function network() {
  const page = await open("booking.html", { hash: "#network" });
  const boxes = await titles(page), ways = await arrows(page);
  for (const box of ["Vpc", "Public subnets", "Private subnets", "Front", "Clients", "Vpc/InternetGateway"]) check(`booking: the network has ${box}`, boxes.includes(box), boxes);
  check("booking: the load balancer reaches the site", ways.some((way) => way.startsWith("Front reaches Site/Service tcp 8080")), ways);
  check("booking: routes are drawn", ways.some((way) => way.startsWith("Public subnets leads to Vpc/InternetGateway")), ways);
  await page.close();
  const change = await open("change.html", { hash: "#network" });
  const shut = await arrows(change);
  check("change: what is shut says the side", shut.some((way) => way.includes("Service does not reach Database tcp 5432") && way.includes("shut where it ends")), shut);
  check("change: it is dashed, with a cross", (await change.$$eval("#world .way:has(.bad.dash) .x", (all) => all.length)) === 1);
  await tab(change, "changes");
  const said = await text(change, "#details");
  check("change: hazards are told", said.includes("CHG107"), said.slice(0, 200));
  const marks = await change.$$eval("#world .b", (all) => all.map((own) => own.getAttribute("class")));
  for (const mark of ["b add", "b alter", "b gone"]) check(`change: something is ${mark}`, marks.includes(mark), marks);
  await change.close();
}

/** 500 services: the least of several rounds, because others use the machine too. */
async function many() {
  const size = fs.statSync(path.join(folder, "500.html")).size;
  const rounds = [];
  let found = 0;
  for (let round = 0; round < 5; round++) {
    const page = await open("500.html");
    const at = (name) => page.evaluate((name) => performance.getEntriesByName(name)[0]?.startTime ?? Infinity, name);
    const paint = await at("first-contentful-paint"), drawn = await at("drawn");
    await page.keyboard.press("/");
    await page.keyboard.type("service499", { delay: 5 });
    const search = await page.evaluate(() => Math.max(...performance.getEntriesByName("search").map((one) => one.duration)));
    found = await page.$$eval("#results [role=option]", (all) => all.length);
    await page.keyboard.press("Escape");
    const opened = await page.evaluate(() => {
      const started = performance.now();
      document.querySelector("#world .node").dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
      return performance.now() - started;
    });
    rounds.push({ paint, drawn, search, opened });
    check("500 services: it complains of nothing", !page.complaints.length, page.complaints);
    check("500 services: constructs are shut at first", (await titles(page)).length < 120);
    await page.close();
  }
  const least = (name) => Math.min(...rounds.map((round) => round[name]));
  console.log(`500 services: ${size} bytes, first paint ${least("paint").toFixed(0)} ms, drawn ${least("drawn").toFixed(0)} ms, slowest letter of a search ${least("search").toFixed(1)} ms, a stack opened in ${least("opened").toFixed(0)} ms`);
  check("500 services: at most 3 MB", size <= 3_000_000, size);
  check("500 services: first paint and picture within a second", Math.max(least("paint"), least("drawn")) <= 1000, rounds);
  check("500 services: a search within 100 ms", least("search") <= 100, rounds);
  check("500 services: the search finds nothing that is not there", found === 0, found);
}

/** Mermaid's own parser takes what is written for it. */
async function mermaid() {
  const page = await browser.newPage();
  await page.goto("about:blank");
  await page.addScriptTag({ path: path.join(kit, "node_modules/mermaid/dist/mermaid.min.js") });
  for (const name of fs.readdirSync(folder).filter((name) => name.endsWith(".mmd"))) {
    const source = fs.readFileSync(path.join(folder, name), "utf8");
    const said = await page.evaluate(async (source) => {
      window.mermaid.initialize({ startOnLoad: false, maxTextSize: 1e6, maxEdges: 5000 });
      try {
        const { svg } = await window.mermaid.render("drawn", source);
        const own = new DOMParser().parseFromString(svg, "text/html");
        return { text: own.body.textContent, scripts: own.querySelectorAll("script").length };
      } catch (error) {
        return { error: error.message };
      }
    }, source);
    check(`${name}: Mermaid draws it`, !said.error, said.error);
    if (name.startsWith("hostile")) {
      check("hostile: names stay names", said.text?.includes('"]--> n9[/<script>alert(1)</script>/&lt;b&gt;'), said.text?.slice(-400));
      check("hostile: no name is a script", said.scripts === 0);
    }
  }
  await page.close();
}

async function shoot() {
  const shot = async (name, options, before) => {
    const page = await open(options.page, options);
    await before?.(page);
    await new Promise((done) => setTimeout(done, 250));
    await page.screenshot({ path: path.join(shots, name) });
    await page.close();
  };
  const small = { width: 1280, height: 640 };
  await shot("graph-resources.png", { page: "ecs-fargate.html", ...small }, async (page) => {
    await click(page, '[data-view=resources]');
    await page.evaluate(() => document.activeElement.blur());
    await click(page, '#world [aria-label^="Task,"] .handle');
    await click(page, '#world [aria-label^="TaskDefinition,"]');
  });
  await shot("graph-network.png", { page: "booking.html", hash: "#network", dark: true, ...small });
}

const parts = { example, pictures, network, many, mermaid };
for (const [name, part] of Object.entries(parts)) {
  try {
    await part();
  } catch (error) {
    wrong.push(`${name}: ${error.stack}`);
  }
}
if (shots) await shoot();
await browser.close();
for (const line of wrong) console.log(`wrong: ${line}`);
console.log(`${checks} checks, ${wrong.length} wrong`);
process.exit(wrong.length ? 1 : 0);
