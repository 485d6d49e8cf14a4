//! What load balancers send to container instances, and those to Amazon ECS.

use super::balancing::protocol_of;
use super::{Door, End, Flow, Side, Verdict};
use crate::network::{Direction, Party, Protocol, party_of_balancer};
use crate::{Container, Deployment, Lookup, Property, Purpose, Service};

/// Where the ports begin that an instance chooses from, on every system that Amazon ECS supports,
/// and where they end.
const CHOSEN: (u32, u32) = (32768, 65535);

/// What load balancers send to the tasks of a service on ports of their instances.
pub(super) fn add<'d>(service: &'d Service<'d>, flows: &mut Vec<Flow<'d>>) {
    if service.is_awsvpc() != Some(false) {
        return;
    }
    let deployment = service.properties.deployment();
    let fleets = service.fleets();
    for entry in &service.load_balancers {
        let Some(group) = entry.target_group else {
            continue;
        };
        let (Some(protocol), Some((first, last))) =
            (protocol_of(&group), host_ports(service, entry.properties))
        else {
            continue;
        };
        let traffic = Door {
            protocol,
            first,
            last,
        };
        let checked = group.get("HealthCheckPort").number();
        let checked = checked.and_then(|port| Door::at(protocol, port));
        let doors = [
            (Purpose::Requests, Some(traffic)),
            (Purpose::HealthChecks, checked),
        ];
        for (purpose, door) in doors {
            let Some(door) = door else { continue };
            for forwarder in deployment.balancing().forwarders_of(&group) {
                let balancer = forwarder.load_balancer;
                let party = balancer.as_ref().map(party_of_balancer);
                flows.extend(fleets.iter().map(|fleet| Flow {
                    from: End::Balancer(balancer),
                    to: End::Instances(fleet),
                    door,
                    purpose: purpose.clone(),
                    because: entry.properties,
                    tasks: Some(service),
                    verdict: verdict(deployment, party.as_ref(), door, &fleet.party()),
                }));
            }
        }
    }
}

fn verdict<'d>(
    deployment: &'d Deployment<'d>,
    balancer: Option<&Party<'d>>,
    door: Door,
    instances: &Party<'d>,
) -> Verdict<'d> {
    match balancer {
        // Behind a load balancer without groups, instances may see the clients' addresses.
        Some(balancer) if !balancer.groups.known.is_empty() => {
            Verdict::between(deployment.network(), balancer, door, instances)
        }
        _ => Verdict::Unknown,
    }
}

/// The ports of an instance that a load balancer sends to.
fn host_ports<'d>(service: &Service<'d>, entry: Property<'d>) -> Option<(u32, u32)> {
    let task = service.task?;
    let named = entry.get("ContainerPort");
    let container: &Container<'d> = match task.container(&entry.get("ContainerName")) {
        Lookup::Found(container) => container,
        _ => return None,
    };
    let mut ports = container.ports.iter();
    let port = ports.find(|port| port.get("ContainerPort").equals(&named) == Some(true))?;
    let host = port.get("HostPort");
    let one = |port: f64| Door::at(Protocol::Tcp, port).map(|door| (door.first, door.last));
    if host.is_absent() && task.has_network_mode("host") {
        return one(named.number()?);
    }
    match (host.is_absent(), host.number()) {
        (true, _) | (_, Some(0.0)) => Some(CHOSEN),
        // A port that there is not is told of elsewhere.
        (false, Some(port)) => one(port).filter(|(port, _)| *port <= CHOSEN.1),
        (false, None) => None,
    }
}

/// What container instances send to Amazon ECS, to join their cluster.
pub(super) fn add_fleets<'d>(deployment: &'d Deployment<'d>, flows: &mut Vec<Flow<'d>>) {
    let network = deployment.network();
    for fleet in deployment.fleets() {
        let groups = fleet.party().groups;
        let door = Door::tcp(443);
        let open = network.allow(&groups, Direction::Out, |permission| {
            permission.ports.touch(door)
        });
        flows.push(Flow {
            from: End::Instances(fleet),
            to: End::Outside,
            door,
            purpose: Purpose::Join,
            because: fleet.settings,
            tasks: None,
            // Whether there is a way is not looked at.
            verdict: match Verdict::of_groups(Side::From, &groups, open) {
                Verdict::Open => Verdict::Unknown,
                other => other,
            },
        });
    }
}
