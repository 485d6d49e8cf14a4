//! What a plan leaves open, and how it is settled.

use std::fmt;
use std::ops::RangeInclusive;

use proptest::prelude::*;

/// What settles one question after the other. Where nothing is left the answer is no, or the first
/// of several: then everything is as a construct has it by itself, and so a failure shrinks to what
/// it takes.
#[derive(Clone, Default)]
pub struct Choices(Vec<u8>);

impl fmt::Debug for Choices {
    /// In one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Choices(vec!{:?})", self.0)
    }
}

/// So many answers at most.
pub fn choices(most: usize) -> impl Strategy<Value = Choices> {
    prop::collection::vec(any::<u8>(), 0..=most).prop_map(Choices)
}

impl Choices {
    pub fn dice(&self) -> Dice {
        Dice(self.0.clone().into_iter())
    }
}

/// Answers the questions of one thing, in the order in which they are asked.
pub struct Dice(std::vec::IntoIter<u8>);

/// An option of a construct.
pub type Set<'a, T> = &'a dyn Fn(T, &mut Dice) -> T;

impl Dice {
    fn next(&mut self) -> u32 {
        self.0.next().map_or(0, u32::from)
    }

    /// One in four times.
    pub fn says(&mut self) -> bool {
        self.next() >= 192
    }

    /// Three in four times.
    pub fn often(&mut self) -> bool {
        self.next() >= 64
    }

    /// A number; the first one, if nothing is left.
    pub fn number(&mut self, range: RangeInclusive<u32>) -> u32 {
        let (first, last) = range.into_inner();
        first + (self.next() << 8 | self.next()) % (last - first + 1)
    }

    pub fn one_of<T, const N: usize>(&mut self, all: [T; N]) -> T {
        let index = self.next() as usize % N;
        let mut all = all.into_iter();
        all.nth(index).expect("it is one of them")
    }

    /// Something with some of its options; as it is, if nothing is left.
    pub fn some<T>(&mut self, it: T, options: &[Set<'_, T>]) -> T {
        options.iter().fold(it, |it, set| match self.says() {
            true => set(it, self),
            false => it,
        })
    }
}
