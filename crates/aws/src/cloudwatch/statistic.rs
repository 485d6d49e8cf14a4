use std::fmt::{self, Display, Formatter};

use stackwright_core::Text;

pub use stackwright_cfn::cloudwatch::alarm::Unit;

/// What becomes of the values of a period.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Statistic {
    /// Their mean.
    Average,
    /// Their sum.
    Sum,
    /// The smallest.
    Minimum,
    /// The largest.
    Maximum,
    /// How many there are.
    SampleCount,
    /// Below which this many of a hundred are: `Percentile(99.9)` is `p99.9`.
    Percentile(f64),
    /// The mean without the largest: `TrimmedMean(90.0)` is `tm90`.
    TrimmedMean(f64),
    /// The mean without the quarters of the smallest and of the largest.
    InterquartileMean,
    /// Another one, as AWS writes it: `PR(:300)`, `WM98`.
    Other(Text),
}

impl Statistic {
    /// Whether it is one of the five that have a word of their own; the others are extended ones.
    pub(crate) fn is_simple(&self) -> bool {
        matches!(
            self,
            Statistic::Average
                | Statistic::Sum
                | Statistic::Minimum
                | Statistic::Maximum
                | Statistic::SampleCount
        )
    }
}

impl Display for Statistic {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Statistic::Average => f.write_str("Average"),
            Statistic::Sum => f.write_str("Sum"),
            Statistic::Minimum => f.write_str("Minimum"),
            Statistic::Maximum => f.write_str("Maximum"),
            Statistic::SampleCount => f.write_str("SampleCount"),
            Statistic::Percentile(share) => write!(f, "p{share}"),
            Statistic::TrimmedMean(share) => write!(f, "tm{share}"),
            Statistic::InterquartileMean => f.write_str("IQM"),
            Statistic::Other(text) => f.write_str(text),
        }
    }
}
