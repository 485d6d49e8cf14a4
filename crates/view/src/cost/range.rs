//! Numbers that are not one number.

use std::ops::{Add, AddAssign, Mul};

/// A number that scales: the least, the usual one and the most.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// The least.
    pub least: f64,
    /// The usual one: what is desired.
    pub usual: f64,
    /// The most.
    pub most: f64,
}

impl Range {
    /// Three numbers.
    pub fn new(least: f64, usual: f64, most: f64) -> Self {
        Range { least, usual, most }
    }

    /// Whether it is one number, to a hundredth of a cent.
    pub fn is_fixed(&self) -> bool {
        (self.most - self.least).abs() < 0.000_1
    }

    /// What is done to each of the three.
    #[must_use]
    pub fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Range::new(change(self.least), change(self.usual), change(self.most))
    }
}

impl From<f64> for Range {
    fn from(number: f64) -> Range {
        Range::new(number, number, number)
    }
}

impl Add for Range {
    type Output = Range;

    fn add(self, other: Range) -> Range {
        Range::new(
            self.least + other.least,
            self.usual + other.usual,
            self.most + other.most,
        )
    }
}

impl AddAssign for Range {
    fn add_assign(&mut self, other: Range) {
        *self = *self + other;
    }
}

impl Mul for Range {
    type Output = Range;

    /// Of two that are not negative.
    fn mul(self, other: Range) -> Range {
        Range::new(
            self.least * other.least,
            self.usual * other.usual,
            self.most * other.most,
        )
    }
}

impl std::iter::Sum for Range {
    fn sum<I: Iterator<Item = Range>>(all: I) -> Range {
        all.fold(Range::default(), Add::add)
    }
}
