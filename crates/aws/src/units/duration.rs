use std::time::Duration;

/// `10.minutes()`, for a [`Duration`].
///
/// ```
/// use std::time::Duration;
/// use stackwright_aws::units::DurationExt;
///
/// assert_eq!(10.minutes(), Duration::from_secs(600));
/// assert_eq!(2.days(), 48.hours());
/// ```
///
/// A literal that is negative does not compile:
///
/// ```compile_fail
/// use stackwright_aws::units::DurationExt;
///
/// let past = (-1).seconds();
/// ```
pub trait DurationExt {
    /// This many seconds.
    fn seconds(self) -> Duration;
    /// This many minutes.
    fn minutes(self) -> Duration;
    /// This many hours.
    fn hours(self) -> Duration;
    /// This many days of 24 hours.
    fn days(self) -> Duration;
}

impl DurationExt for u32 {
    fn seconds(self) -> Duration {
        times(self, 1)
    }

    fn minutes(self) -> Duration {
        times(self, 60)
    }

    fn hours(self) -> Duration {
        times(self, 60 * 60)
    }

    fn days(self) -> Duration {
        times(self, 24 * 60 * 60)
    }
}

fn times(number: u32, seconds: u64) -> Duration {
    Duration::from_secs(u64::from(number) * seconds)
}

/// Whole days, as CloudFormation counts; a part of a day counts as one.
pub fn whole_days(duration: Duration) -> u32 {
    let day = Duration::from_secs(24 * 60 * 60);
    u32::try_from(duration.as_nanos().div_ceil(day.as_nanos())).unwrap_or(u32::MAX)
}

/// Whole minutes, as CloudFormation counts; a part of a minute counts as one.
pub fn whole_minutes(duration: Duration) -> i64 {
    let seconds = u64::try_from(whole_seconds(duration)).unwrap_or_default();
    i64::try_from(seconds.div_ceil(60)).unwrap_or(i64::MAX)
}

/// Whole seconds, as CloudFormation counts; a fraction counts as a second.
pub fn whole_seconds(duration: Duration) -> i64 {
    let whole = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    whole.saturating_add(i64::from(duration.subsec_nanos() > 0))
}
