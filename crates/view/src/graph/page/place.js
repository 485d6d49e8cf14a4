// Where boxes stand and how arrows go, given which boxes are open: the same sums as in layout/place.rs and
// layout/route.rs, which a test of the page holds against these.
const HEIGHT = 46, PADDING = 14, HEAD = 34, GAP = 14, LANE = 8, LANE_GAP = 4, TALL = 9, WIDTHS = [104, 212], PASSES = 4;
const TITLE = 8.0, SUBTITLE = 6.6, LABELLED = 300, PLACES = [0.5, 0.35, 0.65, 0.22, 0.78, 0.12, 0.88];
const DASHED = new Set(["shut", "untold", "lacks", "depends"]);
const WEIGHT = { shut: 9, lacks: 9, untold: 8, denies: 7, unknown: 6, open: 5, allows: 5, uses: 4, follows: 4, reference: 3, depends: 2, route: 1 };

const letters = (text) => [...text].length;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

function widthOf(shape) {
  const text = Math.max(letters(shape.title) * TITLE, letters(shape.subtitle) * SUBTITLE);
  return clamp(text + 30 + (shape.layers ? 22 : 0), WIDTHS[0], WIDTHS[1]);
}

function gapOf(diagram) {
  let longest = 0;
  for (const arrow of diagram.arrows) longest = Math.max(longest, letters(arrow.label));
  return clamp(longest * SUBTITLE + 44, 42, 230);
}

/** Places what is seen of a picture: a map of rectangles, in the order in which they are drawn. */
function place(diagram, isOpen, isSeen) {
  diagram.gap ??= gapOf(diagram);
  diagram.touched ??= new Set(diagram.arrows.flatMap((arrow) => [arrow.from, arrow.to]));
  const inside = new Map();

  function size(at) {
    const shape = diagram.shapes[at];
    if (shape.layers && isOpen(at)) {
      const [wide, high] = measure(at, shape.layers);
      return [Math.max(wide + 2 * PADDING, Math.min(letters(shape.title) * TITLE + 64, 2 * WIDTHS[1])), high + HEAD + PADDING];
    }
    return [widthOf(shape), HEIGHT];
  }

  function measure(around, layers) {
    const own = { boxes: [], lanes: [] };
    const columns = [], layerOf = [];
    layers.columns.forEach((slots, layer) => {
      const items = [];
      for (const slot of slots) {
        if (slot >= 0) {
          if (!isSeen(slot)) continue;
          const [width, height] = size(slot);
          items.push({ key: "b" + slot, box: slot, width, height, y: 0, gap: GAP });
        } else {
          const lane = -1 - slot, { from, to } = layers.ways[lane];
          if ((from !== undefined && !isSeen(from)) || (to !== undefined && !isSeen(to))) continue;
          items.push({ key: "l" + lane, lane, width: 0, height: LANE, y: 0, gap: LANE_GAP });
        }
      }
      if (!items.length) return;
      for (const part of cut(items)) {
        columns.push(part);
        layerOf.push(layer);
      }
    });
    for (const column of columns) {
      let y = 0;
      for (const item of column) {
        item.y = y;
        y += item.height + item.gap;
      }
    }
    align(columns, layers);
    let top = Infinity, bottom = 0, right = 0, x = 0;
    for (const column of columns) for (const item of column) top = Math.min(top, item.y);
    columns.forEach((column, at) => {
      const wide = Math.max(0, ...column.map((item) => item.width));
      for (const item of column) {
        const rect = { x, y: item.y - top, width: item.width, height: item.height };
        bottom = Math.max(bottom, rect.y + rect.height);
        if (item.box !== undefined) own.boxes.push([item.box, rect, layerOf[at]]);
        else own.lanes.push([item.lane, { ...rect, width: wide }]);
      }
      right = x + wide;
      x = right + (layerOf[at] === layerOf[at + 1] ? 2 * GAP : diagram.gap);
    });
    const rest = layers.rest.filter(isSeen).map((shape) => [shape, size(shape)]);
    let area = 0;
    for (const [, [width, height]] of rest) area += (width + GAP) * (height + GAP);
    const most = Math.max(right, Math.sqrt(area * 1.9));
    // An arrow from outside to the second of a row would pass behind the first.
    const touched = layers.rest.filter((shape) => isSeen(shape) && diagram.touched.has(shape));
    const alone = new Set(touched.length <= TALL ? touched : []);
    let left = 0, y = bottom, high = 0, ended = false;
    if (bottom > 0 && rest.length) y += 2 * GAP;
    for (const [shape, [width, height]] of rest) {
      if (left > 0 && (ended || alone.has(shape) || left + width > most)) {
        left = 0;
        y += high + GAP;
        high = 0;
      }
      own.boxes.push([shape, { x: left, y, width, height }, undefined]);
      ended = alone.has(shape);
      left += width + GAP;
      high = Math.max(high, height);
      right = Math.max(right, left - GAP);
      bottom = Math.max(bottom, y + height);
    }
    inside.set(around, own);
    return [right, bottom];
  }

  const placed = { shown: new Map(), lanes: new Map(), columns: new Map(), size: measure(-1, diagram.layers) };
  (function put(around, x, y) {
    const own = inside.get(around);
    if (!own) return;
    const moved = (rect) => ({ ...rect, x: rect.x + x, y: rect.y + y });
    for (const [way, rect] of own.lanes) {
      const key = around + ":" + way;
      if (!placed.lanes.has(key)) placed.lanes.set(key, []);
      placed.lanes.get(key).push(moved(rect));
    }
    for (const [shape, rect, column] of own.boxes) {
      const at = moved(rect);
      placed.shown.set(shape, at);
      if (column !== undefined) placed.columns.set(shape, column);
      put(shape, at.x + PADDING, at.y + HEAD);
    }
  })(-1, 0, 0);
  return placed;
}

