//! What tasks read and write on file systems of Amazon EFS.

use super::{Door, End, Flow, Verdict};
use crate::network::{Zone, mount_targets, none_is, party_of_mount_target, volumes};
use crate::{Property, Purpose, Service};

pub(super) fn add<'d>(service: &'d Service<'d>, flows: &mut Vec<Flow<'d>>) {
    let deployment = service.properties.deployment();
    for (named, files) in volumes(service) {
        let targets = mount_targets(deployment, &files).into_iter();
        for target in targets.filter(|target| may_be_used(service, target)) {
            let door = Door::tcp(2049);
            let files = party_of_mount_target(&target);
            flows.push(Flow {
                from: End::Tasks(service),
                to: End::Files(target),
                door,
                purpose: Purpose::Files,
                because: named,
                tasks: Some(service),
                verdict: Verdict::between(deployment.network(), &service.party(), door, &files),
            });
        }
    }
}

/// Whether a mount target may be in the zone of a task.
fn may_be_used<'d>(service: &'d Service<'d>, target: &Property<'d>) -> bool {
    let network = service.properties.deployment().network();
    let subnet = network.subnet(&target.get("SubnetId"));
    let Some(zone) = subnet.and_then(|subnet| subnet.zone.as_ref()) else {
        return true;
    };
    let subnets = service.subnets();
    let zone_of =
        |named: &Property<'d>| -> Option<&'d Zone<'d>> { network.subnet(named)?.zone.as_ref() };
    !(subnets.complete && none_is(zone, subnets.known.iter().map(zone_of)))
}
