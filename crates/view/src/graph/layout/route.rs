//! The ways of arrows.
//!
//! `page/place.js` does the same for the page.

use std::fmt::Write;

use foldhash::HashMap;

use super::lift::steps;
use super::place::{Rect, SUBTITLE};
use super::{Placed, Way, siblings};
use crate::graph::model::{ArrowKind, Diagram, Shut};

/// All arrows between two boxes that are to be seen, as one line.
pub(in crate::graph) struct Line {
    pub from: usize,
    pub to: usize,
    /// That of the weightiest arrow.
    pub kind: ArrowKind,
    /// What is written at it.
    pub label: String,
    pub shut: Option<Shut>,
    /// The arrows that it stands for.
    pub arrows: Vec<usize>,
    /// Its way, as `d` of a path.
    pub path: String,
    /// The middle of the label, where there is room for it.
    pub at: Option<(f64, f64)>,
    /// Both ends.
    pub ends: [(f64, f64); 2],
}

/// Which arrows are told first where several are one line.
fn weight(kind: ArrowKind) -> u8 {
    match kind {
        ArrowKind::Shut | ArrowKind::Lacks => 9,
        ArrowKind::Untold => 8,
        ArrowKind::Denies => 7,
        ArrowKind::Unknown => 6,
        ArrowKind::Open | ArrowKind::Allows => 5,
        ArrowKind::Uses | ArrowKind::Follows => 4,
        ArrowKind::Reference => 3,
        ArrowKind::Depends => 2,
        ArrowKind::Route => 1,
    }
}

/// The lines between what is to be seen.
pub(in crate::graph) fn lines(diagram: &Diagram, placed: &Placed) -> Vec<Line> {
    let rects: HashMap<usize, Rect> = placed.shown.iter().copied().collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut known: HashMap<(usize, usize), usize> = HashMap::default();
    for (number, arrow) in diagram.arrows.iter().enumerate() {
        let seen = |at: usize| diagram.around(at).find(|own| rects.contains_key(own));
        let (Some(from), Some(to)) = (seen(arrow.from), seen(arrow.to)) else {
            continue;
        };
        if diagram.is_in(from, to) || diagram.is_in(to, from) {
            continue;
        }
        let at = *known.entry((from, to)).or_insert_with(|| {
            lines.push(Line {
                from,
                to,
                kind: arrow.kind,
                label: String::new(),
                shut: None,
                arrows: Vec::new(),
                path: String::new(),
                at: None,
                ends: [(0.0, 0.0); 2],
            });
            lines.len() - 1
        });
        if let Some(line) = lines.get_mut(at) {
            line.arrows.push(number);
            line.shut = line.shut.or(arrow.shut);
            if weight(arrow.kind) > weight(line.kind) {
                line.kind = arrow.kind;
            }
        }
    }
    for line in &mut lines {
        line.label = label(diagram, &line.arrows);
    }
    draw(diagram, placed, &rects, &mut lines);
    lines
}

/// One label for several arrows: two of them, and how many more there are.
fn label(diagram: &Diagram, arrows: &[usize]) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for arrow in arrows.iter().filter_map(|at| diagram.arrows.get(*at)) {
        if !arrow.label.is_empty() && !labels.contains(&arrow.label.as_str()) {
            labels.push(&arrow.label);
        }
    }
    match labels.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] if one.len() + other.len() < 24 => format!("{one}, {other}"),
        [one, others @ ..] => format!("{one} +{}", others.len()),
    }
}

/// A side of a box.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Left,
    Right,
}

/// Which sides a line leaves and enters by, and the lanes on its way.
struct Course {
    sides: [Side; 2],
    lanes: Vec<Rect>,
}

fn course(diagram: &Diagram, placed: &Placed, from: usize, to: usize) -> Course {
    let straight = Course {
        sides: [Side::Right, Side::Left],
        lanes: Vec::new(),
    };
    let Some(pair) = siblings(diagram, from, to) else {
        return straight;
    };
    let column = |shape: usize| placed.columns.get(&shape).copied();
    let (Some(own), Some(other)) = (column(pair.from), column(pair.to)) else {
        return straight;
    };
    let found = |around: Option<usize>, way: Way| {
        let layers = match around {
            None => &diagram.layers,
            Some(at) => diagram.shapes.get(at)?.layers.as_ref()?,
        };
        let number = layers.ways.iter().position(|own| *own == way)?;
        placed.lanes.get(&(around, number))
    };
    let between = found(pair.around, Way::between(pair.from, pair.to));
    let mut lanes = between.cloned().unwrap_or_default();
    let sides = match own.cmp(&other) {
        std::cmp::Ordering::Less => {
            let out = steps(diagram, from, pair.from).filter_map(|(own, around)| {
                let way = Way {
                    from: Some(own),
                    to: None,
                };
                found(Some(around), way)
            });
            let mut all: Vec<Rect> = out.flatten().copied().collect();
            all.append(&mut lanes);
            let into = steps(diagram, to, pair.to).filter_map(|(own, around)| {
                let way = Way {
                    from: None,
                    to: Some(own),
                };
                found(Some(around), way)
            });
            let into: Vec<&Vec<Rect>> = into.collect();
            all.extend(into.into_iter().rev().flatten());
            lanes = all;
            [Side::Right, Side::Left]
        }
        std::cmp::Ordering::Equal => [Side::Right, Side::Right],
        std::cmp::Ordering::Greater => {
            lanes.reverse();
            [Side::Left, Side::Right]
        }
    };
    Course { sides, lanes }
}

/// An end of a line: how high what it leads to stands, which line it is, and whether it is the first end.
type End = (f64, usize, usize);

