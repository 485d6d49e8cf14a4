use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::kind::s3::BucketName;
use stackwright_core::{IntoValue, Str, Value, With, sub};

use crate::iam::{Grant, Statement};
use crate::logs::LogGroupHandle;

/// What is kept of the commands that people run in containers, for a [cluster](super::Cluster).
///
/// The task roles of services with [`exec`](super::Service::exec) get the rights that this takes:
/// to write the log and to use the key.
///
/// ```
/// use stackwright_aws::ec2::VpcHandle;
/// use stackwright_aws::ecs::{Cluster, ExecAudit};
/// use stackwright_aws::logs::LogGroup;
/// use stackwright_core::Scope;
///
/// fn build(stack: Scope<'_>, vpc: VpcHandle) {
///     let log = stack.add("Commands", LogGroup::new());
///     stack.add("Cluster", Cluster::new(vpc).exec_audit(ExecAudit::logs(log)));
/// }
/// ```
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html>
#[derive(Clone, Debug, Default)]
pub struct ExecAudit {
    is_off: bool,
    logs: Option<LogGroupHandle>,
    encrypted_logs: bool,
    bucket: Option<Value<BucketName>>,
    prefix: Option<Value<Str>>,
    key: Option<Value<KeyArn>>,
}

impl ExecAudit {
    /// Commands and their output go where the container's own output goes, if that is CloudWatch
    /// Logs: what AWS does unless it is told otherwise. To say [a key](Self::encrypted_with).
    pub fn with_container() -> Self {
        ExecAudit::default()
    }

    /// Commands and their output go to this log group.
    pub fn logs(group: impl Into<LogGroupHandle>) -> Self {
        ExecAudit::default().and_logs(group)
    }

    /// Commands and their output go to this bucket, which has to be encrypted.
    pub fn bucket(bucket: impl IntoValue<BucketName>) -> Self {
        ExecAudit::default().and_bucket(bucket)
    }

    /// Nothing is kept.
    pub fn none() -> Self {
        ExecAudit {
            is_off: true,
            ..ExecAudit::default()
        }
    }

    /// They go to this log group, too.
    pub fn and_logs(mut self, group: impl Into<LogGroupHandle>) -> Self {
        self.logs = Some(group.into());
        self
    }

    /// They go to this bucket, too.
    pub fn and_bucket(mut self, bucket: impl IntoValue<BucketName>) -> Self {
        self.bucket = Some(bucket.into_value());
        self
    }

    /// What keys in the bucket begin with.
    pub fn prefix(mut self, prefix: impl IntoValue<Str>) -> Self {
        self.prefix = Some(prefix.into_value());
        self
    }

    /// Refuses sessions where the log group has no key of its own.
    pub fn encrypted_logs(mut self) -> Self {
        self.encrypted_logs = true;
        self
    }

    /// The key that encrypts what goes between the person and the container, beside TLS: its ARN
    /// or handle.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    pub(super) fn property(&self) -> cfn::cluster::ExecuteCommandConfiguration {
        use cfn::cluster::Logging;

        let is_elsewhere = self.logs.is_some() || self.bucket.is_some();
        let logging = match (self.is_off, is_elsewhere) {
            (true, _) => Logging::None,
            (false, true) => Logging::Override,
            (false, false) => Logging::Default,
        };
        let place = (!self.is_off && is_elsewhere).then(|| {
            let encrypted = (self.logs.is_some() && self.encrypted_logs).then_some(true);
            cfn::cluster::ExecuteCommandLogConfiguration::new()
                .with(self.logs, |log, group| {
                    log.cloud_watch_log_group_name(group)
                })
                .with(encrypted, |log, yes| {
                    log.cloud_watch_encryption_enabled(yes)
                })
                .with(self.bucket.clone(), |log, bucket| {
                    log.s3_bucket_name(bucket).s3_encryption_enabled(true)
                })
                .with(self.prefix.clone(), |log, prefix| log.s3_key_prefix(prefix))
        });
        let key: Option<Value<Str>> = self.key.clone().map(Value::assume);
        cfn::cluster::ExecuteCommandConfiguration::new()
            .with(key, |exec, key| exec.kms_key_id(key))
            .with(place, |exec, place| exec.log_configuration(place))
            .logging(logging)
    }

    /// What a task role needs for that.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-logging>
    pub(super) fn rights(&self) -> Grant {
        let mut rights = Grant::default();
        if let (Some(group), false) = (self.logs, self.is_off) {
            let describe = Statement::allow(["logs:DescribeLogGroups"]).on_all();
            let write = [
                "logs:CreateLogStream",
                "logs:DescribeLogStreams",
                "logs:PutLogEvents",
            ];
            rights = rights.and([describe, Statement::allow(write).on([group.arn()])]);
        }
        if let (Some(bucket), false) = (&self.bucket, self.is_off) {
            let whole: Value<Str> = sub!(
                "arn:{AWS::Partition}:s3:::{bucket}",
                bucket = bucket.clone()
            );
            let below: Value<Str> = match &self.prefix {
                Some(prefix) => sub!(
                    "{whole}/{prefix}*",
                    whole = whole.clone(),
                    prefix = prefix.clone()
                ),
                None => sub!("{whole}/*", whole = whole.clone()),
            };
            rights = rights.and([
                Statement::allow(["s3:GetBucketLocation", "s3:GetEncryptionConfiguration"])
                    .on([whole]),
                Statement::allow(["s3:PutObject"]).on([below]),
            ]);
        }
        if let Some(key) = &self.key {
            rights = rights.and(Statement::allow(["kms:Decrypt"]).on([key.clone()]));
        }
        rights
    }
}

/// What the agent in a container needs to open a channel; it knows no resource.
pub(super) fn channels() -> Statement {
    Statement::allow([
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    ])
    .on_all()
}
