//! Systems Manager: parameters that live outside of stacks.

mod made;
mod parameter;

pub use made::MadeSsmParameter;
pub use parameter::{ImportedSsmParameter, SsmParameter, SsmParameterHandle};
