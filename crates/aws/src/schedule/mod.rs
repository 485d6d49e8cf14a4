//! When something happens: cron, a rate, a moment, and the time zone by which that is meant.

mod cron;
mod time_zone;

use std::time::Duration;

use stackwright_core::Text;

pub use cron::{Cron, Weekday};
pub use time_zone::TimeZone;

/// When something happens, once or again and again.
///
/// Application Auto Scaling and EventBridge Scheduler read the same.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Schedule {
    /// By the clock: `Cron::daily(7, 30)`.
    Cron(Cron),
    /// Again and again after this time, in whole minutes.
    Rate(Duration),
    /// Once, at a moment as `2026-12-24T18:00:00`.
    At(Text),
}

impl Schedule {
    /// Again and again after this time, of whole minutes.
    pub fn rate(every: Duration) -> Self {
        Schedule::Rate(every)
    }

    /// Once, at a moment as `2026-12-24T18:00:00`.
    pub fn at(moment: impl Into<Text>) -> Self {
        Schedule::At(moment.into())
    }

    /// As AWS writes it: `cron(30 7 ? * MON-FRI *)`, `rate(5 minutes)`, `at(2026-12-24T18:00:00)`.
    pub fn expression(&self) -> String {
        match self {
            Schedule::Cron(cron) => format!("cron({cron})"),
            Schedule::Rate(every) => {
                let minutes = every.as_secs() / 60;
                let (number, unit) = match minutes {
                    days if days > 0 && days % (24 * 60) == 0 => (days / (24 * 60), "day"),
                    hours if hours > 0 && hours % 60 == 0 => (hours / 60, "hour"),
                    minutes => (minutes, "minute"),
                };
                // AWS refuses `rate(1 minutes)`.
                let many = if number == 1 { "" } else { "s" };
                format!("rate({number} {unit}{many})")
            }
            Schedule::At(moment) => format!("at({moment})"),
        }
    }

    /// What AWS would refuse in it, if there is something.
    pub fn fault(&self) -> Option<String> {
        match self {
            Schedule::Cron(cron) => cron.fault(),
            Schedule::Rate(every) => {
                let is_whole = every.as_secs() >= 60
                    && every.as_secs().is_multiple_of(60)
                    && every.subsec_nanos() == 0;
                (!is_whole).then(|| format!("{every:?} are not whole minutes"))
            }
            Schedule::At(moment) => {
                (!is_moment(moment)).then(|| format!("`{moment}` is no moment"))
            }
        }
    }
}

impl From<Cron> for Schedule {
    fn from(cron: Cron) -> Self {
        Schedule::Cron(cron)
    }
}

/// Whether a text is like `2026-12-24T18:00:00`.
fn is_moment(text: &str) -> bool {
    const SHAPE: &str = "0000-00-00T00:00:00";
    text.len() == SHAPE.len()
        && text
            .chars()
            .zip(SHAPE.chars())
            .all(|(c, shape)| match shape {
                '0' => c.is_ascii_digit(),
                other => c == other,
            })
}

/// Hour and minute of a text like `07:30`.
pub(crate) fn time_of_day(text: &str) -> Option<(u8, u8)> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}
