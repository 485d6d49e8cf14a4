//! CloudWatch: what is measured, and what is computed of that.

mod math;
mod metric;
mod statistic;
mod watch;

pub use math::{MathExpression, Measure};
pub use metric::Metric;
pub use statistic::{Statistic, Unit};

pub(crate) use math::{Query, Source};
