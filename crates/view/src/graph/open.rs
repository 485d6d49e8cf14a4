//! Which boxes are open at first.

use std::collections::VecDeque;

use foldhash::HashSet;

use super::model::{Diagram, ShapeKind};

/// A picture with more boxes than this is not seen at once.
const SEEN: usize = 60;

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
    let mut queue = VecDeque::new();
    let mut seen = 0;
    for (at, shape) in diagram.shapes.iter().enumerate() {
        match shape.parent.and_then(|parent| inside.get_mut(parent)) {
            Some(inside) => inside.push(at),
            None => {
                seen += 1;
                queue.push_back(at);
            }
        }
    }
    let mut open = HashSet::default();
    while let Some(at) = queue.pop_front() {
        let Some(own) = inside.get(at).filter(|own| !own.is_empty()) else {
            continue;
        };
        // A box around all of the picture says nothing while it is shut.
        let is_all = seen == 1;
        let kind = diagram.shapes.get(at).map(|shape| shape.kind);
        let is_frame = matches!(kind, Some(ShapeKind::Vpc | ShapeKind::Subnets));
        let most = if is_frame { 2 * SEEN } else { SEEN };
        if is_all || seen + own.len() <= most {
            open.insert(at);
            seen += own.len();
            queue.extend(own);
        }
    }
    open
}
