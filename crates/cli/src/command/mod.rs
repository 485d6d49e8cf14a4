//! What the commands do, one file each.

mod list;
mod select;
mod synth;

pub(crate) use list::list;
pub(crate) use synth::synth;
