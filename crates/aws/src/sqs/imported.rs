use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, sub};

use super::QueueHandle;
use crate::iam::EncryptedWith;
use crate::shared::arn;

/// A queue that exists; see [`Queue::imported`](super::Queue::imported). It is left alone: what
/// services may do with it is said where it is made.
#[derive(Clone, Debug)]
pub struct ImportedQueue {
    arn: Value<Str>,
    url: Option<Value<Str>>,
    key: Option<Value<KeyArn>>,
}

impl ImportedQueue {
    pub(super) fn new(arn: Value<Str>) -> Self {
        ImportedQueue {
            arn,
            url: None,
            key: None,
        }
    }

    /// Its URL, where it is not that which its ARN tells.
    pub fn url(mut self, url: impl IntoValue<Str>) -> Self {
        self.url = Some(url.into_value());
        self
    }

    /// Says which key of one's own encrypts it, so that who may send or consume may use it, too.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }
}

impl Construct for ImportedQueue {
    type Handle = QueueHandle;

    fn build(self, scope: Scope<'_>) -> QueueHandle {
        let name = arn::part(&self.arn, 5);
        let url = self.url.unwrap_or_else(|| {
            let (region, account) = (arn::part(&self.arn, 3), arn::part(&self.arn, 4));
            sub!("https://sqs.{region}.{AWS::URLSuffix}/{account}/{name}")
        });
        EncryptedWith::keep(scope, self.key, "sqs");
        scope.define("Ref", url.clone());
        scope.define("QueueUrl", url);
        scope.define("QueueName", name);
        scope.define("Arn", self.arn);
        QueueHandle::new(scope)
    }
}
