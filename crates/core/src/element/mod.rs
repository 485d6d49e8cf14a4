//! What a template has besides resources.

mod condition;
mod handle;
mod mapping;
mod output;
mod parameter;
mod rule;

pub use condition::{Condition, ConditionHandle};
pub use mapping::{Mapping, MappingHandle, MappingValue};
pub use output::{Output, OutputHandle};
pub use parameter::{AllowedKind, Parameter, ParameterHandle, ParameterKind};
pub use rule::{
    Assertion, Rule, RuleHandle, contains, each_member_equals, each_member_in, ref_all, value_of,
    value_of_all,
};

pub(crate) use condition::ConditionData;
pub(crate) use handle::element_handle;
pub(crate) use mapping::MappingData;
pub(crate) use output::OutputData;
pub(crate) use parameter::ParameterData;
pub(crate) use rule::RuleData;
