//! The same work on many things.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Templates may be as deep as the main thread can walk.
const STACK: usize = 8 << 20;

/// Does the same with each item, on as many threads as the machine has processors; the results
/// stand in the order of the items.
pub(crate) fn at_once<'i, T: Sync, R: Send>(
    items: &'i [T],
    work: impl Fn(&'i T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work_through = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match items.get(index) {
                Some(item) => done.push((index, work(item))),
                None => return done,
            }
        }
    };
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let others = processors.min(items.len()).saturating_sub(1);
    let done = thread::scope(|scope| {
        let thread = || thread::Builder::new().stack_size(STACK);
        // Where no thread is to be had, this one does the work of it.
        let others: Vec<_> = (0..others)
            .filter_map(|_| thread().spawn_scoped(scope, work_through).ok())
            .collect();
        let mut done = work_through();
        for other in others {
            match other.join() {
                Ok(theirs) => done.extend(theirs),
                Err(panic) => resume_unwind(panic),
            }
        }
        done
    });
    // Each to its place, which no sort has to find.
    let mut results = Vec::new();
    results.resize_with(items.len(), || None);
    for (index, result) in done {
        results[index] = Some(result);
    }
    results.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::at_once;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
        assert_eq!(at_once(&items, |item| item * 2), doubled);
        assert!(at_once(&[], |item: &usize| *item).is_empty());
    }
}
