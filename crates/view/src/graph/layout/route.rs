//! The ways of arrows.
//!
//! `page/place.js` does the same for the page.

use std::fmt::Write;

use foldhash::HashMap;

use super::place::{Rect, SUBTITLE};
use super::{Placed, siblings};
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
    /// The middle of the label.
    pub at: (f64, f64),
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
                at: (0.0, 0.0),
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
    let layers = match pair.around {
        None => Some(&diagram.layers),
        Some(at) => diagram.shapes.get(at).and_then(|own| own.layers.as_ref()),
    };
    let way = layers.and_then(|layers| {
        let mut ways = layers.ways.iter();
        ways.position(|way| (way.from, way.to) == (pair.from, pair.to))
    });
    let lanes = way.and_then(|way| placed.lanes.get(&(pair.around, way)));
    let mut lanes = lanes.cloned().unwrap_or_default();
    let sides = match own.cmp(&other) {
        std::cmp::Ordering::Less => [Side::Right, Side::Left],
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
    let mut crowds = vec![[0usize; 2]; lines.len()];
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
            if let Some(crowd) = crowds.get_mut(number).and_then(|ends| ends.get_mut(end)) {
                *crowd = count;
            }
        }
    }
    for ((line, course), (ends, crowd)) in lines
        .iter_mut()
        .zip(&courses)
        .zip(points.into_iter().zip(crowds))
    {
        line.ends = ends;
        #[allow(clippy::cast_precision_loss, reason = "texts are short")]
        let wide = line.label.chars().count() as f64 * SUBTITLE + 16.0;
        (line.path, line.at) = curve(ends, course, crowd, wide);
    }
}

/// The path of a line, and where its label stands: near the end at which there are fewer others.
fn curve(
    [from, to]: [(f64, f64); 2],
    course: &Course,
    [at_from, at_to]: [usize; 2],
    wide: f64,
) -> (String, (f64, f64)) {
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
    let mut path = format!("M{:.1} {:.1}", from.0, from.1);
    let last = points.len().saturating_sub(2);
    let mut label = from;
    let near_end = at_from > at_to;
    for (step, pair) in points.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        let bend = ((other.0 - one.0).abs() / 2.0).max(24.0);
        let end = if step == last { into } else { -out };
        let (b, c) = ((one.0 + out * bend, one.1), (other.0 + end * bend, other.1));
        // Writing to a text does not fail.
        let _ = write!(
            path,
            "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            b.0, b.1, c.0, c.1, other.0, other.1
        );
        let is_meant = if near_end { step == last } else { step == 0 };
        if is_meant {
            let t: f64 = match (at_from > at_to, at_from < at_to) {
                (true, _) => 0.68,
                (_, true) => 0.32,
                _ => 0.5,
            };
            let s = 1.0 - t;
            let at = |a: f64, b: f64, c: f64, d: f64| {
                s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
            };
            // It keeps off the boxes at both ends, where there is room.
            let (left, right) = (one.0.min(other.0), one.0.max(other.0));
            let x = at(one.0, b.0, c.0, other.0);
            let x = match right - left > wide {
                true => x.clamp(left + wide / 2.0, right - wide / 2.0),
                false => (left + right) / 2.0,
            };
            label = (x, at(one.1, b.1, c.1, other.1));
        }
    }
    (path, label)
}
