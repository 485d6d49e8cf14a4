use stackwright_cfn::cloudfront as cfn;
use stackwright_cfn::cloudfront::realtime_log_config as parts;
use stackwright_cfn::kind::kinesis::StreamArn;
use stackwright_core::{Construct, IntoValue, List, Scope, Str, Value, handle};

use super::names::name;
use crate::iam::{GrantExt, Principal, Role, RoleHandle, Statement};
use crate::units::Percent;

/// A line a request into a stream of Kinesis, within seconds.
///
/// It adds a role, named `Role`, by which CloudFront may write to the stream, unless it is given one.
/// The log of a [distribution](super::Distribution::access_logs) costs nothing and comes minutes later.
///
/// ```
/// use stackwright_aws::cloudfront::{Behavior, Distribution, Origin, RealtimeLogConfig};
/// use stackwright_aws::units::PercentExt;
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let stream = "arn:aws:kinesis:us-east-1:111122223333:stream/requests";
/// let fields = ["timestamp", "c-ip", "sc-status", "cs-uri-stem", "time-taken"];
/// let log = web.add("Log", RealtimeLogConfig::new(stream, fields).sample(10.percent()));
/// let site = Behavior::new(Origin::site("app.example.com")).realtime_logs(log);
/// web.add("Site", Distribution::new(site));
/// ```
///
/// It is named by its path. A change of the name replaces it.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/real-time-logs.html>
#[derive(Clone, Debug)]
pub struct RealtimeLogConfig {
    stream: Value<StreamArn>,
    fields: Value<List<Str>>,
    name: Option<Value<Str>>,
    role: Option<RoleHandle>,
    part: Option<Percent>,
}

impl RealtimeLogConfig {
    /// A line of these fields for each request, into this stream, by its ARN.
    pub fn new(stream: impl IntoValue<StreamArn>, fields: impl IntoValue<List<Str>>) -> Self {
        RealtimeLogConfig {
            stream: stream.into_value(),
            fields: fields.into_value(),
            name: None,
            role: None,
            part: None,
        }
    }

    /// One that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedRealtimeLogConfig {
        ImportedRealtimeLogConfig(arn.into_value())
    }

    /// Names it; its path, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Of how many requests, 1 to 100 percent; of all, if this is not said.
    pub fn sample(mut self, part: Percent) -> Self {
        self.part = Some(part);
        self
    }

    /// The role by which CloudFront writes, instead of one of its own. It gets the rights.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }
}

impl Construct for RealtimeLogConfig {
    type Handle = RealtimeLogConfigHandle;

    fn build(self, scope: Scope<'_>) -> RealtimeLogConfigHandle {
        let cloudfront = Principal::service("cloudfront.amazonaws.com");
        let own = || scope.add("Role", Role::new(cloudfront));
        let role = self.role.unwrap_or_else(own);
        let write = Statement::allow([
            "kinesis:DescribeStreamSummary",
            "kinesis:DescribeStream",
            "kinesis:PutRecord",
            "kinesis:PutRecords",
        ]);
        let stream: Value<Str> = self.stream.clone().assume();
        scope.grant(role, write.on([stream]));
        let to = parts::KinesisStreamConfig::new()
            .role_arn(role.arn())
            .stream_arn(self.stream);
        let end = parts::EndPoint::new()
            .kinesis_stream_config(to)
            .stream_type("Kinesis");
        let config = cfn::RealtimeLogConfig::new()
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .end_points([end])
            .fields(self.fields)
            .sampling_rate(self.part.map_or(100, Percent::rounded));
        scope.set_primary(scope.add("Resource", config));
        RealtimeLogConfigHandle::new(scope)
    }
}

/// One that exists; see [`RealtimeLogConfig::imported`].
#[derive(Clone, Debug)]
pub struct ImportedRealtimeLogConfig(Value<Str>);

impl Construct for ImportedRealtimeLogConfig {
    type Handle = RealtimeLogConfigHandle;

    fn build(self, scope: Scope<'_>) -> RealtimeLogConfigHandle {
        scope.define("Arn", self.0.clone());
        scope.define("Ref", self.0);
        RealtimeLogConfigHandle::new(scope)
    }
}

handle! {
    /// Names where lines about requests go.
    pub struct RealtimeLogConfigHandle(cfn::RealtimeLogConfigHandle);
}
