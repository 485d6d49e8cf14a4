//! Which boxes are open at first.

use foldhash::HashSet;

use super::model::{Diagram, ShapeKind, View};

/// A picture with more boxes than this is not seen at once; constructs, whose insides are drawn too, make for more
/// arrows.
const SEEN: usize = 60;
const SEEN_OF_CONSTRUCTS: usize = 22;
/// Subnets with more in them than this stay shut.
const CROWD: usize = 14;

/// The boxes that are open: down to a depth, or else from the outside as many as leave the picture
/// readable.
pub(super) fn open(diagram: &Diagram, depth: Option<usize>) -> HashSet<usize> {
    let is_group = |shape: &usize| {
        let own = diagram.shapes.get(*shape);
        own.is_some_and(|own| own.layers.is_some())
    };
    let groups = (0..diagram.shapes.len()).filter(is_group);
    if let Some(depth) = depth {
        return groups
            .filter(|shape| diagram.around(*shape).count() <= depth)
            .collect();
    }
    let mut inside = vec![Vec::new(); diagram.shapes.len()];
    let mut level = Vec::new();
    for (at, shape) in diagram.shapes.iter().enumerate() {
        match shape.parent.and_then(|parent| inside.get_mut(parent)) {
            Some(inside) => inside.push(at),
            None => level.push(at),
        }
    }
    let mut seen = level.len();
    let mut open = HashSet::default();
    // Those at one depth are all open, or none is: one that is open among many says nothing.
    while !level.is_empty() {
        let within = |at: &usize| inside.get(*at).into_iter().flatten().copied();
        let next: Vec<usize> = level.iter().flat_map(within).collect();
        let is_frame = level.iter().any(|at| {
            let kind = diagram.shapes.get(*at).map(|shape| shape.kind);
            matches!(kind, Some(ShapeKind::Vpc | ShapeKind::Subnets))
        });
        let most = match (diagram.view, is_frame) {
            (View::Resources, _) => SEEN_OF_CONSTRUCTS,
            (_, true) => 2 * SEEN,
            (_, false) => SEEN,
        };
        if !(seen == 1 || seen + next.len() <= most) {
            break;
        }
        seen += next.len();
        // Subnets in which very much stands are opened by hand.
        let is_crowd = |at: &usize| {
            let kind = diagram.shapes.get(*at).map(|shape| shape.kind);
            kind == Some(ShapeKind::Subnets) && within(at).count() > CROWD
        };
        level.retain(|at| within(at).next().is_some() && !is_crowd(at));
        open.extend(&level);
        level = level.iter().flat_map(within).collect();
    }
    open
}
