//! Quantities that say their unit: `10.minutes()`, `512.mib()`, `70.percent()`.

mod duration;
mod number;
mod percent;
mod size;

pub use duration::{DurationExt, whole_days, whole_minutes, whole_seconds};
pub(crate) use number::number;
pub use percent::{Percent, PercentExt};
pub use size::{Size, SizeExt};
