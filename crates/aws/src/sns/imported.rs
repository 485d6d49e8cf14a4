use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value};

use super::TopicHandle;
use crate::iam::EncryptedWith;
use crate::shared::arn;

/// A topic that exists; see [`Topic::imported`](super::Topic::imported). It is left alone: what services
/// may do with it is said where it is made.
#[derive(Clone, Debug)]
pub struct ImportedTopic {
    arn: Value<Str>,
    key: Option<Value<KeyArn>>,
}

impl ImportedTopic {
    pub(super) fn new(arn: Value<Str>) -> Self {
        ImportedTopic { arn, key: None }
    }

    /// Says which key of one's own encrypts it, so that who may publish may use it, too.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }
}

impl Construct for ImportedTopic {
    type Handle = TopicHandle;

    fn build(self, scope: Scope<'_>) -> TopicHandle {
        EncryptedWith::keep(scope, self.key, "sns");
        scope.define("TopicName", arn::part(&self.arn, 5));
        scope.define("Ref", self.arn.clone());
        scope.define("TopicArn", self.arn);
        TopicHandle::new(scope)
    }
}
