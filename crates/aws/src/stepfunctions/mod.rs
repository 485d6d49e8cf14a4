//! AWS Step Functions: tasks one after the other, which are waited for.
//!
//! `step` is one of them, `one_off_task` all that can be said of them together, `chain` what that comes to
//! in the language of states, `handle` what others may ask of it.

mod chain;
mod handle;
mod one_off_task;
mod step;

pub use handle::{ImportedStateMachine, StateMachineHandle};
pub use one_off_task::OneOffTask;
pub use step::Step;
