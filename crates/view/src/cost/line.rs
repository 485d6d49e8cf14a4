//! A line of a bill.

use stackwright_facts::Price;

use super::Range;

/// What something costs a month, with how that is computed.
#[derive(Clone, Debug)]
pub struct Line {
    /// What is paid for, as `vCPU`.
    pub what: &'static str,
    /// What the price is multiplied with, in order.
    pub factors: Vec<Factor>,
    /// The price, with its source and its date.
    pub price: &'static Price,
}

/// A number that a price is multiplied with.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// The number.
    pub number: Range,
    /// What it counts, as `tasks`, in the plural.
    pub unit: &'static str,
}

impl Factor {
    /// So many of something.
    pub fn new(number: impl Into<Range>, unit: &'static str) -> Self {
        Factor {
            number: number.into(),
            unit,
        }
    }
}

impl Line {
    /// How many units a month, as the price counts them.
    pub fn quantity(&self) -> Range {
        let numbers = self.factors.iter().map(|factor| factor.number);
        numbers.fold(Range::from(1.0), |all, number| all * number)
    }

    /// Dollars a month.
    pub fn amount(&self) -> Range {
        let price = self.price.price;
        self.quantity().map(|quantity| quantity * price)
    }
}
