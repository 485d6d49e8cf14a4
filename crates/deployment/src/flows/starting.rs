//! What tasks need before their containers run: images, logs, secrets.

use std::cell::OnceCell;

use super::{Barrier, Door, End, Flow, Side, Verdict};
use crate::network::{
    Direction, Endpoint, GroupId, Party, Peer, Permission, Subnet, is_private, stopped_by_acl,
};
use crate::{Answer, Deployment, Lookup, Purpose, Service};

const HTTPS: Door = Door::tcp(443);

/// What tasks send that pull their images themselves.
pub(super) fn add<'d>(service: &'d Service<'d>, flows: &mut Vec<Flow<'d>>) {
    let tasks = service.party();
    if service.starts_over_https() {
        flows.push(Flow {
            from: End::Tasks(service),
            to: End::Outside,
            door: HTTPS,
            purpose: Purpose::Start,
            because: service.definition,
            tasks: Some(service),
            verdict: outside(service, &tasks),
        });
    }
    add_endpoints(service, &tasks, flows);
}

/// Whether what starts tasks is reached wherever they run. An endpoint may be the way.
fn outside<'d>(service: &'d Service<'d>, tasks: &Party<'d>) -> Verdict<'d> {
    let deployment = service.properties.deployment();
    let network = deployment.network();
    let only_public = pulls_from_public(service);
    let leaves = network.allow(&tasks.groups, Direction::Out, |permission| {
        let covered = permission.ports.touch(HTTPS);
        covered.and(may_be_registry(deployment, permission, only_public))
    });
    let mut barriers = Vec::new();
    if leaves.is_no() {
        let (side, groups) = (Side::From, tasks.groups.clone());
        barriers.push(Barrier::Groups { side, groups });
    }
    let here = service.subnets_here();
    let mut open = match here.len() == service.subnets().known.len() {
        true => leaves,
        false => leaves.and(Answer::Unknown),
    };
    for subnet in here {
        if let Some((acl, stops)) = stopped_by_acl(subnet) {
            barriers.push(Barrier::Acl { subnet, acl, stops });
        }
        let reaches = service.reaches_internet(subnet);
        if reaches.is_no() {
            let stuck = service.stuck(subnet);
            if !stuck.purposes.is_empty() {
                let why = network.why_no_internet(subnet);
                barriers.push(Barrier::NoWay { subnet, why, stuck });
            }
        }
        open = open.and(reaches);
    }
    Verdict::of(open, barriers)
}

/// Whether what a rule lets out to can be what images come from.
fn may_be_registry<'d>(
    deployment: &'d Deployment<'d>,
    permission: &Permission<'d>,
    only_public: bool,
) -> Answer {
    let network = deployment.network();
    match &permission.peer {
        Peer::Block(block) if block.prefix_len() == 0 => Answer::Yes,
        Peer::Block(block) if block.addr().is_loopback() => Answer::No,
        Peer::Block(block) if only_public && is_private(block) => Answer::No,
        Peer::Group(GroupId::Here(_)) if only_public => Answer::No,
        Peer::Group(group @ GroupId::Here(id)) if network.is_closed(id) => {
            let endpoints = network.endpoints().iter();
            Answer::any(endpoints.map(|endpoint| endpoint.groups().contains(group)))
        }
        Peer::Block(_) | Peer::Group(_) | Peer::Unknown => Answer::Unknown,
    }
}

/// Whether images come from public addresses, at least in part: their layers are in Amazon S3,
/// whose gateway endpoint is a route to such addresses.
fn pulls_from_public<'d>(service: &Service<'d>) -> bool {
    let network = service.properties.deployment().network();
    let here = service.subnets_here();
    let without_interface = |subnet: &&Subnet<'d>| match network.endpoint(subnet, "s3") {
        Ok(Lookup::Unknown) => false,
        Ok(Lookup::Found(endpoint)) => endpoint.is_interface().is_no(),
        Ok(Lookup::Missing) | Err(_) => true,
    };
    !here.is_empty()
        && here.len() == service.subnets().known.len()
        && here.iter().all(without_interface)
}

/// What goes through endpoints. Each stands once for a purpose, however many subnets lead there.
fn add_endpoints<'d>(service: &'d Service<'d>, tasks: &Party<'d>, flows: &mut Vec<Flow<'d>>) {
    let network = service.properties.deployment().network();
    if network.endpoints().is_empty() {
        return;
    }
    let (with, without) = (OnceCell::new(), OnceCell::new());
    let mut seen: Vec<(&str, Purpose)> = Vec::new();
    for subnet in service.subnets_here() {
        let wants = match service.reaches_internet(subnet) {
            Answer::No => without.get_or_init(|| service.wants(false)),
            _ => with.get_or_init(|| service.wants(true)),
        };
        for want in wants {
            for name in want.endpoints.iter() {
                let Ok(Lookup::Found(endpoint)) = network.endpoint(subnet, name) else {
                    continue;
                };
                let known = (endpoint.properties.id(), want.purpose.clone());
                if seen.contains(&known) {
                    continue;
                }
                seen.push(known);
                flows.push(Flow {
                    from: End::Tasks(service),
                    to: End::Endpoint(endpoint),
                    door: HTTPS,
                    purpose: want.purpose.clone(),
                    because: want.because,
                    tasks: Some(service),
                    verdict: through(service, tasks, endpoint),
                });
            }
        }
    }
}

/// Whether tasks get to an endpoint that is certain to be their way.
fn through<'d>(
    service: &'d Service<'d>,
    tasks: &Party<'d>,
    endpoint: &'d Endpoint<'d>,
) -> Verdict<'d> {
    let private_dns = endpoint.properties.get("PrivateDnsEnabled");
    let leads_there = endpoint.is_interface().is_yes() && private_dns.flag() == Some(true);
    match leads_there {
        true => Verdict::between(
            service.properties.deployment().network(),
            tasks,
            HTTPS,
            &endpoint.party(),
        ),
        false => Verdict::Unknown,
    }
}
