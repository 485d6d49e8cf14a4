use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::kind::logs::LogGroupName;
use stackwright_cfn::logs as cfn;
use stackwright_core::{
    Construct, DeletionPolicy, IntoValue, Json, Scope, Settings, Str, Text, Value, With, handle,
    non_empty, object, sub,
};

use super::Retention;
use crate::forms::{Unsaid, UnsaidRetention};
use crate::iam::{EncryptedWith, Grant, GrantExt, Principal, Statement};

/// A group of log streams with one retention.
///
/// Events are kept for a month unless said otherwise; for ever where that [is said](Self::kept_for_ever), because it is
/// what nobody wants to pay for and everybody forgets.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html>
#[derive(Clone, Debug)]
pub struct LogGroup {
    name: Option<Value<Str>>,
    retention: Option<Retention>,
    key: Option<Value<KeyArn>>,
    removal_policy: Option<DeletionPolicy>,
    infrequent: bool,
    is_protected: bool,
    masked: Vec<Text>,
    indexed: Vec<Text>,
    is_for_ever: bool,
}

impl LogGroup {
    /// A group that keeps events for a month.
    pub fn new() -> Self {
        LogGroup {
            name: None,
            retention: None,
            key: None,
            removal_policy: None,
            infrequent: false,
            is_protected: false,
            masked: Vec::new(),
            indexed: Vec::new(),
            is_for_ever: false,
        }
    }

    /// A group that exists in this account and region, by its name.
    pub fn imported(name: impl IntoValue<LogGroupName>) -> ImportedLogGroup {
        ImportedLogGroup(name.into_value())
    }

    /// Names it: 1 to 512 letters, digits, and `_`, `-`, `/`, `.`, `#`. A named group cannot be
    /// replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// How long events are kept; a month, if this is not said.
    pub fn retention(mut self, retention: Retention) -> Self {
        self.retention = Some(retention);
        self
    }

    /// Keeps events for ever, which is paid for every month: for groups that are deployed so.
    pub fn kept_for_ever(mut self) -> Self {
        self.is_for_ever = true;
        self
    }

    /// Encrypts events with a key of one's own: its ARN or handle. A key of the program lets CloudWatch Logs use it by
    /// its policy; that of another one has to.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html>
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// What becomes of it and its events when it leaves the stack; they are deleted, if this is
    /// not said.
    pub fn removal_policy(mut self, policy: DeletionPolicy) -> Self {
        self.removal_policy = Some(policy);
        self
    }

    /// Keeps events for half the price, for who seldom reads them: it has no filters of metrics or
    /// subscriptions, and what it is cannot be changed.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html>
    pub fn infrequent_access(mut self) -> Self {
        self.infrequent = true;
        self
    }

    /// Refuses to be deleted, until this is taken off.
    pub fn protected(mut self) -> Self {
        self.is_protected = true;
        self
    }

    /// Hides what should not be in logs, by what AWS calls it, as `EmailAddress`, from all who have not
    /// the right `logs:Unmask`.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html>
    pub fn mask<T: Into<Text>>(mut self, kinds: impl IntoIterator<Item = T>) -> Self {
        self.masked.extend(kinds.into_iter().map(Into::into));
        self
    }

    /// Keeps an index of these fields of events, as `requestId`, so that queries for one value of them read
    /// what has it and nothing else, and cost that much: at most 20.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogs-Field-Indexing.html>
    pub fn index<T: Into<Text>>(mut self, fields: impl IntoIterator<Item = T>) -> Self {
        self.indexed.extend(fields.into_iter().map(Into::into));
        self
    }

    /// Keeps it and its events when it leaves the stack.
    pub fn retain(self) -> Self {
        self.removal_policy(DeletionPolicy::Retain)
    }
}

impl Default for LogGroup {
    fn default() -> Self {
        LogGroup::new()
    }
}

impl Construct for LogGroup {
    type Handle = LogGroupHandle;

