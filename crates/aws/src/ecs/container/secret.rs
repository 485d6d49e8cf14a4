use stackwright_core::{IntoValue, Str, Value};

use crate::iam::Grant;

/// Where a container gets a secret from, and the right to read it.
///
/// Made from a secret of Secrets Manager, one of its fields, or a parameter of Systems Manager.
#[derive(Clone, Debug)]
pub struct SecretSource {
    pub(crate) value_from: Value<Str>,
    pub(crate) read: Grant,
}

impl SecretSource {
    /// A source by its ARN, and what must be granted to read it.
    pub fn new(value_from: impl IntoValue<Str>, read: impl Into<Grant>) -> Self {
        SecretSource {
            value_from: value_from.into_value(),
            read: read.into(),
        }
    }
}
