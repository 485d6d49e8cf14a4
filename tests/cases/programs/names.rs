//! Names in DNS, and certificates for them.

use stackwright::aws::certificatemanager::{Certificate, KeyAlgorithm};
use stackwright::aws::route53::{
    Alias, HealthCheck, HostedZone, Place as Where, Record, RecordHandle, Routing,
};
use stackwright::prelude::*;

use super::dice::Dice;
use super::ground::Around;
use super::place::Place;

/// Zones, records, checks, certificates, and a load balancer under a name.
pub fn names(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let zone = HostedZone::imported("Z0123456789ABC", "example.com");
    let zone = place.add("Zone", zone);
    let inside = HostedZone::private("shop.internal", around.vpc);
    let inside = place.add(
        "Inside",
        dice.some(inside, &[&|it, _| it.describe("the shop")]),
    );
    if dice.says() {
        let dev = place.add("DevZone", HostedZone::new("dev.example.com"));
        place.add("Dev", Record::delegation(zone, dev));
    }
    place.add("Db", Record::a(inside, "db", ["10.0.0.7"]));
    if dice.says() {
        let front = ApplicationLoadBalancer::new(around.vpc)
            .internet_facing()
            .domain("page", zone);
        let front = place.add("Front", front);
        place.add("Again", Record::alias(zone, "again", front));
        let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
            .container(Container::new("shop", around.image(dice)).port(8080));
        let shop = FargateService::new(around.cluster, task);
        let shop = shop.behind(front.path("/shop/*")).domain("store", zone);
        place.add("Store", shop);
    }
    let certificate = dice.some(
        Certificate::new("shop.example.com", zone),
        &[
            &|it, _| it.also("*.example.com"),
            &|it, _| it.key_algorithm(KeyAlgorithm::EcPrime256v1),
            &|it, _| it.exportable(),
            &|it, _| it.without_transparency(),
        ],
    );
    place.add("Certificate", certificate);
    let old = "arn:aws:acm:eu-west-1:111122223333:certificate/1";
    place.add("OldCertificate", Certificate::imported(old));
    let check = dice.some(
        HealthCheck::https("one.example.com", "/healthz"),
        &[
            &|it, _| it.port(8443),
            &|it, _| it.every(10.seconds()),
            &|it, dice| it.after(dice.number(1..=10)),
            &|it, _| it.measure_latency(),
            &|it, _| it.inverted(),
        ],
    );
    let check = place.add("IsWell", check);
    let old = HealthCheck::imported("0a1b2c3d-1111-2222-3333-0a1b2c3d4e5f");
    let old = place.add("OldCheck", old);
    let both = place.add("Both", HealthCheck::of_others(1, [check, old]));
    let routing = match dice.number(0..=4) {
        0 => Routing::Primary,
        1 => Routing::Weighted(10),
        2 => Routing::latency("eu-west-1"),
        3 => Routing::From(Where::Country("DE".into())),
        _ => Routing::Multivalue,
    };
    let name = dice.some(
        Record::a(zone, "shop", ["192.0.2.1"]),
        &[
            &|it, _| it.ttl(1.minutes()),
            &|it, _| it.describe("the shop"),
            &|it, _| it.routing(routing.clone()).health_check(both),
        ],
    );
    place.add("Shop", name);
    let alias = Alias::new("x.example.net", "Z0000000000ABC");
    let alias = Record::alias(zone, "elsewhere", alias);
    let _: RecordHandle = place.add("Elsewhere", dice.some(alias, &[&|it, _| it.dual_stack()]));
    place.add("Text", Record::txt(zone, "", ["v=spf1 -all"]));
    place.add("Mail", Record::mx(zone, "", [(10, "mail.example.com")]));
    place.add("Makers", Record::caa(zone, "", ["amazon.com"]));
    place.add("Old", Record::cname(zone, "old", "shop.example.com"));
}
