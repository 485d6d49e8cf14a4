//! Stacks that other tools have deployed, moved here: nothing of them is replaced or goes.

pub(crate) mod included;
