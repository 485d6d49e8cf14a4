//! Names: namespaces, services of Cloud Map, and what is registered in them.

use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecs::{Discover, Launch, Service};
use stackwright::aws::servicediscovery::{
    DiscoveryInstance, DnsRecord, NamespaceHandle, PublicDnsNamespace, Route53Check,
};
use stackwright::prelude::*;

use super::dice::Dice;
use super::ground::Around;
use super::place::Place;

/// The namespace of the cluster.
pub fn private_namespace(
    number: usize,
    place: Place<'_>,
    vpc: VpcHandle,
    dice: &mut Dice,
) -> NamespaceHandle {
    if dice.says() {
        let old = PrivateDnsNamespace::imported("ns-0a1b2c3d4e5f6a7b");
        return place.add("Namespace", old);
    }
    let namespace = dice.some(
        PrivateDnsNamespace::new(format!("shop{number}.local"), vpc),
        &[&|it, _| it.describe("the shop"), &|it, _| {
            it.missing_ttl(10.seconds())
        }],
    );
    place.add("Namespace", namespace)
}

/// A service that is found by a name.
pub fn found<On: Launch>(
    service: Service<On>,
    place: Place<'_>,
    around: &Around,
    dice: &mut Dice,
    number: usize,
    port: u16,
) -> Service<On> {
    let name = format!("found{number}");
    match dice.one_of([0, 1, 2]) {
        0 => service.discover_as(name),
        1 => {
            let found = DiscoveryService::new(around.namespace, name);
            let found = dice.some(
                found,
                &[&|it, _| it.ttl(10.seconds()), &|it, _| {
                    it.records([DnsRecord::Srv])
                }],
            );
            service.discover_by(place.add("Found", found))
        }
        _ => {
            let how = dice.some(
                Discover::named(name),
                &[
                    &|it, _| match around.known.ipv6 {
                        true => it.ipv6(),
                        false => it,
                    },
                    &|it, _| it.srv(),
                    &|it, _| it.srv().container_port("main", port),
                    &|it, _| it.ttl(30.seconds()),
                ],
            );
            service.discover(how)
        }
    }
}

/// What is found and is no service of ECS.
pub fn others(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let number = dice.number(0..=999);
    let calls = HttpNamespace::new(format!("calls{number}"));
    let calls = place.add("Calls", dice.some(calls, &[&|it, _| it.describe("calls")]));
    let public = PublicDnsNamespace::new(format!("s{number}.example.com"));
    let public = place.add(
        "Public",
        dice.some(public, &[&|it, _| it.missing_ttl(10.seconds())]),
    );
    let jobs = dice.some(
        DiscoveryService::new(calls, "jobs"),
        &[&|it, _| it.attribute("team", "shop"), &|it, _| {
            it.describe("jobs")
        }],
    );
    let jobs = place.add("Jobs", jobs);
    let queue = DiscoveryInstance::other(jobs).attribute("queue", "jobs");
    place.add("Queue", dice.some(queue, &[&|it, _| it.id("jobs")]));
    let web = dice.some(
        DiscoveryService::new(public, "web"),
        &[&|it, _| it.health_check(Route53Check::http("/health").failures(3))],
    );
    let web = place.add("Web", web);
    let one = DiscoveryInstance::ipv4(web, "192.0.2.10");
    place.add("One", dice.some(one, &[&|it, _| it.port(80)]));
    let records = [DnsRecord::A, DnsRecord::Aaaa];
    let both = DiscoveryService::new(around.namespace, format!("both{number}"));
    let both = place.add("Both", both.records(records).without_health_check());
    let dual = DiscoveryInstance::ipv4(both, "10.0.0.25").and_ipv6("2001:db8::25");
    place.add("Dual", dual);
    let mail = DiscoveryService::new(around.namespace, format!("mail{number}"));
    let mail = place.add(
        "Mail",
        mail.records([DnsRecord::Srv]).without_health_check(),
    );
    place.add("Relay", DiscoveryInstance::ipv4(mail, "10.0.0.26").port(25));
    let old = DiscoveryService::new(around.namespace, format!("old{number}"));
    let old = old
        .records([DnsRecord::Cname])
        .weighted()
        .without_health_check();
    let old = place.add("Elsewhere", old);
    place.add("There", DiscoveryInstance::cname(old, "there.example.com"));
    if let Some(balancer) = around.front {
        let front = DiscoveryService::new(around.namespace, format!("front{number}"));
        let front = place.add("Front", front.weighted().without_health_check());
        place.add("Alias", DiscoveryInstance::alias(front, balancer));
    }
    let old = DiscoveryService::imported("srv-0a1b2c3d4e5f");
    place.add("OldName", old.records([DnsRecord::A]));
}
