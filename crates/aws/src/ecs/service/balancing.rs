use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::ecs::ListenerArnOrListenerRuleRuleArn as Rule;
use stackwright_codes as codes;
use stackwright_core::{Diagnostic, Expr, Scope, Str, Value, With};

use super::ServiceHandle;
use crate::ec2::{Port, SecurityGroupHandle, VpcHandle};
use crate::ecs::task::{Exposed, NetworkMode};
use crate::ecs::{PortMapping, TaskHandle};
use crate::elb::{Attached, Place, Test, Wish};
use crate::gathered;
use crate::iam::RoleHandle;

/// How deployments shift requests between two target groups.
pub(super) struct Shifts {
    pub role: RoleHandle,
    pub test: Option<Test>,
}

/// Puts a service at a place, and registers the container that is to get its requests.
pub(super) fn attach(
    place: &Place,
    task: TaskHandle,
    vpc: Option<VpcHandle>,
    machines: &[SecurityGroupHandle],
    shifts: Option<&Shifts>,
    scope: Scope<'_>,
) -> Option<(cfn::service::LoadBalancer, Attached)> {
    let exposed = scope.data::<Exposed>(task)?;
    let wanted = place.wanted(scope);
    let transport = place.transport();
    let found = listening(&exposed, wanted, transport);
    let found = found.and_then(|(name, mapping)| Some((name, mapping, mapping.port.one()?)));
    let Some((name, mapping, number)) = found else {
        scope.report(match wanted {
            Some(port) => not_exposed(&exposed, port),
            None => not_said(&exposed, transport, place.port_setter()),
        });
        return None;
    };
    let wish = Wish {
        vpc,
        port: wanted.unwrap_or(mapping.port),
        by_instance: exposed.network.is_of_machine(),
        shifts: shifts.is_some(),
        test: shifts.and_then(|shifts| shifts.test.clone()),
    };
    let attached = place.clone().attach(scope, &wish)?;
    match exposed.network.is_of_machine() {
        true => let_in(&attached, machines, mapping, exposed.network, scope),
        false => {
            let service = ServiceHandle::new(scope);
            let ports = attached.ports.iter();
            ports.for_each(|port| attached.let_in_to(service, *port, scope));
        }
    }
    let entry = cfn::service::LoadBalancer::new()
        .container_name(Value::<Str>::from_expr(name.clone()))
        .container_port(u32::from(number))
        .target_group_arn(attached.group);
    let advanced = shifts.and_then(|shifts| advanced(shifts, &attached, scope));
    let entry = entry.with(advanced, |entry, advanced| {
        entry.advanced_configuration(advanced)
    });
    Some((entry, attached))
}

/// Lets a load balancer in to the machines, on the ports that lead to a container.
fn let_in(
    attached: &Attached,
    machines: &[SecurityGroupHandle],
    mapping: &PortMapping,
    network: NetworkMode,
    scope: Scope<'_>,
) {
    if machines.is_empty() && attached.lets_in.is_some() {
        let message =
            "this service is reached through its instances, and what guards them is not known";
        scope.report(codes::ECS177.finding(message));
    }
    let number = mapping.port.number();
    for port in &attached.ports {
        let port = match number.is_some() && port.number() == number {
            true => network.of_machine(*port, mapping.host),
            false => *port,
        };
        for group in machines {
            attached.let_in_to(*group, port, scope);
        }
    }
}

type Advanced = cfn::service::AdvancedConfiguration<stackwright_cfn::Set>;

/// The other target group, and the rules whose weights a deployment changes.
fn advanced(shifts: &Shifts, attached: &Attached, scope: Scope<'_>) -> Option<Advanced> {
    let Some(other) = &attached.alternate else {
        let path = scope.at(attached.group).path();
        let message =
            format!("deployments shift requests, and `{path}` has no second target group");
        scope.report(codes::ECS150.finding(message));
        return None;
    };
    let production: Value<Str> = other.production.clone();
    let advanced = cfn::service::AdvancedConfiguration::new()
        .alternate_target_group_arn(other.group)
        .production_listener_rule(production.assume::<Rule>())
        .with(other.test.clone(), |advanced, test| {
            advanced.test_listener_rule(test.assume::<Rule>())
        })
        .role_arn(shifts.role.arn());
    Some(advanced)
}

/// The container that listens on a port, or, where none is wanted, the only port of the first
/// container that listens at all, by TCP or UDP.
pub(super) fn listening<'e>(
    exposed: &'e Exposed,
    wanted: Option<Port>,
    transport: &str,
) -> Option<(&'e Expr, &'e PortMapping)> {
    let mut containers = exposed.containers.iter();
    match wanted {
        Some(wanted) => {
            wanted.one()?;
            let is_it = |mapping: &&PortMapping| mapping.port.bare() == wanted.bare();
            containers.find_map(|(name, ports)| Some((name, ports.iter().find(is_it)?)))
        }
        None => containers
            .find_map(|(name, ports)| {
                let mut ports = ports
                    .iter()
                    .filter(|mapping| mapping.port.protocol() == transport);
                let first = ports.next()?;
                Some((name, ports.next().is_none().then_some(first)))
            })
            .and_then(|(name, only)| Some((name, only?))),
    }
}

fn not_said(exposed: &Exposed, transport: &str, setter: &str) -> Diagnostic {
    let ports = ports(exposed, transport);
    match (ports.is_empty(), transport) {
        (true, "udp") => {
            let found = codes::ECS104.finding("no container of the task listens on a port of UDP");
            found.help("expose one with `.expose(Port::udp(...))`")
        }
        (true, _) => {
            let found = codes::ECS104.finding("no container of the task listens on a port");
            found.help("expose one with `.port(...)`")
        }
        (false, _) => {
            let message = format!("the task listens on {}", ports.join(" and "));
            let found = codes::ECS104.finding(message);
            found.help(format!(
                "say where requests go with `{setter}` of the place"
            ))
        }
    }
}

fn ports(exposed: &Exposed, transport: &str) -> Vec<String> {
    let ports = exposed.containers.iter().flat_map(|(_, ports)| ports);
    let ports = ports.map(|mapping| mapping.port);
    let ports = ports.filter(|port| port.protocol() == transport);
    let ports = ports.filter_map(Port::one);
    gathered(ports.map(|port| port.to_string()))
}

fn not_exposed(exposed: &Exposed, port: Port) -> Diagnostic {
    let number = port.number().unwrap_or_default();
    let exposed = ports(exposed, port.protocol());
    let expose = match port.protocol() {
        "udp" => format!("expose it with `.expose(Port::udp({number}))`"),
        _ => format!("expose it with `.port({number})`"),
    };
    let help = match exposed.is_empty() {
        true => expose,
        false => format!("{expose}, or send traffic to {}", exposed.join(" or ")),
    };
    let message = format!("container port {number} is not exposed by any container of the task");
    codes::ECS104.finding(message).help(help)
}
