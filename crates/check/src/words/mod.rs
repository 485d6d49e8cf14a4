//! How messages call what a deployment knows: its answers are types, and their words stand here.

mod names;
mod network;
mod purpose;
mod sizes;

pub(crate) use names::container_named;
pub(crate) use network::{about_endpoints, ports};
pub(crate) use sizes::offered_cpu;

/// How a message calls it.
pub(crate) trait Called {
    /// What it is called, to stand within a sentence.
    fn called(&self) -> String;
}

/// Several of something: `a`, `b` and `c` each in their marks.
pub(crate) fn ticked<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
