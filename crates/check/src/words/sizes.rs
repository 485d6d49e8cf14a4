//! The sizes of tasks.

use super::Called;
use crate::deployment::fargate::{self, Memory};

impl Called for Memory {
    fn called(&self) -> String {
        match self {
            Memory::OneOf(sizes) => listed(sizes),
            Memory::Steps { first, last, step } => {
                format!("{first} to {last} in steps of {step}")
            }
        }
    }
}

/// The CPU units that there are.
pub(crate) fn offered_cpu(windows: bool) -> String {
    listed(&fargate::offered_cpu(windows))
}

fn listed(numbers: &[u32]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    match numbers.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => numbers.join(""),
    }
}
