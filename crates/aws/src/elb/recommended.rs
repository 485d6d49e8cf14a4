//! The alarms of load balancers.

use stackwright_core::{Handle, NodeId, ResourceHandle, Scope, Text};

use super::{HttpCodeElb, LoadBalancerHandle, NetworkLoadBalancerHandle};
use crate::cloudwatch::{Alarm, MathExpression, MissingData, RecommendedAlarms};

impl LoadBalancerHandle {
    /// The alarms that somebody who has to answer for a load balancer for HTTP wants to have.
    ///
    /// - `Errors`: more than one of a hundred requests it answered by itself with 5xx, as where there is
    ///   nobody to send it to, for five minutes.
    /// - `Rejected`: it refused connections, because it has as many as it can, for five minutes.
    ///
    /// What is behind it has [alarms of its own](crate::ecs::ServiceHandle::recommended_alarms).
    ///
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html>
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), alarms)
    }
}

fn alarms(node: NodeId, _: Scope<'_>) -> Vec<(Text, Alarm)> {
    let balancer = stackwright_cfn::elasticloadbalancingv2::LoadBalancerHandle::from_node(node);
    let balancer = LoadBalancerHandle::from(balancer);
    let errors = MathExpression::new("100 * errors / requests")
        .using(
            "errors",
            balancer.http_code_elb(HttpCodeElb::ServerError5xx),
        )
        .using("requests", balancer.request_count())
        .label("percent of requests");
    let counted = |alarm: Alarm| alarm.periods(5).missing(MissingData::NotBreaching);
    let rejected = balancer.rejected_connection_count();
    vec![
        ("Errors".into(), counted(Alarm::above(errors, 1.0))),
        ("Rejected".into(), counted(Alarm::above(rejected, 0.0))),
    ]
}

impl NetworkLoadBalancerHandle {
    /// The alarms that somebody who has to answer for a network load balancer wants to have.
    ///
    /// - `Ports`: it found no free port for a connection to a target, one or more times a minute, for five
    ///   minutes: connections fail then, and more targets help.
    /// - `Rejected`: its security group turned connections away, more than a hundred a minute for
    ///   a quarter of an hour, as where a client was forgotten.
    ///
    /// What is behind it has [alarms of its own](crate::ecs::ServiceHandle::recommended_alarms).
    ///
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html>
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), alarms_of_network)
    }
}

fn alarms_of_network(node: NodeId, _: Scope<'_>) -> Vec<(Text, Alarm)> {
    let balancer = stackwright_cfn::elasticloadbalancingv2::LoadBalancerHandle::from_node(node);
    let balancer = NetworkLoadBalancerHandle::from(balancer);
    let ports = balancer.metric("PortAllocationErrorCount").sum();
    let rejected = balancer.metric("SecurityGroupBlockedFlowCount_Inbound_TCP");
    let counted = |alarm: Alarm, periods| {
        let alarm = alarm.periods(periods);
        alarm.missing(MissingData::NotBreaching)
    };
    vec![
        ("Ports".into(), counted(Alarm::above(ports, 0.0), 5)),
        (
            "Rejected".into(),
            counted(Alarm::above(rejected.sum(), 100.0), 15),
        ),
    ]
}
