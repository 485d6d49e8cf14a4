use crate::{filled, mapped};
use std::time::Duration;

use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::s3 as cfn;
use stackwright_core::{
    Construct, DeletionPolicy, Handle, IntoValue, NodeId, Pseudo, Scope, Str, Value, With,
    non_empty, sub,
};

use super::notification::{Notifications, Notified, ObjectEvents};
use super::{BucketCors, BucketHandle, ImportedBucket, ObjectRule};
use crate::iam::{EncryptedWith, GrantExt, PolicyDocument, Principal, ResourcePolicy, Statement};
use crate::units::whole_days;

/// A bucket of objects.
///
/// Unless said otherwise: nobody can make it public; requests are over TLS only, which AWS does not ask
/// for; objects are encrypted with keys of S3; what is left of uploads that were never completed goes
/// after 7 days, which AWS keeps and charges for; and the bucket stays when it leaves the stack.
///
/// It adds `Policy`, which refuses requests that are not over TLS, and holds what services and other
/// accounts are [granted](crate::iam::GrantExt::grant).
///
/// ```
/// use stackwright_aws::ecs::Container;
/// use stackwright_aws::s3::{Bucket, ObjectRule};
/// use stackwright_aws::units::DurationExt;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let data = app.stack("Data");
/// let files = Bucket::new().versions().lifecycle(ObjectRule::new("Drafts").prefix("drafts/").expire(30.days()));
/// let files = data.add("Files", files);
/// let web = Container::new("web", "web:1").link(files.read_write()); // the rights, and FILES_BUCKET
/// ```
///
/// A [name](Self::name), and a [lock](Self::object_lock) at first, replace it.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html>
#[derive(Clone, Debug)]
pub struct Bucket {
    name: Option<Value<Str>>,
    key: Option<Value<KeyArn>>,
    versions: bool,
    rules: Vec<ObjectRule>,
    uploads: Option<Duration>,
    cors: Vec<BucketCors>,
    logs: Option<(BucketHandle, Value<Str>)>,
    notifications: Notifications,
    lock: Option<Option<ObjectLock>>,
    removal_policy: DeletionPolicy,
    has_policy: bool,
}

/// How long objects cannot be deleted or overwritten.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectLock {
    /// But by who has the right to.
    Governance(Duration),
    /// By nobody, the owner of the account included.
    Compliance(Duration),
}

