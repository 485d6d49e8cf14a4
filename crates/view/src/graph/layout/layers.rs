//! The columns of the boxes in one box.

use foldhash::{HashMap, HashSet};
use serde::{Serialize, Serializer};

use super::order;

/// How boxes stand to each other.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Layers {
    /// From left to right, each from top to bottom.
    pub columns: Vec<Vec<Slot>>,
    /// What leads from one of the boxes to another.
    pub ways: Vec<Way>,
    /// The boxes that no arrow touches.
    pub rest: Vec<usize>,
}

/// What stands in a column. In JSON it is a number: the position of a box, or, below zero, how far behind -1 the
/// position of the way is that passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "i64"))]
pub enum Slot {
    /// A box: its position among the shapes.
    Box(usize),
    /// Room for an arrow that passes: the position of its way.
    Lane(usize),
}

impl Serialize for Slot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
        serializer.serialize_i64(match self {
            Slot::Box(at) => number(*at),
            Slot::Lane(way) => -1 - number(*way),
        })
    }
}

/// That at least one arrow leads from a box to another, or from a box out of what they are in, or into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Way {
    /// Where it begins; left out where it comes from outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<usize>,
    /// Where it ends; left out where it leads outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<usize>,
}

impl Way {
    /// From a box to another one.
    pub(super) fn between(from: usize, to: usize) -> Self {
        Way {
            from: Some(from),
            to: Some(to),
        }
    }
}

/// More lanes than this are not worth it: arrows then pass behind boxes.
const MOST_LANES: usize = 3_000;

impl Layers {
    /// The columns of some boxes, given which leads to which. Those of `weak` are not followed; those of
    /// `open` lead out of what the boxes are in, or into it.
    pub(super) fn of(
        boxes: &[usize],
        leads: &[(usize, usize)],
        weak: &[(usize, usize)],
        open: &[Way],
    ) -> Self {
        let ways = leads.iter().chain(weak);
        let touched: HashSet<usize> = ways.flat_map(|(from, to)| [*from, *to]).collect();
        let (tied, rest): (Vec<usize>, Vec<usize>) =
            boxes.iter().partition(|own| touched.contains(own));
        let index: HashMap<usize, usize> = tied
            .iter()
            .enumerate()
            .map(|(at, own)| (*own, at))
            .collect();
        let known = |pair: &(usize, usize)| Some((*index.get(&pair.0)?, *index.get(&pair.1)?));
        let mut pairs: Vec<(usize, usize)> = leads.iter().filter_map(known).collect();
        // What only weak ways touch is laid out along those.
        let led: HashSet<usize> = pairs.iter().flat_map(|(from, to)| [*from, *to]).collect();
        let weak: Vec<(usize, usize)> = weak.iter().filter_map(known).collect();
        let lonely = |pair: &&(usize, usize)| !led.contains(&pair.0) || !led.contains(&pair.1);
        pairs.extend(weak.iter().filter(lonely));
        let forward = without_circles(tied.len(), &pairs);
        let ranks = ranks(tied.len(), &forward);

        let mut columns: Vec<Vec<Slot>> = Vec::new();
        for (at, own) in tied.iter().enumerate() {
            put(&mut columns, rank_of(&ranks, at), Slot::Box(*own));
        }
        let mut all: Vec<Way> = Vec::new();
        let mut passed: Vec<std::ops::Range<usize>> = Vec::new();
        let mut seen: HashSet<Way> = HashSet::default();
        let rank = |own: &usize| index.get(own).map(|at| rank_of(&ranks, *at));
        let inner = leads.iter().copied().chain(restore(&weak, &tied));
        let inner = inner.map(|(from, to)| Way::between(from, to));
        for way in inner.chain(open.iter().copied()) {
            let from = way.from.as_ref().map(rank);
            let to = way.to.as_ref().map(rank);
            let between = match (from, to) {
                (Some(Some(from)), Some(Some(to))) => from.min(to) + 1..from.max(to),
                (Some(Some(from)), None) => from + 1..columns.len(),
                (None, Some(Some(to))) => 0..to,
                _ => continue,
            };
            let is_open = way.from.is_none() || way.to.is_none();
            if !(is_open && between.is_empty()) && seen.insert(way) {
                passed.push(between);
                all.push(way);
            }
        }
        if passed.iter().map(|own| own.len()).sum::<usize>() <= MOST_LANES {
            for (number, ranks) in passed.into_iter().enumerate() {
                for rank in ranks {
                    put(&mut columns, rank, Slot::Lane(number));
                }
            }
        }
        order::untangle(&mut columns, &all);
        Layers {
            columns,
            ways: all,
            rest,
        }
    }
}

fn put(columns: &mut Vec<Vec<Slot>>, rank: usize, slot: Slot) {
    while columns.len() <= rank {
        columns.push(Vec::new());
    }
    if let Some(column) = columns.get_mut(rank) {
        column.push(slot);
    }
}

fn restore(pairs: &[(usize, usize)], tied: &[usize]) -> Vec<(usize, usize)> {
    let back = |(from, to): &(usize, usize)| Some((*tied.get(*from)?, *tied.get(*to)?));
    pairs.iter().filter_map(back).collect()
}

fn rank_of(ranks: &[usize], at: usize) -> usize {
    ranks.get(at).copied().unwrap_or_default()
}

