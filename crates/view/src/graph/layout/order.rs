//! The order within columns: few crossings.

use foldhash::HashMap;

use super::{Slot, Way};

/// How often all columns are gone through; the best order is kept.
const SWEEPS: usize = 8;

/// A step of a way from a column to the next one: the positions of both ends, in the order in which the
/// columns were given.
type Steps = Vec<Vec<(usize, usize)>>;

/// Puts what stands in each column into an order in which few ways cross.
pub(super) fn untangle(columns: &mut [Vec<Slot>], ways: &[Way]) {
    let steps = steps(columns, ways);
    // The order of each column: which of its slots, from top to bottom.
    let mut order: Vec<Vec<usize>> = columns.iter().map(|own| (0..own.len()).collect()).collect();
    let mut best = order.clone();
    let mut fewest = crossings(&order, &steps);
    for sweep in 0..SWEEPS {
        if fewest == 0 {
            break;
        }
        let forward = sweep % 2 == 0;
        let count = order.len();
        for step in 0..count.saturating_sub(1) {
            let at = if forward { step + 1 } else { count - 2 - step };
            settle(&mut order, &steps, at, forward);
        }
        let now = crossings(&order, &steps);
        if now < fewest {
            (best, fewest) = (order.clone(), now);
        }
    }
    for (column, order) in columns.iter_mut().zip(&best) {
        *column = order
            .iter()
            .filter_map(|at| column.get(*at).copied())
            .collect();
    }
}

/// Each way, column by column.
fn steps(columns: &[Vec<Slot>], ways: &[Way]) -> Steps {
    let mut places: HashMap<Slot, Vec<(usize, usize)>> = HashMap::default();
    for (at, column) in columns.iter().enumerate() {
        for (row, slot) in column.iter().enumerate() {
            places.entry(*slot).or_default().push((at, row));
        }
    }
    let mut steps: Steps = vec![Vec::new(); columns.len().saturating_sub(1)];
    for (number, way) in ways.iter().enumerate() {
        let mut points: Vec<(usize, usize)> = Vec::new();
        let ends = [way.from, way.to].into_iter().flatten().map(Slot::Box);
        for slot in ends.chain([Slot::Lane(number)]) {
            points.extend(places.get(&slot).into_iter().flatten());
        }
        points.sort_unstable();
        for pair in points.windows(2) {
            if let [(from, row), (to, other)] = pair
                && from + 1 == *to
                && let Some(step) = steps.get_mut(*from)
            {
                step.push((*row, *other));
            }
        }
    }
    steps
}

/// Sorts a column by where what it is tied to stands in the column before it, or behind it.
fn settle(order: &mut [Vec<usize>], steps: &Steps, at: usize, forward: bool) {
    let (fixed, step) = match forward {
        true => (at - 1, at - 1),
        false => (at + 1, at),
    };
    let rows = rows(order.get(fixed));
    let mut sums: HashMap<usize, (f64, f64)> = HashMap::default();
    for (left, right) in steps.get(step).into_iter().flatten() {
        let (own, other) = if forward {
            (right, left)
        } else {
            (left, right)
        };
        let row = rows.get(other).copied().unwrap_or_default();
        let sum = sums.entry(*own).or_insert((0.0, 0.0));
        *sum = (sum.0 + row, sum.1 + 1.0);
    }
    if let Some(column) = order.get_mut(at) {
        let middle = |row: usize, own: &usize| match sums.get(own) {
            Some((sum, count)) => sum / count,
            // What is tied to nothing there stays about where it is.
            #[allow(clippy::cast_precision_loss, reason = "rows are few")]
            None => row as f64,
        };
        let mut keyed: Vec<(f64, usize)> = column
            .iter()
            .enumerate()
            .map(|(row, own)| (middle(row, own), *own))
            .collect();
        keyed.sort_by(|one, other| one.0.total_cmp(&other.0));
        *column = keyed.into_iter().map(|(_, own)| own).collect();
    }
}

/// The row of each slot of a column.
fn rows(column: Option<&Vec<usize>>) -> HashMap<usize, f64> {
    let own = column.into_iter().flatten().enumerate();
    #[allow(clippy::cast_precision_loss, reason = "rows are few")]
    own.map(|(row, slot)| (*slot, row as f64)).collect()
}

/// How many pairs of ways cross.
fn crossings(order: &[Vec<usize>], steps: &Steps) -> usize {
    let mut count = 0;
    for (at, step) in steps.iter().enumerate() {
        let (left, right) = (rows(order.get(at)), rows(order.get(at + 1)));
        let row = |rows: &HashMap<usize, f64>, own: &usize| rows.get(own).copied().unwrap_or(0.0);
        let mut ends: Vec<(f64, f64)> = step
            .iter()
            .map(|(from, to)| (row(&left, from), row(&right, to)))
            .collect();
        ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
        // The ends on the right that were met, sorted: those below the next one are crossed by it.
        let mut met: Vec<f64> = Vec::with_capacity(ends.len());
        for (_, to) in ends {
            let place = met.partition_point(|own| *own <= to);
            count += met.len() - place;
            met.insert(place, to);
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::{Slot, Way, untangle};

    #[test]
    fn two_ways_that_cross_are_untangled() {
        let mut columns = vec![
            vec![Slot::Box(0), Slot::Box(1)],
            vec![Slot::Box(2), Slot::Box(3)],
        ];
        let ways = [Way::between(0, 3), Way::between(1, 2)];
        untangle(&mut columns, &ways);
        let right = columns.get(1).map(Vec::as_slice);
        assert_eq!(right, Some(&[Slot::Box(3), Slot::Box(2)][..]));
    }
}
