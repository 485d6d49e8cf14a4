//! Systems Manager: parameters that live outside of stacks.

mod parameter;

pub use parameter::{ImportedSsmParameter, SsmParameter, SsmParameterHandle};
