use std::time::Duration;

use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::kinesis as cfn;
use stackwright_core::{Construct, DeletionPolicy, IntoValue, Scope, Str, Value, With, handle};

use crate::cloudwatch::Metric;
use crate::iam::{EncryptedWith, Grant, Statement};
use crate::link::Link;
use crate::shared::arn;
use crate::units::whole_seconds;

/// A stream of records, which are kept in order and read by any number of readers.
///
/// Unless said otherwise: it is paid by what goes through it, where CloudFormation makes a shard that is
/// paid by the hour; records are kept for a day, encrypted with the key that AWS keeps for Kinesis; and
/// it stays when it leaves the stack.
///
/// ```
/// use stackwright_aws::ecs::Container;
/// use stackwright_aws::kinesis::Stream;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let data = app.stack("Data");
/// let clicks = data.add("Clicks", Stream::new());
/// let shop = Container::new("shop", "shop:1").link(clicks.write()); // the right, and CLICKS_STREAM
/// ```
///
/// Another [name](Self::name) replaces it.
///
/// <https://docs.aws.amazon.com/streams/latest/dev/introduction.html>
#[derive(Clone, Debug)]
pub struct Stream {
    name: Option<Value<Str>>,
    shards: Option<u32>,
    retention: Option<Duration>,
    key: Option<Value<KeyArn>>,
    removal_policy: DeletionPolicy,
}

impl Stream {
    /// A stream that takes what comes.
    #[allow(
        clippy::new_without_default,
        reason = "what a stream is by default is said, not assumed"
    )]
    pub fn new() -> Self {
        Stream {
            name: None,
            shards: None,
            retention: None,
            key: None,
            removal_policy: DeletionPolicy::RetainExceptOnCreate,
        }
    }

    /// A stream that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedStream {
        ImportedStream {
            arn: arn.into_value(),
            key: None,
        }
    }

    /// Names it. A named stream cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Has so many shards, paid by the hour, of which each takes 1 MB a second.
    pub fn shards(mut self, count: u32) -> Self {
        self.shards = Some(count);
        self
    }

    /// How long records are kept, in hours: a day to a year.
    pub fn retention(mut self, period: Duration) -> Self {
        self.retention = Some(period);
        self
    }

    /// Encrypts records with a key of one's own. Who may read or write may then use the key, through
    /// Kinesis.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
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

    /// Deletes it when it leaves the stack: for tests.
    pub fn disposable(self) -> Self {
        self.removal_policy(DeletionPolicy::Delete)
    }
}

impl Construct for Stream {
    type Handle = StreamHandle;

    fn build(self, scope: Scope<'_>) -> StreamHandle {
        use cfn::stream::{EncryptionType, StreamMode};

        let mode = cfn::stream::StreamModeDetails::new().stream_mode(match self.shards {
            Some(_) => StreamMode::Provisioned,
            None => StreamMode::OnDemand,
        });
        let of_aws = || Value::from_expr("alias/aws/kinesis".into());
        let key = self.key.clone().unwrap_or_else(of_aws);
        let encryption = cfn::stream::StreamEncryption::new()
            .encryption_type(EncryptionType::Kms)
            .key_id(key);
        let hours = self.retention.map(|time| whole_seconds(time) / 3600);
        let stream = cfn::Stream::new()
            .with(self.name, |stream, name| stream.name(name))
            .stream_mode_details(mode)
            .with(self.shards, |stream, count| stream.shard_count(count))
            .with(hours, |stream, hours| stream.retention_period_hours(hours))
            .stream_encryption(encryption);
        let resource = scope.add("Resource", stream);
        scope.of(resource).removal_policy(self.removal_policy);
        scope.set_primary(resource);
        EncryptedWith::keep(scope, self.key, "kinesis");
        StreamHandle::new(scope)
    }
}

/// A stream that exists; see [`Stream::imported`].
#[derive(Clone, Debug)]
pub struct ImportedStream {
    arn: Value<Str>,
    key: Option<Value<KeyArn>>,
}

impl ImportedStream {
    /// Says which key of one's own encrypts it, so that who may read or write may use it, too.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }
}

impl Construct for ImportedStream {
    type Handle = StreamHandle;

    fn build(self, scope: Scope<'_>) -> StreamHandle {
        // `arn:aws:kinesis:region:account:stream/name`
        let name = arn::behind_slash(&self.arn);
        EncryptedWith::keep(scope, self.key, "kinesis");
        scope.define("Ref", name);
        scope.define("Arn", self.arn);
        StreamHandle::new(scope)
    }
}

handle! {
    /// Names a stream.
    pub struct StreamHandle(cfn::StreamHandle);
}

impl StreamHandle {
    /// A link for who reads records: the right, that of the key, and the name of the stream as
    /// `.._STREAM`.
    ///
    /// <https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html>
    pub fn read(self) -> Link {
        let read = [
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
        ];
        self.link(self.right(&read).decrypting(self))
    }

    /// A link for who writes records: the right, that of the key, and the name of the stream as
    /// `.._STREAM`.
    pub fn write(self) -> Link {
        let write = [
            "kinesis:DescribeStreamSummary",
            "kinesis:ListShards",
            "kinesis:PutRecord",
            "kinesis:PutRecords",
        ];
        self.link(self.right(&write).encrypting(self))
    }

    fn right(self, actions: &[&'static str]) -> Grant {
        let right = Statement::allow(actions.iter().copied());
        right.on([self.arn()]).into()
    }

    fn link(self, rights: Grant) -> Link {
        Link::to(self).right(rights).env("STREAM", self.reference())
    }

    /// One of its metrics in `AWS/Kinesis`, by name, as `IncomingRecords`.
    ///
    /// <https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        let stream: Value<Str> = self.reference().assume();
        Metric::new("AWS/Kinesis", name).dimension("StreamName", stream)
    }

    /// How far its slowest reader is behind, in milliseconds: the most of a period.
    pub fn iterator_age(self) -> Metric {
        self.metric("GetRecords.IteratorAgeMilliseconds").maximum()
    }
}
