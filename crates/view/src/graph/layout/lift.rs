//! The arrows between the boxes in one box, whatever inside of them they are at.

use foldhash::{HashMap, HashSet};

use super::{Layers, Way};
use crate::graph::model::Diagram;

/// Two boxes that stand in the same one, and that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::graph) struct Siblings {
    /// What both are in; nothing for the picture itself.
    pub around: Option<usize>,
    /// The one that the arrow begins in.
    pub from: usize,
    /// The one that it ends in.
    pub to: usize,
}

/// The boxes next to each other that an arrow leads between; nothing where one end is in the other.
pub(in crate::graph) fn siblings(diagram: &Diagram, from: usize, to: usize) -> Option<Siblings> {
    let mut left: Vec<usize> = diagram.around(from).collect();
    let mut right: Vec<usize> = diagram.around(to).collect();
    let mut around = None;
    while let (Some(one), Some(other)) = (left.last(), right.last()) {
        if one != other {
            return Some(Siblings {
                around,
                from: *one,
                to: *other,
            });
        }
        around = Some(*one);
        left.pop();
        right.pop();
    }
    None
}

/// From a shape outwards to another that it is in: each with what it is in.
pub(super) fn steps(
    diagram: &Diagram,
    shape: usize,
    end: usize,
) -> impl Iterator<Item = (usize, usize)> {
    let inner = diagram.around(shape).take_while(move |own| *own != end);
    inner.filter_map(|own| Some((own, diagram.shapes.get(own)?.parent?)))
}

/// Works out the columns of everything.
pub(in crate::graph) fn arrange(diagram: &mut Diagram) {
    #[derive(Default)]
    struct Inside {
        boxes: Vec<usize>,
        leads: Vec<(usize, usize)>,
        weak: Vec<(usize, usize)>,
        open: Vec<Way>,
    }
    let mut all: HashMap<Option<usize>, Inside> = HashMap::default();
    for (at, shape) in diagram.shapes.iter().enumerate() {
        all.entry(shape.parent).or_default().boxes.push(at);
    }
    let mut seen: HashSet<(usize, usize, bool)> = HashSet::default();
    for arrow in &diagram.arrows {
        let Some(pair) = siblings(diagram, arrow.from, arrow.to) else {
            continue;
        };
        let leads = arrow.kind.leads();
        // On its way out of what its ends are in, it passes what stands there beside them.
        for (from, to) in steps(diagram, arrow.from, pair.from) {
            let out = Way {
                from: Some(from),
                to: None,
            };
            all.entry(Some(to)).or_default().open.push(out);
        }
        for (from, to) in steps(diagram, arrow.to, pair.to) {
            let into = Way {
                from: None,
                to: Some(from),
            };
            all.entry(Some(to)).or_default().open.push(into);
        }
        if !seen.insert((pair.from, pair.to, leads)) {
            continue;
        }
        let inside = all.entry(pair.around).or_default();
        match leads {
            true => inside.leads.push((pair.from, pair.to)),
            false => inside.weak.push((pair.from, pair.to)),
        }
    }
    for (around, inside) in all {
        let layers = Layers::of(&inside.boxes, &inside.leads, &inside.weak, &inside.open);
        match around {
            None => diagram.layers = layers,
            Some(at) => {
                if let Some(shape) = diagram.shapes.get_mut(at) {
                    shape.layers = Some(layers);
                }
            }
        }
    }
}