fn draw(diagram: &Diagram, placed: &Placed, rects: &HashMap<usize, Rect>, lines: &mut [Line]) {
    let courses: Vec<Course> = lines
        .iter()
        .map(|line| course(diagram, placed, line.from, line.to))
        .collect();
    // The ends at one side of a box are told apart: from top to bottom as what they lead to.
    let mut ends: HashMap<(usize, Side), Vec<End>> = HashMap::default();
    let rect = |shape: usize| rects.get(&shape).copied().unwrap_or_default();
    for (number, (line, course)) in lines.iter().zip(&courses).enumerate() {
        let [out, into] = course.sides;
        let middle = |rect: Rect| rect.y + rect.height / 2.0;
        let first = course.lanes.first().copied().unwrap_or(rect(line.to));
        let last = course.lanes.last().copied().unwrap_or(rect(line.from));
        ends.entry((line.from, out))
            .or_default()
            .push((middle(first), number, 0));
        ends.entry((line.to, into))
            .or_default()
            .push((middle(last), number, 1));
    }
    let mut points = vec![[(0.0, 0.0); 2]; lines.len()];
    for ((shape, side), mut all) in ends {
        all.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let rect = rect(shape);
        let count = all.len();
        for (row, (_, number, end)) in all.into_iter().enumerate() {
            #[allow(clippy::cast_precision_loss, reason = "ends are few")]
            let y = rect.y + rect.height * (row + 1) as f64 / (count + 1) as f64;
            let x = match side {
                Side::Left => rect.x,
                Side::Right => rect.x + rect.width,
            };
            if let Some(point) = points.get_mut(number).and_then(|ends| ends.get_mut(end)) {
                *point = (x, y);
            }
        }
    }
    let mut curves = Vec::with_capacity(lines.len());
    for ((line, course), ends) in lines.iter_mut().zip(&courses).zip(points) {
        line.ends = ends;
        let own = curve(ends, course);
        line.path = path(&own);
        curves.push(own);
    }
    let is_leaf = |(shape, rect): &(usize, Rect)| {
        let inner = placed.shown.iter().any(|(other, _)| {
            diagram.shapes.get(*other).and_then(|own| own.parent) == Some(*shape)
        });
        (!inner).then_some(*rect)
    };
    if lines.len() <= LABELLED && lines.iter().any(|line| !line.label.is_empty()) {
        let mut taken: Vec<Rect> = placed.shown.iter().filter_map(is_leaf).collect();
        for (line, curve) in lines.iter_mut().zip(&curves) {
            line.at = room(&line.label, curve, &mut taken);
        }
    }
}

/// With more lines than this none has a label.
const LABELLED: usize = 300;

/// Where on a curve a label may stand, in the order in which places are tried.
const PLACES: [f64; 7] = [0.5, 0.35, 0.65, 0.22, 0.78, 0.12, 0.88];

/// The middle of a label: where it covers no box and no other label; nothing where there is no such place.
fn room(label: &str, curve: &[Bend], taken: &mut Vec<Rect>) -> Option<(f64, f64)> {
    if label.is_empty() {
        return None;
    }
    #[allow(clippy::cast_precision_loss, reason = "texts are short")]
    let wide = label.chars().count() as f64 * SUBTITLE + 4.0;
    for t in PLACES {
        for bend in curve {
            let (x, y) = at(bend, t);
            let rect = Rect {
                x: x - wide / 2.0,
                y: y - 7.0,
                width: wide,
                height: 14.0,
            };
            if !taken.iter().any(|other| meets(&rect, other)) {
                taken.push(rect);
                return Some((x, y));
            }
        }
    }
    None
}

fn meets(one: &Rect, other: &Rect) -> bool {
    one.x < other.x + other.width
        && other.x < one.x + one.width
        && one.y < other.y + other.height
        && other.y < one.y + one.height
}

/// A part of a curve: both ends, and what draws it between them.
type Bend = [(f64, f64); 4];

/// The point of a part of a curve, from 0 at its beginning to 1 at its end.
fn at([a, b, c, d]: &Bend, t: f64) -> (f64, f64) {
    let s = 1.0 - t;
    let mix = |a: f64, b: f64, c: f64, d: f64| {
        s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
    };
    (mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1))
}

/// The parts of the curve from one point to another by way of lanes.
fn curve([from, to]: [(f64, f64); 2], course: &Course) -> Vec<Bend> {
    let way = |side: Side| if side == Side::Right { 1.0 } else { -1.0 };
    let [out, into] = course.sides.map(way);
    let mut points = vec![from];
    for lane in &course.lanes {
        let y = lane.y + lane.height / 2.0;
        let (left, right) = ((lane.x, y), (lane.x + lane.width, y));
        points.extend(if out > 0.0 {
            [left, right]
        } else {
            [right, left]
        });
    }
    points.push(to);
    let last = points.len().saturating_sub(2);
    let mut bends = Vec::with_capacity(last + 1);
    for (step, pair) in points.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        let bend = ((other.0 - one.0).abs() / 2.0).max(24.0);
        let end = if step == last { into } else { -out };
        let (b, c) = ((one.0 + out * bend, one.1), (other.0 + end * bend, other.1));
        bends.push([*one, b, c, *other]);
    }
    bends
}

/// As `d` of a path.
fn path(curve: &[Bend]) -> String {
    let mut path = String::new();
    for (number, [a, b, c, d]) in curve.iter().enumerate() {
        // Writing to a text does not fail.
        if number == 0 {
            let _ = write!(path, "M{:.1} {:.1}", a.0, a.1);
        }
        let _ = write!(
            path,
            "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            b.0, b.1, c.0, c.1, d.0, d.1
        );
    }
    path
}