    fn build(self, scope: Scope<'_>) -> LogGroupHandle {
        if let Some(key) = &self.key
            && EncryptedWith::knows(key)
        {
            let logs = Principal::service(sub!("logs.{AWS::Region}.amazonaws.com"));
            scope.grant(logs, use_of(key.clone()));
        }
        let retention = self.retention.unwrap_or(Retention::OneMonth);
        let group = cfn::LogGroup::new()
            .with(self.name, |group, name| group.log_group_name(name))
            .with(
                (!self.is_for_ever).then_some(retention),
                |group, retention| group.retention_in_days(retention.days()),
            )
            .with(self.key, |group, key| group.kms_key_id(key))
            .with(self.infrequent.then_some(()), |group, ()| {
                group.log_group_class(cfn::log_group::LogGroupClass::InfrequentAccess)
            })
            .with(self.is_protected.then_some(true), |group, yes| {
                group.deletion_protection_enabled(yes)
            })
            .with(masking(&self.masked), |group, policy| {
                group.data_protection_policy(policy)
            })
            .with(non_empty(self.indexed), |group, fields| {
                group.field_index_policies([object!({ "Fields": fields })])
            });
        let resource = scope.add("Resource", group);
        if self.removal_policy.is_none() {
            scope.at(resource).set_data(Unsaid);
        }
        if self.retention.is_none() && !self.is_for_ever {
            scope.at(resource).set_data(UnsaidRetention);
        }
        scope
            .of(resource)
            .with(self.removal_policy, Settings::removal_policy);
        scope.set_primary(resource);
        // Rules are what has such rights.
        #[cfg(feature = "events")]
        scope.set_data(crate::iam::ResourcePolicy::beside(
            "PolicyDocument",
            add_policy,
        ));
        LogGroupHandle::new(scope)
    }
}

/// That CloudWatch Logs of this account uses a key for its groups.
fn use_of(key: Value<KeyArn>) -> Statement {
    let actions = [
        "kms:Decrypt",
        "kms:Describe*",
        "kms:Encrypt",
        "kms:GenerateDataKey*",
        "kms:ReEncrypt*",
    ];
    Statement::allow(actions).on([key]).when(
        "ArnLike",
        "kms:EncryptionContext:aws:logs:arn",
        sub!("arn:{AWS::Partition}:logs:{AWS::Region}:{AWS::AccountId}:*"),
    )
}

/// Says what services may do with a group, as to write what rules send there. An account has 10 such
/// policies in a region.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html>
#[cfg(feature = "events")]
fn add_policy(group: Scope<'_>, document: crate::iam::PolicyDocument) -> stackwright_core::NodeId {
    let policy = cfn::ResourcePolicy::new()
        .policy_name(crate::ecs::own_name(group))
        .policy_document(document);
    stackwright_core::Handle::node(group.add("Policy", policy))
}

/// What tells of the data, and hides them: CloudWatch Logs wants both for the same.
fn masking(kinds: &[Text]) -> Option<Value<Json>> {
    let kinds = non_empty(kinds.iter().map(|kind| {
        let kind = kind.clone();
        sub!("arn:{AWS::Partition}:dataprotection::aws:data-identifier/{kind}")
    }))?;
    Some(object!({
        "Name": "masked",
        "Version": "2021-06-01",
        "Statement": [
            {
                "Sid": "audit",
                "DataIdentifier": kinds.clone(),
                "Operation": { "Audit": { "FindingsDestination": {} } },
            },
            {
                "Sid": "mask",
                "DataIdentifier": kinds,
                "Operation": { "Deidentify": { "MaskConfig": {} } },
            },
        ],
    }))
}

/// A log group that exists; see [`LogGroup::imported`].
#[derive(Clone, Debug)]
pub struct ImportedLogGroup(Value<LogGroupName>);

impl Construct for ImportedLogGroup {
    type Handle = LogGroupHandle;

    fn build(self, scope: Scope<'_>) -> LogGroupHandle {
        let name = self.0;
        scope.define(
            "Arn",
            sub!("arn:{AWS::Partition}:logs:{AWS::Region}:{AWS::AccountId}:log-group:{name}:*"),
        );
        scope.define("Ref", name);
        LogGroupHandle::new(scope)
    }
}

handle! {
    /// Names a log group.
    pub struct LogGroupHandle(cfn::LogGroupHandle);
}

impl LogGroupHandle {
    /// The right to open streams in it and to write to them.
    ///
    /// Its ARN ends with `:*`, which is what stands for its streams.
    pub fn write(self) -> Grant {
        Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"])
            .on([self.arn()])
            .into()
    }
}
