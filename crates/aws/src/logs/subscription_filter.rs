use stackwright_cfn::kind::logs::LogGroupName;
use stackwright_cfn::{lambda, logs as cfn};
use stackwright_core::{
    Construct, IntoValue, Pseudo, Scope, Settings, Str, Text, Value, With, handle, sub,
};

use crate::iam::{GrantExt, Principal, Role, Statement};

/// Sends what is written to a log group on, as it comes. A group has two of them at most.
///
/// To streams it adds `Role`, by which CloudWatch Logs writes to that one and to nothing else; to functions
/// `Permission`, by which it calls it for this group and for no other, and which is there before:
/// CloudWatch Logs calls it once to see whether it may.
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
    by: By,
    pattern: Text,
    random: bool,
}

/// By what CloudWatch Logs may do that.
#[derive(Clone, Copy, Debug)]
enum By {
    /// A role with these rights.
    Role(&'static [&'static str]),
    /// What the function lets it.
    Permission,
    /// What another account lets this one.
    Destination,
}

impl SubscriptionFilter {
    /// To a stream of Kinesis, by its ARN.
    pub fn to_stream(group: impl IntoValue<LogGroupName>, stream: impl IntoValue<Str>) -> Self {
        let by = By::Role(&["kinesis:PutRecord", "kinesis:PutRecords"]);
        SubscriptionFilter::new(group.into_value(), stream.into_value(), by)
    }

    /// To a delivery stream of Firehose, by its ARN.
    pub fn to_firehose(group: impl IntoValue<LogGroupName>, stream: impl IntoValue<Str>) -> Self {
        let by = By::Role(&["firehose:PutRecord", "firehose:PutRecordBatch"]);
        SubscriptionFilter::new(group.into_value(), stream.into_value(), by)
    }

    /// To a function, by its ARN.
    pub fn to_function(group: impl IntoValue<LogGroupName>, arn: impl IntoValue<Str>) -> Self {
        SubscriptionFilter::new(group.into_value(), arn.into_value(), By::Permission)
    }

    /// To a destination of CloudWatch Logs, which another account has, by its ARN.
    pub fn to_destination(
        group: impl IntoValue<LogGroupName>,
        destination: impl IntoValue<Str>,
    ) -> Self {
        SubscriptionFilter::new(
            group.into_value(),
            destination.into_value(),
            By::Destination,
        )
    }

    fn new(group: Value<LogGroupName>, destination: Value<Str>, by: By) -> Self {
        SubscriptionFilter {
            group,
            destination,
            by,
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
        let (mut role, mut permission) = (None, None);
        match self.by {
            By::Role(rights) => {
                let own = scope.add("Role", Role::new(Principal::service("logs.amazonaws.com")));
                let rights = Statement::allow(rights.iter().copied());
                scope.grant(own, rights.on([self.destination.clone()]));
                role = Some(own);
            }
            By::Permission => {
                let group = &self.group;
                let source = sub!(
                    "arn:{AWS::Partition}:logs:{AWS::Region}:{AWS::AccountId}:log-group:{group}:*"
                );
                let own = lambda::Permission::new()
                    .action("lambda:InvokeFunction")
                    .function_name(self.destination.clone())
                    .principal("logs.amazonaws.com")
                    .source_account(Pseudo::AccountId.value())
                    .source_arn(source);
                permission = Some(scope.add("Permission", own));
            }
            By::Destination => {}
        }
        let filter = cfn::SubscriptionFilter::new()
            .log_group_name(self.group)
            .filter_pattern(self.pattern)
            .destination_arn(self.destination)
            .with(role, |filter, role| filter.role_arn(role))
            .with(self.random.then_some(()), |filter, ()| {
                filter.distribution(cfn::subscription_filter::Distribution::Random)
            });
        let resource = scope.add("Resource", filter);
        scope.of(resource).with(permission, Settings::depends_on);
        scope.set_primary(resource);
        SubscriptionFilterHandle::new(scope)
    }
}

handle! {
    /// Names a subscription filter.
    pub struct SubscriptionFilterHandle(cfn::SubscriptionFilterHandle);
}
