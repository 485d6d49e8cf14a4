use std::time::Duration;

use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, With, handle};

use super::TargetHealthCheck;
use crate::ec2::{ApplicationProtocol, Port, VpcHandle};
use crate::units::whole_seconds;

/// The attribute that says how long a target that leaves may finish its requests.
const DELAY: &str = "deregistration_delay.timeout_seconds";

/// The addresses that a listener forwards requests to; a service registers its tasks in it.
///
/// A target that leaves is given 30 seconds to finish, not AWS's 300: a deployment waits for it.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html>
#[derive(Clone, Debug)]
pub struct TargetGroup {
    vpc: Option<VpcHandle>,
    port: Option<Port>,
    name: Option<Value<Str>>,
    health_check: TargetHealthCheck,
    deregistration_delay: Duration,
    attributes: Vec<(Text, Text)>,
}

impl TargetGroup {
    /// Targets in this VPC that take requests on a port, as `Port::http(3000)`; with
    /// `Port::https(8443)` they are sent requests, and asked for health, over TLS.
    pub fn new(vpc: impl Into<VpcHandle>, port: Port) -> Self {
        TargetGroup {
            vpc: Some(vpc.into()),
            port: Some(port),
            ..TargetGroup::unplaced()
        }
    }

    /// Targets of a service that is still to say where and on which port.
    pub(super) fn unplaced() -> Self {
        TargetGroup {
            vpc: None,
            port: None,
            name: None,
            health_check: TargetHealthCheck::path("/"),
            deregistration_delay: Duration::from_secs(30),
            attributes: Vec::new(),
        }
    }

    pub(super) fn within(mut self, vpc: VpcHandle) -> Self {
        self.vpc = Some(vpc);
        self
    }

    pub(super) fn on(mut self, port: Port) -> Self {
        self.port = Some(port);
        self
    }

    pub(super) fn port(&self) -> Option<Port> {
        self.port
    }

    /// Names it: at most 32 letters, digits and hyphens. A named target group cannot be replaced
    /// by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// How it is found out whether a target is well; by asking for `/`, if this is not said.
    pub fn health_check(mut self, check: impl Into<TargetHealthCheck>) -> Self {
        self.health_check = check.into();
        self
    }

    /// How long a target that leaves may finish its requests: at most 3,600 seconds.
    pub fn deregistration_delay(mut self, delay: Duration) -> Self {
        self.deregistration_delay = delay;
        self
    }

    /// Sets an attribute, as `("stickiness.enabled", "true")`.
    pub fn attribute(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.attributes.push((key.into(), value.into()));
        self
    }
}

/// What others need to know of a target group.
pub(crate) struct Receives {
    /// The port that takes requests.
    pub port: Port,
    /// The port that is asked for health, if it is another one.
    pub health_port: Option<Port>,
}

impl Construct for TargetGroup {
    type Handle = TargetGroupHandle;

    fn build(self, scope: Scope<'_>) -> TargetGroupHandle {
        let own = self.port.unwrap_or(Port::http(80));
        check_port("a target group", own, scope);
        let check = self.health_check;
        scope.set_data(Receives {
            port: own,
            health_port: check.port,
        });
        let is_https = |port: Port| port.application() == Some(ApplicationProtocol::Https);
        let protocol = match is_https(own) {
            true => cfn::target_group::Protocol::Https,
            false => cfn::target_group::Protocol::Http,
        };
        // Without this, AWS asks in the clear, whatever the targets speak.
        let asks_https = is_https(check.port.unwrap_or(own))
            .then_some(cfn::target_group::HealthCheckProtocol::Https);
        let delay = whole_seconds(self.deregistration_delay).to_string();
        let delay = (Text::Borrowed(DELAY), Text::from(delay));
        let says_delay = self.attributes.iter().any(|(key, _)| key == DELAY);
        let attributes: Vec<_> = (!says_delay)
            .then_some(delay)
            .into_iter()
            .chain(self.attributes)
            .map(|(key, value)| {
                cfn::target_group::TargetGroupAttribute::new()
                    .key(key)
                    .value(value)
            })
            .collect();
        let group = cfn::TargetGroup::new()
            .with(self.name, |group, name| group.name(name))
            .with(own.number(), |group, port| group.port(port))
            .protocol(protocol)
            .with(self.vpc, |group, vpc| group.vpc_id(vpc))
            // Under awsvpc, which Fargate demands, a task is an address and not an instance.
            .target_type(cfn::target_group::TargetType::Ip)
            .with(asks_https, |group, protocol| {
                group.health_check_protocol(protocol)
            })
            .health_check_path(check.path)
            .with(check.port.and_then(Port::number), |group, port| {
                group.health_check_port(port)
            })
            .health_check_interval_seconds(whole_seconds(check.interval))
            .health_check_timeout_seconds(whole_seconds(check.timeout))
            .healthy_threshold_count(check.healthy)
            .unhealthy_threshold_count(check.unhealthy)
            .matcher(cfn::target_group::Matcher::new().http_code(check.codes))
            .target_group_attributes(attributes);
        scope.set_primary(scope.add("Resource", group));
        TargetGroupHandle::new(scope)
    }
}

/// An application load balancer listens on, and sends to, single ports of TCP.
pub(crate) fn check_port(what: &str, port: Port, scope: Scope<'_>) {
    if port.single_tcp().is_none() {
        let message = format!("{what} on {}", port.describe());
        let found = codes::ELB105.finding(message);
        scope.report(
            found.help("an application load balancer takes one TCP port, as `Port::http(80)`"),
        );
    }
}

handle! {
    /// Names a target group.
    pub struct TargetGroupHandle(cfn::TargetGroupHandle);
}
