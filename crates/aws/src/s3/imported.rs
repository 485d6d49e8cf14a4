use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, sub};

use super::BucketHandle;
use crate::iam::EncryptedWith;
use crate::shared::arn;

/// A bucket that exists; see [`Bucket::imported`](super::Bucket::imported). It is left alone: what
/// services may do with it is said where it is made.
#[derive(Clone, Debug)]
pub struct ImportedBucket {
    name: Value<Str>,
    key: Option<Value<KeyArn>>,
}

impl ImportedBucket {
    /// Of `arn:aws:s3:::files` the name is what comes last.
    pub(super) fn by_arn(arn: Value<Str>) -> Self {
        ImportedBucket::by_name(arn::part(&arn, 5))
    }

    pub(super) fn by_name(name: Value<Str>) -> Self {
        ImportedBucket { name, key: None }
    }

    /// Says which key of one's own encrypts it, so that who may read or write may use it, too.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }
}

impl Construct for ImportedBucket {
    type Handle = BucketHandle;

    fn build(self, scope: Scope<'_>) -> BucketHandle {
        let name = self.name;
        let arn: Value<Str> = sub!("arn:{AWS::Partition}:s3:::{name}");
        EncryptedWith::keep(scope, self.key, "s3");
        scope.define("Ref", name.clone());
        scope.define("Arn", arn);
        scope.define(
            "RegionalDomainName",
            sub!("{name}.s3.{AWS::Region}.{AWS::URLSuffix}"),
        );
        BucketHandle::new(scope)
    }
}
