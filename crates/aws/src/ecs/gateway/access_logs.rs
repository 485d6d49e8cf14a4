use stackwright_cfn::s3 as cfn;
use stackwright_core::{Construct, Handle, NodeId, Scope, handle, sub};

use crate::elb::closed_bucket;
use crate::iam::{GrantExt, PolicyDocument, Principal, ResourcePolicy, Statement};

/// The bucket that a gateway adds for its access logs, whose policy lets the load balancers write
/// there for this account.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html>
#[derive(Clone, Copy, Debug)]
pub(super) struct LogBucket;

/// How long access logs are kept.
const DAYS: u32 = 365;

impl Construct for LogBucket {
    type Handle = LogBucketHandle;

    fn build(self, scope: Scope<'_>) -> LogBucketHandle {
        let expiry = cfn::bucket::Rule::new()
            .id("Expire")
            .status(cfn::bucket::RuleStatus::Enabled)
            .expiration_in_days(DAYS);
        let bucket = closed_bucket()
            .lifecycle_configuration(cfn::bucket::LifecycleConfiguration::new().rules([expiry]));
        let bucket = scope.add("Resource", bucket);
        scope.of(bucket).retain();
        scope.set_primary(bucket);
        scope.set_data(ResourcePolicy::beside("PolicyDocument", add_policy));
        let arn = bucket.arn();
        let write =
            Statement::allow(["s3:PutObject"]).on([sub!("{arn}/AWSLogs/{AWS::AccountId}/*")]);
        let delivery = Principal::service("logdelivery.elasticloadbalancing.amazonaws.com");
        scope.grant(delivery, write);
        LogBucketHandle::new(scope)
    }
}

fn add_policy(bucket: Scope<'_>, document: PolicyDocument) -> NodeId {
    let policy = cfn::BucketPolicy::new()
        .bucket(LogBucketHandle::new(bucket).reference())
        .policy_document(document);
    bucket.add("Policy", policy).node()
}

handle! {
    /// Names the bucket.
    pub(super) struct LogBucketHandle(cfn::BucketHandle);
}