/// The pairs with those turned round that would close a circle, from the first box on.
fn without_circles(count: usize, pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut has_before = vec![false; count];
    for (from, to) in pairs {
        if let Some(next) = next.get_mut(*from) {
            next.push(*to);
        }
        if let Some(before) = has_before.get_mut(*to) {
            *before = true;
        }
    }
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; count];
    let mut forward = Vec::with_capacity(pairs.len());
    // From what nothing leads to, and then from what is left, which is in circles.
    let (first, others): (Vec<usize>, Vec<usize>) =
        (0..count).partition(|at| has_before.get(*at) == Some(&false));
    for start in first.into_iter().chain(others) {
        let mut open: Vec<(usize, usize)> = vec![(start, 0)];
        if states.get(start) != Some(&State::New) {
            continue;
        }
        set(&mut states, start, State::Open);
        while let Some((at, child)) = open.pop() {
            let Some(to) = next.get(at).and_then(|next| next.get(child)).copied() else {
                set(&mut states, at, State::Done);
                continue;
            };
            open.push((at, child + 1));
            match states.get(to) {
                Some(State::New) => {
                    forward.push((at, to));
                    set(&mut states, to, State::Open);
                    open.push((to, 0));
                }
                Some(State::Done) => forward.push((at, to)),
                _ => forward.push((to, at)),
            }
        }
    }
    forward
}

fn set<T>(all: &mut [T], at: usize, value: T) {
    if let Some(own) = all.get_mut(at) {
        *own = value;
    }
}

/// The column of each: behind all that lead to it, and as near as can be to what it leads to.
fn ranks(count: usize, forward: &[(usize, usize)]) -> Vec<usize> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut before = vec![0usize; count];
    for (from, to) in forward.iter().filter(|(from, to)| from != to) {
        if let (Some(next), Some(before)) = (next.get_mut(*from), before.get_mut(*to)) {
            next.push(*to);
            *before += 1;
        }
    }
    let starts: Vec<bool> = before.iter().map(|count| *count == 0).collect();
    let mut ranks = vec![0usize; count];
    let mut order: Vec<usize> = (0..count)
        .filter(|at| before.get(*at) == Some(&0))
        .collect();
    let mut done = 0;
    while let Some(at) = order.get(done).copied() {
        done += 1;
        let rank = rank_of(&ranks, at);
        for to in next.get(at).into_iter().flatten() {
            if let (Some(own), Some(before)) = (ranks.get_mut(*to), before.get_mut(*to)) {
                *own = (*own).max(rank + 1);
                *before -= 1;
                if *before == 0 {
                    order.push(*to);
                }
            }
        }
    }
    // What nothing leads to stands in front of what it leads to first.
    for at in order {
        if starts.get(at) == Some(&true) {
            let nearest = next.get(at).into_iter().flatten();
            if let Some(nearest) = nearest.map(|to| rank_of(&ranks, *to)).min() {
                set(&mut ranks, at, nearest.saturating_sub(1));
            }
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::{Layers, Slot, Way};

    fn columns(leads: &[(usize, usize)], count: usize) -> Vec<Vec<Slot>> {
        let boxes: Vec<usize> = (0..count).collect();
        Layers::of(&boxes, leads, &[], &[]).columns
    }

    #[test]
    fn what_leads_to_something_stands_left_of_it() {
        let columns = columns(&[(2, 1), (1, 0)], 3);
        assert_eq!(columns, [[Slot::Box(2)], [Slot::Box(1)], [Slot::Box(0)]]);
    }

    #[test]
    fn circles_are_laid_out_too() {
        let columns = columns(&[(0, 1), (1, 2), (2, 0), (1, 1)], 3);
        let boxes: usize = columns
            .iter()
            .flatten()
            .filter(|slot| matches!(slot, Slot::Box(_)))
            .count();
        assert_eq!((columns.len(), boxes), (3, 3));
    }

    #[test]
    fn a_long_way_has_room_in_every_column_that_it_passes() {
        let layers = Layers::of(&[0, 1, 2, 3], &[(0, 1), (1, 2), (2, 3), (0, 3)], &[], &[]);
        let lane = layers
            .ways
            .iter()
            .position(|way| *way == Way::between(0, 3));
        let lane = Slot::Lane(lane.unwrap_or_default());
        let with = |column: &Vec<Slot>| column.contains(&lane);
        let with: Vec<bool> = layers.columns.iter().map(with).collect();
        assert_eq!(with, [false, true, true, false]);
    }

    #[test]
    fn what_nothing_touches_stands_aside() {
        let layers = Layers::of(&[0, 1, 2], &[(0, 2)], &[], &[]);
        assert_eq!(layers.rest, [1]);
    }

    #[test]
    fn what_leads_out_has_room_up_to_the_edge() {
        let out = Way {
            from: Some(0),
            to: None,
        };
        let layers = Layers::of(&[0, 1, 2], &[(0, 1), (1, 2)], &[], &[out]);
        let lane = layers.ways.iter().position(|way| *way == out);
        let lane = Slot::Lane(lane.unwrap_or_default());
        let with = layers.columns.iter().map(|column| column.contains(&lane));
        assert_eq!(with.collect::<Vec<_>>(), [false, true, true]);
    }
}
