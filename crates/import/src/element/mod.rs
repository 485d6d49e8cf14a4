//! The elements of a template as constructs.
//!
//! What has no form as a construct says so: it is left to be included as it stands.

mod mapping;
mod output;
mod parameter;
mod policy;
mod resource;
mod rule;

pub use mapping::mapping;
pub use output::output;
pub use parameter::parameter;
pub use resource::{Made, made, settings};
pub use rule::rule;
