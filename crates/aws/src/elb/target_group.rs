use std::time::Duration;

use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::elasticloadbalancingv2::TargetGroupArn;
use stackwright_core::{Construct, Diagnostic, IntoValue, Scope, Str, Text, Value};

use super::TargetHealthCheck;
use crate::ec2::{ApplicationProtocol, Port, VpcHandle};
use crate::{With, handle, seconds};

/// The addresses that a listener forwards requests to; a service registers its tasks in it.
///
/// A target that leaves is given 30 seconds to finish, not AWS's 300: a deployment waits for it.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html>
#[derive(Clone, Debug)]
pub struct TargetGroup {
    vpc: VpcHandle,
    port: Port,
    name: Option<Value<Str>>,
    health_check: TargetHealthCheck,
    deregistration_delay: Duration,
    attributes: Vec<(Text, Text)>,
}

impl TargetGroup {
    /// Targets in this VPC that take requests on a port, as `Port::http(3000)`.
    pub fn new(vpc: impl Into<VpcHandle>, port: Port) -> Self {
        TargetGroup {
            vpc: vpc.into(),
            port,
            name: None,
            health_check: TargetHealthCheck::path("/"),
            deregistration_delay: Duration::from_secs(30),
            attributes: Vec::new(),
        }
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
pub(crate) struct Target {
    /// The port that takes requests.
    pub port: Port,
    /// The port that is asked for health, if it is another one.
    pub health_port: Option<Port>,
}

impl Construct for TargetGroup {
    type Handle = TargetGroupHandle;

    fn build(self, scope: Scope<'_>) -> TargetGroupHandle {
        let check = self.health_check;
        check_times(&check, scope);
        scope.set_data(Target {
            port: self.port,
            health_port: check.port,
        });
        let protocol = match self.port.application() {
            Some(ApplicationProtocol::Https) => cfn::target_group::Protocol::Https,
            _ => cfn::target_group::Protocol::Http,
        };
        let delay = seconds(self.deregistration_delay).to_string();
        let attributes: Vec<_> = std::iter::once((
            Text::Borrowed("deregistration_delay.timeout_seconds"),
            delay.into(),
        ))
        .chain(self.attributes)
        .map(|(key, value)| {
            cfn::target_group::TargetGroupAttribute::new()
                .key(key)
                .value(value)
        })
        .collect();
        let group = cfn::TargetGroup::new()
            .with(self.name, |group, name| group.name(name))
            .with(self.port.number(), |group, port| group.port(port))
            .protocol(protocol)
            .vpc_id(self.vpc)
            // Under awsvpc, which Fargate demands, a task is an address and not an instance.
            .target_type(cfn::target_group::TargetType::Ip)
            .health_check_path(check.path)
            .with(check.port.and_then(Port::number), |group, port| {
                group.health_check_port(port)
            })
            .health_check_interval_seconds(seconds(check.interval))
            .health_check_timeout_seconds(seconds(check.timeout))
            .healthy_threshold_count(check.healthy)
            .unhealthy_threshold_count(check.unhealthy)
            .matcher(cfn::target_group::Matcher::new().http_code(check.codes))
            .target_group_attributes(attributes);
        scope.set_primary(scope.add("Resource", group));
        TargetGroupHandle::new(scope)
    }
}

fn check_times(check: &TargetHealthCheck, scope: Scope<'_>) {
    if check.timeout >= check.interval {
        let message = format!(
            "a health check that waits {} seconds and asks every {}",
            seconds(check.timeout),
            seconds(check.interval)
        );
        let found = Diagnostic::error("ELB101", message);
        scope.report(found.help("the timeout must be less than the interval"));
    }
}

handle! {
    /// Names a target group.
    TargetGroupHandle(cfn::TargetGroupHandle), TargetGroupArn
}