function cut(items) {
  const boxes = items.filter((item) => item.width > 0).length;
  if (boxes <= TALL) return [items];
  const parts = Math.ceil(Math.sqrt(boxes / 6));
  const each = Math.ceil(items.length / Math.max(parts, 1));
  const all = [];
  for (let at = 0; at < items.length; at += each) all.push(items.slice(at, at + each));
  return all;
}

function align(columns, layers) {
  const middles = new Map(), near = new Map();
  const note = (column) => column.forEach((item) => middles.set(item.key, item.y + item.height / 2));
  const heights = columns.map((column) => column.reduce((sum, item) => sum + (item.height + item.gap), 0) - GAP);
  const tallest = Math.max(0, ...heights);
  columns.forEach((column, at) => {
    for (const item of column) item.y += (tallest - heights[at]) / 2;
    note(column);
  });
  const tie = (one, other) => (near.get(one) ?? near.set(one, []).get(one)).push(other);
  layers.ways.forEach(({ from, to }, number) => {
    if (from !== undefined && to !== undefined) {
      tie("b" + from, "b" + to);
      tie("b" + to, "b" + from);
    }
    for (const end of [from, to]) if (end !== undefined) tie("l" + number, "b" + end);
  });
  for (let pass = 0; pass < PASSES; pass++) {
    for (let step = 0; step < columns.length; step++) {
      const column = columns[pass % 2 === 0 ? step : columns.length - 1 - step];
      const wanted = column.map((item) => {
        const others = (near.get(item.key) ?? []).filter((key) => middles.has(key));
        if (!others.length) return item.y;
        return others.reduce((sum, key) => sum + middles.get(key), 0) / others.length - item.height / 2;
      });
      let end = -Infinity, off = 0;
      column.forEach((item, at) => {
        item.y = Math.max(wanted[at], end);
        end = item.y + item.height + item.gap;
        off += wanted[at] - item.y;
      });
      const shift = off / Math.max(column.length, 1);
      for (const item of column) item.y += shift;
      note(column);
    }
  }
}

/** A shape, the one that it is in, and so on outwards. */
function around(diagram, shape) {
  const all = [];
  for (let at = shape; at !== undefined && at !== null; at = diagram.shapes[at].parent) all.push(at);
  return all;
}

/** The boxes next to each other that an arrow leads between. */
function siblings(diagram, from, to) {
  const left = around(diagram, from), right = around(diagram, to);
  let outer = -1;
  while (left.length && right.length) {
    const one = left.at(-1), other = right.at(-1);
    if (one !== other) return { around: outer, from: one, to: other };
    outer = one;
    left.pop();
    right.pop();
  }
  return null;
}

/** All arrows between what is seen, those between the same two boxes as one line. */
function lines(diagram, placed) {
  const all = [], known = new Map();
  const seen = (at) => around(diagram, at).find((own) => placed.shown.has(own));
  const isIn = (shape, other) => around(diagram, shape).includes(other);
  diagram.arrows.forEach((arrow, number) => {
    const from = seen(arrow.from), to = seen(arrow.to);
    if (from === undefined || to === undefined || isIn(from, to) || isIn(to, from)) return;
    // What is hidden by a filter has no arrows either.
    if (!placed.isSeen(arrow.from) || !placed.isSeen(arrow.to)) return;
    const key = from + ">" + to;
    let line = known.get(key);
    if (!line) {
      line = { from, to, kind: arrow.kind, shut: null, arrows: [] };
      known.set(key, line);
      all.push(line);
    }
    line.arrows.push(number);
    line.shut ??= arrow.shut ?? null;
    if (WEIGHT[arrow.kind] > WEIGHT[line.kind]) line.kind = arrow.kind;
  });
  for (const line of all) line.label = labelOf(diagram, line.arrows);
  draw(diagram, placed, all);
  return all;
}

function labelOf(diagram, arrows) {
  const labels = [];
  for (const at of arrows) {
    const { label } = diagram.arrows[at];
    if (label && !labels.includes(label)) labels.push(label);
  }
  if (labels.length < 2) return labels[0] ?? "";
  const [one, ...others] = labels;
  if (others.length === 1 && one.length + others[0].length < 24) return `${one}, ${others[0]}`;
  return `${one} +${others.length}`;
}

