use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value};

use super::TableHandle;
use crate::iam::EncryptedWith;
use crate::shared::arn;

/// A table that exists; see [`Table::imported`](super::Table::imported).
#[derive(Clone, Debug)]
pub struct ImportedTable {
    arn: Value<Str>,
    stream: Option<Value<Str>>,
    key: Option<Value<KeyArn>>,
}

impl ImportedTable {
    pub(super) fn new(arn: Value<Str>) -> Self {
        ImportedTable {
            arn,
            stream: None,
            key: None,
        }
    }

    /// The ARN of its stream, for who reads that.
    pub fn stream(mut self, arn: impl IntoValue<Str>) -> Self {
        self.stream = Some(arn.into_value());
        self
    }

    /// Says which key of one's own encrypts it, so that who may read or write may use it, too.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }
}

impl Construct for ImportedTable {
    type Handle = TableHandle;

    fn build(self, scope: Scope<'_>) -> TableHandle {
        // `arn:aws:dynamodb:region:account:table/name`
        let name = arn::behind_slash(&self.arn);
        EncryptedWith::keep(scope, self.key, "dynamodb");
        if let Some(stream) = self.stream {
            scope.define("StreamArn", stream);
        }
        scope.define("Ref", name);
        scope.define("Arn", self.arn);
        TableHandle::new(scope)
    }
}
