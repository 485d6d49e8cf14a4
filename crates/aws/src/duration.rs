use std::time::Duration;

/// Whole seconds, as CloudFormation counts; a fraction counts as a second.
pub(crate) fn seconds(duration: Duration) -> i64 {
    let whole = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    whole.saturating_add(i64::from(duration.subsec_nanos() > 0))
}
