//! Coordinates of the boxes that are to be seen.
//!
//! `page/place.js` does the same sums for the page; a test of the page holds the two against each other.

use foldhash::{HashMap, HashSet};

use super::{Layers, Slot};
use crate::graph::model::{Diagram, Shape};

/// The height of a box that is not open.
pub(in crate::graph) const HEIGHT: f64 = 46.0;
/// Room in a box around what is in it, and above it for its title.
const PADDING: f64 = 14.0;
const HEAD: f64 = 34.0;
/// Room between boxes of a column, and for an arrow that passes.
const GAP: f64 = 14.0;
const LANE: f64 = 8.0;
const LANE_GAP: f64 = 4.0;
/// A column with more boxes than this becomes several.
const TALL: usize = 9;
/// How wide boxes are, whatever is written in them.
const WIDTHS: (f64, f64) = (104.0, 212.0);
/// How often columns are moved towards what they are tied to.
const PASSES: usize = 4;

/// How wide a letter of a title is, about, and one of what stands below it.
pub(in crate::graph) const TITLE: f64 = 8.0;
pub(in crate::graph) const SUBTITLE: f64 = 6.6;

/// Where a box stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::graph) struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Where everything stands.
pub(in crate::graph) struct Placed {
    /// Each shape that is to be seen; what is in another stands behind it.
    pub shown: Vec<(usize, Rect)>,
    /// Where lanes are: of the columns in which shape, and of which of its ways; in the order of columns.
    pub lanes: HashMap<(Option<usize>, usize), Vec<Rect>>,
    /// The column of each shape among those next to it.
    pub columns: HashMap<usize, usize>,
    /// The room that the picture takes.
    pub size: (f64, f64),
}

/// Places the shapes of a picture of which some are open.
pub(in crate::graph) fn place(diagram: &Diagram, is_open: &dyn Fn(usize) -> bool) -> Placed {
    let ends = diagram.arrows.iter().flat_map(|own| [own.from, own.to]);
    let mut work = Work {
        diagram,
        is_open,
        touched: ends.collect(),
        gap: gap(diagram),
        inside: HashMap::default(),
    };
    let size = work.measure(None, &diagram.layers);
    let mut placed = Placed {
        shown: Vec::new(),
        lanes: HashMap::default(),
        columns: HashMap::default(),
        size,
    };
    work.put(None, (0.0, 0.0), &mut placed);
    placed
}

/// How far columns are from each other: as the labels between them need it.
fn gap(diagram: &Diagram) -> f64 {
    let labels = diagram
        .arrows
        .iter()
        .map(|arrow| arrow.label.chars().count());
    #[allow(clippy::cast_precision_loss, reason = "texts are short")]
    let longest = labels.max().unwrap_or_default() as f64;
    (longest * SUBTITLE + 44.0).clamp(42.0, 230.0)
}

/// How wide a shape is that is not open.
fn width(shape: &Shape) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "texts are short")]
    let long = |text: &str, each: f64| text.chars().count() as f64 * each;
    let text = long(&shape.title, TITLE).max(long(&shape.subtitle, SUBTITLE));
    let handle = if shape.layers.is_some() { 22.0 } else { 0.0 };
    (text + 30.0 + handle).clamp(WIDTHS.0, WIDTHS.1)
}

/// How wide a shape is at least while it is open: as its title needs it.
fn heading(shape: &Shape) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "texts are short")]
    let title = shape.title.chars().count() as f64 * TITLE;
    (title + 64.0).min(2.0 * WIDTHS.1)
}

/// What a box holds, relative to where it begins.
#[derive(Default)]
struct Inside {
    boxes: Vec<(usize, Rect, Option<usize>)>,
    lanes: Vec<(usize, Rect)>,
}

struct Work<'w> {
    diagram: &'w Diagram,
    is_open: &'w dyn Fn(usize) -> bool,
    /// The shapes where arrows begin or end.
    touched: HashSet<usize>,
    gap: f64,
    inside: HashMap<Option<usize>, Inside>,
}

/// A slot on its way to a place.
#[derive(Clone, Copy)]
struct Item {
    slot: Slot,
    width: f64,
    height: f64,
    y: f64,
}

impl Item {
    /// How far what comes next is from it.
    fn gap(&self) -> f64 {
        match self.slot {
            Slot::Box(_) => GAP,
            Slot::Lane(_) => LANE_GAP,
        }
    }
}

