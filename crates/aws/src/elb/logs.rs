use stackwright_cfn::s3 as cfn;
use stackwright_core::{Construct, Handle, NodeId, Pseudo, Scope, Str, Value, handle, sub};

use crate::iam::{PolicyDocument, Principal, Statement};

/// A bucket that load balancers write their logs into.
///
/// It adds a bucket that nobody can make public, encrypted with keys of S3, which are the only ones
/// that logs of load balancers can have, and its policy, named `Policy`, that lets load balancers
/// of this account write: by the services that deliver the logs, in every region, and not by an account
/// of AWS that differs from region to region, as AWS asked for in regions before August 2022. It takes
/// requests over TLS only. The bucket stays when it leaves the stack. A
/// load balancer waits for the policy, because it is tried at once whether it can write.
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::elb::{ApplicationLoadBalancer, LogBucket};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let vpc = Vpc::imported("vpc-0a1b2c3d").private(["subnet-0a1b2c3d", "subnet-1a2b3c4d"]);
/// let vpc = web.add("Vpc", vpc);
/// let logs = web.add("Logs", LogBucket::new());
/// web.add("Front", ApplicationLoadBalancer::new(vpc).access_logs(logs));
/// ```
///
/// A `Bucket` of `s3` takes its place, which has more to say: `.access_logs(bucket)`. Its
/// policy lets the same services write then. It must not be encrypted with a key of KMS, which no load
/// balancer writes with. So does a typed bucket with a policy of your own.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html>
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html>
#[derive(Clone, Debug, Default)]
pub struct LogBucket {
    days: Option<u32>,
}

impl LogBucket {
    /// Keeps logs for good.
    pub fn new() -> Self {
        LogBucket::default()
    }

    /// Deletes logs after so many days.
    pub fn keep_days(mut self, days: u32) -> Self {
        self.days = Some(days);
        self
    }
}

impl Construct for LogBucket {
    type Handle = LogBucketHandle;

    fn build(self, scope: Scope<'_>) -> LogBucketHandle {
        let mut bucket = closed_bucket();
        if let Some(days) = self.days {
            let rule = cfn::bucket::Rule::new()
                .status(cfn::bucket::RuleStatus::Enabled)
                .expiration_in_days(days);
            let rules = cfn::bucket::LifecycleConfiguration::new().rules([rule]);
            bucket = bucket.lifecycle_configuration(rules);
        }
        let bucket = scope.add("Resource", bucket);
        scope.of(bucket).retain();
        let arn = bucket.arn();
        let clear = Statement::deny(["s3:*"])
            .to(Principal::anyone())
            .on([sub!("{arn}"), sub!("{arn}/*")])
            .when("Bool", "aws:SecureTransport", "false");
        let deliver = deliveries(&arn.assume()).into_iter();
        let deliver = deliver.map(|(service, may)| may.to(Principal::service(service)));
        let document = deliver.fold(PolicyDocument::new(), PolicyDocument::statement);
        let document = document.statement(clear);
        let policy = cfn::BucketPolicy::new()
            .bucket(bucket)
            .policy_document(document);
        let policy = scope.add("Policy", policy);
        scope.of(policy).retain();
        scope.set_data(Delivered(policy.node()));
        scope.set_primary(bucket);
        LogBucketHandle::new(scope)
    }
}

/// Which services write logs into a bucket, by its ARN, and what they may: in every region, of this
/// account.
pub(super) fn deliveries(arn: &Value<Str>) -> [(&'static str, Statement); 3] {
    let account = Pseudo::AccountId.value();
    let objects: Value<Str> = sub!("{arn}/*AWSLogs/{account}/*");
    let write = Statement::allow(["s3:PutObject"]).on([objects]);
    let look = Statement::allow(["s3:GetBucketAcl"]).on([arn.clone()]);
    let own = |statement: Statement| {
        let account: Value<Str> = Pseudo::AccountId.value();
        statement.when("StringEquals", "aws:SourceAccount", account)
    };
    let of_network = "delivery.logs.amazonaws.com";
    [
        (
            "logdelivery.elasticloadbalancing.amazonaws.com",
            write.clone(),
        ),
        (of_network, own(write)),
        (of_network, own(look)),
    ]
}

/// A bucket that nobody is let into from outside, encrypted with the keys of S3: load balancers write
/// to no others.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html>
fn closed_bucket() -> cfn::Bucket {
    let encryption = cfn::bucket::ServerSideEncryptionByDefault::new()
        .sse_algorithm(cfn::bucket::ServerSideEncryptionByDefaultSseAlgorithm::Aes256);
    let rule =
        cfn::bucket::ServerSideEncryptionRule::new().server_side_encryption_by_default(encryption);
    let encryption =
        cfn::bucket::BucketEncryption::new().server_side_encryption_configuration([rule]);
    let closed = cfn::bucket::PublicAccessBlockConfiguration::new()
        .block_public_acls(true)
        .block_public_policy(true)
        .ignore_public_acls(true)
        .restrict_public_buckets(true);
    cfn::Bucket::new()
        .bucket_encryption(encryption)
        .public_access_block_configuration(closed)
}

/// The policy that lets logs be written into a bucket.
pub(super) struct Delivered(pub NodeId);

handle! {
    /// Names a bucket for logs of load balancers.
    pub struct LogBucketHandle(cfn::BucketHandle);
}

#[cfg(feature = "s3")]
impl From<crate::s3::BucketHandle> for LogBucketHandle {
    fn from(bucket: crate::s3::BucketHandle) -> Self {
        bucket.resource().into()
    }
}

#[cfg(feature = "s3")]
impl From<LogBucketHandle> for crate::s3::BucketHandle {
    fn from(bucket: LogBucketHandle) -> Self {
        bucket.resource().into()
    }
}
