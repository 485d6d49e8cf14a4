//! What the commands do, one file each.

mod check;
mod list;
mod select;
mod synth;

pub(crate) use check::check;
pub(crate) use list::list;
pub(crate) use synth::synth;