impl Work<'_> {
    fn size(&mut self, shape: usize) -> (f64, f64) {
        let diagram = self.diagram;
        let Some(own) = diagram.shapes.get(shape) else {
            return (0.0, 0.0);
        };
        match &own.layers {
            Some(layers) if (self.is_open)(shape) => {
                let (wide, high) = self.measure(Some(shape), layers);
                let wide = (wide + 2.0 * PADDING).max(heading(own));
                (wide, high + HEAD + PADDING)
            }
            _ => (width(own), HEIGHT),
        }
    }

    /// How much room what is in a box takes; where each stands is kept.
    fn measure(&mut self, around: Option<usize>, layers: &Layers) -> (f64, f64) {
        let mut inside = Inside::default();
        let mut columns: Vec<Vec<Item>> = Vec::new();
        // Which layer each column belongs to: a tall one is cut into several.
        let mut layer_of: Vec<usize> = Vec::new();
        for (layer, slots) in layers.columns.iter().enumerate() {
            let mut items = Vec::with_capacity(slots.len());
            for slot in slots {
                let (width, height) = match slot {
                    Slot::Box(shape) => self.size(*shape),
                    Slot::Lane(_) => (0.0, LANE),
                };
                items.push(Item {
                    slot: *slot,
                    width,
                    height,
                    y: 0.0,
                });
            }
            for part in cut(items) {
                columns.push(part);
                layer_of.push(layer);
            }
        }
        for column in &mut columns {
            let mut y = 0.0;
            for item in column {
                item.y = y;
                y += item.height + item.gap();
            }
        }
        align(&mut columns, layers);
        let top = columns.iter().flatten().map(|item| item.y);
        let top = top.fold(f64::INFINITY, f64::min);
        let (mut x, mut bottom) = (0.0, 0.0_f64);
        let mut right = 0.0;
        for (at, column) in columns.iter().enumerate() {
            let wide = column.iter().map(|item| item.width).fold(0.0, f64::max);
            for item in column {
                let rect = Rect {
                    x,
                    y: item.y - top,
                    width: item.width,
                    height: item.height,
                };
                bottom = bottom.max(rect.y + rect.height);
                let layer = layer_of.get(at).copied();
                match item.slot {
                    Slot::Box(shape) => inside.boxes.push((shape, rect, layer)),
                    Slot::Lane(way) => inside.lanes.push((
                        way,
                        Rect {
                            width: wide,
                            ..rect
                        },
                    )),
                }
            }
            right = x + wide;
            let same = layer_of.get(at) == layer_of.get(at + 1);
            x = right + if same { 2.0 * GAP } else { self.gap };
        }
        self.put_rest(layers, &mut inside, (right, bottom), around)
    }

    /// What no arrow within the box touches stands in rows below the rest. Where arrows come from outside, a box has a row of its
    /// own, as long as they are few: an arrow to the second of a row would pass behind the first.
    fn put_rest(
        &mut self,
        layers: &Layers,
        inside: &mut Inside,
        (mut right, mut bottom): (f64, f64),
        around: Option<usize>,
    ) -> (f64, f64) {
        let sizes: Vec<(usize, (f64, f64))> = layers
            .rest
            .iter()
            .map(|shape| (*shape, self.size(*shape)))
            .collect();
        let area: f64 = sizes.iter().map(|(_, (w, h))| (w + GAP) * (h + GAP)).sum();
        let most = right.max((area * 1.9).sqrt());
        let touched = |shape: &usize| self.touched.contains(shape);
        let are_few = layers.rest.iter().filter(|own| touched(own)).count() <= TALL;
        let alone: Vec<bool> = layers
            .rest
            .iter()
            .map(|own| are_few && touched(own))
            .collect();
        let mut is_ended = false;
        let (mut x, mut y, mut high) = (0.0, bottom, 0.0_f64);
        if bottom > 0.0 && !sizes.is_empty() {
            y += 2.0 * GAP;
        }
        for ((shape, (width, height)), is_alone) in sizes.into_iter().zip(alone) {
            if x > 0.0 && (is_ended || is_alone || x + width > most) {
                x = 0.0;
                y += high + GAP;
                high = 0.0;
            }
            let rect = Rect {
                x,
                y,
                width,
                height,
            };
            inside.boxes.push((shape, rect, None));
            is_ended = is_alone;
            x += width + GAP;
            high = high.max(height);
            right = right.max(rect.x + width);
            bottom = bottom.max(y + height);
        }
        self.inside.insert(around, std::mem::take(inside));
        (right, bottom)
    }

    /// Tells where everything stands, given where a box begins.
    fn put(&mut self, around: Option<usize>, (x, y): (f64, f64), placed: &mut Placed) {
        let Some(inside) = self.inside.remove(&around) else {
            return;
        };
        let moved = |rect: Rect| Rect {
            x: rect.x + x,
            y: rect.y + y,
            ..rect
        };
        for (way, rect) in inside.lanes {
            let lanes = placed.lanes.entry((around, way)).or_default();
            lanes.push(moved(rect));
        }
        for (shape, rect, column) in inside.boxes {
            let rect = moved(rect);
            placed.shown.push((shape, rect));
            if let Some(column) = column {
                placed.columns.insert(shape, column);
            }
            self.put(Some(shape), (rect.x + PADDING, rect.y + HEAD), placed);
        }
    }
}

