//! What clients send to load balancers, and those to tasks.

use super::{Door, End, Flow, Side, Verdict};
use crate::network::{Direction, Party, Protocol, party_of_balancer};
use crate::{Deployment, Property, Purpose, Service};

/// What load balancers of this template send to the tasks of a service that have interfaces of
/// their own.
pub(super) fn add<'d>(service: &'d Service<'d>, flows: &mut Vec<Flow<'d>>) {
    if service.interface().is_none() {
        return;
    }
    let deployment = service.properties.deployment();
    let balancing = deployment.balancing();
    let groups = service.load_balancers.iter().flat_map(|entry| {
        // A deployment may change over to another.
        let other = entry.get("AdvancedConfiguration/AlternateTargetGroupArn");
        let other = other.target_of(&["AWS::ElasticLoadBalancingV2::TargetGroup"]);
        let groups = entry.target_group.into_iter().chain(other);
        groups.map(move |group| (entry, group))
    });
    let mut tasks = None;
    for (entry, group) in groups {
        // Traffic of IPv6 has rules of its own.
        if group.get("IpAddressType").is_given() && !group.get("IpAddressType").is("ipv4") {
            continue;
        }
        let mut seen = Vec::new();
        let forwarders = balancing.forwarders_of(&group).iter();
        for balancer in forwarders.filter_map(|forwarder| forwarder.load_balancer) {
            if seen.contains(&balancer.id()) {
                continue;
            }
            seen.push(balancer.id());
            let tasks = tasks.get_or_insert_with(|| service.party());
            let party = party_of_balancer(&balancer);
            for (purpose, door) in doors(&entry.get("ContainerPort"), &group, &party) {
                flows.push(Flow {
                    from: End::Balancer(Some(balancer)),
                    to: End::Tasks(service),
                    door,
                    purpose,
                    because: entry.properties,
                    tasks: Some(service),
                    verdict: Verdict::between(deployment.network(), &party, door, tasks),
                });
            }
        }
    }
}

/// The ports that a load balancer opens connections to.
fn doors(
    traffic: &Property<'_>,
    group: &Property<'_>,
    balancer: &Party<'_>,
) -> Vec<(Purpose, Door)> {
    let mut doors = Vec::new();
    let protocol = protocol_of(group);
    // Behind a network load balancer without groups, tasks may see the addresses of the clients.
    if let (Some(protocol), Some(port), false) =
        (protocol, traffic.number(), balancer.groups.is_none())
    {
        doors.extend(Door::at(protocol, port).map(|door| (Purpose::Requests, door)));
    }
    let checked = group.get("HealthCheckPort");
    let checked = match checked.is_absent() || checked.is("traffic-port") {
        true => traffic.number(),
        false => checked.number(),
    };
    let checked = checked.and_then(|port| Door::at(Protocol::Tcp, port));
    doors.extend(checked.map(|door| (Purpose::HealthChecks, door)));
    doors
}

/// The protocol that a listener or a target group is spoken to in; nothing where that is not
/// known.
pub(super) fn protocol_of(spoken_to: &Property<'_>) -> Option<Protocol> {
    match spoken_to.get("Protocol").text()?.as_ref() {
        "UDP" | "QUIC" => Some(Protocol::Udp),
        _ => Some(Protocol::Tcp),
    }
}

/// What clients send to listeners.
pub(super) fn add_listeners<'d>(deployment: &'d Deployment<'d>, flows: &mut Vec<Flow<'d>>) {
    let network = deployment.network();
    for listener in deployment.balancing().listeners() {
        let port = listener.properties.get("Port");
        let door = protocol_of(&listener.properties)
            .and_then(|protocol| Door::at(protocol, port.number()?));
        let (Some(balancer), Some(door)) = (listener.load_balancer, door) else {
            continue;
        };
        let groups = party_of_balancer(&balancer).groups;
        let open = network.allow(&groups, Direction::In, |permission| {
            permission.ports.touch(door)
        });
        flows.push(Flow {
            from: End::Clients,
            to: End::Balancer(Some(balancer)),
            door,
            purpose: Purpose::Requests,
            because: port,
            tasks: None,
            verdict: Verdict::of_groups(Side::To, &groups, open),
        });
    }
}
