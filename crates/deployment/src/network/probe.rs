//! What load balancers send to the tasks of a service.

use super::{Party, Protocol, party_of_balancer};
use crate::{Property, Purpose, Service};

/// A connection that a load balancer makes to tasks.
pub struct Probe<'d> {
    /// The logical id of the load balancer.
    pub id: &'d str,
    pub balancer: Party<'d>,
    /// The entry of the service's `LoadBalancers`.
    pub entry: Property<'d>,
    pub door: (Protocol, f64),
    /// What it sends.
    pub purpose: Purpose,
}

/// What load balancers of this template send to the tasks of a service, as far as that is known.
pub fn probes<'d>(service: &'d Service<'d>) -> Vec<Probe<'d>> {
    let balancing = service.properties.deployment().balancing();
    let mut probes = Vec::new();
    let groups = service.load_balancers.iter().flat_map(|entry| {
        // A deployment may change over to another.
        let other = entry.get("AdvancedConfiguration/AlternateTargetGroupArn");
        let other = other.target_of(&["AWS::ElasticLoadBalancingV2::TargetGroup"]);
        let groups = entry.target_group.into_iter().chain(other);
        groups.map(move |group| (entry, group))
    });
    for (entry, group) in groups {
        // Traffic of IPv6 has rules of its own.
        if group.get("IpAddressType").is_given() && !group.get("IpAddressType").is("ipv4") {
            continue;
        }
        let mut seen = Vec::new();
        for forwarder in balancing.forwarders_of(&group) {
            let Some(balancer) = forwarder.load_balancer else {
                continue;
            };
            if seen.contains(&balancer.id()) {
                continue;
            }
            seen.push(balancer.id());
            let party = party_of_balancer(&balancer);
            for (purpose, door) in doors(&entry.get("ContainerPort"), &group, &party) {
                probes.push(Probe {
                    id: balancer.id(),
                    balancer: party.clone(),
                    entry: entry.properties,
                    door,
                    purpose,
                });
            }
        }
    }
    probes
}

/// The ports that a load balancer opens connections to.
fn doors(
    traffic: &Property<'_>,
    group: &Property<'_>,
    balancer: &Party<'_>,
) -> Vec<(Purpose, (Protocol, f64))> {
    let mut doors = Vec::new();
    let protocol = match group.get("Protocol").text().as_deref() {
        Some("UDP" | "QUIC") => Some(Protocol::Udp),
        Some(_) => Some(Protocol::Tcp),
        None => None,
    };
    // Behind a network load balancer without groups, tasks may see the addresses of the clients.
    let has_groups = !balancer.groups.known.is_empty() || !balancer.groups.complete;
    if let (Some(protocol), Some(port), true) = (protocol, traffic.number(), has_groups) {
        doors.push((Purpose::Requests, (protocol, port)));
    }
    let checked = group.get("HealthCheckPort");
    let checked = match checked.is_absent() || checked.is("traffic-port") {
        true => traffic.number(),
        false => checked.number(),
    };
    if let Some(port) = checked {
        doors.push((Purpose::HealthChecks, (Protocol::Tcp, port)));
    }
    doors
}