impl Bucket {
    /// A bucket without versions.
    #[allow(
        clippy::new_without_default,
        reason = "what a bucket is by default is said, not assumed"
    )]
    pub fn new() -> Self {
        Bucket {
            name: None,
            key: None,
            versions: false,
            rules: Vec::new(),
            uploads: Some(Duration::from_secs(7 * 24 * 60 * 60)),
            cors: Vec::new(),
            logs: None,
            notifications: Notifications::default(),
            lock: None,
            removal_policy: DeletionPolicy::RetainExceptOnCreate,
            has_policy: true,
        }
    }

    /// A bucket that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedBucket {
        ImportedBucket::by_arn(arn.into_value())
    }

    /// A bucket that exists, by its name.
    pub fn imported_by_name(name: impl IntoValue<Str>) -> ImportedBucket {
        ImportedBucket::by_name(name.into_value())
    }

    /// Names it: a name that no bucket of any account has. A named bucket cannot be replaced by
    /// CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Adds no policy: it is reached without TLS as well, unless a policy that stands beside it says otherwise. For buckets that are
    /// deployed so; what services and other accounts are granted is then added as a policy.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html>
    pub fn without_policy(mut self) -> Self {
        self.has_policy = false;
        self
    }

    /// Encrypts objects with a key of one's own, with one data key for many objects. Who may read may
    /// then decrypt through S3, who may write encrypt.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// Keeps what objects were before. Say with a [rule](Self::lifecycle) for how long.
    pub fn versions(mut self) -> Self {
        self.versions = true;
        self
    }

    /// Adds a rule about what becomes of objects.
    pub fn lifecycle(mut self, rule: ObjectRule) -> Self {
        self.rules.push(rule);
        self
    }

    /// When what is left of uploads goes that were never completed; after 7 days, if this is not said.
    pub fn abandon_uploads_after(mut self, time: Duration) -> Self {
        self.uploads = Some(time);
        self
    }

    /// Keeps what is left of uploads that were never completed.
    pub fn keep_abandoned_uploads(mut self) -> Self {
        self.uploads = None;
        self
    }

    /// Lets pages of other origins use it.
    pub fn cors(mut self, rule: BucketCors) -> Self {
        self.cors.push(rule);
        self
    }

    /// Writes a line for each request into another bucket, below a prefix as `files/`, and lets S3 do
    /// so there.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html>
    pub fn access_logs(
        mut self,
        bucket: impl Into<BucketHandle>,
        prefix: impl IntoValue<Str>,
    ) -> Self {
        self.logs = Some((bucket.into(), prefix.into_value()));
        self
    }

    /// Tells a queue, a topic or a function of what happens to objects. The policy of the queue or the
    /// topic lets the bucket, and is made before it: S3 tries at once.
    ///
    /// ```
    /// use stackwright_aws::s3::{Bucket, Notified, ObjectEvent};
    /// # fn build(jobs: stackwright_core::Value<stackwright_core::Str>) {
    /// let created = ObjectEvent::Created.below("inbox/").ending(".csv");
    /// let inbox = Bucket::new().notify(created, Notified::function(jobs));
    /// # }
    /// ```
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html>
    pub fn notify(mut self, of: impl Into<ObjectEvents>, whom: impl Into<Notified>) -> Self {
        self.notifications.add(of.into(), whom.into());
        self
    }

    /// Sends all that happens to objects to the default bus of EventBridge, where rules choose.
    ///
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html>
    pub fn event_bridge(mut self) -> Self {
        self.notifications.event_bridge = true;
        self
    }

    /// Lets objects be locked, and locks each when it is written, if that is said. Keeps versions.
    pub fn object_lock(mut self, lock: impl Into<Option<ObjectLock>>) -> Self {
        self.lock = Some(lock.into());
        self.versions = true;
        self
    }

    /// What becomes of it when it leaves the stack; it stays, if this is not said.
    pub fn removal_policy(mut self, policy: DeletionPolicy) -> Self {
        self.removal_policy = policy;
        self
    }

    /// Keeps it when it leaves the stack, even where the stack could not be made.
    pub fn retain(self) -> Self {
        self.removal_policy(DeletionPolicy::Retain)
    }

    /// Deletes it when it leaves the stack, which S3 does to an empty bucket only: for tests. AWS CDK
    /// empties it with a function of its own; here a [rule](Self::lifecycle) can.
    pub fn disposable(self) -> Self {
        self.removal_policy(DeletionPolicy::Delete)
    }
}

impl Construct for Bucket {
    type Handle = BucketHandle;

    fn build(self, scope: Scope<'_>) -> BucketHandle {
        let rules = self.rules.into_iter().map(ObjectRule::into_property);
        let uploads = self.uploads.map(abandon);
        let rules = non_empty(rules.chain(uploads));
        let cors = filled(mapped(self.cors, BucketCors::into_property));
        let logs = self.logs.map(|(bucket, prefix)| {
            let arn = bucket.arn();
            let write = Statement::allow(["s3:PutObject"])
                .on([sub!("{arn}/{prefix}*")])
                .when(
                    "StringEquals",
                    "aws:SourceAccount",
                    Pseudo::AccountId.value(),
                );
            scope.grant(Principal::service("logging.s3.amazonaws.com"), write);
            cfn::bucket::LoggingConfiguration::new()
                .destination_bucket_name(bucket.resource())
                .log_file_prefix(prefix)
        });
        let notifications = self.notifications.into_property(self.name.as_ref(), scope);
        let lock = self.lock.map(locked);
        let bucket = cfn::Bucket::new()
            .with(self.name, |bucket, name| bucket.bucket_name(name.assume()))
            .bucket_encryption(encryption(self.key.clone()))
            .public_access_block_configuration(closed())
            .with(self.versions.then(versioned), |bucket, versions| {
                bucket.versioning_configuration(versions)
            })
            .with(rules, |bucket, rules| {
                let rules = cfn::bucket::LifecycleConfiguration::new().rules(rules);
                bucket.lifecycle_configuration(rules)
            })
            .with(cors, |bucket, rules| {
                let cors = cfn::bucket::CorsConfiguration::new().cors_rules(rules);
                bucket.cors_configuration(cors)
            })
            .with(logs, |bucket, logs| bucket.logging_configuration(logs))
            .with(notifications.property, |bucket, all| {
                bucket.notification_configuration(all)
            })
            .with(lock, |bucket, lock| {
                bucket
                    .object_lock_enabled(true)
                    .object_lock_configuration(lock)
            });
        let resource = scope.add("Resource", bucket);
        scope.of(resource).removal_policy(self.removal_policy);
        for policy in notifications.waits {
            scope.of(resource).depends_on(policy);
        }
        scope.set_primary(resource);
        EncryptedWith::keep(scope, self.key, "s3");
        if !self.has_policy {
            scope.set_data(ResourcePolicy::beside("PolicyDocument", add_policy));
            return BucketHandle::new(scope);
        }
        let arn = resource.arn();
        let clear = Statement::deny(["s3:*"])
            .to(Principal::anyone())
            .on([sub!("{arn}"), sub!("{arn}/*")])
            .when("Bool", "aws:SecureTransport", "false");
        let policy = cfn::BucketPolicy::new()
            .bucket(resource)
            .policy_document(PolicyDocument::from(clear));
        let policy = scope.add("Policy", policy);
        // As long as there is the bucket.
        scope.of(policy).removal_policy(self.removal_policy);
        scope.set_data(ResourcePolicy::held_by(policy, "PolicyDocument"));
        BucketHandle::new(scope)
    }
}