function courseOf(diagram, placed, from, to) {
  const straight = { sides: ["right", "left"], lanes: [] };
  const pair = siblings(diagram, from, to);
  if (!pair) return straight;
  const own = placed.columns.get(pair.from), other = placed.columns.get(pair.to);
  if (own === undefined || other === undefined) return straight;
  const found = (outer, one, two) => {
    const layers = outer < 0 ? diagram.layers : diagram.shapes[outer].layers;
    layers.index ??= new Map(layers.ways.map((way, at) => [way.from + ">" + way.to, at]));
    return placed.lanes.get(outer + ":" + layers.index.get(one + ">" + two)) ?? [];
  };
  const lanes = found(pair.around, pair.from, pair.to).slice();
  if (own === other) return { sides: ["right", "right"], lanes };
  if (own > other) return { sides: ["left", "right"], lanes: lanes.reverse() };
  // On its way out of what its ends are in, it passes what stands there beside them.
  const out = [], into = [];
  for (let at = from; at !== pair.from; at = diagram.shapes[at].parent) out.push(...found(diagram.shapes[at].parent, at, undefined));
  for (let at = to; at !== pair.to; at = diagram.shapes[at].parent) into.unshift(...found(diagram.shapes[at].parent, undefined, at));
  return { sides: ["right", "left"], lanes: [...out, ...lanes, ...into] };
}

function draw(diagram, placed, all) {
  const courses = all.map((line) => courseOf(diagram, placed, line.from, line.to));
  const ends = new Map();
  const end = (shape, side, value) => {
    const key = shape + side;
    (ends.get(key) ?? ends.set(key, { shape, side, all: [] }).get(key)).all.push(value);
  };
  const middle = (rect) => rect.y + rect.height / 2;
  all.forEach((line, number) => {
    const { sides, lanes } = courses[number];
    end(line.from, sides[0], [middle(lanes[0] ?? placed.shown.get(line.to)), number, 0]);
    end(line.to, sides[1], [middle(lanes.at(-1) ?? placed.shown.get(line.from)), number, 1]);
    line.ends = [];
  });
  for (const { shape, side, all: own } of ends.values()) {
    own.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const rect = placed.shown.get(shape);
    own.forEach(([, number, which], row) => {
      const y = rect.y + (rect.height * (row + 1)) / (own.length + 1);
      all[number].ends[which] = [side === "left" ? rect.x : rect.x + rect.width, y];
    });
  }
  all.forEach((line, number) => {
    line.curve = curveOf(line.ends, courses[number]);
    line.path = pathOf(line.curve);
    line.at = null;
  });
  if (all.length > LABELLED || !all.some((line) => line.label)) return;
  const outer = new Set([...placed.shown.keys()].map((at) => diagram.shapes[at].parent));
  const taken = [...placed.shown].filter(([at]) => !outer.has(at)).map(([, rect]) => rect);
  for (const line of all) line.at = roomFor(line.label, line.curve, taken);
}

/** The middle of a label: where it covers no box and no other label. */
function roomFor(label, curve, taken) {
  if (!label) return null;
  const wide = letters(label) * SUBTITLE + 4;
  for (const t of PLACES) {
    for (const bend of curve) {
      const [x, y] = pointAt(bend, t);
      const own = { x: x - wide / 2, y: y - 7, width: wide, height: 14 };
      if (taken.some((other) => meets(own, other))) continue;
      taken.push(own);
      return [x, y];
    }
  }
  return null;
}

const meets = (one, other) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

function pointAt([a, b, c, d], t) {
  const s = 1 - t;
  const mix = (axis) => s * s * s * a[axis] + 3 * s * s * t * b[axis] + 3 * s * t * t * c[axis] + t * t * t * d[axis];
  return [mix(0), mix(1)];
}

function curveOf([from, to], course) {
  const [out, into] = course.sides.map((side) => (side === "right" ? 1 : -1));
  const points = [from];
  for (const lane of course.lanes) {
    const y = lane.y + lane.height / 2;
    const left = [lane.x, y], right = [lane.x + lane.width, y];
    points.push(...(out > 0 ? [left, right] : [right, left]));
  }
  points.push(to);
  const last = points.length - 2, bends = [];
  for (let step = 0; step <= last; step++) {
    const one = points[step], other = points[step + 1];
    const bend = Math.max(Math.abs(other[0] - one[0]) / 2, 24);
    bends.push([one, [one[0] + out * bend, one[1]], [other[0] + (step === last ? into : -out) * bend, other[1]], other]);
  }
  return bends;
}

function pathOf(curve) {
  const at = (point) => point.map((value) => value.toFixed(1)).join(" ");
  return `M${at(curve[0][0])}` + curve.map(([, b, c, d]) => `C${at(b)} ${at(c)} ${at(d)}`).join("");
}