/// A column in as many parts as make it no taller than others.
fn cut(items: Vec<Item>) -> Vec<Vec<Item>> {
    let boxes = items.iter().filter(|item| item.width > 0.0).count();
    if boxes <= TALL {
        return vec![items];
    }
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the root of a number of boxes, rounded up"
    )]
    let parts = (boxes as f64 / 6.0).sqrt().ceil() as usize;
    let each = items.len().div_ceil(parts.max(1));
    items.chunks(each).map(<[Item]>::to_vec).collect()
}

/// Moves columns so that arrows are as straight as can be.
fn align(columns: &mut [Vec<Item>], layers: &Layers) {
    let mut middles: HashMap<Slot, f64> = HashMap::default();
    let note = |column: &[Item], middles: &mut HashMap<Slot, f64>| {
        for item in column {
            middles.insert(item.slot, item.y + item.height / 2.0);
        }
    };
    let heights: Vec<f64> = columns.iter().map(|column| height(column)).collect();
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    for (column, height) in columns.iter_mut().zip(heights) {
        for item in column.iter_mut() {
            item.y += (tallest - height) / 2.0;
        }
        note(column, &mut middles);
    }
    let mut near: HashMap<Slot, Vec<Slot>> = HashMap::default();
    for (number, way) in layers.ways.iter().enumerate() {
        let ends = [way.from.map(Slot::Box), way.to.map(Slot::Box)];
        if let [Some(from), Some(to)] = ends {
            near.entry(from).or_default().push(to);
            near.entry(to).or_default().push(from);
        }
        let lane = near.entry(Slot::Lane(number)).or_default();
        lane.extend(ends.into_iter().flatten());
    }
    let count = columns.len();
    for pass in 0..PASSES {
        for step in 0..count {
            let at = if pass % 2 == 0 {
                step
            } else {
                count - 1 - step
            };
            let Some(column) = columns.get_mut(at) else {
                continue;
            };
            let wanted: Vec<f64> = column
                .iter()
                .map(|item| {
                    let near = near.get(&item.slot).into_iter().flatten();
                    let near: Vec<f64> = near
                        .filter_map(|other| middles.get(other).copied())
                        .collect();
                    #[allow(clippy::cast_precision_loss, reason = "neighbours are few")]
                    match near.is_empty() {
                        true => item.y,
                        false => near.iter().sum::<f64>() / near.len() as f64 - item.height / 2.0,
                    }
                })
                .collect();
            let mut end = f64::NEG_INFINITY;
            let mut off = 0.0;
            for (item, wanted) in column.iter_mut().zip(&wanted) {
                item.y = wanted.max(end);
                end = item.y + item.height + item.gap();
                off += wanted - item.y;
            }
            #[allow(clippy::cast_precision_loss, reason = "boxes are few")]
            let shift = off / column.len().max(1) as f64;
            for item in column.iter_mut() {
                item.y += shift;
            }
            note(column, &mut middles);
        }
    }
}

fn height(column: &[Item]) -> f64 {
    let all = column.iter().map(|item| item.height + item.gap());
    all.sum::<f64>() - GAP
}
