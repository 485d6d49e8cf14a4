//! What the commands do, one file each.

mod check;
mod list;
mod select;
mod synth;

pub(crate) use check::{check, check_app};
pub(crate) use list::list;
pub(crate) use synth::synth;