/// Says what principals may do with a bucket that have no role.
fn add_policy(bucket: Scope<'_>, document: PolicyDocument) -> NodeId {
    let policy = cfn::BucketPolicy::new()
        .bucket(BucketHandle::new(bucket).resource())
        .policy_document(document);
    bucket.add("Policy", policy).node()
}

fn encryption(key: Option<Value<KeyArn>>) -> cfn::bucket::BucketEncryption {
    use cfn::bucket::ServerSideEncryptionByDefaultSseAlgorithm as Algorithm;

    let has_key = key.is_some();
    let by_default = cfn::bucket::ServerSideEncryptionByDefault::new()
        .sse_algorithm(match has_key {
            true => Algorithm::AwsKms,
            false => Algorithm::Aes256,
        })
        .with(key, |own, key| own.kms_master_key_id(key));
    let rule = cfn::bucket::ServerSideEncryptionRule::new()
        .server_side_encryption_by_default(by_default)
        .with(has_key.then_some(true), |rule, yes| {
            rule.bucket_key_enabled(yes)
        });
    cfn::bucket::BucketEncryption::new().server_side_encryption_configuration([rule])
}

fn closed() -> cfn::bucket::PublicAccessBlockConfiguration {
    cfn::bucket::PublicAccessBlockConfiguration::new()
        .block_public_acls(true)
        .block_public_policy(true)
        .ignore_public_acls(true)
        .restrict_public_buckets(true)
}

fn versioned() -> impl IntoValue<cfn::bucket::VersioningConfiguration> {
    cfn::bucket::VersioningConfiguration::new()
        .status(cfn::bucket::VersioningConfigurationStatus::Enabled)
}

fn abandon(after: Duration) -> Value<cfn::bucket::Rule> {
    let abort = cfn::bucket::AbortIncompleteMultipartUpload::new();
    cfn::bucket::Rule::new()
        .id("AbandonedUploads")
        .status(cfn::bucket::RuleStatus::Enabled)
        .abort_incomplete_multipart_upload(abort.days_after_initiation(whole_days(after)))
        .into_value()
}

fn locked(lock: Option<ObjectLock>) -> Value<cfn::bucket::ObjectLockConfiguration> {
    use cfn::bucket::Mode;

    let rule = lock.map(|lock| {
        let (mode, period) = match lock {
            ObjectLock::Governance(period) => (Mode::Governance, period),
            ObjectLock::Compliance(period) => (Mode::Compliance, period),
        };
        let retention = cfn::bucket::DefaultRetention::new();
        let retention = retention.mode(mode).days(whole_days(period));
        cfn::bucket::ObjectLockRule::new().default_retention(retention)
    });
    cfn::bucket::ObjectLockConfiguration::new()
        .object_lock_enabled(cfn::bucket::ObjectLockEnabled::Enabled)
        .with(rule, |lock, rule| lock.rule(rule))
        .into_value()
}
