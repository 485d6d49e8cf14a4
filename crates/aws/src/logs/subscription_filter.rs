use stackwright_cfn::kind::logs::LogGroupName;
use stackwright_cfn::logs as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, With, handle};

use crate::iam::{GrantExt, Principal, Role, Statement};

/// Sends what is written to a log group on, as it comes. A group has two of them at most.
///
/// To streams it adds `Role`, by which CloudWatch Logs writes to that one and to nothing else.
///
/// ```
/// use stackwright_aws::logs::{LogGroup, SubscriptionFilter};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let logs = web.add("Logs", LogGroup::new());
/// let stream = "arn:aws:kinesis:eu-west-1:111122223333:stream/logs";
/// web.add("ToStream", SubscriptionFilter::to_stream(logs, stream).pattern("ERROR"));
/// ```
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html>
#[derive(Clone, Debug)]
pub struct SubscriptionFilter {
    group: Value<LogGroupName>,
    destination: Value<Str>,
    rights: &'static [&'static str],
    pattern: Text,
    random: bool,
}

impl SubscriptionFilter {
    /// To a stream of Kinesis, by its ARN.
    pub fn to_stream(group: impl IntoValue<LogGroupName>, stream: impl IntoValue<Str>) -> Self {
        let rights: &[&str] = &["kinesis:PutRecord", "kinesis:PutRecords"];
        SubscriptionFilter::new(group.into_value(), stream.into_value(), rights)
    }

    /// To a delivery stream of Firehose, by its ARN.
    pub fn to_firehose(group: impl IntoValue<LogGroupName>, stream: impl IntoValue<Str>) -> Self {
        let rights: &[&str] = &["firehose:PutRecord", "firehose:PutRecordBatch"];
        SubscriptionFilter::new(group.into_value(), stream.into_value(), rights)
    }

    /// To a destination of CloudWatch Logs, which another account has, by its ARN.
    pub fn to_destination(
        group: impl IntoValue<LogGroupName>,
        destination: impl IntoValue<Str>,
    ) -> Self {
        SubscriptionFilter::new(group.into_value(), destination.into_value(), &[])
    }

    fn new(
        group: Value<LogGroupName>,
        destination: Value<Str>,
        rights: &'static [&'static str],
    ) -> Self {
        SubscriptionFilter {
            group,
            destination,
            rights,
            pattern: "".into(),
            random: false,
        }
    }

    /// Sends what fits a pattern only.
    pub fn pattern(mut self, pattern: impl Into<Text>) -> Self {
        self.pattern = pattern.into();
        self
    }

    /// Spreads lines of one log stream over all shards, which puts them out of order.
    pub fn random(mut self) -> Self {
        self.random = true;
        self
    }
}

impl Construct for SubscriptionFilter {
    type Handle = SubscriptionFilterHandle;

    fn build(self, scope: Scope<'_>) -> SubscriptionFilterHandle {
        let role = (!self.rights.is_empty()).then(|| {
            let role = scope.add("Role", Role::new(Principal::service("logs.amazonaws.com")));
            let rights = Statement::allow(self.rights.iter().copied());
            scope.grant(role, rights.on([self.destination.clone()]));
            role
        });
        let filter = cfn::SubscriptionFilter::new()
            .log_group_name(self.group)
            .filter_pattern(self.pattern)
            .destination_arn(self.destination)
            .with(role, |filter, role| filter.role_arn(role))
            .with(self.random.then_some(()), |filter, ()| {
                filter.distribution(cfn::subscription_filter::Distribution::Random)
            });
        scope.set_primary(scope.add("Resource", filter));
        SubscriptionFilterHandle::new(scope)
    }
}

handle! {
    /// Names a subscription filter.
    pub struct SubscriptionFilterHandle(cfn::SubscriptionFilterHandle);
}
