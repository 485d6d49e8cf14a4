//! Resources that wait for each other.

use stackwright_template::sort_few;
use std::collections::VecDeque;

use stackwright_template::hash::HashMap;

use super::{Assumption, Edge, Model, Use};

/// How many resources of a knot are tried as the start of a ring.
const STARTS: usize = 20;

/// One ring of each knot of resources: the edges in order, the last one leading back.
pub fn rings<'a>(model: &Model<'a>) -> Vec<Vec<Edge<'a>>> {
    let ids: Vec<&str> = model.template().resources().map(|r| r.id()).collect();
    let index: HashMap<&str, usize> = ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
    let mut next: Vec<Vec<(usize, &Edge<'a>)>> = vec![Vec::new(); ids.len()];
    for edge in model.edges() {
        let itself = edge.from == edge.to && edge.by == Use::DependsOn;
        if let (Some(from), Some(to), false) = (index.get(edge.from), index.get(edge.to), itself)
            && let Some(next) = next.get_mut(*from)
        {
            next.push((*to, edge));
        }
    }
    let mut rings = Vec::new();
    for knot in knots(&next) {
        let inside: Vec<bool> = (0..ids.len()).map(|i| knot.contains(&i)).collect();
        let found = knot.iter().take(STARTS).find_map(|start| {
            let ring = shortest(*start, &next, &inside)?;
            let mut assumed: Vec<Assumption<'a>> = Vec::new();
            for edge in &ring {
                assumed.extend(assumptions(model, edge));
            }
            model.conditions().possible(&assumed).then_some(ring)
        });
        rings.extend(found);
    }
    rings
}

fn assumptions<'a>(model: &Model<'a>, edge: &Edge<'a>) -> Vec<Assumption<'a>> {
    match edge.by {
        Use::Reference(index) => match model.references().get(index) {
            Some(reference) => model.assumptions_at(&reference.path),
            None => Vec::new(),
        },
        Use::DependsOn => {
            let condition = model.template().resource(edge.from);
            let condition = condition.and_then(|resource| resource.condition());
            condition
                .map(|name| Assumption { name, holds: true })
                .into_iter()
                .collect()
        }
    }
}

/// The sets of nodes that reach each other, by Tarjan's algorithm without recursion.
pub fn knots<T>(next: &[Vec<(usize, T)>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let count = next.len();
    let mut order = vec![UNSEEN; count];
    let mut low = vec![0; count];
    let mut stacked = vec![false; count];
    let (mut stack, mut seen, mut knots) = (Vec::new(), 0, Vec::new());
    let set = |values: &mut Vec<usize>, at: usize, value: usize| {
        if let Some(slot) = values.get_mut(at) {
            *slot = value;
        }
    };
    let get = |values: &[usize], at: usize| values.get(at).copied().unwrap_or_default();
    let mut work: Vec<(usize, usize)> = Vec::new();
    for root in 0..count {
        if get(&order, root) != UNSEEN {
            continue;
        }
        work.push((root, 0));
        while let Some((node, position)) = work.pop() {
            if position == 0 {
                set(&mut order, node, seen);
                set(&mut low, node, seen);
                seen += 1;
                stack.push(node);
                if let Some(slot) = stacked.get_mut(node) {
                    *slot = true;
                }
            }
            let edges = next.get(node).map(Vec::as_slice).unwrap_or_default();
            if let Some((to, _)) = edges.get(position) {
                work.push((node, position + 1));
                if get(&order, *to) == UNSEEN {
                    work.push((*to, 0));
                } else if stacked.get(*to) == Some(&true) {
                    let lowest = get(&low, node).min(get(&order, *to));
                    set(&mut low, node, lowest);
                }
                continue;
            }
            if let Some((parent, _)) = work.last() {
                let lowest = get(&low, *parent).min(get(&low, node));
                set(&mut low, *parent, lowest);
            }
            if get(&low, node) != get(&order, node) {
                continue;
            }
            let itself = edges.iter().any(|(to, _)| *to == node);
            // Most nodes are in no ring, and stand alone.
            if stack.last() == Some(&node) && !itself {
                stack.pop();
                if let Some(slot) = stacked.get_mut(node) {
                    *slot = false;
                }
                continue;
            }
            let mut knot = Vec::new();
            while let Some(member) = stack.pop() {
                if let Some(slot) = stacked.get_mut(member) {
                    *slot = false;
                }
                knot.push(member);
                if member == node {
                    break;
                }
            }
            knot.sort_unstable();
            knots.push(knot);
        }
    }
    sort_few(&mut knots, |one, other| one < other);
    knots
}

/// The shortest way from a resource back to itself.
fn shortest<'a>(
    start: usize,
    next: &[Vec<(usize, &Edge<'a>)>],
    inside: &[bool],
) -> Option<Vec<Edge<'a>>> {
    let mut came: HashMap<usize, (usize, Edge<'a>)> = HashMap::default();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for (to, edge) in next.get(node).into_iter().flatten() {
            if inside.get(*to) != Some(&true) || came.contains_key(to) {
                continue;
            }
            came.insert(*to, (node, **edge));
            if *to == start {
                let mut ring = Vec::new();
                let mut at = start;
                loop {
                    let (before, edge) = came.get(&at)?;
                    ring.push(*edge);
                    at = *before;
                    if at == start {
                        break;
                    }
                }
                ring.reverse();
                return Some(ring);
            }
            queue.push_back(*to);
        }
    }
    None
}
